"""The SQLite file of an index: one row a folder, its listing beside it, the marks of the feeder.

It only repeats what the tree says, so whatever is wrong with it (damage, another program's file, a
folder in its place, another root's index, another version) has one cure: it is emptied, and why is
told. Damage that SQLite cannot notice is told by a checksum a row. Several processes may share
one file: readers see whole transactions, and one look at a time holds :class:`Turn`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from desktop_app.engine.errors import ProfileFailed
from desktop_app.engine.sources.folder.index.clearing import PROGRAM, make_way
from desktop_app.engine.sources.folder.index.known import NUMBERED, SUMS, Known, Unusable
from desktop_app.engine.sources.folder.index.listing import BadListing, Listing, seal

T = TypeVar("T")

LAYOUT = 3
ABSENT = "is not there yet"
LOST = "\0"
"""Marked when changes may have gone unseen: no file is called so."""
WAIT_SECONDS = 60
PAGES_IN_MEMORY = 16 << 10  # KiB
PAGE_BYTES = 16 << 10  # a listing of a hundred films fits

# Narrow rows apart from the wide listings: sums over many folders read few pages.
SCHEMA = f"""
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE folders(
    id INTEGER PRIMARY KEY, parent INTEGER NOT NULL, path BLOB UNIQUE NOT NULL,
    stamp BLOB NOT NULL, {" INTEGER NOT NULL, ".join(NUMBERED)} INTEGER NOT NULL,
    seal INTEGER NOT NULL);
