"""What there is of each device, as a snapshot's facts tell it, so that a fleet's state is known
without a look at any device.

The fact ``devices`` is JSON: a list with, for each device, what :class:`Census` has.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.ethoscope.moments import as_utc
from desktop_app.engine.sources.ethoscope.runs import Run

FACT, OTHERS = "devices", "other devices"


@dataclass(frozen=True, slots=True)
class Census:
    """Of one device. ``oldest`` and ``newest`` run as in :attr:`Run.key`, without the device;
    ``faulty``: how many runs have something wrong. Sizes in bytes."""

    machine_id: str
    name: str
    runs: int = 0
    faulty: int = 0
    sqlite_files: int = 0
    sqlite_bytes: int = 0
    video_files: int = 0
    video_bytes: int = 0
    oldest: str = ""
    newest: str = ""


def count(runs: Iterable[Run], faulty: frozenset[str]) -> tuple[Census, ...]:
    """``faulty``: keys of the runs that have something wrong."""
    devices: dict[str, list[Run]] = {}
    for run in runs:
        devices.setdefault(run.machine_id, []).append(run)
    return tuple(_census(machine_id, mine, faulty) for machine_id, mine in devices.items())


def _census(machine_id: str, runs: list[Run], faulty: frozenset[str]) -> Census:
    databases = [file for run in runs for file in run.databases]
    films = [chunk.file for run in runs for chunk in run.chunks]
    moments = [as_utc(run.started) for run in runs]
    return Census(
        machine_id,
        runs[-1].device,
        len(runs),
        sum(run.key in faulty for run in runs),
        len(databases),
        sum(file.size for file in databases),
        len(films),
        sum(film.size for film in films),
        min(moments),
        max(moments),
    )


def told(censuses: Iterable[Census]) -> str:
    """As a fact."""
    return json.dumps([asdict(census) for census in censuses], sort_keys=True)


def read(facts: Mapping[str, str]) -> tuple[Census, ...]:
    """What a snapshot's facts tell; a fact that is none tells nothing."""
    try:
        listed = json.loads(facts.get(FACT, "[]"))
        return tuple(Census(**each) for each in listed)
    except (ValueError, TypeError):
        return ()
