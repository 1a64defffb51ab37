"""What a film may cost whoever looks into it."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Protocol

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadFilm
from desktop_app.engine.progress import Cancel


class Bytes(Protocol):
    """A stream of bytes that can be read from any place; any binary file is one."""

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...

    def tell(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """``pixels`` of one picture, ``seconds`` and bytes ``read`` of one look into a film, and
    ``pictures`` that the tables of one may tell of."""

    pixels: int = 1 << 24  # 4096 x 4096; sixteen such pictures, as H.264 may need, take 400 MB
    seconds: float = 20.0
    read: int = 256 << 20
    pictures: int = 5_000_000  # two days at 25 a second; their tables take about 200 MB


ORDINARY = Limits()


class Watched:
    """Hands out the bytes of a stream, and raises where a look costs too much or is cancelled.

    FFmpeg asks here for every byte, so that nothing in it can go on for ever. One thread at a
    time. ``name`` is the film's, for errors.
    """

    def __init__(
        self,
        stream: Bytes,
        name: str,
        limits: Limits = ORDINARY,
        cancel: Cancel | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream, self._cancel, self._clock = stream, cancel, clock
        self.name, self.limits = name, limits
        self.size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        self.begin()

    def begin(self) -> None:
        """A new look begins, with all that it may cost."""
        self._left = self.limits.read
        self._until = self._clock() + self.limits.seconds
        self.check()

    def check(self) -> None:
        """Raise :class:`Cancelled` or, when it takes too long, :class:`BadFilm`."""
        if self._cancel is not None:
            self._cancel.check()
        if self._clock() > self._until:
            seconds = f"{self.limits.seconds:g} s"
            raise BadFilm(self.name, f"takes too long to look into: over {seconds}", mild=True)

    def read(self, size: int = -1) -> bytes:
        self.check()
        if self._left <= 0:
            most = f"{self.limits.read >> 20} MiB"
            raise BadFilm(self.name, f"makes one look read too much: over {most}", mild=True)
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._stream.read(wanted)
        self._left -= len(data)
        return data

    def read_at(self, offset: int, size: int) -> bytes:
        """Up to ``size`` bytes from ``offset`` on; fewer only at the end."""
        self.seek(max(0, offset))
        parts, left = [], size
        while left > 0 and (part := self.read(left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()
