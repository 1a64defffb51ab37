"""The schedules of one workspace: what is to happen with its targets by itself."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database, insert_new, insert_or_update
from desktop_app.engine.catalog.entries import Job, JobKind, JobState, ScheduleEntry
from desktop_app.engine.catalog.jobs import job_row
from desktop_app.engine.errors import UnknownName

TABLE, TARGETS, JOBS = schema.schedules, schema.targets, schema.jobs
UNFINISHED = (JobState.QUEUED, JobState.RUNNING)


class Schedules:
    """Any thread and several programs may call; every method is one transaction. A target has
    one schedule for each kind of job."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self._workspace = database, workspace

    def set(self, entry: ScheduleEntry) -> None:
        """Keep the schedule in place of an earlier one. Raises :class:`UnknownName` for its
        target."""
        theirs = (TARGETS.c.workspace == self._workspace) & (TARGETS.c.name == entry.target)
        with self._database.writing() as connection:
            if not connection.execute(select(TARGETS.c.name).where(theirs)).first():
                raise UnknownName("target", entry.target)
            connection.execute(
                insert_or_update(connection, TABLE), schedule_row(self._workspace, entry)
            )

    def list(self, target: str | None = None) -> tuple[ScheduleEntry, ...]:
        """All, or those of a target; by target and kind."""
        query = select(TABLE).where(TABLE.c.workspace == self._workspace)
        if target is not None:
            query = query.where(TABLE.c.target == target)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(TABLE.c.target, TABLE.c.kind))
            return tuple(_entry(row) for row in rows)

    def enable(self, target: str, kind: JobKind | None, enabled: bool) -> int:
        """Let schedules of a target run or rest; returns how many there are. One that rested
        makes up for nothing."""
        change: dict[str, Any] = {"enabled": enabled, "due": None}
        with self._database.writing() as connection:
            mine = update(TABLE).where(self._is(target, kind), TABLE.c.enabled != enabled)
            connection.execute(mine.values(change))
            count = connection.execute(select(TABLE.c.kind).where(self._is(target, kind)))
            return len(count.all())

    def delete(self, target: str, kind: JobKind | None) -> int:
        """Forget one schedule of a target, or all; returns how many."""
        with self._database.writing() as connection:
            return connection.execute(delete(TABLE).where(self._is(target, kind))).rowcount

    def advance(self, before: ScheduleEntry, after: ScheduleEntry, job: Job | None) -> bool:
        """Keep a schedule as it is now, and with it queue the job that was due, in one step.

        False, and nothing is done, when the schedule is no longer as it was read: another
        program was quicker. No second job is queued for an occasion, nor while an earlier one
        of this schedule has not ended: what was missed meanwhile is one run.
        """
        with self._database.writing() as connection:
            query = select(TABLE).where(self._is(before.target, before.kind)).with_for_update()
            row = connection.execute(query).first()
            if row is None or _entry(row) != before:
                return False
            connection.execute(
                insert_or_update(connection, TABLE), schedule_row(self._workspace, after)
            )
            if job is not None and not self._is_unfinished(connection, job):
                new = job_row(job) | {"workspace": self._workspace}
                connection.execute(insert_new(connection, JOBS), new)
        return True

    def _is_unfinished(self, connection: Connection, job: Job) -> bool:
        c = JOBS.c
        same = (c.workspace == self._workspace) & (c.target == job.target) & (c.kind == job.kind)
        if not job.target:  # it is about a whole repository
            same &= c.repository == job.repository
        waits = same & c.state.in_(UNFINISHED) & c.occasion.is_not(None)
        return connection.execute(select(c.key).where(waits)).first() is not None

    def _is(self, target: str, kind: JobKind | None) -> Any:
        mine = (TABLE.c.workspace == self._workspace) & (TABLE.c.target == target)
        return mine if kind is None else mine & (TABLE.c.kind == kind)


def schedule_row(workspace: str, entry: ScheduleEntry) -> dict[str, Any]:
    """A schedule as the catalog keeps it."""
    return {
        "workspace": workspace,
        "target": entry.target,
        "kind": entry.kind,
        "rule": entry.rule,
        "zone": entry.zone,
        "enabled": entry.enabled,
        "due": entry.due,
        "last_due": entry.done,
        "state": {
            "since": entry.since.isoformat(),
            "arguments": dict(entry.arguments),
            "turn": entry.turn,
            "present": entry.present,
        },
    }


def _entry(row: Row[Any]) -> ScheduleEntry:
    state = row.state
    return ScheduleEntry(
        row.target,
        JobKind(row.kind),
        row.rule,
        row.zone,
        datetime.fromisoformat(state["since"]),
        MappingProxyType(state["arguments"]),
        row.enabled,
        row.due,
        row.last_due,
        state["turn"],
        state["present"],
    )
