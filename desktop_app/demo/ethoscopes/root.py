"""Writes a data root of ethoscopes, as devices do.

Films bear the local time of the device in their names, databases UTC; the film of a run begins
two seconds after its tracking.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import md5
from pathlib import Path
from zoneinfo import ZoneInfo

from desktop_app.demo.ethoscopes import film
from desktop_app.demo.ethoscopes.run_database import (
    RunDatabase,
    leave_rows_in_wal,
    make_database,
)
from desktop_app.demo.ethoscopes.wish import Oddity, SampleRun, Wish

MOMENT = "%Y-%m-%d_%H-%M-%S"
FILM_STARTS_AFTER = timedelta(seconds=2)
SHAPE = f"{film.WIDTH}x{film.HEIGHT}@{film.FPS}"
LETTER = b"To whom it may concern: this is not a film.\n"
DAY = timedelta(days=1)


def make_root(root: Path, wish: Wish) -> tuple[SampleRun, ...]:
    """Write all that is wished under ``root``, which may be there; returns the runs by device,
    each device's from its oldest."""
    return tuple(
        make_run(root, wish, device, run, started)
        for device in range(1, wish.devices + 1)
        for run, started in enumerate(_moments(wish, device), 1)
    )


def machine_id(number: int) -> str:
    """
    >>> machine_id(12)
    '012ad4d76fe97759aa27a0c99bff6710'
    """
    return f"{number:03d}" + md5(str(number).encode(), usedforsecurity=False).hexdigest()[3:]


def make_run(root: Path, wish: Wish, number: int, run: int, started: datetime) -> SampleRun:
    """Write one run of the device ``number``, begun at ``started`` (with a time zone)."""
    return _Run(root, wish, number, run, started.replace(microsecond=0)).make()


def _moments(wish: Wish, device: int) -> list[datetime]:
    """When each run of a device began; all devices together are as old as is wished."""
    old, middling, _ = wish.shares
    length = timedelta(seconds=wish.chunks * wish.chunk_seconds)
    source = random.Random(f"{wish.seed} {device}")  # noqa: S311 (sample data)
    moments = []
    for run in range(wish.runs):
        place = (run * wish.devices + device - 0.5) / (wish.devices * wish.runs)
        if place < old:
            age = source.uniform(8, 365) * DAY
        elif place < old + middling:
            age = source.uniform(1.5, 7) * DAY
        else:
            age = source.uniform(0.05, 0.9) * DAY
        moments.append(wish.now - age - length)
    return sorted(moments)


