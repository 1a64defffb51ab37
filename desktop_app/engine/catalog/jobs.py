"""The jobs of one workspace as its people see them: begun by hand, listed, looked at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import Job, JobKind, JobLine, JobState
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.model import Grade

TABLE, LINES = schema.jobs, schema.job_lines


class Jobs:
    """Any thread may call; every method is one transaction."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self._workspace = database, workspace

    def add(self, job: Job) -> int:
        """Keep a new job; returns its key."""
        add = insert(TABLE).values(job_row(job) | {"workspace": self._workspace})
        with self._database.writing() as connection:
            key: int = connection.execute(add.returning(TABLE.c.key)).scalar_one()
        return key

    def change(self, job: Job) -> None:
        """Keep the job with this key as it is now."""
        mine = (TABLE.c.key == job.key) & (TABLE.c.workspace == self._workspace)
        with self._database.writing() as connection:
            row = job_row(job) | {"workspace": self._workspace}
            connection.execute(update(TABLE).where(mine).values(row))

    def list(
        self,
        limit: int = 100,
        *,
        states: Collection[JobState] = (),
        target: str | None = None,
        before: int | None = None,
    ) -> tuple[Job, ...]:
        """The newest first: all, or those in one of ``states``, of one target, with a key less
        than ``before``."""
        query = select(TABLE).where(TABLE.c.workspace == self._workspace)
        if states:
            query = query.where(TABLE.c.state.in_(states))
        if target is not None:
            query = query.where(TABLE.c.target == target)
        if before is not None:
            query = query.where(TABLE.c.key < before)
        query = query.order_by(TABLE.c.key.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(job_of(row) for row in connection.execute(query))

    def load(self, key: int) -> Job:
        """Raises :class:`UnknownName`, also for a job of another workspace."""
        mine = (TABLE.c.key == key) & (TABLE.c.workspace == self._workspace)
        with self._database.reading() as connection:
            row = connection.execute(select(TABLE).where(mine)).first()
        if row is None:
            raise UnknownName("job", str(key))
        return job_of(row)

    def lines(self, key: int) -> tuple[JobLine, ...]:
        """What is kept of a job's log, the oldest first. Raises :class:`UnknownName`."""
        self.load(key)
        with self._database.reading() as connection:
            return load_lines(connection, key)


def load_lines(connection: Connection, key: int) -> tuple[JobLine, ...]:
    """What is kept of a job's log, the oldest first."""
    query = select(LINES).where(LINES.c.job == key).order_by(LINES.c.number)
    return tuple(JobLine(r.number, r.at, r.line) for r in connection.execute(query))


def job_row(job: Job) -> dict[str, Any]:
    """The columns of a job, without its key."""
    row = {field.name: getattr(job, field.name) for field in fields(job) if field.name != "key"}
    row["arguments"], row["figures"] = dict(job.arguments), dict(job.figures)
    row["error"] = None if job.error is None else dict(job.error)
    return row


def job_of(row: Row[Any]) -> Job:
    """The job that a row tells of."""
    known = dict(row._mapping)
    known["kind"], known["state"] = JobKind(known["kind"]), JobState(known["state"])
    known["grade"] = known["grade"] and Grade(known["grade"])
    for name in ("arguments", "figures", "error"):
        if known[name] is not None:
            known[name] = MappingProxyType(known[name])
    return Job(**known)
