"""What the overview shows of each target, read from the catalog. For a task's thread.

Nothing here reads all snapshots or the whole history: a laboratory has tens of thousands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.catalog.status import TargetStatus, recent_sizes, target_statuses
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.jobs.run import RunningJob
from desktop_app.engine.keeping.upkeep import pause_of
from desktop_app.engine.model import Grade, Level
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.activity import why
from desktop_app.gui.models.overview import Glimpse
from desktop_app.gui.models.tray import BAD

RECENT = 12
MOST_QUEUED = 500


def look(lab: Lab, running: Iterable[RunningJob] = ()) -> tuple[Glimpse, ...]:
    """A glimpse of each target, what needs a person first."""
    database, records = lab.whole_catalog.database, lab.catalog
    entries = {target.name: target for target in records.targets.list()}
    sizes = recent_sizes(database, lab.name, RECENT)
    queued = _queued(records.jobs.list(MOST_QUEUED, states=(JobState.QUEUED,)))
    pauses = {entry.name: pause_of(entry) for entry in records.repositories.list()}
    glimpses = [
        Glimpse(
            name=status.target,
            kind=status.kind,
            url=entries[status.target].url,
            paused=status.paused,
            newest=status.newest.started if status.newest else None,
            failed=_failed(lab, status),
            rpo_seconds=entries[status.target].rpo_seconds,
            proven=status.proven,
            proof_seconds=_proof_seconds(lab, status),
            proof_days=entries[status.target].proof_days,
            next_run=status.due,
            queued=status.target in queued,
            created=status.created,
            sizes=sizes.get(status.target, ()),
            repository=status.repository,
            pause=pauses.get(status.repository),
        )
        for status in target_statuses(database, lab.name, lab.clock())
        if status.target in entries
    ]
    return with_running(glimpses, running)


def with_running(glimpses: Iterable[Glimpse], running: Iterable[RunningJob]) -> tuple[Glimpse, ...]:
    """The same targets, with how far their backups are now."""
    at_work = {r.job.target: r.progress for r in running if r.job.kind is JobKind.BACKUP}
    return tuple(replace(each, running=at_work.get(each.name)) for each in glimpses)


def _queued(jobs: Iterable[Job]) -> frozenset[str]:
    return frozenset(job.target for job in jobs if job.kind is JobKind.BACKUP)


def _failed(lab: Lab, status: TargetStatus) -> str:
    """Why the last backup failed, unless somebody has seen it; empty when it did not."""
    last = status.last_backup
    if last is None or last.state not in BAD:
        return ""
    try:
        job = lab.catalog.jobs.load(last.key)
    except UnknownName:  # it was tidied away meanwhile
        return ""
    return "" if job.dismissed else why(job)


def _proof_seconds(lab: Lab, status: TargetStatus) -> float:
    """How long the last proven restore took; 0 when the newest look is another."""
    look = status.looks.get(Level.RESTORED)
    if look is None or look.grade is not Grade.OK:
        return 0.0
    looks = lab.catalog.verifications.list(look.snapshot)
    return next((each.seconds for each in looks if each.level is Level.RESTORED), 0.0)
