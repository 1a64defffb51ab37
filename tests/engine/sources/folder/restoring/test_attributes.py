"""What a file, folder or link has besides its bytes comes back, or is told to be missing."""

from __future__ import annotations

import errno
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.engine.model import Grade
from desktop_app.engine.restore import RestoreResult
from desktop_app.engine.sources.folder.restoring.survey import umask
from tests.engine.sources.folder.restoring.conftest import Shelf
from tests.engine.sources.folder.trees import make, told

NOBODY = 65534
LONG_AGO, FAR = -(10**17) - 1, 2**33 * 10**9 + 7


def test_rights_times_and_extended_attributes(shelf: Shelf, tmp_path: Path) -> None:
    root = make(tmp_path / "films", {"a/deep/x": b"1", "a/y": b"2", "link": "a", "none": b""})
    os.setxattr(root / "a/y", "user.camera", b"\x00\xff1")
    os.setxattr(root / "a", "user.room", b"3")
    (root / "a/y").chmod(0o4751)
    (root / "none").chmod(0)
    os.utime(root / "a/y", ns=(1, 1_234_567_891))
    os.utime(root / "none", ns=(1, LONG_AGO))
    os.utime(root / "link", ns=(1, FAR), follow_symlinks=False)
    os.utime(root / "a/deep", ns=(1, 7))
    (root / "a/deep").chmod(0o500)
    (root / "a").chmod(0o1777)
    os.utime(root / "a", ns=(1, 8))
    os.utime(root, ns=(1, 9))
    result = shelf.restore(shelf.keep(root), tmp_path / "out")
    assert (result.grade, result.remarks) == (Grade.OK, ())
    assert told(tmp_path / "out") == told(root)


