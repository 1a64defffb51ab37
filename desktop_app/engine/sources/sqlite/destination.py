"""A path to restore an SQLite file to, or single tables of it.

The file is made and compared in a folder beside its place, and gets its name when it is whole. A
restore that died is resumed file by file: what was found equal once is compared again, not fetched.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

from desktop_app.engine.errors import (
    BadAddress,
    NoPermission,
    NothingMatches,
    NotSupported,
    RestoreInterrupted,
    TargetInUse,
    TargetNotEmpty,
)
from desktop_app.engine.model import Item, ItemKind, Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Examination, Fetch, Interrupted, Order, Way
from desktop_app.engine.sources.sqlite.loading import Job, SqliteLoading
from desktop_app.engine.sources.sqlite.look import network_file_system
from desktop_app.engine.sources.sqlite.place import (
    free_path,
    kept_path,
    left_beside,
    users_of,
)
from desktop_app.engine.sources.sqlite.undoing import (
    KeptFile,
    drop_kept,
    kept_files,
    swap_back,
)
from desktop_app.engine.sources.sqlite.unfinished import (
    Unfinished,
    is_interrupted,
    unfinished_folder,
)


class SqliteDestination:
    """The file that a path names."""

    def __init__(self, path: Path) -> None:
        """A link is followed: the file that it points to is the database."""
        self._path = path.resolve()

    @property
    def address(self) -> str:
        return str(self._path)

    def choose(self, items: Sequence[Item], only: Sequence[str]) -> tuple[Item, ...]:
        """Patterns are shell-style and matched with the names of tables; or name a file, for all
        of it. A virtual table brings its shadow tables. Raises :class:`NothingMatches`."""
        if not only:
            return tuple(items)
        wanted: set[tuple[ItemKind, str]] = set()
        for pattern in only:
            found = {(i.kind, i.name) for i in items if _is_meant(i, pattern)}
            if not found:
                raise NothingMatches(pattern)
            wanted |= found
        wanted |= set(_along(items, wanted))
        return tuple(item for item in items if (item.kind, item.name) in wanted)

    def contents(self, items: Sequence[Item]) -> Sequence[Item]:
        return Job.of(items).contents

    def examine(self, order: Order, fetch: Fetch) -> Examination:
        """What a restore would meet."""
        survey = Survey(self._path, order)
        conflicts = tuple(Remark("", what) for what, _ in survey.conflicts())
        return survey.examination(conflicts)

    @contextmanager
    def open(self, order: Order, fetch: Fetch, progress: Progress) -> Iterator[SqliteLoading]:
        """Begin, or go on with an earlier one. Raises :class:`TargetNotEmpty`,
        :class:`TargetInUse`, :class:`RestoreInterrupted`, :class:`NotSupported`,
        :class:`NoPermission`."""
        survey = Survey(self._path, order)
        for _, fault in survey.conflicts():
            raise fault
        unfinished = Unfinished.hold(survey.place, order)
        try:
            if order.interrupted is not Interrupted.RESUME:
                unfinished.clear()
            unfinished.note()
            loading = SqliteLoading(survey.place, order, unfinished, fetch, progress)
            with closing(loading):
                yield loading
        finally:
            unfinished.release()

    def kept(self) -> tuple[KeptFile, ...]:
        """What restores replaced here, the newest first; see :func:`kept_files`."""
        return kept_files(self._path)

    def swap_back(self, kept: str, *, disconnect: bool) -> str:
        """Take a restore back; see :func:`~undoing.swap_back`. A program that has the file open
        cannot be made to close it, whatever ``disconnect`` says."""
        return swap_back(self._path, kept, datetime.now(UTC))

    def drop_kept(self, kept: str, *, disconnect: bool) -> None:
        """Let go of what a restore replaced; see :func:`~undoing.drop_kept`."""
        drop_kept(self._path, kept)


@dataclass(frozen=True)
class Survey:
    """What is at the place, looked at once."""

    path: Path
    order: Order

    @cached_property
    def place(self) -> Path:
        return free_path(self.path) if self.order.way is Way.BESIDE else self.path

    @cached_property
    def exists(self) -> bool:
        return os.path.lexists(self.place)

    @cached_property
    def users(self) -> int:
        return users_of(self.place) if self.exists and self.order.way is Way.REPLACE else 0

    @property
    def interrupted(self) -> bool:
        refuse = self.order.interrupted is Interrupted.REFUSE
        return refuse and is_interrupted(self.place)

    def conflicts(self) -> Iterator[tuple[str, Exception]]:
        """What makes the restore impossible, and the error that says so."""
        where, parent = str(self.place), self.place.parent
        if self.order.way is Way.OVER:
            reason = "a database file is one whole; restore it with --replace"
            yield reason, NotSupported("a restore over an SQLite file", reason)
        if not parent.is_dir():
            yield f"{parent} is no folder", BadAddress(where, f"{parent} is no folder")
        elif not os.access(parent, os.W_OK):
            yield f"{parent} may not be written to", NoPermission(str(parent))
        if self.place.is_dir():
            reason = "it is a folder; name the file in it"
            yield f"{where}: {reason}", TargetNotEmpty(where, "a folder's files")
        elif self.exists and self.order.way is Way.NEW:
            yield f"{where} is there already", TargetNotEmpty(where, "a file")
        if self.users:
            yield f"{self.users} other programs have it open", TargetInUse(where, self.users)
        if self.interrupted:
            unfinished = str(unfinished_folder(self.place))
            yield f"{unfinished} is unfinished", RestoreInterrupted(where, unfinished)
        beside = Job.of(self.order.items).beside(self.place)
        if beside and os.path.lexists(beside):
            yield f"{beside} is there already", TargetNotEmpty(str(beside), "a file")

    def examination(self, conflicts: tuple[Remark, ...]) -> Examination:
        kept = None
        if self.exists and self.order.way is Way.REPLACE:
            kept = str(kept_path(self.place, datetime.now(UTC)))
        parent = self.place.parent
        return Examination(
            place=str(self.place),
            kept=kept,
            exists=self.exists,
            missing_roles=(),
            conflicts=conflicts,
            remarks=tuple(self._remarks()),
            needed_disk=Job.of(self.order.items).needed,
            free_disk=shutil.disk_usage(parent).free if parent.is_dir() else None,
            interrupted=self.interrupted,
            sessions=self.users,
        )

    def _remarks(self) -> Iterator[Remark]:
        if not self.exists and (beside := left_beside(self.place)):
            names = ", ".join(each.name for each in beside)
            yield Remark("", f"{names} of an earlier file will be moved aside")
        if kind := network_file_system(self.place):
            what = f"the place is on a network file system ({kind}), where locks are not reliable"
            yield Remark("", what)


def _is_meant(item: Item, pattern: str) -> bool:
    own = item.kind is ItemKind.TABLE and item.name.startswith("sqlite_")
    return item.name == pattern or (not own and fnmatchcase(item.name, pattern))


def _along(
    items: Sequence[Item], wanted: set[tuple[ItemKind, str]]
) -> Iterator[tuple[ItemKind, str]]:
    """What those that were asked for cannot be without."""
    tables = {name for kind, name in wanted if kind is ItemKind.TABLE}
    virtual = {i.name for i in items if i.detail.get("form") == "virtual"} & tables
    files = {name for kind, name in wanted if kind is ItemKind.FILE}
    for item in items:
        if item.kind is ItemKind.TABLE and item.detail.get("file") in files:
            yield item.kind, item.name
        if item.kind is ItemKind.FILE and tables and "damaged" not in item.detail:
            yield item.kind, item.name
        if item.detail.get("form") == "shadow" and any(
            item.name.startswith(f"{table}_") for table in virtual
        ):
            yield item.kind, item.name
