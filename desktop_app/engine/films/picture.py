"""One picture of a film, small enough to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadFilm

if TYPE_CHECKING:
    import av


@dataclass(frozen=True, slots=True)
class Picture:
    """``rgb``: three bytes a pixel, row by row from the top left, without padding."""

    width: int
    height: int
    rgb: bytes


def picture_of(frame: av.VideoFrame, largest: tuple[int, int], name: str) -> Picture:
    """A decoded frame, made smaller to fit into ``largest`` (width, height), never larger."""
    import av  # FFmpeg takes a while to load, and most who know pictures make none

    width, height = fitted(frame.width, frame.height, largest)
    try:
        made = frame.reformat(width, height, "rgb24")
    except (av.FFmpegError, ValueError) as error:
        raise BadFilm(name, f"has a picture that cannot be shown: {error}") from None
    plane = made.planes[0]
    rows, stride, data = width * 3, plane.line_size, memoryview(plane)
    return Picture(
        width, height, b"".join(data[y * stride : y * stride + rows] for y in range(height))
    )


def fitted(width: int, height: int, largest: tuple[int, int]) -> tuple[int, int]:
    """The size of a picture that fits, its sides in proportion.

    >>> fitted(1280, 960, (320, 180))
    (240, 180)
    """
    share = min(1.0, largest[0] / width, largest[1] / height)
    return max(1, round(width * share)), max(1, round(height * share))
