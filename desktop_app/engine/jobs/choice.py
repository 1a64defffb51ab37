"""Which job is next, and which belong to programs that are gone: queries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.entries import Job, JobState
from desktop_app.engine.catalog.jobs import job_of
from desktop_app.engine.computer.process import ProcessMark
from desktop_app.engine.jobs.rules import ALONE, Limits

TABLE = schema.jobs
RUNNING = TABLE.alias("running")


def due(now: datetime, limits: Limits) -> Select[Any]:
    """The job that is to be run next: of those that are due and that no limit holds back, the
    one of highest priority, then the oldest."""
    waits = (TABLE.c.state == JobState.QUEUED) & _is_due(now)
    query = select(TABLE).where(waits, ~_overlaps(), ~_crowded(limits))
    return query.order_by(TABLE.c.priority.desc(), TABLE.c.created, TABLE.c.key).limit(1)


def next_moment(now: datetime) -> Select[Any]:
    """When the first job comes due that is not due now."""
    waits = (TABLE.c.state == JobState.QUEUED) & ~_is_due(now)
    return select(func.min(TABLE.c.not_before, type_=TABLE.c.not_before.type)).where(waits)


def _is_due(now: datetime) -> Any:
    # A job from the future was made before the clock was put back: it has waited enough.
    return or_(TABLE.c.not_before <= now, TABLE.c.created > now)


def _overlaps() -> Any:
    """Whether the same is being done already: to the target, or where there is none, to the
    repository."""
    r, q = RUNNING.c, TABLE.c
    thing = (r.target == q.target) & ((q.target != "") | (r.repository == q.repository))
    same = (r.workspace == q.workspace) & (r.kind == q.kind) & thing
    return q.kind.in_(ALONE) & _running(same)


def _crowded(limits: Limits) -> Any:
    """Whether as many jobs as may be are at work in the repository."""
    r, q = RUNNING.c, TABLE.c
    there = (r.workspace == q.workspace) & (r.repository == q.repository)
    count = select(func.count()).select_from(RUNNING).where(r.state == JobState.RUNNING, there)
    full = count.correlate(TABLE).scalar_subquery() >= limits.per_repository
    return (q.repository != "") & full


def _running(condition: Any) -> Any:
    found = select(RUNNING.c.key).where(RUNNING.c.state == JobState.RUNNING, condition)
    return found.correlate(TABLE).exists()


def same_running(job: Job) -> Select[Any]:
    """The running job of that kind with that target, if there is one."""
    c = TABLE.c
    same = (c.workspace == job.workspace) & (c.kind == job.kind) & (c.target == job.target)
    return select(TABLE).where(c.state == JobState.RUNNING, same)


def abandoned_jobs(connection: Connection, now: datetime) -> list[Job]:
    """The running jobs whose program is gone: of this computer, when no such process runs; of
    another one, when it gave no sign of life for the time of a lease."""
    rows = connection.execute(select(TABLE).where(TABLE.c.state == JobState.RUNNING))
    return [job for job in map(job_of, rows) if _is_abandoned(job, now)]


def _is_abandoned(job: Job, now: datetime) -> bool:
    owner = ProcessMark.from_text(job.owner)
    lives = owner.lives() if owner else None
    if lives is not None:
        return not lives
    return job.alive_until is None or job.alive_until < now
