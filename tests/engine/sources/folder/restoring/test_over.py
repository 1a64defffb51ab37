"""Files brought over into a folder that holds files already."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.engine.errors import Cancelled, NotSupported, UnknownName
from desktop_app.engine.model import Grade, Item
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Existing, Interrupted, Met
from desktop_app.engine.sources.folder.restoring import merging
from desktop_app.engine.sources.folder.restoring.destination import FolderDestination
from tests.chaos.small_disk import small_disk
from tests.engine.sources.folder.restoring.conftest import (
    BOTH,
    NOON,
    REPLACE,
    SKIP,
    Shelf,
    place,
)
from tests.engine.sources.folder.trees import make, told

TREE = {
    "a/same.h264": b"same",
    "a/gone.h264": b"gone",
    "a/other.h264": b"other",
    "other": b"no extension",
    "link": "a",
    "other link": "a",
    "b/new/x": b"x",
}
KEPT = "films.labvault-kept-20261121-120000"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "films", TREE)


def change(root: Path) -> None:
    """What became of the folder since."""
    (root / "a/gone.h264").unlink()
    make(root, {"a/other.h264": b"Other", "other": b"changed", "a/mine": b"my own"})
    (root / "other link").unlink()
    (root / "other link").symlink_to("/etc")
    (root / "b/new/x").unlink()
    (root / "b/new").rmdir()


def contents(root: Path) -> dict[str, object]:
    return {name: each[0] for name, each in told(root).items()}


FATES = {
    "skip": (SKIP, Met(new=2, same=2, skipped=3)),
    "replace": (REPLACE, Met(new=2, same=2, replaced=3)),
    "both": (BOTH, Met(new=2, same=2, both=3)),
}


@pytest.mark.parametrize(("options", "met"), FATES.values(), ids=FATES.keys())
def test_what_becomes_of_each_file_is_told_before_and_after(
    shelf: Shelf, root: Path, options: RestoreOptions, met: Met
) -> None:
    snapshot, before = shelf.keep(root), contents(root)
    change(root)
    changed = contents(root)
    examination = shelf.preview(snapshot, root, options).examination
    assert (examination.met, examination.conflicts) == (met, ())
    result = shelf.restore(snapshot, root, options)
    assert (result.grade, result.met, result.remarks) == (Grade.OK, met, ())
    now = contents(root)
    assert now["a/gone.h264"] == b"gone"
    assert now["b/new/x"] == b"x"
    assert now["a/mine"] == b"my own"
    theirs = ("a/other.h264", "other", "other link")
    if options.existing is Existing.REPLACE:
        assert {name: now[name] for name in before} == before
        kept = contents(root.parent / KEPT)
        assert {name: kept[name] for name in theirs} == {name: changed[name] for name in theirs}
        assert result.kept == examination.kept == str(root.parent / KEPT)
    else:
        assert {name: now[name] for name in theirs} == {name: changed[name] for name in theirs}
        assert result.kept is examination.kept is None
    beside = {
        "a/other (restored 2026-11-21).h264": b"other",
        "other (restored 2026-11-21)": b"no extension",
        "other link (restored 2026-11-21)": "a",
    }
    expected = beside if options.existing is Existing.BOTH else {}
    assert {name: now[name] for name in now if "(restored" in name} == expected
    there = {path.name for path in root.parent.iterdir()}
    assert there == {"films", KEPT} if result.kept else {"films"}


@pytest.mark.parametrize("options", [SKIP, REPLACE, BOTH])
def test_a_second_time_nothing_is_left_to_do(
    shelf: Shelf, root: Path, options: RestoreOptions
) -> None:
    snapshot = shelf.keep(root)
    change(root)
    shelf.restore(snapshot, root, options)
    now = told(root)
    result = shelf.restore(snapshot, root, options)
    assert result.grade is Grade.OK
    assert result.kept is None
    if options.existing is not Existing.SKIP:
        assert (result.met, result.files) == (Met(same=7), 0)
    assert told(root) == now


def test_replaced_files_can_be_taken_back_and_forth(shelf: Shelf, root: Path) -> None:
    snapshot, before = shelf.keep(root), contents(root)
    change(root)
    changed = contents(root)
    shelf.restore(snapshot, root, REPLACE)
    after = contents(root)
    destination = place(root)
    assert isinstance(destination, FolderDestination)
    (kept,) = destination.kept()
    assert (kept.name, kept.replaced, kept.whole) == (KEPT, NOON, False)
    aside = destination.swap_back(KEPT)
    now = contents(root)
    assert {name: now[name] for name in changed} == changed
    assert set(now) == set(after)  # what was new stays
    assert [each.name for each in destination.kept()] == [aside]
    assert destination.swap_back(aside)
    assert contents(root) == after
    assert {name: after[name] for name in before} == before
    (kept,) = destination.kept()
    destination.drop_kept(kept.name)
    assert destination.kept() == ()
    with pytest.raises(UnknownName):
        destination.swap_back("a")


def test_a_file_in_a_folders_way_and_the_reverse(shelf: Shelf, root: Path, tmp_path: Path) -> None:
    snapshot = shelf.keep(root)
    for name in ("a/same.h264", "a/gone.h264", "a/other.h264"):
        (root / name).unlink()
    (root / "a").rmdir()
    make(root, {"a": b"a file now"})
    (root / "other").unlink()
    make(root, {"other/in": b"a folder now"})
    skipped = shelf.restore(snapshot, root, SKIP)
    assert skipped.met == Met(same=3, skipped=4)
    both = shelf.restore(snapshot, root, BOTH)
    assert both.met == Met(new=3, same=3, both=1)
    assert (root / "a (restored 2026-11-21)/gone.h264").read_bytes() == b"gone"
    assert (root / "other (restored 2026-11-21)").read_bytes() == b"no extension"
    assert (root / "a").read_bytes() == b"a file now"
    replaced = shelf.restore(snapshot, root, REPLACE)
    assert replaced.met == Met(new=3, same=3, replaced=1)
    assert (root / "a/gone.h264").read_bytes() == b"gone"
    kept = contents(tmp_path / KEPT)
    assert (kept["a"], kept["other/in"]) == (b"a file now", b"a folder now")
    destination = place(root)
    assert isinstance(destination, FolderDestination)
    destination.swap_back(KEPT)
    assert (root / "a").read_bytes() == b"a file now"
    assert (root / "other/in").read_bytes() == b"a folder now"


@pytest.mark.parametrize("options", [SKIP, REPLACE, BOTH])
def test_a_link_in_a_folders_place_is_not_gone_through(
    shelf: Shelf, root: Path, tmp_path: Path, options: RestoreOptions
) -> None:
    snapshot = shelf.keep(root)
    outside = make(tmp_path / "outside", {"same.h264": b"private", "x": b"1"})
    before = told(outside)
    for name in ("same.h264", "gone.h264", "other.h264"):
        (root / "a" / name).unlink()
    (root / "a").rmdir()
    (root / "a").symlink_to(outside)
    shelf.restore(snapshot, root, options)
    assert told(outside) == before


def test_what_comes_to_be_meanwhile_is_not_written_over(
    shelf: Shelf, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = shelf.keep(root)
    (root / "a/gone.h264").unlink()
    run = merging.Merge.run

    def meanwhile(merge: merging.Merge, given: object) -> None:
        (root / "a/gone.h264").write_bytes(b"recorded just now")
        run(merge, given)  # type: ignore[arg-type]

    monkeypatch.setattr(merging.Merge, "run", meanwhile)
    result = shelf.restore(snapshot, root, SKIP)
    assert [(remark.item, remark.what) for remark in result.remarks] == [
        ("a/gone.h264", merging.CAME)
    ]
    assert (root / "a/gone.h264").read_bytes() == b"recorded just now"
    (root / "a/gone.h264").unlink()
    shelf.restore(snapshot, root, BOTH)
    assert (root / "a/gone.h264").read_bytes() == b"recorded just now"
    assert (root / "a/gone.h264 (restored 2026-11-21)").read_bytes() == b"gone"
    (root / "a/gone.h264").unlink()
    shelf.restore(snapshot, root, REPLACE)
    assert (root / "a/gone.h264").read_bytes() == b"gone"
    assert (root.parent / KEPT / "a/gone.h264").read_bytes() == b"recorded just now"


@pytest.mark.parametrize("options", [SKIP, REPLACE, BOTH])
def test_stopped_after_every_file_it_goes_on(
    shelf: Shelf, root: Path, options: RestoreOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was brought over already, in the end it is as if nothing had stopped it."""
    snapshot = shelf.keep(root)
    change(root)
    resuming = replace(options, interrupted=Interrupted.RESUME)
    bring, stops = merging.Merge._bring, 0
    left: list[int] = []

    def stopping(merge: merging.Merge, item: Item) -> None:
        if not left:
            raise Cancelled
        left.pop()
        bring(merge, item)

    monkeypatch.setattr(merging.Merge, "_bring", stopping)
    while True:
        try:
            result = shelf.restore(snapshot, root, resuming)
            break
        except Cancelled:
            stops += 1
            left.append(1)
    assert stops == (2 if options.existing is Existing.SKIP else 5)
    assert result.grade is Grade.OK
    now = contents(root)
    assert now["a/gone.h264"] == b"gone"
    beside = [name for name in now if "(restored" in name]
    assert len(beside) == (3 if options.existing is Existing.BOTH else 0)
    if options.existing is Existing.REPLACE:
        kept = contents(root.parent / KEPT)
        assert (kept["a/other.h264"], kept["other"]) == (b"Other", b"changed")
    assert not [path for path in root.parent.iterdir() if "unfinished" in path.name]


