"""How much is kept of jobs that ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, func, or_, select

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import JobState
from desktop_app.engine.dataclass import dataclass

TABLE = schema.jobs
ENDED = (JobState.SUCCEEDED, JobState.WARNING, JobState.FAILED, JobState.CANCELLED)
AT_ONCE = 2_000  # jobs, so that nobody waits long for the catalog


@dataclass(frozen=True, slots=True)
class History:
    """Of every target and kind the ``most`` newest jobs are kept, each for ``age`` at the longest,
    but always the newest one. Dead jobs stay until they are dismissed."""

    most: int = 1_000
    age: timedelta = timedelta(days=400)


def trim(database: Database, history: History, now: datetime) -> int:
    """Forget jobs that ended, with their logs, beyond what history keeps; returns how many."""
    gone = 0
    while True:
        with database.reading() as connection:
            keys = connection.execute(_superfluous(history, now)).scalars().all()
        if not keys:
            return gone
        with database.writing() as connection:
            # It may have been queued again meanwhile.
            old = TABLE.c.key.in_(keys) & _is_over()
            gone += connection.execute(delete(TABLE).where(old)).rowcount
        if len(keys) < AT_ONCE:
            return gone


def _superfluous(history: History, now: datetime) -> Select[tuple[int]]:
    c = TABLE.c
    place = func.row_number().over(
        partition_by=(c.workspace, c.target, c.kind, c.repository), order_by=c.key.desc()
    )
    ended = select(c.key, c.finished, place.label("place")).where(_is_over()).subquery()
    old = (ended.c.finished < now - history.age) & (ended.c.place > 1)
    return select(ended.c.key).where(or_(old, ended.c.place > history.most)).limit(AT_ONCE)


def _is_over() -> ColumnElement[bool]:
    dismissed = (TABLE.c.state == JobState.DEAD) & TABLE.c.dismissed
    return or_(TABLE.c.state.in_(ENDED), dismissed)
