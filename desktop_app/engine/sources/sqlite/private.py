"""A folder that only this user may enter, gone afterwards, also after a crash.

Each holds a file that its owner has locked; whoever comes next removes those that nobody holds.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.engine.errors import NoPermission, NoSpace

PREFIX = "labvault-sqlite-"
GUARD = "guard"
GRACE = 60  # seconds in which a folder may still be in the making
PARENTS = ("/var/tmp",)  # noqa: S108 (a folder of its own is made in there)


@contextmanager
def private_folder(needed: int = 0, parents: Sequence[Path] = ()) -> Iterator[Path]:
    """A new folder where ``needed`` bytes have room: in one of ``parents``, else in the usual
    ones for passing things. Raises :class:`NoSpace`, :class:`NoPermission`."""
    parent = _roomy(needed, parents or [Path(tempfile.gettempdir()), *map(Path, PARENTS)])
    remove_left_over(parent)
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent)).resolve()
    except OSError as error:
        raise NoPermission(str(parent)) from error
    try:
        with _guarded(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _roomy(needed: int, parents: Sequence[Path]) -> Path:
    there = [parent for parent in parents if parent.is_dir()]
    if not there:
        raise NoPermission(str(parents[0]))
    for parent in there:
        if shutil.disk_usage(parent).free >= needed:
            return parent
    raise NoSpace(str(there[0]))


@contextmanager
def _guarded(folder: Path) -> Iterator[None]:
    handle = os.open(folder / GUARD, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _lock(handle, wait=True)  # somebody who clears up may hold it for a moment
        yield
    finally:
        os.close(handle)


def remove_left_over(parent: Path, grace: float = GRACE) -> None:
    """Remove the folders of this user whose owner was killed, or that a power failure left."""
    if sys.platform == "win32":
        return
    for folder in parent.glob(f"{PREFIX}*"):
        with suppress(OSError):  # another LabVault was quicker
            mine = folder.stat(follow_symlinks=False).st_uid == os.geteuid()
            if mine and not folder.is_symlink() and _is_orphan(folder, grace):
                shutil.rmtree(folder, ignore_errors=True)


def _is_orphan(folder: Path, grace: float) -> bool:
    guard = folder / GUARD
    if not guard.exists():
        return time.time() - folder.stat().st_mtime > grace
    handle = os.open(guard, os.O_RDWR | os.O_NOFOLLOW)
    try:
        return _lock(handle) and time.time() - os.fstat(handle).st_mtime > grace
    finally:
        os.close(handle)


def _lock(handle: int, *, wait: bool = False) -> bool:
    """Whether the lock is ours now. It ends with the process."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