class _Run:
    """One run while it is written."""

    def __init__(self, root: Path, wish: Wish, number: int, run: int, started: datetime) -> None:
        self._root, self._wish, self._started = root, wish, started
        self._number, self._run = number, run
        self._oddity = wish.oddities.get((number, run))
        self._id = machine_id(number)
        placeholder = self._oddity is Oddity.PLACEHOLDER
        self._device = "ETHOSCOPE_000" if placeholder else f"ETHOSCOPE_{number:03d}"
        seconds = wish.chunks * wish.chunk_seconds
        self._database = RunDatabase(
            self._id,
            self._device,
            started,
            seconds + 6 * 3600 if self._oddity is Oddity.FILM_ENDS_EARLY else seconds,
            wish.rois,
            wish.rows,
            metadata=self._oddity is not Oddity.NO_METADATA,
        )

    def make(self) -> SampleRun:
        database = None if self._oddity is Oddity.NO_DATABASE else self._make_database()
        films = () if self._oddity is Oddity.NO_FILM else tuple(self._make_films())
        return SampleRun(self._id, self._device, self._started, database, films, self._oddity)

    @property
    def _results(self) -> Path:
        moment = f"{self._started.astimezone(UTC):{MOMENT}}"
        return self._root / "results" / self._id / self._device / moment

    def _make_database(self) -> str:
        path = self._results / self._database.file_name
        path.parent.mkdir(parents=True, exist_ok=True)
        make_database(path, self._database)
        if self._oddity is Oddity.RECORDING:
            leave_rows_in_wal(path, self._database)
            return self._name(path)
        if self._oddity is Oddity.DAMAGED_DATABASE:
            whole = bytearray(path.read_bytes())
            # The second page on: the first one says that it is a database, and stays.
            whole[4096 : len(whole) - 4096] = b"\xa5" * (len(whole) - 8192)
            path.write_bytes(whole)
        self._age(path, self._ended)
        if self._run % 2 == 0:
            self._make_activity(path.with_suffix(".txt"))
        return self._name(path)

    def _make_activity(self, path: Path) -> None:
        """The file for programs that read activity monitors (DAM)."""
        lines = (
            "\t".join(map(str, (at + 1, f"{moment:%d %b %y}", f"{moment:%H:%M:%S}", 1, 0, at % 9)))
            for at in range(self._wish.chunks)
            for moment in [self._started + timedelta(minutes=at)]
        )
        path.write_text("\n".join(lines) + "\n")
        self._age(path, self._ended)

    def _make_films(self) -> Iterator[str]:
        folder = self._film_folder()
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, self._wish.chunks + 1):
            if self._oddity is Oddity.GAP and number == (self._wish.chunks + 1) // 2:
                continue
            path = folder / self._film_name(number)
            data = self._chunk(number)
            path.write_bytes(data)
            if not self._under_way(number):
                self._age(path, self._film_start + timedelta(seconds=self._seconds(number)))
            yield self._name(path)
            if self._oddity is Oddity.OLD_LAYOUT:
                digest = md5(data, usedforsecurity=False).hexdigest()
                path.with_suffix(path.suffix + ".md5").write_text(f"{digest}  {path.name}\n")
        if self._oddity is Oddity.OLD_LAYOUT:
            merged = folder / f"{self._film_stem()}_merged.mp4"
            merged.write_bytes(film.encode(0, 20, "libx264", "mp4"))
            self._age(merged, self._ended)
            yield self._name(merged)

    @property
    def _film_start(self) -> datetime:
        return self._started + FILM_STARTS_AFTER

    @property
    def _ended(self) -> datetime:
        return self._film_start + timedelta(seconds=self._seconds(self._wish.chunks))

    def _seconds(self, chunks: int) -> int:
        return chunks * self._wish.chunk_seconds

    def _under_way(self, number: int) -> bool:
        return self._oddity is Oddity.RECORDING and number == self._wish.chunks

    @property
    def _local(self) -> str:
        return f"{self._film_start.astimezone(ZoneInfo(self._wish.zone)):{MOMENT}}"

    def _film_folder(self) -> Path:
        top = "results" if self._oddity is Oddity.OLD_LAYOUT else "videos"
        return self._root / top / self._id / self._device / self._local

    def _film_stem(self) -> str:
        quality = "" if self._oddity is Oddity.OTHER_CAMERA else "fps-28q"
        code = "NA" if self._run % 2 else f"T{self._run}"
        return f"{self._local}_{self._id}_{code}_{SHAPE}{quality}"

    def _film_name(self, number: int) -> str:
        ending = "avi" if self._oddity is Oddity.OLD_LAYOUT and number == 1 else "h264"
        return f"{self._film_stem()}_{number:05d}.{ending}"

    def _chunk(self, number: int) -> bytes:
        wish = self._wish
        if self._oddity is Oddity.NOT_A_FILM and number == 1:
            return LETTER
        if self._oddity is Oddity.OLD_LAYOUT and number == 1:
            return film.encode(number, 20, "mpeg4", "avi")
        seed = ((wish.seed * 1000 + self._number) * 1000 + self._run) * 100_000 + number
        data = film.chunk(seed, wish.chunk_bytes, wish.chunk_seconds)
        if self._under_way(number):
            return data[: len(data) * 2 // 3]
        if self._oddity is Oddity.TORN_CHUNK and number == min(2, wish.chunks):
            return b"\xa5" * (len(data) // 2)
        return data

    def _age(self, path: Path, moment: datetime) -> None:
        os.utime(path, (moment.timestamp(), moment.timestamp()))

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()
