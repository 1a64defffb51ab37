"""The first rows of a table, or the first bytes of an item, straight from the repository."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.engine.contents.item_stream import ItemStream
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NotSupported
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.repository.repository import Repository

# COPY's text format: https://www.postgresql.org/docs/current/sql-copy.html, "File Formats".
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


@dataclass(frozen=True, slots=True)
class RowsPreview:
    """Some rows as text. ``columns`` may be empty for a table without columns; None is NULL."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    total_rows: int


def preview_rows(
    repository: Repository, item: Item, count: int = 20, beside: Iterable[Item] = ()
) -> RowsPreview:
    """The first ``count`` rows; reads no more chunks than these need. ``beside``: the items of the
    snapshot, for a table whose rows lie in a file of it."""
    if item.kind is ItemKind.TABLE:
        return _preview_table(repository, item, count, beside)
    if item.kind is not ItemKind.ROWS:
        raise NotSupported(f"a preview of {item.name}", f"it holds {item.kind.value}, not rows")
    encoding = item.detail.get("python_encoding", "utf-8")
    lines = _first_lines(repository, item, count)
    columns = split_names(item.detail.get("columns", ""))
    rows = tuple(_row(line.decode(encoding, "replace"), bool(columns)) for line in lines)
    return RowsPreview(columns, rows, item.rows or 0)


def _preview_table(
    repository: Repository, item: Item, count: int, beside: Iterable[Item]
) -> RowsPreview:
    """Through a stream over the file that holds it: however big that is, only some pages of it
    are fetched."""
    from desktop_app.engine.sources.sqlite.image import first_rows

    name = item.detail.get("file")
    file = next((i for i in beside if i.kind is ItemKind.FILE and i.name == name), None)
    if file is None:
        raise NotSupported(f"a preview of {item.name}", "the file that holds it is not there")
    found = first_rows(ItemStream(repository, file), file.size, item.name, count)
    return RowsPreview(found.columns, found.rows, item.rows or 0)


def preview_bytes(repository: Repository, item: Item, count: int = 4096) -> bytes:
    """The first ``count`` bytes of any item."""
    found = bytearray()
    for piece in repository.read(item):
        found += piece
        if len(found) >= count:
            break
    return bytes(found[:count])


def _first_lines(repository: Repository, item: Item, count: int) -> list[bytes]:
    found = bytearray()
    for piece in repository.read(item):
        found += piece
        if found.count(b"\n") >= count:
            break
    return bytes(found).split(b"\n")[:-1][:count]


def _row(line: str, has_columns: bool) -> tuple[str | None, ...]:
    if not has_columns:
        return ()
    return tuple(None if field == r"\N" else unescape(field) for field in line.split("\t"))


def unescape(field: str) -> str:
    r"""Undo COPY's backslashes.

    >>> unescape(r"a\tb\\c")
    'a\tb\\c'
    """
    if "\\" not in field:
        return field
    parts = field.split("\\")
    text = parts[0]
    rest = iter(parts[1:])
    for part in rest:
        if part:
            text += ESCAPES.get(part[0], part[0]) + part[1:]
        else:  # two backslashes in a row stand for one
            text += "\\" + next(rest, "")
    return text


def split_names(joined: str) -> tuple[str, ...]:
    """Column names out of a list as ``quote_ident`` and ``, `` make it.

    >>> split_names('id, "odd, ""name"')
    ('id', 'odd, "name')
    """
    names: list[str] = []
    at = 0
    while at < len(joined):
        if joined[at] == '"':
            end = at + 1
            while joined[end] != '"' or joined[end + 1 : end + 2] == '"':
                end += 2 if joined[end] == '"' else 1
            names.append(joined[at + 1 : end].replace('""', '"'))
            at = end + 1
        else:
            end = joined.find(",", at)
            end = len(joined) if end < 0 else end
            names.append(joined[at:end])
            at = end
        at += len(", ")
    return tuple(names)
