"""What a restore replaced in a folder, and the names that it is kept under.

A folder that gave way as a whole is kept as ``films.labvault-before-20261121-153000``; single files
that gave way, below a folder ``films.labvault-kept-20261121-153000``, at the paths they had. Both
lie beside the folder; where a file system begins with it, within. The moment is UTC.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.folder.restoring.staging import beside_name, is_mount

WHOLE, FILES = "before", "kept"
DATED = re.compile(r"\.labvault-(before|kept)-(\d{8}-\d{6})(-\d+)?\Z")
MOST_COUNTED = 100_000
MOST_ALIKE = 1000


@dataclass(frozen=True, slots=True)
class KeptFolder:
    """``name`` in the folder that ``path`` lies in; ``whole``: it was the folder itself. ``size``
    in bytes, None where there is too much to count."""

    name: str
    path: str
    replaced: datetime
    whole: bool
    size: int | None


def free_path(root: str, what: str, at: datetime) -> str:
    """Where what is replaced at a moment is to be kept: nothing is there yet."""
    for number in range(1, MOST_ALIKE):
        more = "" if number == 1 else f"-{number}"
        ending = f".labvault-{what}-{at.astimezone(UTC):%Y%m%d-%H%M%S}{more}"
        path = f"{folder_of(root)}/{beside_name(os.path.basename(root), ending)}"  # noqa: PTH119
        if not os.path.lexists(path):
            return path
    raise FileExistsError(17, os.strerror(17), root)


def kept_folders(root: str) -> tuple[KeptFolder, ...]:
    """What restores replaced in a folder, the newest first. Raises :class:`OSError`."""
    found = []
    with os.scandir(folder_of(root) or "/") as entries:
        for entry in entries:
            dated = DATED.search(entry.name)
            if dated is None or not entry.is_dir(follow_symlinks=False):
                continue
            if entry.name != beside_name(os.path.basename(root), dated[0]):  # noqa: PTH119
                continue
            at = datetime.strptime(dated[2], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
            size = _size(entry.path)
            found.append(KeptFolder(entry.name, entry.path, at, dated[1] == WHOLE, size))
    return tuple(sorted(found, key=lambda each: (each.replaced, each.name), reverse=True))


def folder_of(root: str) -> str:
    """The folder that unfinished and kept things of a folder lie in, without a slash at its end."""
    return root if is_mount(root) else os.path.dirname(root).rstrip("/")  # noqa: PTH120


def _size(path: str) -> int | None:
    total = 0
    for number, found in enumerate(_all_below(path)):
        if number >= MOST_COUNTED:
            return None
        total += found
    return total


def _all_below(path: str) -> Iterator[int]:
    for folder, _, names in os.walk(path):
        for name in names:
            try:
                yield os.lstat(f"{folder}/{name}").st_size
            except OSError:
                yield 0  # it went meanwhile, or its path is too long to be asked so
