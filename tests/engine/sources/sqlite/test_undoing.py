"""Restores of SQLite files that are taken back, and what they replaced let go."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.engine.errors import TargetInUse, TargetNotEmpty, UnknownName
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Way
from desktop_app.engine.sources.sqlite.destination import SqliteDestination
from desktop_app.engine.sources.sqlite.place import give_name, kept_path, move_left
from desktop_app.engine.sources.sqlite.source import SqliteSource
from desktop_app.engine.sources.sqlite.undoing import kept_files
from tests.engine.sources.sqlite.databases import is_whole, leave_log, make_zoo, rows_of
from tests.snapshots import Kept, take

UNDOING = "desktop_app.engine.sources.sqlite.undoing"
REPLACE = RestoreOptions(way=Way.REPLACE)
NOW = datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC)
OLD, NEW = 5, 300  # rows before the restore, and of the snapshot


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """A file with :data:`OLD` rows that a restore is to replace."""
    return make_zoo(tmp_path / "x.db", rows=OLD)


@pytest.fixture
def replaced(tmp_path: Path, live: Path) -> str:
    """The name that it is kept under, after a restore of :data:`NEW` rows."""
    snapshot = take(SqliteSource(make_zoo(tmp_path / "lab.db")))
    return restored(snapshot, live)


def restored(snapshot: Kept, live: Path) -> str:
    result = snapshot.restore(SqliteDestination(live), REPLACE)
    assert result.kept
    return Path(result.kept).name


def flies(path: Path) -> int:
    return len(rows_of(path))


def test_a_restore_is_taken_back_and_that_again(live: Path, replaced: str) -> None:
    place = SqliteDestination(live)
    (kept,) = place.kept()
    assert (kept.name, kept.size) == (replaced, (live.parent / replaced).stat().st_size)
    assert abs((datetime.now(UTC) - kept.replaced).total_seconds()) < 100
    aside = place.swap_back(replaced, disconnect=False)
    assert (flies(live), flies(live.with_name(aside))) == (OLD, NEW)
    assert is_whole(live)
    assert not (live.parent / replaced).exists()
    (kept,) = place.kept()
    assert kept.name == aside
    place.swap_back(str(live.with_name(aside)), disconnect=False)  # by its path, too
    assert flies(live) == NEW
    (kept,) = place.kept()
    place.drop_kept(kept.name, disconnect=False)
    assert not place.kept()
    assert flies(live) == NEW


def test_a_live_file_that_is_lost_comes_back(live: Path, replaced: str) -> None:
    live.unlink()
    live.with_name("x.db-wal").write_bytes(b"of the lost one")
    assert SqliteDestination(live).swap_back(replaced, disconnect=False) == ""
    assert flies(live) == OLD
    assert is_whole(live)
    assert any(path.name.endswith("-wal") for path in live.parent.iterdir())


def test_rows_in_a_log_are_taken_along(live: Path, replaced: str) -> None:
    """Somebody looked into the kept file, and wrote to the live one."""
    leave_log(live.with_name(replaced), 7)
    leave_log(live, 3)
    aside = SqliteDestination(live).swap_back(replaced, disconnect=False)
    assert (flies(live), flies(live.with_name(aside))) == (OLD + 7, NEW + 3)
    assert is_whole(live)


def test_what_is_no_database_goes_and_comes_back_with_what_lies_beside(tmp_path: Path) -> None:
    live = tmp_path / "x.db"
    live.write_text("precious")
    live.with_name("x.db-wal").write_text("too")
    replaced = restored(take(SqliteSource(make_zoo(tmp_path / "lab.db"))), live)
    (kept,) = SqliteDestination(live).kept()
    assert kept.size == len("precious") + len("too")
    SqliteDestination(live).swap_back(replaced, disconnect=False)
    assert (live.read_text(), live.with_name("x.db-wal").read_text()) == ("precious", "too")


@contextmanager
def opened_by_another(path: Path) -> Iterator[None]:
    code = (
        "import sqlite3, sys\nlab = sqlite3.connect(sys.argv[1])\n"
        "lab.execute('SELECT * FROM tally').fetchall()\nprint('open', flush=True)\n"
        "sys.stdin.read()"
    )
    pipe = subprocess.PIPE
    program = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=pipe, stdout=pipe, text=True
    )
    with program:
        assert program.stdout
        assert program.stdin
        program.stdout.readline()
        yield
        program.stdin.close()


@pytest.mark.parametrize("which", ["live", "kept"])
def test_what_another_program_has_open_stays(live: Path, replaced: str, which: str) -> None:
    place, before = SqliteDestination(live), set(live.parent.iterdir())
    with opened_by_another(live if which == "live" else live.with_name(replaced)):
        with pytest.raises(TargetInUse):
            place.swap_back(replaced, disconnect=True)
        if which == "kept":
            with pytest.raises(TargetInUse):
                place.drop_kept(replaced, disconnect=True)
    assert set(live.parent.iterdir()) == before
    assert (flies(live), flies(live.with_name(replaced))) == (NEW, OLD)


def test_no_other_file_is_swapped_or_dropped(live: Path, replaced: str) -> None:
    folder, place = live.parent, SqliteDestination(live)
    others = {
        "x_2_before_20260314_150926.db",
        "x_before_20260314_150926.txt",
        "x_before_lunch.db",
        "x_before_20269999_150926.db",
        "y_before_20260314_150926.db",
        "x_before_20260314_150926_restored.db",
    }
    for name in others:
        (folder / name).write_text("ours")
    (folder / "x_before_20260314_150927.db").mkdir()
    (folder / "x_before_20260314_150928.db").symlink_to(folder / "lab.db")
    assert [each.name for each in place.kept()] == [replaced]
    for name in (*others, "x_before_20260314_150928.db", "lab.db", "../x.db", ""):
        with pytest.raises(UnknownName):
            place.swap_back(name, disconnect=False)
        with pytest.raises(UnknownName):
            place.drop_kept(name, disconnect=False)
    assert all((folder / name).read_text() == "ours" for name in others)


def test_what_comes_meanwhile_is_not_overwritten(
    live: Path, replaced: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody makes a file of that name between the two renames: both stay as they are."""

    def somebody(place: Path, kept: Path) -> tuple[str, ...]:
        place.write_text("mine")
        return move_left(place, kept)

    monkeypatch.setattr(f"{UNDOING}.move_left", somebody)
    with pytest.raises(TargetNotEmpty):
        SqliteDestination(live).swap_back(replaced, disconnect=False)
    assert live.read_text() == "mine"
    contents = {flies(live.with_name(each.name)) for each in SqliteDestination(live).kept()}
    assert contents == {OLD, NEW}


def test_a_fault_between_the_renames_leaves_the_live_file(
    live: Path, replaced: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = iter([True, False])

    def broken(file: Path, place: Path) -> None:
        if next(tries):
            raise OSError(5, "Input/output error")
        give_name(file, place)

    monkeypatch.setattr(f"{UNDOING}.give_name", broken)
    with pytest.raises(OSError, match="Input/output"):
        SqliteDestination(live).swap_back(replaced, disconnect=False)
    assert (flies(live), flies(live.with_name(replaced))) == (NEW, OLD)
    assert [each.name for each in SqliteDestination(live).kept()] == [replaced]


def test_several_of_one_second_are_told_apart(live: Path) -> None:
    names = [kept_path(live, NOW).name]
    for _ in range(2):
        with closing(sqlite3.connect(live.with_name(names[-1]))) as made, made:
            made.execute("CREATE TABLE t (a)")
        names.append(kept_path(live, NOW).name)
    found = kept_files(live)
    assert [each.name for each in found] == [names[1], names[0]]
    assert re.search(r"_2\.db\Z", names[1])
    assert {each.replaced for each in found} == {NOW}
