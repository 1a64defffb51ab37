"""Taking a restore back: the database that was replaced is kept, and can have its name again.

Nothing is copied: two renames in one transaction. What the restore had put in its place is kept
in its turn, so that taking back can be taken back too.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime

from psycopg import sql

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ServerRefused, TargetInUse, UnknownName
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.restoring.cluster import Cluster, Terminator
from desktop_app.engine.sources.postgres.restoring.mark import NAMES, kept_name

DATABASES = """
SELECT datname, CASE WHEN pg_catalog.has_database_privilege(oid, 'CONNECT')
                     THEN pg_catalog.pg_database_size(oid) END
  FROM pg_catalog.pg_database ORDER BY datname
"""


@dataclass(frozen=True, slots=True)
class KeptDatabase:
    """A database that a restore replaced, at that moment. ``size`` in bytes, None where the server
    does not say it to this user."""

    name: str
    replaced: datetime
    size: int | None


def kept_databases(address: Address, password: str | None) -> tuple[KeptDatabase, ...]:
    """Those that were replaced under the name of ``address``'s database, the newest first. Raises
    what :func:`~desktop_app.engine.sources.postgres.connection.connect` raises."""
    with Cluster.open(address, password, Cancel()) as cluster:
        return _kept(cluster)


def swap_back(address: Address, password: str | None, kept: str, *, disconnect: bool) -> str:
    """Give a kept database its name again; returns the name under which the one that has it now
    is kept, or an empty one where none had it. Raises :class:`UnknownName` for a database that is
    none of those kept, and :class:`TargetInUse` when somebody is connected to either one, unless
    ``disconnect`` says to end such sessions. Nothing has changed then."""
    with Cluster.open(address, password, Cancel()) as cluster:
        cluster.take_hold(address.database)
        _must_be_kept(cluster, kept)
        with ExitStack() as stack:
            for name in (kept, address.database):
                found = cluster.find_at_rest(name)
                if found and found.sessions and not disconnect:
                    raise TargetInUse(name, found.sessions)
            if disconnect:
                both = [kept, address.database]
                stack.enter_context(Terminator(address, password, both))
            return _swap(cluster, address.database, kept)


def drop_kept(address: Address, password: str | None, kept: str, *, disconnect: bool) -> None:
    """Let a kept database go, for good. Raises as :func:`swap_back` does."""
    with Cluster.open(address, password, Cancel()) as cluster:
        cluster.take_hold(address.database)
        _must_be_kept(cluster, kept)
        found = cluster.find_at_rest(kept)
        if found and found.sessions and not disconnect:
            raise TargetInUse(kept, found.sessions)
        cluster.drop(kept)


def drop_restored(address: Address, password: str | None, *, disconnect: bool) -> None:
    """Let go, for good, of a database that a restore made beside the live one. Raises
    :class:`UnknownName` when there is none of that name, and :class:`TargetInUse` as
    :func:`swap_back` does."""
    with Cluster.open(address, password, Cancel()) as cluster:
        cluster.take_hold(address.database)
        found = cluster.find_at_rest(address.database)
        if found is None:
            raise UnknownName("database", address.database)
        if found.sessions and not disconnect:
            raise TargetInUse(address.database, found.sessions)
        cluster.drop(address.database)


def _swap(cluster: Cluster, wanted: str, kept: str) -> str:
    now = cluster.find(wanted)
    databases = cluster.names("SELECT datname FROM pg_catalog.pg_database")
    aside = kept_name(wanted, datetime.now(UTC), databases) if now else ""
    try:
        with cluster.transaction("giving the database its name back"):
            if aside:
                _rename(cluster, wanted, aside)
            _rename(cluster, kept, wanted)
    except ServerRefused:
        for name in (wanted, kept):  # somebody came in since the sessions were counted
            found = cluster.find(name)
            if found and found.sessions:
                raise TargetInUse(name, found.sessions) from None
        raise
    return aside


def _rename(cluster: Cluster, name: str, new: str) -> None:
    statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    done = statement.format(sql.Identifier(name), sql.Identifier(new))
    cluster.execute(done, f"renaming {name}")


def _must_be_kept(cluster: Cluster, name: str) -> None:
    """No other database may be swapped or dropped by its name."""
    if name not in {each.name for each in _kept(cluster)}:
        raise UnknownName("kept database", name)


def _kept(cluster: Cluster) -> tuple[KeptDatabase, ...]:
    wanted = cluster.address.database
    rows: Sequence[tuple[object, ...]] = cluster.ask(DATABASES)
    found = []
    for name, size in ((str(name), size) for name, size in rows):
        at = NAMES.replaced(name, wanted)
        if at is not None:
            found.append(KeptDatabase(name, at, None if size is None else int(str(size))))
    return tuple(sorted(found, key=lambda kept: (kept.replaced, kept.name), reverse=True))
