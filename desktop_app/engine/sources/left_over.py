"""Private folders that were to be gone, and are not: whoever used them was killed.

Each holds a file ``guard`` that is locked for as long as somebody uses the folder. Where there are
no such locks (Windows) nothing is removed.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

GUARD = "guard"
YOUNG = 60.0  # seconds in which a folder may still be in the making


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def remove_left_over(
    parent: Path,
    prefix: str,
    *,
    guarded: float = YOUNG,
    unguarded: float | None = None,
    remove: Callable[[Path], object] = _remove,
) -> None:
    """Remove the folders of this user in ``parent`` whose names begin so and that nobody holds.

    ``guarded``: seconds since its guard was made after which a folder that nobody holds counts as
    left; ``unguarded``: the same of one that has no guard yet; None: such a one is left alone.
    """
    if sys.platform == "win32":
        return
    for folder in parent.glob(f"{prefix}*"):
        with suppress(OSError):  # another LabVault was quicker, or it is another user's
            mine = folder.stat(follow_symlinks=False).st_uid == os.geteuid()
            if mine and not folder.is_symlink() and _is_left(folder, guarded, unguarded):
                remove(folder)


def _is_left(folder: Path, guarded: float, unguarded: float | None) -> bool:
    try:
        guard = os.open(folder / GUARD, os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        return unguarded is not None and time.time() - folder.stat().st_mtime > unguarded
    try:
        return lock(guard) and time.time() - os.fstat(guard).st_mtime > guarded
    finally:
        os.close(guard)


def lock(handle: int, *, wait: bool = False) -> bool:
    """Whether the lock of an open guard is ours now; it ends with the process. False where there
    are no such locks."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
