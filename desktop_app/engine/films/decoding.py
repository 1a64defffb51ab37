"""FFmpeg's decoders, held to what a film may cost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TypeAlias

import av
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from desktop_app.engine.errors import BadFilm
from desktop_app.engine.films.limits import Limits

Coded: TypeAlias = "av.Packet[VideoStream]"
"""One coded picture."""

CODECS = {
    "h264": "H.264",
    "hevc": "H.265",
    "mpeg4": "MPEG-4",
    "msmpeg4v2": "MPEG-4",
    "msmpeg4v3": "MPEG-4",
    "mpeg2video": "MPEG-2",
    "mjpeg": "Motion JPEG",
    "vp8": "VP8",
    "vp9": "VP9",
    "libdav1d": "AV1",
    "ffv1": "FFV1",
    "rawvideo": "raw pictures",
}


def restrain(context: VideoCodecContext, limits: Limits, name: str) -> None:
    """Before the first picture: one thread, no codec but a few, no picture too large."""
    if context.name not in CODECS:
        raise BadFilm(name, f"has a codec that is not looked into: {context.name}", mild=True)
    if context.width * context.height > limits.pixels:
        size = f"{context.width} x {context.height}"
        raise BadFilm(name, f"says that its pictures are too large: {size} pixels")
    context.thread_count = 1
    context.options = {"max_pixels": str(limits.pixels)}


class RawDecoder:
    """Turns pieces of a bare H.264 stream into pictures. ``sets`` are the parameters of the
    stream, as they stand at its start: they need not stand before each key picture."""

    def __init__(self, sets: bytes, limits: Limits, name: str) -> None:
        self._context = av.CodecContext.create("h264", "r")
        restrain(self._context, limits, name)
        self._context.extradata = sets
        self.name = name

    def packets(self, data: bytes) -> list[Coded]:
        """The coded pictures that are complete with this piece; at the end (no bytes) the last."""
        try:
            return list(self._context.parse(data))
        except av.FFmpegError as error:
            raise BadFilm(self.name, f"does not parse as H.264: {error.strerror}") from None

    def pictures(self, packet: Coded | None) -> Iterator[av.VideoFrame]:
        """The pictures that a coded one completes; None asks for those that are held back."""
        try:
            yield from self._context.decode(packet)
        except av.FFmpegError as error:
            raise BadFilm(self.name, f"does not decode as H.264: {error.strerror}") from None

    @property
    def rate(self) -> float | None:
        """Pictures a second, where the stream itself says so; known after the first picture."""
        rate = self._context.framerate
        return float(rate) if rate else None

    def begin_anew(self) -> None:
        """What comes next does not follow what was decoded before."""
        self._context.flush_buffers()

    def all_of(self, data: bytes) -> Iterator[av.VideoFrame]:
        """All pictures of a stretch that can be decoded, to the last."""
        for packet in [*self.packets(data), *self.packets(b""), None]:
            with suppress(BadFilm):
                yield from self.pictures(packet)