CREATE INDEX below ON folders(parent);
CREATE TABLE listings(folder INTEGER PRIMARY KEY, data BLOB NOT NULL, seal INTEGER NOT NULL);
CREATE TABLE marks(n INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB UNIQUE NOT NULL);
CREATE TABLE hints(path BLOB PRIMARY KEY, size INTEGER, why TEXT NOT NULL) WITHOUT ROWID;
PRAGMA application_id = {PROGRAM};
PRAGMA user_version = {LAYOUT};
"""
COLUMNS = ", ".join(("id", "parent", "path", "stamp", *NUMBERED, "seal"))
SUBTREE = "(path = :path OR (path > :first AND path < :end))"
_SUMS = ", ".join(f"total({name})" for name in (*SUMS, "entries"))
TOTAL_OF_ALL = f"SELECT count(*), {_SUMS} FROM folders"  # noqa: S608 (own names)
TOTAL = f"{TOTAL_OF_ALL} WHERE {SUBTREE}"
PLACES = ", ".join("?" * (len(NUMBERED) + 5))
_CHANGED = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS.split(", ")[1:])
# What stays as it is, as a path does, costs nothing in the indexes that way.
KEEP = (
    f"INSERT OR REPLACE INTO folders({COLUMNS}) VALUES ({PLACES})"  # noqa: S608 (own names)
    f" ON CONFLICT(id) DO UPDATE SET {_CHANGED}"
)
KEEP_LISTING = (
    "INSERT INTO listings VALUES (?, ?, ?)"
    " ON CONFLICT(folder) DO UPDATE SET data = excluded.data, seal = excluded.seal"
)

# What SQLite answers when the file is not what this module wrote; see sqlite.org/rescode.html.
DAMAGE = {
    sqlite3.SQLITE_ERROR,  # our statements are fixed: a table or column is not there
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
}


class IndexFile:
    """An open index. For one thread at a time; close it."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path, self._database, self._held = path, database, False

    @classmethod
    def open(cls, path: Path, about: Mapping[str, str]) -> IndexFile:
        """An index that is there, of the tree that ``about`` tells of: other values of these keys
        are another tree's. Raises :class:`Unusable`, also when there is none, and
        :class:`ProfileFailed`."""
        if not path.exists():
            raise Unusable(ABSENT)
        if not path.is_file() or path.stat().st_size == 0:
            raise Unusable("is no file" if not path.is_file() else "is empty")
        try:
            database = _connect(path)
        except sqlite3.Error as error:
            raise _told(path, error) from error
        found = cls(path, database)
        try:
            found._must_be(about)
        except BaseException:
            found.close()
            raise
        return found

    @classmethod
    def create(cls, path: Path, about: Mapping[str, str]) -> IndexFile:
        """An empty one in place of whatever is there: of its own kind it is removed, anything
        else moved aside. Only with the :class:`Turn`. Raises :class:`ProfileFailed`."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            make_way(path)
            database = _connect(path)
        except (OSError, sqlite3.Error) as error:
            raise ProfileFailed(str(path), str(error)) from error
        made = cls(path, database)
        try:
            database.executescript(f"BEGIN; {SCHEMA} COMMIT;")
            made.note(about)
        except sqlite3.Error as error:
            made.close()
            raise ProfileFailed(str(path), str(error)) from error
        return made

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._database.close()

    def __enter__(self) -> IndexFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _must_be(self, about: Mapping[str, str]) -> None:
        def ask(pragma: str) -> object:
            (value,) = self._database.execute(f"PRAGMA {pragma}").fetchone()
            return value

        program, layout = self._do(lambda _: (ask("application_id"), ask("user_version")))
        if program != PROGRAM:
            raise Unusable("is another program's file")
        if layout != LAYOUT:
            raise Unusable("was written by another version of LabVault")
        told = self.about()
        for key, value in about.items():
            if told.get(key) != value:
                raise Unusable(f"has another {key}")

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do ``work`` in one transaction."""
        try:
            if self._held:
                return work(self._database)
            with self._database:
                return work(self._database)
        except sqlite3.Error as error:
            raise _told(self.path, error) from error

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within it all reading sees one moment."""
        try:
            self._database.execute("BEGIN")
            self._held = True
            yield
        except sqlite3.Error as error:
            raise _told(self.path, error) from error
        finally:
            self._held = False
            with suppress(sqlite3.Error):
                self._database.rollback()

    @staticmethod
    def discard(path: Path) -> None:
        """Remove an index that turned out to be damaged. Only with the turn."""
        try:
            make_way(path)
        except OSError as error:
            raise ProfileFailed(str(path), str(error)) from error

    # What is kept

    def about(self) -> dict[str, str]:
        """What is noted of the index as a whole."""
        return dict(self._do(lambda db: db.execute("SELECT key, value FROM about").fetchall()))

    def note(self, about: Mapping[str, str]) -> None:
        """Note more of the index as a whole."""
        self._do(
            lambda db: db.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about.items())
        )

    def folder(self, path: str) -> Known | None:
        """One folder."""
        query = f"SELECT {COLUMNS} FROM folders WHERE path = ?"  # noqa: S608 (own names)
        row = self._do(lambda db: db.execute(query, (os.fsencode(path),)).fetchone())
        return None if row is None else Known.of(row)

    def all_below(self, most: int) -> dict[int, list[Known]] | None:
        """The folders directly below each one, by its number; None where there are more than
        ``most`` of them in all."""
        query = f"SELECT {COLUMNS} FROM folders LIMIT ?"  # noqa: S608
        rows = self._do(lambda db: db.execute(query, (most + 1,)).fetchall())
        return None if len(rows) > most else _by_parent(rows)

    def below(self, number: int) -> list[Known]:
        """The folders directly below one."""
        query = f"SELECT {COLUMNS} FROM folders WHERE parent = ?"  # noqa: S608
        return [Known.of(r) for r in self._do(lambda db: db.execute(query, (number,)).fetchall())]

    def below_those_below(self, number: int) -> dict[int, list[Known]]:
        """The folders below each one that is directly below a folder, by its number."""
        query = (
            f"SELECT {COLUMNS} FROM folders"  # noqa: S608
            " WHERE parent IN (SELECT id FROM folders WHERE parent = ?)"
        )
        return _by_parent(self._do(lambda db: db.execute(query, (number,)).fetchall()))

    def listing(self, number: int) -> Listing:
        """What lies in a folder; empty when it was never read."""
        query = "SELECT data, seal FROM listings WHERE folder = ?"
        row = self._do(lambda db: db.execute(query, (number,)).fetchone())
        if row is None:
            return Listing.of(())
        data, sealed = row
        if not isinstance(data, bytes) or seal(data) != sealed:
            raise Unusable("is damaged")
        try:
            return Listing.unpack(data)
        except (BadListing, ValueError) as error:
            raise Unusable("is damaged") from error

    def store(
        self,
        changed: Collection[tuple[Known, Listing | None]],
        gone: Iterable[str] = (),
        marks: int = 0,
    ) -> None:
        """Keep what was found, in one transaction: folders that changed, with their listings (None
        keeps the one that is there), those that are gone with all below them; and drop the marks
        up to a number, which were seen to."""

        def work(db: sqlite3.Connection) -> None:
            for path in gone:
                _forget(db, path)
            _store(db, changed)
            db.execute("DELETE FROM marks WHERE n <= ?", (marks,))

        self._do(work)

    def next_number(self) -> int:
        """A number that no folder has, nor any greater one."""
        query = "SELECT coalesce(max(id), 0) + 1 FROM folders"
        return int(self._do(lambda db: db.execute(query).fetchone())[0])

    def keep_hints(self, hints: Iterable[tuple[str, int, str]]) -> None:
        """What an imported cache told and is not so: path, size in bytes, why; in place of those
        of an earlier import."""
        rows = [(os.fsencode(path), size, why) for path, size, why in hints]

        def work(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM hints")
            db.executemany("INSERT OR REPLACE INTO hints VALUES (?, ?, ?)", rows)

        self._do(work)

    def hints(self) -> list[tuple[str, int, str]]:
        """See :meth:`keep_hints`; by path."""
        query = "SELECT path, size, why FROM hints ORDER BY path"
        rows = self._do(lambda db: db.execute(query).fetchall())
        return [(os.fsdecode(path), size, why) for path, size, why in rows]

    # What the feeder tells

    def mark(self, paths: Iterable[str]) -> None:
        """Files that were changed in place: a look must look at them, whatever their age. One that
        ends in a slash is a folder that must be read; :data:`LOST` demands a full look."""
        rows = [(os.fsencode(path),) for path in paths]
        query = "INSERT OR REPLACE INTO marks(path) VALUES (?)"
        self._do(lambda db: db.executemany(query, rows))

    def marks(self) -> tuple[dict[str, set[str]], int]:
        """Names of marked files by the paths of their folders, and the highest number of them."""
        rows = self._do(lambda db: db.execute("SELECT n, path FROM marks").fetchall())
        found: dict[str, set[str]] = {}
        for _, path in rows:
            folder, _, name = os.fsdecode(path).rpartition("/")
            found.setdefault(folder, set()).add(name)
        return found, max((n for n, _ in rows), default=0)

    def has_lost(self) -> bool:
        """Whether the feeder said that it missed something."""
        return LOST in self.marks()[0].get("", ())

    # What answers without a look

    def total(self, path: str) -> tuple[int, ...] | None:
        """The sums of a folder and all below it, the number of entries last; None for a folder
        that is not kept."""
        query = TOTAL if path else TOTAL_OF_ALL
        row = self._do(lambda db: db.execute(query, subtree(path)).fetchone())
        count, *sums = row
        return tuple(int(value) for value in sums) if count else None


def _by_parent(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Known]]:
    found: dict[int, list[Known]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(Known.of(row))
    return found


def subtree(path: str) -> dict[str, bytes]:
    """What :data:`SUBTREE` asks for: "0" comes right after "/"."""
    key = os.fsencode(path)
    return {"path": key, "first": key + b"/", "end": key + b"0"}


def _store(db: sqlite3.Connection, changed: Collection[tuple[Known, Listing | None]]) -> None:
    db.executemany(KEEP, (known.row() for known, _ in changed))
    packed = ((k.number, listing.pack()) for k, listing in changed if listing is not None)
    rows = ((number, data, seal(data)) for number, data in packed)
    db.executemany(KEEP_LISTING, rows)


def _forget(db: sqlite3.Connection, path: str) -> None:
    ids = f"SELECT id FROM folders WHERE {SUBTREE}"  # noqa: S608
    db.execute(f"DELETE FROM listings WHERE folder IN ({ids})", subtree(path))  # noqa: S608
    db.execute(f"DELETE FROM folders WHERE {SUBTREE}", subtree(path))  # noqa: S608


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=WAIT_SECONDS, check_same_thread=False)
    try:
        database.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        database.execute("PRAGMA journal_mode = WAL")
        # A process that is killed harms nothing; a machine that loses its power may leave damage,
        # which is noticed and costs one full look. To wait for the disk would cost each look more.
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"PRAGMA cache_size = -{PAGES_IN_MEMORY}")
    except BaseException:
        database.close()
        raise
    return database


def _told(path: Path, error: sqlite3.Error) -> Exception:
    code = getattr(error, "sqlite_errorcode", None)
    undecodable = code is None and isinstance(error, sqlite3.OperationalError)
    if undecodable or (code is not None and code & 0xFF in DAMAGE):
        return Unusable("is damaged")
    return ProfileFailed(str(path), str(error))
