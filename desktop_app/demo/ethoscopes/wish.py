"""What sample data of ethoscopes is wanted, and what was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, datetime
from enum import StrEnum

from desktop_app.engine.dataclass import dataclass


class Oddity(StrEnum):
    """What is not as it should be with a run, or not as today's devices write it."""

    GAP = "gap"  # a chunk in the middle is not there
    TORN_CHUNK = "torn chunk"  # the second chunk ends in the middle, and its start is noise
    NOT_A_FILM = "not a film"  # a .h264 that holds a letter
    NO_METADATA = "no metadata"  # the database has no METADATA
    DAMAGED_DATABASE = "damaged database"  # bytes in its middle are others
    NO_DATABASE = "no database"
    NO_FILM = "no film"
    FILM_ENDS_EARLY = "film ends early"  # the database goes on for hours after it
    RECORDING = "recording"  # under way: the newest rows are in -wal only, the last chunk grows
    PLACEHOLDER = "placeholder"  # the folder is called ETHOSCOPE_000
    OLD_LAYOUT = "old layout"  # film under results/, .avi, .md5, a merged .mp4
    OTHER_CAMERA = "other camera"  # names without quality: {W}x{H}@{fps}


@dataclass(frozen=True, slots=True)
class Wish:
    """``runs`` of each of ``devices``, each of ``chunks`` of film of ``chunk_bytes`` bytes (0: as
    short as they come).

    ``shares``: how much of all runs is old (8 days to a year before ``now``), middling (1 to 7
    days) and recent (less than a day). ``zone`` is the one that devices name their films in.
    ``oddities`` by number of device and of run, both from 1. ``rows`` of each of ``rois`` regions.
    The same wish gives the same names and rows.
    """

    devices: int = 3
    runs: int = 2
    chunks: int = 3
    chunk_bytes: int = 0
    chunk_seconds: int = 300
    rois: int = 4
    rows: int = 60
    now: datetime = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
    zone: str = "Europe/London"
    shares: tuple[float, float, float] = (0.7, 0.2, 0.1)
    oddities: Mapping[tuple[int, int], Oddity] = field(default_factory=dict)
    seed: int = 1


@dataclass(frozen=True, slots=True)
class SampleRun:
    """One run that was made; paths are relative to the root. ``started`` in UTC."""

    machine_id: str
    device: str
    started: datetime
    database: str | None
    films: tuple[str, ...]
    oddity: Oddity | None
