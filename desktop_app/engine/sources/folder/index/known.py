"""What an index keeps of one folder besides its listing."""

from __future__ import annotations

import os
import struct
import sys
from typing import Any, NamedTuple
from zlib import crc32

from desktop_app.engine.sources.folder.index.listing import State, seal

SUMS = tuple(f"{what}_{state.name.lower()}" for state in State for what in ("files", "bytes"))
NUMBERED = ("read_ns", "looked_ns", "youngest", "oldest", "entries", *SUMS)
NUMBERS = struct.Struct(f"<{len(NUMBERED) + 2}q")
ENCODING, ERRORS = sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()
LONG_AGO, FAR_AHEAD = -(1 << 63), (1 << 63) - 1
NOTHING = (0,) * len(SUMS)


class Unusable(Exception):
    """The file is not an index of this tree, or damaged; ``why`` goes on after "the index".
    Never leaves ``index``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Known(NamedTuple):
    """What is kept of one folder. ``path`` relative to the root, empty for the root itself. A
    tuple, because a look makes one of each folder.

    ``stamp``: what lstat told of it when it was read; ``read_ns``: the moment before that, 0 when
    it could not be read: then it must be. ``looked_ns``: the moment before its files were last
    looked at one by one. ``youngest`` and ``oldest``: when the last changes of its files were,
    beyond any time where it has none. ``entries``: how many its listing has, files or not;
    ``sums``: files and bytes for each state.
    """

    number: int
    parent: int
    path: str
    stamp: bytes
    read_ns: int = 0
    looked_ns: int = 0
    youngest: int = LONG_AGO
    oldest: int = FAR_AHEAD
    entries: int = 0
    sums: tuple[int, ...] = NOTHING

    def row(self) -> tuple[bytes | int, ...]:
        """As a row with its seal."""
        numbers = (self.read_ns, self.looked_ns, self.youngest, self.oldest, self.entries)
        path = os.fsencode(self.path)
        packed = NUMBERS.pack(self.number, self.parent, *numbers, *self.sums)
        sealed = seal(path, self.stamp, packed)
        return self.number, self.parent, path, self.stamp, *numbers, *self.sums, sealed

    @classmethod
    def of(cls, row: tuple[Any, ...]) -> Known:
        """Raises :class:`Unusable` for a row that is not what :meth:`row` gave."""
        number, parent, path, stamp = row[:4]
        try:
            packed = NUMBERS.pack(number, parent, *row[4:-1])
            if crc32(path + stamp + packed) != row[-1]:  # as seal does it
                raise Unusable("is damaged")
        except (TypeError, struct.error) as error:
            raise Unusable("is damaged") from error
        name = str(path, ENCODING, ERRORS)  # as os.fsdecode does it
        return cls._make((number, parent, name, stamp, *row[4:9], row[9:-1]))
