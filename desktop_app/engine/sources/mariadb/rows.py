r"""The one form that rows have in a repository, and how a server is asked for it and told it.

A row is a line; its values stand in the order of the columns, with a tab between them. NULL is
``\N``. In a value a backslash, tab, line feed and carriage return are written ``\\``, ``\t``,
``\n`` and ``\r``; every other byte stands for itself, so that any binary value is told exactly.
That is what ``LOAD DATA`` reads by its defaults, and what PostgreSQL's ``COPY`` calls text.

How the value of a column is told depends on its :class:`Form`:

- as it is stored: text in UTF-8, binary strings, geometry (SRID and WKB, as the server keeps it),
  and text in a character set that cannot be told in UTF-8 and back without loss;
- as the server writes it: numbers, dates (in UTC), times;
- ``FLOAT`` as the ``DOUBLE`` of the same value, because the server shortens it otherwise;
- ``BIT`` as an unsigned number;
- text of other character sets, and what is stored in a form of its own (``UUID``, ``INET6``),
  converted to UTF-8.

Generated columns are not told: the server makes them again. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.mariadb.connection import quoted

NULL = b"\\N"
ESCAPED = ((b"\\", b"\\\\"), (b"\t", b"\\t"), (b"\n", b"\\n"), (b"\r", b"\\r"))


class Form(StrEnum):
    """How the values of a column are told."""

    PLAIN = "plain"  # numbers and dates: never anything to escape
    BYTES = "bytes"  # as stored
    FLOAT = "float"
    BIT = "bit"
    TEXT = "text"  # converted to UTF-8


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose values are told."""

    name: str
    form: Form


@dataclass(frozen=True, slots=True)
class RowForm:
    """How the rows of a table are told. ``key``: the columns that they are told in the order of;
    ``index`` the index that holds these, and is gone along. ``history``: rows that a
    system-versioned table keeps of the past are told, too."""

    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    index: str = ""
    history: bool = False

    def detail(self) -> dict[str, str]:
        """For the manifest; :meth:`read` reads it back. ``columns`` is as a preview wants it."""
        told = {
            "columns": ", ".join(_listed(column.name) for column in self.columns),
            "column_count": str(len(self.columns)),
            "names": json.dumps([column.name for column in self.columns], ensure_ascii=False),
            "forms": " ".join(column.form for column in self.columns),
            "key": json.dumps(list(self.key), ensure_ascii=False),
        }
        told |= {"index": self.index} if self.index else {}
        return told | ({"history": "yes"} if self.history else {})

    @classmethod
    def read(cls, detail: Mapping[str, str]) -> RowForm:
        """From a manifest. Raises :class:`ValueError`, :class:`KeyError` for what is none."""
        names, forms = json.loads(detail["names"]), detail["forms"].split()
        columns = [Column(name, Form(form)) for name, form in zip(names, forms, strict=True)]
        key = tuple(json.loads(detail["key"]))
        return cls(tuple(columns), key, detail.get("index", ""), "history" in detail)

    def query(self, table: str) -> str:
        """The query for all rows of a table, in order."""
        told = ", ".join(_asked(column) for column in self.columns) or "1"
        query = f"SELECT {told} FROM {quoted(table)}"  # noqa: S608 (names are quoted)
        if self.history:
            query += " FOR SYSTEM_TIME ALL"
        if self.key:
            # Else some engines would sort the whole table, in memory or on disk.
            query += f" FORCE INDEX FOR ORDER BY ({quoted(self.index)})" if self.index else ""
            query += f" ORDER BY {', '.join(map(quoted, self.key))}"
        return query

    def load_statement(self, table: str) -> str:
        """The statement that reads rows in this form into a table."""
        targets, changes = [], []
        for number, column in enumerate(self.columns):
            if told := _told(column, f"@v{number}"):
                targets.append(f"@v{number}")
                changes.append(f"{quoted(column.name)} = {told}")
            else:
                targets.append(quoted(column.name))
        into = ", ".join(targets) or "@nothing"
        setting = f" SET {', '.join(changes)}" if changes else ""
        return (
            f"LOAD DATA LOCAL INFILE 'rows' INTO TABLE {quoted(table)} CHARACTER SET binary"
            " FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n'"
            f" ({into}){setting}"
        )

    def lines(self, packets: Iterable[bytes]) -> Iterator[bytes]:
        """Rows as the server sends them, in the form that they are told in."""
        plain = [column.form not in (Form.BYTES, Form.TEXT) for column in self.columns]
        line = _line_of_nothing if not plain else _line_of(plain)
        return map(line, packets)


def _asked(column: Column) -> str:
    name = quoted(column.name)
    match column.form:
        case Form.FLOAT:
            return f"CAST({name} AS DOUBLE)"
        case Form.BIT:
            return f"{name} + 0"
        case Form.TEXT:
            return f"CONVERT({name} USING utf8mb4)"
    return name


def _told(column: Column, variable: str) -> str:
    """What a column gets of a variable; nothing where it takes the value as it is."""
    match column.form:
        case Form.BIT:
            return f"CAST({variable} AS UNSIGNED)"
        case Form.TEXT:
            return f"CONVERT({variable} USING utf8mb4)"
    return ""


def _line_of_nothing(_: bytes) -> bytes:
    return b"\n"


def _line_of(plain: Sequence[bool]) -> Callable[[bytes], bytes]:
    """What makes a line of a row that came in the text protocol: each value with its length
    before it, 0xfb for NULL.
    https://mariadb.com/kb/en/protocol-data-types/#length-encoded-integers"""

    def line(packet: bytes) -> bytes:
        values, at = [], 0
        for is_plain in plain:
            length = packet[at]
            at += 1
            if length == 0xFB:
                values.append(NULL)
                continue
            if length > 0xFB:
                width = _WIDTHS[length]
                length = int.from_bytes(packet[at : at + width], "little")
                at += width
            end = at + length
            value = packet[at:end]
            at = end
            values.append(value if is_plain else escape(value))
        return b"\t".join(values) + b"\n"

    return line


_WIDTHS = {0xFC: 2, 0xFD: 3, 0xFE: 8}


def escape(value: bytes) -> bytes:
    r"""A value as it stands in a line.

    >>> escape(b"a\tb\\c\nd")
    b'a\\tb\\\\c\\nd'
    """
    for byte, written in ESCAPED:
        if byte in value:
            value = value.replace(byte, written)
    return value


def unescape(field: bytes) -> bytes | None:
    r"""What :func:`escape` was given; None for NULL.

    >>> unescape(b"a\\tb"), unescape(b"\\N")
    (b'a\tb', None)
    """
    if field == NULL:
        return None
    if b"\\" not in field:
        return field
    whole = field.split(b"\\\\")
    for byte, written in ESCAPED[1:]:
        whole = [part.replace(written, byte) for part in whole]
    return b"\\".join(whole)


def _listed(name: str) -> str:
    """
    >>> _listed("id"), _listed('odd, "name"')
    ('id', '"odd, ""name\"""')
    """
    plain = name.isidentifier() and name == name.lower()
    return name if plain else '"' + name.replace('"', '""') + '"'
