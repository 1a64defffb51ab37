"""A restore of an SQLite file under way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import apsw

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, NotSupported, TargetNotEmpty
from desktop_app.engine.model import Item, ItemKind, Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Build, Fetch, ItemReader, Later, Met, Order, Steps, Way
from desktop_app.engine.sources.readers import BytesReader
from desktop_app.engine.sources.sqlite.connection import remove_sides
from desktop_app.engine.sources.sqlite.digest import digest_of
from desktop_app.engine.sources.sqlite.health import check_health
from desktop_app.engine.sources.sqlite.picking import Picking, picking
from desktop_app.engine.sources.sqlite.place import (
    give_name,
    kept_path,
    move_aside,
    move_left,
    settled,
    told_as_ours,
)
from desktop_app.engine.sources.sqlite.source import DAMAGED, FileReader
from desktop_app.engine.sources.sqlite.unfinished import Unfinished

OPEN_MODE = 0o600


@dataclass(frozen=True, slots=True)
class Job:
    """What an order is about. ``file``: the database; ``damaged``: as it was when it was salvaged.
    With only some of the tables the file is made of these; otherwise it comes back byte by byte."""

    file: Item | None
    damaged: Item | None
    tables: tuple[Item, ...]

    @classmethod
    def of(cls, items: Sequence[Item]) -> Job:
        files = [item for item in items if item.kind is ItemKind.FILE]
        sound = [item for item in files if "damaged" not in item.detail]
        broken = [item for item in files if "damaged" in item.detail]
        tables = tuple(item for item in items if item.kind is ItemKind.TABLE)
        return cls(sound[0] if sound else None, broken[0] if broken else None, tables)

    @property
    def picks(self) -> bool:
        """Whether only some of the tables are meant."""
        return self.file is not None and len(self.tables) < int(self.file.detail.get("tables", 0))

    @property
    def contents(self) -> tuple[Item, ...]:
        if self.picks:
            return self.tables
        return (*(each for each in (self.file, self.damaged) if each), *self.tables)

    @property
    def needed(self) -> int:
        """Bytes on the disk, at most."""
        size = sum(each.size for each in (self.file, self.damaged) if each)
        return 2 * size if self.picks else size

    def beside(self, place: Path) -> Path | None:
        """Where the damaged file goes, when it is not what is wanted itself."""
        both = self.file is not None and self.damaged is not None and not self.picks
        return place.with_name(place.name + DAMAGED) if both else None


class SqliteLoading:
    """Made by the destination. One thread at a time."""

    loaders = 1  # a file, then its tables out of it
    in_turn = True
    kept: str | None = None
    met: Met | None = None
    steps = Steps("preparing the file", "restoring and comparing", "checking the file")

    def __init__(
        self,
        place: Path,
        order: Order,
        unfinished: Unfinished,
        fetch: Fetch,
        progress: Progress,
    ) -> None:
        self._place, self._order, self._unfinished = place, order, unfinished
        self._fetch, self._progress = fetch, progress
        self._job = Job.of(order.items)
        self._picking: Picking | None = None
        self._stack = ExitStack()
        self._remarks: list[Remark] = []
        self._equal = 0  # how many of the contents were found equal
        self.contents: Sequence[Item] = self._job.contents
        self.loaded = frozenset(unfinished.loaded)

    @property
    def _file(self) -> Path:
        """What will get the name."""
        if self._job.file is None:
            return self._unfinished.damaged
        return self._unfinished.picked if self._job.picks else self._unfinished.whole

    def define(self) -> None:
        """Single tables are taken out of the whole file, which nothing but all its bytes give."""
        if not self._job.picks or self._job.file is None:
            return
        self._write(self._unfinished.whole, self._told(self._fetch(self._job.file)))
        self._unfinished.picked.unlink(missing_ok=True)
        remove_sides(self._unfinished.picked)
        opening = picking(self._unfinished.whole, self._unfinished.picked, self._progress.cancel)
        self._picking = self._stack.enter_context(opening)

    def _told(self, pieces: Iterable[bytes]) -> Iterable[bytes]:
        for piece in pieces:
            self._progress.cancel.check()
            self._progress.advance(bytes=len(piece))
            yield piece

    def load(self, item: Item, pieces: Iterable[bytes]) -> None:
        """Files are written; a table is in its file already, or is picked out of it."""
        if item.kind is ItemKind.FILE:
            self._write(self._path_of(item), pieces)
        elif self._picking:
            self._picking.take(item.name)

    def _write(self, path: Path, pieces: Iterable[bytes]) -> None:
        with told_as_ours(path):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OPEN_MODE)
            with os.fdopen(handle, "wb") as stream:
                for piece in pieces:
                    stream.write(piece)
                stream.flush()
                os.fsync(stream.fileno())

    def _path_of(self, item: Item) -> Path:
        return self._unfinished.damaged if "damaged" in item.detail else self._unfinished.whole

    def read_back(self, item: Item) -> ItemReader:
        """A file as it lies on the disk; of a table what is read out of the file."""
        if item.kind is ItemKind.FILE:
            return _existing(self._path_of(item))
        try:
            found = digest_of(self._file, item.name, self._progress)
        except (apsw.Error, KeyError):
            return BytesReader(b"", 0, tells_rows=True)  # it differs then
        return BytesReader(found.data, found.rows, tells_rows=True)

    def mark_loaded(self, item: Item) -> None:
        self._equal += 1
        if item.kind is ItemKind.FILE:
            self._unfinished.note([item.name])

    def later(self, item: Item) -> Later:
        return Later()

    def next_builds(self) -> Sequence[Build]:
        """Nothing is built upon tables."""
        return ()

    def build(self, build: Build) -> None:
        raise NotSupported(f"to build {build.name}", "nothing is built in an SQLite file")

    def complete(self) -> None:
        """The whole file must pass SQLite's own check. Raises :class:`Damaged`."""
        self._stack.close()
        if self._job.file is None or self._equal < len(self.contents):
            return  # what is not equal is told, and gets no name
        health = check_health(self._file, self._progress.cancel)
        if health.damage and self._order.snapshot.facts.get("integrity") == "ok":
            raise Damaged(self._job.file.name, f"fails the integrity check: {health.damage[0]}")
        self._remarks += [Remark("", f"in the file: {line}") for line in health.damage[:3]]
        self._remarks += health.orphans if self._job.picks else ()

    def publish(self) -> str:
        """Raises :class:`TargetInUse` and :class:`TargetNotEmpty` where somebody came meanwhile."""
        place, beside = self._place, self._job.beside(self._place)
        if self._order.way is Way.REPLACE and os.path.lexists(place):
            self._swap()
        elif os.path.lexists(place):
            raise TargetNotEmpty(str(place), "a file that came meanwhile")
        else:
            self._clear_name()
            self._finish_mode(None)
            give_name(self._file, place)
        if beside:
            self._unfinished.damaged.chmod(self._mode(None))
            give_name(self._unfinished.damaged, beside)
            self._remarks.append(Remark("", f"the damaged file as it was is {beside}"))
        self._unfinished.remove()
        return str(place)

    def _swap(self) -> None:
        kept = kept_path(self._place, datetime.now(UTC))
        with settled(self._place, self._progress.cancel):
            self._finish_mode(self._place.stat())
            move_aside(self._place, kept)
        # Nothing is left of a database that could be settled; of another one it goes along.
        move_left(self._place, kept)
        give_name(self._file, self._place)
        self.kept = str(kept)

    def _clear_name(self) -> None:
        kept = kept_path(self._place, datetime.now(UTC))
        if names := move_left(self._place, kept):
            what = f"{', '.join(names)} of an earlier file would have been taken for this one's: "
            self._remarks.append(Remark("", f"{what}it is kept beside, as of {kept.name}"))

    def _finish_mode(self, old: os.stat_result | None) -> None:
        """The rights of the one that it takes the place of, or those that it had."""
        with told_as_ours(self._file):
            if old is not None and hasattr(os, "chown") and os.geteuid() == 0:
                os.chown(self._file, old.st_uid, old.st_gid)
            self._file.chmod(self._mode(old))

    def _mode(self, old: os.stat_result | None) -> int:
        if old is not None:
            return old.st_mode & 0o777
        told = self._job.file.detail.get("mode", "") if self._job.file else ""
        return int(told, 8) & 0o777 if told and set(told) <= set("01234567") else OPEN_MODE

    def abandon(self) -> None:
        self._stack.close()
        self._unfinished.remove()

    def close(self) -> None:
        """What is open is closed; what was made stays."""
        self._stack.close()

    def late_remarks(self) -> tuple[Remark, ...]:
        return tuple(self._remarks)


def _existing(path: Path) -> ItemReader:
    """Its bytes; none where an interrupted restore never wrote it."""
    return FileReader(path) if path.exists() else BytesReader(b"", tells_rows=True)
