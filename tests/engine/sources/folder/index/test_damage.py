"""An index that is not what it should be is noticed, told of, and built anew."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine.errors import ProfileFailed
from desktop_app.engine.sources.folder.index.figures import load_figures
from desktop_app.engine.sources.folder.index.file import IndexFile
from tests.engine.sources.folder.index.material import Tree

Spoil = Callable[[Path], object]


def other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE about(key, value)")
        database.commit()


def execute(statement: str) -> Spoil:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as database:
            database.execute(statement)
            database.commit()

    return spoil


def tear(path: Path) -> None:
    """All pages but the first are zero, as after a crash of a disk that lied."""
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(len(data) - 4096))


def flip(path: Path) -> None:
    """One bit of a name in a listing, which SQLite itself does not notice."""
    data = bytearray(path.read_bytes())
    at = data.index(b"rest-of-a-name")
    data[at] ^= 1
    path.write_bytes(data)


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "kept").write_bytes(b"somebody's")


SPOILT: dict[str, tuple[Spoil, str]] = {
    "zero bytes": (lambda path: path.write_bytes(b""), "is empty"),
    "text": (lambda path: path.write_text("not a database, and longer than a header" * 9), "damag"),
    "cut": (lambda path: os.truncate(path, path.stat().st_size // 2 // 4096 * 4096), "is damaged"),
    "torn": (tear, "is damaged"),
    "a bit": (flip, "is damaged"),
    "a folder": (become_a_folder, "is no file"),
    "another program": (other_program, "is another program's file"),
    "another version": (execute("PRAGMA user_version = 99"), "another version"),
    "another root": (execute("UPDATE about SET value = '/x' WHERE key = 'root'"), "another root"),
    "no table": (execute("DROP TABLE folders"), "is damaged"),
    "a number": (execute("UPDATE folders SET youngest = 5"), "is damaged"),
    "a text for bytes": (execute("UPDATE folders SET stamp = 'x'"), "is damaged"),
    "a listing": (execute("UPDATE listings SET data = x'ffffffff'"), "is damaged"),
    "figures": (execute("UPDATE about SET value = '{}' WHERE key = 'figures'"), "is damaged"),
}


@pytest.fixture
def filled(tree: Tree) -> Tree:
    """Enough of a tree that its index has several pages."""
    for number in range(300):
        tree.file(f"run{number % 3}/rest-of-a-name-{number:0100}")
    tree.look()
    with closing(sqlite3.connect(tree.index)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return tree


@pytest.mark.parametrize(("spoil", "why"), SPOILT.values(), ids=SPOILT.keys())
def test_spoilt_index_is_built_anew_and_says_why(filled: Tree, spoil: Spoil, why: str) -> None:
    spoil(filled.index)
    told, lister = filled.look()
    assert told == filled.walk()
    assert why in lister.note
    assert f"for the index {lister.note}" in lister.facts()["listed"]
    _, lister = filled.look()
    told, lister = filled.look()
    assert told == filled.walk()
    assert not lister.full
    figures = load_figures(filled.index)
    assert figures is not None
    assert why in figures.rebuilt or lister.note == ""


def test_what_is_not_ours_is_moved_aside_not_removed(filled: Tree) -> None:
    aside = filled.index.with_name(f"{filled.index.name}.set-aside")
    become_a_folder(filled.index)
    filled.look()
    assert (aside / "kept").read_bytes() == b"somebody's"
    other_program(filled.index)
    filled.look()
    assert aside.is_file()
    filled.index.write_bytes(b"")
    filled.look()
    assert aside.is_file()


def test_damage_that_is_met_while_telling_ends_in_the_walk(filled: Tree) -> None:
    """What was told already is not told twice, and nothing is left out."""
    # Text in place of bytes, which cannot even be decoded.
    execute("UPDATE listings SET data = data || x'00' WHERE folder = 4")(filled.index)
    told, lister = filled.look()
    assert told == filled.walk()
    assert lister.note == "is damaged"
    assert lister.facts() == {"listed": "by a look at everything, for the index is damaged"}
    _, lister = filled.look()
    assert lister.full
    assert lister.note == ""


def test_without_a_place_for_an_index_the_walk_tells(tree: Tree) -> None:
    tree.file("a")
    tree.index.parent.write_text("a file where the folder should be")
    told, lister = tree.look()
    assert told == tree.walk()
    assert lister.note.startswith("cannot be used: ")


def test_log_of_an_index_that_was_removed_is_not_played_into_the_next(filled: Tree) -> None:
    wal = filled.index.with_name(f"{filled.index.name}-wal")
    with filled.opened() as file:
        file.mark(["x"])
        shutil.copy(wal, wal.with_name("kept"))
    filled.index.unlink()
    shutil.copy(wal.with_name("kept"), wal)
    told, _ = filled.look()
    assert told == filled.walk()


def test_another_program_that_holds_the_file_is_an_error_of_the_profile(
    filled: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.engine.sources.folder.index.file.WAIT_SECONDS", 0.01)
    with closing(sqlite3.connect(filled.index, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with (
            IndexFile.open(filled.index, {}) as file,
            pytest.raises(ProfileFailed, match="locked"),
        ):
            file.mark(["a"])
        filled.file("run0/new")
        told, lister = filled.look()
        assert told == filled.walk()
        assert "locked" in lister.note


LOOKER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.folder.index import look
from desktop_app.engine.sources.folder.index.lister import IndexLister
from desktop_app.engine.sources.folder.patterns import Patterns
look.KEPT_ENTRIES = 10
print("ready", flush=True)
while True:
    clock = lambda: datetime.now(UTC) + timedelta(hours=1)
    lister = IndexLister(Path(sys.argv[1]), None, clock, full=True)
    lister.look(sys.argv[2], Patterns.of(), Silent(), print).close()
    print("looked", flush=True)
"""


def test_two_programs_at_once_and_killed_in_the_middle(filled: Tree) -> None:
    """Looks of two other programs go on while this one changes the tree, looks, and kills them."""
    command = [sys.executable, "-c", LOOKER, str(filled.index), str(filled.root)]
    others = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        for other in others:
            assert other.stdout is not None
            assert [other.stdout.readline() for _ in range(2)] == ["ready\n", "looked\n"]
        for number in range(20):
            filled.file(f"run{number % 3}/new{number}")
            told, lister = filled.look()
            assert told == filled.walk()
            assert lister.note == ""
            if number == 10:
                others[0].send_signal(signal.SIGKILL)
    finally:
        for other in others:
            other.kill()
            other.communicate()
    told, lister = filled.look()
    assert told == filled.walk()
    assert lister.note == ""
