"""A real observer tells a real index of real files."""

from __future__ import annotations

import ctypes
import errno
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from watchdog.observers import inotify_c

from desktop_app.engine.errors import CatalogUnreachable
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.folder.index.feeder import Fed, Feeder
from desktop_app.engine.sources.folder.index.file import LOST, IndexFile
from desktop_app.engine.sources.folder.index.lister import IndexLister
from tests.engine.sources.folder.index.material import ALL, Tree
from tests.waiting import wait_until


def soon(condition: Callable[[], object]) -> None:
    wait_until(condition, seconds=20)


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture
def fed(tree: Tree) -> Fed:
    for name in ("run1/a", "run1/b", "run2/c"):
        tree.file(name)
    tree.look()
    return Fed(tree.index, str(tree.root))


@pytest.fixture
def wanted(fed: Fed) -> list[Fed]:
    """What is to be fed; a test may change it."""
    return [fed]


@pytest.fixture
def feeder(wanted: list[Fed], lines: list[str]) -> Iterator[Feeder]:
    with closing(Feeder(lambda: wanted, lines.append, gather=0.02)) as feeder:
        feeder.look()
        soon(lambda: feeder.watched() == {fed.root for fed in wanted})
        yield feeder


def marks(tree: Tree) -> set[str]:
    with tree.opened() as file:
        found, _ = file.marks()
    return {f"{folder}/{name}" for folder, names in found.items() for name in names}


def test_files_changed_in_place_are_seen_by_the_next_look(tree: Tree, feeder: Feeder) -> None:
    for number, name in enumerate(("run1/a", "run2/c")):
        path = tree.root / name
        path.write_bytes(b"x" * (10 + number))
        tree.age(path, 20)
    (tree.root / "run1/b").chmod(0o600)
    soon(lambda: {"run1/a", "run2/c", "run1/b"} <= marks(tree))
    told, lister = tree.look()
    assert told == tree.walk()
    assert not lister.full


def test_folders_that_come_later_are_watched_too(tree: Tree, feeder: Feeder) -> None:
    tree.file("run3/deep/d")
    soon(lambda: "/" in marks(tree))
    (tree.root / "run1").rename(tree.root / "moved")
    soon(lambda: "moved" in {e.name for e in tree.look()[0]})
    assert tree.look()[0] == tree.walk()

    def noted(name: str) -> bool:
        (tree.root / name).write_bytes(b"changed in place")  # until its folder is watched
        tree.age(tree.root / name, 20)
        return name in marks(tree)

    soon(lambda: noted("run3/deep/d"))
    soon(lambda: noted("moved/a"))
    assert tree.look()[0] == tree.walk()


def test_reading_marks_nothing(tree: Tree, feeder: Feeder) -> None:
    (tree.root / "run1/a").read_bytes()
    list((tree.root / "run1").iterdir())
    (tree.root / "run2/c").write_bytes(b"last")  # comes after whatever reading would tell
    soon(lambda: "run2/c" in marks(tree))
    assert marks(tree) == {"run2/c"}


def test_lost_events_demand_a_full_look(
    tree: Tree, feeder: Feeder, caplog: pytest.LogCaptureFixture
) -> None:
    """The system's queue really runs over: nobody takes from it while it is filled."""
    observer = feeder._observer
    assert observer is not None
    most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
    one, other = ((tree.root / name).open("r+b", buffering=0) for name in ("run1/a", "run1/b"))
    with observer._inotify_fd._lock, one, other:  # type: ignore[attr-defined]
        for _ in range(most):
            os.pwrite(one.fileno(), b"z", 0)
            os.pwrite(other.fileno(), b"z", 0)
    soon(lambda: f"/{LOST}" in marks(tree))
    assert tree.look()[1].full
    soon(lambda: {r.levelno for r in caplog.records} == {logging.WARNING})
    caplog.clear()


