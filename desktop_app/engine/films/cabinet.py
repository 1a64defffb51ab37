"""Small pictures of films, kept on disk up to a limit: those that nobody looked at for longest go.

One SQLite file in place of a hundred thousand small ones. It can be deleted at any time, and is
begun anew when it is damaged or another version's. What a picture is, is the affair of whoever
keeps it here.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from desktop_app.engine.dataclass import dataclass

T = TypeVar("T")

LAYOUT = 1
LIMIT = 200_000_000
ROOM = 0.9  # of the limit that is used again after making room
SCHEMA = """
CREATE TABLE IF NOT EXISTS pictures(
    key BLOB PRIMARY KEY, data BLOB NOT NULL, told TEXT NOT NULL, used INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS by_use ON pictures(used);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """``data``: an encoded picture, empty where there is none; ``told``: what is said of it."""

    data: bytes
    told: str


def key_of(*parts: str | int) -> bytes:
    """A key that tells films apart: where, which, how long, when it changed."""
    return sha256("\0".join(map(str, parts)).encode("utf-8", "surrogateescape")).digest()[:16]


class Cabinet:
    """Any thread. ``limit`` in bytes of pictures. A disk that is full or fails costs the pictures,
    and nothing else: they are made again."""

    def __init__(self, path: Path, limit: int = LIMIT) -> None:
        self._path, self._limit, self._lock = path, limit, threading.Lock()

    def load(self, key: bytes) -> Kept | None:
        """What is kept there, which is now the last that somebody looked at."""

        def work(database: sqlite3.Connection) -> Kept | None:
            query = "SELECT data, told FROM pictures WHERE key = ?"
            row = database.execute(query, (key,)).fetchone()
            if row is None or not isinstance(row[0], bytes) or not isinstance(row[1], str):
                return None
            latest = "(SELECT max(used) + 1 FROM pictures)"
            database.execute(f"UPDATE pictures SET used = {latest} WHERE key = ?", (key,))  # noqa: S608
            return Kept(*row)

        return self._do(work, None)

    def store(self, key: bytes, kept: Kept) -> None:
        """Keep a picture, in place of the one that was there."""

        def work(database: sqlite3.Connection) -> None:
            latest = "(SELECT coalesce(max(used), 0) + 1 FROM pictures)"
            query = f"INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, {latest})"  # noqa: S608
            database.execute(query, (key, kept.data, kept.told))
            if self._size(database) > self._limit:
                self._make_room(database)

        self._do(work, None)

    def size(self) -> int:
        """Bytes of the pictures that are here."""
        return self._do(self._size, 0)

    def _size(self, database: sqlite3.Connection) -> int:
        query = "SELECT coalesce(sum(length(data) + length(told)), 0) FROM pictures"
        return int(database.execute(query).fetchone()[0])

    def _make_room(self, database: sqlite3.Connection) -> None:
        left, gone = self._size(database), []
        for key, size in database.execute(
            "SELECT key, length(data) + length(told) FROM pictures ORDER BY used"
        ):
            if left <= self._limit * ROOM:
                break
            left -= size
            gone.append((key,))
        database.executemany("DELETE FROM pictures WHERE key = ?", gone)

    def _do(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Do ``work`` in one transaction; ``otherwise`` where the file cannot be used."""
        with (
            self._lock,
            suppress(sqlite3.Error, OSError),
            closing(self._opened()) as database,
            database,
        ):
            return work(database)
        return otherwise

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _connect(self._path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            for suffix in ("-journal", ""):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            return _connect(self._path)


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=5)
    try:
        # Pictures can be made again: speed goes before what a power cut leaves.
        database.execute("PRAGMA synchronous = OFF")
        (layout,) = database.execute("PRAGMA user_version").fetchone()
        if layout not in (0, LAYOUT):
            raise sqlite3.DatabaseError("of another layout")
        database.executescript(SCHEMA + f"PRAGMA user_version = {LAYOUT};")
    except BaseException:
        database.close()
        raise
    return database
