"""One file, link or folder of a tree, being read."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Mapping
from functools import lru_cache

from desktop_app.engine.errors import ItemChanged, ItemFailed
from desktop_app.engine.model import ItemKind, ItemPlan
from desktop_app.engine.sources.folder.attributes import Attributes, owner_names
from desktop_app.engine.sources.folder.reach import GONE, Reach
from desktop_app.engine.sources.folder.walk import reason
from desktop_app.engine.sources.readers import BytesReader

MODIFIED, CHANGED, INODE, INCOMPLETE = "modified", "changed", "inode", "incomplete"
NO_XATTRS = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
GONE_ATTRIBUTE = {errno.ENODATA, errno.ENOENT, *NO_XATTRS}
LARGE = 1 << 20
SECOND = 1_000_000_000

Told = Callable[[str, str], None]
"""Is told of an item (its name) that somebody should know something of."""


class FolderReader(BytesReader):
    """A folder or a link: no bytes, or those of the path that the link points to."""

    def __init__(self, detail: Mapping[str, str], rest: bytes = b"") -> None:
        super().__init__(rest)
        self.detail = detail


class FileReader:
    """A file's bytes, no more of them than it had when it was opened; holes are not read.

    Whether it changed meanwhile is looked at after the last byte, and then stands in ``detail``.
    """

    tells_rows = False
    rows: int | None = None

    def __init__(
        self, plan: ItemPlan, handle: int, found: os.stat_result, told: Told, young: str
    ) -> None:
        self._name, self._handle, self._found = plan.name, handle, found
        self._told, self._young = told, young
        self._at, self._size = 0, found.st_size
        self._sparse = found.st_blocks * 512 < found.st_size
        self._data = (0, 0) if self._sparse else (0, self._size)
        self._ended = False
        self.detail = _detail(self._name, handle, found, plan, told, sparse=self._sparse)
        if self._size > LARGE and hasattr(os, "posix_fadvise"):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_SEQUENTIAL)

    def readinto(self, buffer: memoryview) -> int:
        try:
            got = self._read(buffer[: self._size - self._at]) if self._at < self._size else 0
            self._at += got
            if not got and not self._ended:
                self._end()
        except OSError as fault:
            raise ItemFailed(self._name, f"it cannot be read: {reason(fault)}") from None
        return got

    def _read(self, buffer: memoryview) -> int:
        if self._sparse:
            start, end = self._next_data()
            if self._at < start:
                hole = buffer[: start - self._at]
                hole[:] = bytes(len(hole))
                return len(hole)
            buffer = buffer[: end - self._at]
        return os.readv(self._handle, [buffer])

    def _next_data(self) -> tuple[int, int]:
        """Where the next bytes that are not a hole begin, and end; the file is to be read there."""
        start, end = self._data
        if self._at < end:
            return start, end
        try:
            start = min(self._size, os.lseek(self._handle, self._at, os.SEEK_DATA))
            end = min(self._size, os.lseek(self._handle, start, os.SEEK_HOLE))
        except OSError as fault:
            if fault.errno != errno.ENXIO:  # that means: nothing but a hole follows
                raise
            start = end = self._size
        os.lseek(self._handle, start, os.SEEK_SET)
        self._data = start, max(end, start)
        return self._data

    def _end(self) -> None:
        self._ended = True
        now, then = os.fstat(self._handle), self._found
        torn = (now.st_size, now.st_mtime_ns) != (then.st_size, then.st_mtime_ns)
        if self._at < self._size:
            why = "it was cut short while it was read"
        elif torn and now.st_size > then.st_size:
            why = "it grew while it was read"
        elif torn:
            why = "it changed while it was read"
        else:
            why = self._young
        if why:
            self.detail = {**self.detail, INCOMPLETE: why}
            self._told(
                self._name,
                f"{why}: what is there was taken as incomplete, all of it is taken next time",
            )

    def close(self) -> None:
        os.close(self._handle)


class Opener:
    """Opens items of one tree, for one thread. ``quiet``: seconds that a file must have rested;
    ``now``: the time in nanoseconds since 1970."""

    def __init__(self, root: str, quiet: float, now: Callable[[], int], told: Told) -> None:
        self._reach = Reach(root)
        self._quiet, self._now, self._told = quiet, now, told
        self.close = self._reach.close

    def open(self, plan: ItemPlan) -> FileReader | FolderReader:
        """Raises :class:`ItemChanged` for what is no more what it was, and :class:`ItemFailed`."""
        try:
            return self._open(plan)
        except OSError as fault:
            if fault.errno in GONE:
                raise ItemChanged(plan.name, "it vanished before it was read") from None
            raise ItemFailed(plan.name, f"it cannot be read: {reason(fault)}") from None

    def _open(self, plan: ItemPlan) -> FileReader | FolderReader:
        if plan.kind is ItemKind.LINK:
            return self._link(plan)
        if plan.kind is ItemKind.FOLDER:
            return self._folder(plan)
        handle = self._reach.file(plan.name)
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise ItemChanged(plan.name, "it is no file any more")
            return FileReader(plan, handle, found, self._told, self._young(found))
        except BaseException:
            os.close(handle)
            raise

    def _folder(self, plan: ItemPlan) -> FolderReader:
        name = "" if plan.name == "." else plan.name
        try:
            handle = self._reach.folder(name)
        except PermissionError:  # that nothing in it can be read was told by whoever listed it
            found = self._reach.stat(name)
            if not stat.S_ISDIR(found.st_mode):
                raise ItemChanged(plan.name, "it is no folder any more") from None
            return FolderReader(_detail(plan.name, None, found, plan, self._told))
        return FolderReader(_detail(plan.name, handle, os.fstat(handle), plan, self._told))

    def _link(self, plan: ItemPlan) -> FolderReader:
        found = self._reach.stat(plan.name)
        if not stat.S_ISLNK(found.st_mode):
            raise ItemChanged(plan.name, "it is no link any more")
        return FolderReader(
            _detail(plan.name, None, found, plan, self._told), self._reach.link(plan.name)
        )

    def _young(self, found: os.stat_result) -> str:
        """Why a file may still be growing; empty for one that has rested."""
        if not self._quiet:
            return ""
        age = (self._now() - found.st_mtime_ns) / SECOND
        # One from the future was changed by a clock that is ahead: nobody knows when.
        if age >= self._quiet:
            return ""
        return f"it was changed {max(0, age):.0f} seconds ago and may still be growing"


def _detail(
    name: str,
    handle: int | None,
    found: os.stat_result,
    plan: ItemPlan,
    told: Told,
    *,
    sparse: bool = False,
) -> dict[str, str]:
    detail = {
        **_rights(stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid),
        MODIFIED: str(found.st_mtime_ns),
        CHANGED: str(found.st_ctime_ns),
        INODE: str(found.st_ino),
    }
    linked = plan.detail.get("hard_link", "")
    xattrs = {} if handle is None else _xattrs(name, handle, told)
    if sparse or linked or xattrs:
        detail |= Attributes(sparse=sparse, hard_link=linked, xattrs=xattrs).detail()
    return detail


@lru_cache(maxsize=1000)
def _rights(mode: int, uid: int, gid: int) -> Mapping[str, str]:
    """Most files of a tree have the same."""
    user, group = owner_names(uid, gid)
    return Attributes(mode=mode, uid=uid, gid=gid, user=user, group=group).detail()


def _xattrs(name: str, handle: int, told: Told) -> Mapping[str, bytes]:
    """What cannot be read of them is told; the item's bytes are worth more than these."""
    if not hasattr(os, "listxattr"):
        return {}
    found: dict[str, bytes] = {}
    try:
        for each in os.listxattr(handle):
            try:
                found[each] = os.getxattr(handle, each)
            except OSError as fault:
                if fault.errno not in GONE_ATTRIBUTE:
                    told(name, f"its attribute {each} cannot be read: {reason(fault)}")
    except OSError as fault:
        if fault.errno not in NO_XATTRS:
            told(name, f"its extended attributes cannot be read: {reason(fault)}")
    return found
