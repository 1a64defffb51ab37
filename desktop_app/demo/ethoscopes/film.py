"""Chunks of film: real H.264, as a device's camera writes it (Annex B, without a container).

A few groups of pictures are encoded once and joined to chunks. What makes each chunk another one,
and as long as is wished, are messages between the groups that players pass over (``user data
unregistered``, ITU-T H.264, D.1.7): so gigabytes of film that share no byte sequence are made as
fast as a disk takes them.
"""

from __future__ import annotations

import io
import random
from fractions import Fraction
from functools import cache

import av

WIDTH, HEIGHT, FPS = 320, 240, 2
CHUNK_SECONDS = 300  # the nominal length of a chunk
GROUP_SECONDS = 30
DISTINCT = 4  # groups of pictures that are really encoded
FLIES = 6

LONGEST_MESSAGE = 60_000
MESSAGE_ID = b"labvault sample!"  # 16 bytes, as a UUID has


def chunk(seed: int, size: int = 0, seconds: int = CHUNK_SECONDS) -> bytes:
    """One chunk of ``seconds``, at least ``size`` bytes long; every ``seed`` gives another one.

    Never much longer than what is wished, or than the pictures need.
    """
    groups = max(1, seconds // GROUP_SECONDS)
    pictures = [group((seed + at) % DISTINCT) for at in range(groups)]
    padding = max(0, size - sum(map(len, pictures)))
    source = random.Random(seed)  # noqa: S311 (sample data, not a secret)
    return b"".join(
        part for each in pictures for part in (message(source, padding // groups), each)
    )


def message(source: random.Random, size: int) -> bytes:
    """About ``size`` bytes that say nothing, as messages to a player that knows them."""
    parts = []
    while True:
        length = max(32, min(size, LONGEST_MESSAGE))
        # Without zero bytes, no start code can come about that would have to be escaped.
        noise = source.randbytes(length - 16).translate(_WITHOUT_ZERO)
        length_code = b"\xff" * (length // 255) + bytes([length % 255])
        parts.append(b"\x00\x00\x00\x01\x06\x05" + length_code + MESSAGE_ID + noise + b"\x80")
        size -= length
        if size < 32:
            return b"".join(parts)


_WITHOUT_ZERO = bytes([1, *range(1, 256)])


@cache
def group(number: int) -> bytes:
    """One group of pictures of :data:`GROUP_SECONDS`, as a stream that stands alone."""
    return encode(number, GROUP_SECONDS * FPS, "libx264", "h264")


def encode(number: int, frames: int, codec: str, container: str) -> bytes:
    """Flies that walk in an arena, as a file of ``container``: ``h264``, ``avi``, ``mp4`` …"""
    target = io.BytesIO()
    with av.open(target, "w", format=container) as output:
        stream = output.add_stream(codec, rate=FPS)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        if codec == "libx264":
            stream.options = {"preset": "ultrafast", "tune": "zerolatency", "g": str(frames)}
        for at in range(frames):
            output.mux(stream.encode(picture(number, at)))
        output.mux(stream.encode())
    return target.getvalue()


def picture(number: int, at: int) -> av.VideoFrame:
    """The picture at a place in a film: a light arena, dark flies that wander."""
    frame = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
    light, *colours = frame.planes
    line = light.line_size
    pixels = bytearray(b"\xc8" * light.buffer_size)
    for fly in range(FLIES):
        x = (37 * fly + 11 * number + 3 * at * (1 + fly % 3)) % (WIDTH - 8)
        y = fly * HEIGHT // FLIES + (7 * number + at) % (HEIGHT // FLIES - 8)
        for row in range(y, y + 5):
            pixels[row * line + x : row * line + x + 8] = b"\x20" * 8
    light.update(bytes(pixels))
    for colour in colours:
        colour.update(b"\x80" * colour.buffer_size)
    frame.pts, frame.time_base = at, Fraction(1, FPS)
    return frame


@cache
def still(number: int) -> bytes:
    """One picture as JPEG, as a device keeps some in a run's database."""
    codec = av.CodecContext.create("mjpeg", "w")
    codec.width, codec.height, codec.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
    codec.time_base = Fraction(1, FPS)
    shot = picture(number, number).reformat(format="yuvj420p")
    shot.pts, shot.time_base = 0, Fraction(1, FPS)
    return b"".join(bytes(packet) for packet in (*codec.encode(shot), *codec.encode(None)))
