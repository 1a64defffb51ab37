"""Taking a restore of an SQLite file back: the file that gave way is kept, and can have its name
again.

Nothing is copied: files are renamed. What the restore had put in its place is kept in its turn, so
that taking back can be taken back too. Whoever is stopped in the middle leaves both files there,
under the names that keep them: it can be done again.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import TargetInUse, UnknownName
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.sqlite.connection import side
from desktop_app.engine.sources.sqlite.place import (
    give_name,
    kept_path,
    left_beside,
    move_aside,
    move_left,
    settled,
    sync_folder,
    told_as_ours,
    users_of,
)

DATED = re.compile(r"_before_(\d{8}_\d{6})(_\d+)?\Z")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """``name`` in the folder of the live file; ``size`` in bytes, with a log that it has."""

    name: str
    path: Path
    replaced: datetime
    size: int


def kept_files(place: Path) -> tuple[KeptFile, ...]:
    """What restores replaced at a path, the newest first. Raises :class:`NoPermission`."""
    if not place.parent.is_dir():
        return ()
    with told_as_ours(place):
        found = [each for each in map(_kept_at, _others(place)) if each is not None]
    return tuple(sorted(found, key=lambda each: (each.replaced, each.name), reverse=True))


def swap_back(place: Path, name: str, now: datetime) -> str:
    """Give a kept file its name again; returns the name under which the one that has it now is
    kept, or an empty one where none had it. Raises :class:`UnknownName` for a file that is none of
    those kept, :class:`TargetInUse` while a program has one of the two open; nothing has changed
    then."""
    kept = _find(place, name).path
    with settled(kept, Cancel()):
        pass  # all of it lies in its one file, if it is a database at all
    aside = kept_path(place, now) if os.path.lexists(place) else None
    with _out_of_the_way(place, aside or kept_path(place, now)):
        left = left_beside(kept)  # of one that could not be settled
        move_sides(left, kept, place)
        try:
            give_name(kept, place)
        except BaseException:
            move_sides(left_beside(place), place, kept)
            raise
    return aside.name if aside else ""


def move_sides(sides: Sequence[Path], file: Path, to: Path) -> None:
    """A log or a journal goes along with its file."""
    with told_as_ours(to):
        for each in sides:
            each.rename(side(to, each.name.removeprefix(file.name)))


@contextmanager
def _out_of_the_way(place: Path, aside: Path) -> Iterator[None]:
    """The live file has another name from here on; its own again where the block fails. What lies
    beside its name goes along, also where it is not there any more."""
    there = os.path.lexists(place)
    if there:
        with settled(place, Cancel()):
            move_aside(place, aside)
    try:
        move_left(place, aside)
        yield
    except BaseException:
        if there and not os.path.lexists(place):
            move_sides(left_beside(aside), aside, place)
            give_name(aside, place)
        raise


def drop_kept(place: Path, name: str) -> None:
    """Let a kept file go, for good. Raises as :func:`swap_back` does."""
    kept = _find(place, name).path
    if users := users_of(kept):
        raise TargetInUse(str(kept), users)
    with told_as_ours(kept):
        for each in (kept, *left_beside(kept)):
            each.unlink()
        sync_folder(kept.parent)


def _find(place: Path, name: str) -> KeptFile:
    """By its name, or its path. No other file may be swapped or removed."""
    for each in kept_files(place):
        if name in (each.name, str(each.path)):
            return each
    raise UnknownName("kept file", name)


def _others(place: Path) -> Iterator[tuple[Path, re.Match[str]]]:
    """Regular files beside a place that are called as what is kept of it."""
    for entry in os.scandir(place.parent):
        path = place.with_name(entry.name)
        if not entry.name.startswith(place.stem) or not entry.name.endswith(place.suffix):
            continue
        middle = entry.name[len(place.stem) : len(entry.name) - len(place.suffix)]
        dated = DATED.match(middle)
        if dated and stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
            yield path, dated


def _kept_at(found: tuple[Path, re.Match[str]]) -> KeptFile | None:
    path, dated = found
    try:
        at = datetime.strptime(dated[1], "%Y%m%d_%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    size = sum(each.lstat().st_size for each in (path, *left_beside(path)))
    return KeptFile(path.name, path, at, size)
