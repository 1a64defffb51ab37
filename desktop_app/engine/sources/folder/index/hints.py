"""Takes an old cache over: as hints, each of which is confirmed by one look, or kept apart."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.folder.index.figures import KEY, IndexFigures
from desktop_app.engine.sources.folder.index.file import IndexFile
from desktop_app.engine.sources.folder.index.old_cache import OldEntry
from desktop_app.engine.sources.folder.reach import Reach

GONE, OTHER_SIZE, ODD = "is not there", "has another size", "has no path that can be used"


@dataclass(frozen=True, slots=True)
class Hint:
    """What an old cache said and is not so now. ``name`` as it said it; ``size`` in bytes; ``why``
    goes on after the name."""

    name: str
    size: int
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """How many entries of an old cache were found as it said, and those that were not. Both only
    tell: what the index holds comes from looks alone."""

    confirmed: int
    unconfirmed: tuple[Hint, ...]


def take_over(
    file: IndexFile, reach: Reach, root: str, entries: Iterable[OldEntry], progress: Progress
) -> Imported:
    """Look once at each file that an old cache tells of, and keep those apart that are not so, in
    place of what an earlier import kept."""
    confirmed, hints = 0, list[Hint]()
    for entry in entries:
        progress.cancel.check()
        why = _doubt(reach, root, entry)
        if why:
            hints.append(Hint(entry.path, entry.size, why))
        else:
            confirmed += 1
    most = (1 << 63) - 1
    file.keep_hints((_storable(h.name), max(-most, min(h.size, most)), h.why) for h in hints)
    told = file.about().get(KEY)
    if told is not None:
        file.note({KEY: replace(IndexFigures.of(told), unconfirmed=len(hints)).text()})
    return Imported(confirmed, tuple(hints))


def _doubt(reach: Reach, root: str, entry: OldEntry) -> str:
    """Why an entry is not confirmed; empty when it is."""
    seen, usable = False, False
    for name in _names(root, entry):
        usable = True
        try:
            found = reach.stat(name)
        except (OSError, ValueError):
            continue
        if stat.S_ISREG(found.st_mode):
            if found.st_size == entry.size:
                return ""
            seen = True
    return OTHER_SIZE if seen else GONE if usable else ODD


def _names(root: str, entry: OldEntry) -> Iterator[str]:
    """What the path may be below the root: the folder was elsewhere on the computer that wrote it,
    so its first parts may be others."""
    path = entry.path
    if path.startswith(f"{root}/"):
        path = path[len(root) :]
    parts = [part for part in path.split("/") if part]
    if not parts or "\0" in path or any(part in (".", "..") for part in parts):
        return
    for first in range(len(parts)):
        yield "/".join(parts[first:])


def _storable(name: str) -> str:
    """A name that the system can write, whatever a foreign text holds."""
    return name.encode("utf-8", "replace").decode()
