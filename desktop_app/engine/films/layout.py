"""Which device and run a film belongs to, by where it lies."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.films.names import number_of

MACHINE = re.compile(r"[0-9a-f]{32}")
RUN = re.compile(r"\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Whose:
    """``device`` may be empty, for a film that lies nowhere in particular; ``run`` is the folder
    of the film, relative to the root, and so unique."""

    device: str
    run: str


def whose(name: str) -> Whose:
    """The device and run of a film's path. Ethoscopes write ``…/machine id/device/run/film``;
    elsewhere the folder above the film's is taken for the device.

    >>> whose("videos/012ad4d76fe97759aa27a0c99bff6710/ETHOSCOPE_012/2026-03-14_09-00-00/x.h264")
    Whose(device='ETHOSCOPE_012', run='videos/012ad4d76fe97759aa27a0c99bff6710/ETHOSCOPE_012/2026-03-14_09-00-00')
    >>> whose("cage 3/monday/x.mp4"), whose("x.mp4")
    (Whose(device='cage 3', run='cage 3/monday'), Whose(device='', run=''))
    """  # noqa: E501 (a path as devices write it)
    run, _, _ = name.rpartition("/")
    above, _, last = run.rpartition("/")
    device = above.rpartition("/")[2]
    if device and MACHINE.fullmatch(device):
        # A run without a folder of its own lies in the device's.
        return Whose(last, run)
    return Whose(device or last if run else "", run)


def gaps(names: Iterable[str]) -> tuple[int, ...]:
    """The numbers that are missing in a run's films: from the first part, 1, to the last.

    >>> gaps(["a_00001.h264", "a_00004.h264", "merged.mp4"])
    (2, 3)
    """
    there = {number for name in names if (number := number_of(name)) is not None}
    return tuple(number for number in range(1, max(there, default=0)) if number not in there)
