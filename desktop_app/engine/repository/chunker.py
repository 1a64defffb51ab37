"""Cutting a stream into chunks by its content (FastCDC), so that equal parts give equal chunks.

The gear table is varied by a secret seed from the repository's key: without the key, the
lengths of chunks do not tell which known file they are from. Sizes are fixed for format 1.
"""

from __future__ import annotations

import mmap
from collections import deque
from collections.abc import Callable, Iterator

from pyfastcdc import FastCDC

from desktop_app.engine.computer.memory import large_room
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.repository.seal import derive

MIN_SIZE = 256 << 10
AVERAGE_SIZE = 1 << 20
MAX_SIZE = 4 << 20
WINDOW = 8 << 20

ReadInto = Callable[[memoryview], int]


@dataclass(frozen=True, slots=True)
class Cut:
    """One chunk where it lies."""

    data: memoryview

    def count(self, byte: bytes, part: int = 1) -> int:
        """How often a byte is in the chunk, or about, from its first one-``part``-th."""
        return bytes(self.data[: len(self.data) // part]).count(byte) * part


class Chunker:
    """Cuts streams for one repository. One instance may cut many streams, in many threads."""

    def __init__(self, master: bytes) -> None:
        # 63 bits is what the cutter takes; never 0, which would mean the public gear table.
        seed = int.from_bytes(derive(master, "chunker")[:8], "big") >> 1 or 1
        self._cutter = FastCDC(AVERAGE_SIZE, min_size=MIN_SIZE, max_size=MAX_SIZE, seed=seed)
        # Fresh memory for every stream would cost more than a small stream itself.
        self._windows: deque[mmap.mmap] = deque()

    def cut(self, read: ReadInto) -> Iterator[Cut]:
        """The chunks of a stream in order; each is valid until the next is asked for.

        ``read`` fills a view and returns how many bytes, 0 at the end only.
        """
        try:
            window = self._windows.pop()
        except IndexError:
            window = large_room(WINDOW)
        try:
            yield from self._cut(read, window)
        finally:
            self._windows.append(window)

    def _cut(self, read: ReadInto, window: mmap.mmap) -> Iterator[Cut]:
        view = memoryview(window)
        kept, ended = 0, False
        while not ended:
            filled, ended = _fill(read, view, kept)
            done = 0
            for chunk in self._cutter.cut_buf(view[:filled]):
                end = done + chunk.length
                # What reaches to the window's end may have been cut short: it waits for more.
                if end == filled and not ended and chunk.length < MAX_SIZE:
                    break
                yield Cut(view[done:end])
                done = end
            kept = filled - done
            view[:kept] = view[done:filled]


def _fill(read: ReadInto, view: memoryview, filled: int) -> tuple[int, bool]:
    """Read until the window is full or the stream ended: (bytes in the window, ended)."""
    while filled < len(view):
        got = read(view[filled:])
        if not got:
            return filled, True
        filled += got
    return filled, False
