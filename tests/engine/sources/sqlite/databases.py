"""Databases to back up: a small laboratory with all that SQLite has, and programs that write.

They are made with Python's own SQLite, another build than the one that LabVault reads with.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

ZOO = """
CREATE TABLE flies (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, weight REAL, picture BLOB);
CREATE INDEX flies_by_name ON flies (name);
CREATE UNIQUE INDEX heavy ON flies (weight, id) WHERE weight > 3;
CREATE TRIGGER counted AFTER INSERT ON flies BEGIN UPDATE tally SET n = n + 1; END;
CREATE TABLE tally (n INTEGER);
INSERT INTO tally VALUES (0);
CREATE TABLE "odd ""name, with; all
of it" ("a b" PRIMARY KEY, "select", "" TEXT) WITHOUT ROWID;
INSERT INTO "odd ""name, with; all
of it" VALUES (1, NULL, 'x'), ('1', 2.5, NULL), (x'31', -0.0, char(0, 10, 255));
CREATE TABLE hides_rowid (rowid TEXT, _rowid_ TEXT, oid TEXT);
INSERT INTO hides_rowid VALUES ('a', 'b', 'c'), (NULL, NULL, NULL);
CREATE TABLE strict_one (i INTEGER NOT NULL, t TEXT, any ANY) STRICT;
INSERT INTO strict_one VALUES (9223372036854775807, 'é', x''), (-9223372036854775808, '', 1e308);
CREATE TABLE computed (a INTEGER, twice AS (a * 2), thrice AS (a * 3) STORED);
INSERT INTO computed (a) VALUES (1), (2), (NULL);
CREATE TABLE grew (a);
INSERT INTO grew VALUES (1);
ALTER TABLE grew ADD COLUMN b TEXT DEFAULT 'since then';
INSERT INTO grew VALUES (2, 'given');
CREATE TABLE parent (id INTEGER PRIMARY KEY);
CREATE TABLE child (id INTEGER REFERENCES parent (id));
CREATE VIRTUAL TABLE notes USING fts5 (body);
INSERT INTO notes VALUES ('the fly sleeps'), ('the fly flies');
CREATE TABLE empty (none);
CREATE VIEW sleepers AS SELECT * FROM flies WHERE name LIKE '%sleep%';
CREATE TABLE gaps (id INTEGER PRIMARY KEY, t TEXT);
INSERT INTO gaps VALUES (-5, 'before'), (7, 'after'), (9223372036854775807, 'last');
"""


def make_zoo(path: Path, *, rows: int = 300, journal: str = "delete", encoding: str = "") -> Path:
    """A database with everything in it. Closed, so it is whole in its file."""
    with closing(sqlite3.connect(path)) as made:
        if encoding:
            made.execute(f"PRAGMA encoding = '{encoding}'")
        made.execute(f"PRAGMA journal_mode = {journal}")
        made.execute("PRAGMA synchronous = off")
        made.executescript(ZOO)
        made.executemany(
            "INSERT INTO flies (name, weight, picture) VALUES (?, ?, ?)",
            [(f"fly {n} " + "z" * (n % 40), n / 7, bytes(n % 300)) for n in range(rows)],
        )
        made.commit()
    return path


def rows_of(path: Path, table: str = "flies") -> list[tuple[object, ...]]:
    """All rows, as any program reads them."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f'SELECT * FROM "{table}"').fetchall()


def is_whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


