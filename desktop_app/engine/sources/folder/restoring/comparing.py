"""Reading what is in a tree, to be compared with what a snapshot holds."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass

from desktop_app.engine.computer import medium
from desktop_app.engine.model import Item
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.folder.attributes import Attributes
from desktop_app.engine.sources.folder.restoring.tree import Tree
from desktop_app.engine.sources.readers import hash_of

PIECE = 1 << 20
ZEROS = bytes(PIECE)


class HandleReader:
    """The bytes of an open file from its start; closes it in the end if ``owned``."""

    tells_rows = False
    rows: int | None = None

    def __init__(self, handle: int, *, owned: bool) -> None:
        self._handle, self._owned, self._at = handle, owned, 0

    def readinto(self, buffer: memoryview) -> int:
        """Raises :class:`OSError`."""
        got = os.preadv(self._handle, [buffer], self._at)
        self._at += got
        return got

    def close(self) -> None:
        """Harmless when called twice."""
        if self._owned and self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


class MediumReader(HandleReader):
    """The same, past the system's memory where that can be: what was just written is not taken
    from there."""

    def readinto(self, buffer: memoryview) -> int:
        got = medium.read_at(self._handle, buffer, self._at)
        self._at += got
        return got


class SparseReader(HandleReader):
    """The same for a file with holes: the system is asked where they are, and is spared making
    pages of zeros of them, which takes many times as long."""

    def __init__(self, handle: int, *, owned: bool) -> None:
        super().__init__(handle, owned=owned)
        self._size = os.fstat(handle).st_size
        self._data, self._end = 0, 0  # the next stretch of data, from and to

    def readinto(self, buffer: memoryview) -> int:
        if self._at >= self._end:
            self._look()
        if self._at < self._data:
            got = min(len(buffer), self._data - self._at)
            buffer[:got] = ZEROS[:got] if got <= len(ZEROS) else bytes(got)
            self._at += got
            return got
        return super().readinto(buffer[: self._end - self._at])

    def _look(self) -> None:
        try:
            self._data = os.lseek(self._handle, self._at, os.SEEK_DATA)
            self._end = os.lseek(self._handle, self._data, os.SEEK_HOLE)
        except OSError as fault:
            if fault.errno != errno.ENXIO:
                raise
            # Nothing but a hole follows; at the very end nothing at all.
            self._data = self._end = max(self._size, self._at)


@dataclass
class SameFile:
    """Whether a file of a live tree has an item's content; of the same size it is already.

    ``quick`` believes a file that was last changed at the very same moment; otherwise, and for
    all others, it is read and hashed.
    """

    live: Tree
    progress: Progress
    quick: bool = False

    def __call__(
        self, item: Item, attributes: Attributes, place: str, found: os.stat_result
    ) -> bool:
        if self.quick and found.st_mtime_ns == attributes.modified_ns:
            return True
        self.progress.item(item.name)
        reader = HandleReader(self.live.reach.file(place), owned=True)
        return hash_of(reader, lambda _: self.progress.cancel.check()) == item.hash
