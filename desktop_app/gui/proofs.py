"""What the catalog and a repository know of verifications. For a task's thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desktop_app.engine.catalog.entries import Job, JobKind, Verification
from desktop_app.engine.catalog.status import TargetStatus, target_statuses
from desktop_app.engine.errors import LabVaultError, UnknownName
from desktop_app.engine.model import Item, Level, Snapshot
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.verification import Results, findings
from desktop_app.gui.models.verification_report import Report

MOST_JOBS = 5000


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
    jobs = lab.catalog.jobs.list(MOST_JOBS)
    targets = lab.catalog.targets.list()
    limits = {t.name: t.rto_seconds for t in targets if t.rto_seconds is not None}
    drills = [job for job in jobs if job.kind is JobKind.DRILL]
    drills.sort(key=lambda job: job.finished or job.created, reverse=True)
    return Standing(statuses, tuple(drills), limits)


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
