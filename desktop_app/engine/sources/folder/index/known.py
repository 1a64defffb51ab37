"""What an index keeps of one folder besides its listing."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import Any

from desktop_app.engine.sources.folder.index.listing import State, seal

SUMS = tuple(f"{what}_{state.name.lower()}" for state in State for what in ("files", "bytes"))
NUMBERED = ("read_ns", "looked_ns", "youngest", "oldest", "entries", *SUMS)
NUMBERS = struct.Struct(f"<{len(NUMBERED) + 2}q")
LONG_AGO, FAR_AHEAD = -(1 << 63), (1 << 63) - 1
NOTHING = (0,) * len(SUMS)


class Unusable(Exception):
    """The file is not an index of this tree, or damaged; ``why`` goes on after "the index".
    Never leaves ``index``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of one folder. ``path`` relative to the root, empty for the root itself.

    ``stamp``: what lstat told of it when it was read; ``read_ns``: the moment before that, 0 when
    it could not be read: then it must be. ``looked_ns``: the moment before its files were last
    looked at one by one. ``youngest`` and ``oldest``: when the last changes of its files were,
    beyond any time where it has none. ``sums``: files and bytes for each state; ``count``: how
    many entries its listing has, files or not.
    """

    number: int
    parent: int
    path: str
    stamp: bytes
    read_ns: int = 0
    looked_ns: int = 0
    youngest: int = LONG_AGO
    oldest: int = FAR_AHEAD
    count: int = 0
    sums: tuple[int, ...] = NOTHING

    @property
    def files(self) -> int:
        return sum(self.sums[::2])

    def row(self) -> tuple[bytes | int, ...]:
        """As a row with its seal."""
        numbers = (self.read_ns, self.looked_ns, self.youngest, self.oldest, self.count)
        path = os.fsencode(self.path)
        packed = NUMBERS.pack(self.number, self.parent, *numbers, *self.sums)
        sealed = seal(path, self.stamp, packed)
        return self.number, self.parent, path, self.stamp, *numbers, *self.sums, sealed

    @classmethod
    def of(cls, row: tuple[Any, ...]) -> Known:
        """Raises :class:`Unusable` for a row that is not what :meth:`row` gave."""
        number, parent, path, stamp, *numbers, sealed = row
        try:
            if seal(path, stamp, NUMBERS.pack(number, parent, *numbers)) != sealed:
                raise Unusable("is damaged")
        except (TypeError, struct.error) as error:
            raise Unusable("is damaged") from error
        read_ns, looked_ns, youngest, oldest, count, *sums = numbers
        moments = (read_ns, looked_ns, youngest, oldest)
        return cls(number, parent, os.fsdecode(path), stamp, *moments, count, tuple(sums))
