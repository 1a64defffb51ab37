"""What comes of going through a source of perhaps millions of items, for one snapshot."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import field

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item, Remark
from desktop_app.engine.repository.roll import ItemRoll

MOST_NAMED = 1000


@dataclass(frozen=True, slots=True)
class Before:
    """An item that is no more what the last snapshot has: that many plain bytes were looked at
    there, and were that long compressed."""

    name: str
    plain: int
    packed: int


@dataclass
class Changes:
    """How what is gathered differs from the last snapshot. ``gone``: files that were there and
    are not; ``before``: of the items that changed, by their numbers."""

    gone: int = 0
    before: dict[int, Before] = field(default_factory=dict)


@dataclass
class Gathered:
    """What came of it. ``expected``: bytes to be read; ``new``: of these as many as the last
    snapshot did not have, about; ``taken_over``: items that are as it says, and ``kept`` their
    bytes; ``numbers_read``: of the others; ``left_out``: what could not be read, at most 1,000 by
    name."""

    items: ItemRoll = field(default_factory=ItemRoll)
    changes: Changes = field(default_factory=Changes)
    expected: int = 0
    new: int = 0
    taken_over: int = 0
    kept: int = 0
    numbers_read: array[int] = field(default_factory=lambda: array("Q"))
    left_out: list[Remark] = field(default_factory=list)
    _more: int = 0

    @property
    def bytes(self) -> int:
        """That were read."""
        return self.items.size - self.kept

    def put_read(self, number: int, item: Item) -> None:
        """An item that was read. Any thread."""
        self.items.put(number, item)
        self.numbers_read.append(number)

    def items_read(self) -> Iterator[Item]:
        """In the order of their numbers."""
        return self.items.some(sorted(self.numbers_read))

    def leave_out(self, remark: Remark) -> None:
        """Any thread."""
        if len(self.left_out) < MOST_NAMED:
            self.left_out.append(remark)
        else:
            self._more += 1

    def remarks(self) -> tuple[Remark, ...]:
        """What was left out, by name."""
        more = f"{self._more:,} more items were left out, which are not named here"
        found = sorted(self.left_out, key=lambda remark: remark.item)
        return (*found, *([Remark("", more)] if self._more else []))
