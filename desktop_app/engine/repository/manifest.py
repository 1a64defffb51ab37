"""Manifests: the sealed header of a snapshot, and the long list of items beside it.

The header is JSON. The item list is a stream of records, cut into chunks like any item, so an
unchanged part of a list is stored once; it is read back record by record.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from sys import intern
from typing import Any

from desktop_app.engine.errors import Damaged
from desktop_app.engine.model import Grade, Item, ItemKind, Remark, Snapshot

PREFIX = "snapshots/"
RECORD = struct.Struct("<II")
MAX_JSON = 64 << 20
SHORT = 8
ENCODER = json.JSONEncoder(sort_keys=True)


def encode_header(snapshot: Snapshot) -> bytes:
    """The plain JSON of a header; the id is not in it, it is the hash of the sealed object."""
    body = {
        "target": snapshot.target,
        "target_kind": snapshot.target_kind,
        "target_address": snapshot.target_address,
        "host": snapshot.host,
        "sequence": snapshot.sequence,
        "started": snapshot.started.isoformat(),
        "finished": snapshot.finished.isoformat(),
        "grade": snapshot.grade.value,
        "warnings": [{"item": w.item, "what": w.what} for w in snapshot.warnings],
        "items": snapshot.items,
        "rows": snapshot.rows,
        "size": snapshot.size,
        "stored": snapshot.stored,
        "facts": dict(snapshot.facts),
        "item_list": snapshot.item_list.hex(),
    }
    return json.dumps(body, sort_keys=True).encode()


def decode_header(plain: bytes, snapshot_id: str) -> Snapshot:
    """The snapshot of a header's plain bytes."""
    try:
        body = json.loads(plain)
        return Snapshot(
            id=snapshot_id,
            target=body["target"],
            target_kind=body["target_kind"],
            target_address=body["target_address"],
            host=body["host"],
            sequence=int(body["sequence"]),
            started=datetime.fromisoformat(body["started"]),
            finished=datetime.fromisoformat(body["finished"]),
            grade=Grade(body["grade"]),
            warnings=tuple(Remark(w["item"], w["what"]) for w in body["warnings"]),
            items=int(body["items"]),
            rows=int(body["rows"]),
            size=int(body["size"]),
            stored=int(body["stored"]),
            facts=body["facts"],
            item_list=bytes.fromhex(body["item_list"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(PREFIX + snapshot_id, f"has a field of a wrong kind: {error}") from None


def encode_item(item: Item) -> bytes:
    """One record of the item list: two lengths, JSON, then the chunk ids as they are."""
    text = ENCODER.encode(_item_body(item)).encode()
    return RECORD.pack(len(text), len(item.chunks) // 32) + text + item.chunks


def _item_body(item: Item) -> Mapping[str, Any]:
    return {
        "name": item.name,
        "kind": item.kind.value,
        "rows": item.rows,
        "size": item.size,
        "hash": item.hash.hex(),
        "detail": dict(item.detail),
    }


def decode_items(pieces: Iterable[bytes], snapshot_id: str) -> Iterator[Item]:
    """The items of a list that arrives in pieces, one by one."""
    for record in records(pieces, snapshot_id):
        yield decode_item(record, snapshot_id)


def records(pieces: Iterable[bytes], snapshot_id: str) -> Iterator[bytes]:
    """The records of a list that arrives in pieces, one by one."""
    rest = b""
    for piece in pieces:
        rest += piece
        start = 0
        while (end := _record_end(rest, start, snapshot_id)) and end <= len(rest):
            yield rest[start:end]
            start = end
        rest = rest[start:]
    if rest:
        raise Damaged(PREFIX + snapshot_id, "its item list ends inside a record")


def _record_end(buffer: bytes, start: int, snapshot_id: str) -> int:
    """Where the record ends that begins there, or 0 when not even its lengths are there."""
    if len(buffer) < start + RECORD.size:
        return 0
    text, chunks = RECORD.unpack_from(buffer, start)
    if text > MAX_JSON:
        raise Damaged(PREFIX + snapshot_id, "its item list holds an impossible record")
    return int(start + RECORD.size + text + chunks * 32)


def decode_item(record: bytes, snapshot_id: str) -> Item:
    """The item of one record."""
    length, _ = RECORD.unpack_from(record)
    try:
        body = json.loads(record[RECORD.size : RECORD.size + length])
        return Item(
            name=body["name"],
            kind=ItemKind(body["kind"]),
            rows=body["rows"],
            size=int(body["size"]),
            hash=bytes.fromhex(body["hash"]),
            chunks=record[RECORD.size + length :],
            detail=_shared(body["detail"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Damaged(PREFIX + snapshot_id, f"lists an item wrongly: {error}") from None


def _shared(detail: Mapping[str, str]) -> Mapping[str, str]:
    """The same, its keys and short values being those of other items: a million files have the
    same ten keys and a few owners, and text made anew for each would fill a gigabyte."""
    return {
        intern(key): intern(value) if len(value) <= SHORT else value
        for key, value in detail.items()
    }
