"""Whose turn it is to look: one look at a time changes an index, of all programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.engine.errors import ProfileFailed
from desktop_app.engine.progress import Cancel

AGAIN_SECONDS = 0.05


@contextmanager
def turn(index: Path, cancel: Cancel | None) -> Iterator[None]:
    """Wait until no other look at this index goes on, then hold others off. The system lets go of
    it when its holder dies. Raises :class:`Cancelled` while waiting, and :class:`ProfileFailed`,
    also instead of waiting where there is no ``cancel``."""
    try:
        index.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(index.with_name(f"{index.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise ProfileFailed(str(index), error.strerror or str(error)) from error
    try:
        while not _lock(handle, index):
            if cancel is None:
                raise ProfileFailed(str(index), "another look at the folder goes on")
            cancel.wait(AGAIN_SECONDS)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, index: Path) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:  # a file system without locks: such an index is not used
        raise ProfileFailed(str(index), error.strerror or str(error)) from error
    return True