def test_another_disk_within_is_told(shelf: Shelf, root: Path) -> None:
    snapshot = shelf.keep(root)
    for name in ("same.h264", "gone.h264", "other.h264"):
        (root / "a" / name).unlink()
    (root / "a").rmdir()
    with small_disk(root / "a", 2), pytest.raises(NotSupported):
        shelf.restore(snapshot, root, REPLACE)


def test_a_folder_that_is_not_there_is_made(shelf: Shelf, root: Path, tmp_path: Path) -> None:
    snapshot = shelf.keep(root)
    assert shelf.restore(snapshot, tmp_path / "new", SKIP).grade is Grade.OK
    assert told(tmp_path / "new") == told(root)


def test_an_equal_file_is_read_not_believed(shelf: Shelf, root: Path) -> None:
    """Same size, same time, other bytes: the dry run believes, the restore does not."""
    snapshot = shelf.keep(root)
    was = (root / "a/same.h264").stat()
    (root / "a/same.h264").write_bytes(b"Same")
    os.utime(root / "a/same.h264", ns=(was.st_atime_ns, was.st_mtime_ns))
    result = shelf.restore(snapshot, root, REPLACE)
    assert result.met == Met(same=6, replaced=1)
    assert (root / "a/same.h264").read_bytes() == b"same"
