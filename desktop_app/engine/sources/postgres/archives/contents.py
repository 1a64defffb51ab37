"""The table of contents of a pg_dump custom archive: read, and written with chosen entries.

The format is that of pg_backup_archiver.c (ReadHead, ReadToc) and pg_backup_custom.c, versions
1.12 to 1.16 (pg_dump 9.4 to 18). Integers are a sign byte and ``intSize`` bytes, the lowest
first; strings are their length and their bytes, length -1 for none. After the last entry come
the data blocks, which name their entry by its number, so the table can be exchanged alone.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import IntEnum
from functools import cached_property

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, NotSupported

MAGIC = b"PGDMP"
CUSTOM = 1
KNOWN = range(12, 17)  # minor numbers of format 1
POSITION_UNKNOWN = 1  # the data blocks are searched from the start

ENCODING = re.compile(rb"client_encoding = '(\w+)'")
PYTHON_NAMES = {
    "EUC_CN": "gb2312",
    "KOI8R": "koi8-r",
    "KOI8U": "koi8-u",
    "SQL_ASCII": "utf-8",
    "MULE_INTERNAL": "utf-8",
}


class Section(IntEnum):
    """When an entry is restored; NONE follows the entry before it."""

    NONE = 1
    PRE_DATA = 2
    DATA = 3
    POST_DATA = 4


class CutShort(Damaged):
    """The bytes at hand end within the table of contents."""

    def __init__(self) -> None:
        super().__init__("archive of pg_dump", "ends in its table of contents")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``kind`` is pg_dump's word (TABLE, ACL, FK CONSTRAINT …); ``needs`` are the
    numbers of the entries that must come before; None means that the archive says nothing."""

    number: int
    has_data: int
    table_oid: bytes | None
    oid: bytes | None
    tag: bytes | None
    kind: str
    section: Section
    definition: bytes | None
    drop: bytes | None
    copy: bytes | None
    schema: bytes | None
    tablespace: bytes | None
    access_method: bytes | None
    relation_kind: int
    owner: bytes | None
    needs: tuple[int, ...]
    position: int
    offset: bytes


@dataclass(frozen=True)
class Archive:
    """A table of contents. ``head`` are the bytes before it; ``size`` counts all bytes up to its
    end, where the data blocks begin."""

    head: bytes
    minor: int
    int_size: int
    entries: tuple[Entry, ...]
    size: int

    @classmethod
    def read(cls, data: bytes) -> Archive:
        """Raises :class:`CutShort`, and :class:`NotSupported` for an unknown format."""
        reader = _Reader(data)
        minor, int_size, offset_size = _read_head(reader)
        head = data[: reader.at]
        count = reader.number()
        entries = tuple(_read_entry(reader, minor, offset_size) for _ in range(count))
        return cls(head, minor, int_size, entries, reader.at)

    @cached_property
    def codec(self) -> codecs.CodecInfo:
        """Python's codec for the archive's text; what it cannot read survives as surrogates."""
        definitions = (e.definition or b"" for e in self.entries if e.kind == "ENCODING")
        named = ENCODING.search(next(definitions, b""))
        name = named[1].decode() if named else "UTF8"
        try:
            return codecs.lookup(PYTHON_NAMES.get(name, name.replace("WIN", "cp")))
        except LookupError:
            return codecs.lookup("utf-8")

    def text(self, value: bytes | None) -> str:
        """A text of the archive; empty where there is none."""
        return self.codec.decode(value or b"", "surrogateescape")[0]

    def encoded(self, text: str) -> bytes:
        """The opposite of :meth:`text`."""
        return self.codec.encode(text, "surrogateescape")[0]

    def with_entries(self, entries: Iterable[Entry]) -> Archive:
        """The same archive with other entries in its table."""
        return replace(self, entries=tuple(entries))

    def table(self) -> bytes:
        """Head and table of contents; an archive without data is just this."""
        writer = _Writer(self.int_size)
        writer.number(len(self.entries))
        for entry in self.entries:
            _write_entry(writer, entry, self.minor)
        return self.head + b"".join(writer.parts)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.int_size = data, 0, 4

    def take(self, size: int) -> bytes:
        taken = self.data[self.at : self.at + size]
        if len(taken) < size:
            raise CutShort
        self.at += size
        return taken

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        negative = self.byte()
        value = int.from_bytes(self.take(self.int_size), "little")
        return -value if negative else value

    def text(self) -> bytes | None:
        size = self.number()
        return None if size < 0 else self.take(size)


