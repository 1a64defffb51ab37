"""Removing a tree of one's own, whatever its rights and however deep; no link is followed."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress

from desktop_app.engine.sources.folder.reach import Reach

OWN = 0o700


def remove_tree(path: str, check: Callable[[], None] = lambda: None) -> None:
    """Remove a folder with all that is in it; harmless where there is none. ``check`` is called
    between steps and may raise to stop. Raises :class:`OSError`."""
    with suppress(FileNotFoundError):
        _make_own(path, None)
        with Reach(path) as reach:
            folders = [""]
            for folder in folders:  # grows as it goes
                check()
                folders += _emptied(reach, folder)
            for folder in reversed(folders[1:]):
                check()
                above, _, name = folder.rpartition("/")
                os.rmdir(name, dir_fd=reach.folder(above))
        os.rmdir(path)  # noqa: PTH106 (names of any length)


def _emptied(reach: Reach, folder: str) -> list[str]:
    """Unlink what is no folder; returns the folders."""
    handle = reach.folder(folder)
    below = []
    with os.scandir(handle) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _make_own(entry.name, handle)
                below.append(f"{folder}/{entry.name}" if folder else entry.name)
            else:
                os.unlink(entry.name, dir_fd=handle)
    return below


def _make_own(name: str, handle: int | None) -> None:
    """Only in a folder that one may write to and enter something can be removed."""
    if os.geteuid() != 0:
        os.chmod(name, OWN, dir_fd=handle)
