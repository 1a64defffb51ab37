"""Restores of SQLite files: whole, single tables, over others, interrupted, and refused."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import cast

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.errors import (
    BadAddress,
    Cancelled,
    NoSpace,
    NothingMatches,
    NotSupported,
    RestoreInterrupted,
    TargetInUse,
    TargetNotEmpty,
)
from desktop_app.engine.model import Grade, Item, ItemKind
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.restore import RestoreOptions, preview_restore
from desktop_app.engine.sources.base import Interrupted, Way
from desktop_app.engine.sources.sqlite.destination import SqliteDestination
from desktop_app.engine.sources.sqlite.source import SqliteSource
from desktop_app.engine.sources.sqlite.tables import quoted
from desktop_app.engine.sources.sqlite.unfinished import unfinished_folder
from tests.chaos.small_disk import small_disk
from tests.engine.sources.sqlite.databases import (
    damage,
    is_whole,
    leave_log,
    make_zoo,
    rows_of,
)
from tests.snapshots import Kept, take

REPLACE = RestoreOptions(way=Way.REPLACE)
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
VALUES = st.none() | st.integers(-(1 << 63), (1 << 63) - 1) | st.binary(max_size=200)
VALUES |= st.floats(allow_nan=False) | st.text(st.characters(exclude_categories=["Cs"]))


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A snapshot of the zoo."""
    return take(SqliteSource(make_zoo(tmp_path / "lab.db")))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_whole_file_comes_back_byte_by_byte(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "back" / "lab.db"
    place.parent.mkdir()
    result = kept.restore(SqliteDestination(place))
    assert (result.grade, result.problems, result.remarks) == (Grade.OK, (), ())
    assert result.rows == sum(item.rows or 0 for item in kept.listed)
    assert result.files == 1
    assert place.read_bytes() == kept.contents[ItemKind.FILE, "lab.db"]
    assert names(place.parent) == {"lab.db"}


def test_rights_come_back(tmp_path: Path) -> None:
    make_zoo(tmp_path / "lab.db").chmod(0o640)
    take(SqliteSource(tmp_path / "lab.db")).restore(SqliteDestination(tmp_path / "new.db"))
    assert stat.S_IMODE((tmp_path / "new.db").stat().st_mode) == 0o640


def test_single_tables_come_with_all_that_is_theirs(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "some.db"
    options = RestoreOptions(only=("flies", "g*", "notes"))
    result = kept.restore(SqliteDestination(place), options)
    assert (result.grade, result.problems) == (Grade.OK, ())
    with closing(sqlite3.connect(place)) as some:
        listed = some.execute("SELECT type, name FROM sqlite_schema").fetchall()
        assert some.execute("SELECT count(*) FROM notes WHERE notes MATCH 'flies'").fetchone() == (
            1,
        )
        some.execute("CREATE TABLE tally (n)")
        (number,) = some.execute("INSERT INTO flies (name) VALUES ('new') RETURNING id").fetchone()
    assert number == 301  # what was given out is not given out again
    assert {("table", "flies"), ("index", "heavy"), ("trigger", "counted")} < set(listed)
    assert {name for kind, name in listed if kind == "table"} == {
        *("flies", "gaps", "grew", "sqlite_sequence", "notes", "notes_config"),
        *("notes_content", "notes_data", "notes_docsize", "notes_idx"),
    }
    for table in ("flies", "gaps", "grew"):
        assert rows_of(place, table) == rows_of(tmp_path / "lab.db", table)
    assert is_whole(place)


@pytest.mark.parametrize("encoding", ["UTF-16le", "UTF-16be"])
def test_single_tables_of_another_encoding(tmp_path: Path, encoding: str) -> None:
    kept = take(SqliteSource(make_zoo(tmp_path / "lab.db", encoding=encoding)))
    every = [i.name for i in kept.listed if i.kind is ItemKind.TABLE and i.name != "flies"]
    options = RestoreOptions(only=tuple(n for n in every if not n.startswith(("sqlite_", "odd"))))
    assert kept.restore(SqliteDestination(tmp_path / "some.db"), options).problems == ()


def test_what_is_not_there_cannot_be_asked_for(kept: Kept, tmp_path: Path) -> None:
    for pattern in ("none", "sqlite_seq*"):
        with pytest.raises(NothingMatches):
            kept.restore(SqliteDestination(tmp_path / "x.db"), RestoreOptions(only=(pattern,)))


def test_a_table_that_needs_its_program_comes_with_the_whole_file_only(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "lab.db")) as lab:
        lab.create_collation("backwards", lambda a, b: (a < b) - (a > b))
        lab.execute("CREATE TABLE t (a TEXT COLLATE backwards PRIMARY KEY)")
        lab.execute("CREATE TABLE other (a)")
        lab.executemany("INSERT INTO t VALUES (?)", [("a",), ("b",), ("c",)])
        lab.commit()
    kept = take(SqliteSource(tmp_path / "lab.db"))
    with pytest.raises(NotSupported):
        kept.restore(SqliteDestination(tmp_path / "x.db"), RestoreOptions(only=("t",)))
    assert kept.restore(SqliteDestination(tmp_path / "all.db")).grade is Grade.OK


def test_nothing_is_overwritten_unasked(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("precious")
    with pytest.raises(TargetNotEmpty):
        kept.restore(SqliteDestination(tmp_path / "x.db"))
    with pytest.raises(TargetNotEmpty):
        kept.restore(SqliteDestination(tmp_path))
    with pytest.raises(BadAddress):
        kept.restore(SqliteDestination(tmp_path / "none" / "x.db"))
    assert (tmp_path / "x.db").read_text() == "precious"
    result = kept.restore(SqliteDestination(tmp_path / "x.db"), RestoreOptions(way=Way.BESIDE))
    assert result.place == str(tmp_path / "x_2.db")


def test_the_old_one_is_kept_with_the_rows_of_its_log(kept: Kept, tmp_path: Path) -> None:
    old = make_zoo(tmp_path / "x.db", rows=5)
    old.chmod(0o604)
    leave_log(old, 3)
    result = kept.restore(SqliteDestination(old), REPLACE)
    assert result.grade is Grade.OK
    assert result.kept
    assert len(rows_of(Path(result.kept))) == 8
    assert rows_of(old) == rows_of(tmp_path / "lab.db")
    assert stat.S_IMODE(old.stat().st_mode) == 0o604
    assert names(tmp_path) == {"lab.db", "x.db", Path(result.kept).name}


def test_a_link_stays_one(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    old = make_zoo(tmp_path / "disk" / "x.db", rows=5)
    (tmp_path / "x.db").symlink_to(old)
    result = kept.restore(SqliteDestination(tmp_path / "x.db"), REPLACE)
    assert (tmp_path / "x.db").is_symlink()
    assert len(rows_of(tmp_path / "x.db")) == 300
    assert result.kept
    assert len(rows_of(Path(result.kept))) == 5


def test_what_is_no_database_is_kept_as_it_is(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("precious")
    (tmp_path / "x.db-wal").write_text("too")
    result = kept.restore(SqliteDestination(tmp_path / "x.db"), REPLACE)
    assert result.kept
    assert Path(result.kept).read_text() == "precious"
    assert Path(f"{result.kept}-wal").read_text() == "too"
    assert rows_of(tmp_path / "x.db") == rows_of(tmp_path / "lab.db")


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_what_another_program_has_open_stays(kept: Kept, tmp_path: Path, journal: str) -> None:
    """Also where it does nothing, and holds no lock."""
    make_zoo(tmp_path / "x.db", rows=5, journal=journal)
    code = (
        "import sqlite3, sys\nlab = sqlite3.connect(sys.argv[1])\n"
        "lab.execute('SELECT * FROM tally').fetchall()\nprint('open', flush=True)\n"
        "sys.stdin.read()"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "x.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        assert program.stdout
        assert program.stdin
        program.stdout.readline()
        with pytest.raises(TargetInUse) as fault:
            kept.restore(SqliteDestination(tmp_path / "x.db"), REPLACE)
        assert fault.value.sessions == 1
        program.stdin.close()
    assert len(rows_of(tmp_path / "x.db")) == 5
    assert kept.restore(SqliteDestination(tmp_path / "x.db"), REPLACE).grade is Grade.OK


def test_a_log_of_an_earlier_file_is_never_taken_for_the_new_ones(
    kept: Kept, tmp_path: Path
) -> None:
    other = make_zoo(tmp_path / "x.db", rows=400)
    leave_log(other, 30)
    other.unlink()
    options = RestoreOptions()
    preview = preview_restore(cast(Repository, kept), kept.snapshot, SqliteDestination(other))
    assert "x.db-wal" in preview.examination.remarks[0].what
    result = kept.restore(SqliteDestination(other), options)
    assert result.grade is Grade.WARNING
    assert rows_of(other) == rows_of(tmp_path / "lab.db")
    assert is_whole(other)
    assert len([name for name in names(tmp_path) if name.endswith("-wal")]) == 1


class Stopper(Silent):
    """Asks for the stop when an item of that name begins."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self._at = at

    def item(self, name: str) -> None:
        if name == self._at:
            self.cancel.cancel()


@pytest.mark.parametrize("only", [(), ("flies", "grew")])
def test_an_interrupted_one_goes_on_or_begins_afresh(
    kept: Kept, tmp_path: Path, only: tuple[str, ...]
) -> None:
    place = tmp_path / "x.db"
    for way in (Interrupted.RESUME, Interrupted.CLEAN_UP):
        with pytest.raises(Cancelled):
            kept.restore(SqliteDestination(place), RestoreOptions(only=only), Stopper("grew"))
        assert not place.exists()
        with pytest.raises(RestoreInterrupted):
            kept.restore(SqliteDestination(place), RestoreOptions(only=only))
        result = kept.restore(
            SqliteDestination(place), RestoreOptions(only=only, interrupted=way), Silent()
        )
        assert result.grade is Grade.OK
        assert rows_of(place) == rows_of(tmp_path / "lab.db")
        assert names(tmp_path) == {"lab.db", "x.db"}
        place.unlink()


def test_what_was_compared_is_not_fetched_again(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        kept.restore(SqliteDestination(tmp_path / "x.db"), None, Stopper("grew"))
    fetched: list[str] = []
    read = kept.read

    def noting(item: Item) -> Iterator[bytes]:
        for piece in read(item):
            fetched.append(item.name)
            yield piece

    kept.read = noting  # type: ignore[method-assign]
    options = RestoreOptions(interrupted=Interrupted.RESUME)
    assert kept.restore(SqliteDestination(tmp_path / "x.db"), options).grade is Grade.OK
    assert "lab.db" not in fetched


def test_what_was_spoilt_meanwhile_is_fetched_again(kept: Kept, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        kept.restore(SqliteDestination(tmp_path / "x.db"), None, Stopper("grew"))
    damage(unfinished_folder(tmp_path / "x.db") / "whole.db", 5)
    options = RestoreOptions(interrupted=Interrupted.RESUME)
    assert kept.restore(SqliteDestination(tmp_path / "x.db"), options).grade is Grade.OK
    assert is_whole(tmp_path / "x.db")


def test_two_at_once_do_not_mix(kept: Kept, tmp_path: Path) -> None:
    destination = SqliteDestination(tmp_path / "x.db")
    with destination.open(kept.order(), kept.read, Silent()):
        with pytest.raises((TargetInUse, RestoreInterrupted)):
            kept.restore(destination)
        with pytest.raises(TargetInUse):
            kept.restore(destination, RestoreOptions(interrupted=Interrupted.CLEAN_UP))


def test_one_that_comes_out_other_gets_no_name(kept: Kept, tmp_path: Path) -> None:
    """The repository gives other bytes than were backed up, and does not notice."""
    content = bytearray(kept.contents[ItemKind.FILE, "lab.db"])
    at = content.index(b"fly 17 ")
    content[at : at + 3] = b"bee"
    kept.contents[ItemKind.FILE, "lab.db"] = bytes(content)
    result = kept.restore(SqliteDestination(tmp_path / "x.db"))
    assert result.grade is Grade.FAILED
    assert {problem.item for problem in result.problems} == {"lab.db", "flies"}
    assert not (tmp_path / "x.db").exists()


def test_a_salvaged_one_comes_with_what_it_was_salvaged_from(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    damage(lab, 6)
    kept = take(SqliteSource(lab))
    assert [i.name for i in kept.listed if i.kind is ItemKind.FILE] == ["lab.db", "lab.db.damaged"]
    result = kept.restore(SqliteDestination(tmp_path / "x.db"))
    assert result.problems == ()
    assert (tmp_path / "x.db.damaged").read_bytes() == lab.read_bytes()
    assert is_whole(tmp_path / "x.db")
    options = RestoreOptions(only=("lab.db.damaged",))
    kept.restore(SqliteDestination(tmp_path / "y.db"), options)
    assert (tmp_path / "y.db").read_bytes() == lab.read_bytes()


def test_a_full_disk_leaves_the_old_one_and_can_be_resumed(tmp_path: Path) -> None:
    kept = take(SqliteSource(make_zoo(tmp_path / "lab.db", rows=20_000)))
    with small_disk(tmp_path / "disk", 2) as disk:
        old = make_zoo(disk.folder / "x.db", rows=5)
        with pytest.raises(NoSpace):
            kept.restore(SqliteDestination(old), REPLACE)
        assert len(rows_of(old)) == 5
        disk.grow(40)
        options = RestoreOptions(way=Way.REPLACE, interrupted=Interrupted.RESUME)
        assert kept.restore(SqliteDestination(old), options).grade is Grade.OK
        assert len(rows_of(old)) == 20_000


def test_a_full_disk_ends_a_copy_with_a_clear_word(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db", rows=20_000)
    with small_disk(tmp_path / "disk", 2) as disk:
        source = SqliteSource(lab, parents=(disk.folder,))
        with pytest.raises(NoSpace):
            source.open(Silent()).__enter__()
        assert names(disk.folder) == set()


TABLES = st.dictionaries(
    NAMES,
    st.tuples(
        st.lists(NAMES, min_size=1, max_size=4, unique_by=str.lower),
        st.lists(st.lists(VALUES, min_size=4, max_size=4), max_size=4),
    ),
    max_size=4,
)


@settings(max_examples=15)
@given(TABLES)
def test_any_tables_come_back(tables: Mapping[str, tuple[list[str], list[list[object]]]]) -> None:
    folder = Path(os.path.realpath(os.environ.get("TMPDIR", "/tmp"))) / f"any-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        _make(folder / "lab.db", tables)
        kept = take(SqliteSource(folder / "lab.db"))
        assert kept.restore(SqliteDestination(folder / "all.db")).grade is Grade.OK
        made = [i for i in kept.listed if i.kind is ItemKind.TABLE]
        for item in made[:1]:
            only = RestoreOptions(only=(item.name,))
            assert kept.restore(SqliteDestination(folder / "one.db"), only).problems == ()
    finally:
        shutil.rmtree(folder)


def _make(path: Path, tables: Mapping[str, tuple[list[str], list[list[object]]]]) -> None:
    with closing(apsw.Connection(str(path))) as lab:
        lab.pragma("synchronous", 0)
        lab.pragma("user_version", 1)
        for name, (columns, rows) in tables.items():
            listed = ", ".join(map(quoted, columns))
            try:
                lab.execute(f"CREATE TABLE {quoted(name)} ({listed})")
            except apsw.SQLError:
                continue  # a name that SQLite keeps for itself, or that differs by case only
            marks = ", ".join("?" * len(columns))
            values = [row[: len(columns)] for row in rows]
            lab.executemany(f"INSERT INTO {quoted(name)} VALUES ({marks})", values)  # type: ignore[arg-type]
