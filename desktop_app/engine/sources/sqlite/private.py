"""A folder that only this user may enter, gone afterwards, also after a crash.

Each holds a file that its owner has locked; whoever comes next removes those that nobody holds.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from desktop_app.engine.computer.passing import passing_folder
from desktop_app.engine.errors import NoPermission, NoSpace
from desktop_app.engine.sources import left_over
from desktop_app.engine.sources.left_over import GUARD, YOUNG, lock

PREFIX = "labvault-sqlite-"
PARENTS = ("/var/tmp",)  # noqa: S108 (a folder of its own is made in there)


@contextmanager
def private_folder(needed: int = 0, parents: Sequence[Path] = ()) -> Iterator[Path]:
    """A new folder where ``needed`` bytes have room: in one of ``parents``, else in the usual
    ones for passing things. Raises :class:`NoSpace`, :class:`NoPermission`."""
    parent = _roomy(needed, parents or [passing_folder(), *map(Path, PARENTS)])
    remove_left_over(parent)
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent)).resolve()
    except OSError as error:
        raise NoPermission(str(parent)) from error
    try:
        with _guarded(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _roomy(needed: int, parents: Sequence[Path]) -> Path:
    there = [parent for parent in parents if parent.is_dir()]
    if not there:
        raise NoPermission(str(parents[0]))
    for parent in there:
        if shutil.disk_usage(parent).free >= needed:
            return parent
    raise NoSpace(str(there[0]))


@contextmanager
def _guarded(folder: Path) -> Iterator[None]:
    handle = os.open(folder / GUARD, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        lock(handle, wait=True)  # somebody who clears up may hold it for a moment
        yield
    finally:
        os.close(handle)


def remove_left_over(parent: Path, grace: float = YOUNG) -> None:
    """Remove the folders of this user whose owner was killed, or that a power failure left."""
    left_over.remove_left_over(parent, PREFIX, guarded=grace, unguarded=grace)
