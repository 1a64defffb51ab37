"""Lists of items that stay small when there are millions of them.

Whoever works with the items of a snapshot goes through them from the first to the last, some of
them several times, and seldom needs one out of turn. So they are kept packed, some hundreds
together: about 130 bytes a file, most of them its hash and chunk id, which cannot be compressed.
"""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

import zstandard

from desktop_app.engine.model import Item, ItemKind

BLOCK = 256


class ItemList(Sequence[Item]):
    """Items in their order. Never changes; any thread. What is told of a backup under way
    (``fresh``, ``packed``) is not kept."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._blocks: list[bytes] = []
        self._count = 0
        self._last: tuple[int, list[Item]] = (-1, [])
        compress, rest = zstandard.ZstdCompressor(1).compress, iter(items)
        while some := [_told(item) for item in islice(rest, BLOCK)]:
            # A copy: what the compressor returns holds as much memory as it might have needed.
            self._blocks.append(bytes(memoryview(compress(marshal.dumps(some)))))
            self._count += len(some)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Item]:
        for packed in self._blocks:
            yield from _unpacked(packed)

    @overload
    def __getitem__(self, at: int) -> Item: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...

    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._count))]
        block, place = divmod(range(self._count)[at], BLOCK)
        # Those asked for out of turn mostly lie side by side.
        last, items = self._last
        if last != block:
            items = _unpacked(self._blocks[block])
            self._last = block, items
        return items[place]


class Picked(Sequence[Item]):
    """Some items of a list, in its order. As thread-safe as the list."""

    def __init__(self, items: Sequence[Item], numbers: array[int]) -> None:
        """``numbers``: the places in ``items``, upwards, each once."""
        self._items, self._numbers = items, numbers

    @classmethod
    def those(cls, items: Sequence[Item], wanted: Callable[[Item], bool]) -> Picked:
        """The items for which ``wanted`` is true."""
        return cls(items, array("L", (at for at, item in enumerate(items) if wanted(item))))

    def number(self, at: int) -> int:
        """The place in the whole list of one that is picked."""
        return self._numbers[at]

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Item]:
        numbers = iter(self._numbers)
        wanted = next(numbers, None)
        for at, item in enumerate(self._items if wanted is not None else ()):
            if at == wanted:
                yield item
                wanted = next(numbers, None)
                if wanted is None:
                    return

    @overload
    def __getitem__(self, at: int) -> Item: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...

    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        if isinstance(at, slice):
            return [self._items[each] for each in self._numbers[at]]
        return self._items[self._numbers[at]]


class Names:
    """Which names a list has, and where: twelve bytes a name. Never changes; any thread.

    Names are known by 64 bits of a hash. That a name is said to be there which is not happens to
    one of some billions that are asked for; :meth:`twice` is exact.
    """

    def __init__(self, names: Iterable[str]) -> None:
        hashes = array("q", map(hash, names))
        self._numbers = array("I", sorted(range(len(hashes)), key=hashes.__getitem__))
        self._hashes = array("q", (hashes[number] for number in self._numbers))

    def __contains__(self, name: object) -> bool:
        return any(True for _ in self.numbers(str(name)))

    def number(self, name: str) -> int:
        """The place of a name that is in the list. Raises :class:`KeyError` for another one."""
        for number in self.numbers(name):
            return number
        raise KeyError(name)

    def numbers(self, name: str) -> Iterator[int]:
        """The places where a name may be: mostly one, or none."""
        sought = hash(name)
        at = bisect_left(self._hashes, sought)
        while at < len(self._hashes) and self._hashes[at] == sought:
            yield self._numbers[at]
            at += 1

    def twice(self) -> frozenset[int]:
        """Hashes that more than one of the names have, which may be the same name or not."""
        pairs = zip(self._hashes, islice(self._hashes, 1, None), strict=False)
        return frozenset(one for one, next_one in pairs if one == next_one)


_Told = tuple[str, str, int | None, int, bytes, bytes, dict[str, str]]


def _told(item: Item) -> _Told:
    # As text of no other kind: whatever a member of an enumeration is, it cannot be packed.
    detail = {str(key): value for key, value in item.detail.items()}
    return (
        item.name,
        str(item.kind),
        item.rows,
        item.size,
        item.hash,
        item.chunks,
        detail,
    )


def _unpacked(packed: bytes) -> list[Item]:
    told: list[_Told] = marshal.loads(zstandard.decompress(packed))  # noqa: S302 (our own)
    return [Item(name, ItemKind(kind), *rest) for name, kind, *rest in told]  # type: ignore[arg-type]
