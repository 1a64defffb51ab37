"""Two snapshots, item by item."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from blake3 import blake3

from desktop_app.engine.compare import Change, Differences, compare, differing
from desktop_app.engine.contents.item_list import ItemList
from desktop_app.engine.errors import Cancelled
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from tests.engine.repository.material import PASSPHRASE, back_up


def item(
    name: str, content: bytes = b"x", kind: ItemKind = ItemKind.FILE, chunks: str = ""
) -> Item:
    ids = b"".join(blake3(each.encode()).digest() for each in chunks)
    return Item(name, kind, None, len(content), blake3(content).digest(), ids)


def told(before: Sequence[Item], after: Sequence[Item]) -> list[tuple[str, str]]:
    found = Differences(ItemList(before), ItemList(after))
    assert list(found) == list(found), "they can be gone through again"
    return [(each.name, each.change.value) for each in found]


def test_what_came_went_and_changed_is_told_in_the_order_of_the_later_one() -> None:
    before = [item("gone"), item("same"), item("other", b"1"), item("late gone")]
    after = [item("new"), item("other", b"22"), item("same")]
    assert told(before, after) == [
        *(("new", "added"), ("other", "changed"), ("same", "same")),
        *(("gone", "removed"), ("late gone", "removed")),
    ]


def test_a_name_may_be_that_of_several_kinds() -> None:
    before = [item("a"), item("a", kind=ItemKind.TABLE)]
    assert told(before, before[:1]) == [("a", "same"), ("a", "removed")]
    assert told(before, before[::-1]) == [("a", "same"), ("a", "same")]


def test_only_differences_are_left_and_shared_chunks_told() -> None:
    found = Differences([item("a", b"1", chunks="pq"), item("b")], [item("a", b"2", chunks="pqrs")])
    (changed, gone) = differing(found)
    assert (changed.change, changed.shared) == (Change.CHANGED, 0.5)
    assert (gone.change, gone.size_before, gone.size_after) == (Change.REMOVED, 1, None)


def test_reading_two_snapshots_is_told_and_can_be_stopped() -> None:
    storage = MemoryStorage()
    repository, _ = Repository.create(storage, PASSPHRASE)
    before = back_up(repository, {"gone": b"1", "same": b"2", "other": b"3"})
    after = back_up(repository, {"same": b"2", "other": b"4"}, sequence=2)
    meter = Meter()
    found = compare(repository, before, after, meter)
    assert len(differing(found)) == 2
    told = meter.state()
    assert (told.doing, told.items, told.total_items) == ("reading the snapshots", 5, 5)
    meter.cancel.cancel()
    with pytest.raises(Cancelled):
        compare(repository, before, after, meter)
    assert meter.state().items == 0
