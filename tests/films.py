"""Real films for tests: small H.264, made by PyAV, each picture another than the one before."""

from __future__ import annotations

import io
from functools import cache

import av

PARAMETERS = "repeat-headers=1:annexb=1:scenecut=0"


@cache
def raw_film(
    frames: int = 50, width: int = 160, height: int = 120, gop: int = 10, rate: int = 25, b: int = 0
) -> bytes:
    """A bare stream of H.264, as a camera writes it."""
    return _encoded("h264", frames, width, height, gop, rate, b, PARAMETERS)


@cache
def boxed_film(
    kind: str = "mp4", frames: int = 50, width: int = 160, height: int = 120, gop: int = 10
) -> bytes:
    """The same in a container: ``mp4``, ``avi``, ``matroska``."""
    return _encoded(kind, frames, width, height, gop, 25, 0, "scenecut=0")


def brightness(frame: int) -> int:
    """How bright the picture of this number is all over, 0 to 255."""
    return 20 + frame * 4 % 200


def _encoded(
    kind: str, frames: int, width: int, height: int, gop: int, rate: int, b: int, parameters: str
) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format=kind) as film:
        stream = film.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.gop_size = gop
        stream.codec_context.max_b_frames = b
        stream.codec_context.thread_count = 1
        stream.options = {"preset": "ultrafast", "x264-params": parameters}
        for number in range(frames):
            film.mux(stream.encode(_picture(number, width, height)))
        film.mux(stream.encode(None))
    return out.getvalue()


def _picture(number: int, width: int, height: int) -> av.VideoFrame:
    frame = av.VideoFrame(width, height, "yuv420p")
    bright = brightness(number)
    for at, plane in enumerate(frame.planes):
        row = bytearray([128 if at else bright]) * plane.line_size
        if not at:
            for x in range(0, width, 8):  # some grain, so that pictures take bytes
                row[x] = (bright + number * 7 + x) % 256
        plane.update(bytes(row) * (plane.buffer_size // plane.line_size))
    frame.pts = number
    return frame
