"""Whether what was restored is what was backed up, byte by byte or row by row.

Rows come back in the order they went in, so one hash usually settles it. Where the order may
differ (rows that went in through a partition root) the rows are compared as a multiset. "Equal"
is only ever said of content that was read from both sides.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from blake3 import blake3

from desktop_app.engine.computer.memory import RoomOfThread
from desktop_app.engine.model import Item, ItemKind, Problem
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.base import Fetch, ItemReader
from desktop_app.engine.sources.readers import pieces_of

ReadBack = Callable[[Item], ItemReader]

_room = RoomOfThread()


@dataclass
class RowBag:
    """Rows without their order: how many, and the sum of their hashes modulo 2²⁵⁶.

    Two bags of other rows have the same sum only if BLAKE3 is broken or by an accident of
    probability about 2⁻²⁵⁶.
    """

    rows: int = 0
    total: int = 0

    def add(self, pieces: Iterable[bytes]) -> None:
        """Take in the lines of a stream; a last line without its line feed counts too."""
        rest = b""
        for piece in pieces:
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                self._add_line(line)
        if rest:
            self._add_line(rest + b" without its line feed")

    def _add_line(self, line: bytes) -> None:
        self.rows += 1
        self.total = (self.total + int.from_bytes(blake3(line).digest(), "big")) % (1 << 256)


class Comparison:
    """Compares restored items with the repository's; collects problems. Any thread may call."""

    def __init__(self, fetch: Fetch, read_back: ReadBack, cancel: Cancel) -> None:
        self._fetch, self._read_back, self._cancel = fetch, read_back, cancel
        self._lock = threading.Lock()
        self._groups: dict[str, list[Item]] = defaultdict(list)
        self.problems: list[Problem] = []

    def compare(self, item: Item) -> bool:
        """Whether the item came back equal; if not, a problem is noted.

        Items that were loaded through a common root wait for :meth:`finish`; they count as
        not yet equal.
        """
        if root := item.detail.get("load_via"):
            with self._lock:
                self._groups[root].append(item)
            return False
        if self.is_equal(item):
            return True
        if item.kind is ItemKind.ROWS:
            return self._same_rows(item.name, [item])
        self._note(item.name, "differs from the snapshot")
        return False

    def is_equal(self, item: Item) -> bool:
        """Whether the very bytes of the item come back; no problem is noted if not."""
        whole, size = blake3(), 0
        reader = self._read_back(item)
        try:
            while got := reader.readinto(_room.view):
                self._cancel.check()
                whole.update(_room.view[:got])
                size += got
        finally:
            reader.close()
        return size == item.size and whole.digest() == item.hash

    def finish(self, others: Iterable[Item]) -> None:
        """Compare what only can be when all is loaded: groups of partitions, and digests."""
        for root, items in self._groups.items():
            self._same_rows(root, items)
        for item in others:
            if not self.is_equal(item):
                self._note(item.name, "differs from the snapshot")

    def _same_rows(self, name: str, items: Iterable[Item]) -> bool:
        kept, restored = RowBag(), RowBag()
        for item in items:
            kept.add(self._fetch(item))
            restored.add(pieces_of(self._read_back(item), self._cancel))
        if kept == restored:
            return True
        if kept.rows != restored.rows:
            self._note(name, f"has {restored.rows:,} rows, the snapshot has {kept.rows:,}")
        else:
            self._note(name, "has as many rows as the snapshot, but not the same")
        return False

    def _note(self, item: str, what: str) -> None:
        with self._lock:
            self.problems.append(Problem(item, what))