def test_owners(shelf: Shelf, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may give files away")
    root = make(tmp_path / "films", {"a/x": b"1", "program": b"2", "link": "a"})
    for name, owner in (("a", 12345), ("a/x", 23456), ("link", 34567), ("program", NOBODY)):
        os.chown(root / name, owner, owner + 1, follow_symlinks=False)
    (root / "program").chmod(0o6755)
    assert shelf.restore(shelf.keep(root), tmp_path / "out").remarks == ()
    assert told(tmp_path / "out") == told(root)


def test_names_of_one_file_are_names_of_one_file_again(shelf: Shelf, tmp_path: Path) -> None:
    root = make(tmp_path / "films", {"z/first": b"film" * 1000, "alone": b"x"})
    for name in ("a", "b", "z/last"):
        os.link(root / "z/first", root / name)
    snapshot = shelf.keep(root)
    result = shelf.restore(snapshot, tmp_path / "out")
    assert told(tmp_path / "out") == told(root)
    assert (tmp_path / "out/a").stat().st_nlink == 4
    assert result.files == 5
    assert shelf.preview(snapshot, tmp_path / "new").examination.needed_disk == 4001


def stretches(path: Path) -> list[tuple[int, int]]:
    """Where the file holds data, from and to. The blocks that it takes tell less: how many it
    needs to know its own parts is the file system's matter."""
    found, end = [], 0
    with path.open("rb") as file:
        while True:
            try:
                begin = os.lseek(file.fileno(), end, os.SEEK_DATA)
            except OSError as nothing_follows:
                if nothing_follows.errno != errno.ENXIO:
                    raise
                return found
            end = os.lseek(file.fileno(), begin, os.SEEK_HOLE)
            found.append((begin, end))


def test_holes_are_holes_again(shelf: Shelf, tmp_path: Path) -> None:
    root = make(tmp_path / "films", {})
    with (root / "sparse").open("wb") as file:
        for place in (0, 10_000_000, 25_000_000):
            file.seek(place)
            file.write(os.urandom(5000))
        file.truncate(40_000_000)
    with (root / "hollow").open("wb") as file:
        file.truncate(1 << 30)
    snapshot = shelf.keep(root)
    assert shelf.preview(snapshot, tmp_path / "out").examination.needed_disk < 1 << 28
    shelf.restore(snapshot, tmp_path / "out")
    for name in ("sparse", "hollow"):
        was, now = root / name, tmp_path / "out" / name
        assert (now.stat().st_size, stretches(now)) == (was.stat().st_size, stretches(was))
    assert (tmp_path / "out/sparse").read_bytes() == (root / "sparse").read_bytes()


def as_nobody(work: Callable[[], Any]) -> Any:
    """What a child process without any rights makes of it."""
    if os.geteuid() != 0:
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            answer: Any = work()
        except BaseException as fault:  # noqa: BLE001 (told to the parent)
            answer = fault
        with os.fdopen(writing, "wb") as file:
            pickle.dump(answer, file)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        answer = pickle.load(file)
    os.waitpid(child, 0)
    if isinstance(answer, BaseException):
        raise answer
    return answer


def test_without_rights_the_owner_is_told_once(shelf: Shelf, tmp_path: Path) -> None:
    root = make(tmp_path / "films", {"a/x": b"1", "a/b/program": b"2", "closed/y": b"3"})
    (root / "a/b/program").chmod(0o6755)
    (root / "closed/y").chmod(0)
    (root / "closed").chmod(0o500)
    snapshot = shelf.keep(root)
    out = tmp_path / "theirs" / "out"
    out.parent.mkdir()
    for path in (tmp_path, *tmp_path.parents):
        path.chmod(path.stat().st_mode | 0o711)
    os.chown(out.parent, NOBODY, NOBODY)
    result: RestoreResult = as_nobody(lambda: shelf.restore(snapshot, out))
    if os.geteuid() != 0:
        pytest.skip("the owner is the same")
    (remark,) = result.remarks
    assert (result.grade, result.problems) == (Grade.WARNING, ())
    assert remark.what.startswith("owner of it, and of 6 more could not be restored")
    mine, theirs = told(root), told(out)
    # A program that may become another user must not come to belong to somebody else so.
    assert (out / "a/b/program").stat().st_mode & 0o7777 == 0o755
    for name in ("a/x", "closed", "closed/y"):
        assert theirs[name][:2] == mine[name][:2]
        assert theirs[name][4] == mine[name][4]
    assert {each[2] for each in theirs.values()} == {NOBODY}


@pytest.mark.parametrize(
    ("call", "number", "what"),
    [
        ("setxattr", errno.ENOTSUP, "extended attributes"),
        ("setxattr", errno.ENOSPC, "extended attributes"),
        ("fchmod", errno.EPERM, "rights"),
        ("utime", errno.EPERM, "times"),
    ],
)
def test_what_a_file_system_does_not_keep_is_told_once(
    shelf: Shelf,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    what: str,
) -> None:
    root = make(tmp_path / "films", {"a": b"1", "b": b"2", "c": b"3"})
    for name in ("a", "b", "c"):
        os.setxattr(root / name, "user.camera", b"1")
    snapshot = shelf.keep(root)

    def refusing(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refusing)
    result = shelf.restore(snapshot, tmp_path / "out")
    monkeypatch.undo()
    assert result.grade is Grade.WARNING
    (remark,) = result.remarks
    assert remark.what.startswith(what)
    assert remark.what.endswith(os.strerror(number))
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"a", "b", "c"}


def test_times_that_a_file_system_rounds_are_told(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "films", {"a": b"1"})
    os.utime(root / "a", ns=(0, 1_999_999_999))
    snapshot, utime = shelf.keep(root), os.utime

    def coarse(path: int, *, ns: tuple[int, int]) -> None:
        utime(path, ns=(ns[0], ns[1] // 10**9 * 10**9))

    monkeypatch.setattr(os, "utime", coarse)
    result = shelf.restore(snapshot, tmp_path / "out")
    (remark,) = result.remarks
    assert "the file system keeps less of them" in remark.what


def test_the_usual_rights_where_none_are_known() -> None:
    before = os.umask(0o027)
    try:
        assert umask() == 0o027
    finally:
        os.umask(before)
