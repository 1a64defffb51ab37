"""How much an index holds below some folders, by the sums that it keeps: no look, no walk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ProfileFailed
from desktop_app.engine.sources.folder.index.file import IndexFile
from desktop_app.engine.sources.folder.index.known import Unusable
from desktop_app.engine.sources.folder.index.listing import State


@dataclass(frozen=True, slots=True)
class Share:
    """Files of one state, and their bytes."""

    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Of a folder with all below it, as of the last look. ``others``: links, sockets and the like;
    ``shares`` has all states."""

    files: int
    bytes: int
    others: int
    shares: Mapping[State, Share]


def load_totals(path: Path, folders: Iterable[str]) -> dict[str, Totals]:
    """The totals of folders, each relative to the index's root, the root itself being "". Those
    that the index does not hold are left out, all when there is no index that can be read. Any
    thread, any program, at any time."""
    try:
        with IndexFile.open(path, {}) as file, file.held():
            sums = ((folder, file.total(folder)) for folder in folders)
            return {folder: _totals(found) for folder, found in sums if found is not None}
    except (Unusable, ProfileFailed):
        return {}


def _totals(found: tuple[int, ...]) -> Totals:
    *sums, entries = found
    pairs = zip(State, sums[::2], sums[1::2], strict=True)
    shares = {state: Share(files, size) for state, files, size in pairs}
    files = sum(sums[::2])
    return Totals(files, sum(sums[1::2]), entries - files, shares)
