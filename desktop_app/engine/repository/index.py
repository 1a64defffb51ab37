"""Which chunk lies where: the sealed index objects, and a local SQLite cache of them.

The cache keeps a repository of any size out of memory: it holds a row a chunk on disk, and is
filled from those index objects only that it has not seen. It can be deleted at any time.
"""

from __future__ import annotations

import sqlite3
import struct
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop_app.engine.errors import Damaged, ObjectAbsent, ProfileFailed
from desktop_app.engine.repository.packs import ENTRY, Entry, PackTable, load_table
from desktop_app.engine.repository.seal import Type, object_id, open_object, seal_object
from desktop_app.engine.repository.storage.base import Storage

PREFIX = "indexes/"
PACK_RECORD = struct.Struct("<32s40sQI")
SCHEMA = """
CREATE TABLE IF NOT EXISTS objects(name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS packs(
    n INTEGER PRIMARY KEY, id BLOB UNIQUE NOT NULL, header BLOB NOT NULL, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS chunks(
    id BLOB, pack INTEGER, number INTEGER, codec INTEGER,
    offset INTEGER, stored INTEGER, plain INTEGER, PRIMARY KEY(id, pack)) WITHOUT ROWID;
"""
LAYOUT = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where one copy of a chunk lies."""

    pack: str
    header: bytes
    entry: Entry


def encode_index(packs: Iterable[PackTable]) -> bytes:
    """The plain bytes of an index object."""
    parts = []
    for pack in packs:
        entries = pack.entries
        parts.append(PACK_RECORD.pack(bytes.fromhex(pack.id), pack.header, pack.size, len(entries)))
        parts += [ENTRY.pack(e.id, e.codec, e.offset, e.stored, e.plain) for e in entries]
    return b"".join(parts)


def decode_index(plain: bytes, name: str) -> Iterator[PackTable]:
    """The packs of an index object, one by one."""
    at = 0
    while at < len(plain):
        if at + PACK_RECORD.size > len(plain):
            raise Damaged(name, "ends inside a record")
        pack, header, size, count = PACK_RECORD.unpack_from(plain, at)
        at += PACK_RECORD.size
        end = at + count * ENTRY.size
        if end > len(plain):
            raise Damaged(name, "ends inside a record")
        rows = enumerate(ENTRY.iter_unpack(plain[at:end]))
        entries = [Entry(c, codec, n, off, st, pl) for n, (c, codec, off, st, pl) in rows]
        yield PackTable(pack.hex(), header, size, entries)
        at = end


class ChunkIndex:
    """Looks chunks up. Every method may be called from any thread."""

    def __init__(self, storage: Storage, master: bytes, cache: Path | None) -> None:
        self._storage, self._master = storage, master
        self._lock = threading.RLock()
        self._database = _open_cache(cache)
        self.damaged: set[str] = set()  # index objects that could not be taken in

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def refresh(self) -> None:
        """Take in what was written since; start over when an index object was removed."""
        for attempt in range(3):
            try:
                return self._refresh()
            except ObjectAbsent:
                # A prune replaced index objects between listing and loading: look again.
                if attempt == 2:
                    raise

    def _refresh(self) -> None:
        names = {info.name for info in self._storage.list(PREFIX)}
        with self._lock, self._database:
            seen = {name for (name,) in self._database.execute("SELECT name FROM objects")}
            if seen - names:
                for table in ("objects", "chunks", "packs"):
                    self._database.execute(f"DELETE FROM {table}")  # noqa: S608 (own names)
                seen = set()
            for name in sorted(names - seen - self.damaged):
                self._try_to_take_in(name)

    def _try_to_take_in(self, name: str) -> None:
        # A damaged index object must not stand between a lab and its data: its packs tell
        # themselves what they hold (see Repository.chunk), and verify tells of the damage.
        try:
            self._take_in(name, load_index(self._storage, self._master, name))
        except Damaged:
            self.damaged.add(name)

    def learn(self, packs: Iterable[PackTable]) -> None:
        """Take in packs that no index object names, in this cache only."""
        with self._lock, self._database:
            for pack in packs:
                self._take_in_pack(pack)

    def store(self, packs: Sequence[PackTable]) -> int:
        """Write one index object for new packs and take it in; returns its size in bytes."""
        name, sealed = seal_object(self._master, Type.INDEX, encode_index(packs))
        self._storage.store(PREFIX + name, [sealed])
        with self._lock, self._database:
            self._take_in(PREFIX + name, packs)
        return len(sealed)

    def _take_in(self, name: str, packs: Iterable[PackTable]) -> None:
        for pack in packs:
            self._take_in_pack(pack)
        self._database.execute("INSERT OR IGNORE INTO objects VALUES (?)", (name,))

    def _take_in_pack(self, pack: PackTable) -> None:
        execute, pack_id = self._database.execute, bytes.fromhex(pack.id)
        execute(
            "INSERT OR IGNORE INTO packs(id, header, size) VALUES (?, ?, ?)",
            (pack_id, pack.header, pack.size),
        )
        (n,) = execute("SELECT n FROM packs WHERE id = ?", (pack_id,)).fetchone()
        self._database.executemany(
            "INSERT OR IGNORE INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((e.id, n, e.number, e.codec, e.offset, e.stored, e.plain) for e in pack.entries),
        )

    def places(self, chunk: bytes) -> list[Place]:
        """All copies of a chunk; usually one, none when it is unknown."""
        with self._lock:
            rows = self._database.execute(
                "SELECT packs.id, header, number, codec, offset, stored, plain"
                " FROM chunks JOIN packs ON packs.n = chunks.pack WHERE chunks.id = ?",
                (chunk,),
            ).fetchall()
        return [
            Place(pack.hex(), header, Entry(chunk, codec, number, offset, stored, plain))
            for pack, header, number, codec, offset, stored, plain in rows
        ]

    def packs(self) -> dict[str, int]:
        """All packs that some index lists, with their sizes in bytes."""
        with self._lock:
            rows = self._database.execute("SELECT id, size FROM packs").fetchall()
        return {pack.hex(): size for pack, size in rows}

    def pack(self, pack_id: str) -> PackTable:
        """One pack with its chunks."""
        with self._lock:
            n, header, size = self._database.execute(
                "SELECT n, header, size FROM packs WHERE id = ?", (bytes.fromhex(pack_id),)
            ).fetchone()
            rows = self._database.execute(
                "SELECT id, codec, number, offset, stored, plain FROM chunks"
                " WHERE pack = ? ORDER BY number",
                (n,),
            ).fetchall()
        return PackTable(pack_id, header, size, [Entry(*row) for row in rows])

    def objects(self) -> list[str]:
        """The names of the index objects taken in."""
        with self._lock:
            return [name for (name,) in self._database.execute("SELECT name FROM objects")]


def load_index(storage: Storage, master: bytes, name: str) -> list[PackTable]:
    """Load and check one index object."""
    data = storage.load(name)
    if object_id(data) != name.removeprefix(PREFIX):
        raise Damaged(name, "its content does not match its name")
    return list(decode_index(open_object(master, Type.INDEX, data, name), name))


def left_packs(storage: Storage, master: bytes, index: ChunkIndex) -> list[PackTable]:
    """The packs that the index does not know, read from their own tables.

    One that is damaged or goes meanwhile is left out: no snapshot can count on it.
    """
    known = index.packs()
    left = []
    for info in storage.list("packs/"):
        pack = info.name.rpartition("/")[2]
        if pack not in known:
            with suppress(Damaged, ObjectAbsent):
                left.append(load_table(storage, master, pack, info.size))
    return left


def _open_cache(path: Path | None) -> sqlite3.Connection:
    """The cache, made anew when it is of another layout or damaged."""
    if path is None:
        return _connect("")  # SQLite's private temporary database: spills to disk, then is gone
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _connect(str(path))
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            path.unlink()
            return _connect(str(path))
    except (OSError, sqlite3.Error) as error:
        raise ProfileFailed(str(path), str(error)) from error


def _connect(path: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=60, check_same_thread=False)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    (layout,) = database.execute("PRAGMA user_version").fetchone()
    if layout not in (0, LAYOUT):
        database.close()
        raise sqlite3.DatabaseError("another layout")
    database.executescript(SCHEMA + f"PRAGMA user_version = {LAYOUT};")
    return database
