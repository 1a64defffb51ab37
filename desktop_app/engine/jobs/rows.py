"""Jobs and their lines as rows of the catalog: statements within a transaction of the queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.entries import Job, JobState
from desktop_app.engine.catalog.jobs import job_of, job_row
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.jobs.log import MOST_LINES, LogLine
from desktop_app.plain_text import shown

TABLE, LINES = schema.jobs, schema.job_lines


def load_job(connection: Connection, key: int, workspace: str | None = None) -> Job:
    """A job of any workspace, or of one alone. Raises :class:`UnknownName`."""
    query = select(TABLE).where(TABLE.c.key == key)
    if workspace is not None:
        query = query.where(TABLE.c.workspace == workspace)
    row = connection.execute(query).first()
    if row is None:
        raise UnknownName("job", str(key))
    return job_of(row)


def insert_job(connection: Connection, job: Job) -> Job:
    add = insert(TABLE).values(job_row(job)).returning(TABLE.c.key)
    return replace(job, key=connection.execute(add).scalar_one())


def update_job(connection: Connection, job: Job) -> None:
    connection.execute(update(TABLE).where(TABLE.c.key == job.key).values(job_row(job)))


def append_lines(connection: Connection, key: int, lines: Iterable[LogLine]) -> None:
    """Number the lines on, and forget the oldest beyond what is kept."""
    newest = select(func.coalesce(func.max(LINES.c.number), 0)).where(LINES.c.job == key)
    last: int = connection.execute(newest).scalar_one()
    rows = [
        # Names of files may hold bytes that no database takes as text.
        {"job": key, "number": number, "at": told.at, "line": shown(told.line)}
        for number, told in enumerate(lines, last + 1)
    ]
    if not rows:
        return
    connection.execute(insert(LINES), rows)
    old = (LINES.c.job == key) & (LINES.c.number <= last + len(rows) - MOST_LINES)
    connection.execute(LINES.delete().where(old))


def is_held(job: Job) -> Any:
    return (
        (TABLE.c.key == job.key)
        & (TABLE.c.owner == job.owner)
        & (TABLE.c.tries == job.tries)
        & (TABLE.c.state == JobState.RUNNING)
    )
