from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.errors import Damaged
from desktop_app.engine.model import Grade, Item, ItemKind, Remark, Snapshot
from desktop_app.engine.repository.manifest import (
    MAX_JSON,
    RECORD,
    decode_header,
    decode_items,
    encode_header,
    encode_item,
)
from tests.engine.repository.material import draft

ANY_TEXT = st.text(st.characters())  # lone surrogates too: file names hold any bytes
MAPPINGS = st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=3)
COUNTS = st.integers(0, 2**63)
MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))
SNAPSHOTS = st.builds(
    Snapshot,
    id=st.just("ab" * 32),
    target=ANY_TEXT,
    target_kind=ANY_TEXT,
    target_address=ANY_TEXT,
    host=ANY_TEXT,
    sequence=COUNTS,
    started=MOMENTS,
    finished=MOMENTS,
    grade=st.sampled_from(Grade),
    warnings=st.lists(st.builds(Remark, ANY_TEXT, ANY_TEXT), max_size=3).map(tuple),
    items=COUNTS,
    rows=COUNTS,
    size=COUNTS,
    stored=COUNTS,
    facts=MAPPINGS,
    item_list=st.binary(max_size=64),
)
ITEMS = st.builds(
    Item,
    name=ANY_TEXT,
    kind=st.sampled_from(ItemKind) | ANY_TEXT.map(ItemKind),  # also those of newer versions
    rows=st.none() | COUNTS,
    size=COUNTS,
    hash=st.binary(min_size=32, max_size=32),
    chunks=st.integers(0, 4).flatmap(lambda n: st.binary(min_size=32 * n, max_size=32 * n)),
    detail=MAPPINGS,
)


@given(SNAPSHOTS)
def test_a_header_comes_back(snapshot: Snapshot) -> None:
    assert decode_header(encode_header(snapshot), snapshot.id) == snapshot


def test_a_moment_keeps_its_zone() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, 6, timezone(timedelta(hours=5, minutes=45)))
    made = Snapshot(**{**_fields(draft()), "started": moment})
    assert decode_header(encode_header(made), "").started.utcoffset() == moment.utcoffset()


def _fields(snapshot: Snapshot) -> dict[str, Any]:
    return {name: getattr(snapshot, name) for name in Snapshot.__slots__}


@pytest.mark.parametrize(
    "change",
    [
        {"grade": "splendid"},
        {"started": "yesterday"},
        {"started": 7},
        {"sequence": "first"},
        {"warnings": [{"item": "x"}]},
        {"warnings": ["x"]},
        {"item_list": "zz"},
        {"item_list": None},
    ],
)
def test_a_header_with_a_wrong_field(change: dict[str, object]) -> None:
    body = json.loads(encode_header(draft()))
    with pytest.raises(Damaged, match="snapshots/ab"):
        decode_header(json.dumps({**body, **change}).encode(), "ab" * 32)


@pytest.mark.parametrize("field", json.loads(encode_header(draft())))
def test_a_header_without_a_field(field: str) -> None:
    body = json.loads(encode_header(draft()))
    del body[field]
    with pytest.raises(Damaged):
        decode_header(json.dumps(body).encode(), "ab" * 32)


@pytest.mark.parametrize("plain", [b"", b"{", b"[]", b"7", b"null", b"\xff"])
def test_what_is_no_header(plain: bytes) -> None:
    with pytest.raises(Damaged):
        decode_header(plain, "ab" * 32)


@given(st.lists(ITEMS, max_size=5), st.integers(1, 200))
@settings(max_examples=60)
def test_a_list_comes_back_however_it_is_cut(items: list[Item], size: int) -> None:
    stream = b"".join(map(encode_item, items))
    pieces = [stream[at : at + size] for at in range(0, len(stream), size)]
    assert list(decode_items(pieces, "")) == items


ITEM = Item("lab.mixture", ItemKind.ROWS, 3, 40, bytes(32), bytes(64), {"columns": "id"})


@given(st.data())
def test_a_list_that_ends_early(data: st.DataObject) -> None:
    stream = encode_item(ITEM) * 2
    cut = data.draw(st.integers(1, len(stream) - 1))
    if cut == len(stream) // 2:
        return
    with pytest.raises(Damaged, match="ends inside a record"):
        list(decode_items([stream[:cut]], "ab" * 32))


def record(text: bytes, chunks: bytes = b"") -> bytes:
    return RECORD.pack(len(text), len(chunks) // 32) + text + chunks


@pytest.mark.parametrize(
    "stream",
    [
        record(b"{}"),
        record(b"[]"),
        record(b"no json"),
        record(json.dumps({"name": "x", "kind": 5}).encode()),
        RECORD.pack(MAX_JSON + 1, 0) + bytes(100),
    ],
)
def test_hostile_records(stream: bytes) -> None:
    with pytest.raises(Damaged):
        list(decode_items([stream], "ab" * 32))


@pytest.mark.parametrize(
    "change",
    [{"kind": 5}, {"size": None}, {"hash": "zz"}, {"hash": 5}],
)
def test_a_record_with_a_wrong_field(change: dict[str, object]) -> None:
    length, _ = RECORD.unpack_from(encode_item(ITEM))
    body = json.loads(encode_item(ITEM)[RECORD.size :][:length])
    with pytest.raises(Damaged, match="lists an item wrongly"):
        list(decode_items([record(json.dumps({**body, **change}).encode())], "ab" * 32))


def test_items_are_given_as_soon_as_they_are_whole() -> None:
    first = encode_item(ITEM)

    def pieces() -> Any:
        yield first
        raise AssertionError("more was asked for than was needed")

    assert next(decode_items(pieces(), "")) == ITEM
