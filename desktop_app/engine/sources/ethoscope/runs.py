"""Runs: what belongs together of the files of devices. Pure.

A run has a database, films, or both. A database says in UTC when it began, a film in the local
time of its device: the two that begin nearest to one another belong together, if that is near
enough. The device is meant by its machine id; the name of its folder may be a placeholder at first
and another one later.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.ethoscope.layout import (
    PLACEHOLDER,
    Located,
    Role,
    locate,
    number_of_device,
)
from desktop_app.engine.sources.ethoscope.moments import as_local, as_utc, from_local, from_utc

FILMS = (Role.FILM, Role.MERGED)
NEAR = timedelta(minutes=20)
"""Somebody starts tracking, then the camera, or the other way round."""


class FileFacts(NamedTuple):
    """What is needed of a file: its name relative to the root, bytes, and when it was last
    written, in nanoseconds since 1970."""

    name: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """A numbered part of a film; ``number`` None for a film that is in one file."""

    number: int | None
    file: FileFacts


@dataclass(frozen=True, slots=True)
class Run:
    """``started`` in UTC. ``others`` are files beside, such as sums, merged films, activity files.
    ``local``: when it began by the clock of its device, as in the names of films."""

    machine_id: str
    device: str
    started: datetime
    local: str
    databases: tuple[FileFacts, ...] = ()
    chunks: tuple[Chunk, ...] = ()
    film_started: datetime | None = None
    others: tuple[FileFacts, ...] = ()

    @property
    def key(self) -> str:
        """What it is called: its moment in UTC, and its device's machine id."""
        return f"{as_utc(self.started)}@{self.machine_id}"

    @property
    def short(self) -> str:
        """For people: with the device's number only."""
        return f"{as_utc(self.started)}@{number_of_device(self.machine_id)}"

    @property
    def files(self) -> tuple[FileFacts, ...]:
        return (*self.databases, *(chunk.file for chunk in self.chunks), *self.others)


@dataclass(slots=True)
class _Folder:
    """Files of one device that began at one moment of one clock."""

    databases: list[FileFacts] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)
    others: list[FileFacts] = field(default_factory=list)

    def take(self, file: FileFacts, located: Located) -> None:
        if located.role is Role.DATABASE:
            self.databases.append(file)
        elif located.role is Role.FILM:
            self.chunks.append(Chunk(located.chunk, file))
        elif located.role is not Role.SIDE:
            self.others.append(file)


def group(files: Iterable[FileFacts], zone: tzinfo) -> tuple[Run, ...]:
    """The runs that files belong to; by device, each device's from its oldest."""
    devices: dict[str, dict[str, list[tuple[FileFacts, Located]]]] = {}
    for file in files:
        located = locate(file.name)
        if located is not None:
            folders = devices.setdefault(located.machine_id, defaultdict(list))
            folders[located.folder].append((file, located))
    found = [run for each, folders in devices.items() for run in _runs(each, folders, zone)]
    return tuple(sorted(found, key=lambda run: (run.machine_id, run.started)))


def name_of(names: Iterable[str], machine_id: str) -> str:
    """What a device is called: the last of its names, never the placeholder if there is another.

    >>> name_of({"ETHOSCOPE_000", "ETHOSCOPE_012"}, "012ad4d76fe97759aa27a0c99bff6710")
    'ETHOSCOPE_012'
    """
    real = sorted(name for name in names if name != PLACEHOLDER)
    return real[-1] if real else f"ETHOSCOPE_{number_of_device(machine_id)}"


