from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.engine.errors import Cancelled, FolderUnreadable
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.folder.entry import Form
from desktop_app.engine.sources.folder.lister import place_of
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.walk import Walk
from tests.engine.sources.folder.trees import make, walked

PARTS = (
    st.binary(min_size=1, max_size=8)
    .filter(lambda part: part not in (b".", b"..") and not set(part) & {0, ord("/")})
    .map(os.fsdecode)
)


def test_everything_is_told_in_the_order_of_the_tree(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"a.txt": b"xx", "a/b": b"", "a/c": None, "l": "a", "Z": b""})
    assert [(e.name, e.form, e.size) for e in walked(root) if e.form is not Form.FOLDER] == [
        ("Z", Form.FILE, 0),
        ("a/b", Form.FILE, 0),
        ("a.txt", Form.FILE, 2),
        ("l", Form.LINK, 1),
    ]
    assert [e.name for e in walked(root)] == ["Z", "a", "a/b", "a/c", "a.txt", "l"]


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    make(tmp_path / "else", {"secret": b"s"})
    root = make(tmp_path / "r", {"way": str(tmp_path / "else")})
    assert [(e.name, e.form) for e in walked(root)] == [("way", Form.LINK)]


def test_pipes_and_sockets_are_told_and_not_opened(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {})
    os.mkfifo(root / "pipe")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(root / "door"))
    assert [(e.name, e.form) for e in walked(root)] == [("door", Form.OTHER), ("pipe", Form.OTHER)]


@given(st.lists(st.lists(PARTS, min_size=1, max_size=4), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_names_of_any_bytes_come_in_order(tmp_path: Path, paths: list[list[str]]) -> None:
    root = tmp_path / os.urandom(8).hex()
    root.mkdir()
    made = set()
    for parts in paths:
        folders = {"/".join(parts[:n]) for n in range(1, len(parts))}
        (root / "/".join(parts)).mkdir(parents=True, exist_ok=True)
        made |= folders | {"/".join(parts)}
    names = [entry.name for entry in walked(root)]
    assert names == sorted(made, key=place_of)


def test_a_path_longer_than_the_system_takes_at_once(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {})
    part, depth = "d" * 250, 80
    handle = os.open(root, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(part, dir_fd=handle)
        below = os.open(part, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = below
    os.close(handle)
    names = [entry.name for entry in walked(root)]
    assert len(names) == depth
    assert len(names[-1]) == depth * 251 - 1


def test_a_folder_that_is_left_out_is_not_looked_into(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"cache/x": b"", "keep/cache": b"", "b.tmp": b"", "k/!.tmp": b""})
    patterns = Patterns.of(exclude=["cache/", "*.tmp", "!k/*.tmp"])
    assert [e.name for e in walked(root, patterns)] == ["k", "k/!.tmp", "keep", "keep/cache"]


def test_a_root_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreadable, match="No such file"):
        walked(tmp_path / "none")


def test_a_folder_that_vanishes_is_named(tmp_path: Path) -> None:
    root = make(tmp_path / "r", {"a/x": b"", "b/y": b""})
    remarks = []
    walk = Walk().entries(str(root), Patterns(), Silent(), remarks.append)
    assert next(walk).name == "a"
    (root / "a/x").unlink()
    (root / "a").rmdir()
    assert [entry.name for entry in walk] == ["b", "b/y"]
    assert [(r.item, r.what) for r in remarks] == [("a", "vanished")]


def test_a_folder_in_whose_place_a_link_was_put_leads_nowhere(tmp_path: Path) -> None:
    make(tmp_path / "else", {"secret": b"s"})
    root = make(tmp_path / "r", {"a/x": b""})
    remarks = []
    walk = Walk().entries(str(root), Patterns(), Silent(), remarks.append)
    assert next(walk).name == "a"
    (root / "a/x").unlink()
    (root / "a").rmdir()
    (root / "a").symlink_to(tmp_path / "else")
    assert list(walk) == []
    assert [r.item for r in remarks] == ["a"]


def test_a_walk_can_be_stopped(tmp_path: Path) -> None:
    progress = Silent()
    progress.cancel.cancel()
    with pytest.raises(Cancelled):
        list(Walk().entries(str(make(tmp_path / "r", {"a": b""})), Patterns(), progress, print))
