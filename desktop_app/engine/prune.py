"""Pruning: retention moves snapshots to the trash, what rested long enough goes for good, and
the repository gives back what none needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.keeping.retention import (
    NOTHING_KNOWN,
    Known,
    Policies,
    Retention,
    Verdict,
    judge,
)
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository import holds, notes, trash
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.sweep import Sweep, sweep, unneeded_bytes
from desktop_app.engine.repository.trash import Resting

GRACE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class PrunePreview:
    """What a prune would do: a verdict for each snapshot, what of the trash would go for good,
    and the bytes that none would need once all that is removed has rested."""

    verdicts: tuple[Verdict, ...]
    emptied: tuple[Resting, ...]
    unneeded: int


@dataclass(frozen=True, slots=True)
class PruneResult:
    """What a prune did. ``emptied`` went from the trash for good."""

    verdicts: tuple[Verdict, ...]
    emptied: tuple[Resting, ...]
    sweep: Sweep


def preview_prune(
    repository: Repository,
    policies: Policies | Retention,
    known: Known = NOTHING_KNOWN,
    now: datetime | None = None,
) -> PrunePreview:
    """The dry run: nothing is written or removed."""
    now = now or datetime.now(UTC)
    verdicts = _verdicts(repository, policies, known)
    kept = [verdict.snapshot for verdict in verdicts if verdict.keep]
    ripe = tuple(each for each in _resting(repository) if each.until <= now)
    return PrunePreview(verdicts, ripe, unneeded_bytes(repository, kept))


def prune(
    repository: Repository,
    policies: Policies | Retention,
    known: Known = NOTHING_KNOWN,
    grace: timedelta = GRACE,
    progress: Progress | None = None,
    *,
    now: datetime | None = None,
) -> PruneResult:
    """Move what retention does not keep to the trash, empty the trash of what rested long enough;
    mark, and after ``grace`` delete, what none needs.

    Notes in the repository add to what is ``known``: who keeps a snapshot for ever need not be
    on this computer. Refuses (:class:`PruneHeld`) while anything in the repository holds, and
    (:class:`Damaged`) while any manifest, or anything in the trash, cannot be read.
    """
    progress, now = progress or Silent(), now or datetime.now(UTC)
    policies = policies if isinstance(policies, Policies) else Policies(others=policies)
    with trash.moving(repository):
        holds.must_be_free(repository)
        verdicts = _verdicts(repository, policies, known)
        _resting(repository)
        told = tuple(_carried_out(repository, verdicts, policies, progress, now))
        emptied = _empty(repository, progress, now)
        trash.clear_leftovers(repository)
    return PruneResult(told, emptied, sweep(repository, grace, progress))


def _carried_out(
    repository: Repository,
    verdicts: tuple[Verdict, ...],
    policies: Policies,
    progress: Progress,
    now: datetime,
) -> Iterator[Verdict]:
    """The verdicts as they were carried out."""
    progress.phase("removing snapshots", items=sum(not verdict.keep for verdict in verdicts))
    for verdict in verdicts:
        snapshot = verdict.snapshot
        if verdict.keep:
            yield verdict
            continue
        progress.cancel.check()
        # Somebody may have begun to keep it since: theirs is the last word.
        if notes.load_note(repository, snapshot.id).keep:
            yield replace(verdict, keep=True, reason="kept for ever")
            continue
        until = now + policies.of(snapshot.target).rest
        trash.remove(repository, snapshot, verdict.reason, now, until)
        progress.advance(items=1)
        yield verdict


def empty_trash(repository: Repository, progress: Progress | None = None) -> tuple[Resting, ...]:
    """Let go for good of all that rests, before its time, and of what cannot be read there.
    Returns what went. The space comes back with the next prune."""
    with trash.moving(repository):
        emptied = _empty(repository, progress or Silent(), None)
        for problem in trash.load_trash(repository).problems:
            trash.delete_unreadable(repository, problem)
        return emptied


def _empty(repository: Repository, progress: Progress, now: datetime | None) -> tuple[Resting, ...]:
    """Let go of what has rested until ``now``, or of all."""
    found = trash.load_trash(repository).resting
    ripe = tuple(each for each in found if now is None or each.until <= now)
    progress.phase("emptying the trash", items=len(ripe))
    for each in ripe:
        progress.cancel.check()
        trash.delete_for_good(repository, each)
        progress.advance(items=1)
    return ripe


def known_with_notes(repository: Repository, known: Known) -> Known:
    """With what people said in the repository. A snapshot whose note cannot be read is kept: it
    might say so."""
    said = notes.load_notes(repository)
    kept: dict[str, str] = dict(known.kept)
    for snapshot_id, note in said.notes.items():
        if note.keep:
            kept[snapshot_id] = f"kept for ever ({note.label})" if note.label else "kept for ever"
    kept |= dict.fromkeys(said.problems, "its note cannot be read")
    return replace(known, kept=kept)


def _verdicts(
    repository: Repository, policies: Policies | Retention, known: Known
) -> tuple[Verdict, ...]:
    listed = repository.load_snapshots()
    if listed.problems:
        raise listed.problems[0]
    return tuple(judge(listed.snapshots, policies, known_with_notes(repository, known)))


def _resting(repository: Repository) -> tuple[Resting, ...]:
    found = trash.load_trash(repository)
    if found.problems:
        raise found.problems[0]
    return found.resting