def _runs(
    machine_id: str, folders: Mapping[str, Sequence[tuple[FileFacts, Located]]], zone: tzinfo
) -> Iterable[Run]:
    device = name_of({folder.split("/")[2] for folder in folders}, machine_id)
    tracked: dict[str, _Folder] = defaultdict(_Folder)
    filmed: dict[str, _Folder] = defaultdict(_Folder)
    for files in folders.values():
        _sort(files, tracked, filmed)
    pairs = _pairs(list(tracked), list(filmed), zone)
    for text, folder in tracked.items():
        if started := from_utc(text):
            film, film_started = pairs.get(text, ("", None))
            films = filmed.get(film, _Folder())
            yield _run(machine_id, device, started, zone, folder, films, film_started)
    taken = {film for film, _ in pairs.values()}
    for text, films in filmed.items():
        if text not in taken and (moments := from_local(text, zone)):
            yield _run(machine_id, device, moments[0], zone, _Folder(), films, moments[0])


def _sort(
    files: Sequence[tuple[FileFacts, Located]],
    tracked: dict[str, _Folder],
    filmed: dict[str, _Folder],
) -> None:
    """Take the files of one folder. What is neither a database nor a film goes with those that
    its folder has."""
    has_database = any(located.role is Role.DATABASE for _, located in files)
    film = next((located.moment for _, located in files if located.role in FILMS), None)
    for file, located in files:
        if located.role in FILMS:
            filmed[located.moment].take(file, located)
        elif located.role is Role.DATABASE or has_database:
            tracked[located.moment].take(file, located)
        elif film is not None or file.name.startswith("videos/"):
            filmed[film or located.moment].take(file, located)
        else:
            tracked[located.moment].take(file, located)


def _run(
    machine_id: str,
    device: str,
    started: datetime,
    zone: tzinfo,
    tracked: _Folder,
    filmed: _Folder,
    film_started: datetime | None,
) -> Run:
    chunks = sorted(filmed.chunks, key=lambda chunk: (chunk.number or 0, chunk.file.name))
    others = sorted((*tracked.others, *filmed.others))
    databases = tuple(sorted(tracked.databases))
    local = as_local(started, zone)
    return Run(
        machine_id, device, started, local, databases, tuple(chunks), film_started, tuple(others)
    )


def _pairs(
    tracked: Sequence[str], filmed: Sequence[str], zone: tzinfo
) -> Mapping[str, tuple[str, datetime]]:
    """Of each database's moment the film's that belongs to it, and that one in UTC: the nearest
    two first, each only once."""
    began = {text: moment for text in tracked if (moment := from_utc(text))}
    possible = [
        (abs(moment - at), database, film, moment)
        for film in filmed
        for moment in from_local(film, zone)
        for database, at in began.items()
        if abs(moment - at) <= NEAR
    ]
    found: dict[str, tuple[str, datetime]] = {}
    taken: set[str] = set()
    for _, database, film, moment in sorted(possible):
        if database not in found and film not in taken:
            found[database] = (film, moment)
            taken.add(film)
    return found


WANTED = re.compile(
    r"(?P<moment>\d{4}(?:-\d\d(?:-\d\d(?:[_T ]\d\d(?:[-:]\d\d(?:[-:]\d\d)?)?)?)?)?)"
    r"(?:@(?P<device>[0-9A-Za-z_-]+))?\Z"
)


def means(wanted: str, key: str, local: str, device: str) -> bool:
    """Whether a run is meant by what a person wrote: the beginning of its moment, by the clock of
    its device or in UTC, and its device's number, name, or machine id.

    >>> key = "2026-03-13_23-34-07@012ad4d76fe97759aa27a0c99bff6710"
    >>> means("2026-03-14@012", key, "2026-03-14_00-34-07", "ETHOSCOPE_012")
    True
    >>> means("2026-03-14@013", key, "2026-03-14_00-34-07", "ETHOSCOPE_012")
    False
    """
    found = WANTED.match(wanted)
    if found is None:
        return False
    begins = re.sub("[T ]", "_", found["moment"]).replace(":", "-")
    moment, _, machine_id = key.partition("@")
    of_device = found["device"] is None or found["device"] == device
    of_device = of_device or machine_id.startswith(found["device"] or "")
    return of_device and (moment.startswith(begins) or local.startswith(begins))
