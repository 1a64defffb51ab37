"""Which runs may be deleted from their devices, and why the others may not. Nothing is deleted.

All is asked anew each time: the files on the device are hashed now, the items of snapshots read
from their repositories, what was verified is what the catalog says now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from blake3 import blake3

from desktop_app.engine.computer.disks import Ground
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    Cancelled,
    Damaged,
    ItemFailed,
    LabVaultError,
    NotADatabase,
    ObjectAbsent,
)
from desktop_app.engine.fleet.certificates import Certificate, Copy, FileNow, Rule, lacks
from desktop_app.engine.fleet.places import Grounds, RepositoryPlace, place_of
from desktop_app.engine.kinds.ethoscope import reach_of
from desktop_app.engine.kinds.registry import ETHOSCOPE
from desktop_app.engine.model import Grade, Item, ItemKind, Level, Remark, Snapshot
from desktop_app.engine.sources.ethoscope import census
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.ethoscope.copies import copy_of, is_written
from desktop_app.engine.sources.ethoscope.layout import Role, locate
from desktop_app.engine.sources.ethoscope.runs import Run, means
from desktop_app.engine.sources.ethoscope.source import EthoscopeSource, Now

if TYPE_CHECKING:
    from desktop_app.engine.catalog.entries import RepositoryEntry
    from desktop_app.engine.progress import Progress
    from desktop_app.engine.repository.repository import Repository
    from desktop_app.engine.workspace import Workspace

RESTED = timedelta(hours=1)
"""A run of which a file was written to more lately may still be going on."""
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of one run: its certificate, or why it has none."""

    target: str
    run: Run
    certificate: Certificate | None
    reasons: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes that deleting it from the device would free."""
        return sum(file.size for file in self.run.files)


@dataclass(frozen=True, slots=True)
class Advice:
    """``remarks``: targets that could not be looked at."""

    verdicts: tuple[Verdict, ...]
    remarks: tuple[Remark, ...] = ()


def advise(
    workspace: Workspace,
    progress: Progress,
    now: datetime,
    *,
    rule: Rule | None = None,
    run: str = "",
    target: str = "",
    grounds: Grounds | None = None,
) -> Advice:
    """A verdict on each run of all ethoscope targets. ``run``: only of those that are meant so
    (:func:`means`); ``target``: only of this one's. Opens every repository that has snapshots of
    the devices; one that cannot be opened has no copies that count."""
    verdicts: list[Verdict] = []
    remarks: list[Remark] = []
    with ExitStack() as stack:
        known = _Copies(workspace, stack, now)
        for entry in workspace.catalog.targets.list():
            if entry.kind != ETHOSCOPE or target not in ("", entry.name):
                continue
            try:
                looking = _Looking(known, rule or Rule(), grounds or Grounds(), progress, run)
                verdicts += looking.at(entry.name)
            except Cancelled:
                raise
            except LabVaultError as fault:
                reason = str(getattr(fault, "reason", "") or fault)
                remarks.append(Remark(entry.name, f"the device could not be looked at: {reason}"))
        remarks += known.remarks
    return Advice(tuple(verdicts), tuple(remarks))


@dataclass
class _Looking:
    """One look at the runs of one target."""

    copies: _Copies
    rule: Rule
    grounds: Grounds
    progress: Progress
    wanted: str

    def at(self, target: str) -> list[Verdict]:
        place = self.copies.workspace.place_of(target)
        root = DataRoot.parse(place.url)
        source = EthoscopeSource(root, reach_of(place))
        with source.now(self.progress, checksum=True) as there:
            data = None if root.is_remote else self.grounds.of(there.folder)
            runs = [run for run in there.runs if not self.wanted or self._is_meant(run)]
            self.progress.phase("looking at runs", items=len(runs))
            return [self._verdict(target, run, there, data) for run in runs]

    def _is_meant(self, run: Run) -> bool:
        return means(self.wanted, run.key, run.local, run.device)

    def _verdict(self, target: str, run: Run, there: Now, data: Ground | None) -> Verdict:
        self.progress.cancel.check()
        self.progress.item(run.short)
        self.progress.advance(items=1)
        now = self.copies.now
        if reason := _unrest(run, there, now):
            return Verdict(target, run, None, (reason,))
        candidates, whys = self.copies.of(run, data, self.grounds)
        if not candidates:
            return Verdict(target, run, None, tuple(whys) or ("no verified copy is known",))
        # Before gigabytes are hashed: whether it could be enough at all.
        if missing := lacks([each.copy for each in candidates], self.rule):
            return Verdict(target, run, None, (", ".join(missing), *whys))
        try:
            files = tuple(_hashed(file.name, there.folder, self.progress) for file in run.files)
        except (OSError, ItemFailed, NotADatabase) as fault:
            return Verdict(target, run, None, (f"a file cannot be read: {fault}",))
        equal, differing = _equal(candidates, files)
        if missing := lacks(equal, self.rule):
            return Verdict(target, run, None, (", ".join(missing), *differing, *whys))
        certificate = Certificate(
            run.key, run.device, run.machine_id, now, self.rule, files, tuple(equal)
        )
        return Verdict(target, run, certificate)


def _unrest(run: Run, there: Now, now: datetime) -> str:
    """Why a run may still be going on; empty when it is over."""
    newest = max(file.modified_ns for file in run.files) / 1e9
    if newest > (now - RESTED).timestamp():
        return "it was written to less than an hour ago"
    missing = sorted({file.name for file in run.files} & there.left_out)
    return f"{missing[0]} could not be fetched" if missing else ""


def _hashed(name: str, folder: Path, progress: Progress) -> FileNow:
    path = folder / name
    located = locate(name)
    if located is not None and located.role is Role.DATABASE and is_written(path):
        with copy_of(name, path, progress) as taken:
            return _hash_of(name, taken.file, progress)
    return _hash_of(name, path, progress)


def _hash_of(name: str, path: Path, progress: Progress) -> FileNow:
    whole, size = blake3(), 0
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            progress.cancel.check()
            whole.update(piece)
            size += len(piece)
    return FileNow(name, size, whole.digest())


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A verified snapshot that has files of all names of a run. ``items`` by name."""

    copy: Copy
    items: Mapping[str, Item]


