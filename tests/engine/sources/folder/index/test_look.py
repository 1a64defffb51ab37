"""What a look touches, what it takes as known, and that it tells what a bare walk tells."""

from __future__ import annotations

import os
import socket
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.engine.errors import Cancelled, FolderUnreadable
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.folder.index import look, reading
from desktop_app.engine.sources.folder.index.look import Rules
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.reach import Reach
from tests.engine.sources.folder.index.material import ALL, Tree, names


def test_first_look_is_a_full_one_and_tells_what_a_walk_tells(tree: Tree) -> None:
    tree.file("cam1/a.h264")
    tree.file("cam1/b.h264", days=1)
    tree.file("cam1-old/c.h264")
    (tree.root / "empty").mkdir()
    (tree.root / "link").symlink_to("cam1")
    told, lister = tree.look()
    assert told == tree.walk()
    assert lister.full
    assert lister.figures is not None
    assert (lister.figures.files, lister.figures.folders, lister.figures.others) == (3, 3, 1)
    assert lister.figures.bytes == 12


def test_odd_names_and_kinds_of_files(tree: Tree) -> None:
    root = os.fsencode(tree.root)
    for name in (b"\xff\xfe", b"\xe2\x82", "ü".encode(), b"a\nb", b"-", b"z" * 255, b"\xed\xa0"):
        Path(os.fsdecode(root + b"/" + name)).write_bytes(name)
    os.mkfifo(tree.root / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tree.root / "socket"))
    (tree.root / "dangling").symlink_to("nowhere")
    deep = tree.root
    for _ in range(30):
        deep /= "d" * 100
    deep.mkdir(parents=True)
    first, _ = tree.look()
    assert first == tree.walk()
    second, lister = tree.look()
    assert second == first
    assert not lister.full