WRITER = """
import os, sqlite3, sys
path, journal, told, kept = sys.argv[1:]
lab = sqlite3.connect(path, isolation_level=None, timeout=60)
lab.execute(f"PRAGMA journal_mode = {journal}")
lab.execute("PRAGMA synchronous = off")
lab.execute("PRAGMA wal_autocheckpoint = 20")
handle = os.open(told, os.O_WRONLY)
number = lab.execute("SELECT coalesce(max(n), -1) + 1 FROM one").fetchone()[0]
while True:
    lab.execute("BEGIN IMMEDIATE")
    lab.execute("INSERT INTO one VALUES (?, ?)", (number, "x" * (number % 700)))
    lab.execute("INSERT INTO other VALUES (?)", (number,))
    lab.execute("DELETE FROM one WHERE n < ?", (number - int(kept) + 1,))
    lab.execute("DELETE FROM other WHERE n < ?", (number - int(kept) + 1,))
    lab.execute("COMMIT")
    number += 1
    os.pwrite(handle, number.to_bytes(8, "big"), 0)
"""


@dataclass(frozen=True)
class Writer:
    """A program that writes rows with the same number to two tables, in one transaction each; the
    last ``kept`` of them stay."""

    path: Path
    told: Path
    kept: int

    @property
    def committed(self) -> int:
        """How many rows were committed to each table, at least."""
        return int.from_bytes(self.told.read_bytes(), "big")

    def assert_complete(self, copy: Path, committed: int) -> None:
        """All rows are there that were committed then, and both tables are of one moment."""
        one, other = ([row[0] for row in rows_of(copy, table)] for table in ("one", "other"))
        assert one == other
        newest = one[-1]
        assert isinstance(newest, int)
        assert newest >= committed - 1
        assert one == list(range(max(0, newest - self.kept + 1), newest + 1))
        assert is_whole(copy)


@contextmanager
def writing(path: Path, journal: str = "wal", rows: int = 200) -> Iterator[Writer]:
    """Hammer a new database until the block ends. It begins with so many rows and keeps them."""
    with closing(sqlite3.connect(path)) as made:
        made.execute(f"PRAGMA journal_mode = {journal}")
        made.execute("CREATE TABLE one (n INTEGER, filling TEXT)")
        made.execute("CREATE TABLE other (n INTEGER)")
        made.executemany("INSERT INTO one VALUES (?, ?)", ((n, "y" * 400) for n in range(rows)))
        made.executemany("INSERT INTO other VALUES (?)", ((n,) for n in range(rows)))
        made.commit()
    told = path.with_name("told")
    told.write_bytes(bytes(8))
    program = subprocess.Popen(
        [sys.executable, "-c", WRITER, *map(str, (path, journal, told, rows))]
    )
    try:
        writer = Writer(path, told, rows)
        while writer.committed == 0:
            assert program.poll() is None
        yield writer
        assert program.poll() is None, "the writer could not write"
    finally:
        program.kill()
        program.wait()


def killed_while(path: Path, statements: str) -> None:
    """Let a program do something to a database, and die in the middle of it."""
    code = (
        "import os, sqlite3, sys\n"
        "lab = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        f"{statements}\nos.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == -9


def leave_journal(path: Path) -> None:
    """A program begins to change all flies, and dies when a part of it is in the file."""
    killed_while(
        path,
        "lab.execute('PRAGMA cache_size = 5')\n"
        "lab.execute('PRAGMA journal_mode = delete')\n"
        "lab.execute('BEGIN')\n"
        "lab.execute(\"UPDATE flies SET name = 'lost', picture = zeroblob(3000)\")",
    )
    assert path.with_name(path.name + "-journal").stat().st_size > 512


def leave_log(path: Path, rows: int) -> None:
    """A program commits rows to its log, and dies before they are moved into the file."""
    killed_while(
        path,
        "lab.execute('PRAGMA journal_mode = wal')\n"
        "lab.execute('PRAGMA wal_autocheckpoint = 0')\n"
        f"for n in range({rows}):\n"
        "    lab.execute('INSERT INTO flies (name) VALUES (?)', (f'in the log {n}',))",
    )
    assert path.with_name(path.name + "-wal").stat().st_size


def damage(path: Path, page: int, size: int = 4096) -> None:
    """Overwrite a page, counted from 1."""
    with path.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(os.urandom(size))
