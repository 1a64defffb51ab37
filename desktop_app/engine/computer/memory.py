"""Memory for many bytes at once, as they go to a drive or come from it."""

from __future__ import annotations

import mmap
import threading
from contextlib import suppress

LARGE_PAGE = 2 << 20  # bytes


class RoomOfThread(threading.local):
    """So many bytes for each thread that asks, always the same ones: fresh memory for every file
    costs as much as reading it. They begin with a page, so that they may come straight from a
    drive and go straight to it."""

    def __init__(self, size: int = LARGE_PAGE) -> None:
        self.view = memoryview(large_room(size))


def large_room(size: int) -> mmap.mmap:
    """So many bytes of zeros that begin with a page, in pages of 2 MiB where the system has them.

    To fill those takes a seventh of the time that pages of 4 KiB take, and what goes straight to
    a drive or comes from it takes two thirds and one third: there is less to be listed.
    """
    if not hasattr(mmap, "MAP_ANONYMOUS"):  # Windows
        return mmap.mmap(-1, size)
    room = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if hasattr(mmap, "MADV_HUGEPAGE"):
        with suppress(OSError):  # a kernel without them: slower, not wrong
            room.madvise(mmap.MADV_HUGEPAGE)
    return room
