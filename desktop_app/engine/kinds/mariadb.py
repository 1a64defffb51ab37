"""MariaDB and MySQL databases as a kind of target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.engine.contents import structure
from desktop_app.engine.errors import Bug, ItemChanged, ItemFailed
from desktop_app.engine.kinds.kind import Answered, ItemCheck, MakeScratch, Place, Scratch
from desktop_app.engine.model import Item, ItemKind, Level, Problem, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Fetch, ItemReader, LiveRows
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.definitions import is_whole
from desktop_app.engine.sources.mariadb.source import MariaSource
from desktop_app.engine.sources.readers import pieces_of

if TYPE_CHECKING:
    from desktop_app.engine.sources.client import ClientSettings
    from desktop_app.engine.sources.mariadb.restoring.destination import MariaDestination

DATABASE = "labvault_restored"


class MariaKind:
    """One database of a server. What a backup does not need is loaded by what does."""

    key = "mariadb"
    levels = frozenset({Level.BYTES, Level.STRUCTURE, Level.RESTORED, Level.SOURCE})

    def login(self, url: str) -> Address:
        return Address.from_url(url)

    @contextmanager
    def source(self, place: Place) -> Iterator[MariaSource]:
        yield MariaSource(Address.from_url(place.url), place.password, place.client)

    def destination(self, place: Place) -> MariaDestination:
        from desktop_app.engine.sources.mariadb.restoring.destination import MariaDestination

        return MariaDestination(Address.from_url(place.url), place.password, place.client)

    def check(self, client: ClientSettings) -> ItemCheck:
        return check_item

    def scratches(self, client: ClientSettings) -> Iterable[MakeScratch]:
        return [partial(self._scratch, client)]

    @contextmanager
    def _scratch(self, client: ClientSettings, progress: Progress) -> Iterator[Scratch]:
        """A server of its own. Users that the snapshot needs are created there."""
        from desktop_app.engine.restore import RestoreOptions
        from desktop_app.engine.sources.mariadb.restoring.destination import MariaDestination
        from desktop_app.engine.sources.mariadb.scratch.server import ScratchServer

        progress.phase("starting a scratch server")
        path = client.environment.get("PATH", "")
        with ScratchServer.start(path, cancel=progress.cancel) as server:
            # No password at all, whatever option files and the environment say of other servers.
            destination = MariaDestination(server.address.with_database(DATABASE), "", client)

            def ask(items: Sequence[Item], progress: Progress) -> Answered:
                tables = [item for item in items if item.kind is ItemKind.ROWS]
                live = destination.count(progress) or {}
                return Answered(len(tables), tuple(_unanswered(tables, live)))

            yield Scratch(destination, RestoreOptions(create_roles=True), ask)

    def live(self, place: Place, meter: Progress) -> Mapping[str, LiveRows] | None:
        return self.destination(place).count(meter)

    def differences(
        self, place: Place, snapshot: Snapshot, items: Sequence[Item], fetch: Fetch, meter: Progress
    ) -> Sequence[Problem]:
        """Tables whose rows are not those of the snapshot any more."""
        wanted = [item for item in items if item.kind is ItemKind.ROWS]
        source = MariaSource(Address.from_url(place.url), place.password, place.client, readers=1)
        found: list[Problem] = []
        with source.open(meter) as session:
            meter.phase("comparing", items=len(wanted), bytes=sum(item.size for item in wanted))
            plans = {plan.name: plan for plan in session.plan.items if plan.kind is ItemKind.ROWS}
            for item in wanted:
                meter.cancel.check()
                meter.item(item.name)
                if item.name in plans:
                    try:
                        reader = session.read(plans[item.name])
                        what = _compared(item, reader, fetch, meter)
                    except (ItemChanged, ItemFailed) as fault:
                        what = f"cannot be read: {fault.reason}"
                else:
                    what = "is not there any more"
                found += [Problem(item.name, what)] if what else []
                meter.advance(items=1, bytes=item.size)
        here = {item.name for item in wanted}
        found += [Problem(name, "is not in the snapshot") for name in plans if name not in here]
        return found


def _compared(item: Item, reader: ItemReader, fetch: Fetch, meter: Progress) -> str:
    """What a table has otherwise than its item; nothing where it is equal."""
    from desktop_app.engine.restoring.equality import RowBag

    live, kept = RowBag(), RowBag()
    live.add(pieces_of(reader, meter.cancel))
    kept.add(fetch(item))
    if live == kept:
        return ""
    if live.rows == kept.rows:
        return f"has as many rows as the snapshot, {kept.rows:,}, but not the same"
    return f"has {live.rows:,} rows, the snapshot has {kept.rows:,}"


def _unanswered(tables: Sequence[Item], live: Mapping[str, LiveRows]) -> Iterator[Problem]:
    """The tables of which a query says other than the snapshot."""
    for item in tables:
        found = live.get(item.name, LiveRows(None))
        if found.rows is None:
            yield Problem(item.name, "does not answer a query")
        elif found.exact and found.rows != item.rows:
            what = f"a query tells {found.rows:,} rows, the snapshot has {item.rows or 0:,}"
            yield Problem(item.name, what)


def check_item(item: Item, pieces: Iterator[bytes]) -> str:
    """Read an item to its end; returns what is wrong with its meaning, or an empty text."""
    if item.kind is ItemKind.SCHEMA:
        whole = is_whole(b"".join(pieces))
        return "" if whole else "is no dump of definitions, or one that stops before its end"
    if item.kind is ItemKind.ROLES:
        return "" if b"CREATE " in b"".join(pieces) else "names no user"
    return structure.check_item(item, pieces, _no_archive)


def _no_archive(_: object) -> int:
    raise Bug("an archive of PostgreSQL in a snapshot of MariaDB")
