"""A folder restored as a whole: new, beside, in the place of another one; and what stands in the
way."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest

from desktop_app.engine.errors import (
    BadAddress,
    LabVaultError,
    NoSpace,
    NothingMatches,
    NotSupported,
    PlaceFailed,
    ReadOnly,
    TargetNotEmpty,
)
from desktop_app.engine.model import Grade
from desktop_app.engine.progress import Meter
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Way
from desktop_app.engine.sources.folder.restoring import settling
from desktop_app.engine.sources.folder.restoring.destination import FolderDestination
from desktop_app.engine.sources.folder.restoring.survey import file_system
from desktop_app.engine.sources.folder.restoring.tree import Tree
from tests.chaos.small_disk import mount, small_disk
from tests.engine.sources.folder.restoring.conftest import BESIDE, CLEAN_UP, RESUME, SWAP, Shelf
from tests.engine.sources.folder.trees import make, told

TREE = {
    "cam1/a.h264": b"film" * 1000,
    "cam1/b.h264": b"",
    "cam2/c.h264": b"another",
    "empty": None,
    "now": "cam1/a.h264",
    "notes.txt": b"flies",
}


def films(tmp_path: Path) -> Path:
    return make(tmp_path / "films", TREE)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("there", [False, True])
def test_a_new_folder_is_like_the_one_that_was_kept(
    shelf: Shelf, tmp_path: Path, there: bool
) -> None:
    root, out = films(tmp_path), tmp_path / "out"
    snapshot = shelf.keep(root)
    if there:
        out.mkdir()
    result = shelf.restore(snapshot, out)
    assert (result.grade, result.place, result.kept) == (Grade.OK, str(out), None)
    assert (result.files, result.rows, result.bytes_read) == (4, 0, 4000 + 7 + 5 + 11)
    assert told(out) == told(root)
    assert names(tmp_path) == ["films", "out"]


def test_progress_counts_every_file_and_byte(shelf: Shelf, tmp_path: Path) -> None:
    snapshot = shelf.keep(films(tmp_path))
    meter = Meter()
    states = []
    phase = meter.phase

    def listening(doing: str, **totals: int | None) -> None:
        states.append(meter.state())
        phase(doing, **totals)

    meter.phase = listening  # type: ignore[method-assign]
    shelf.restore(snapshot, tmp_path / "out", progress=meter)
    loading = next(state for state in states if state.doing == "restoring files")
    assert (loading.items, loading.bytes) == (loading.total_items, loading.total_bytes) == (5, 4023)


def test_a_part_comes_with_the_folders_around_it(shelf: Shelf, tmp_path: Path) -> None:
    root = films(tmp_path)
    (root / "cam1").chmod(0o750)
    snapshot = shelf.keep(root)
    shelf.restore(snapshot, tmp_path / "out", RestoreOptions(only=("a.h264", "cam2")))
    assert sorted(told(tmp_path / "out")) == [".", "cam1", "cam1/a.h264", "cam2", "cam2/c.h264"]
    assert (tmp_path / "out/cam1").stat().st_mode & 0o777 == 0o750
    with pytest.raises(NothingMatches):
        shelf.restore(snapshot, tmp_path / "none", RestoreOptions(only=("cam3",)))
    assert not (tmp_path / "none").exists()


def test_beside_takes_free_names(shelf: Shelf, tmp_path: Path) -> None:
    root = films(tmp_path)
    snapshot = shelf.keep(root)
    first = tmp_path / "films (restored 2026-11-21)"
    assert shelf.preview(snapshot, root, BESIDE).examination.place == str(first)
    assert shelf.restore(snapshot, root, BESIDE).place == str(first)
    assert shelf.restore(snapshot, root, BESIDE).place == f"{first} 2"
    assert told(first) == told(root) == told(tmp_path / f"{first.name} 2")


def test_swapped_in_the_old_one_is_kept(shelf: Shelf, tmp_path: Path) -> None:
    root = films(tmp_path)
    snapshot, before = shelf.keep(root), told(root)
    (root / "notes.txt").write_bytes(b"bees")
    changed = told(root)
    kept = tmp_path / "films.labvault-before-20261121-120000"
    examination = shelf.preview(snapshot, root, SWAP).examination
    assert (examination.kept, examination.conflicts) == (str(kept), ())
    result = shelf.restore(snapshot, root, SWAP)
    assert (result.place, result.kept) == (str(root), str(kept))
    assert (told(root), told(kept)) == (before, changed)
    # And back again, without anything being lost.
    destination = FolderDestination(str(root))
    assert [each.name for each in destination.kept()] == [kept.name]
    aside = destination.swap_back(kept.name)
    assert (told(root), told(tmp_path / aside)) == (changed, before)
    destination.drop_kept(aside)
    assert names(tmp_path) == ["films"]


def refused(shelf: Shelf, root: Path, to: Path, options: RestoreOptions | None = None) -> object:
    """The error, which the dry run tells of too, and which leaves nothing behind."""
    snapshot, before = shelf.keep(root), names(to.parent) if to.parent.is_dir() else None
    assert shelf.preview(snapshot, to, options).examination.conflicts
    with pytest.raises(LabVaultError) as caught:
        shelf.restore(snapshot, to, options)
    assert before is None or names(to.parent) == before
    return type(caught.value)


def test_what_stands_in_the_way_is_told(shelf: Shelf, tmp_path: Path) -> None:
    root = films(tmp_path)
    make(tmp_path, {"full/x": b"1", "file": b"1"})
    assert refused(shelf, root, tmp_path / "full") is TargetNotEmpty
    assert refused(shelf, root, tmp_path / "file") is TargetNotEmpty
    assert refused(shelf, root, tmp_path / "file", SWAP) is TargetNotEmpty
    assert refused(shelf, root, tmp_path / "nowhere" / "out") is PlaceFailed
    assert refused(shelf, root, tmp_path / "file" / "out") is PlaceFailed


@pytest.mark.parametrize("address", ["films", "", "./x", "/", "/a\0b"])
def test_odd_addresses(address: str) -> None:
    with pytest.raises(BadAddress):
        FolderDestination(address)


def test_a_disk_that_is_too_small_is_told_before(shelf: Shelf, tmp_path: Path) -> None:
    root = make(tmp_path / "films", {"a": os.urandom(3_000_000)})
    with small_disk(tmp_path / "disk", 2) as disk:
        assert refused(shelf, root, disk.folder / "out") is NoSpace
        disk.grow(8)
        assert shelf.restore(shelf.keep(root), disk.folder / "out").grade is Grade.OK


def test_a_disk_that_fills_up_meanwhile(shelf: Shelf, tmp_path: Path) -> None:
    """What is written stays, and is gone on with when there is space."""
    root = make(tmp_path / "films", {f"{n}": os.urandom(1_000_000) for n in range(6)})
    snapshot = shelf.keep(root)
    with small_disk(tmp_path / "disk", 9) as disk:
        read, filler = shelf.repository.read, disk.folder / "filler"

        def filling(item):  # type: ignore[no-untyped-def]
            if item.name == "0":
                with suppress(OSError), filler.open("wb", buffering=0) as file:
                    while file.write(bytes(100_000)):
                        pass
            return read(item)

        shelf.repository.read = filling  # type: ignore[method-assign]
        with pytest.raises(NoSpace):
            shelf.restore(snapshot, disk.folder / "out")
        assert names(disk.folder) == ["filler", "out.labvault-unfinished"]
        filler.unlink()
        shelf.repository.read = read  # type: ignore[method-assign]
        assert shelf.restore(snapshot, disk.folder / "out", RESUME).grade is Grade.OK
        assert told(disk.folder / "out") == told(root)


def test_a_read_only_place(shelf: Shelf, tmp_path: Path) -> None:
    root = films(tmp_path)
    with small_disk(tmp_path / "disk", 4) as disk:
        mount("-o", "remount,ro", str(disk.folder))
        assert refused(shelf, root, disk.folder / "out") is ReadOnly


def test_a_disk_itself_cannot_be_renamed(shelf: Shelf, tmp_path: Path) -> None:
    root = films(tmp_path)
    with small_disk(tmp_path / "disk", 4) as disk:
        assert refused(shelf, root, disk.folder) is NotSupported
        over = RestoreOptions(way=Way.OVER)
        assert shelf.restore(shelf.keep(root), disk.folder, over).grade is Grade.OK
        assert sorted(told(disk.folder)) == sorted(told(root))


def test_a_drive_that_goes_away_meanwhile(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unplugged in the middle: the error says so, and nothing looks whole."""
    snapshot = shelf.keep(films(tmp_path))

    def unplugged(handle: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(settling, "sync_all", unplugged)
    with pytest.raises(PlaceFailed) as caught:
        shelf.restore(snapshot, tmp_path / "out")
    assert caught.value.reason == os.strerror(errno.EIO)
    assert names(tmp_path) == ["films", "out.labvault-unfinished"]


def test_names_that_a_file_system_cannot_hold_are_told_and_left_out(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "films", {"12:00/a": b"1", "b": b"2", "B": b"3"})
    snapshot = shelf.keep(root)
    where = "desktop_app.engine.sources.folder.restoring.survey.file_system"
    monkeypatch.setattr(where, lambda path: "vfat")
    remarks = shelf.preview(snapshot, tmp_path / "out").examination.remarks
    assert [(remark.item, remark.what) for remark in remarks] == [
        ("12:00", "cannot be there, and will be left out: its name holds ':'"),
        ("12:00/a", "cannot be there, and will be left out: its name holds ':'"),
        ("b", "differs from B in case alone, which is the same there"),
    ]


def test_what_cannot_be_written_here_is_left_out_by_name(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "films", {"12:00/a": b"1", "b:": b"2", "c": b"3"})
    snapshot = shelf.keep(root)
    for call in ("create", "make_folder"):
        monkeypatch.setattr(Tree, call, _refusing_colons(getattr(Tree, call)))
    result = shelf.restore(snapshot, tmp_path / "out")
    assert result.grade is Grade.WARNING
    assert sorted((remark.item, remark.what) for remark in result.remarks) == [
        ("12:00", "left out: Invalid argument"),
        ("12:00/a", "left out: the folder that it lies in cannot be made here"),
        ("b:", "left out: Invalid argument"),
    ]
    assert names(tmp_path / "out") == ["c"]


def _refusing_colons(call):  # type: ignore[no-untyped-def]
    def refusing(tree: Tree, name: str) -> object:
        if ":" in name:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return call(tree, name)

    return refusing


def test_the_file_system_of_a_path(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "a / ext4 rw 0 0\nb /media/usb\\040stick vfat rw 0 0\nc /media/x ntfs3 rw 0 0\n"
    )
    assert file_system("/media/usb stick/films", str(mounts)) == "vfat"
    assert file_system("/media/xy", str(mounts)) == "ext4"
    assert file_system("/media/x", str(tmp_path / "none")) == ""


def test_an_old_unfinished_place_is_cleaned_up(shelf: Shelf, tmp_path: Path) -> None:
    snapshot = shelf.keep(films(tmp_path))
    make(tmp_path / "out.labvault-unfinished", {"tree/deep/er/x": b"1", "journal": b"{\n"})
    assert shelf.restore(snapshot, tmp_path / "out", CLEAN_UP).grade is Grade.OK
    assert names(tmp_path) == ["films", "out"]


def test_an_unfinished_place_that_is_a_link_is_not_followed(shelf: Shelf, tmp_path: Path) -> None:
    snapshot = shelf.keep(films(tmp_path))
    make(tmp_path, {"private/x": b"1", "out.labvault-unfinished": "private"})
    with pytest.raises(PlaceFailed):
        shelf.restore(snapshot, tmp_path / "out", CLEAN_UP)
    assert names(tmp_path / "private") == ["x"]