class _Writer:
    def __init__(self, int_size: int) -> None:
        self.parts: list[bytes] = []
        self.int_size = int_size

    def number(self, value: int) -> None:
        self.parts.append(bytes([value < 0]) + abs(value).to_bytes(self.int_size, "little"))

    def text(self, value: bytes | None) -> None:
        self.number(-1 if value is None else len(value))
        self.parts.append(value or b"")


def _read_head(reader: _Reader) -> tuple[int, int, int]:
    """Minor version, size of integers, size of offsets."""
    if reader.take(5) != MAGIC:
        raise NotSupported("the archive", "it is not one of pg_dump")
    major, minor, _revision = reader.byte(), reader.byte(), reader.byte()
    reader.int_size, offset_size, kind = reader.byte(), reader.byte(), reader.byte()
    if major != 1 or minor not in KNOWN or kind != CUSTOM:
        raise NotSupported("the archive", f"its format {major}.{minor} is not known")
    if minor >= 15:
        reader.byte()  # compression's kind
    else:
        reader.number()  # compression's level
    for _ in range(7):
        reader.number()  # the time it was made
    for _ in range(3):
        reader.text()  # database, version of the server, version of pg_dump
    return minor, reader.int_size, offset_size


def _read_entry(reader: _Reader, minor: int, offset_size: int) -> Entry:
    text: Callable[[], bytes | None] = reader.text
    number, has_data = reader.number(), reader.number()
    table_oid, oid, tag = text(), text(), text()
    kind, section = text() or b"", Section(reader.number())
    definition, drop, copy, schema, tablespace = text(), text(), text(), text(), text()
    access_method = text() if minor >= 14 else None
    relation_kind = reader.number() if minor >= 16 else 0
    owner = text()
    text()  # "false": tables with oids went with version 12
    return Entry(
        number=number,
        has_data=has_data,
        table_oid=table_oid,
        oid=oid,
        tag=tag,
        kind=kind.decode(),
        section=section,
        definition=definition,
        drop=drop,
        copy=copy,
        schema=schema,
        tablespace=tablespace,
        access_method=access_method,
        relation_kind=relation_kind,
        owner=owner,
        needs=tuple(_needs(reader)),
        position=reader.byte(),
        offset=reader.take(offset_size),
    )


def _needs(reader: _Reader) -> Iterator[int]:
    while (number := reader.text()) is not None:
        yield int(number)


def _write_entry(writer: _Writer, entry: Entry, minor: int) -> None:
    writer.number(entry.number)
    writer.number(entry.has_data)
    for value in (entry.table_oid, entry.oid, entry.tag, entry.kind.encode()):
        writer.text(value)
    writer.number(entry.section)
    for value in (entry.definition, entry.drop, entry.copy, entry.schema, entry.tablespace):
        writer.text(value)
    if minor >= 14:
        writer.text(entry.access_method)
    if minor >= 16:
        writer.number(entry.relation_kind)
    writer.text(entry.owner)
    writer.text(b"false")
    for number in entry.needs:
        writer.text(str(number).encode())
    writer.text(None)
    # The table before the blocks changes its length, so positions noted in it are void.
    has_position = entry.position not in (0, 3)
    writer.parts.append(bytes([POSITION_UNKNOWN if has_position else entry.position]))
    writer.parts.append(bytes(len(entry.offset)) if has_position else entry.offset)


def read_table(pieces: Iterator[bytes]) -> tuple[Archive, bytes]:
    """The table of contents of an archive that streams by, and the bytes taken to read it; the
    rest is left in ``pieces``. Raises :class:`Damaged`."""
    begun, tried = bytearray(), 0
    for piece in pieces:
        begun += piece
        # Trying again only when there is twice as much keeps a long table from costing its square.
        if len(begun) < 2 * tried:
            continue
        tried = len(begun)
        whole = bytes(begun)
        try:
            return Archive.read(whole), whole
        except CutShort:
            continue
    whole = bytes(begun)
    return Archive.read(whole), whole
