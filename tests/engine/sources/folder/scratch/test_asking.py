"""Damage of a tree that was restored is found by opening and reading it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from blake3 import blake3

from desktop_app.engine.kinds.registry import kind_of
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.progress import Silent
from desktop_app.engine.restore import restore
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.folder.scratch.asking import ask
from tests.engine.sources.folder.restoring.conftest import Shelf
from tests.engine.sources.folder.restoring.conftest import shelf as shelf
from tests.engine.sources.folder.trees import make

TREE = {"a/film": b"flies", "a/b/empty": b"", "link": "a", "hollow": None}


def item(name: str, kind: ItemKind, content: bytes = b"") -> Item:
    return Item(name, kind, None, len(content), blake3(content).digest(), b"")


ITEMS = [
    item(".", ItemKind.FOLDER),
    item("a", ItemKind.FOLDER),
    item("a/b", ItemKind.FOLDER),
    item("a/b/empty", ItemKind.FILE),
    item("a/film", ItemKind.FILE, b"flies"),
    item("hollow", ItemKind.FOLDER),
    item("link", ItemKind.LINK, b"a"),
]
DAMAGE: dict[str, tuple[Callable[[Path], object], tuple[str, str]]] = {
    "other bytes": (
        lambda root: (root / "a/film").write_bytes(b"flees"),
        ("a/film", "has other bytes than the snapshot"),
    ),
    "shorter": (
        lambda root: (root / "a/film").write_bytes(b"fly"),
        ("a/film", "has 3 bytes, the snapshot has 5"),
    ),
    "gone": (
        lambda root: (root / "a/b/empty").unlink(),
        ("a/b/empty", "cannot be opened: No such file or directory"),
    ),
    "a link for a file": (
        lambda root: ((root / "a/film").unlink(), (root / "a/film").symlink_to("b/empty")),
        ("a/film", "is not a file"),
    ),
    "a folder for a link": (
        lambda root: ((root / "link").unlink(), (root / "link").mkdir()),
        ("link", "is not a link"),
    ),
    "elsewhere": (
        lambda root: ((root / "link").unlink(), (root / "link").symlink_to("b")),
        ("link", "leads elsewhere than in the snapshot"),
    ),
    "a folder is gone": (
        lambda root: (root / "hollow").rmdir(),
        ("hollow", "cannot be opened: No such file or directory"),
    ),
    "more": (
        lambda root: (root / "hollow/more").write_bytes(b""),
        ("hollow/more", "was never in the snapshot"),
    ),
}


@pytest.mark.parametrize(("damage", "found"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_found(
    tmp_path: Path, damage: Callable[[Path], object], found: tuple[str, str]
) -> None:
    root = make(tmp_path / "root", TREE)
    assert ask(str(root), ITEMS, Silent()) == ()
    damage(root)
    assert [(p.item, p.what) for p in ask(str(root), ITEMS, Silent())] == [found]


def test_a_drills_place_restores_answers_and_is_gone(shelf: Shelf, tmp_path: Path) -> None:
    root = make(tmp_path / "films", TREE)
    snapshot = shelf.keep(root)
    (scratch_of,) = kind_of("folder").scratches(ClientSettings())
    with scratch_of(Silent()) as scratch:
        result = restore(shelf.repository, snapshot, scratch.destination, scratch.options)
        items = shelf.items(snapshot)
        answered = scratch.ask(items, Silent())
        assert (answered.asked, answered.problems) == (len(items), ())
        shutil.rmtree(Path(result.place) / "a")
        assert len(scratch.ask(items, Silent()).problems) == 4
    assert not Path(result.place).parent.exists()
