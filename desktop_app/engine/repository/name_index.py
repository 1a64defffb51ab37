"""Which names stand in which snapshots: an SQLite file beside the index of chunks.

It only repeats what manifests say, so it can be deleted at any time; when it is damaged, it is
made anew. Snapshots whose lists hold the same names share one set of them: a thousand backups of
a database whose tables stay the same take no more room than one. A set is made of parts, the names
in one folder of files each, so that of a big tree only the folders that changed take room again.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop_app.engine.computer.own_file import failure
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import ItemKind, Snapshot

SCHEMA = """
CREATE TABLE IF NOT EXISTS names(
    n INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
    UNIQUE(kind, name));
CREATE TABLE IF NOT EXISTS sets(n INTEGER PRIMARY KEY, digest BLOB UNIQUE NOT NULL);
CREATE TABLE IF NOT EXISTS parts(n INTEGER PRIMARY KEY, digest BLOB UNIQUE NOT NULL);
CREATE TABLE IF NOT EXISTS makings(
    part_n INTEGER NOT NULL, set_n INTEGER NOT NULL, PRIMARY KEY(part_n, set_n)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS members(
    name INTEGER NOT NULL, part_n INTEGER NOT NULL, PRIMARY KEY(name, part_n)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS snapshots(
    id TEXT PRIMARY KEY, target TEXT NOT NULL, started TEXT NOT NULL, set_n INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS of_set ON snapshots(set_n, target, started);
"""
LAYOUT = 2
WAIT_SECONDS = 30
# Kinds whose names people give; the others are always called the same.
NAMED = frozenset({ItemKind.ROWS, ItemKind.TABLE, ItemKind.FILE})

FIND = """
WITH found AS (SELECT n, kind, name FROM names WHERE {words} ORDER BY name LIMIT ?),
     told AS (SELECT DISTINCT part_n FROM found JOIN members ON members.name = found.n),
     sums AS (SELECT set_n, target, count(*) AS count, min(started) AS oldest,
                     max(started) AS newest FROM snapshots GROUP BY set_n, target),
     held AS (SELECT part_n, target, sum(count) AS count, min(oldest) AS oldest,
                     max(newest) AS newest
                FROM told JOIN makings USING (part_n) JOIN sums USING (set_n)
               GROUP BY part_n, target)
SELECT kind, found.name, target, sum(count), min(oldest), max(newest)
  FROM found JOIN members ON members.name = found.n JOIN held USING (part_n)
 GROUP BY found.n, target ORDER BY found.name, target
"""
HOLDING = """
SELECT id FROM snapshots JOIN makings USING (set_n) JOIN members USING (part_n)
  JOIN names ON names.n = members.name
 WHERE names.kind = ? AND names.name = CAST(? AS TEXT) AND target = ? ORDER BY started DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class NamePlaces:
    """A name, and where it stands: in how many snapshots of a target, begun between when."""

    kind: ItemKind
    name: str
    target: str
    snapshots: int
    oldest: datetime
    newest: datetime


class NameIndex:
    """One repository's names. Any thread. Raises :class:`ProfileFailed` when the file cannot be
    used, :class:`NoSpace` where its disk is full; one that is damaged is begun anew when it is
    opened."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._database = _connect(path)
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise
                self._remove()
                self._database = _connect(path)
        except (OSError, sqlite3.Error) as error:
            raise failure(path, error) from error

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def __enter__(self) -> NameIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def known(self) -> frozenset[str]:
        """The ids of the snapshots whose names are here."""
        return frozenset(str(row[0]) for row in self._ask("SELECT id FROM snapshots", ()))

    def add(self, snapshot: Snapshot, names: Iterable[tuple[ItemKind, str]]) -> None:
        """Remember the names of one snapshot; harmless when they are known."""
        ordered = sorted({(kind.value, name) for kind, name in names if kind in NAMED})
        digest = _digest(ordered)
        started = snapshot.started.isoformat()
        with self._writing() as database:
            found = database.execute("SELECT n FROM sets WHERE digest = ?", (digest,)).fetchone()
            number = found[0] if found else _new_set(database, digest, ordered)
            row = (snapshot.id, snapshot.target, started, number)
            database.execute("INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?)", row)

    def forget(self, snapshots: Collection[str]) -> None:
        """These are gone."""
        if snapshots:
            with self._writing() as database:
                gone = [(each,) for each in snapshots]
                database.executemany("DELETE FROM snapshots WHERE id = ?", gone)

    def find(self, words: Sequence[str], limit: int) -> tuple[NamePlaces, ...]:
        """Names in which all the words stand, whatever their case; up to ``limit`` of them, in the
        order of the alphabet. Words are plain: ``%`` is a percent sign."""
        if not words:
            return ()
        parts = " AND ".join("instr(folded, CAST(? AS TEXT))" for _ in words)
        values = (*(_text(word.casefold()) for word in words), limit)
        rows = self._ask(FIND.format(words=parts), values)
        return tuple(
            NamePlaces(
                ItemKind(kind),
                name,
                target,
                count,
                datetime.fromisoformat(oldest),
                datetime.fromisoformat(newest),
            )
            for kind, name, target, count, oldest, newest in rows
        )

    def holding(self, place: NamePlaces, limit: int) -> tuple[str, ...]:
        """Ids of the snapshots that a name stands in, the newest first."""
        rows = self._ask(HOLDING, (place.kind.value, _text(place.name), place.target, limit))
        return tuple(str(row[0]) for row in rows)

    def _ask(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with self._lock, self._faults():
            return self._database.execute(query, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction."""
        with self._lock, self._faults(), self._database:
            yield self._database

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if _is_damage(error):
                self._database.close()
                self._remove()  # the next one who opens it begins anew
            raise failure(self._path, error) from error

    def _remove(self) -> None:
        for suffix in ("-wal", "-shm", ""):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=WAIT_SECONDS, check_same_thread=False)
    database.text_factory = _name
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


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is not what this module wrote; else it is locked, or the disk is full."""
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, sqlite3.OperationalError | sqlite3.ProgrammingError
    )


def _new_set(database: sqlite3.Connection, digest: bytes, names: Sequence[tuple[str, str]]) -> int:
    """A set of (kind, name), in order; parts of it may be known already."""
    number = database.execute("INSERT INTO sets(digest) VALUES (?)", (digest,)).lastrowid
    assert number is not None
    parts = defaultdict(list)
    for kind, name in names:
        parts[kind, name.rpartition("/")[0] if kind == ItemKind.FILE.value else ""].append(name)
    made = [(_part(database, kind, members), number) for (kind, _), members in parts.items()]
    database.executemany("INSERT INTO makings VALUES (?, ?)", made)
    return number


def _part(database: sqlite3.Connection, kind: str, names: Sequence[str]) -> int:
    """The number of a part; its names may be known already."""
    digest = _digest([(kind, name) for name in names])
    known = database.execute("SELECT n FROM parts WHERE digest = ?", (digest,)).fetchone()
    if known:
        return int(known[0])
    database.executemany(
        "INSERT OR IGNORE INTO names(kind, name, folded)"
        " VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT))",
        [(kind, _text(name), _text(name.casefold())) for name in names],
    )
    number = database.execute("INSERT INTO parts(digest) VALUES (?)", (digest,)).lastrowid
    assert number is not None
    database.executemany(
        "INSERT INTO members SELECT n, ? FROM names WHERE kind = ? AND name = CAST(? AS TEXT)",
        [(number, kind, _text(name)) for name in names],
    )
    return number


def _digest(names: Sequence[tuple[str, str]]) -> bytes:
    return sha256(_text("\0".join(f"{kind}\0{name}" for kind, name in names))).digest()


def _text(name: str) -> bytes:
    """As SQLite is to keep it. A name of a file may hold bytes that are no UTF-8, which stand in it
    as lone surrogates; SQLite keeps any bytes, but takes and gives no such text."""
    return name.encode("utf-8", "surrogatepass")


def _name(data: bytes) -> str:
    """The name again."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise sqlite3.DatabaseError(str(error)) from None
