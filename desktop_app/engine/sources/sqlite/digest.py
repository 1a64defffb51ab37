"""What a snapshot says of a table: its columns, how many rows, and a hash of them all.

The bytes of a table's item are this JSON, its keys sorted::

    {"blake3": hash of the canonical rows, 64 hexadecimal digits,
     "columns": [{"generated", "key", "name", "not_null", "type"} …],
     "definition": SQL, "form": "table" | "shadow" | "virtual",
     "indexes": {name: SQL}, "order": "rowid" | "primary key" | "as it lies",
     "rows": how many, "rows_form": 1, "triggers": {name: SQL}}

A virtual table has neither ``rows`` nor ``blake3``: its rows are those of its shadow tables.
``rows_form`` names the canonical form of :mod:`~desktop_app.engine.sources.sqlite.rows`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import apsw
from blake3 import blake3

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.sources.sqlite.connection import opened_copy, told
from desktop_app.engine.sources.sqlite.rows import feed_rows
from desktop_app.engine.sources.sqlite.tables import Form, Table, list_tables

ROWS_FORM = 1


@dataclass(frozen=True, slots=True)
class Digest:
    """``data``: the bytes of the item. ``rows`` None for a virtual table."""

    data: bytes
    rows: int | None


def digest(
    connection: apsw.Connection, table: Table, seen: Callable[[int], None] = lambda rows: None
) -> Digest:
    """Read all rows of a table. ``seen`` gets how many rows more were read, and may raise."""
    body: dict[str, Any] = {
        "columns": [asdict(column) for column in table.columns],
        "definition": table.sql,
        "form": table.form.value,
        "indexes": dict(table.indexes),
        "triggers": dict(table.triggers),
    }
    rows = None
    if table.form is not Form.VIRTUAL:
        whole = blake3()
        rows = feed_rows(connection, table, whole.update, seen)
        body |= {"rows": rows, "rows_form": ROWS_FORM, "blake3": whole.hexdigest()}
        body["order"] = _order(table)
    return Digest(json.dumps(body, sort_keys=True, ensure_ascii=False).encode(), rows)


def _order(table: Table) -> str:
    if table.rowid:
        return "rowid"
    return "primary key" if table.without_rowid else "as it lies"


def digest_of(path: Path, name: str, progress: Progress) -> Digest:
    """The same of one table of a file that nobody writes to. Raises :class:`KeyError` where there
    is no table of that name, and apsw's errors of damage."""
    with told(path, progress.cancel), opened_copy(path, progress.cancel) as connection:
        table = {each.name: each for each in list_tables(connection, only=name)}[name]
        return digest(connection, table, lambda rows: progress.advance(rows=rows))


def tables_of(path: Path, cancel: Cancel) -> tuple[Table, ...]:
    """The tables of a file that nobody writes to. Raises apsw's errors of damage."""
    with told(path, cancel), opened_copy(path, cancel) as connection:
        return list_tables(connection)
