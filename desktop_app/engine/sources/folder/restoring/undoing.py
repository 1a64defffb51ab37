"""Taking a restore into a folder back: what gave way is kept, and can have its place again.

Nothing is copied and nothing lost: what the restore had put there is kept in its turn, so that
taking back can be taken back too. Files that were not there before the restore stay.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

from desktop_app.engine.errors import UnknownName
from desktop_app.engine.sources.folder.restoring.faults import told
from desktop_app.engine.sources.folder.restoring.keeping import (
    FILES,
    WHOLE,
    KeptFolder,
    free_path,
    kept_folders,
)
from desktop_app.engine.sources.folder.restoring.merging import Kept
from desktop_app.engine.sources.folder.restoring.publication import sync_folder
from desktop_app.engine.sources.folder.restoring.removal import remove_tree
from desktop_app.engine.sources.folder.restoring.tree import Tree, move_over, rename_new


def kept(root: str) -> tuple[KeptFolder, ...]:
    """See :func:`kept_folders`. Raises what :func:`told` does."""
    with told(root):
        return kept_folders(root)


def swap_back(root: str, name: str, now: datetime) -> str:
    """Give what is kept its place again; returns the name under which what has it now is kept, or
    an empty one where nothing had it. Raises :class:`UnknownName`, and what :func:`told` does."""
    with told(root):
        found = _find(root, name)
        aside = _swapped(root, found, now) if found.whole else _given_back(root, found, now)
        sync_folder(os.path.dirname(root))  # noqa: PTH120
        return aside


def drop_kept(root: str, name: str) -> None:
    """Let what is kept go, for good. Raises as :func:`swap_back` does."""
    with told(root):
        remove_tree(_find(root, name).path)


def _find(root: str, name: str) -> KeptFolder:
    """By its name, or its path. No other folder may be swapped or removed."""
    for each in kept_folders(root):
        if name in (each.name, each.path):
            return each
    raise UnknownName("kept folder", name)


def _swapped(root: str, found: KeptFolder, now: datetime) -> str:
    aside = ""
    if os.path.lexists(root):
        aside = free_path(root, WHOLE, now)
        rename_new(root, aside)
    try:
        rename_new(found.path, root)
    except BaseException:
        if aside:
            rename_new(aside, root)
        raise
    return os.path.basename(aside)  # noqa: PTH119


def _given_back(root: str, found: KeptFolder, now: datetime) -> str:
    with closing(Tree(root)) as live, closing(Tree(found.path)) as there:
        aside = Kept(live, free_path(root, FILES, now))
        try:
            for name in list(_to_give_back(there, live)):
                _give_back(there, live, aside, name)
        finally:
            aside.close()
    remove_tree(found.path)
    return os.path.basename(aside.path) if aside.used else ""  # noqa: PTH119


def _to_give_back(there: Tree, live: Tree) -> Iterator[str]:
    """The paths to move: what is no folder, and folders that gave way as such, where now none is,
    or where nothing is."""
    folders = [""]
    for folder in folders:  # grows as it goes
        for part in sorted(os.listdir(there.reach.folder(folder))):  # noqa: PTH208
            name = f"{folder}/{part}" if folder else part
            mine = there.reach.stat(name)
            now = live.look(name)
            if stat.S_ISDIR(mine.st_mode) and now is not None and stat.S_ISDIR(now.st_mode):
                folders.append(name)
            else:
                yield name


def _give_back(there: Tree, live: Tree, aside: Kept, name: str) -> None:
    now = live.look(name)
    mine = there.reach.stat(name)
    plain = now is not None and not stat.S_ISDIR(now.st_mode) and not stat.S_ISDIR(mine.st_mode)
    if now is not None:
        aside.take(name, whole=not plain)
    move_over(there, name, live, name)
