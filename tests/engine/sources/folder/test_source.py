from __future__ import annotations

import errno
import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.engine.errors import FolderUnreadable, ItemChanged, ItemFailed
from desktop_app.engine.model import Item, ItemKind, ItemPlan
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.base import StreamingSession, TellingReader
from desktop_app.engine.sources.folder.attributes import Attributes
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.source import FolderSession, FolderSource
from tests.engine.sources.folder.trees import make

LATER = datetime.now(UTC) + timedelta(days=1)


@contextmanager
def opened(root: Path, **options: object) -> Iterator[FolderSession]:
    with FolderSource(root, **options).open(Silent()) as session:  # type: ignore[arg-type]
        yield session


def plan_of(session: FolderSession, name: str) -> ItemPlan:
    return next(plan for plan in session.stream() if plan.name == name)


def content(reader: TellingReader, piece: int = 1 << 16) -> bytes:
    found, buffer = bytearray(), memoryview(bytearray(piece))
    while got := reader.readinto(buffer):
        found += buffer[:got]
    reader.close()
    return bytes(found)


def told(session: FolderSession) -> list[tuple[str, str]]:
    return [(remark.item, remark.what) for remark in session.late_remarks()]


def as_item(plan: ItemPlan, detail: dict[str, str], size: int) -> Item:
    return Item(plan.name, plan.kind, None, size, bytes(32), b"", detail)


def test_a_tree_is_planned_in_order(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"a/b": b"123", "a.txt": b"", "to": "a/b", "empty": None})
    with opened(root) as session:
        assert isinstance(session, StreamingSession)
        assert [(p.name, p.kind.value, p.expected_bytes) for p in session.stream()] == [
            (".", "folder", 0),
            ("a", "folder", 0),
            ("a/b", "file", 3),
            ("a.txt", "file", 0),
            ("empty", "folder", 0),
            ("to", "link", 0),
        ]


def test_a_file_is_read_with_its_attributes(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"f": b"content"})
    (root / "f").chmod(0o4751)
    os.utime(root / "f", ns=(1, 1_234_567_890_123_456_789))
    os.setxattr(root / "f", "user.note", b"\x00\xff")
    with opened(root) as session:
        reader = session.read(plan_of(session, "f"))
        assert content(reader) == b"content"
        found = Attributes.of(reader.detail)
    assert (found.mode, found.modified_ns) == (0o4751, 1_234_567_890_123_456_789)
    assert (found.uid, found.xattrs) == (os.getuid(), {"user.note": b"\x00\xff"})
    assert not found.sparse


def test_attributes_that_cannot_be_read_cost_no_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "r", {"f": b"content"})
    os.setxattr(root / "f", "user.a", b"1")
    os.setxattr(root / "f", "user.b", b"2")
    really = os.getxattr

    def refusing(handle: int, name: str) -> bytes:
        if name == "user.a":
            raise PermissionError(errno.EPERM, "Operation not permitted")
        return really(handle, name)

    monkeypatch.setattr(os, "getxattr", refusing)
    with opened(root) as session:
        reader = session.read(plan_of(session, "f"))
        assert content(reader) == b"content"
        assert Attributes.of(reader.detail).xattrs == {"user.b": b"2"}
        assert told(session) == [
            ("f", "its attribute user.a cannot be read: Operation not permitted")
        ]


def test_reading_leaves_no_trace(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"f": b"content"})
    os.utime(root / "f", ns=(1, 2))
    with opened(root) as session:
        content(session.read(plan_of(session, "f")))
    assert (root / "f").stat().st_atime_ns == 1


def test_a_link_is_read_as_the_path_it_holds(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"l": "../\udcff nowhere"})
    with opened(root) as session:
        reader = session.read(plan_of(session, "l"))
        assert content(reader) == b"../\xff nowhere"


def test_holes_are_skipped_and_said(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {})
    size = 120 << 20
    with (root / "s").open("wb") as file:
        file.write(b"begin")
        file.seek(100 << 20)
        file.write(b"middle")
        file.truncate(size)
    whole = bytearray(size)
    whole[:5], whole[100 << 20 : (100 << 20) + 6] = b"begin", b"middle"
    with opened(root) as session:
        reader = session.read(plan_of(session, "s"))
        assert content(reader, 8 << 20) == whole
        assert reader.detail["sparse"] == "1"


