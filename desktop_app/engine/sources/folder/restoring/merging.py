"""Bringing a finished tree over a folder that is there, file by file.

What gives way is kept at the path it had, below a folder of its own: first it gets that second
name, then the restored file takes its place in one step, so that the path is never without a file.
An interruption leaves some files brought over and others not; going on looks at the folder anew.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from desktop_app.engine.model import Item, Remark
from desktop_app.engine.sources.base import Existing
from desktop_app.engine.sources.folder.restoring.fates import Fate, Fates, free_names
from desktop_app.engine.sources.folder.restoring.layout import Layout
from desktop_app.engine.sources.folder.restoring.stamping import Stamps
from desktop_app.engine.sources.folder.restoring.tree import Tree, move_new, move_over

NO_SECOND_NAME = {errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS}
CAME = "came to be while the others were restored; it was left as it is"


@dataclass
class Kept:
    """The folder that what gives way is moved to; made when it is needed."""

    live: Tree
    path: str
    _tree: Tree | None = None

    @property
    def used(self) -> bool:
        """Whether something is kept there."""
        return os.path.isdir(self.path)  # noqa: PTH112

    def take(self, place: str, *, whole: bool) -> None:
        """Keep what stands at a place. A ``whole`` one, which may be a folder, leaves its place;
        a file is given a second name and stays for now. Raises :class:`OSError`."""
        tree = self._open()
        above = ""
        for part in place.split("/")[:-1]:
            above = f"{above}/{part}" if above else part
            tree.make_folder(above)
        name = place
        if not whole and self._has_second_name(tree, place):
            return
        names = (f"{place} {number}" for number in range(2, 1000))
        while tree.look(name) is not None:
            name = next(names)
        if whole:
            move_new(self.live, place, tree, name)
        else:
            self._name_or_move(tree, place, name)

    def _open(self) -> Tree:
        if self._tree is None:
            if not self.used:
                os.mkdir(self.path, 0o700)  # noqa: PTH102
            self._tree = Tree(self.path)
        return self._tree

    def _has_second_name(self, tree: Tree, place: str) -> bool:
        """An earlier run was interrupted between the two steps."""
        kept, found = tree.look(place), self.live.look(place)
        return kept is not None and found is not None and os.path.samestat(kept, found)

    def _name_or_move(self, tree: Tree, place: str, name: str) -> None:
        folder, part = self.live.place(place)
        into, kept = tree.place(name)
        try:
            os.link(part, kept, src_dir_fd=folder, dst_dir_fd=into, follow_symlinks=False)
        except OSError as fault:
            if fault.errno not in NO_SECOND_NAME:
                raise
            move_new(self.live, place, tree, name)

    def close(self) -> None:
        if self._tree is not None:
            self._tree.close()


@dataclass
class Merge:
    """One bringing over; one thread. ``remarks`` tell what came to be meanwhile."""

    staged: Tree
    live: Tree
    kept: Kept
    layout: Layout
    fates: Fates
    existing: Existing
    ending: str
    stamps: Stamps
    check: Callable[[], None]
    remarks: list[Remark] = field(default_factory=list)

    def run(self, contents: Iterable[Item]) -> None:
        """Raises :class:`OSError`, and what ``check`` does."""
        for place in self.fates.aside:
            self.kept.take(place, whole=True)
        for name in self.fates.fresh:
            self.live.make_folder(self.fates.folders[name])
        for item in contents:
            self.check()
            self._bring(item)
        for name in reversed(list(self.fates.fresh)):
            place = self.fates.folders[name]
            handle = self.live.reach.folder(place)
            self.stamps.folder(handle, place, self.layout.of_folder(name))

    def _bring(self, item: Item) -> None:
        place = self.fates.place(item.name)
        if self.fates.of(self.layout.number(item.name)) is Fate.REPLACE:
            self._replace(item.name, place)
            return
        try:
            move_new(self.staged, item.name, self.live, place)
        except FileExistsError:
            self._meet(item.name, place)

    def _meet(self, name: str, place: str) -> None:
        """Somebody made a file there since the folder was looked at."""
        if self.existing is Existing.REPLACE:
            self._replace(name, place)
            return
        if self.existing is Existing.BOTH:
            for free in free_names(place, self.ending, ""):
                if self.live.look(free) is None:
                    move_new(self.staged, name, self.live, free)
                    return
        self.remarks.append(Remark(place, CAME))

    def _replace(self, name: str, place: str) -> None:
        found = self.live.look(place)
        if found is not None:
            self.kept.take(place, whole=stat.S_ISDIR(found.st_mode))
        move_over(self.staged, name, self.live, place)
