"""What the name of a film says."""

from __future__ import annotations

import re

from desktop_app.engine.dataclass import dataclass

RAW = frozenset({"h264", "264"})
BOXED = frozenset({"mp4", "m4v", "mov", "avi", "mkv"})

SAID = re.compile(r"(\d{1,5})x(\d{1,5})@(\d{1,4}(?:\.\d{1,3})?)")
NUMBER = re.compile(r"_(\d{5})\.[0-9a-z]+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a camera wrote into a name: width and height in pixels, pictures a second."""

    width: int
    height: int
    rate: float


def ending(name: str) -> str:
    """What follows the last dot of the last part, in small letters.

    >>> ending("videos/a.b/film.H264")
    'h264'
    """
    last = name.rpartition("/")[2]
    return last.rpartition(".")[2].lower() if "." in last else ""


def is_film(name: str) -> bool:
    """Whether a file of this name claims to be a film.

    >>> is_film("videos/x_00001.h264"), is_film("results/x.db")
    (True, False)
    """
    return ending(name) in RAW | BOXED


def is_raw(name: str) -> bool:
    """Whether the name claims a bare stream of H.264, without a container."""
    return ending(name) in RAW


def said_by(name: str) -> Said | None:
    """Size and rate as ``{W}x{H}@{fps}`` in the name.

    >>> said_by("2026-03-14_09-00-00_012_NA_1280x960@25fps-20q_00001.h264")
    Said(width=1280, height=960, rate=25.0)
    """
    found = SAID.search(name.rpartition("/")[2])
    if found is None:
        return None
    said = Said(int(found[1]), int(found[2]), float(found[3]))
    return said if said.width and said.height and said.rate else None


def number_of(name: str) -> int | None:
    """Which part of a recording it is: cameras write a film in numbered parts.

    >>> number_of("x_1280x960@25_00007.h264"), number_of("x.mp4")
    (7, None)
    """
    found = NUMBER.search(name)
    return int(found[1]) if found else None
