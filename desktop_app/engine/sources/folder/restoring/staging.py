"""The unfinished place of a restore into a folder: a folder beside it that says so by its name.

It holds ``tree``, which becomes the folder, or of which the files go over into it, and the journal.
Nobody but its owner may look in.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from hashlib import sha256

from desktop_app.engine.errors import PlaceFailed, RestoreInterrupted
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.base import Interrupted
from desktop_app.engine.sources.folder.reach import Reach
from desktop_app.engine.sources.folder.restoring.faults import told
from desktop_app.engine.sources.folder.restoring.journal import Journal, Work
from desktop_app.engine.sources.folder.restoring.removal import remove_tree

LONGEST_NAME = 255  # bytes
TREE = "tree"
ENDING = ".labvault-unfinished"


@dataclass
class Staging:
    """``path`` is the unfinished folder, ``tree`` the tree within it; the journal is held.
    ``resumed``: an earlier restore left it."""

    path: str
    journal: Journal
    resumed: bool = False

    @property
    def tree(self) -> str:
        return f"{self.path}/{TREE}"

    @classmethod
    def open(
        cls, root: str, path: str, work: Work, interrupted: Interrupted, cancel: Cancel
    ) -> Staging:
        """Make it, or go on with one. ``root`` is what is restored, for messages. Raises
        :class:`RestoreInterrupted`, also for one of other work that is to be gone on with, and
        what :func:`told` raises."""
        with told(path):
            if _is_there(path):
                journal = Journal.open(path)
                if journal is not None and cls._goes_on(root, path, journal, work, interrupted):
                    return cls(path, journal, resumed=True)
                remove_tree(path, cancel.check)
            os.mkdir(path, 0o700)  # noqa: PTH102
            journal = Journal.create(path, work)
            os.mkdir(f"{path}/{TREE}", 0o700)  # noqa: PTH102
            return cls(path, journal)

    @staticmethod
    def _goes_on(
        root: str, path: str, journal: Journal, work: Work, interrupted: Interrupted
    ) -> bool:
        """False: what is there is to be removed. Closes the journal but when it is True."""
        try:
            if interrupted is Interrupted.CLEAN_UP or not is_interrupted(path):
                journal.close()
                return False
            if interrupted is Interrupted.REFUSE:
                raise RestoreInterrupted(root, path)
            if journal.work != work:
                unfinished = f"{path}, of other items or another snapshot,"
                raise RestoreInterrupted(root, unfinished)
        except BaseException:
            journal.close()
            raise
        return True

    def taken(self) -> int:
        """Bytes that the files in it take of the disk. Raises :class:`OSError`."""
        total, folders = 0, [""]
        with Reach(self.tree) as reach:
            for folder in folders:  # grows as it goes
                with os.scandir(reach.folder(folder)) as entries:
                    for entry in entries:
                        if entry.is_dir(follow_symlinks=False):
                            folders.append(f"{folder}/{entry.name}" if folder else entry.name)
                        else:
                            total += entry.stat(follow_symlinks=False).st_blocks * 512
        return total

    def remove(self) -> None:
        """With all that is in it. Raises :class:`OSError`."""
        remove_tree(self.path)
        self.journal.close()


def sweep(path: str) -> None:
    """Remove what a restore that was published left when it was stopped at its very last step."""
    with told(path):
        if os.path.lexists(path) and not is_interrupted(path) and (held := Journal.open(path)):
            remove_tree(path)
            held.close()


def is_interrupted(path: str) -> bool:
    """Whether an earlier restore left something to go on with. Changes nothing."""
    return os.path.lexists(f"{path}/{TREE}")


def staging_path(root: str) -> str:
    """Where the unfinished place of a folder is: beside it, for a rename cannot go from one file
    system to another; or within it, where another one begins with it.

    >>> staging_path("/nowhere/films")
    '/nowhere/films.labvault-unfinished'
    """
    above = os.path.dirname(root)  # noqa: PTH120
    name = beside_name(os.path.basename(root), ENDING)  # noqa: PTH119
    return f"{root if is_mount(root) else above.rstrip('/')}/{name}"


def beside_name(name: str, ending: str) -> str:
    """A name with an ending, cut where a file system could not hold it; what is cut off is told
    by a few digits of its hash.

    >>> beside_name("films", ".labvault-unfinished")
    'films.labvault-unfinished'
    """
    whole = os.fsencode(name)
    room = LONGEST_NAME - len(os.fsencode(ending))
    if len(whole) <= room:
        return name + ending
    digits = sha256(whole).hexdigest()[:8]
    return os.fsdecode(whole[: room - 9]) + "-" + digits + ending


def is_mount(path: str) -> bool:
    """Whether another file system begins there."""
    return os.path.ismount(path)


def _is_there(path: str) -> bool:
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return False
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise PlaceFailed(path, "it is no folder of this user's")
    return True
