"""Taking a restore back: the database that gave way is kept, and can have its name again.

No row is copied: tables are renamed, all in one statement. Views, triggers, routines and events
cannot be: how to make them again is noted on the server first, in the database that is to keep
what is live now, and with it which tables go where. So what was cut off in the middle is brought to
its end by whoever asks next; each part can be done again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ServerRefused, TargetInUse, UnknownName
from desktop_app.engine.sources.mariadb.connection import (
    quoted,
)
from desktop_app.engine.sources.mariadb.restoring import moving
from desktop_app.engine.sources.mariadb.restoring.loading import Means
from desktop_app.engine.sources.mariadb.restoring.maker import Maker
from desktop_app.engine.sources.mariadb.restoring.mark import NAMES, kept_name
from desktop_app.engine.sources.mariadb.restoring.moving import (
    ABOUT,
    definitions_of,
    end_sessions,
    hush,
    move_tables,
    sessions,
    wake,
)
from desktop_app.engine.sources.mariadb.restoring.server import Server

NOTES = "__labvault_swap"
SIZES = """
SELECT s.schema_name, SUM(t.data_length) FROM information_schema.schemata s
  LEFT JOIN information_schema.tables t
         ON t.table_schema = s.schema_name AND t.table_type = 'BASE TABLE'
 GROUP BY s.schema_name
"""
NOTED = "SELECT table_schema FROM information_schema.tables WHERE table_name = %s"


@dataclass(frozen=True, slots=True)
class KeptDatabase:
    """A database that a restore replaced, at that moment. ``size`` in bytes as the server
    estimates its rows."""

    name: str
    replaced: datetime
    size: int | None


@dataclass(frozen=True, slots=True)
class _Swap:
    """Tables of the wanted database go aside, those of the kept one take their place."""

    wanted: str
    kept: str
    aside: str
    leaving: tuple[str, ...]
    coming: tuple[str, ...]


def kept_databases(server: Server) -> tuple[KeptDatabase, ...]:
    """Those that were replaced under the name of the server's address, the newest first."""
    begun = {str(row[0]) for row in server.ask(NOTED, NOTES)}
    found = []
    for name, size in ((str(name), size) for name, size in server.ask(SIZES)):
        at = NAMES.replaced(name, server.address.database)
        if at is not None and name not in begun:
            found.append(KeptDatabase(name, at, None if size is None else int(size)))
    return tuple(sorted(found, key=lambda kept: (kept.replaced, kept.name), reverse=True))


def swap_back(server: Server, means: Means, kept: str, *, disconnect: bool) -> str:
    """Give a kept database its name again; returns the name under which the one that has it now
    is kept, or an empty one where none had it. Raises :class:`UnknownName` for a database that is
    none of those kept, and :class:`TargetInUse` while others use one of the two, unless
    ``disconnect`` says to end their sessions: nothing has changed then."""
    if (begun := _ended_before(server, means)) and begun.kept == kept:
        return _aside(begun)
    _must_be_kept(server, kept)
    swap = _begin(server, means, kept)
    try:
        _move(server, swap, disconnect=disconnect)
    except TargetInUse:
        _stay(server, means, swap)
        raise
    _finish(server, means, swap)
    return _aside(swap)


def drop_kept(server: Server, means: Means, kept: str, *, disconnect: bool) -> None:
    """Let a kept database go, for good. Raises as :func:`swap_back` does."""
    _ended_before(server, means)
    _must_be_kept(server, kept)
    _drop(server, kept, disconnect=disconnect)


def drop_restored(server: Server, *, disconnect: bool) -> None:
    """Let go, for good, of a database that a restore made beside the live one. Raises
    :class:`UnknownName` when there is none of that name, and :class:`TargetInUse` as
    :func:`swap_back` does."""
    database = server.address.database
    if database not in server.databases():
        raise UnknownName("database", database)
    _drop(server, database, disconnect=disconnect)


def _drop(server: Server, database: str, *, disconnect: bool) -> None:
    if inside := sessions(server, database):
        if not disconnect:
            raise TargetInUse(database, len(inside))
        end_sessions(server, database)
    server.run("dropping a database", f"SET SESSION lock_wait_timeout = {moving.PATIENCE}")
    server.drop(database)


def _ended_before(server: Server, means: Means) -> _Swap | None:
    """Bring to its end what was begun and cut off; returns what it was."""
    for (database,) in server.ask(NOTED, NOTES):
        query = f"SELECT state FROM {_notes(str(database))}"  # noqa: S608 (quoted)
        rows = server.ask(query)
        if not rows:  # nothing had changed yet
            if NAMES.replaced(str(database), server.address.database):
                server.drop(str(database))
            continue
        state = json.loads(rows[0][0])
        if state["wanted"] == server.address.database:
            leaving, coming = tuple(state.pop("leaving")), tuple(state.pop("coming"))
            swap = _Swap(**state, leaving=leaving, coming=coming)
            _move(server, swap, disconnect=False)
            _finish(server, means, swap)
            return swap
    return None


