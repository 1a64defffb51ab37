"""A backup of devices' data: a folder's session, whose files are known to be runs.

Databases that are being written are read from consistent copies; every file of a run says in its
detail which run it is of; what is wrong with runs becomes remarks. What is wrong with a run that
ended long ago is only told where it is looked for (at level *structure*, and in the census):
nobody can mend it, and it must not hide what is new.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from desktop_app.engine.errors import BadFilm, NotADatabase
from desktop_app.engine.films.names import is_film
from desktop_app.engine.model import Item, ItemKind, ItemPlan, Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Plan, TellingReader
from desktop_app.engine.sources.ethoscope import census
from desktop_app.engine.sources.ethoscope.checks import faults_of, film_span
from desktop_app.engine.sources.ethoscope.copies import CopyReader, is_written
from desktop_app.engine.sources.ethoscope.database import DatabaseFacts, look_into
from desktop_app.engine.sources.ethoscope.layout import Role, is_part_of_root, locate
from desktop_app.engine.sources.ethoscope.runs import FileFacts, Run, group
from desktop_app.engine.sources.folder.source import READERS, FilePlan, FolderSession
from desktop_app.engine.sources.sqlite.taking import Taken

RUN, LOCAL, DEVICE = "run", "run_local", "device"
"""What the details of a run's files tell besides a file's own."""
YOUNG = timedelta(days=7)
"""Databases that were written to more lately than that are checked whole."""
TOLD = timedelta(days=30)
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass
class EthoscopeSession:
    """See :class:`~desktop_app.engine.sources.base.StreamingSession`. ``now``: the moment of the
    backup, with a zone; ``before``: remarks of how the data came here; ``fetched``: they lie in a
    folder of LabVault's own; ``judging``: runs and films are looked into."""

    inner: FolderSession
    zone: tzinfo
    now: datetime
    progress: Progress
    facts: Mapping[str, str]
    before: Sequence[Remark]
    others: Callable[[], Sequence[str]] = tuple
    fetched: bool = False
    judging: bool = True
    readers: int = READERS
    plan: Plan = field(default_factory=lambda: Plan((), (), {}))
    _of: dict[str, Mapping[str, str]] = field(default_factory=dict)
    _written: frozenset[str] = frozenset()
    _late: list[Remark] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def stream(self) -> Iterator[ItemPlan]:
        plans = list(self.inner.stream())
        files = {each.name: _facts(each) for each in plans if each.kind is ItemKind.FILE}
        self._written = frozenset(
            name for name in files if _is_database(name) and is_written(self._path(name))
        )
        runs = group(files.values(), self.zone)
        faulty = self._check(runs) if self.judging else frozenset()
        self._of = {file.name: _detail(run) for run in runs for file in run.files}
        self.plan = Plan((), tuple(self.before), self._told(runs, faulty))
        for each in plans:
            if each.kind is ItemKind.LINK and is_part_of_root(each.name):
                what = "is a link: what it points to is not taken; make that a target of its own"
                self._tell(Remark(each.name, what))
            if each.kind is ItemKind.FILE and self._is_side(each.name, files):
                continue  # it is taken in by the copy of its database
            more = {**each.detail, **self._of.get(each.name, {})}
            if each.name in self._written and isinstance(each, FilePlan):
                # What the look at its file told says little of it: its log counts, too.
                yield replace(each, detail=more, entry=None)
            else:
                yield replace(each, detail=more)

    def _told(self, runs: Sequence[Run], faulty: frozenset[str]) -> Mapping[str, str]:
        listed = dict(self.inner.plan.facts)
        facts = {**listed, **self.facts, census.FACT: census.told(census.count(runs, faulty))}
        if others := self.others():
            facts[census.OTHERS] = " ".join(others)
        return facts

    def _is_side(self, name: str, files: Mapping[str, FileFacts]) -> bool:
        for end in ("-wal", "-shm", "-journal"):
            if name.endswith(f".db{end}"):
                return name.removesuffix(end) in files
        return False

    def _check(self, runs: Sequence[Run]) -> frozenset[str]:
        """Look at all runs; remarks of those that are not long over. Returns the faulty ones."""
        faulty: set[str] = set()
        self.progress.phase("looking at runs", items=len(runs))
        for run in runs:
            self.progress.cancel.check()
            self.progress.item(run.short)
            facts = self._look(run)
            found = faults_of(run, facts)
            if found:
                faulty.add(run.key)
            if found and self.now - self._end(run, facts) <= TOLD:
                self._tell(*(Remark(fault.item, fault.what) for fault in found))
            self.progress.advance(items=1)
        return frozenset(faulty)

    def _look(self, run: Run) -> DatabaseFacts | None:
        """None where there is no database, or it is being written: its copy is looked into."""
        if not run.databases or run.databases[0].name in self._written:
            return None
        file = run.databases[0]
        young = file.modified_ns / 1e9 > (self.now - YOUNG).timestamp()
        return look_into(self._path(file.name), self.progress.cancel, thorough=young)

    def _end(self, run: Run, facts: DatabaseFacts | None) -> datetime:
        """When the last of it was recorded, as far as is known."""
        seconds = facts.seconds if facts is not None and facts.seconds else 0
        ends = [run.started + timedelta(seconds=seconds)]
        if span := film_span(run):
            ends.append(span[1])
        return max(ends)

    def place(self, name: str, kind: ItemKind) -> bytes:
        return self.inner.place(name, kind)

    def unchanged(self, plan: ItemPlan, earlier: Item, began: datetime) -> bool:
        """A database's file may be as it was while its log holds new rows. What was fetched lies
        still from before it is read: no change of it can hide behind the clock."""
        at = NEVER if self.fetched else began
        return plan.name not in self._written and self.inner.unchanged(plan, earlier, at)

    def read(self, item: ItemPlan) -> TellingReader:
        more = self._of.get(item.name, {})
        if item.kind is ItemKind.FILE and _is_database(item.name):
            path = self._path(item.name)
            if item.name in self._written or is_written(path):
                try:
                    return self._read_copy(item, path, more)
                except NotADatabase as fault:
                    self._tell(Remark(item.name, f"is no database: {fault.reason}"))
        elif self.judging and item.kind is ItemKind.FILE and is_film(item.name):
            self._look_at_film(item.name)
        return _Labelled(self.inner.read(item), more)

    def _read_copy(self, item: ItemPlan, path: Path, more: Mapping[str, str]) -> TellingReader:
        # Its rights and owner are those of the live file, which is opened and not read.
        live = self.inner.read(item)
        detail = dict(live.detail)
        live.close()

        def look(taken: Taken) -> None:
            if not self.judging:
                return
            facts = look_into(taken.file, self.progress.cancel, thorough=False)
            self._tell(*(Remark(item.name, remark.what) for remark in taken.remarks))
            self._tell(*(Remark(item.name, what) for what in facts.problems))

        return CopyReader(item.name, path, self.progress, {**detail, **more}, look)

    def _look_at_film(self, name: str) -> None:
        """A film that is new here is looked into: whether it is one, and shows a picture."""
        from desktop_app.engine.films.film import first_shot, open_film

        try:
            with self._path(name).open("rb") as stream:
                film = open_film(stream, name, cancel=self.progress.cancel)
                try:
                    first_shot(film)
                finally:
                    film.close()
        except BadFilm as bad:
            if not bad.mild:
                self._tell(Remark(name, bad.reason))
        except OSError:
            pass  # whoever reads it tells why that cannot be

    def _path(self, name: str) -> Path:
        return Path(self.inner.root) / name

    def _tell(self, *remarks: Remark) -> None:
        with self._lock:
            self._late += remarks

    def late_remarks(self) -> tuple[Remark, ...]:
        with self._lock:
            found = {*self._late, *self.inner.late_remarks()}
        return tuple(sorted(found, key=lambda remark: (remark.item, remark.what)))


class _Labelled:
    """A file's reader, whose detail also says which run it is of."""

    tells_rows: bool
    rows: int | None

    def __init__(self, reader: TellingReader, more: Mapping[str, str]) -> None:
        self._reader, self._more = reader, more
        self.readinto, self.close = reader.readinto, reader.close
        self.tells_rows, self.rows = False, None

    @property
    def detail(self) -> Mapping[str, str]:
        return {**self._reader.detail, **self._more}


def _facts(plan: ItemPlan) -> FileFacts:
    entry = plan.entry if isinstance(plan, FilePlan) else None
    return FileFacts(plan.name, plan.expected_bytes, entry.modified_ns if entry else 0)


def _is_database(name: str) -> bool:
    located = locate(name)
    return located is not None and located.role is Role.DATABASE


def _detail(run: Run) -> Mapping[str, str]:
    return {RUN: run.key, LOCAL: run.local, DEVICE: run.device}
