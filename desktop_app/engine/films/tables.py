"""What the tables of an MP4 film claim, looked at before FFmpeg believes them.

A few bytes of an MP4 may claim billions of pictures, and FFmpeg makes room for each that is
claimed. So the boxes are walked first, without making room for anything: each picture takes at
least one byte of the file, and there may be no more of them than a look may cost.

Boxes as in ISO/IEC 14496-12. Tables are looked at wherever they stand, as FFmpeg does.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.engine.errors import BadFilm
from desktop_app.engine.films.limits import Watched

MOST_BOXES = 50_000
MOST_DEPTH, MOST_TRACKS = 12, 100
AROUND = {
    *(b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"udta", b"mvex"),
    *(b"moof", b"traf", b"tref", b"gmhd", b"schi", b"sinf", b"wave", b"clip", b"matt", b"rmra"),
}
HIDES_MOVIE = {b"free", b"hoov", b"skip"}
HIDDEN = {b"mvhd", b"cmov"}
COMPRESSED = b"cmov"
HEADER, LARGE = struct.Struct(">I4s"), struct.Struct(">Q")
COUNT_AT = {b"stsz": 8, b"stz2": 8, b"trun": 4, b"stco": 4, b"co64": 4, b"stss": 4, b"keys": 4}
"""Where the number of entries, or of pictures, stands in the content of a table."""

RUNS = {b"stts": 8, b"ctts": 8}
"""Tables of runs, each of a number of pictures; the bytes of an entry."""

OF_DATA = {b"url ", b"alis", b"rsrc"}  # handlers that say where the bytes are
AT_ONCE = 1 << 16  # entries of a table of runs, read in one piece


def must_be_bearable(stream: Watched) -> None:
    """Raise :class:`BadFilm` for an MP4 whose tables claim more than its bytes can hold, or more
    than a look may cost. What is no MP4 box by box is left to FFmpeg."""
    walk = _Walk(stream)
    walk.inside(0, stream.size, 0)
    walk.end_of_track()


@dataclass
class _Walk:
    stream: Watched
    boxes: int = 0
    tracks: int = 0
    pictures: int = 0  # of all tracks and fragments
    # Of the track that is walked through:
    track: dict[bytes, int] = field(default_factory=dict)
    per_chunk: int = 0  # most pictures that a chunk is said to have
    even: bool = False  # each lasts one tick, as samples of plain sound do
    handlers: set[bytes] = field(default_factory=set)

    def inside(self, at: int, end: int, depth: int) -> None:
        for kind, start, stop in self._boxes(at, end):
            if kind == COMPRESSED:
                raise self._bad("has a compressed header, which is not looked into", mild=True)
            if kind == b"trak":
                self.end_of_track()
                self.tracks += 1
                if self.tracks > MOST_TRACKS:
                    raise self._bad(f"has more than {MOST_TRACKS} tracks", mild=True)
            if kind in AROUND or (kind in HIDES_MOVIE and self._hides(start, stop)):
                if depth >= MOST_DEPTH:
                    raise self._bad("has boxes in boxes beyond all measure")
                self.inside(start, stop, depth + 1)
            else:
                self._table(kind, start, stop)

    def _table(self, kind: bytes, start: int, stop: int) -> None:
        if kind in RUNS:
            self._note(kind, self._sum_of_runs(kind, start, stop))
        elif kind == b"hdlr":
            self.handlers.add(self.stream.read_at(start + 8, 4))
        elif kind == b"stsc":
            self._look_at_chunks(start, stop)
        elif kind in COUNT_AT:
            self._note(kind, self._number(start + COUNT_AT[kind], stop))

    def end_of_track(self) -> None:
        """What one track claims is known."""
        track = self.track
        chunks = max(track.get(b"stco", 0), track.get(b"co64", 0))
        if self.even and self.handlers - OF_DATA == {b"soun"}:
            # FFmpeg makes one entry of up to 1024 samples of plain sound, chunk by chunk.
            whole = chunks * self.per_chunk
            self._must_have_bytes(track.get(b"stsz", 0))
            track = {b"stco": chunks + whole // 1024}
        self._claim(max(track.values(), default=0))
        self.track, self.per_chunk, self.even, self.handlers = {}, 0, False, set()

    def _boxes(self, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
        """(kind, start and end of the content) of the boxes side by side in a stretch."""
        while at + HEADER.size <= end:
            self.boxes += 1
            if self.boxes > MOST_BOXES:
                raise self._bad("has more boxes than are looked into", mild=True)
            head = self.stream.read_at(at, HEADER.size + LARGE.size)
            if len(head) < HEADER.size:
                return
            size, kind = HEADER.unpack_from(head)
            start = at + HEADER.size
            if size == 1 and len(head) == HEADER.size + LARGE.size:
                (size,) = LARGE.unpack_from(head, HEADER.size)
                start += LARGE.size
            stop = end if size == 0 else min(at + size, end)
            if stop < start:
                return  # FFmpeg does not go on here either
            yield kind, start, stop
            at = stop

    def _hides(self, start: int, stop: int) -> bool:
        inner = self.stream.read_at(start, HEADER.size) if stop - start >= HEADER.size else b""
        return inner[4:] in HIDDEN

    def _number(self, at: int, stop: int) -> int:
        data = self.stream.read_at(at, 4) if at + 4 <= stop else b""
        return int.from_bytes(data, "big") if len(data) == 4 else 0

    def _sum_of_runs(self, kind: bytes, start: int, stop: int) -> int:
        total = runs = ticks = 0
        for data in self._entries(start, stop, RUNS[kind]):
            entries = list(struct.iter_unpack(">II", data))
            total += sum(count for count, _ in entries)
            runs, ticks = runs + len(entries), entries[-1][1]
            self._must_have_bytes(total)
        if kind == b"stts":
            self.even = (runs, ticks) == (1, 1)
        return total

    def _look_at_chunks(self, start: int, stop: int) -> None:
        for data in self._entries(start, stop, 12):
            most = max(count for _, count, _ in struct.iter_unpack(">III", data))
            self.per_chunk = max(self.per_chunk, most)

    def _entries(self, start: int, stop: int, entry: int) -> Iterator[bytes]:
        """The entries of a table that are there, many in a piece; the number of them is claimed."""
        claimed = self._number(start + 4, stop)
        left, at = min(claimed, max(0, stop - start - 8) // entry), start + 8
        self._must_have_bytes(claimed)
        while left:
            some = min(left, AT_ONCE)
            data = self.stream.read_at(at, some * entry)
            if len(data) < some * entry:
                return
            yield data
            left, at = left - some, at + some * entry

    def _note(self, kind: bytes, claimed: int) -> None:
        self._must_have_bytes(claimed)
        if kind == b"trun":
            self._claim(claimed)
        else:
            self.track[kind] = max(self.track.get(kind, 0), claimed)

    def _claim(self, pictures: int) -> None:
        self.pictures += pictures
        self._must_have_bytes(self.pictures)
        most = self.stream.limits.pictures
        if self.pictures > most:
            raise self._bad(f"has more than {most:,} pictures, which are too many", mild=True)

    def _must_have_bytes(self, claimed: int) -> None:
        size = self.stream.size
        if claimed > size:
            raise self._bad(f"claims {claimed:,} pictures, and has {size:,} bytes")

    def _bad(self, why: str, *, mild: bool = False) -> BadFilm:
        return BadFilm(self.stream.name, why, mild=mild)
