from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine.backup import back_up
from desktop_app.engine.model import Item
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.sources.folder.differences import differences
from desktop_app.engine.sources.folder.source import FolderSource
from tests.engine.repository.material import PASSPHRASE
from tests.engine.sources.folder.trees import make

TREE = {"a/b": b"first", "a/c": b"second", "l": "a/b"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "r", TREE)


@pytest.fixture
def items(root: Path) -> Iterator[list[Item]]:
    repository, _ = Repository.create(MemoryStorage(), PASSPHRASE)
    with closing(repository):
        yield list(repository.items(back_up(FolderSource(root), "r", repository).snapshot))


def found(root: Path, items: list[Item], **options: bool) -> list[tuple[str, str]]:
    problems = differences(FolderSource(root), items, **options)
    return [(problem.item, problem.what) for problem in problems]


def replaced_link(root: Path) -> None:
    (root / "l").unlink()
    (root / "l").symlink_to("a/c")


def file_for_link(root: Path) -> None:
    (root / "l").unlink()
    (root / "l").write_bytes(b"a/b")


CHANGES: list[tuple[Callable[[Path], object], list[tuple[str, str]]]] = [
    (lambda root: None, []),
    (lambda root: (root / "a/b").unlink(), [("a/b", "is gone")]),
    (lambda root: (root / "a/bb").touch(), [("a/bb", "is new")]),
    (lambda root: shutil.rmtree(root / "a"), [(n, "is gone") for n in ("a", "a/b", "a/c")]),
    (lambda root: (root / "a/b").write_bytes(b"other"), [("a/b", "has other content")]),
    (lambda root: (root / "a/b").write_bytes(b"x"), [("a/b", "had 5 bytes, and has 1")]),
    (lambda root: (root / "a/b").write_bytes(b"first"), []),
    (lambda root: (root / "a/b").touch(), []),
    (lambda root: (root / "a/b").chmod(0o600), [("a/b", "had the rights 644, and has 600")]),
    (replaced_link, [("l", "points elsewhere")]),
    (file_for_link, [("l", "was a link, and is a file")]),
]


@pytest.mark.parametrize(("change", "wanted"), CHANGES)
def test_what_changed_is_told(
    root: Path,
    items: list[Item],
    change: Callable[[Path], object],
    wanted: list[tuple[str, str]],
) -> None:
    for path in (root / "a/b", root / "a/c"):
        assert path.stat().st_mode & 0o777 == 0o644
    change(root)
    assert found(root, items) == wanted


def test_what_the_disk_changed_by_itself_is_found_by_reading(root: Path, items: list[Item]) -> None:
    """Rot leaves size and times as they are; so does this item, which says other bytes."""
    rotten = [
        item
        if item.name != "a/b"
        else Item(item.name, item.kind, None, 5, bytes(32), b"", item.detail)
        for item in items
    ]
    assert found(root, rotten) == []
    assert found(root, rotten, content=True) == [("a/b", "has other content")]


def test_a_copy_elsewhere_is_equal(root: Path, items: list[Item], tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "copy", symlinks=True)
    assert found(tmp_path / "copy", items) == []


def test_what_is_no_file_is_named(root: Path, items: list[Item]) -> None:
    os.mkfifo(root / "pipe")
    ((name, what),) = found(root, items)
    assert name == "pipe"
    assert "these are not read" in what
