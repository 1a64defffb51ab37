"""Keeping repositories tidy: what the catalog and the repositories know, joined for prune, for
retention and for the trash, and remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop_app.engine.assurance import tripwires
from desktop_app.engine.catalog.entries import JobKind, RepositoryEntry
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import PruneHeld
from desktop_app.engine.keeping.retention import KEEP_ALL, Known, Policies, Retention
from desktop_app.engine.model import Grade, Remark, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.prune import PruneResult, empty_trash, known_with_notes, prune
from desktop_app.engine.repository import notes, trash
from desktop_app.engine.repository.holds import PREFIX
from desktop_app.engine.repository.trash import Resting
from desktop_app.engine.roles import Action
from desktop_app.engine.workspace import holds
from desktop_app.engine.workspace.gate import utc_now
from desktop_app.engine.workspace.guarding import measure

if TYPE_CHECKING:
    from desktop_app.engine.catalog.catalog import Records
    from desktop_app.engine.workspace import Opened, Workspace


class Cause(StrEnum):
    """Why prune rests."""

    DAMAGE = "damage"
    TRIPWIRE = "tripwire"
    UNREADABLE = "unreadable hold"


@dataclass(frozen=True, slots=True)
class Pause:
    """``why``: what the tripwires said, or what cannot be read; empty for damage. ``since``: when
    damage was found."""

    cause: Cause
    why: str = ""
    since: datetime | None = None

    def told(self) -> str:
        """In words, for a job's log."""
        if self.cause is Cause.TRIPWIRE:
            return f"nothing was removed, for a tripwire fired: {self.why}"
        if self.cause is Cause.UNREADABLE:
            return f"nothing was removed, for what holds prune cannot be read: {self.why}"
        since = f"{self.since:%Y-%m-%d %H:%M} UTC" if self.since else "now"
        return f"nothing was removed, for damage is known since {since}"


@dataclass(frozen=True, slots=True)
class PruneOutcome:
    """What a prune did, or why it did nothing."""

    result: PruneResult | None
    pause: Pause | None


def pause_of(entry: RepositoryEntry, *, damaged_now: bool = False) -> Pause | None:
    """Why nothing may be removed from a repository at this moment, or None. Damage comes first:
    it cannot be waved through."""
    if entry.damaged or damaged_now:
        return Pause(Cause.DAMAGE, since=entry.damaged)
    if not entry.held:
        return None
    unreadable = entry.held.startswith(PREFIX)
    return Pause(Cause.UNREADABLE if unreadable else Cause.TRIPWIRE, entry.held)


def known_of(catalog: Records) -> Known:
    """What verifications found of the snapshots of a workspace."""
    verifications = catalog.verifications
    return Known(frozenset(verifications.levels()), frozenset(verifications.found_bad()))


def policies_of(catalog: Records, others: Retention = KEEP_ALL, only: str = "") -> Policies:
    """The retention of each target. ``others``: of targets that have none, and of snapshots whose
    target this computer does not know. ``only``: the one target that anything is removed of; empty
    for all."""
    own = {
        target.name: Retention.of(target.retention) or KEEP_ALL
        for target in catalog.targets.list()
        if target.retention is not None
    }
    return Policies({only: own.get(only, others)}) if only else Policies(own, others)


def prune_and_remember(
    workspace: Workspace,
    opened: Opened,
    others: Retention,
    grace: timedelta,
    progress: Progress,
    target: str = "",
) -> PruneOutcome:
    """Prune a repository, unless damage is known or a tripwire fired; noted as a job.

    With ``target`` no other target's snapshots are judged. Space is always given back for the
    whole repository: what rested long enough in its trash goes, and every pack that no snapshot
    needs, whosever it was; that is settled already when they are retired.
    """
    name, catalog = opened.entry.name, workspace.catalog
    with workspace.recorded(JobKind.PRUNE, target, name, progress) as record:
        if opened.problems:
            why = "; ".join(f"{p.name}: {p.how}" for p in opened.problems[:3])
            holds.hold_for_damage(catalog, opened, why, utc_now())
        policies = policies_of(catalog, others, target)
        done = _pruned(catalog, opened, policies, grace, record.progress)
        if isinstance(done, Pause):
            record.grade, record.remarks = Grade.WARNING, (Remark(name, done.told()),)
            return PruneOutcome(None, done)
        workspace.look_again(opened)
        opened.repository.index.refresh()
        measure(opened, catalog, utc_now())
        record.grade = Grade.OK
        record.figures = {
            "retired": sum(not verdict.keep for verdict in done.verdicts),
            "emptied": len(done.emptied),
            "freed": done.sweep.freed,
            "marked": done.sweep.marked,
        }
    return PruneOutcome(done, None)