def test_paths_beyond_the_systems_limit(tree: Tree) -> None:
    handle = os.open(tree.root, os.O_RDONLY)
    for _ in range(50):
        os.mkdir("n" * 120, dir_fd=handle)
        below = os.open("n" * 120, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = below
    os.close(os.open("film", os.O_CREAT | os.O_WRONLY, dir_fd=handle))
    os.close(handle)
    first, _ = tree.look()
    assert len(first[-1].name) > 6000
    assert tree.look()[0] == first == tree.walk()


def test_files_at_rest_in_calm_folders_are_not_touched(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("run1/a", "run1/b", "run2/c"):
        tree.file(name)
    young = tree.file("run2/young", days=2)
    tree.look()
    touched: list[str] = []
    monkeypatch.setattr(look, "read_folder", lambda *a: pytest.fail("a folder was read"))
    real = reading.os.stat

    def seen(path: str | bytes, **how: object) -> os.stat_result:
        if "dir_fd" in how:  # so are paths of the tree asked for, and no others
            touched.append(os.fsdecode(path))
        return real(path, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(reading.os, "stat", seen)
    _, lister = tree.look()
    assert sorted(touched) == ["run1", "run2", "young"]  # folders are always asked
    assert lister.figures is not None
    assert (lister.figures.served, lister.figures.asked) == (3, 4)
    young.write_bytes(b"longer film")
    monkeypatch.undo()
    told, _ = tree.look()
    assert told == tree.walk()


def test_only_folders_that_changed_are_read_again(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    for run in range(5):
        tree.file(f"run{run}/a")
    tree.look()
    tree.file("run3/b")
    read: list[str] = []
    real = look.read_folder

    def seen(reach: Reach, path: str, *rest: object) -> reading.Read:
        read.append(path)
        return real(reach, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(look, "read_folder", seen)
    told, _ = tree.look()
    assert read == ["run3"]
    assert told == tree.walk()


def test_a_file_rests_only_when_it_was_old_as_it_was_looked_at(tree: Tree) -> None:
    """One that was young then may have been written since, though what is known of it looks old."""
    film = tree.file("run/a", days=5)
    tree.look()
    film.write_bytes(b"written on the next day")
    tree.age(film, 4)
    tree.now += timedelta(days=5)
    told, _ = tree.look()
    assert told == tree.walk()


def test_age_is_settable(tmp_path: Path) -> None:
    tree = Tree(tmp_path, Rules(age=timedelta(days=40), check=timedelta(days=365)))
    tree.file("a", days=30)
    tree.file("b", days=50)
    tree.look()
    _, lister = tree.look()
    assert lister.figures is not None
    assert lister.figures.served == 1


def test_blind_spot_is_found_by_marks_and_by_a_full_look(tree: Tree) -> None:
    a, b = tree.file("run/a"), tree.file("run/b")
    before, _ = tree.look()
    for path in (a, b):
        path.write_bytes(b"other content")
        tree.age(path, 20)
    told, _ = tree.look()
    assert told == before != tree.walk()  # as the docstring of `look` says
    tree.mark("run/a", "run/gone", "elsewhere/x")
    told, _ = tree.look()
    assert [e.size for e in told if e.name == "run/a"] == [13]
    assert [e.size for e in told if e.name == "run/b"] == [4]
    told, lister = tree.look(full=True)
    assert told == tree.walk()
    assert lister.figures is not None
    assert lister.figures.missed == 1
    with tree.opened() as file:
        assert file.marks() == ({}, 0)


def test_full_look_comes_by_itself_after_a_time_and_when_the_clock_was_set_back(
    tmp_path: Path,
) -> None:
    tree = Tree(tmp_path, Rules(check=timedelta(days=1)))
    tree.file("a")
    tree.look()
    assert not tree.look()[1].full
    tree.now += timedelta(hours=23)
    assert not tree.look()[1].full
    tree.now += timedelta(hours=2)
    assert tree.look()[1].full
    tree.now -= timedelta(hours=3)
    assert tree.look()[1].full


def test_lost_events_demand_a_full_look_once(tree: Tree) -> None:
    film = tree.file("run/a")
    tree.look()
    film.write_bytes(b"unseen")
    tree.age(film, 20)
    tree.mark("\0")
    told, lister = tree.look()
    assert lister.full
    assert told == tree.walk()
    assert not tree.look()[1].full


def test_folder_that_changed_just_before_it_was_read_is_read_again(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its time may not tell of what came right after."""
    (tree.root / "run").mkdir()
    tree.now -= timedelta(hours=1)
    tree.look()
    read: list[str] = []
    real = look.read_folder

    def seen(reach: Reach, path: str, *rest: object) -> reading.Read:
        read.append(path)
        return real(reach, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(look, "read_folder", seen)
    tree.look()
    assert sorted(read) == ["", "run"]
    tree.now += timedelta(minutes=1)
    tree.look()  # the last time: now it was calm when it was read
    read.clear()
    tree.look()
    assert read == []


def test_what_patterns_leave_out_is_not_kept_and_other_patterns_begin_anew(tree: Tree) -> None:
    tree.file("run/a.h264")
    tree.file("run/a.tmp")
    tree.file("cache/x")
    patterns = Patterns.of(exclude=["*.tmp", "cache/"])
    told, _ = tree.look(patterns=patterns)
    assert names(told) == ["run", "run/a.h264"]
    assert told == tree.look(patterns=patterns)[0] == tree.walk(patterns)
    told, lister = tree.look()
    assert told == tree.walk()
    assert lister.figures is not None
    assert lister.figures.rebuilt == "has another set of patterns"


def test_unreadable_folder_is_remarked_at_each_look(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Permissions mean nothing to root, so the system's answer is made up."""
    tree.file("locked/a")
    tree.file("open/b")
    real = Reach.folder

    def refuse(reach: Reach, name: str) -> int:
        if name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(reach, name)

    with monkeypatch.context() as patch:
        patch.setattr(Reach, "folder", refuse)
        for _ in range(2):
            told, _ = tree.look()
            assert names(told) == ["locked", "open", "open/b"]
            what = "the folder cannot be read: Permission denied"
            assert tree.remarks == [Remark("locked", what)]
    told, _ = tree.look()
    assert told == tree.walk()
    assert tree.remarks == []


def test_absent_root_is_an_error_and_costs_nothing_that_is_known(tree: Tree) -> None:
    tree.file("run/a")
    before, _ = tree.look()
    tree.root.rename(tree.root.with_name("away"))
    with pytest.raises(FolderUnreadable):
        tree.look()
    tree.root.with_name("away").rename(tree.root)
    told, lister = tree.look()
    assert told == before
    assert not lister.full


def test_cancelled_look_leaves_an_index_that_goes_on(tree: Tree) -> None:
    for run in range(20):
        tree.file(f"run{run}/a")
    progress = Silent()
    asked = 0

    class AfterSome:
        cancelled = False

        def check(self) -> None:
            nonlocal asked
            asked += 1
            if asked > 10:
                raise Cancelled

        def wait(self, seconds: float) -> None: ...

    progress.cancel = AfterSome()  # type: ignore[assignment]
    with pytest.raises(Cancelled):
        list(tree.lister().entries(str(tree.root), ALL, progress, tree.remarks.append))
    told, _ = tree.look()
    assert told == tree.walk()


def test_folder_in_place_of_a_file_and_back(tree: Tree) -> None:
    tree.file("x")
    tree.look()
    (tree.root / "x").unlink()
    tree.file("x/y/z")
    assert tree.look()[0] == tree.walk()
    (tree.root / "x/y/z").unlink()
    (tree.root / "x/y").rmdir()
    (tree.root / "x").rmdir()
    tree.file("x")
    told, _ = tree.look()
    assert told == tree.walk()
    assert stat.S_ISREG(told[0].mode)


def test_facts_say_where_the_list_is_from(tree: Tree) -> None:
    tree.file("a")
    _, first = tree.look()
    moment = f"{tree.now:%Y-%m-%d %H:%M:%S} UTC"
    assert first.facts() == {"listed": f"by a look at everything, kept in the index of {moment}"}
    _, second = tree.look()
    assert second.facts() == {
        "listed": f"from the index of {moment}",
        "listed_untouched": "1 of 1",
    }
