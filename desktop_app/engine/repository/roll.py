"""The items of a snapshot that is being made, packed: a million of them must stay small.

Each is kept as its record of the manifest, compressed with its neighbours: about 150 bytes a
file, most of them its hash and chunk id, which cannot be compressed.
"""

from __future__ import annotations

import marshal
import threading
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby

import zstandard

from desktop_app.engine.model import Item
from desktop_app.engine.repository.manifest import decode_items, encode_item

BLOCK = 256
LEFT_OUT = b""


class ItemRoll:
    """Items by number, in any order; told in the order of their numbers. Any thread may put.

    Every number that was given out must be put or left out before the roll is read.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._given = 0
        self._blocks: list[bytes] = []
        self._open: dict[int, list[bytes]] = {}  # blocks of which some numbers are still to come
        self._missing: dict[int, int] = {}
        self._fresh, self._packed = array("Q"), array("Q")
        self.count = self.size = self.rows = 0

    def number(self) -> int:
        """The next number. For one thread."""
        number = self._given
        self._given += 1
        if number % BLOCK == 0:
            block = number // BLOCK
            with self._lock:
                self._blocks.append(LEFT_OUT)
                self._open[block], self._missing[block] = [LEFT_OUT] * BLOCK, BLOCK
                self._fresh.extend([0] * BLOCK)
                self._packed.extend([0] * BLOCK)
        return number

    def put(self, number: int, item: Item, record: bytes | None = None) -> None:
        """``record``: the item's record, where the caller has it already."""
        self._fill(number, record or encode_item(item))
        with self._lock:
            self._fresh[number], self._packed[number] = item.fresh, item.packed
            self.count += 1
            self.size += item.size
            self.rows += item.rows or 0

    def leave_out(self, number: int) -> None:
        """There is no such item after all."""
        self._fill(number, LEFT_OUT)

    def _fill(self, number: int, record: bytes) -> None:
        block, at = divmod(number, BLOCK)
        with self._lock:
            self._open[block][at] = record
            self._missing[block] -= 1
            whole = None if self._missing[block] else self._open[block]
        if whole is not None:
            # Looked at by nobody before it is whole; and found open as long as it is not packed.
            # A copy: what the compressor returns holds as much memory as it might have needed.
            packed = zstandard.compress(marshal.dumps(whole), 1)
            self._blocks[block] = bytes(memoryview(packed))
            with self._lock:
                del self._open[block], self._missing[block]

    def _block(self, block: int) -> list[bytes]:
        with self._lock:
            if block in self._open:
                return self._open[block]
        records: list[bytes] = marshal.loads(zstandard.decompress(self._blocks[block]))  # noqa: S302 (own)
        return records

    def item(self, number: int) -> Item | None:
        """One item; None if it was left out."""
        record = self._block(number // BLOCK)[number % BLOCK]
        return next(decode_items([record], ""), None)

    def some(self, numbers: Iterable[int]) -> Iterator[Item]:
        """The items of these numbers, less those that were left out. In rising order each block is
        opened once."""
        for block, there in groupby(numbers, lambda number: number // BLOCK):
            records = self._block(block)
            yield from decode_items([records[number % BLOCK] for number in there], "")

    def fresh(self) -> Iterator[tuple[int, int, int]]:
        """(number, fresh bytes, what they took) of each item that brought anything new."""
        for number, (fresh, packed) in enumerate(zip(self._fresh, self._packed, strict=True)):
            if fresh:
                yield number, fresh, packed

    def records(self) -> Iterator[bytes]:
        """The records of all items, several in a piece."""
        for block in range(len(self._blocks)):
            yield b"".join(self._block(block))

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Item]:
        return decode_items(self.records(), "")