def _pruned(
    catalog: Records, opened: Opened, policies: Policies, grace: timedelta, progress: Progress
) -> PruneResult | Pause:
    entry = holds.remember(catalog, opened.entry, opened.repository)
    if pause := pause_of(entry):
        return pause
    try:
        return prune(opened.repository, policies, known_of(catalog), grace, progress)
    except PruneHeld:  # by another computer, since this one looked
        entry = holds.remember(catalog, opened.entry, opened.repository)
        if pause := pause_of(entry):
            return pause
        raise


def release(workspace: Workspace, repository: str) -> str:
    """A person looked at what tripped: prune may go on. Returns what held it. For a manager."""
    with workspace.repository(repository) as opened:
        workspace.permit(Action.PRUNE, opened)
        held = holds.release(opened.repository)
        holds.remember(workspace.catalog, opened.entry, opened.repository)
    workspace.gate.note("let prune go on", {"repository": repository, "held": held})
    return held


def set_retention(workspace: Workspace, target: str, retention: Retention | None) -> None:
    """From now on prune keeps this of the target; None keeps everything. For a manager."""
    entry = workspace.catalog.targets.load(target)
    workspace.permit(Action.CHANGE_RETENTION)
    stored = None if retention is None else retention.to_store()
    workspace.catalog.targets.change(replace(entry, retention=stored))
    told = {"name": target} | {rule: str(count) for rule, count in (stored or {}).items()}
    workspace.gate.note("changed retention", told)


def set_tripwires(workspace: Workspace, target: str, limits: Mapping[str, int | None]) -> None:
    """Move some of the target's tripwires; None puts one back where it is by default. For a
    manager."""
    entry = workspace.catalog.targets.load(target)
    workspace.permit(Action.CHANGE_RETENTION)
    both = {**entry.options.get(tripwires.OPTION, {}), **limits}
    kept = {name: limit for name, limit in both.items() if limit is not None}
    options = {**entry.options, tripwires.OPTION: kept}
    workspace.catalog.targets.change(replace(entry, options=options))
    told = {"name": target} | {wire: str(limit) for wire, limit in limits.items()}
    workspace.gate.note("moved tripwires", told)


def annotate(
    workspace: Workspace,
    opened: Opened,
    snapshot: Snapshot,
    *,
    label: str | None = None,
    note: str | None = None,
    keep: bool | None = None,
) -> notes.Note:
    """Say something of a snapshot; None leaves what was said. To keep one no longer is for a
    manager. Raises :class:`Damaged` when what was said cannot be read and would be lost in part."""
    before = notes.Note()
    if None in (label, note, keep):
        before = notes.load_note(opened.repository, snapshot.id)
    if keep is False:
        workspace.permit(Action.CHANGE_RETENTION, opened)
    now = notes.Note(
        before.label if label is None else label,
        before.note if note is None else note,
        before.keep if keep is None else keep,
    )
    stored = notes.store_note(opened.repository, snapshot.id, now)
    _remember(workspace, opened, snapshot.id)
    return stored


def remove_snapshot(workspace: Workspace, opened: Opened, snapshot: Snapshot) -> Resting:
    """Put one snapshot into the trash by hand. For a manager. It rests as long as its target's
    retention says; one that is kept for ever is removed as well, as it was asked for by name."""
    workspace.permit(Action.REMOVE_SNAPSHOT, opened)
    rest = policies_of(workspace.catalog).of(snapshot.target).rest
    now, reason = datetime.now(UTC), "removed by hand"
    with trash.moving(opened.repository):
        trash.remove(opened.repository, snapshot, reason, now, now + rest)
    _remember(workspace, opened, snapshot.id, trashed=now)
    return Resting(snapshot, now, now + rest, reason)


def put_back(workspace: Workspace, opened: Opened, snapshot: Snapshot) -> Snapshot:
    """Make a snapshot of what rests in the trash again."""
    found = trash.put_back(opened.repository, snapshot.id)
    _remember(workspace, opened, snapshot.id)
    return found


def empty(workspace: Workspace, opened: Opened, progress: Progress) -> tuple[Resting, ...]:
    """Let go of all that rests, before its time. For a manager."""
    workspace.permit(Action.REMOVE_SNAPSHOT, opened)
    emptied = empty_trash(opened.repository, progress)
    workspace.look_again(opened)
    return emptied


def known_in(workspace: Workspace, opened: Opened) -> Known:
    """All that is known of a repository's snapshots, here and in it."""
    return known_with_notes(opened.repository, known_of(workspace.catalog))


def _remember(
    workspace: Workspace, opened: Opened, snapshot: str, trashed: datetime | None = None
) -> None:
    from desktop_app.engine.catalog.entries import Annotation

    note = notes.load_note(opened.repository, snapshot)
    said = Annotation(note.label, note.note, note.keep, trashed)
    workspace.catalog.snapshots.annotate(snapshot, said)
