"""After any changes and looks the index tells what a bare walk tells, but for the blind spot."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.sources.folder.index.material import Tree


class Deed(Enum):
    """What a step does to a path; the second half changes a file without its folder."""

    CREATE = auto()
    CREATE_YOUNG = auto()
    MAKE_FOLDER = auto()
    DELETE = auto()
    RENAME = auto()
    REPLACE = auto()  # another file under the same name, by renaming it there
    REMAKE = auto()  # removed and made again: it may get the same inode
    LINK = auto()
    REWRITE = auto()
    APPEND = auto()
    TOUCH = auto()
    CHANGE_MODE = auto()

    @property
    def in_place(self) -> bool:
        return self.value >= Deed.REWRITE.value


class Look(Enum):
    QUICK = auto()
    FED = auto()  # the feeder told of what was changed in place
    FULL = auto()


@dataclass(frozen=True)
class Step:
    deed: Deed
    path: str
    other: str


AT_FIRST = ("a/a", "a/b", "a/c/ü", "a-b", "b")
PARTS = st.sampled_from(["a", "b", "a-b", "c"])
PATHS = st.sampled_from(AT_FIRST) | st.lists(PARTS, min_size=1, max_size=3).map("/".join)
STEPS = st.builds(Step, st.sampled_from(Deed), PATHS, PATHS)
ROUNDS = st.lists(st.tuples(st.lists(STEPS, max_size=6), st.sampled_from(Look)), max_size=5)


def carry_out(tree: Tree, step: Step) -> bool:
    """Whether it could be done."""
    path = tree.root / step.path
    try:
        if step.deed.in_place:
            return path.is_file() and change_in_place(tree, step, path)
        change_names(tree, step, path)
    except OSError:
        return False
    return True


def change_names(tree: Tree, step: Step, path: Path) -> None:
    match step.deed:
        case Deed.CREATE | Deed.CREATE_YOUNG if not path.exists():
            tree.file(step.path, step.other.encode(), days=1 if "Y" in step.deed.name else 30)
        case Deed.MAKE_FOLDER:
            path.mkdir(parents=True)
        case Deed.DELETE:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        case Deed.RENAME:
            path.rename(tree.root / step.other)
        case Deed.REPLACE if path.is_file():
            tree.file("../beside", b"replaced").rename(path)
        case Deed.REMAKE if path.is_file():
            path.unlink()
            tree.file(step.path, b"remade")
        case Deed.LINK if not path.exists():
            path.symlink_to(step.other)


def change_in_place(tree: Tree, step: Step, path: Path) -> bool:
    match step.deed:
        case Deed.REWRITE:
            tree.file(step.path, b"rewritten " + step.other.encode(), days=20)
        case Deed.APPEND:
            with path.open("ab") as file:
                file.write(b"more")
        case Deed.TOUCH:
            tree.age(path, 15)
        case Deed.CHANGE_MODE:
            path.chmod(path.stat().st_mode ^ 0o111)
    return True


@settings(deadline=None, max_examples=80)
@given(ROUNDS)
def test_index_tells_what_a_walk_tells(rounds: list[tuple[list[Step], Look]]) -> None:
    with TemporaryDirectory() as place:
        tree = Tree(Path(place))
        for name in AT_FIRST:
            tree.file(name)
        tree.look()
        unseen: set[tuple[int, int]] = set()
        for steps, look in rounds:
            written = set()
            for step in steps:
                if carry_out(tree, step) and step.deed.in_place:
                    written.add(os.path.relpath(os.path.realpath(tree.root / step.path), tree.root))
            if look is Look.FED:
                tree.mark(*written)
            else:
                unseen |= {inode(tree, name) for name in written if (tree.root / name).exists()}
            told, lister = tree.look(full=look is Look.FULL)
            walked = tree.walk()
            if lister.full:
                unseen.clear()
            assert [e.name for e in told] == [e.name for e in walked]
            wrong = {(w.device, w.inode) for t, w in zip(told, walked, strict=True) if t != w}
            assert wrong <= unseen


def inode(tree: Tree, name: str) -> tuple[int, int]:
    found = (tree.root / name).lstat()
    return found.st_dev, found.st_ino
