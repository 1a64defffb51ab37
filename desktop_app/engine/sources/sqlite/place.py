"""A path that a database is restored to: what is there, who uses it, and the swap.

A journal or a log at the name of a database belongs to it as far as SQLite knows. So before a
restored file gets a name, whatever an older one left beside that name is moved away.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import apsw

from desktop_app.engine.computer.refusal import NO_ROOM, REFUSED, refusal
from desktop_app.engine.errors import (
    NoSpace,
    NotADatabase,
    TargetInUse,
    TargetNotEmpty,
)
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.sqlite.connection import SIDES, connected, side
from desktop_app.engine.sources.sqlite.look import Form, look_at

PROCESSES = Path("/proc")


def kept_path(place: Path, at: datetime) -> Path:
    """Where a replaced file is kept; ``at`` in UTC.

    >>> kept_path(Path("/none/lab.db"), datetime(2026, 1, 2, 3, 4, 5)).name
    'lab_before_20260102_030405.db'
    """
    return free_path(place.with_name(f"{place.stem}_before_{at:%Y%m%d_%H%M%S}{place.suffix}"))


def free_path(path: Path) -> Path:
    """The path itself, or one beside it that neither a database nor what belongs to one has."""
    number, free = 1, path
    while any(os.path.lexists(side(free, end)) for end in ("", *SIDES)):
        number += 1
        free = path.with_name(f"{path.stem}_{number}{path.suffix}")
    return free


def left_beside(place: Path) -> tuple[Path, ...]:
    """Journal, log and index of a log at the name of a place."""
    return tuple(beside for end in SIDES if os.path.lexists(beside := side(place, end)))


def users_of(place: Path, processes: Path = PROCESSES) -> int:
    """How many other programs have the file or its log open, as far as this system tells. In Linux
    those of this user; with all rights, everybody's (proc(5), /proc/PID/fd)."""
    wanted = {_identity(side(place, end)) for end in ("", *SIDES)} - {None}
    found = 0
    for process in processes.glob("[0-9]*"):
        if process.name != str(os.getpid()):
            with suppress(OSError):
                found += any(_identity(handle) in wanted for handle in (process / "fd").iterdir())
    return found


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def settled(place: Path, cancel: Cancel) -> Iterator[None]:
    """Nobody else has the database open while the block runs, and all of it lies in its one file.

    What cannot be read as a database is left as it is, with what lies beside it: SQLite would
    take a log that it cannot read for an empty one. Raises :class:`TargetInUse`.
    """
    if users := users_of(place):
        raise TargetInUse(str(place), users)
    try:
        sound = look_at(place).form is Form.SOUND
    except NotADatabase:
        sound = False
    if not sound:
        yield
        return
    try:
        with connected(place, apsw.SQLITE_OPEN_READWRITE, cancel) as old:
            old.pragma("locking_mode", "exclusive")
            old.execute("BEGIN EXCLUSIVE")
            old.execute("COMMIT")
            if old.pragma("journal_mode") == "wal":
                old.pragma("wal_checkpoint", "truncate")
            yield
    except (apsw.BusyError, apsw.LockedError):
        raise TargetInUse(str(place), 1) from None
    except (apsw.NotADBError, apsw.CorruptError, apsw.CantOpenError, apsw.ReadOnlyError):
        yield


def move_aside(place: Path, kept: Path) -> None:
    """Give a file another name; its journal or log is not touched."""
    with told_as_ours(place):
        place.rename(kept)


def move_left(place: Path, kept: Path) -> tuple[str, ...]:
    """Move what an older database left at the name of a place; returns the names it had there. What
    tells nothing (an empty log, an index of one) is removed."""
    names = []
    with told_as_ours(place):
        for beside in left_beside(place):
            if beside.name.endswith("-shm") or not beside.stat(follow_symlinks=False).st_size:
                beside.unlink()
                continue
            beside.rename(side(kept, beside.name.removeprefix(place.name)))
            names.append(beside.name)
    return tuple(names)


def give_name(file: Path, place: Path) -> None:
    """Give a finished file its name, where none has it, in one step. Raises
    :class:`TargetNotEmpty`."""
    with told_as_ours(place):
        try:
            os.link(file, place)
        except FileExistsError:
            raise TargetNotEmpty(str(place), "a file that came meanwhile") from None
        except OSError:  # a file system without links
            if os.path.lexists(place):
                raise TargetNotEmpty(str(place), "a file that came meanwhile") from None
            file.rename(place)
        else:
            file.unlink()
        sync_folder(place.parent)


def sync_folder(folder: Path) -> None:
    """Make names durable; Windows does so itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def told_as_ours(where: Path) -> Iterator[None]:
    """Faults of the disk as ours."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise NoSpace(str(where.parent)) from error
        if error.errno in REFUSED:
            raise refusal(error, str(where)) from error
        raise
