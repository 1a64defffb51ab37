"""Giving files, folders and links the attributes they had.

What a file system or a user's rights do not allow is told once for each sort of attribute, with
the first path that it happened to, and never stops a restore.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from functools import cache

from desktop_app.engine.model import Remark
from desktop_app.engine.sources.folder.attributes import Attributes

SET_ID = 0o6000
OWNER, RIGHTS, TIMES, EXTENDED = "owner", "rights", "times", "extended attributes"


@dataclass
class _Failed:
    first: str
    reason: str
    count: int = 0


class Stamps:
    """Any thread may call. ``umask``: what new files do not allow, for those without rights."""

    def __init__(self, umask: int) -> None:
        self._umask, self._root = umask, os.geteuid() == 0
        self._lock = threading.Lock()
        self._failed: dict[str, _Failed] = {}

    def file(self, handle: int, name: str, attributes: Attributes) -> None:
        """An open file, when nothing is written to it any more. Its times come last."""
        self._open(handle, name, attributes, 0o666)

    def folder(self, handle: int, name: str, attributes: Attributes) -> None:
        """An open folder, when nothing comes into it any more."""
        self._open(handle, name, attributes, 0o777)

    def link(self, folder: int, part: str, name: str, attributes: Attributes) -> None:
        """A link ``part`` in an open folder."""
        owned = _owner(attributes, root=self._root)
        if owned != (-1, -1):
            try:
                os.chown(part, *owned, dir_fd=folder, follow_symlinks=False)
            except OSError as fault:
                self._note(OWNER, name, fault)
        self._tell_owner(name, attributes)
        if attributes.modified_ns is not None:
            times = (attributes.modified_ns, attributes.modified_ns)
            try:
                os.utime(part, ns=times, dir_fd=folder, follow_symlinks=False)
            except (OSError, OverflowError) as fault:
                self._note(TIMES, name, fault)

    def remarks(self) -> tuple[Remark, ...]:
        """What could not be restored."""
        with self._lock:
            return tuple(_remark(what, each) for what, each in sorted(self._failed.items()))

    def _open(self, handle: int, name: str, attributes: Attributes, usual: int) -> None:
        owned = _owner(attributes, root=self._root)
        if owned != (-1, -1):
            try:
                os.fchown(handle, *owned)
            except OSError as fault:
                self._note(OWNER, name, fault)
        kept = self._tell_owner(name, attributes)
        # Before the rights, which may forbid their owner to write; after the owner, whose change
        # takes capabilities away.
        for key, value in attributes.xattrs.items():
            try:
                os.setxattr(handle, key, value)
            except OSError as fault:
                self._note(EXTENDED, name, fault)
        mode = usual & ~self._umask if attributes.mode is None else attributes.mode
        # A program must not get more rights by coming to belong to somebody else.
        mode = mode if kept else mode & ~SET_ID
        try:
            os.fchmod(handle, mode)
        except OSError as fault:
            self._note(RIGHTS, name, fault)
        self._times(handle, name, attributes.modified_ns)

    def _times(self, handle: int, name: str, modified: int | None) -> None:
        if modified is None:
            return
        try:
            os.utime(handle, ns=(modified, modified))
            if os.fstat(handle).st_mtime_ns != modified:
                self._note(TIMES, name, OSError(0, "the file system keeps less of them"))
        except (OSError, OverflowError) as fault:
            self._note(TIMES, name, fault)

    def _tell_owner(self, name: str, attributes: Attributes) -> bool:
        """Whether the owner is the same as it was."""
        if self._root or attributes.uid is None or attributes.uid == os.geteuid():
            return True
        self._note(OWNER, name, OSError(0, "only the system's administrator may set it"))
        return False

    def _note(self, what: str, name: str, fault: OSError | OverflowError) -> None:
        reason = (fault.strerror if isinstance(fault, OSError) else None) or str(fault)
        with self._lock:
            self._failed.setdefault(what, _Failed(name, reason)).count += 1


def _remark(what: str, failed: _Failed) -> Remark:
    more = f", and of {failed.count - 1:,} more" if failed.count > 1 else ""
    return Remark(failed.first, f"{what} of it{more} could not be restored: {failed.reason}")


def _owner(attributes: Attributes, *, root: bool) -> tuple[int, int]:
    """User and group by their names where this computer knows them, else by their numbers; -1 is
    left as it is. Other users may only give a file to a group of their own."""
    group = -1
    if attributes.gid is not None:
        group = _group(attributes.group, attributes.gid)
        if not root and group not in (os.getegid(), *os.getgroups()):
            group = -1
    if not root or attributes.uid is None:
        return -1, group
    return _user(attributes.user, attributes.uid), group


@cache
def _user(name: str, number: int) -> int:
    import pwd

    try:
        return pwd.getpwnam(name).pw_uid if name else number
    except KeyError:
        return number


@cache
def _group(name: str, number: int) -> int:
    import grp

    try:
        return grp.getgrnam(name).gr_gid if name else number
    except KeyError:
        return number
