"""The canonical form of a table's rows: the same bytes for the same rows, others for others.

Rows come in the order in which the table keeps them: by rowid, or for a table WITHOUT ROWID by its
primary key. Each row is ``(``, the number of its values, and the values: the rowid first where the
table has one that can be named, then the columns in the order of their declaration, generated ones
left out. All numbers are little-endian; lengths and counts take four bytes. A value is one of

====== =====================================================================================
``N``  NULL, which SQLite also makes of NaN
``i``  an integer that fits into 32 bits with its sign: those four bytes
``l``  any other integer: how many digits follow, negative for a negative one; then the digits
       of its magnitude to the base 2¹⁵, two bytes each, the lowest first
``g``  a real: the eight bytes of its IEEE 754 form; infinities and −0.0 are what they are
``u``  a text: its length in bytes, and its bytes in the database's encoding, valid or not
``s``  a blob: its length, and its bytes
====== =====================================================================================

So 1, 1.0, '1' and x'31' are four different values, and no row can be read as another one.

It is what Python's :mod:`marshal` writes in version 2 of its form, which has not changed since
2006; that is used where it can be, a million rows a second. :func:`encode_row` says the same in
plain words, takes what marshal cannot (text that is no UTF-8, values too long to hold), and the
tests hold the two together.
"""

from __future__ import annotations

import marshal
import struct
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import apsw

from desktop_app.engine.sources.sqlite.tables import Table, quoted

BATCH = 512  # rows that are held at once, at most
HELD = 32 << 20  # bytes of rows that are held at once
LONG = 8 << 20  # bytes; a row that may have more is taken value by value, in parts
PART = 1 << 20

Value = int | float | str | bytes | None
Feed = Callable[[bytes | memoryview], object]


def feed_rows(
    connection: apsw.Connection, table: Table, feed: Feed, seen: Callable[[int], None]
) -> int:
    """Give the canonical rows of a table to ``feed``, piece by piece; returns how many there are.

    ``seen`` gets the number of rows now and then, and may raise. Nobody else may use the
    connection meanwhile. Raises apsw's errors of damage.
    """
    longest = _longest_row(connection, table)
    if longest <= LONG and connection.pragma("encoding") == "UTF-8":
        try:
            return _feed_fast(connection, table, feed, seen, _batch(longest))
        except _OddText as odd:
            return odd.rows + _feed_slowly(connection, table, feed, seen, odd.rows)
    return _feed_slowly(connection, table, feed, seen)


class _OddText(Exception):
    """A text that is no UTF-8 stands behind so many rows."""

    def __init__(self, rows: int) -> None:
        self.rows = rows


def _batch(longest: int) -> int:
    return max(1, min(BATCH, HELD // max(1, longest)))


def _feed_fast(
    connection: apsw.Connection,
    table: Table,
    feed: Feed,
    seen: Callable[[int], None],
    batch: int,
) -> int:
    rows = 0
    cursor = connection.execute(_select(table, table.values))
    while True:
        try:
            taken = list(islice(cursor, batch))
        except UnicodeDecodeError:
            raise _OddText(rows) from None
        if not taken:
            return rows
        # The head of marshal's list: its letter and how many rows it has.
        feed(memoryview(marshal.dumps(taken, 2))[5:])
        rows += len(taken)
        seen(len(taken))


def _feed_slowly(
    connection: apsw.Connection,
    table: Table,
    feed: Feed,
    seen: Callable[[int], None],
    skip: int = 0,
) -> int:
    """Value by value: three columns for each, its type, its length and, if short, itself."""
    shapes = [
        f"typeof({name}), CASE WHEN typeof({name}) IN ('text', 'blob')"
        f" THEN octet_length({name}) END,"
        f" CASE WHEN typeof({name}) IN ('text', 'blob') AND octet_length({name}) > {LONG}"
        f" AND {int(table.rowid is not None)} THEN NULL"
        f" WHEN typeof({name}) = 'text' THEN CAST({name} AS BLOB) ELSE {name} END"
        for name in table.values
    ]
    rows = 0
    select = f"{_select(table, shapes)} LIMIT -1 OFFSET {skip:d}"
    for row in connection.execute(select):
        feed(b"(" + _number(len(table.values)))
        rowid = row[2] if table.rowid else None
        for at, name in enumerate(table.values):
            kind, size, value = row[3 * at : 3 * at + 3]
            if size is not None and size > LONG and rowid is not None:
                _feed_long(connection, table, table.plain_name(name), rowid, kind, feed)
            else:
                feed(encode_value(value, text=kind == "text"))
        rows += 1
        seen(1)
    return rows


def _feed_long(
    connection: apsw.Connection, table: Table, column: str, rowid: int, kind: str, feed: Feed
) -> None:
    with connection.blob_open("main", table.name, column, rowid, False) as blob:
        feed((b"u" if kind == "text" else b"s") + _number(blob.length()))
        while part := blob.read(PART):
            feed(part)


def _select(table: Table, expressions: Sequence[str], *, ordered: bool = True) -> str:
    """In the order of the table itself: an index that covers it has another one."""
    order = f" ORDER BY {', '.join(table.order)}" if ordered and table.order else ""
    shown = ", ".join(expressions) or "NULL"
    return f"SELECT {shown} FROM main.{quoted(table.name)} NOT INDEXED{order}"  # noqa: S608


def _longest_row(connection: apsw.Connection, table: Table) -> int:
    """Bytes, as a bound. In a small file no row can be long, and nothing is asked."""
    size = int(connection.pragma("page_count")) * int(connection.pragma("page_size"))
    if size <= LONG or not table.values:
        return min(size, LONG)
    lengths = " + ".join(
        f"CASE WHEN typeof({name}) IN ('text', 'blob') THEN octet_length({name}) ELSE 8 END"
        for name in table.values
    )
    return int(connection.execute(_select(table, [f"max({lengths})"], ordered=False)).get or 0)


def encode_row(values: Sequence[Value]) -> bytes:
    """One row.

    >>> encode_row([1, None, "a"])
    b'(\\x03\\x00\\x00\\x00i\\x01\\x00\\x00\\x00Nu\\x01\\x00\\x00\\x00a'
    """
    parts = (encode_value(value) for value in values)
    return b"(" + _number(len(values)) + b"".join(parts)


def encode_value(value: Value, *, text: bool = False) -> bytes:
    """One value. ``text``: the bytes are those of a text."""
    if value is None:
        return b"N"
    if isinstance(value, int):
        return _encode_integer(value)
    if isinstance(value, float):
        return b"g" + struct.pack("<d", value)
    if isinstance(value, str):
        value, text = value.encode(), True
    return (b"u" if text else b"s") + _number(len(value)) + value


def _encode_integer(value: int) -> bytes:
    if -(1 << 31) <= value < 1 << 31:
        return b"i" + struct.pack("<i", value)
    digits = list(_digits(abs(value)))
    count = len(digits) if value > 0 else -len(digits)
    return b"l" + struct.pack(f"<i{len(digits)}H", count, *digits)


def _digits(magnitude: int) -> Iterator[int]:
    while magnitude:
        yield magnitude & 0x7FFF
        magnitude >>= 15


def _number(count: int) -> bytes:
    return struct.pack("<I", count)