def test_names_of_one_file_are_read_once(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"b": b"x", "c/d": b"y"})
    os.link(root / "b", root / "c/a")
    os.link(root / "b", root / "z")
    with opened(root) as session:
        plans = {p.name: p for p in session.stream()}
        assert [(n, plans[n].same_as) for n in ("b", "c/a", "z")] == [
            ("b", ""),
            ("c/a", "b"),
            ("z", "b"),
        ]
        assert session.read(plans["b"]).detail["hard_link"] == "b"


def test_a_file_deeper_than_the_system_takes_at_once_is_read(tmp_path: Path) -> None:
    root, part, depth = make(tmp_path / "r", {}), "d" * 250, 90
    handle = os.open(root, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(part, dir_fd=handle)
        below = os.open(part, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = below
    os.close(os.open("f" * 255, os.O_CREAT | os.O_WRONLY, dir_fd=handle))
    os.symlink("x", "link", dir_fd=handle)
    os.close(handle)
    with opened(root) as session:
        plans = list(session.stream())
        assert len(plans) == depth + 3
        assert content(session.read(plans[-2])) == b""
        assert content(session.read(plans[-1])) == b"x"
        # Upwards again, further than folders are kept open.
        assert session.read(plans[3]).detail["mode"] == "755"


def test_what_is_no_file_is_named_and_left_alone(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"f": b""})
    os.mkfifo(root / "pipe")
    with socket.socket(socket.AF_UNIX) as door, opened(root) as session:
        door.bind(str(root / "door"))
        assert [p.name for p in session.stream()] == [".", "f"]
        assert [name for name, what in told(session) if "socket, pipe or device" in what] == [
            "door",
            "pipe",
        ]


def test_a_file_that_grows_while_it_is_read_is_incomplete(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"film": b"0123456789"})
    with opened(root) as session:
        reader = session.read(plan_of(session, "film"))
        found = bytearray(4)
        assert reader.readinto(memoryview(found)) == 4
        with (root / "film").open("ab") as film:
            film.write(b"more")
        assert bytes(found) + content(reader) == b"0123456789"
        assert reader.detail["incomplete"] == "it grew while it was read"
        ((name, what),) = told(session)
        assert name == "film"
        assert what.endswith("taken next time")


def test_a_file_that_changes_while_it_is_read_is_incomplete(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"f": b"0123456789"})
    with opened(root) as session:
        reader = session.read(plan_of(session, "f"))
        reader.readinto(memoryview(bytearray(4)))
        (root / "f").write_bytes(b"9876543210")
        os.utime(root / "f", ns=(5, 5))
        content(reader)
        assert reader.detail["incomplete"] == "it changed while it was read"


def test_a_file_that_is_cut_short_while_it_is_read_is_incomplete(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"f": b"0123456789"})
    with opened(root) as session:
        reader = session.read(plan_of(session, "f"))
        os.truncate(root / "f", 3)
        assert content(reader) == b"012"
        assert reader.detail["incomplete"] == "it was cut short while it was read"


@pytest.mark.parametrize(("age", "whole"), [(29, False), (31, True), (-3600, False)])
def test_a_file_must_have_rested(tmp_path: Path, age: int, whole: bool) -> None:
    root = make(tmp_path / "r", {"film": b"x"})
    changed = (root / "film").stat().st_mtime_ns
    now = changed + age * 1_000_000_000
    with opened(root, quiet=30, now=lambda: now) as session:
        reader = session.read(plan_of(session, "film"))
        assert content(reader) == b"x"
        assert ("incomplete" not in reader.detail) is whole
        assert bool(told(session)) is not whole


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"f": b"", "d/f": b""})
    with opened(root) as session:
        plans = list(session.stream())
        (root / "f").unlink()
        (root / "d/f").unlink()
        (root / "d").rmdir()
        for name in ("f", "d/f", "d"):
            with pytest.raises(ItemChanged, match="vanished"):
                session.read(next(p for p in plans if p.name == name))


@pytest.mark.parametrize("other", ["link", "folder", "pipe"])
def test_a_file_in_whose_place_something_else_is_is_not_read(tmp_path: Path, other: str) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    root = make(tmp_path / "r", {"f": b""})
    with opened(root) as session:
        plan = plan_of(session, "f")
        (root / "f").unlink()
        if other == "link":
            (root / "f").symlink_to(tmp_path / "secret")
        elif other == "folder":
            (root / "f").mkdir()
        else:
            os.mkfifo(root / "f")
        with pytest.raises(ItemChanged):
            session.read(plan)


