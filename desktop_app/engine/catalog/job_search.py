"""The history of jobs, searched and summed up: pages of it, the newest first.

No page reads what lies behind it, so the length of the history does not matter for a page. The
sums go through all that fits, once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.catalog.jobs import job_of
from desktop_app.engine.dataclass import dataclass

TABLE = schema.jobs
FIGURES = ("bytes", "stored", "seconds")


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Which jobs are meant; what is left empty asks for nothing.

    ``words`` are sought in the names of target and repository, in what went wrong, and at the
    beginning of the snapshot's id; a number is also a job's key. ``since`` and ``until``: when it
    was asked for, the end not included. ``needs_person``: was given up, and nobody dismissed it.
    """

    target: str = ""
    kinds: Collection[JobKind] = ()
    states: Collection[JobState] = ()
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None
    needs_person: bool = False


@dataclass(frozen=True, slots=True)
class JobSums:
    """Sums over jobs. ``by_state`` counts them; ``needing`` were given up and not dismissed;
    ``read`` and ``stored`` in bytes; ``seconds`` at work."""

    by_state: Mapping[JobState, int] = field(default_factory=lambda: MappingProxyType({}))
    needing: int = 0
    read: int = 0
    stored: int = 0
    seconds: float = 0.0

    @property
    def count(self) -> int:
        return sum(self.by_state.values())

    def of(self, *states: JobState) -> int:
        return sum(self.by_state.get(state, 0) for state in states)


NO_FILTER = JobFilter()


def find_jobs(
    database: Database,
    workspace: str,
    wanted: JobFilter = NO_FILTER,
    limit: int = 200,
    *,
    before: int | None = None,
    keys: Collection[int] | None = None,
) -> tuple[Job, ...]:
    """The newest that fit, at most ``limit``: those before a key, those of some keys."""
    query = select(TABLE).where(_fits(workspace, wanted))
    if before is not None:
        query = query.where(TABLE.c.key < before)
    if keys is not None:
        query = query.where(TABLE.c.key.in_(keys))
    with database.reading() as connection:
        rows = connection.execute(query.order_by(TABLE.c.key.desc()).limit(limit))
        return tuple(job_of(row) for row in rows)


def sum_jobs(database: Database, workspace: str, wanted: JobFilter = NO_FILTER) -> JobSums:
    """What all that fit come to."""
    numbers = [func.sum(TABLE.c.figures[name].as_float()) for name in FIGURES]
    query = select(TABLE.c.state, func.count(), *numbers)
    query = query.where(_fits(workspace, wanted)).group_by(TABLE.c.state)
    dead = select(func.count()).where(_fits(workspace, wanted), _needs_person())
    with database.reading() as connection:
        rows = connection.execute(query).all()
        needing = connection.execute(dead).scalar_one()
    read, stored, seconds = (sum(float(row[at] or 0) for row in rows) for at in (2, 3, 4))
    counts = {JobState(row[0]): int(row[1]) for row in rows}
    return JobSums(MappingProxyType(counts), needing, round(read), round(stored), seconds)


def _needs_person() -> ColumnElement[bool]:
    return and_(TABLE.c.state == JobState.DEAD, TABLE.c.dismissed.is_(False))


def _fits(workspace: str, wanted: JobFilter) -> ColumnElement[bool]:
    c = TABLE.c
    rules: list[ColumnElement[bool]] = [c.workspace == workspace]
    if wanted.target:
        rules.append(c.target == wanted.target)
    if wanted.kinds:
        rules.append(c.kind.in_(wanted.kinds))
    if wanted.states:
        rules.append(c.state.in_(wanted.states))
    if wanted.since is not None:
        rules.append(c.created >= wanted.since)
    if wanted.until is not None:
        rules.append(c.created < wanted.until)
    if wanted.needs_person:
        rules.append(_needs_person())
    rules += [_holds(word) for word in wanted.words.split()]
    return and_(*rules)


def _holds(word: str) -> ColumnElement[bool]:
    """Every word has to be somewhere."""
    c = TABLE.c
    places = [
        c.target.icontains(word, autoescape=True),
        c.repository.icontains(word, autoescape=True),
        cast(c.error, String).icontains(word, autoescape=True),
        c.snapshot.istartswith(word, autoescape=True),
    ]
    if word.isdecimal() and len(word) < 19:
        places.append(c.key == int(word))
    return or_(*places)