def _equal(
    candidates: Sequence[_Candidate], files: Sequence[FileNow]
) -> tuple[list[Copy], list[str]]:
    """The newest copy of each repository that is equal, and of the others what is not."""
    found: dict[str, Copy] = {}
    differing: dict[str, str] = {}
    for each in candidates:
        copy = each.copy
        other = next((f.name for f in files if each.items[f.name].hash != f.hash), None)
        if other is None:
            found.setdefault(copy.repository_id, copy)
        else:
            what = f"{other} is another one in {copy.repository}, snapshot {copy.snapshot[:12]}"
            differing.setdefault(copy.repository_id, what)
    return list(found.values()), [w for key, w in differing.items() if key not in found]


@dataclass
class _Copies:
    """What the repositories of a workspace hold of runs. Each is opened once, when it is needed."""

    workspace: Workspace
    stack: ExitStack
    now: datetime
    remarks: list[Remark] = field(default_factory=list)
    _open: dict[str, Repository | None] = field(default_factory=dict)
    _items: dict[str, Mapping[str, Item]] = field(default_factory=dict)

    def of(
        self, run: Run, data: Ground | None, grounds: Grounds
    ) -> tuple[list[_Candidate], list[str]]:
        """Verified snapshots that have all files of the run by name and size, the newest first;
        and why other repositories have none."""
        found: list[_Candidate] = []
        whys: list[str] = []
        for entry in self.workspace.catalog.repositories.list():
            place = place_of(entry.url, data, grounds)
            mine = self._of_repository(run, entry, place)
            if isinstance(mine, str):
                whys += [mine] if mine else []
            else:
                found += mine
        return found, whys

    def _of_repository(
        self, run: Run, entry: RepositoryEntry, place: RepositoryPlace
    ) -> list[_Candidate] | str:
        snapshots = [
            snapshot
            for snapshot in self.workspace.catalog.snapshots.list(entry.id)
            if run.machine_id in {each.machine_id for each in census.read(snapshot.facts)}
        ]
        if not snapshots:
            return ""
        if not place.counts:
            return f"{entry.name} does not count: {place.kind.value}"
        verified = self._verified(snapshots)
        if not verified:
            return f"no snapshot in {entry.name} is verified"
        repository = self._repository(entry)
        if repository is None:
            return f"{entry.name} cannot be opened"
        found = []
        for snapshot, (level, at) in verified:
            items = self._items_of(repository, snapshot)
            if all(_is_complete(items.get(file.name)) for file in run.files):
                copy = Copy(
                    entry.name,
                    entry.id,
                    entry.url,
                    place,
                    snapshot.id,
                    snapshot.started,
                    level.value,
                    at,
                )
                found.append(_Candidate(copy, items))
        return found or f"no verified snapshot in {entry.name} has all of it"

    def _verified(
        self, snapshots: Sequence[Snapshot]
    ) -> list[tuple[Snapshot, tuple[Level, datetime]]]:
        """Those of which something was proven, and nothing later says otherwise; the newest
        first."""
        looks = self.workspace.catalog.verifications
        levels = looks.levels([snapshot.id for snapshot in snapshots])
        found = []
        for snapshot in sorted(snapshots, key=lambda s: s.place, reverse=True):
            level = levels.get(snapshot.id)
            if level is None:
                continue
            at = next(
                look.at
                for look in looks.list(snapshot.id)
                if look.level is level and look.grade is not Grade.FAILED and not look.sampled
            )
            found.append((snapshot, (level, at)))
        return found

    def _repository(self, entry: RepositoryEntry) -> Repository | None:
        if entry.id not in self._open:
            try:
                opened = self.stack.enter_context(self.workspace.reading(entry.name))
                self._open[entry.id] = opened
            except Cancelled:
                raise
            except LabVaultError as fault:
                self._open[entry.id] = None
                reason = str(getattr(fault, "reason", "") or type(fault).__name__)
                self.remarks.append(Remark(entry.name, f"cannot be opened: {reason}"))
        return self._open[entry.id]

    def _items_of(self, repository: Repository, snapshot: Snapshot) -> Mapping[str, Item]:
        if snapshot.id not in self._items:
            try:
                items = {i.name: i for i in repository.items(snapshot) if i.kind is ItemKind.FILE}
            except (Damaged, ObjectAbsent):
                items = {}  # it was pruned or damaged just now: no copy
            self._items[snapshot.id] = items
        return self._items[snapshot.id]


def _is_complete(item: Item | None) -> bool:
    return item is not None and "incomplete" not in item.detail