def test_too_many_changes_at_once_are_a_full_look(
    tree: Tree, feeder: Feeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.engine.sources.folder.index.feeder.MOST_PENDING", 3)
    for number in range(8):
        tree.file(f"many{number}/x")
    soon(lambda: f"/{LOST}" in marks(tree))


def test_root_that_went_away_and_came_back_is_looked_at_in_full(tree: Tree, feeder: Feeder) -> None:
    away = tree.root.with_name("away")
    tree.root.rename(away)
    feeder.look()
    soon(lambda: not feeder.watched())
    film = away / "run1/a"
    film.write_bytes(b"changed at another computer")
    tree.age(film, 20)
    away.rename(tree.root)
    feeder.look()
    soon(lambda: f"/{LOST}" in marks(tree))
    told, lister = tree.look()
    assert lister.full
    assert told == tree.walk()
    (tree.root / "run1/a").write_bytes(b"and again")
    soon(lambda: "run1/a" in marks(tree))


def test_profile_inside_the_folder_tells_nothing_of_itself(
    tmp_path: Path, lines: list[str]
) -> None:
    tree = Tree(tmp_path)
    tree.index = tree.root / "profile/cache/x.index"
    film = tree.file("a")
    tree.look()
    fed = Fed(tree.index, str(tree.root))
    with closing(Feeder(lambda: [fed], lines.append, gather=0.02)) as feeder:
        feeder.look()
        soon(feeder.watched)
        tree.mark("x")
        film.write_bytes(b"changed")
        soon(lambda: "/a" in marks(tree))
        assert not [mark for mark in marks(tree) if "cache" in mark]


def test_folder_that_cannot_be_watched_or_only_in_part_is_told_once(
    tree: Tree, fed: Fed, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, left = inotify_c.inotify_add_watch, 2

    def limited(*arguments: object) -> int:
        nonlocal left
        left -= 1
        if left < 0:
            ctypes.set_errno(errno.ENOSPC)
            return -1
        return int(real(*arguments))

    monkeypatch.setattr(inotify_c, "inotify_add_watch", limited)
    with closing(Feeder(lambda: [fed], lines.append, gather=0.02)) as feeder:
        feeder.look()
        soon(lambda: lines)
        assert lines == [
            f"only a part of {fed.root} is watched for changes: inotify watch limit reached; "
            "raise fs.inotify.max_user_watches"
        ]
    lines.clear()
    with closing(Feeder(lambda: [fed], lines.append, gather=0.02)) as feeder:
        feeder.look()
        soon(lambda: lines)
        feeder.look()
        feeder.look()
        assert lines == [f"changes in {fed.root} are not watched: inotify watch limit reached"]


def test_nothing_is_watched_that_is_not_wanted_any_more(
    tree: Tree, feeder: Feeder, wanted: list[Fed]
) -> None:
    fed = wanted.pop()
    feeder.look()
    soon(lambda: not feeder.watched())
    shutil.rmtree(tree.root)
    wanted.append(fed)
    feeder.look()
    tree.file("run1/a")
    feeder.look()
    soon(feeder.watched)


def test_two_indexes_of_one_root(tree: Tree, feeder: Feeder, wanted: list[Fed]) -> None:
    """One may be about a part of it; when it goes, the other is fed on."""
    other = tree.index.with_name("other.index")
    lister = IndexLister(other)
    lister.look(str(tree.root), ALL, Silent(), print).close()
    wanted.append(Fed(other, str(tree.root), "run2"))
    feeder.look()
    soon(lambda: len(feeder._watched) == 2)
    for name in ("run1/a", "run2/c"):
        (tree.root / name).write_bytes(b"changed")

    def told() -> dict[str, set[str]]:
        with IndexFile.open(other, {}) as file:
            return file.marks()[0]

    soon(lambda: marks(tree) == {"run1/a", "run2/c"} and told() == {"run2": {"c"}})
    wanted.pop()
    feeder.look()
    soon(lambda: len(feeder._watched) == 1)
    (tree.root / "run1/b").write_bytes(b"changed")
    soon(lambda: "run1/b" in marks(tree))


def test_while_nobody_can_say_what_is_wanted_all_stays(
    tree: Tree, fed: Fed, lines: list[str]
) -> None:
    asked = 0

    def wanted() -> list[Fed]:
        nonlocal asked
        asked += 1
        if asked > 1:
            raise CatalogUnreachable("db", "away")
        return [fed]

    with closing(Feeder(wanted, lines.append, gather=0.02)) as feeder:
        feeder.look()
        soon(feeder.watched)
        feeder.look()
        soon(lambda: asked == 2)
        (tree.root / "run1/a").write_bytes(b"changed")
        soon(lambda: "run1/a" in marks(tree))


def test_what_is_pending_is_written_when_it_ends(tree: Tree, fed: Fed, lines: list[str]) -> None:
    feeder = Feeder(lambda: [fed], lines.append, gather=600)
    feeder.look()
    soon(feeder.watched)
    (tree.root / "run1/a").write_bytes(b"changed")
    observer = feeder._watched[fed].feed
    soon(lambda: observer._pending)
    feeder.close()
    assert marks(tree) == {"run1/a"}
