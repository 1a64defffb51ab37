"""What a workspace did in a span of time, and how it stands: sums, made by the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import Job, JobState
from desktop_app.engine.catalog.jobs import job_of
from desktop_app.engine.catalog.verifications import found_bad
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Grade, Level

JOBS, SNAPSHOTS = schema.jobs, schema.snapshots
LOOKS, MEASURES, REPOSITORIES = schema.verifications, schema.measures, schema.repositories

LOST = (JobState.FAILED, JobState.DEAD)


@dataclass(frozen=True, slots=True)
class Standing:
    """The good snapshots of a target: how many, when the newest began, and when a restore last
    came back right and whole."""

    snapshots: int
    newest: datetime
    proven: datetime | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """How full the place of a repository was when last measured. In bytes; ``free`` None: it
    cannot say."""

    at: datetime
    used: int
    free: int | None


class History:
    """Any thread may call; every method is one transaction."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self._workspace = database, workspace

    def counts(self, begin: datetime, end: datetime) -> Mapping[JobState, int]:
        """How many jobs ended in each state after ``begin``, up to ``end``."""
        query = select(JOBS.c.state, func.count()).where(*self._ended(begin, end))
        with self._database.reading() as connection:
            rows = connection.execute(query.group_by(JOBS.c.state))
            return {JobState(state): count for state, count in rows}

    def lost(self, begin: datetime, end: datetime, limit: int = 100) -> tuple[Job, ...]:
        """The jobs that failed for good after ``begin``, up to ``end``; the newest first."""
        query = select(JOBS).where(*self._ended(begin, end), JOBS.c.state.in_(LOST))
        query = query.order_by(JOBS.c.finished.desc(), JOBS.c.key.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(job_of(row) for row in connection.execute(query))

    def standings(self) -> Mapping[str, Standing]:
        """By target. A snapshot is good unless its backup failed, or the last look at it did;
        what rests in the trash does not count."""
        good = (
            (SNAPSHOTS.c.workspace == self._workspace)
            & SNAPSHOTS.c.trashed.is_(None)
            & (SNAPSHOTS.c.grade != Grade.FAILED)
            & SNAPSHOTS.c.id.not_in(found_bad(self._workspace))
        )
        counted = select(
            SNAPSHOTS.c.target, func.count().label("snapshots"), _newest(SNAPSHOTS.c.started)
        )
        proofs = (
            select(LOOKS.c.target, _newest(LOOKS.c.at))
            .where(LOOKS.c.workspace == self._workspace, LOOKS.c.level == Level.RESTORED)
            .where(LOOKS.c.grade == Grade.OK, LOOKS.c.sampled.is_(False))
        )
        with self._database.reading() as connection:
            rows = connection.execute(proofs.group_by(LOOKS.c.target))
            proven = {row.target: row.newest for row in rows}
            found = connection.execute(counted.where(good).group_by(SNAPSHOTS.c.target))
            return {
                row.target: Standing(row.snapshots, row.newest, proven.get(row.target))
                for row in found
            }

    def measures(self) -> Mapping[str, Measure]:
        """The newest of each repository of the workspace, by the repository's name."""
        newest = select(MEASURES.c.repository, _newest(MEASURES.c.at))
        last = newest.group_by(MEASURES.c.repository).subquery()
        query = (
            select(REPOSITORIES.c.name, MEASURES)
            .join(MEASURES, MEASURES.c.repository == REPOSITORIES.c.id)
            .join(
                last,
                (last.c.repository == MEASURES.c.repository) & (last.c.newest == MEASURES.c.at),
            )
            .where(REPOSITORIES.c.workspace == self._workspace)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query)
            return {row.name: Measure(row.at, row.used, row.free) for row in rows}

    def _ended(self, begin: datetime, end: datetime) -> tuple[Any, ...]:
        mine = JOBS.c.workspace == self._workspace
        return (mine, JOBS.c.finished > begin, JOBS.c.finished <= end)


def _newest(column: Any) -> Any:
    # Moments are kept as text of fixed width: the greatest text is the latest moment.
    return func.max(column, type_=schema.Moment).label("newest")
