"""What the overview shows of each target, read from the catalog. For a task's thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.jobs.run import RunningJob
from desktop_app.engine.model import Grade, Level, Snapshot
from desktop_app.gui.models.activity import why
from desktop_app.gui.models.overview import Glimpse

RECENT = 12
JOBS = 500
BAD = (JobState.FAILED, JobState.DEAD)


def look(records: Records, running: Iterable[RunningJob] = ()) -> tuple[Glimpse, ...]:
    """A glimpse of each target, by name."""
    snapshots: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in records.snapshots.list():
        snapshots[snapshot.target].append(snapshot)
    proven = _proven(records)
    last = _last_backups(records.jobs.list(JOBS))
    at_work = {r.job.target: r.progress for r in running if r.job.kind is JobKind.BACKUP}
    glimpses = []
    for target in records.targets.list():
        good = [s for s in snapshots[target.name] if s.grade is not Grade.FAILED]
        job = last.get(target.name)
        proof = max((proven[s.id] for s in good if s.id in proven), default=None)
        glimpses.append(
            Glimpse(
                name=target.name,
                kind=target.kind,
                url=target.url,
                paused=target.paused,
                newest=max((s.started for s in good), default=None),
                failed=why(job) if job and job.state in BAD and not job.dismissed else "",
                rpo_seconds=target.rpo_seconds,
                proven=proof[0] if proof else None,
                proof_seconds=proof[1] if proof else 0.0,
                proof_days=target.proof_days,
                running=at_work.get(target.name),
                queued=job is not None and job.state is JobState.QUEUED,
                sizes=tuple(s.size for s in good[-RECENT:]),
            )
        )
    return tuple(glimpses)


def _last_backups(jobs: Iterable[Job]) -> dict[str, Job]:
    """The newest backup job of each target; ``jobs`` come newest first."""
    found: dict[str, Job] = {}
    for job in jobs:
        if job.kind is JobKind.BACKUP:
            found.setdefault(job.target, job)
    return found


def _proven(records: Records) -> dict[str, tuple[datetime, float]]:
    """When, and in how many seconds, each snapshot was really restored and found equal."""
    found: dict[str, tuple[datetime, float]] = {}
    for snapshot in records.verifications.levels():
        for look in records.verifications.list(snapshot):
            if look.level is Level.RESTORED and look.grade is Grade.OK:
                found.setdefault(snapshot, (look.at, look.seconds))
    return found
