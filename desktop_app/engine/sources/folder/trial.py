"""What a folder target with certain patterns would take, and what it would leave out."""

from __future__ import annotations

from dataclasses import field

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.folder.entry import Entry, Form
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.walk import Walk

MOST_TOLD = 100


@dataclass(slots=True)
class Sums:
    """Grows while a folder is gone through by one thread; others may read it at any time. Sizes in
    bytes; of each side the first paths are told, folders that are left out as one."""

    files: int = 0
    size: int = 0
    left_files: int = 0
    left_size: int = 0
    unreadable: int = 0
    taken: list[tuple[str, int]] = field(default_factory=list)
    left: list[tuple[str, int]] = field(default_factory=list)


def try_out(root: str, patterns: Patterns, progress: Progress, sums: Sums) -> Sums:
    """Go through a folder and add up. Raises :class:`FolderUnreadable`, :class:`Cancelled`."""

    def remarked(_remark: Remark) -> None:
        sums.unreadable += 1

    outside = ""  # the folder that is left out with all that is in it
    for entry in Walk().entries(root, Patterns.of(), progress, remarked):
        if outside and entry.name.startswith(outside):
            _count_left(entry, sums)
            continue
        outside = ""
        folder = entry.form is Form.FOLDER
        if patterns.leaves_out(entry.name, folder=folder):
            outside = f"{entry.name}/" if folder else ""
            _tell(sums.left, entry.name + ("/" if folder else ""), entry.size)
            _count_left(entry, sums)
        elif entry.form is not Form.FILE:
            continue
        elif patterns.includes(entry.name, folder=False):
            sums.files, sums.size = sums.files + 1, sums.size + entry.size
            _tell(sums.taken, entry.name, entry.size)
        else:
            _tell(sums.left, entry.name, entry.size)
            _count_left(entry, sums)
    return sums


def _count_left(entry: Entry, sums: Sums) -> None:
    if entry.form is Form.FILE:
        sums.left_files, sums.left_size = sums.left_files + 1, sums.left_size + entry.size


def _tell(told: list[tuple[str, int]], name: str, size: int) -> None:
    if len(told) < MOST_TOLD:
        told.append((name, size))
