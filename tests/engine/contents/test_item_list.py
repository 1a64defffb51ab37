"""Packed lists of items are like any others, and small."""

from __future__ import annotations

import tracemalloc
from array import array
from collections.abc import Iterator

import pytest
from blake3 import blake3
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.contents.item_list import BLOCK, ItemList, Names, Picked
from desktop_app.engine.model import Item, ItemKind

ODD_NAMES = st.text(st.characters(exclude_categories=[])).map(
    lambda text: text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")
)
ITEMS = st.builds(
    Item,
    name=ODD_NAMES | st.text(),
    kind=st.sampled_from([*ItemKind, ItemKind("hologram")]),
    rows=st.none() | st.integers(0, 2**70),
    size=st.integers(0, 2**63),
    hash=st.binary(min_size=32, max_size=32),
    chunks=st.binary(max_size=3).map(lambda some: some * 32),
    detail=st.dictionaries(st.text(max_size=4), ODD_NAMES, max_size=3),
)


def many(count: int) -> Iterator[Item]:
    """As a backup of a folder of films lists them."""
    detail = {"mode": "644", "uid": "1000", "gid": "1000", "user": "lab", "group": "lab"}
    for at in range(count):
        told = {**detail, "modified": str(1_763_700_000_000_000_000 + at), "inode": str(at)}
        digest = blake3(at.to_bytes(8, "big")).digest()
        name = f"cam{at // 100}/2026-11-21_10-00-00_{at:05d}.h264"
        yield Item(name, ItemKind.FILE, None, 1000 + at, digest, digest[::-1], told)


@given(st.lists(ITEMS, max_size=5), st.integers(1, BLOCK))
def test_what_comes_out_is_what_went_in(items: list[Item], times: int) -> None:
    items = items * times
    packed = ItemList(iter(items))
    assert list(packed) == items
    assert len(packed) == len(items)
    assert [packed[at] for at in range(len(items))] == items
    assert packed[1:-1:3] == items[1:-1:3]
    assert all(one.kind is other.kind for one, other in zip(packed, items, strict=True)) or any(
        item.kind not in set(ItemKind) for item in items
    )


def test_one_that_is_not_there_is_an_error() -> None:
    packed = ItemList(many(3))
    assert packed[-1] == packed[2]
    for at in (3, -4):
        with pytest.raises(IndexError):
            packed[at]


@given(st.sets(st.integers(0, 999)), st.integers(1, 3))
def test_those_picked_keep_their_order(numbers: set[int], step: int) -> None:
    items = list(many(1000))
    picked = Picked(items, array("L", sorted(numbers)))
    wanted = [items[at] for at in sorted(numbers)]
    assert list(picked) == wanted
    assert len(picked) == len(wanted)
    assert picked[::step] == wanted[::step]
    assert [picked[at] for at in range(len(wanted))] == wanted
    assert [picked.number(at) for at in range(len(wanted))] == sorted(numbers)


def test_those_that_are_wanted_are_picked() -> None:
    assert [i.size for i in Picked.those(ItemList(many(10)), lambda i: i.size % 4 == 0)] == [
        1000,
        1004,
        1008,
    ]


@given(st.lists(ODD_NAMES, unique=True), ODD_NAMES)
def test_names_are_found_where_they_are(names: list[str], other: str) -> None:
    found = Names(names)
    assert [found.number(name) for name in names] == list(range(len(names)))
    assert (other in found) == (other in names)
    assert found.twice() == frozenset()
    if other not in names:
        with pytest.raises(KeyError):
            found.number(other)


def test_names_that_stand_there_twice_are_told() -> None:
    found = Names(["a", "b", "c", "b", "a", "a"])
    assert found.twice() == {hash("a"), hash("b")}
    assert sorted(found.numbers("a")) == [0, 4, 5]


def test_a_file_takes_little_memory() -> None:
    count = 20_000
    list(ItemList(many(BLOCK)))
    tracemalloc.start()
    try:
        packed = ItemList(many(count))
        names = Names(item.name for item in packed)
        size, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(packed) == count
    assert packed[count - 1].name in names
    assert size / count < 130, "bytes a file"
