"""A snapshot's items as one SQL script that the stock client runs. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.sources.base import Fetch
from desktop_app.engine.sources.mariadb.connection import quoted
from desktop_app.engine.sources.mariadb.definitions import BEFORE_ROWS, chosen
from desktop_app.engine.sources.mariadb.rows import Form, RowForm, unescape

AT_ONCE = 256 << 10  # bytes of values in one INSERT, about
SETTINGS = b"""\
SET NAMES utf8mb4;
SET time_zone = '+00:00', foreign_key_checks = 0, unique_checks = 0;
"""
# Rows are taken as they were: zero dates, ids of 0, what a check of today would refuse.
FOR_ROWS = b"""\
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES';
/*M!100201 SET check_constraint_checks = 0 */;
"""
TAKES_HISTORY = b"SET system_versioning_insert_history = 1;\n"


def script(items: Sequence[Item], fetch: Fetch) -> Iterator[bytes]:
    """Tables, rows, then views, triggers, routines and events; users are not in it."""
    dump = b"".join(
        piece for item in items if item.kind is ItemKind.SCHEMA for piece in fetch(item)
    )
    yield SETTINGS
    for statement in chosen(dump, lambda s: s.making in BEFORE_ROWS and not s.drops):
        yield statement.text + b";\n"
    yield SETTINGS + FOR_ROWS
    for item in items:
        if item.kind is ItemKind.ROWS:
            yield from _inserts(item, fetch(item))
    yield b"DELIMITER ;;\n"
    for statement in chosen(dump, lambda s: s.making not in BEFORE_ROWS):
        yield statement.text + b"\n;;\n"
    yield b"DELIMITER ;\n"


def _inserts(item: Item, pieces: Iterable[bytes]) -> Iterator[bytes]:
    form = RowForm.read(item.detail)
    names = ", ".join(quoted(column.name) for column in form.columns)
    head = f"INSERT INTO {quoted(item.detail['table'])} ({names}) VALUES\n".encode()
    if form.history:
        yield TAKES_HISTORY
    waiting, size = list[bytes](), 0
    for line in _lines(pieces):
        row = b"(" + _values(line, form) + b")" if form.columns else b"()"
        waiting.append(row)
        size += len(row)
        if size >= AT_ONCE:
            yield head + b",\n".join(waiting) + b";\n"
            waiting, size = [], 0
    if waiting:
        yield head + b",\n".join(waiting) + b";\n"


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines


def _values(line: bytes, form: RowForm) -> bytes:
    fields = zip(form.columns, line.split(b"\t"), strict=True)
    return b", ".join(literal(unescape(field), column.form) for column, field in fields)


def literal(value: bytes | None, form: Form) -> bytes:
    r"""A value as SQL wants it.

    >>> literal(b"it's", Form.BYTES), literal(b"\x00\xff", Form.BYTES), literal(None, Form.BIT)
    (b"_binary 'it\\'s'", b'0x00FF', b'NULL')
    """
    if value is None:
        return b"NULL"
    if form in (Form.BIT, Form.FLOAT):
        return value
    text = value.replace(b"\\", b"\\\\").replace(b"'", b"\\'")
    if form is not Form.BYTES:
        return b"'" + text.replace(b"\0", b"\\0") + b"'"
    return b"_binary '" + text + b"'" if _is_plain(value) else b"0x" + value.hex().upper().encode()


def _is_plain(value: bytes) -> bool:
    """Whether it can stand in a script as it is, and be read there."""
    try:
        return not value or value.decode().isprintable()
    except UnicodeDecodeError:
        return False
