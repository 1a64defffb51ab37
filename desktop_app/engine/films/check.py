"""Whether a film can be played: its stream parses, and a sample of its pictures decodes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import field

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadFilm
from desktop_app.engine.films import names
from desktop_app.engine.films.boxed import MOST_FORWARD, BoxedFilm
from desktop_app.engine.films.decoding import Coded, RawDecoder
from desktop_app.engine.films.film import FilmFacts
from desktop_app.engine.films.limits import ORDINARY, Bytes, Limits, Watched
from desktop_app.engine.films.raw import HEAD, parameters_of
from desktop_app.engine.films.sniffing import not_raw

SAMPLES = 12  # stretches of a film whose pictures are decoded
GROUP = 4  # pictures of each
WHOLE = 1 << 20  # a film up to this size is decoded to the last picture
MOST_TAIL = 16 << 20  # bytes of coded pictures kept, to decode the film's end
MOST_SILENT = 16 << 20  # bytes without a picture after which nothing is sought any more
MISSING = 3  # pictures by which a container may be wrong about its end
TORN = "ends inside a picture: its recording was cut short"

Reopen = Callable[[], Bytes]
"""Opens the same bytes once more, to be read from any place."""


@dataclass(frozen=True, slots=True)
class FilmCheck:
    """``pictures`` counts coded ones, ``decoded`` those of the sample. ``fault`` goes on after the
    name, empty when there is none; ``mild``: it may have been recorded so."""

    pictures: int
    decoded: int
    fault: str = ""
    mild: bool = False


def check_film(
    name: str,
    size: int,
    pieces: Iterator[bytes],
    reopen: Reopen | None = None,
    limits: Limits = ORDINARY,
) -> FilmCheck:
    """Read a film to its end, and look whether it can be played. Without ``reopen`` a film in a
    container is held in memory. Raises what ``pieces`` raise."""
    try:
        if names.is_raw(name):
            return _RawCheck(name, size, limits).run(pieces)
        return _check_boxed(name, pieces, reopen, limits)
    except BadFilm as bad:
        return FilmCheck(0, 0, bad.reason, bad.mild)
    finally:
        for _ in pieces:  # whoever asks counts on every byte being read and compared
            pass


@dataclass(slots=True)
class _RawCheck:
    """One look through a bare stream: every byte is parsed, some pictures are decoded."""

    name: str
    size: int
    limits: Limits
    pictures: int = 0
    decoded: int = 0
    broken: int = 0
    _passed: int = 0
    _next: int = 0
    _left: int = 0  # pictures of the stretch that is being decoded
    _silent: int = 0
    _sets: bytes = b""
    _broken_here: int = 0  # pictures of that stretch that are broken
    _tail: list[Coded] = field(default_factory=list)
    _tail_bytes: int = 0

    def run(self, pieces: Iterator[bytes]) -> FilmCheck:
        head = _taken(pieces, HEAD)
        if why := not_raw(head):
            raise BadFilm(self.name, why, mild=not head)
        self._sets = parameters_of(head, self.name)
        decoder, parser = self._decoder(), self._decoder()
        self._take(parser.packets(head), decoder, len(head))
        for piece in pieces:
            self._take(parser.packets(piece), decoder, len(piece))
        self._take(parser.packets(b""), decoder, 0)
        return self._judged()

    def _decoder(self) -> RawDecoder:
        return RawDecoder(self._sets, self.limits, self.name)

    def _take(self, packets: list[Coded], decoder: RawDecoder, size: int) -> None:
        self._silent = 0 if packets else self._silent + size
        if self._silent > MOST_SILENT:
            raise BadFilm(self.name, "holds no pictures any more after a while")
        for packet in packets:
            self.pictures += 1
            self._passed += packet.size
            if packet.is_keyframe:
                self._begin_group(decoder)
            self._keep(packet)
            if self._left:
                self._decode(packet, decoder)

    def _begin_group(self, decoder: RawDecoder) -> None:
        if self._left:
            self._end_group(decoder)
        # Not at the end: the last stretch is decoded again, to its last picture.
        self.broken += self._broken_here
        self._broken_here = 0
        self._tail.clear()
        self._tail_bytes = 0
        if self._passed >= self._next:
            self._left = GROUP if self.size > WHOLE else self.size
            self._next = self._passed + (self.size // SAMPLES if self.size > WHOLE else 0)

    def _keep(self, packet: Coded) -> None:
        if self._tail_bytes <= MOST_TAIL:
            self._tail.append(packet)
            self._tail_bytes += packet.size

    def _decode(self, packet: Coded, decoder: RawDecoder) -> None:
        self._count(_broken(decoder, packet))
        self._left -= 1
        if not self._left:
            self._end_group(decoder)

    def _end_group(self, decoder: RawDecoder) -> None:
        self._count(_broken(decoder, None))
        self._left = 0
        decoder.begin_anew()

    def _count(self, broken: list[bool]) -> None:
        self.decoded += len(broken)
        self._broken_here += sum(broken)

    def _judged(self) -> FilmCheck:
        """The film's end is decoded whole, since that is where a recording is cut off."""
        whole = self._tail_bytes <= MOST_TAIL
        ends = self._last_pictures() if whole else []
        self.decoded += len(ends)
        torn = bool(ends) and ends[-1]
        broken = self.broken + sum(ends[:-1])
        if broken + torn == self.decoded:
            raise BadFilm(self.name, "holds no picture that can be decoded")
        if broken:
            return FilmCheck(self.pictures, self.decoded, _damage(broken, self.decoded))
        return FilmCheck(self.pictures, self.decoded, TORN if torn else "", mild=torn)

    def _last_pictures(self) -> list[bool]:
        """Of each picture since the last key picture: whether it is broken."""
        decoder = self._decoder()
        return [each for packet in [*self._tail, None] for each in _broken(decoder, packet)]


