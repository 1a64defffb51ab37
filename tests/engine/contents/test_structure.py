"""What makes the bytes of an item mean something."""

from collections.abc import Iterable

import pytest

from desktop_app.engine.contents.structure import check_item
from desktop_app.engine.errors import ToolFailed
from desktop_app.engine.model import Item, ItemKind


def listing(pieces: Iterable[bytes]) -> int:
    """Speaks for pg_restore, which the flow tests ask for real."""
    if b"PGDMP" not in b"".join(pieces):
        raise ToolFailed("pg_restore", 1, "input file does not appear to be a valid archive")
    return 3


def found(kind: ItemKind, content: bytes, rows: int | None = None, columns: int = 2) -> str:
    detail = {"column_count": str(columns)} if kind is ItemKind.ROWS else {}
    item = Item("lab.mixture", kind, rows, len(content), b"", b"", detail)
    return check_item(item, iter([content[:3], content[3:]]), listing)


@pytest.mark.parametrize(
    ("content", "rows", "columns", "what"),
    [
        (b"1\ta\n2\tb\n", 2, 2, ""),
        (b"", 0, 2, ""),
        (b"\n\n", 2, 0, ""),
        (b"1\ta\n2\tb\n", 3, 2, "holds 2 rows, the manifest says 3"),
        (b"1\ta\n2\n", 2, 2, "has rows with a wrong number of columns"),
        (b"1\ta\n2\tb", 1, 2, "ends inside a row"),
    ],
)
def test_rows(content: bytes, rows: int, columns: int, what: str) -> None:
    assert found(ItemKind.ROWS, content, rows, columns) == what


def test_archives_must_list() -> None:
    assert found(ItemKind.SCHEMA, b"PGDMP and more") == ""
    assert "is no archive that pg_restore can list" in found(ItemKind.LARGE_OBJECTS, b"garbage")


def test_texts_must_parse() -> None:
    assert found(ItemKind.DATABASE, b'{"encoding": "UTF8"}') == ""
    assert found(ItemKind.DATABASE, b"{}") != ""
    assert found(ItemKind.DATABASE, b"{") == "is not readable as JSON"
    assert found(ItemKind.ROLES, b"CREATE ROLE lab;") == ""
    assert found(ItemKind.ROLES, b"--") == "names no role"
