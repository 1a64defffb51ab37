"""The bare walk: a tree as it is now, without any memory of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import FolderUnreadable
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.folder.entry import Entry, Form
from desktop_app.engine.sources.folder.lister import Remarked
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.reach import GONE, Reach

FORMS = {stat.S_IFREG: Form.FILE, stat.S_IFDIR: Form.FOLDER, stat.S_IFLNK: Form.LINK}


class Walk:
    """Tells a tree by looking at all of it. See :class:`Lister`.

    Memory: the names of the folders on the way down, so a flat folder of a million files takes
    about 100 MB, and a million files in folders of a thousand next to nothing.
    """

    def entries(
        self, root: str, patterns: Patterns, progress: Progress, remark: Remarked
    ) -> Iterator[Entry]:
        with reaching(root) as reach:
            levels = [_Level("", iter(_names(reach, "")))]
            while levels:
                below = None
                for entry in _files_until_folder(levels[-1], reach, patterns, remark):
                    progress.cancel.check()
                    yield entry
                    if entry.form is Form.FOLDER:
                        below = entry.name
                if below is None:
                    levels.pop()
                else:
                    levels.append(_Level(f"{below}/", iter(_inside(reach, below, remark))))

    def facts(self) -> Mapping[str, str]:
        """Nothing: it was looked at everything."""
        return {}


@dataclass(frozen=True, slots=True)
class _Level:
    """A folder on the way down: its path with a slash, and the names that are still to come."""

    prefix: str
    names: Iterator[str]


def _files_until_folder(
    level: _Level, reach: Reach, patterns: Patterns, remark: Remarked
) -> Iterator[Entry]:
    """The entries of a folder up to the next that is a folder itself."""
    for part in level.names:
        name = level.prefix + part
        try:
            entry = entry_of(name, reach.stat(name))
        except OSError as fault:
            if fault.errno not in GONE:
                remark(Remark(name, f"cannot be looked at: {reason(fault)}"))
            continue
        folder = entry.form is Form.FOLDER
        if patterns.leaves_out(name, folder=folder):
            continue
        yield entry
        if folder:
            return


def _inside(reach: Reach, folder: str, remark: Remarked) -> list[str]:
    try:
        return _names(reach, folder)
    except OSError as fault:
        gone = fault.errno in GONE
        what = "vanished" if gone else f"the folder cannot be read: {reason(fault)}"
        remark(Remark(folder, what))
        return []


def _names(reach: Reach, folder: str) -> list[str]:
    names = os.listdir(reach.folder(folder))  # noqa: PTH208 (of an open handle)
    names.sort(key=os.fsencode)
    return names


def reaching(root: str) -> Reach:
    """A tree's root, opened. Raises :class:`FolderUnreadable`."""
    try:
        return Reach(root)
    except OSError as fault:
        raise FolderUnreadable(root, reason(fault)) from None


def root_entry(root: str) -> Entry:
    """The root itself, as the folder named ".". Raises :class:`FolderUnreadable`."""
    with reaching(root) as reach:
        return entry_of(".", os.fstat(reach.folder("")))


def entry_of(name: str, found: os.stat_result) -> Entry:
    """What a look at a path told."""
    return Entry(
        name,
        FORMS.get(stat.S_IFMT(found.st_mode), Form.OTHER),
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
        found.st_ino,
        found.st_dev,
        found.st_nlink,
        found.st_mode,
        found.st_uid,
        found.st_gid,
        found.st_blocks * 512,
    )


def reason(fault: OSError) -> str:
    """In the system's words, without the path."""
    return fault.strerror or str(fault)
