"""Ordinary questions to a tree that was restored: what is in it, and does each file open."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Container, Iterator, Sequence
from contextlib import closing

from blake3 import blake3

from desktop_app.engine.contents.item_list import Names, Picked
from desktop_app.engine.crew import work_through
from desktop_app.engine.model import Item, ItemKind, Problem
from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.sources.folder.restoring.tree import Tree
from desktop_app.engine.sources.selection import PATHS

READERS, PIECE = 2, 1 << 20
MOST_STRANGERS = 20
FORMS = {
    ItemKind.FILE: (stat.S_ISREG, "a file"),
    ItemKind.FOLDER: (stat.S_ISDIR, "a folder"),
    ItemKind.LINK: (stat.S_ISLNK, "a link"),
}


def ask(root: str, items: Sequence[Item], progress: Progress) -> tuple[Problem, ...]:
    """Open every path of a snapshot below ``root`` and read it to its end. Tells what is missing,
    is something else, has other bytes, or was never in the snapshot; in the order of the names."""
    paths = Picked.those(items, lambda item: item.kind in PATHS and item.name != ".")
    problems: list[Problem] = []
    lock = threading.Lock()
    progress.phase("reading what was restored", items=len(paths), bytes=_size(paths))
    with closing(Tree(root)) as tree:

        def look(item: Item) -> None:
            progress.item(item.name)
            if what := _wrong(tree, item, progress):
                with lock:
                    problems.append(Problem(item.name, what))
            progress.advance(items=1)

        work_through(paths, look, READERS, progress.cancel)
        problems += _strangers(tree, Names(item.name for item in paths), progress.cancel)
    return tuple(sorted(problems, key=lambda problem: problem.item))


def _size(items: Sequence[Item]) -> int:
    return sum(item.size for item in items)


def _wrong(tree: Tree, item: Item, progress: Progress) -> str:
    try:
        found = tree.reach.stat(item.name)
        is_one, called = FORMS[item.kind]
        if not is_one(found.st_mode):
            return f"is not {called}"
        if item.kind is ItemKind.FOLDER:
            return ""
        if item.kind is ItemKind.LINK:
            same = blake3(tree.reach.link(item.name)).digest() == item.hash
            return "" if same else "leads elsewhere than in the snapshot"
        if found.st_size != item.size:
            return f"has {found.st_size:,} bytes, the snapshot has {item.size:,}"
        same = _hash(tree, item.name, progress) == item.hash
    except OSError as fault:
        return f"cannot be opened: {fault.strerror}"
    return "" if same else "has other bytes than the snapshot"


def _hash(tree: Tree, name: str, progress: Progress) -> bytes:
    whole, buffer = blake3(), memoryview(bytearray(PIECE))
    with open(tree.reach.file(name), "rb", buffering=0) as file:  # noqa: PTH123 (a handle)
        while got := file.readinto(buffer):
            progress.cancel.check()
            whole.update(buffer[:got])
            progress.advance(bytes=got)
    return whole.digest()


def _strangers(tree: Tree, known: Container[str], cancel: Cancel) -> Iterator[Problem]:
    """What is there, and was not in the snapshot; a few are enough to be told."""
    folders, told = [""], 0
    for folder in folders:  # grows as it goes
        cancel.check()
        with os.scandir(tree.reach.folder(folder)) as entries:
            for entry in entries:
                name = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                if name not in known and told < MOST_STRANGERS:
                    told += 1
                    yield Problem(name, "was never in the snapshot")
