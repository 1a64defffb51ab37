"""Takes dumps in: look through the folder ─► examine ─► load ─► snapshot, one dump after the other.

What was taken in is known by its hash, which its snapshot remembers: an import that was cut off
goes on where it was, and a second one takes nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from pathlib import Path

from desktop_app.engine.backup import back_up
from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    BadAddress,
    BadDump,
    ItemChanged,
    ItemFailed,
    LabVaultError,
    NotSupported,
    ServerRefused,
    ToolFailed,
    UnknownName,
)
from desktop_app.engine.kinds.registry import POSTGRESQL
from desktop_app.engine.model import Grade, Remark, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.postgres.archives.archive import Archives
from desktop_app.engine.sources.postgres.archives.dump import Dump, DumpSource
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.takeover.addresses import address_of
from desktop_app.engine.takeover.content import Content, read_again
from desktop_app.engine.takeover.examination import Examined, examine
from desktop_app.engine.takeover.folder import Found, FoundDump, look_through
from desktop_app.engine.workspace import Opened, Workspace
from desktop_app.engine.workspace.fitting import Fitting

HASH_FACT = "imported_sha256"

# What one dump may be to blame for; with the others it may go well.
OF_ONE_DUMP = (BadDump, NotSupported, ServerRefused, ToolFailed, ItemFailed, ItemChanged)


class State(StrEnum):
    """What became of a dump."""

    TAKEN = "taken in"
    KNOWN = "known"  # taken in before
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One dump and what became of it. ``snapshot`` is None for a bad one, and then ``fault`` says
    why; ``loaded``: a server was asked to load it."""

    examined: Examined
    state: State
    target: str
    snapshot: Snapshot | None = None
    fault: LabVaultError | None = None
    loaded: bool = False

    @property
    def grade(self) -> Grade:
        """How good the dump is. What no dump holds (roles …) is no fault of this one; it is among
        the warnings of its snapshot."""
        if self.snapshot is None:
            return Grade.FAILED
        return Grade.OK if self.examined.passed else Grade.WARNING


@dataclass(frozen=True, slots=True)
class Request:
    """What to take in, and how. ``target`` None: the name of each database is that of its target.

    ``zone``: the one that names were written in. ``configured``: the address that the settings
    give, if there are any.
    """

    place: Path
    zone: tzinfo
    target: str | None = None
    configured: Address | None = None


