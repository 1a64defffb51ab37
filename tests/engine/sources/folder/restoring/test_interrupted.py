"""A restore that ends at any moment leaves nothing that looks whole, and can be gone on with."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.engine.errors import Cancelled, PlaceFailed, RestoreInterrupted
from desktop_app.engine.model import Grade, Item, Snapshot
from desktop_app.engine.progress import Silent
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Interrupted, Loading
from desktop_app.engine.sources.folder.restoring import settling
from desktop_app.engine.sources.folder.restoring.tree import Tree
from tests.engine.sources.folder.restoring.conftest import (
    CLEAN_UP,
    NOON,
    REPLACE,
    RESUME,
    SWAP,
    Shelf,
    place,
)
from tests.engine.sources.folder.trees import make, told

KILLS = 15
TREE = {
    "a/1.h264": b"one" * 50_000,
    "a/2.h264": b"two",
    "a/b/3.h264": b"three" * 1000,
    "empty": None,
    "link": "a",
    "zero": b"",
}
UNFINISHED = "out.labvault-unfinished"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "films", TREE)


def half(shelf: Shelf, snapshot: Snapshot, loading: Loading) -> None:
    loading.define()
    items = [each for each in shelf.items(snapshot) if each.name in ("a/1.h264", "link")]
    for item in items:
        loading.load(item, shelf.repository.read(item))
        loading.mark_loaded(item)


def all_of(shelf: Shelf, snapshot: Snapshot, loading: Loading) -> None:
    loading.define()
    for item in loading.contents:
        loading.load(item, shelf.repository.read(item))
        loading.mark_loaded(item)
    loading.complete()


STAGES: dict[str, Callable[[Shelf, Snapshot, Loading], None]] = {
    "opened": lambda shelf, snapshot, loading: None,
    "defined": lambda shelf, snapshot, loading: loading.define(),
    "half": half,
    "all": all_of,
}


@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES.keys())
@pytest.mark.parametrize("options", [RESUME, CLEAN_UP], ids=["resume", "clean up"])
def test_left_at_any_stage_it_is_refused_and_then_gone_on_with(
    shelf: Shelf,
    root: Path,
    tmp_path: Path,
    stage: Callable[[Shelf, Snapshot, Loading], None],
    options: RestoreOptions,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settling, "MOST_FILES", 1)
    snapshot, out = shelf.keep(root), tmp_path / "out"
    with place(out).open(shelf.order(snapshot), shelf.repository.read, Silent()) as loading:
        stage(shelf, snapshot, loading)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["films", UNFINISHED]
    assert (tmp_path / UNFINISHED).stat().st_mode & 0o777 == 0o700
    assert shelf.preview(snapshot, out).examination.interrupted
    with pytest.raises(RestoreInterrupted) as caught:
        shelf.restore(snapshot, out)
    assert caught.value.unfinished == str(tmp_path / UNFINISHED)
    assert shelf.restore(snapshot, out, options).grade is Grade.OK
    assert told(out) == told(root)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["films", "out"]


def read_again(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is read from the repository from now on."""
    names: list[str] = []
    read = shelf.repository.read

    def noting(item: Item) -> Iterator[bytes]:
        def pieces() -> Iterator[bytes]:
            names.append(item.name)
            yield from read(item)

        return pieces()

    monkeypatch.setattr(shelf.repository, "read", noting)
    return names


def test_what_was_written_and_compared_is_not_written_again(
    shelf: Shelf, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "MOST_FILES", 1)
    snapshot, out = shelf.keep(root), tmp_path / "out"
    with place(out).open(shelf.order(snapshot), shelf.repository.read, Silent()) as loading:
        half(shelf, snapshot, loading)
    names = read_again(shelf, monkeypatch)
    result = shelf.restore(snapshot, out, RESUME)
    assert sorted(names) == ["a/2.h264", "a/b/3.h264", "zero"]
    assert (result.files, told(out)) == (4, told(root))


@pytest.mark.parametrize("damage", [b"won" * 50_000, b"short", None])
def test_what_was_changed_since_is_written_again(
    shelf: Shelf,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: bytes | None,
) -> None:
    monkeypatch.setattr(settling, "MOST_FILES", 1)
    snapshot, out = shelf.keep(root), tmp_path / "out"
    with place(out).open(shelf.order(snapshot), shelf.repository.read, Silent()) as loading:
        half(shelf, snapshot, loading)
    film = tmp_path / UNFINISHED / "tree/a/1.h264"
    film.write_bytes(damage) if damage else film.unlink()
    assert shelf.restore(snapshot, out, RESUME).grade is Grade.OK
    assert told(out) == told(root)


def test_another_restores_unfinished_place_is_not_gone_on_with(
    shelf: Shelf, root: Path, tmp_path: Path
) -> None:
    first, out = shelf.keep(root), tmp_path / "out"
    with place(out).open(shelf.order(first), shelf.repository.read, Silent()) as loading:
        half(shelf, first, loading)
    (root / "zero").write_bytes(b"1")
    second = shelf.keep(root)
    for snapshot, options in ((second, RESUME), (first, replace(RESUME, only=("a",)))):
        with pytest.raises(RestoreInterrupted) as caught:
            shelf.restore(snapshot, out, options)
        assert "of other items or another snapshot" in caught.value.unfinished
    assert shelf.restore(first, out, RESUME).grade is Grade.OK


