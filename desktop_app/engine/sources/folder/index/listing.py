"""What lies directly in one folder, but for its subfolders, packed into one piece of bytes.

Column by column, each of ``count`` numbers, little-endian, then the names in UTF-8 as
:func:`os.fsencode` gives them, joined by NUL, which no name holds. So a hundred thousand entries
are taken apart by a few calls.
"""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from operator import attrgetter
from struct import Struct
from typing import Any
from zlib import crc32

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.folder.entry import Entry, Form

FORMS = (Form.FILE, Form.LINK, Form.OTHER)
NUMBER_OF = {form: number for number, form in enumerate(FORMS)}
MOST_LINKS = 0xFFFFFFFF

Row = tuple[Any, ...]
"""A name, the number of its form, and its numbers in the order of :data:`COLUMNS`."""

MODIFIED = 3  # its place in a row

# As the fields of an Entry from ``size`` on: unsigned (Q, I) or signed (q) numbers of 8 or 4 bytes.
COLUMNS = "qqqQQIIIIq"
SIZES = {"q": 8, "Q": 8, "I": 4, "B": 1}
EMPTY = ((),) * (2 + len(COLUMNS))
PER_ENTRY = 2 + sum(SIZES[code] for code in COLUMNS)


STAMP = Struct(f"<{COLUMNS}")
_pack = STAMP.pack


class State(IntEnum):
    """What is known of a file besides what the tree tells."""

    SEEN = 0  # no snapshot is known to hold it as it is now
    INCOMPLETE = 1  # it was still growing when a snapshot was taken
    STORED = 2  # a snapshot holds it as it is now


class BadListing(Exception):
    """These bytes are not what :meth:`Listing.pack` wrote. Never leaves ``index``."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files, links and others of one folder, sorted by ``names`` (without the folder's path).

    All sequences are of one length; ``numbers`` has one for each of :data:`COLUMNS`.
    """

    names: Sequence[str]
    forms: bytes  # numbers of FORMS
    states: bytes
    numbers: tuple[array[int], ...]

    def __len__(self) -> int:
        return len(self.names)

    @property
    def sizes(self) -> array[int]:
        return self.numbers[0]

    @property
    def modified(self) -> array[int]:
        """Nanoseconds since 1970."""
        return self.numbers[1]

    @classmethod
    def of(cls, rows: Sequence[Row], states: bytes | None = None) -> Listing:
        """Of what is in one folder, in the order of names as bytes, no folder among it."""
        names, forms, *columns = zip(*rows, strict=True) if rows else EMPTY
        return cls(
            names,
            bytes(forms),
            bytes(len(rows)) if states is None else states,
            tuple(map(array, COLUMNS, columns)),
        )

    @classmethod
    def of_columns(
        cls, names: Sequence[str], forms: bytes, columns: list[Sequence[int]]
    ) -> Listing:
        """The same of what :func:`columns_of` gives."""
        if not names:
            return cls.of(())
        if max(columns[LINKS]) > MOST_LINKS:
            columns[LINKS] = [min(links, MOST_LINKS) for links in columns[LINKS]]
        columns[BLOCKS] = [blocks * BLOCK for blocks in columns[BLOCKS]]
        numbers = tuple(map(array, COLUMNS, columns))
        return cls(names, forms, bytes(len(names)), numbers)

    def rows(self) -> Iterator[Row]:
        """As it was made of."""
        return zip(self.names, self.forms, *self.numbers, strict=True)

    def row(self, at: int) -> Row:
        """One of :meth:`rows`."""
        return (self.names[at], self.forms[at], *(column[at] for column in self.numbers))

    def entries(self, prefix: str) -> Iterator[Entry]:
        """As entries; ``prefix`` is the folder's path with a slash, or empty for the root."""
        forms = map(FORMS.__getitem__, self.forms)
        return map(Entry, map(prefix.__add__, self.names), forms, *self.numbers)

    def pack(self) -> bytes:
        """As bytes."""
        numbers = b"".join(_little(column).tobytes() for column in self.numbers)
        names = os.fsencode("\0".join(self.names))
        return len(self).to_bytes(4, "little") + self.forms + self.states + numbers + names

    @classmethod
    def unpack(cls, data: bytes) -> Listing:
        """Raises :class:`BadListing`."""
        count = int.from_bytes(data[:4], "little")
        if len(data) < 4 + count * PER_ENTRY:
            raise BadListing
        forms, states = data[4 : 4 + count], data[4 + count : 4 + 2 * count]
        at, numbers = 4 + 2 * count, []
        for code in COLUMNS:
            column = array(code)
            column.frombytes(data[at : at + count * SIZES[code]])
            numbers.append(_little(column))
            at += count * SIZES[code]
        names = os.fsdecode(data[at:]).split("\0") if count else []
        if len(names) != count or (count and max(forms) >= len(FORMS)):
            raise BadListing
        return cls(names, forms, states, tuple(numbers))


# As the columns; but for the number of links, which may not fit, and the blocks, which are not
# bytes yet. One call for all is some times as fast as ten by name.
told_of = attrgetter(
    "st_size",
    "st_mtime_ns",
    "st_ctime_ns",
    "st_ino",
    "st_dev",
    "st_nlink",
    "st_mode",
    "st_uid",
    "st_gid",
    "st_blocks",
)
LINKS, MODES, BLOCKS, BLOCK = 5, 6, 9, 512


def columns_of(looks: Iterable[os.stat_result]) -> list[Sequence[int]]:
    """What looks told, column by column, which is some times as fast as path by path; of no look
    no column."""
    return list(zip(*map(told_of, looks), strict=True))


def packed_of(found: os.stat_result) -> bytes:
    """The numbers of one path, in one piece."""
    size, modified, changed, inode, device, links, mode, uid, gid, blocks = told_of(found)
    links = links if links < MOST_LINKS else MOST_LINKS
    return _pack(size, modified, changed, inode, device, links, mode, uid, gid, blocks * BLOCK)


def numbers_of(found: os.stat_result) -> tuple[int, ...]:
    """What a listing keeps of a path besides name and form, in the order of the columns; what
    :class:`Entry` has from ``size`` on."""
    size, modified, changed, inode, device, links, mode, uid, gid, blocks = told_of(found)
    links = links if links < MOST_LINKS else MOST_LINKS
    return size, modified, changed, inode, device, links, mode, uid, gid, blocks * BLOCK


def seal(*parts: bytes) -> int:
    """A checksum that tells what was written from what a failing disk gives back."""
    value = 0
    for part in parts:
        value = crc32(part, value)
    return value


def _little(column: array[int]) -> array[int]:
    if sys.byteorder == "big":
        column = array(column.typecode, column)
        column.byteswap()
    return column
