"""Readers of items that several sources have, and what reads any of them to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from blake3 import blake3

from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.base import ItemReader

PIECE = 1 << 20  # bytes


class BytesReader:
    """An item that is in memory already. ``rows``: how many it speaks of, where ``tells_rows``."""

    def __init__(self, data: bytes, rows: int | None = None, *, tells_rows: bool = False) -> None:
        self._rest = memoryview(data)
        self.rows, self.tells_rows = rows, tells_rows

    def readinto(self, buffer: memoryview) -> int:
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def close(self) -> None:
        """Nothing is open."""


def pieces_of(reader: ItemReader, cancel: Cancel) -> Iterator[bytes]:
    """All that a reader gives; closes it. Raises what it does, and :class:`Cancelled`."""
    view = memoryview(bytearray(PIECE))
    try:
        while got := reader.readinto(view):
            cancel.check()
            yield bytes(view[:got])
    finally:
        reader.close()


def hash_of(reader: ItemReader, seen: Callable[[int], None]) -> bytes:
    """BLAKE3 of all that a reader gives; closes it. ``seen`` is told how many bytes came, and may
    raise."""
    whole, view = blake3(), memoryview(bytearray(PIECE))
    try:
        while got := reader.readinto(view):
            seen(got)
            whole.update(view[:got])
    finally:
        reader.close()
    return whole.digest()
