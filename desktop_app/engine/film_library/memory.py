"""Which films stand in snapshots: an SQLite file beside the index of chunks.

It only repeats what manifests say, of each film the newest snapshot that has it, so that a list of
films needs no repository opened. It can be deleted at any time, and is begun anew when it is
damaged.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.engine.computer.own_file import failure
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.films.names import is_film
from desktop_app.engine.model import Item, ItemKind, Snapshot

LAYOUT = 1
WAIT_SECONDS = 30
SCHEMA = """
CREATE TABLE IF NOT EXISTS snapshots(
    id TEXT PRIMARY KEY, target TEXT NOT NULL, n INTEGER UNIQUE NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS films(
    target TEXT NOT NULL, path BLOB NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    incomplete INTEGER NOT NULL, sequence INTEGER NOT NULL, snapshot INTEGER NOT NULL,
    PRIMARY KEY(target, path)) WITHOUT ROWID;
"""
ADD = """
INSERT INTO films VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(target, path) DO UPDATE SET
    size = excluded.size, modified = excluded.modified, incomplete = excluded.incomplete,
    sequence = excluded.sequence, snapshot = excluded.snapshot
 WHERE excluded.sequence >= films.sequence
"""


@dataclass(frozen=True, slots=True)
class KeptFilm:
    """A film as the newest snapshot has it that has it. ``modified_ns`` is 0 where it was not
    told; ``incomplete``: it was still being recorded."""

    name: str
    size: int
    modified_ns: int
    incomplete: bool
    snapshot: str


class FilmMemory:
    """One repository's. Any thread. Raises :class:`ProfileFailed` when the file cannot be used,
    :class:`NoSpace` where its disk is full."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._database = _connect(path)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                for suffix in ("-wal", "-shm", ""):
                    path.with_name(path.name + suffix).unlink(missing_ok=True)
                self._database = _connect(path)
        except (OSError, sqlite3.Error) as error:
            raise failure(path, error) from error

    def __enter__(self) -> FilmMemory:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._database.close()

    def known(self) -> frozenset[str]:
        """The ids of the snapshots whose films are here."""
        with self._using() as database:
            return frozenset(row[0] for row in database.execute("SELECT id FROM snapshots"))

    def add(self, snapshot: Snapshot, items: Iterable[Item]) -> None:
        """Remember the films of one snapshot."""
        with self._using() as database:
            query = "SELECT coalesce(max(n), 0) + 1 FROM snapshots"
            (number,) = database.execute(query).fetchone()
            row = (snapshot.id, snapshot.target, number)
            database.execute("INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?)", row)
            films = (item for item in items if item.kind is ItemKind.FILE and is_film(item.name))
            database.executemany(ADD, (_row(snapshot, number, item) for item in films))

    def forget(self, gone: Collection[str]) -> None:
        """These snapshots are gone. Where one was the newest that had a film, its target is
        forgotten whole, to be learned again: an older one may have the film as well."""
        if not gone:
            return
        with self._using() as database:
            database.execute("CREATE TEMP TABLE gone(id TEXT PRIMARY KEY)")
            database.executemany("INSERT INTO gone VALUES (?)", [(each,) for each in gone])
            targets = database.execute(
                "SELECT DISTINCT films.target FROM films JOIN snapshots ON n = films.snapshot "
                "JOIN gone USING (id)"
            ).fetchall()
            database.execute("DELETE FROM snapshots WHERE id IN (SELECT id FROM gone)")
            for target in targets:
                database.execute("DELETE FROM films WHERE target = ?", target)
                database.execute("DELETE FROM snapshots WHERE target = ?", target)
            database.execute("DROP TABLE gone")

    def films(self, target: str) -> Iterator[KeptFilm]:
        """All films of a target, in the order of their paths."""
        query = (
            "SELECT path, size, modified, incomplete, id FROM films "
            "JOIN snapshots ON n = films.snapshot WHERE films.target = ? ORDER BY path"
        )
        with self._using() as database:
            for path, size, modified, incomplete, key in database.execute(query, (target,)):
                yield KeptFilm(os.fsdecode(path), size, modified, bool(incomplete), key)

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        """One transaction."""
        try:
            with self._lock, self._database:
                yield self._database
        except sqlite3.Error as error:
            raise failure(self._path, error) from error


def _row(snapshot: Snapshot, number: int, item: Item) -> tuple[object, ...]:
    modified = item.detail.get("modified", "")
    return (
        snapshot.target,
        os.fsencode(item.name),
        item.size,
        int(modified) if modified.lstrip("-").isdecimal() else 0,
        "incomplete" in item.detail,
        snapshot.sequence,
        number,
    )


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=WAIT_SECONDS, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        (layout,) = database.execute("PRAGMA user_version").fetchone()
        if layout not in (0, LAYOUT):
            raise sqlite3.DatabaseError("of another layout")
        database.executescript(SCHEMA + f"PRAGMA user_version = {LAYOUT};")
    except BaseException:
        database.close()
        raise
    return database