def test_two_at_once_do_not_meet(shelf: Shelf, root: Path, tmp_path: Path) -> None:
    snapshot, out = shelf.keep(root), tmp_path / "out"
    with place(out).open(shelf.order(snapshot), shelf.repository.read, Silent()) as loading:
        for options in (RESUME, CLEAN_UP):
            with pytest.raises(PlaceFailed, match="another restore"):
                shelf.restore(snapshot, out, options)
        all_of(shelf, snapshot, loading)
        assert loading.publish() == str(out)
    assert told(out) == told(root)


def test_an_abandoned_one_leaves_nothing(shelf: Shelf, root: Path, tmp_path: Path) -> None:
    (root / "a").chmod(0o555)
    snapshot = shelf.keep(root)
    with place(tmp_path / "out").open(
        shelf.order(snapshot), shelf.repository.read, Silent()
    ) as loading:
        all_of(shelf, snapshot, loading)
        loading.abandon()
    assert [path.name for path in tmp_path.iterdir()] == ["films"]


@pytest.mark.parametrize("stopped_at", ["create", "make_folder", "make_link"])
def test_a_stop_is_told_and_gone_on_with(
    shelf: Shelf, root: Path, tmp_path: Path, stopped_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot, out, progress = shelf.keep(root), tmp_path / "out", Silent()
    call = getattr(Tree, stopped_at)

    def stopping(tree: Tree, *given: object) -> object:
        progress.cancel.cancel()
        return call(tree, *given)

    with monkeypatch.context() as patch:
        patch.setattr(Tree, stopped_at, stopping)
        with pytest.raises(Cancelled):
            shelf.restore(snapshot, out, progress=progress)
    assert not out.exists()
    assert shelf.restore(snapshot, out, RESUME).grade is Grade.OK
    assert told(out) == told(root)


def killed(run: Callable[[], object], at: int) -> tuple[bool, int]:
    """Run something in a child process that is killed at its ``at``-th call into the system from
    the code of folders: whether it was, and how many calls there were."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        calls = 0

        def count(frame: object, event: str, _: object) -> None:
            nonlocal calls
            if event == "c_call" and "sources/folder" in frame.f_code.co_filename:  # type: ignore[attr-defined]
                calls += 1
                if calls == at:
                    os.kill(os.getpid(), signal.SIGKILL)

        threading.setprofile(count)
        sys.setprofile(count)
        try:
            run()
            os.write(writing, str(calls).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        calls_in_all = int(said.read() or 0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status), calls_in_all


def moments(run: Callable[[], object]) -> list[int]:
    """Random ones, spread over all of a run."""
    was_killed, calls = killed(run, -1)
    assert not was_killed
    assert calls > 100
    chance = random.Random(20261121)
    return [chance.randrange(calls * n // KILLS, calls * (n + 1) // KILLS) for n in range(KILLS)]


def test_killed_at_any_moment_a_new_folder_is_whole_or_not_there(
    shelf: Shelf, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "MOST_FILES", 1)
    snapshot, whole, kills = shelf.keep(root), told(root), 0
    for at in moments(lambda: shelf.restore(snapshot, tmp_path / "measured")):
        out = tmp_path / f"out{at}"
        was_killed, _ = killed(lambda out=out: shelf.restore(snapshot, out), at)  # type: ignore[misc]
        kills += was_killed
        if not out.exists():
            assert was_killed
            shelf.restore(snapshot, out, RESUME)
        assert told(out) == whole
    assert kills > KILLS // 2


def test_killed_at_any_moment_a_swapped_folder_is_the_old_or_the_new(
    shelf: Shelf, root: Path, tmp_path: Path
) -> None:
    snapshot, new = shelf.keep(root), told(root)
    swap = replace(SWAP, interrupted=Interrupted.RESUME)
    measured = make(tmp_path / "measured", {"old": b"old"})
    for at in moments(lambda: shelf.restore(snapshot, measured, swap)):
        out = make(tmp_path / f"out{at}", {"old": b"old"})
        old = told(out)
        killed(lambda out=out: shelf.restore(snapshot, out, swap), at)  # type: ignore[misc]
        kept = tmp_path / f"{out.name}.labvault-before-20261121-120000"
        if out.exists() and told(out) == old:
            shelf.restore(snapshot, out, swap)
        elif not out.exists():
            assert told(kept) == old
            shelf.restore(snapshot, out, swap)
        assert (told(out), told(kept)) == (new, old)


def test_killed_at_any_moment_no_file_of_a_live_folder_is_lost(
    shelf: Shelf, root: Path, tmp_path: Path
) -> None:
    snapshot = shelf.keep(root)
    over = replace(REPLACE, interrupted=Interrupted.RESUME)
    live = {"a/1.h264": b"mine", "a/2.h264": b"two", "zero": b"mine too", "own": b"own"}
    films = {name: each for name, each in TREE.items() if isinstance(each, bytes)}
    measured = make(tmp_path / "measured", live)
    for at in moments(lambda: shelf.restore(snapshot, measured, over)):
        out = make(tmp_path / f"out{at}", live)
        killed(lambda out=out: shelf.restore(snapshot, out, over), at)  # type: ignore[misc]
        for name, content in live.items():
            assert (out / name).read_bytes() in (content, films.get(name))
        shelf.restore(snapshot, out, over)
        assert {name: (out / name).read_bytes() for name in films} == films
        assert (out / "own").read_bytes() == b"own"
        kept = tmp_path / f"{out.name}.labvault-kept-{NOON:%Y%m%d-%H%M%S}"
        assert (kept / "a/1.h264").read_bytes() == b"mine"
        assert (kept / "zero").read_bytes() == b"mine too"
        assert not (tmp_path / f"{out.name}.labvault-unfinished").exists()
