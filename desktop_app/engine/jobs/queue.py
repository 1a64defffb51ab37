"""The queue: every change of a job's state, over all workspaces of a catalog.

::

    add ─► queued ─► running ─► succeeded, warning, failed, cancelled
             ▲          │
             ├──────────┤ a fault that may pass, or a killed program; tries are left
             │          ▼
             └─ retry ─ dead   no tries are left; listed until it is dismissed

Whoever runs a job holds it under its owner's name and the number of the try, and may change it
only while that still stands in the catalog: so no job is run twice, whatever is killed when.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind, JobLine, JobState
from desktop_app.engine.catalog.jobs import job_of, load_lines
from desktop_app.engine.computer.process import ProcessMark
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import JobRunning, NotSupported, WrongState
from desktop_app.engine.jobs.choice import abandoned_jobs, due, next_moment, same_running
from desktop_app.engine.jobs.log import LogLine
from desktop_app.engine.jobs.rows import (
    TABLE,
    append_lines,
    insert_job,
    is_held,
    load_job,
    update_job,
)
from desktop_app.engine.jobs.rules import (
    Clock,
    Ending,
    Rules,
    abandoned,
    after,
    as_new,
    by_hand,
    told,
    utc_now,
)
from desktop_app.engine.jobs.watch import notify

RETRIABLE = (JobState.DEAD, JobState.FAILED, JobState.CANCELLED)
DISMISSIBLE = (JobState.DEAD, JobState.FAILED)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the catalog says of a job that is held."""

    lost: bool
    cancel_asked: bool


