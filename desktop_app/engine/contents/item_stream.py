"""The bytes of an item in a repository, from any place of it, without restoring the whole.

Joins nothing but the repository's parts: the sizes of an item's chunks stand in the index, so a
place is found without reading what lies before it, and only the chunks that are needed are
fetched and opened.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from itertools import accumulate

from desktop_app.engine.errors import Missing
from desktop_app.engine.model import Item
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository.repository import Repository

KEPT = 8  # chunks, of at most 8 MiB each, most of about one


class ItemStream(io.RawIOBase):
    """A read-only file over an item. One thread at a time. Reading raises :class:`Damaged` and
    :class:`Missing` where a chunk is not what it must be; the other places can still be read.

    Each chunk is checked by its id. The item's hash is not: that takes reading all of it.
    """

    def __init__(self, repository: Repository, item: Item) -> None:
        super().__init__()
        self._repository, self._item = repository, item
        self._chunks = tuple(item.chunk_ids())
        self._ends: list[int] | None = None
        self._kept: OrderedDict[int, bytes] = OrderedDict()
        self._at = 0
        self.fetched = 0  # chunks, so far

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._item.size}[whence]
        if base + offset < 0:
            raise ValueError("a place before the start")
        self._at = base + offset
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        left = max(0, self._item.size - self._at)
        wanted = left if size is None or size < 0 else min(size, left)
        parts = []
        while wanted:
            part = self._from_one_chunk(wanted)
            parts.append(part)
            self._at += len(part)
            wanted -= len(part)
        return b"".join(parts)

    def readall(self) -> bytes:
        return self.read()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _from_one_chunk(self, wanted: int) -> bytes:
        ends = self._chunk_ends()
        number = bisect_right(ends, self._at)
        if number == len(ends):
            raise Missing(self._item.name, "its chunks hold less than the manifest says")
        data = self._chunk(number)
        start = self._at - (ends[number] - len(data))
        return data[start : start + wanted]

    def _chunk(self, number: int) -> bytes:
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        data = self._repository.chunk(self._chunks[number])
        self.fetched += 1
        self._kept[number] = data
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return data

    def _chunk_ends(self) -> list[int]:
        """Where each chunk ends, in bytes of the item."""
        if self._ends is None:
            self._ends = list(accumulate(self._size_of(chunk) for chunk in self._chunks))
        return self._ends

    def _size_of(self, chunk: bytes) -> int:
        places = self._repository.index.places(chunk)
        # One that the index does not know is sought, and found or missed, by the repository.
        return places[0].entry.plain if places else len(self._repository.chunk(chunk))


class ItemPieces(Iterator[bytes]):
    """An item read once, piece by piece and counted, as a check of its meaning reads it; and
    opened once more by one that must look at several places."""

    def __init__(self, repository: Repository, item: Item, progress: Progress) -> None:
        self._repository, self._item, self._progress = repository, item, progress
        self._pieces = repository.read(item)

    def __next__(self) -> bytes:
        piece = next(self._pieces)
        self._progress.cancel.check()
        self._progress.advance(bytes=len(piece))
        return piece

    def reopen(self) -> ItemStream:
        """The same bytes, to be read from any place."""
        return ItemStream(self._repository, self._item)
