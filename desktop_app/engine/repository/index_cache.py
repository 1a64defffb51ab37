"""The index on this computer: an SQLite file with a row a chunk, so that memory stays small.

It only repeats what index objects and packs say, so it can be deleted at any time; when it turns
out to be damaged, it is emptied. Several processes may share one file.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from desktop_app.engine.computer.own_file import failure
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NoSpace, ProfileFailed
from desktop_app.engine.repository.packs import MAX_ENTRIES, Entry, PackTable

T = TypeVar("T")

# A chunk's row number is its pack's number and its place in that pack, so a pack's chunks lie
# side by side, and the second index needs their ids only.
SCHEMA = """
CREATE TABLE IF NOT EXISTS objects(name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS packs(
    n INTEGER PRIMARY KEY, id BLOB UNIQUE NOT NULL, header BLOB NOT NULL, size INTEGER NOT NULL,
    named INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS chunks(
    at INTEGER PRIMARY KEY, id BLOB NOT NULL, codec INTEGER NOT NULL,
    offset INTEGER NOT NULL, stored INTEGER NOT NULL, plain INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS chunk_ids ON chunks(id);
"""
LAYOUT = 2
PAGES_IN_MEMORY = 16 << 10  # KiB
WAIT_SECONDS = 60
ASKED_AT_ONCE = 500

# What SQLite answers when the file is not what this module wrote; see sqlite.org/rescode.html.
DAMAGE = {
    sqlite3.SQLITE_ERROR,  # our statements are fixed: a table or column is not there
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one copy of a chunk lies. ``named``: an index object names its pack."""

    pack: str
    header: bytes
    named: bool
    entry: Entry


class CacheLost(Exception):
    """The cache was damaged and is empty now: fill it and ask again. Never leaves ``index``."""


class IndexCache:
    """The SQLite file, or a temporary one that spills to disk. Any thread."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._lost = False
        self._database = self._open()

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def _open(self) -> sqlite3.Connection:
        if self._path is None:
            return _connect("")  # private and temporary: spills to disk, then is gone
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return _connect(str(self._path))
            except (sqlite3.Error, CacheLost) as error:
                if not _is_damage(error):
                    raise
            self._remove()
            return _connect(str(self._path))
        except (OSError, sqlite3.Error) as error:
            raise failure(self._path, error) from error

    def _remove(self) -> None:
        assert self._path is not None
        # The log first: a log without its database would be played back into the next one.
        for suffix in ("-wal", "-shm", ""):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do ``work`` in one transaction."""
        with self._lock:
            try:
                with self._database:
                    return work(self._database)
            except sqlite3.Error as error:
                if self._path is None or self._lost or not _is_damage(error):
                    raise self._failure(error) from error
            self._lost = True  # twice is no accident: then the disk itself is to be looked at
            self._database.close()
            self._database = self._open_anew()
        raise CacheLost

    def _open_anew(self) -> sqlite3.Connection:
        try:
            self._remove()
        except OSError as error:
            raise self._failure(error) from error
        return self._open()

    def _failure(self, error: Exception) -> ProfileFailed | NoSpace:
        if self._path is None:
            return ProfileFailed("temporary", str(error))
        return failure(self._path, error)

    def objects(self) -> list[str]:
        """The names of the index objects taken in."""
        rows = self._do(lambda db: db.execute("SELECT name FROM objects").fetchall())
        return [name for (name,) in rows]

    def forget(self) -> None:
        """Empty it."""

        def work(db: sqlite3.Connection) -> None:
            for table in ("objects", "chunks", "packs"):
                db.execute(f"DELETE FROM {table}")  # noqa: S608 (own names)

        self._do(work)

    def take_in(self, name: str, packs: Iterable[PackTable]) -> None:
        """Take in an index object."""

        def work(db: sqlite3.Connection) -> None:
            for pack in packs:
                _take_in_pack(db, pack, named=True)
            db.execute("INSERT OR IGNORE INTO objects VALUES (?)", (name,))

        self._do(work)

    def learn(self, packs: Iterable[PackTable]) -> None:
        """Take in packs that no index object names."""

        def work(db: sqlite3.Connection) -> None:
            for pack in packs:
                _take_in_pack(db, pack, named=False)

        self._do(work)

    def places(self, chunk: bytes) -> list[Place]:
        """All copies of a chunk."""
        rows = self._do(
            lambda db: db.execute(
                "SELECT packs.id, header, named, codec, at % ?, offset, stored, plain"
                " FROM chunks JOIN packs ON packs.n = at / ? WHERE chunks.id = ?",
                (MAX_ENTRIES, MAX_ENTRIES, chunk),
            ).fetchall()
        )
        return [
            Place(pack.hex(), header, bool(named), Entry(chunk, *entry))
            for pack, header, named, *entry in rows
        ]

    def packs_of(self, chunks: Sequence[bytes]) -> list[tuple[bytes, str]]:
        """(chunk, pack) for each copy of each of the chunks: many at once, and cheaply."""

        def work(db: sqlite3.Connection) -> list[tuple[bytes, bytes]]:
            found: list[tuple[bytes, bytes]] = []
            for start in range(0, len(chunks), ASKED_AT_ONCE):
                part = chunks[start : start + ASKED_AT_ONCE]
                found += db.execute(
                    "SELECT chunks.id, packs.id FROM chunks JOIN packs ON packs.n = at / ?"  # noqa: S608
                    f" WHERE chunks.id IN ({','.join('?' * len(part))})",
                    (MAX_ENTRIES, *part),
                )
            return found

        return [(chunk, pack.hex()) for chunk, pack in self._do(work)]

    def packs(self, *, named: bool = False) -> dict[str, int]:
        """Packs with their sizes in bytes; only those that an index object names if ``named``."""
        rows = self._do(
            lambda db: db.execute(
                "SELECT id, size FROM packs WHERE named >= ?", (int(named),)
            ).fetchall()
        )
        return {pack.hex(): size for pack, size in rows}

    def pack(self, pack_id: str) -> PackTable:
        """One pack with its chunks; :class:`KeyError` if it is not known."""

        def work(db: sqlite3.Connection) -> PackTable:
            found = db.execute(
                "SELECT n, header, size FROM packs WHERE id = ?", (bytes.fromhex(pack_id),)
            ).fetchone()
            if found is None:
                raise KeyError(pack_id)
            n, header, size = found
            rows = db.execute(
                "SELECT id, codec, at % ?, offset, stored, plain FROM chunks"
                " WHERE at BETWEEN ? AND ? ORDER BY at",
                (MAX_ENTRIES, n * MAX_ENTRIES, (n + 1) * MAX_ENTRIES - 1),
            )
            return PackTable(pack_id, header, size, [Entry(*row) for row in rows])

        return self._do(work)


def _take_in_pack(db: sqlite3.Connection, pack: PackTable, *, named: bool) -> None:
    pack_id = bytes.fromhex(pack.id)
    new = db.execute(
        "INSERT INTO packs(id, header, size, named) VALUES (?, ?, ?, ?)"
        " ON CONFLICT(id) DO UPDATE SET named = max(named, excluded.named) RETURNING n",
        (pack_id, pack.header, pack.size, named),
    )
    ((n,),) = new.fetchall()
    db.executemany(
        "INSERT OR IGNORE INTO chunks VALUES (?, ?, ?, ?, ?, ?)",
        (
            (n * MAX_ENTRIES + e.number, e.id, e.codec, e.offset, e.stored, e.plain)
            for e in pack.entries
        ),
    )


def _connect(path: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=WAIT_SECONDS, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(f"PRAGMA cache_size = -{PAGES_IN_MEMORY}")
        (layout,) = database.execute("PRAGMA user_version").fetchone()
        if layout not in (0, LAYOUT):
            raise CacheLost
        database.executescript(SCHEMA + f"PRAGMA user_version = {LAYOUT};")
    except BaseException:
        database.close()
        raise
    return database


def _is_damage(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, CacheLost) or (code is not None and code & 0xFF in DAMAGE)