def _broken(decoder: RawDecoder, packet: Coded | None) -> list[bool]:
    """Of each picture that a coded one completes: whether it is broken. What does not decode at
    all is one that is."""
    try:
        return [frame.is_corrupt for frame in decoder.pictures(packet)]
    except BadFilm:
        return [True]


def _check_boxed(
    name: str, pieces: Iterator[bytes], reopen: Reopen | None, limits: Limits
) -> FilmCheck:
    stream: Bytes
    if reopen is None:
        stream = io.BytesIO(b"".join(pieces))
    else:
        for _ in pieces:
            pass
        stream = reopen()
    watched = Watched(stream, name, limits)
    with closing(BoxedFilm(watched)) as film:
        return _looked_through(film, watched)


def _looked_through(film: BoxedFilm, watched: Watched) -> FilmCheck:
    groups: list[list[bool]] = []
    for part in range(SAMPLES):
        watched.begin()
        groups.append([f.is_corrupt for f in film.frames_from(part / SAMPLES, GROUP)])
    watched.begin()
    ends: list[tuple[bool, float | None]]
    try:
        ends = [(f.is_corrupt, f.time) for f in film.frames_from(1.0, MOST_FORWARD)]
    except BadFilm as bad:
        ends = [(not bad.mild, None)]  # the place is told, and nothing is there
    torn = ends[-1][0] or _ends_early(ends[-1][1], film.facts)
    decoded = sum(map(len, groups)) + len(ends)
    while torn and groups and any(groups[-1]):
        groups.pop()  # looked for behind the torn end
    broken = sum(map(sum, groups)) + sum(corrupt for corrupt, _ in ends[:-1])
    if broken:
        return FilmCheck(film.facts.frames, decoded, _damage(broken, decoded))
    return FilmCheck(film.facts.frames, decoded, TORN if torn else "", mild=torn)


def _ends_early(last: float | None, facts: FilmFacts) -> bool:
    """Whether the last picture comes well before the end that the container tells."""
    if last is None or facts.seconds is None or not facts.rate:
        return False
    return last + MISSING / facts.rate < facts.seconds


def _taken(pieces: Iterator[bytes], size: int) -> bytes:
    """The first pieces, at least ``size`` bytes of them where there are as many."""
    head = bytearray()
    for piece in pieces:
        head += piece
        if len(head) >= size:
            break
    return bytes(head)


def _damage(broken: int, decoded: int) -> str:
    return f"has broken pictures: {broken:,} of the {decoded:,} that were decoded as a sample"