def test_what_nobody_else_may_read_is_named(tmp_path: Path) -> None:
    """As another user than root, in a child process."""
    root = make(tmp_path / "r", {"open": b"1", "closed": b"2", "shut/x": b"3"})
    for folder in (root, *root.parents):  # however deep a worker's folders lie
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH | stat.S_IROTH)
    (root / "closed").chmod(0)
    (root / "shut").chmod(0)
    child = os.fork()
    if not child:
        failed = 1
        try:
            if os.getuid() == 0:
                os.setegid(65534)
                os.seteuid(65534)
            with opened(root) as session:
                plans = {plan.name: plan for plan in session.stream()}
                assert list(plans) == [".", "closed", "open", "shut"]
                assert told(session) == [("shut", "the folder cannot be read: Permission denied")]
                assert content(session.read(plans["open"])) == b"1"
                with pytest.raises(ItemFailed, match="Permission denied"):
                    session.read(plans["closed"])
                assert session.read(plans["shut"]).detail["mode"] == "0"
            failed = 0
        finally:
            os._exit(failed)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_root_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreadable), opened(tmp_path / "none"):
        pass


def test_a_root_may_be_a_link(tmp_path: Path) -> None:
    make(tmp_path / "r", {"f": b""})
    (tmp_path / "way").symlink_to("r")
    with opened(tmp_path / "way") as session:
        assert [p.name for p in session.stream()] == [".", "f"]


def test_only_what_is_included_is_taken_with_the_folders_on_the_way(tmp_path: Path) -> None:
    tree = {"a/b/x.h264": b"", "a/b/x.txt": b"", "a/c/d": b"", "e": None, "keep/all/f": b""}
    patterns = Patterns.of(include=["*.h264", "/keep/"], exclude=["/keep/all/g"])
    root = make(tmp_path / "r", {**tree, "keep/all/g": b"", "f.h264": b""})
    with opened(root, patterns=patterns) as session:
        assert [p.name for p in session.stream()] == [
            *(".", "a", "a/b", "a/b/x.h264", "f.h264", "keep", "keep/all", "keep/all/f"),
        ]


def test_a_file_as_it_was_is_known_again(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"f": b"abc"})
    with opened(root) as session:
        plan = plan_of(session, "f")
        detail = dict(session.read(plan).detail)
    with opened(root) as session:
        again = plan_of(session, "f")
        assert session.unchanged(again, as_item(plan, detail, 3), LATER)
        # What was changed just before the last backup began may have changed again unseen.
        changed = (root / "f").stat().st_ctime_ns
        just_then = datetime.fromtimestamp(changed / 1e9 + 0.01, UTC)
        assert not session.unchanged(again, as_item(plan, detail, 3), just_then)
        incomplete = detail | {"incomplete": "it grew"}
        for other in (
            as_item(plan, incomplete, 3),
            as_item(plan, detail, 4),
            as_item(plan, detail | {"inode": "1"}, 3),
            as_item(plan, detail | {"modified": "1"}, 3),
            as_item(plan, detail | {"hard_link": "f"}, 3),
            as_item(plan, {}, 3),
            as_item(ItemPlan("f", ItemKind.LINK), detail, 3),
        ):
            assert not session.unchanged(again, other, LATER)


@pytest.mark.parametrize("change", ["content", "rights", "name"])
def test_a_file_that_changed_is_not_taken_for_the_same(tmp_path: Path, change: str) -> None:
    root = make(tmp_path / "r", {"f": b"abc"})
    with opened(root) as session:
        plan = plan_of(session, "f")
        detail = dict(session.read(plan).detail)
    if change == "content":
        modified = (root / "f").stat().st_mtime_ns
        (root / "f").write_bytes(b"xyz")
        os.utime(root / "f", ns=(modified, modified))
    elif change == "rights":
        (root / "f").chmod(0o600)
    else:
        (root / "g").write_bytes(b"abc")
        (root / "g").replace(root / "f")
    with opened(root) as session:
        assert not session.unchanged(plan_of(session, "f"), as_item(plan, detail, 3), LATER)
