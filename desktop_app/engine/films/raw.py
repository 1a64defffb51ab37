"""Bare streams of H.264, as cameras write them: no container, no times, no table of contents.

The stream is a row of units, each behind a start code (ITU-T H.264, Annex B); start codes do not
occur inside units. A picture is one or more slices, of which the first says so in its first bit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import av

from desktop_app.engine.errors import BadFilm
from desktop_app.engine.films.decoding import RawDecoder
from desktop_app.engine.films.film import FilmFacts, Shot
from desktop_app.engine.films.limits import Watched
from desktop_app.engine.films.names import said_by
from desktop_app.engine.films.picture import picture_of
from desktop_app.engine.films.sniffing import not_raw

HEAD = 256 << 10
WINDOW = 512 << 10
COUNTED = 16 << 20  # a film up to this size is counted to the end
FARTHEST = 8 << 20  # how far before a place its key picture is looked for
BEYOND = 1 << 20  # how far after a place its picture may end

PICTURE = re.compile(rb"\x00\x00\x01[\x01\x21\x41\x61\x05\x25\x45\x65][\x80-\xff]")
OVERLAP = 4  # bytes of a match that may lie before a border, less one
UNIT = re.compile(
    rb"\x00\x00\x01(?:(?P<sets>[\x07\x27\x47\x67])"
    rb"|(?P<key>[\x05\x25\x45\x65][\x80-\xff])|[\x01\x21\x41\x61][\x80-\xff])"
)


class RawFilm:
    """See :class:`~desktop_app.engine.films.film.Film`."""

    def __init__(self, stream: Watched) -> None:
        self._stream, name = stream, stream.name
        head = stream.read_at(0, HEAD)
        if why := not_raw(head):
            raise BadFilm(name, why, mild=not head)
        self._sets = parameters_of(head, name)
        decoder, frame = self._first(head)
        said = said_by(name)
        rate = said.rate if said else _rate_in(decoder)
        frames, exact = self._counted()
        seconds = frames / rate if rate else None
        self.facts = FilmFacts(
            frame.width, frame.height, "H.264", frames, rate, seconds, exact=exact
        )

    def shot(self, share: float, largest: tuple[int, int]) -> Shot:
        self._stream.begin()
        at = int(min(max(share, 0.0), 1.0) * self._stream.size)
        *_, frame = _known(self._pictures_to(at), self._stream.name)
        seconds = None if self.facts.seconds is None else self.facts.seconds * share
        return Shot(picture_of(frame, largest, self._stream.name), seconds, not frame.is_corrupt)

    def close(self) -> None:
        pass

    def _decoder(self) -> RawDecoder:
        return RawDecoder(self._sets, self._stream.limits, self._stream.name)

    def _first(self, head: bytes) -> tuple[RawDecoder, av.VideoFrame]:
        """The first picture, from as little as it takes."""
        starts = [found.start() for found in PICTURE.finditer(head)]
        decoder = self._decoder()
        if len(starts) > 1:
            head = head[: starts[1]]
        elif len(head) == HEAD:
            head = self._stream.read_at(0, FARTHEST)
        return decoder, next(_known(decoder.all_of(head), self._stream.name))

    def _counted(self) -> tuple[int, bool]:
        """How many pictures there are, and whether all were counted."""
        size, read = self._stream.size, self._stream.read_at
        if size <= COUNTED:
            return max(1, sum(1 for _ in PICTURE.finditer(read(0, size)))), True
        places = [(size - BEYOND) * part // 4 for part in range(5)]
        found = sum(sum(1 for _ in PICTURE.finditer(read(at, BEYOND))) for at in places)
        return max(1, round(found * size / (BEYOND * len(places)))), False

    def _pictures_to(self, at: int) -> Iterator[av.VideoFrame]:
        """Decoded pictures from the key picture before a place in bytes to the one there."""
        begin = self._key_before(at)
        data = self._stream.read_at(begin, at - begin + BEYOND)
        starts = [found.start() for found in PICTURE.finditer(data)]
        end = next((start for start in starts if begin + start > at and start > starts[0]), None)
        yield from self._decoder().all_of(data[:end])

    def _key_before(self, at: int) -> int:
        """Where the last key picture begins that begins at or before a place; the start of the
        film when none is near."""
        end, least = min(at + HEAD, self._stream.size), max(0, at - FARTHEST)
        while end > least:
            begin = max(0, end - WINDOW)
            data = self._stream.read_at(begin, end - begin + OVERLAP)
            found = [key + begin for key in keys_in(data) if key + begin <= at]
            if found:
                return found[-1]
            end = begin
        return 0


def keys_in(data: bytes) -> Iterator[int]:
    """Where key pictures begin in a stretch, with the parameters that stand right before them."""
    sets: int | None = None
    for unit in UNIT.finditer(data):
        if unit["sets"]:
            sets = unit.start() if sets is None else sets
            continue
        if unit["key"]:
            yield unit.start() if sets is None else sets
        sets = None


def parameters_of(head: bytes, name: str) -> bytes:
    """The units before the first picture, without which no picture can be decoded."""
    first = PICTURE.search(head)
    if first is None:
        raise BadFilm(name, "holds no picture where its first must be")
    sets = head[: first.start()]
    if not any(unit["sets"] for unit in UNIT.finditer(sets)):
        raise BadFilm(name, "begins in the middle of a stream, without its parameters")
    return sets


def _known(frames: Iterator[av.VideoFrame], name: str) -> Iterator[av.VideoFrame]:
    """The same; raises when there is none."""
    some = False
    for frame in frames:
        some = True
        yield frame
    if not some:
        raise BadFilm(name, "holds no picture that can be decoded")


def _rate_in(decoder: RawDecoder) -> float | None:
    rate = decoder.rate
    return rate if rate and 0.01 <= rate <= 1000 else None
