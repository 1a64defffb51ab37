"""PostgreSQL databases as a kind of target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.engine.errors import NotSupported
from desktop_app.engine.kinds.kind import Answered, ItemCheck, MakeScratch, Place, Scratch
from desktop_app.engine.model import Item, ItemKind, Level, Problem, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Fetch, LiveRows
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.source import PostgresSource

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.engine.sources.client import ClientSettings
    from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination

DATABASE = "labvault_restored"


class PostgresKind:
    """One database of a server. What a backup does not need is loaded by what does."""

    key = "postgresql"
    levels = frozenset({Level.BYTES, Level.STRUCTURE, Level.RESTORED})

    def login(self, url: str) -> Address:
        return Address.from_url(url)

    @contextmanager
    def source(self, place: Place) -> Iterator[PostgresSource]:
        """It is being opened already, for a backup begins with that."""
        address = Address.from_url(place.url)
        with closing(PostgresSource(address, place.password, place.client)) as source:
            source.prepare()
            yield source

    def destination(self, place: Place) -> PostgresDestination:
        from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination

        return PostgresDestination(Address.from_url(place.url), place.password, place.client)

    def check(self, client: ClientSettings) -> ItemCheck:
        from desktop_app.engine.contents.structure import check_item
        from desktop_app.engine.sources.postgres.archives.archive import Archives

        return partial(check_item, listing=Archives(client).count_entries)

    def scratches(self, client: ClientSettings) -> Iterator[MakeScratch]:
        """The embedded server; then, looked for only where it did not serve, those that are
        installed here, the newest first: they may have extensions and collations that it lacks."""
        from desktop_app.engine.sources.postgres.tools import installed_servers

        yield partial(self._scratch, client, None)
        for folder in installed_servers(client.environment.get("PATH", "")):
            yield partial(self._scratch, client, folder)

    @contextmanager
    def _scratch(
        self, client: ClientSettings, programs: Path | None, progress: Progress
    ) -> Iterator[Scratch]:
        """A server of its own. Roles that the snapshot needs are created there."""
        from desktop_app.engine.restore import RestoreOptions
        from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
        from desktop_app.engine.sources.postgres.scratch.server import ScratchServer

        progress.phase("starting a scratch server")
        with ScratchServer.start(binaries=programs, cancel=progress.cancel) as server:
            place = server.address.with_database(DATABASE)
            destination = PostgresDestination(place, server.password, client)

            def ask(items: Sequence[Item], progress: Progress) -> Answered:
                tables = [item for item in items if item.kind is ItemKind.ROWS]
                live = destination.count(progress) or {}
                return Answered(len(tables), tuple(unanswered(tables, live)))

            yield Scratch(destination, RestoreOptions(create_roles=True), ask)

    def live(self, place: Place, meter: Progress) -> Mapping[str, LiveRows] | None:
        return self.destination(place).count(meter)

    def differences(
        self, place: Place, snapshot: Snapshot, items: Sequence[Item], fetch: Fetch, meter: Progress
    ) -> Sequence[Problem]:
        raise NotSupported("level source", "a database cannot say what it was at that moment")


def unanswered(tables: Sequence[Item], live: Mapping[str, LiveRows]) -> Iterator[Problem]:
    """The tables of which a query says other than the snapshot. Rows of partitions may lie in
    another one than before, so these are counted together."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in tables:
        groups[item.detail.get("load_via", item.name)].append(item)
    for name, items in groups.items():
        found = [live.get(item.name, LiveRows(None)) for item in items]
        if any(each.rows is None for each in found):
            yield Problem(name, "does not answer a query")
        elif all(each.exact for each in found):
            wanted, told = sum(i.rows or 0 for i in items), sum(f.rows or 0 for f in found)
            # Beside ours, a table of an extension holds the extension's own rows.
            more = any("extension" in item.detail for item in items)
            if told < wanted or (told > wanted and not more):
                yield Problem(name, f"a query tells {told:,} rows, the snapshot has {wanted:,}")
