"""Pruning: retention retires snapshots, then the repository gives back what none needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.sweep import Sweep, retire, sweep, unneeded_bytes
from desktop_app.engine.retention import Retention, Verdict, judge

GRACE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class PrunePreview:
    """What a prune would do: a verdict for each snapshot, and the bytes none would need then."""

    verdicts: tuple[Verdict, ...]
    unneeded: int


@dataclass(frozen=True, slots=True)
class PruneResult:
    """What a prune did."""

    verdicts: tuple[Verdict, ...]
    sweep: Sweep


def preview_prune(
    repository: Repository, retention: Retention, verified: Collection[str]
) -> PrunePreview:
    """The dry run: nothing is written or removed."""
    verdicts = _verdicts(repository, retention, verified)
    kept = [verdict.snapshot for verdict in verdicts if verdict.keep]
    return PrunePreview(verdicts, unneeded_bytes(repository, kept))


def prune(
    repository: Repository,
    retention: Retention,
    verified: Collection[str],
    grace: timedelta = GRACE,
    progress: Progress | None = None,
) -> PruneResult:
    """Retire what retention does not keep; mark, and after ``grace`` delete, what none needs.

    ``verified`` holds the ids of snapshots whose last verification was good. Refuses
    (:class:`Damaged`) while any manifest cannot be read.
    """
    progress = progress or Silent()
    verdicts = _verdicts(repository, retention, verified)
    gone = [verdict for verdict in verdicts if not verdict.keep]
    progress.phase("retiring snapshots", items=len(gone))
    for verdict in gone:
        progress.cancel.check()
        retire(repository, verdict.snapshot, verdict.reason)
        progress.advance(items=1)
    return PruneResult(verdicts, sweep(repository, grace, progress))


def _verdicts(
    repository: Repository, retention: Retention, verified: Collection[str]
) -> tuple[Verdict, ...]:
    listed = repository.load_snapshots()
    if listed.problems:
        raise listed.problems[0]
    return tuple(judge(listed.snapshots, retention, verified))
