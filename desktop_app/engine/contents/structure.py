"""What the bytes of an item must look like to mean anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from desktop_app.engine.errors import ToolFailed
from desktop_app.engine.model import Item, ItemKind

Listing = Callable[[Iterable[bytes]], int]
"""Asks pg_restore to list an archive given in pieces: the number of entries.
Raises :class:`~desktop_app.engine.errors.ToolFailed` when it cannot."""


def check_item(item: Item, pieces: Iterator[bytes], listing: Listing) -> str:
    """Read an item to its end; returns what is wrong with its meaning, or an empty text."""
    if item.kind in (ItemKind.ROWS, ItemKind.DIGEST):
        return _check_rows(item, pieces)
    if item.kind in (ItemKind.SCHEMA, ItemKind.LARGE_OBJECTS):
        return _check_archive(pieces, listing)
    whole = b"".join(pieces)
    if item.kind is ItemKind.DATABASE:
        return _check_json(whole)
    if item.kind is ItemKind.ROLES and b"ROLE" not in whole:
        return "names no role"
    return ""


def _check_rows(item: Item, pieces: Iterator[bytes]) -> str:
    rows = tabs = 0
    last = b"\n"
    for piece in pieces:
        rows += piece.count(b"\n")
        tabs += piece.count(b"\t")
        last = piece[-1:] or last
    if last != b"\n":
        return "ends inside a row"
    if rows != item.rows:
        return f"holds {rows:,} rows, the manifest says {item.rows or 0:,}"
    # COPY's text format escapes tabs in values, so raw ones only stand between columns.
    columns = item.detail.get("column_count")
    if columns is not None and tabs != rows * max(int(columns) - 1, 0):
        return "has rows with a wrong number of columns"
    return ""


def _check_archive(pieces: Iterator[bytes], listing: Listing) -> str:
    try:
        entries = listing(pieces)
    except ToolFailed as failure:
        return f"is no archive that {failure.tool} can list: {failure.reason}"
    return "" if entries else "is an archive without a single entry"


def _check_json(whole: bytes) -> str:
    try:
        body = json.loads(whole)
    except ValueError:
        return "is not readable as JSON"
    return "" if isinstance(body, dict) and "encoding" in body else "does not say how to create it"
