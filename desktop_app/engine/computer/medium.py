"""Bytes to the medium and from it, past what the system keeps of files in memory.

What was just written comes back from memory when it is read: that proves little of the disk.
Besides, a backup or a restore of a terabyte would drive everything else out of memory, and keeping
pages for it costs a tenth of the work. Linux goes past its memory where the drive can
(``O_DIRECT``, see open(2)), for whole blocks in aligned memory. The rest, and every other system
and drive, goes the ordinary way: what is stored and what is read is the same.

Any thread.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator

from desktop_app.engine.computer.memory import LARGE_PAGE, large_room

BLOCK = 4096  # bytes: a multiple of every drive's own
DIRECT: int = getattr(os, "O_DIRECT", 0)


def write_blocks(handle: int, data: memoryview, least: int = LARGE_PAGE) -> int:
    """Write the whole blocks that ``data`` begins with; returns how many bytes that was.

    It is 0 where they cannot go straight to the medium, and for less than ``least`` bytes. They
    are durable after a flush like others. The handle stands at a block's start.
    """
    end = len(data) // BLOCK * BLOCK
    if end < least or not _go_direct(handle, True):
        return 0
    done = 0
    try:
        while done < end and done % BLOCK == 0:
            done += os.write(handle, data[done:end])
    except OSError as error:
        if error.errno != errno.EINVAL:  # else the drive or the memory is not for that
            raise
    finally:
        _go_direct(handle, False)
    return done


def read_pieces(handle: int) -> Iterator[memoryview]:
    """A file from where its handle stands to its end. A piece holds until the next is asked for."""
    room = memoryview(large_room(LARGE_PAGE))
    direct = _go_direct(handle, True)
    while True:
        try:
            size = _read_into(handle, room)
        except OSError as error:
            if not direct or error.errno != errno.EINVAL:
                raise
            direct = _go_direct(handle, False)
            continue
        if not size:
            return
        yield room[:size]


def read_at(handle: int, room: memoryview, at: int) -> int:
    """Read from a place in a file, into memory that begins with a page; returns how many bytes
    came, 0 at the end."""
    if at % BLOCK == 0 and _go_direct(handle, True):
        try:
            return os.preadv(handle, [room], at)
        except OSError as error:
            if error.errno != errno.EINVAL:  # else the drive or the memory is not for that
                raise
        finally:
            _go_direct(handle, False)
    return os.preadv(handle, [room], at)


def _read_into(handle: int, room: memoryview) -> int:
    if hasattr(os, "readv"):
        return os.readv(handle, [room])
    piece = os.read(handle, len(room))
    room[: len(piece)] = piece
    return len(piece)


def _go_direct(handle: int, on: bool) -> bool:
    """Whether the handle now goes past the system's memory: never where the drive says no."""
    if not DIRECT:
        return False
    import fcntl

    flags = fcntl.fcntl(handle, fcntl.F_GETFL)
    try:
        fcntl.fcntl(handle, fcntl.F_SETFL, flags | DIRECT if on else flags & ~DIRECT)
    except OSError:
        return False
    return on
