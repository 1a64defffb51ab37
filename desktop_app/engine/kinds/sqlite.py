"""SQLite files as a kind of target. Their address is their absolute path."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import apsw

from desktop_app.engine.kinds.kind import Answered, Fault, ItemCheck, MakeScratch, Place, Scratch
from desktop_app.engine.model import Item, ItemKind, Level, Problem, Snapshot
from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Fetch, LiveRows
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.sqlite.asking import ask_tables, live_rows
from desktop_app.engine.sources.sqlite.copying import WAIT
from desktop_app.engine.sources.sqlite.destination import SqliteDestination
from desktop_app.engine.sources.sqlite.digest import digest_of, tables_of
from desktop_app.engine.sources.sqlite.health import check_health
from desktop_app.engine.sources.sqlite.look import look_at
from desktop_app.engine.sources.sqlite.private import private_folder
from desktop_app.engine.sources.sqlite.source import SqliteSource, room
from desktop_app.engine.sources.sqlite.taking import take_database


class SqliteKind:
    """One file."""

    key = "sqlite"
    levels = frozenset({Level.BYTES, Level.STRUCTURE, Level.RESTORED, Level.SOURCE})

    def login(self, url: str) -> None:
        """There is nothing to log in to."""

    @contextmanager
    def source(self, place: Place) -> Iterator[SqliteSource]:
        """Option ``wait_seconds``: how long a lock of another program is waited for."""
        yield SqliteSource(path_of(place), float(place.options.get("wait_seconds", WAIT)))

    def destination(self, place: Place) -> SqliteDestination:
        return SqliteDestination(path_of(place))

    def check(self, client: ClientSettings) -> ItemCheck:
        return check_item

    def scratches(self, client: ClientSettings) -> Iterable[MakeScratch]:
        return [partial(self._scratch, client)]

    @contextmanager
    def _scratch(self, client: ClientSettings, progress: Progress) -> Iterator[Scratch]:
        """A file in a folder of its own."""
        with private_folder() as folder:
            file = folder / "restored.db"

            def ask(items: Sequence[Item], progress: Progress) -> Answered:
                tables = [item for item in items if item.kind is ItemKind.TABLE]
                return Answered(len(tables), tuple(ask_tables(file, tables, progress)))

            yield Scratch(SqliteDestination(file), RestoreOptions(), ask)

    def live(self, place: Place, meter: Progress) -> Mapping[str, LiveRows] | None:
        return live_rows(path_of(place), meter)

    def differences(
        self, place: Place, snapshot: Snapshot, items: Sequence[Item], fetch: Fetch, meter: Progress
    ) -> Sequence[Problem]:
        """The tables of the live file, copied at this moment, that have other rows."""
        path = path_of(place).resolve()
        look_at(path)
        tables = {item.name: item for item in items if item.kind is ItemKind.TABLE}
        with private_folder(room(path)) as folder:
            file = take_database(path, folder, meter).file
            now = [table.name for table in tables_of(file, meter.cancel)]
            meter.phase("comparing tables", items=len(now))
            return [
                *(Problem(name, "is gone") for name in tables if name not in now),
                *_unequal(file, now, tables, fetch, meter),
            ]


def path_of(place: Place) -> Path:
    """The file that an address names."""
    return Path(place.url).absolute()


def _unequal(
    file: Path, now: Sequence[str], tables: Mapping[str, Item], fetch: Fetch, meter: Progress
) -> Iterator[Problem]:
    for name in now:
        meter.item(name)
        if name not in tables:
            yield Problem(name, "is new since the snapshot")
            continue
        found, item = digest_of(file, name, meter), tables[name]
        kept = b"".join(fetch(item))
        meter.advance(items=1)
        if found.data == kept:
            continue
        if found.rows != item.rows:
            rows = f"{found.rows or 0:,} rows, the snapshot has {item.rows or 0:,}"
            yield Problem(name, f"has {rows}")
        elif json.loads(found.data).get("blake3") != json.loads(kept).get("blake3"):
            yield Problem(name, "has as many rows as the snapshot, but not the same")
        else:
            yield Problem(name, "is defined otherwise than in the snapshot")


def check_item(item: Item, pieces: Iterator[bytes]) -> str | Fault:
    """A database must pass SQLite's integrity check, a table's item be what it says."""
    if item.kind is ItemKind.FILE and "damaged" not in item.detail:
        return _check_file(item, pieces)
    whole = b"" if item.kind is not ItemKind.TABLE else b"".join(pieces)
    for _ in pieces:
        pass
    return _check_table(item, whole) if item.kind is ItemKind.TABLE else ""


def _check_file(item: Item, pieces: Iterator[bytes]) -> str | Fault:
    """Written out first: the check goes through the pages in an order of its own, many times."""
    with private_folder(item.size) as folder:
        file = folder / "checked.db"
        with file.open("xb") as stream:
            for piece in pieces:
                stream.write(piece)
        try:
            damage = check_health(file, Cancel()).damage
            tables = len(tables_of(file, Cancel())) if not damage else 0
        except apsw.Error as fault:
            damage, tables = (str(fault),), 0
    if damage:
        return Fault(f"fails the integrity check: {damage[0]}")
    if str(tables) != item.detail.get("tables", str(tables)):
        return f"has {tables:,} tables, the manifest says {item.detail['tables']}"
    return ""


def _check_table(item: Item, whole: bytes) -> str:
    try:
        body = json.loads(whole)
    except ValueError:
        return "is not readable as JSON"
    if not isinstance(body, dict) or "columns" not in body:
        return "does not tell its columns"
    rows = body.get("rows")
    if rows != item.rows:
        return f"tells {rows} rows, the manifest says {item.rows}"
    return "" if rows is None or "blake3" in body else "does not tell the hash of its rows"