def _must_be_kept(server: Server, name: str) -> None:
    """No other database may be swapped or dropped by its name."""
    if name not in {each.name for each in kept_databases(server)}:
        raise UnknownName("kept database", name)


def _begin(server: Server, means: Means, kept: str) -> _Swap:
    """Note what is to be done, and how to make again what cannot be moved."""
    wanted, databases = server.address.database, server.databases()
    is_there = wanted in databases
    ((charset, collation),) = server.ask(ABOUT, wanted if is_there else kept)
    if not is_there:
        server.create(wanted, str(charset), str(collation))
    leaving, coming = server.tables(wanted), server.tables(kept)
    old = definitions_of(server, wanted, means) if is_there else b""
    new = definitions_of(server, kept, means)
    aside = kept_name(wanted, datetime.now(UTC), databases)
    server.create(aside, str(charset), str(collation))
    swap = _Swap(wanted, kept, aside, tuple(leaving), tuple(coming))
    server.run(
        "noting what is swapped",
        f"CREATE TABLE {_notes(aside)} (state LONGTEXT CHARACTER SET utf8mb4,"
        " old LONGBLOB, new LONGBLOB) ENGINE = InnoDB",
    )
    insert = f"INSERT INTO {_notes(aside)} VALUES (%s, %s, %s)"  # noqa: S608 (quoted)
    server.run("noting what is swapped", insert, json.dumps(asdict(swap)), old, new)
    return swap


def _move(server: Server, swap: _Swap, *, disconnect: bool) -> None:
    """What goes aside goes first: should the server die in the middle, it is known what was
    moved."""
    gone, left = set(server.tables(swap.aside)), set(server.tables(swap.kept))
    moves = [(swap.wanted, name, swap.aside) for name in swap.leaving if name not in gone]
    moves += [(swap.kept, name, swap.wanted) for name in swap.coming if name in left]
    if disconnect:
        for database in (swap.wanted, swap.kept):
            end_sessions(server, database)
    both = (swap.wanted, swap.kept)
    move_tables(server, swap.aside, moves, both, both, f"giving {swap.wanted} its tables back")


def _stay(server: Server, means: Means, swap: _Swap) -> None:
    """All tables are where they were, so what belongs to them comes back there."""
    old, new = _definitions(server, swap)
    for database, dump in ((swap.wanted, old), (swap.kept, new)):
        with suppress(ServerRefused):  # that it is in use is the fault to tell
            _make(server, means, database, dump)
    server.drop(swap.aside)


def _finish(server: Server, means: Means, swap: _Swap) -> None:
    """The rest of both, where their tables are now. Raises :class:`ServerRefused`, when all is
    done that can be, for what the server would not make again."""
    old, new = _definitions(server, swap)
    faults = []
    for database, dump in ((swap.wanted, new), (swap.aside, old)):
        try:
            _make(server, means, database, dump)
        except ServerRefused as fault:
            faults.append(fault)
    wake(server, swap.wanted)
    hush(server, swap.aside)
    if swap.kept in server.databases():
        ((charset, collation),) = server.ask(ABOUT, swap.kept)
        about = f"CHARACTER SET {charset} COLLATE {collation}"
        server.run("giving it its collation", f"ALTER DATABASE {quoted(swap.wanted)} {about}")
        if not server.tables(swap.kept):  # somebody may have put something there
            server.drop(swap.kept)
    server.run("ending the swap", f"DROP TABLE {_notes(swap.aside)}")
    if not server.holds(swap.aside):
        server.drop(swap.aside)
    if faults:
        raise faults[0]


def _definitions(server: Server, swap: _Swap) -> tuple[bytes, bytes]:
    query = f"SELECT old, new FROM {_notes(swap.aside)}"  # noqa: S608 (quoted)
    ((old, new),) = server.ask(query)
    return bytes(old or b""), bytes(new or b"")


def _make(server: Server, means: Means, database: str, dump: bytes) -> None:
    """Views, triggers, routines and events. Raises :class:`ServerRefused` for the first that the
    server refuses, after all others were made."""
    maker = Maker(dump, server.address.with_database(database), means.cancel)
    with server.inside(database) as connection:
        maker.make_rest(connection, lambda _: True)
    for what in _refused(maker):
        raise ServerRefused(f"making again what was in {database}", what)


def _refused(maker: Maker) -> Iterator[str]:
    for (making, name), why in maker.left_out.items():
        yield f"{making} {name}: {why}"


def _aside(swap: _Swap) -> str:
    return swap.aside if swap.leaving else ""


def _notes(database: str) -> str:
    return f"{quoted(database)}.{quoted(NOTES)}"