class Queue:
    """Any thread of any program may call; every method is one transaction.

    ``clock`` must agree, within :attr:`Rules.lease`, between computers that share a catalog.
    ``chance`` gives numbers from 0 to 1. Raises :class:`ProfileFailed`.
    """

    def __init__(
        self,
        catalog: Catalog,
        *,
        clock: Clock = utc_now,
        rules: Rules | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._database = catalog.database
        self.clock, self._rules, self._chance = clock, rules or Rules(), chance
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` after every change that was made through this queue."""
        self._listeners.append(listener)

    # What people and schedules do

    def add(self, job: Job) -> Job:
        """Queue a job, and return it as it is kept, with its key.

        One whose ``occasion`` its workspace knows already is not added again: then the one of
        that occasion is returned, whatever became of it.
        """
        assert job.state is JobState.QUEUED
        with self._database.writing() as connection:
            if job.occasion is not None:
                mine = TABLE.c.workspace == job.workspace
                known = select(TABLE).where(mine, TABLE.c.occasion == job.occasion)
                if found := connection.execute(known).first():
                    return job_of(found)
            job = insert_job(connection, job)
            notify(connection)
        self._tell()
        return job

    def load(self, key: int) -> Job:
        """Raises :class:`UnknownName`."""
        with self._database.reading() as connection:
            return load_job(connection, key)

    def lines(self, key: int) -> tuple[JobLine, ...]:
        """What is kept of a job's log, the oldest first."""
        with self._database.reading() as connection:
            return load_lines(connection, key)

    def of(self, workspace: str) -> OwnJobs:
        """The jobs of one workspace, for its people to change."""
        return OwnJobs(self, workspace)

    def change(self, key: int, workspace: str, change: Callable[[Job], Job], line: str) -> Job:
        """Change a job of a workspace, and note that. Raises :class:`UnknownName`, also for a job
        of another one, and what ``change`` raises."""
        with self._database.writing() as connection:
            job = change(load_job(connection, key, workspace))
            update_job(connection, job)
            append_lines(connection, key, [LogLine(self.clock(), line)])
            notify(connection)
        self._tell()
        return job

    # What programs do that run jobs

    def has_due(self) -> bool:
        """Whether :meth:`take` may find something; writes nothing."""
        with self._database.reading() as connection:
            found = connection.execute(due(self.clock(), self._rules.limits)).first()
        return found is not None

    def next_due(self, after: datetime | None = None) -> datetime | None:
        """When the next waiting job comes due that was not due at ``after``, or now."""
        with self._database.reading() as connection:
            return connection.execute(next_moment(after or self.clock())).scalar()

    def take(self, owner: ProcessMark) -> Job | None:
        """The job to be run next, now *running* and held by ``owner``; None when none may run."""
        now = self.clock()
        with self._database.writing() as connection:
            query = due(now, self._rules.limits).with_for_update(skip_locked=True)
            row = connection.execute(query).first()
            if row is None:
                return None
            job = self._held(job_of(row), owner, now)
            update_job(connection, job)
            append_lines(connection, job.key, [LogLine(now, f"try {job.tries} begins, {owner}")])
        return job

    def begin(self, job: Job, owner: ProcessMark) -> Job:
        """Keep a job that a person runs in the foreground, *running* and held by ``owner``.

        Raises :class:`JobRunning` when its target is being backed up already.
        """
        now = self.clock()
        with self._database.writing() as connection:
            self._recover(connection, now)
            if job.kind is JobKind.BACKUP:
                _refuse_second(connection, job)
            job = replace(self._held(job, owner, now), most_tries=0)
            job = insert_job(connection, job)
            notify(connection)
        self._tell()
        return job

    def _held(self, job: Job, owner: ProcessMark, now: datetime) -> Job:
        return replace(
            job,
            state=JobState.RUNNING,
            tries=job.tries + 1,
            started=now,
            finished=None,
            owner=owner.text(),
            alive_until=now + self._rules.lease,
        )

    def standing(self, held: Collection[Job]) -> Mapping[int, Standing]:
        """How the catalog sees jobs that are held, by key; writes nothing."""
        keys = [job.key for job in held]
        columns = (TABLE.c.key, TABLE.c.owner, TABLE.c.tries, TABLE.c.state, TABLE.c.cancel_asked)
        query = select(*columns).where(TABLE.c.key.in_(keys))
        with self._database.reading() as connection:
            rows = {row.key: row for row in connection.execute(query)}
        return {job.key: _standing(job, rows.get(job.key)) for job in held}

    def renew(self, held: Collection[Job]) -> None:
        """A sign of life of whoever holds these jobs."""
        until = self.clock() + self._rules.lease
        with self._database.writing() as connection:
            for job in held:
                mine = update(TABLE).where(is_held(job)).values(alive_until=until)
                connection.execute(mine)

    def tell(self, key: int, lines: Sequence[LogLine]) -> None:
        """Keep more lines of a job's log."""
        with self._database.writing() as connection:
            append_lines(connection, key, lines)

    def end(self, held: Job, ending: Ending, lines: Sequence[LogLine] = ()) -> Job | None:
        """What follows from how a try ended; returns the job as it is kept.

        None when the job is no longer held, because this program was thought dead: then nothing
        is changed.
        """
        now = self.clock()
        with self._database.writing() as connection:
            row = connection.execute(select(TABLE).where(is_held(held))).first()
            if row is None:
                return None
            job = after(job_of(row), ending, now, self._rules.backoff, self._chance())
            update_job(connection, job)
            append_lines(connection, job.key, [*lines, LogLine(now, told(job))])
            notify(connection)
        self._tell()
        return job

    def recover(self) -> tuple[Job, ...]:
        """Take up the jobs of programs that are dead; returns them as they stand now."""
        with self._database.writing() as connection:
            found = self._recover(connection, self.clock())
            if found:
                notify(connection)
        if found:
            self._tell()
        return found

    def has_abandoned(self) -> bool:
        """Whether :meth:`recover` would find anything; writes nothing."""
        with self._database.reading() as connection:
            return bool(abandoned_jobs(connection, self.clock()))

    def _recover(self, connection: Connection, now: datetime) -> tuple[Job, ...]:
        found = [abandoned(job, now) for job in abandoned_jobs(connection, now)]
        for job in found:
            update_job(connection, job)
            append_lines(connection, job.key, [LogLine(now, f"its program is gone; {told(job)}")])
        return tuple(found)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()


class OwnJobs:
    """The jobs of one workspace, as its people may change them. What belongs to another one is not
    there: every method raises :class:`UnknownName` for it, and nothing is changed."""

    def __init__(self, queue: Queue, workspace: str) -> None:
        self._queue, self._workspace = queue, workspace

    def cancel(self, key: int) -> Job:
        """Stop a job: one that waits at once, one that runs as soon as its program sees it.

        Raises :class:`WrongState` for one that ended, :class:`UnknownName`.
        """

        def change(job: Job) -> Job:
            if job.state is JobState.RUNNING:
                return replace(job, cancel_asked=True)
            if job.state is JobState.QUEUED:
                return replace(job, state=JobState.CANCELLED, finished=self._queue.clock())
            raise WrongState(str(key), job.state, "cancel")

        return self._queue.change(key, self._workspace, change, "cancelled by a person")

    def retry(self, key: int) -> Job:
        """Queue a job again that failed, died or was cancelled, with all its tries; one that
        waits for its next try need not wait any longer.

        Raises :class:`WrongState`; :class:`NotSupported` for one that was run by hand;
        :class:`UnknownName`.
        """

        def change(job: Job) -> Job:
            now = self._queue.clock()
            if job.state is JobState.QUEUED:
                return replace(job, not_before=now)
            if job.state not in RETRIABLE:
                raise WrongState(str(key), job.state, "retry")
            if by_hand(job):
                raise NotSupported(f"retrying job {key}", "it was run by hand; run it again")
            return as_new(job, now)

        return self._queue.change(key, self._workspace, change, "queued again by a person")

    def dismiss(self, key: int) -> Job:
        """A person has seen it: a dead or failed job is no longer listed as open.

        Raises :class:`WrongState`, :class:`UnknownName`.
        """

        def change(job: Job) -> Job:
            if job.state not in DISMISSIBLE:
                raise WrongState(str(key), job.state, "dismiss")
            return replace(job, dismissed=True)

        return self._queue.change(key, self._workspace, change, "dismissed by a person")


def _refuse_second(connection: Connection, job: Job) -> None:
    row = connection.execute(same_running(job)).first()
    if row is not None:
        other = job_of(row)
        owner = str(ProcessMark.from_text(other.owner) or "another program")
        since = (other.started or other.created).isoformat(timespec="seconds")
        raise JobRunning(str(job.kind), job.target, str(other.key), owner, since)


def _standing(job: Job, row: Any) -> Standing:
    if row is None or (row.owner, row.tries, row.state) != (job.owner, job.tries, JobState.RUNNING):
        return Standing(lost=True, cancel_asked=False)
    return Standing(lost=False, cancel_asked=row.cancel_asked)
