"""Giving a finished tree its place by one rename."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from datetime import datetime

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import TargetNotEmpty
from desktop_app.engine.sources.base import Way
from desktop_app.engine.sources.folder.restoring.fates import free_names
from desktop_app.engine.sources.folder.restoring.keeping import WHOLE, folder_of, free_path
from desktop_app.engine.sources.folder.restoring.staging import Staging
from desktop_app.engine.sources.folder.restoring.tree import rename_new

TAKEN = {errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR}
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Published:
    """``place``: the finished folder; ``kept``: the path of the one that gave way."""

    place: str
    kept: str | None = None


def publish(staging: Staging, root: str, way: Way, now: datetime) -> Published:
    """Raises :class:`TargetNotEmpty` for a new folder whose name was taken meanwhile, and
    :class:`OSError`; then nothing has changed, and it can be tried again."""
    if way is Way.BESIDE:
        done = Published(_beside(staging, root, now))
    elif way is Way.REPLACE and held(root):
        done = Published(root, _swapped(staging, root, now))
    else:
        _named(staging.tree, root)
        done = Published(root)
    sync_folder(os.path.dirname(root))  # noqa: PTH120
    # The folder has its name; what is left of the way to it is in nobody's way.
    with suppress(OSError):
        staging.remove()
    return done


def beside_ending(now: datetime) -> str:
    """What names get where they must differ; the day is this computer's.

    >>> from datetime import UTC
    >>> beside_ending(datetime(2026, 11, 21, 12, tzinfo=UTC))
    ' (restored 2026-11-21)'
    """
    return f" (restored {now.astimezone():%Y-%m-%d})"


def free_beside(root: str, now: datetime) -> str:
    """The path that a restore beside a folder would get."""
    paths = _paths_beside(root, now)
    return next(path for path in paths if not os.path.lexists(path))


def _paths_beside(root: str, now: datetime) -> list[str]:
    names = free_names(os.path.basename(root), beside_ending(now), "")  # noqa: PTH119
    return [f"{folder_of(root)}/{name}" for name in names]


def held(root: str) -> tuple[str, ...]:
    """A few of the names in a folder; the name of a file itself; nothing where nothing is. Raises
    :class:`OSError`."""
    try:
        with os.scandir(root) as entries:
            return tuple(entry.name for entry, _ in zip(entries, range(MOST_NAMED), strict=False))
    except FileNotFoundError:
        return ()
    except NotADirectoryError:
        return (os.path.basename(root),)  # noqa: PTH119


def _beside(staging: Staging, root: str, now: datetime) -> str:
    for path in _paths_beside(root, now):
        try:
            rename_new(staging.tree, path)
        except FileExistsError:
            continue
        return path
    raise TargetNotEmpty(root, "too many restored folders beside it")


def _swapped(staging: Staging, root: str, now: datetime) -> str:
    kept = free_path(root, WHOLE, now)
    rename_new(root, kept)
    try:
        _named(staging.tree, root)
    except BaseException:
        rename_new(kept, root)
        raise
    return kept


def _named(tree: str, root: str) -> None:
    """A rename takes the place of an empty folder, but of nothing else."""
    try:
        os.rename(tree, root)  # noqa: PTH104
    except OSError as fault:
        if fault.errno not in TAKEN:
            raise
        raise TargetNotEmpty(root, ", ".join(held(root))) from None


def sync_folder(path: str) -> None:
    """Make renames in a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
