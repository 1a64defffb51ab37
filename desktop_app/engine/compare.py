"""Two snapshots, item by item: what came, what went, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from desktop_app.engine.contents.item_list import ItemList, Names
from desktop_app.engine.contents.reading import read_items
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item, ItemKind, Snapshot
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository.repository import Repository


class Change(StrEnum):
    """What happened to an item between two snapshots."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """One item in two snapshots. Sizes in bytes; None where the item is not there.

    ``shared`` is the part (0 to 1) of the later item whose chunks the earlier one has too.
    """

    name: str
    kind: ItemKind
    change: Change
    rows_before: int | None
    rows_after: int | None
    size_before: int | None
    size_after: int | None
    shared: float


class Differences(Iterable[ItemDifference]):
    """Every item of either snapshot, in the order of the later one, then those that went. Each time
    it is gone through they are compared anew, so that there can be millions of them."""

    def __init__(self, before: Sequence[Item], after: Sequence[Item]) -> None:
        self._before, self._after = before, after
        self._names = Names(_key(item) for item in before)

    def __iter__(self) -> Iterator[ItemDifference]:
        gone = bytearray(b"\1") * len(self._before)
        for item in self._after:
            number = self._number(item)
            if number is None:
                yield _difference(None, item)
            else:
                gone[number] = 0
                yield _difference(self._before[number], item)
        for number, item in enumerate(self._before):
            if gone[number]:
                yield _difference(item, None)

    def _number(self, item: Item) -> int | None:
        """The place of the same item in the earlier snapshot."""
        key = _key(item)
        numbers = self._names.numbers(key)
        return next((each for each in numbers if _key(self._before[each]) == key), None)


def _key(item: Item) -> str:
    return f"{item.kind}/{item.name}"


def compare(
    repository: Repository, before: Snapshot, after: Snapshot, progress: Progress | None = None
) -> Differences:
    """What two snapshots of one repository have otherwise, and what alike. Needs it no more when
    this returns. Raises :class:`Damaged`."""
    progress = progress or Silent()
    progress.phase("reading the snapshots", items=before.items + after.items)
    old, new = (ItemList(read_items(repository, each, progress)) for each in (before, after))
    return Differences(old, new)


def differing(differences: Iterable[ItemDifference]) -> list[ItemDifference]:
    """Only what is not the same."""
    return [each for each in differences if each.change is not Change.SAME]


def _difference(old: Item | None, new: Item | None) -> ItemDifference:
    item = new or old
    assert item is not None
    return ItemDifference(
        name=item.name,
        kind=item.kind,
        change=_change(old, new),
        rows_before=old.rows if old else None,
        rows_after=new.rows if new else None,
        size_before=old.size if old else None,
        size_after=new.size if new else None,
        shared=_shared(old, new),
    )


def _change(old: Item | None, new: Item | None) -> Change:
    if old is None:
        return Change.ADDED
    if new is None:
        return Change.REMOVED
    return Change.SAME if (old.hash, old.size) == (new.hash, new.size) else Change.CHANGED


def _shared(old: Item | None, new: Item | None) -> float:
    if old is None or new is None:
        return 0.0
    if old.hash == new.hash:
        return 1.0
    before, after = set(old.chunk_ids()), list(new.chunk_ids())
    return sum(chunk in before for chunk in after) / len(after) if after else 0.0
