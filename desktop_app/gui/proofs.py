"""What the catalog and a repository know of verifications. For a task's thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desktop_app.engine.catalog.entries import Job, JobKind, Verification
from desktop_app.engine.catalog.job_search import JobFilter, find_jobs
from desktop_app.engine.catalog.status import TargetStatus, target_statuses
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import LabVaultError, UnknownName
from desktop_app.engine.model import Item, Level, Snapshot
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.drill import Drill
from desktop_app.gui.models.verification import Results, findings
from desktop_app.gui.models.verification_report import Report

MOST_DRILLS = 1000
DRILLS = JobFilter(kinds=(JobKind.DRILL,))


@dataclass(frozen=True, slots=True)
class Standing:
    """How all targets stand; ``drills`` newest first; ``limits`` in seconds, by target."""

    statuses: tuple[TargetStatus, ...]
    drills: tuple[Job, ...]
    limits: dict[str, int]

    def says_the_same(self, other: Standing | None) -> bool:
        """Whether nothing that is shown is another; that time passed alone is nothing."""
        return other is not None and self._shown() == other._shown()

    def _shown(self) -> object:
        statuses = [(replace(s, now=_EVER), s.state, s.unproven) for s in self.statuses]
        return statuses, self.drills, self.limits


_EVER = datetime.min


def standing(lab: Lab) -> Standing:
    statuses = target_statuses(lab.whole_catalog.database, lab.name, lab.clock())
    drills = find_jobs(lab.whole_catalog.database, lab.name, DRILLS, MOST_DRILLS)
    targets = lab.catalog.targets.list()
    limits = {t.name: t.rto_seconds for t in targets if t.rto_seconds is not None}
    newest_first = sorted(drills, key=lambda job: job.finished or job.created, reverse=True)
    return Standing(statuses, tuple(newest_first), limits)


def look_at(lab: Lab, status: TargetStatus, level: Level) -> Verification | None:
    """The last verification of a target at a level."""
    last = status.looks.get(level)
    if last is None:
        return None
    looks = lab.catalog.verifications.list(last.snapshot)
    return next((look for look in looks if look.level is level), None)


def results(lab: Lab, status: TargetStatus, level: Level) -> Results | None:
    """The last verification of a target at a level, item by item. Where the repository cannot be
    opened just now, what was found wrong is told all the same."""
    look = look_at(lab, status, level)
    if look is None:
        return None
    try:
        snapshot, items = _items(lab, look.snapshot)
    except UnknownName:
        snapshot, items, unread = None, (), "The snapshot is not there any more."
    except LabVaultError as error:
        snapshot, items, unread = None, (), str(error_text(error))
    else:
        unread = ""
    return Results(status.target, level, look, snapshot, findings(look, items), unread)


def drill(lab: Lab, job: Job) -> Drill:
    """What is known of a drill that ended."""
    target = next((t for t in lab.catalog.targets.list() if t.name == job.target), None)
    wanted = job.snapshot or str(job.arguments.get("snapshot", ""))
    snapshots = lab.catalog.snapshots.list(target=job.target) if wanted else ()
    snapshot = next((each for each in snapshots if each.id == wanted), None)
    return Drill(job, target, snapshot, _look_of(lab, job))


def _look_of(lab: Lab, job: Job) -> Verification | None:
    """The one that was made while the drill was at work; None where it did not come so far."""
    if not job.snapshot or job.started is None or job.finished is None:
        return None
    looks = lab.catalog.verifications.list(job.snapshot)
    mine = (look for look in looks if look.level is Level.RESTORED)
    return next((look for look in mine if job.started <= look.at <= job.finished), None)


def _items(lab: Lab, snapshot: str) -> tuple[Snapshot, tuple[Item, ...]]:
    with lab.workspace() as workspace, workspace.holding(snapshot) as (opened, (found,)):
        return found, tuple(opened.repository.items(found))


def report(lab: Lab, known: Standing) -> Report:
    """All that is known now, to be kept as a file."""
    looks = [
        (status.target, look)
        for status in known.statuses
        for level in Level
        if (look := look_at(lab, status, level)) is not None
    ]
    return Report(lab.name, lab.clock(), known.statuses, tuple(looks), known.drills, known.limits)