@dataclass(slots=True)
class Taking:
    """An import under way, or ended; what is in it stays when a fault ends it early.
    ``examined``: dumps that were checked before, by their paths; they are not checked again, but
    one that changed since is bad."""

    workspace: Workspace
    opened: Opened
    request: Request
    found: Found = field(default_factory=lambda: Found((), ()))
    examined: Mapping[Path, Examined] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def others(self) -> tuple[Remark, ...]:
        """Files that are not dumps."""
        return self.found.others

    @property
    def grade(self) -> Grade:
        """*failed* when all are bad, *warning* when some are, or are not as they should be."""
        grades = {outcome.grade for outcome in self.outcomes}
        if not grades or grades == {Grade.OK}:
            return Grade.OK
        return Grade.FAILED if grades == {Grade.FAILED} else Grade.WARNING

    def look(self) -> None:
        """See what there is. Raises :class:`BadAddress` when the place is not there."""
        self.found = look_through(self.request.place)

    def run(self, progress: Progress) -> None:
        """Take in all that is good of what was seen. Faults of the environment are raised; what
        was taken in by then stays."""
        archives = Archives(self.workspace.keyholder.client)
        known = {s.facts[HASH_FACT]: s for s in self.opened.snapshots if HASH_FACT in s.facts}
        name = self.opened.entry.name
        with self.workspace.recorded("import", "", name, progress) as record:
            progress = record.progress
            for dump in self.found.dumps:
                progress.cancel.check()
                outcome = self._take(dump, archives, known, progress)
                self.outcomes.append(outcome)
                if outcome.snapshot is not None:
                    known[outcome.snapshot.facts[HASH_FACT]] = outcome.snapshot
            record.grade = self.grade
            record.figures = {state.value: self.count(state) for state in State}

    def count(self, state: State) -> int:
        return sum(outcome.state is state for outcome in self.outcomes)

    def _take(
        self,
        dump: FoundDump,
        archives: Archives,
        known: dict[str, Snapshot],
        progress: Progress,
    ) -> Outcome:
        target = self.request.target or dump.name.database
        examined = self.examined.get(dump.path)
        if examined is None:
            progress.phase("checking the dumps", bytes=_size(dump.path))
            examined = examine(dump, archives, progress)
        if examined.fault or examined.content is None:
            fault = BadDump(dump.shown, examined.fault)
            return Outcome(examined, State.BAD, target, fault=fault)
        if before := known.get(examined.content.sha256):
            return Outcome(examined, State.KNOWN, before.target, before)
        self._must_fit(target)
        self._must_be_allowed(target)
        try:
            snapshot = self._back_up(examined, examined.content, target, progress)
        except OF_ONE_DUMP as fault:
            progress.cancel.check()
            return Outcome(examined, State.BAD, target, fault=fault, loaded=True)
        return Outcome(examined, State.TAKEN, target, snapshot, loaded=True)

    def _must_fit(self, target: str) -> None:
        """A target has all its snapshots in one repository."""
        try:
            entry = self.workspace.catalog.targets.load(target)
        except UnknownName:
            return
        name = self.opened.entry.name
        if entry.repository != name:
            reason = f"the target {target} has its snapshots in {entry.repository}"
            raise BadAddress(name, reason)
        if entry.kind != POSTGRESQL:
            raise BadAddress(target, f"this target is of kind {entry.kind}")

    def _must_be_allowed(self, target: str) -> None:
        """Before a server loads it: the quota of snapshots and targets; that of bytes is asked
        when it is known how much there is to store. Raises :class:`QuotaReached`."""
        catalog = self.workspace.catalog
        new = target not in {entry.name for entry in catalog.targets.list()}
        catalog.quotas.must_fit(snapshots=1, targets=int(new))

    def _back_up(
        self, examined: Examined, content: Content, target: str, progress: Progress
    ) -> Snapshot:
        dump, moment = examined.dump, examined.dump.name.moment
        assert moment is not None
        plain = DumpSource(self._as_dump(examined, content), self.workspace.keyholder.client)
        source = Fitting(plain, target, self.opened, self.workspace.catalog)
        when = moment.replace(tzinfo=self.request.zone).astimezone(UTC)
        result = back_up(
            source, target, self.opened.repository, progress, moment=when, fits=source.fits
        )
        self.workspace.catalog.snapshots.add(self.opened.entry.id, result.snapshot)
        self.opened = replace(self.opened, snapshots=(*self.opened.snapshots, result.snapshot))
        self._remember_target(target, address_of(dump, self.request.configured))
        return result.snapshot

    def _as_dump(self, examined: Examined, content: Content) -> Dump:
        dump = examined.dump
        assert content.form is not None
        facts = {
            HASH_FACT: content.sha256,
            "imported_from": dump.shown,
            "imported_kind": dump.name.kind,
        }

        def read() -> Iterator[bytes]:
            return read_again(dump.path, dump.shown, content)

        return Dump(
            name=dump.shown,
            form=content.form,
            address=address_of(dump, self.request.configured),
            read=read,
            size=content.size,
            made_by=examined.made_by,
            facts=facts,
            remarks=tuple(Remark(dump.shown, what) for what in examined.remarks),
        )

    def _remember_target(self, target: str, address: Address) -> None:
        try:
            self.workspace.catalog.targets.load(target)
        except UnknownName:
            entry = TargetEntry(target, POSTGRESQL, address.url(), self.opened.entry.name)
            self.workspace.catalog.targets.add(entry)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def local_moment(outcome: Outcome, zone: tzinfo) -> datetime | None:
    """When the dump was made, with its zone."""
    moment = outcome.examined.dump.name.moment
    return None if moment is None else moment.replace(tzinfo=zone)
