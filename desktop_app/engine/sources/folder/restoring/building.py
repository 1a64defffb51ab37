"""An unfinished tree, filled file by file.

Each file is written, read back by whoever compares it, and given its attributes through one open
handle: so a file that its owner may not read can be compared too.
"""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Container, Iterable, Sequence

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, ItemFailed
from desktop_app.engine.model import Item, ItemKind, Remark
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.base import ItemReader
from desktop_app.engine.sources.folder.restoring.comparing import (
    HandleReader,
    MediumReader,
    SparseReader,
)
from desktop_app.engine.sources.folder.restoring.faults import UNHOLDABLE
from desktop_app.engine.sources.folder.restoring.layout import (
    Layout,
    attributes_of,
    followers_of,
    is_sparse,
)
from desktop_app.engine.sources.folder.restoring.settling import Settling
from desktop_app.engine.sources.folder.restoring.staging import Staging
from desktop_app.engine.sources.folder.restoring.stamping import Stamps
from desktop_app.engine.sources.folder.restoring.tree import Tree, sync_all
from desktop_app.engine.sources.folder.restoring.writing import (
    LARGE,
    write_all,
    write_large,
    write_with_holes,
)
from desktop_app.engine.sources.readers import BytesReader

NO_FOLDER = "the folder that it lies in cannot be made here"
SOON = 0.1  # seconds between two looks whether the stop was asked for


@dataclass(frozen=True, slots=True)
class _Done:
    """Names of contents, by their numbers; ``whole`` holds 1 for those that are."""

    layout: Layout
    whole: bytearray

    def __contains__(self, name: object) -> bool:
        return bool(self.whole[self.layout.number(str(name))])


class Building:
    """``load``, ``read_back`` and ``mark`` may be called from several threads, each for another
    item. All raise :class:`OSError`. ``left_out``: names of what could not be written here."""

    def __init__(self, staging: Staging, layout: Layout, stamps: Stamps, cancel: Cancel) -> None:
        self.tree = Tree(staging.tree)
        self.remarks: list[Remark] = []
        self._journal, self._layout, self._stamps = staging.journal, layout, stamps
        self._cancel = cancel
        self._settling = Settling(self.tree, staging.journal)
        self._open: dict[str, int] = {}
        self._unmade: set[str] = set()
        self._leaders: dict[str, str] = {}
        self._written: dict[str, threading.Event] = {}
        self.left_out: set[str] = set()

    def begin(self, contents: Sequence[Item]) -> Container[str]:
        """Make the folders; returns the names of contents that an earlier run wrote and compared
        and that still look so."""
        for name in self._layout.folders:
            self._cancel.check()
            self._make_folder(name)
        if self._layout.followers:
            self._leaders = dict(followers_of(contents))
        self._written = {name: threading.Event() for name in self._leaders.values()}
        done = self._journal.done
        if not done:
            return frozenset()
        whole = bytearray(len(self._layout.contents))
        for item in contents:
            self._cancel.check()
            number = self._layout.number(item.name)
            whole[number] = number in done and self._is_done(item)
        return _Done(self._layout, whole)

    def _make_folder(self, name: str) -> None:
        try:
            if name.rpartition("/")[0] in self._unmade:
                raise OSError(0, NO_FOLDER)
            self.tree.make_folder(name)
        except OSError as fault:
            if fault.errno and fault.errno not in UNHOLDABLE:
                raise
            self._unmade.add(name)
            self.remarks.append(Remark(name, f"left out: {fault.strerror}"))

    def _is_done(self, item: Item) -> bool:
        found = self.tree.look(item.name)
        if found is None:
            return False
        if item.kind is ItemKind.LINK:
            return stat.S_ISLNK(found.st_mode)
        readable = os.geteuid() == 0 or bool(found.st_mode & stat.S_IRUSR)
        is_done = stat.S_ISREG(found.st_mode) and found.st_size == item.size and readable
        if is_done and item.name in self._written:
            self._written[item.name].set()
        return is_done

    def load(self, item: Item, pieces: Iterable[bytes]) -> None:
        """Write one item. Raises :class:`ItemFailed` where this file system cannot hold it."""
        try:
            if item.name.rpartition("/")[0] in self._unmade:
                raise ItemFailed(item.name, NO_FOLDER)
            if item.kind is ItemKind.LINK:
                self._make_link(item, b"".join(pieces))
            elif not self._follow(item):
                self._write(item, pieces)
        except OSError as fault:
            if fault.errno not in UNHOLDABLE:
                raise
            self.left_out.add(item.name)
            raise ItemFailed(item.name, fault.strerror or str(fault)) from None
        except ItemFailed:
            self.left_out.add(item.name)
            raise
        finally:
            if item.name in self._written:
                self._written[item.name].set()

    def _make_link(self, item: Item, target: bytes) -> None:
        if b"\0" in target:
            raise Damaged(item.name, "is a link to a name with a zero byte")
        try:
            self.tree.make_link(item.name, target)
        except PermissionError as fault:  # as file systems say that know no links
            raise ItemFailed(item.name, fault.strerror or str(fault)) from None

    def _follow(self, item: Item) -> bool:
        """Whether the item is now another name of a file that is written already."""
        leader = self._leaders.get(item.name)
        if leader is None:
            return False
        while not self._written[leader].wait(SOON):
            self._cancel.check()
        if leader in self.left_out or self.tree.look(leader) is None:
            return False
        try:
            self.tree.make_name(leader, item.name)
        except PermissionError:  # as file systems say that know no second names
            return False
        return True

    def _write(self, item: Item, pieces: Iterable[bytes]) -> None:
        handle = self.tree.create(item.name)
        self._open[item.name] = handle
        if is_sparse(item):
            write_with_holes(handle, pieces)
        elif item.size >= LARGE:
            write_large(handle, pieces)
        else:
            write_all(handle, pieces)

    def read_back(self, item: Item) -> ItemReader:
        """What was written."""
        if item.kind is ItemKind.LINK:
            return BytesReader(self.tree.reach.link(item.name))
        reader = _reader_of(item)
        handle = self._open.get(item.name)
        if handle is not None:
            return reader(handle, owned=False)
        return reader(self.tree.reach.file(item.name), owned=True)

    def mark(self, item: Item) -> None:
        """It was found equal: give it its attributes, and in a while make it durable."""
        attributes = attributes_of(item)
        handle = self._open.pop(item.name, None)
        if handle is not None:
            try:
                self._stamps.file(handle, item.name, attributes)
            finally:
                os.close(handle)
        elif item.kind is ItemKind.LINK:
            folder, part = self.tree.place(item.name)
            self._stamps.link(folder, part, item.name, attributes)
        self._settling.add(self._layout.number(item.name), item.size)

    def finish(self) -> None:
        """Give the folders their attributes, from the deepest up, and make all durable."""
        self._settling.finish()
        for name in reversed(list(self._layout.folders)):
            self._cancel.check()
            if name not in self._unmade:
                attributes = self._layout.of_folder(name)
                self._stamps.folder(self.tree.reach.folder(name), name, attributes)
        root = self.tree.reach.folder("")
        self._stamps.folder(root, "", self._layout.root)
        sync_all(root)

    def close(self) -> None:
        """Close all; harmless when called twice. No thread may be at work."""
        while self._open:
            os.close(self._open.popitem()[1])
        self.tree.close()


def _reader_of(item: Item) -> type[HandleReader]:
    if is_sparse(item):
        return SparseReader
    return MediumReader if item.size >= LARGE else HandleReader
