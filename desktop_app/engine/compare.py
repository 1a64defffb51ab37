"""Two snapshots, item by item: what came, what went, what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.engine.model import Item, ItemKind, Snapshot
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


def compare(repository: Repository, before: Snapshot, after: Snapshot) -> list[ItemDifference]:
    """Every item of either snapshot, in the order of the later one, then those that went."""
    old = {(item.kind, item.name): item for item in repository.items(before)}
    found = []
    for item in repository.items(after):
        found.append(_difference(old.pop((item.kind, item.name), None), item))
    return found + [_difference(item, None) for item in old.values()]


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
