"""What a restore into a folder would meet, found out without changing anything."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import islice
from pathlib import Path

from desktop_app.engine.computer.refusal import refusal_to_write
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    BadAddress,
    LabVaultError,
    NoSpace,
    NotSupported,
    PlaceFailed,
    RestoreInterrupted,
    TargetNotEmpty,
)
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.base import Examination, Existing, Interrupted, Met, Order, Way
from desktop_app.engine.sources.folder.restoring.comparing import SameFile
from desktop_app.engine.sources.folder.restoring.fates import find_fates
from desktop_app.engine.sources.folder.restoring.keeping import FILES, WHOLE, folder_of, free_path
from desktop_app.engine.sources.folder.restoring.layout import Layout
from desktop_app.engine.sources.folder.restoring.publication import (
    beside_ending,
    free_beside,
    held,
)
from desktop_app.engine.sources.folder.restoring.staging import is_interrupted, staging_path
from desktop_app.engine.sources.folder.restoring.tree import Tree
from desktop_app.engine.sources.folder.restoring.windows_names import (
    FILE_SYSTEMS,
    fault_of,
    one_of_two,
)

MOST_NAMED = 20
ESCAPED = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that makes a restore impossible, and the error that it would end with."""

    item: str
    what: str
    fault: LabVaultError


@dataclass(frozen=True, slots=True)
class Survey:
    """A look at a place. ``root`` is the folder that is meant, its links followed."""

    root: str
    order: Order
    layout: Layout
    now: datetime

    @property
    def over(self) -> bool:
        """Whether files go over into a folder that is there, one by one."""
        return self.order.way is Way.OVER and os.path.lexists(self.root)

    @property
    def staging(self) -> str:
        return staging_path(self.root)

    def conflicts(self) -> Iterator[Conflict]:
        """All that stands in the way, what is told first at the front."""
        around = folder_of(self.root) or "/"
        if not os.path.isdir(around):  # noqa: PTH112
            fault: LabVaultError = PlaceFailed(around, "there is no such folder")
            yield Conflict(around, "is no folder", fault)
            return
        yield from self._place_conflicts()
        if not os.access(around, os.W_OK | os.X_OK):
            yield Conflict(around, "may not be written to", refusal_to_write(around))
        if is_interrupted(self.staging) and self.order.interrupted is Interrupted.REFUSE:
            fault = RestoreInterrupted(self.root, self.staging)
            yield Conflict(self.staging, "is left from a restore that did not end", fault)

    def _place_conflicts(self) -> Iterator[Conflict]:
        root, way = self.root, self.order.way
        if os.path.lexists(root) and not os.path.isdir(root):  # noqa: PTH112
            if way is not Way.BESIDE:
                yield Conflict(root, "is no folder", TargetNotEmpty(root, "a file"))
            return
        if way is Way.OVER and os.path.lexists(root) and not os.access(root, os.W_OK | os.X_OK):
            yield Conflict(root, "may not be written to", refusal_to_write(root))
        if way is Way.NEW and (holds := ", ".join(held(root))):
            yield Conflict(root, f"is not empty: it holds {holds}", TargetNotEmpty(root, holds))
        elif way in (Way.NEW, Way.REPLACE) and os.path.ismount(root):
            reason = "a disk begins there, which cannot be renamed; name a folder on it"
            yield Conflict(root, reason, NotSupported(f"a restore into {root} itself", reason))

    def space_conflict(self, already: int = 0) -> Conflict | None:
        """Whether it will not fit; ``already``: bytes that an earlier run wrote."""
        free, needed = self.free_disk(), self.layout.needed - already
        found = os.statvfs(folder_of(self.root) or "/")
        files = len(self.layout.contents) + len(self.layout.folders)
        if found.f_files and found.f_favail < files:
            what = f"has room for {found.f_favail:,} files more, {files:,} would come"
        elif free < needed:
            what = f"has {free:,} bytes free, {needed:,} are needed"
        else:
            return None
        return Conflict(self.root, what, NoSpace(self.root))

    def free_disk(self) -> int:
        """Bytes. Raises :class:`OSError`."""
        return shutil.disk_usage(folder_of(self.root) or "/").free

    def examination(self) -> Examination:
        """The same for people. Raises :class:`OSError`, and :class:`NotSupported` where a disk is
        mounted within a folder that files go over into."""
        conflicts = list(self.conflicts())
        there = os.path.isdir(folder_of(self.root) or "/")  # noqa: PTH112
        interrupted = is_interrupted(self.staging)
        if there and not interrupted and (full := self.space_conflict()):
            conflicts.append(full)
        met = self._met() if self.over and not conflicts else None
        return Examination(
            place=self._place(),
            kept=self._kept(met),
            exists=os.path.lexists(self.root),
            missing_roles=(),
            conflicts=tuple(Remark(c.item, c.what) for c in conflicts),
            remarks=(*self.layout.remarks, *self._name_remarks()),
            needed_disk=self.layout.needed,
            free_disk=self.free_disk() if there else None,
            interrupted=any(isinstance(c.fault, RestoreInterrupted) for c in conflicts),
            met=met,
        )

    def _place(self) -> str:
        return free_beside(self.root, self.now) if self.order.way is Way.BESIDE else self.root

    def _kept(self, met: Met | None) -> str | None:
        if met is not None and met.replaced:
            return free_path(self.root, FILES, self.now)
        if self.order.way is Way.REPLACE and held(self.root):
            return free_path(self.root, WHOLE, self.now)
        return None

    def _met(self) -> Met:
        with closing(Tree(self.root)) as live:
            same = SameFile(live, Silent(), quick=True)
            existing: Existing = self.order.existing
            ending = beside_ending(self.now)
            return find_fates(live, self.layout, existing, ending, same).met

    def _name_remarks(self) -> Iterator[Remark]:
        """Names that the place's file system cannot hold."""
        if os.name != "nt" and file_system(self.root) not in FILE_SYSTEMS:
            return
        names = [*self.layout.folders, *(item.name for item in self.layout.contents)]
        unholdable = ((name, fault) for name in names if (fault := fault_of(name)))
        for name, fault in islice(unholdable, MOST_NAMED):
            yield Remark(name, f"cannot be there, and will be left out: its name {fault}")
        for first, name in islice(one_of_two(names), MOST_NAMED):
            yield Remark(name, f"differs from {first} in case alone, which is the same there")


def real_root(address: str) -> str:
    """The folder that an address names. Raises :class:`BadAddress`."""
    if "\0" in address or not os.path.isabs(address):  # noqa: PTH117
        raise BadAddress(address, "it is no absolute path of a folder")
    root = os.path.realpath(address)
    if root == "/":
        raise BadAddress(address, "it is the root of all folders; name one below it")
    return root


def file_system(path: str, mounts: str = "/proc/self/mounts") -> str:
    """What the system calls the file system that a path lies, or would lie, on; empty where it
    does not say."""
    best, found = "", ""
    try:
        lines = Path(mounts).read_text(errors="surrogateescape").splitlines()
    except OSError:
        return ""
    for line in lines:
        _, where, kind, *_ = line.split(" ")
        where = ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), where)
        above = path == where or path.startswith(where.rstrip("/") + "/")
        if above and len(where) >= len(best):
            best, found = where, kind
    return found


def umask() -> int:
    """What this process does not allow others on new files; the usual where Linux is not there to
    tell it without changing it."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0o022
    told = re.search(r"^Umask:\s*([0-7]+)$", status, re.MULTILINE)
    return int(told[1], 8) if told else 0o022
