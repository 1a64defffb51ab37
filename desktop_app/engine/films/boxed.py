"""Films in a container: MP4, AVI, Matroska."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, pairwise
from typing import cast

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from desktop_app.engine.errors import BadFilm
from desktop_app.engine.films.decoding import CODECS, restrain
from desktop_app.engine.films.film import FilmFacts, Shot
from desktop_app.engine.films.limits import Watched
from desktop_app.engine.films.picture import picture_of
from desktop_app.engine.films.sniffing import AVI, EMPTY, MATROSKA, MP4, NO_FILM, told_by
from desktop_app.engine.films.tables import must_be_bearable

MOST_FORWARD = 300  # pictures between a key picture and a place
OPTIONS = {
    "format_whitelist": "mov,mp4,matroska,webm,avi",
    "codec_whitelist": ",".join(CODECS),
    "protocol_whitelist": "",  # a film must not make anybody open anything else
    "probesize": str(8 << 20),
    "analyzeduration": "2000000",
}
CONTAINERS = {MP4, AVI, MATROSKA}
CUT = "cannot be opened: its recording or a copy of it was cut short"


class BoxedFilm:
    """See :class:`~desktop_app.engine.films.film.Film`."""

    def __init__(self, stream: Watched) -> None:
        self._stream = stream
        head = stream.read_at(0, 4096)
        if told_by(head) not in (AVI, MATROSKA):  # old films begin with other boxes
            must_be_bearable(stream)
            stream.begin()
        stream.seek(0)
        self._container = _opened(stream, head)
        try:
            self._video = self._video_of(head)
            self.facts = self._told()
        except BaseException:
            self._container.close()
            raise

    def shot(self, share: float, largest: tuple[int, int]) -> Shot:
        self._stream.begin()
        *_, frame = self.frames_to(share)
        return Shot(picture_of(frame, largest, self._stream.name), frame.time, not frame.is_corrupt)

    def frames_to(self, share: float) -> Iterator[av.VideoFrame]:
        """Decoded pictures from the key picture before a place to the one there; at least one."""
        place = self._place(share)
        for before, frame in pairwise(chain([None], self.frames_from(share, MOST_FORWARD))):
            assert frame is not None
            if before is not None and frame.pts is not None and frame.pts > place:
                return
            yield frame

    def frames_from(self, share: float, most: int) -> Iterator[av.VideoFrame]:
        """Decoded pictures from the key picture before a place on; at least one."""
        name, some = self._stream.name, False
        try:
            self._container.seek(self._place(share), stream=self._video, backward=True)
            for frame in islice(self._container.decode(self._video), most):
                some = True
                yield frame
        except av.FFmpegError as error:
            if not some:
                raise BadFilm(name, f"does not decode: {error.strerror}, {_where(share)}") from None
        if not some:
            raise BadFilm(name, f"holds no picture there: {_where(share)}")

    def close(self) -> None:
        self._container.close()

    def _place(self, share: float) -> int:
        video = self._video
        seconds = self.facts.seconds or 0.0
        start = video.start_time or 0
        base = video.time_base
        return start + (int(min(max(share, 0.0), 1.0) * seconds / base) if base else 0)

    def _video_of(self, head: bytes) -> VideoStream:
        if not self._container.streams.video:
            raise BadFilm(self._stream.name, "holds no pictures, at most sound")
        video = self._container.streams.video[0]
        if video.codec_context is None:  # FFmpeg has no decoder for it
            raise BadFilm(self._stream.name, "has a codec that is not known", mild=True)
        restrain(video.codec_context, self._stream.limits, self._stream.name)
        return video

    def _told(self) -> FilmFacts:
        """What the container says of itself."""
        video, context = self._video, self._video.codec_context
        if video.duration and video.time_base:
            seconds: float | None = float(video.duration * video.time_base)
        elif self._container.duration:
            seconds = self._container.duration / 1_000_000
        else:
            seconds = None
        rate = float(video.average_rate) if video.average_rate else None
        frames = video.frames or round((seconds or 0) * (rate or 0))
        codec = CODECS[context.name]
        exact = video.frames > 0
        return FilmFacts(context.width, context.height, codec, frames, rate, seconds, exact)


def _opened(stream: Watched, head: bytes) -> InputContainer:
    if not head:
        raise BadFilm(stream.name, EMPTY, mild=True)
    try:
        opened = av.open(stream, options=OPTIONS, metadata_errors="replace")
    except (av.FFmpegError, ValueError) as error:
        raise BadFilm(stream.name, _why(head, error), mild=told_by(head) in CONTAINERS) from None
    return cast(InputContainer, opened)


def _why(head: bytes, error: Exception) -> str:
    what = told_by(head)
    if what in CONTAINERS:
        return CUT
    return f"{NO_FILM}: {what or getattr(error, 'strerror', None) or error}"


def _where(share: float) -> str:
    return f"at {share:.0%} of its length"
