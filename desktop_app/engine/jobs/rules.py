"""What follows from how a try ended: pure functions and the numbers they go by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from enum import Enum, auto

from desktop_app.engine.catalog.entries import NO_FIGURES, Job, JobKind, JobState
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    AccountMissing,
    AlreadyARepository,
    AnotherRepository,
    Cancelled,
    EnvironmentFailed,
    LoginRefused,
    NewerFormat,
    OptionsRefused,
    ProgramEnded,
    ProgramMissing,
    TimedOut,
    ToolMissing,
    ToolTooOld,
    WrongKey,
)
from desktop_app.engine.jobs.fault import fault_of
from desktop_app.engine.jobs.outcome import Outcome
from desktop_app.engine.model import Grade

Clock = Callable[[], datetime]
"""The time now, with a time zone."""

MOST_TRIES = 5
LEASE = timedelta(minutes=2)
"""How long a program on another computer may be silent before its jobs are taken from it."""

# Of one thing only one at a time; restores and exports go to places of their own.
ALONE = (JobKind.BACKUP, JobKind.VERIFY, JobKind.DRILL, JobKind.PRUNE, JobKind.SCAN)
WAITING_OR_RUNNING = (JobState.QUEUED, JobState.RUNNING)
GOOD = (JobState.SUCCEEDED, JobState.WARNING)

# Faults of the environment that the same try would meet again until a person does something;
# repeating a wrong password may moreover lock an account.
FINAL = (
    AccountMissing,
    AlreadyARepository,
    AnotherRepository,
    LoginRefused,
    NewerFormat,
    OptionsRefused,
    ProgramMissing,
    TimedOut,
    ToolMissing,
    ToolTooOld,
    WrongKey,
)


def utc_now() -> datetime:
    """The clock of every day."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many jobs may run at once in one repository. Of one target, jobs of one kind never
    overlap, whatever these say (restores and exports excepted)."""

    per_repository: int = 2


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to wait before the next try: doubled each time up to ``most``, less a random part
    of up to ``jitter`` (0 to 1), so that jobs that failed together do not come back together."""

    first: timedelta = timedelta(seconds=30)
    most: timedelta = timedelta(hours=1)
    jitter: float = 0.5

    def wait(self, tries: int, chance: float) -> timedelta:
        """The wait after so many tries; ``chance`` from 0 to 1.

        >>> str(Backoff().wait(3, chance=0)), str(Backoff().wait(3, chance=1))
        ('0:02:00', '0:01:00')
        """
        doubled = self.first * (1 << min(max(tries - 1, 0), 30))
        return min(doubled, self.most) * (1 - self.jitter * chance)


@dataclass(frozen=True, slots=True)
class Rules:
    """All the numbers of a queue."""

    limits: Limits = Limits()
    backoff: Backoff = Backoff()
    lease: timedelta = LEASE


class Stop(Enum):
    """Why a run was asked to stop."""

    ASKED = auto()  # a person cancelled the job
    TIME = auto()  # it ran longer than it may
    LEAVING = auto()  # the program ends; the job is for its next start
    LOST = auto()  # another program has taken it up meanwhile


@dataclass(frozen=True, slots=True)
class Ending:
    """How one try ended: with an outcome or with a fault. ``seconds`` it took; ``stop`` says why
    it was asked to stop, if it was."""

    seconds: float
    outcome: Outcome | None = None
    fault: BaseException | None = None
    stop: Stop | None = None


def worth_another_try(fault: BaseException) -> bool:
    """Whether the same try may work later without anybody doing anything."""
    return isinstance(fault, EnvironmentFailed) and not isinstance(fault, FINAL)


def after(job: Job, ending: Ending, now: datetime, backoff: Backoff, chance: float) -> Job:
    """The running job as it stands after this try."""
    job = replace(job, owner="", alive_until=None, finished=now, cancel_asked=False, error=None)
    if ending.outcome is not None:
        return _ended(job, ending.outcome, ending.seconds)
    assert ending.fault is not None
    if isinstance(ending.fault, Cancelled) and ending.stop is not None:
        return _stopped(job, ending.stop, ending.seconds, now)
    return failed(job, ending.fault, ending.seconds, now, backoff.wait(job.tries, chance))


def _ended(job: Job, outcome: Outcome, seconds: float) -> Job:
    return replace(
        job,
        state=outcome.state(),
        grade=outcome.grade,
        snapshot=outcome.snapshot,
        figures=outcome.figures(seconds),
    )


def _stopped(job: Job, stop: Stop, seconds: float, now: datetime) -> Job:
    figures = {"seconds": round(seconds, 3)}
    if stop is Stop.LEAVING and not by_hand(job):
        # Not the job's fault: it does not count as a try.
        return replace(
            job, state=JobState.QUEUED, tries=job.tries - 1, not_before=now, finished=None
        )
    if stop is Stop.TIME:
        return failed(job, TimedOut(str(job.kind), round(job.time_limit or 0)), seconds, now, None)
    return replace(job, state=JobState.CANCELLED, figures=figures)


def failed(
    job: Job, fault: BaseException, seconds: float, now: datetime, wait: timedelta | None
) -> Job:
    """The job after a fault: waiting for another try, failed for good, or dead."""
    job = replace(
        job, error=fault_of(fault), grade=Grade.FAILED, figures={"seconds": round(seconds, 3)}
    )
    if isinstance(fault, Cancelled):
        return replace(job, state=JobState.CANCELLED, grade=None, error=None)
    if by_hand(job) or wait is None or not worth_another_try(fault):
        return replace(job, state=JobState.FAILED)
    if job.tries >= job.most_tries:
        return replace(job, state=JobState.DEAD)
    return replace(job, state=JobState.QUEUED, not_before=now + wait, finished=None)


def abandoned(job: Job, now: datetime) -> Job:
    """The running job after its program was killed: at once for another try, which is counted."""
    seconds = (now - job.started).total_seconds() if job.started else 0.0
    asked = job.cancel_asked
    job = replace(job, owner="", alive_until=None, finished=now, cancel_asked=False)
    if asked:
        return replace(job, state=JobState.CANCELLED, error=None)
    return failed(job, ProgramEnded(str(job.kind), job.tries), seconds, now, timedelta())


def by_hand(job: Job) -> bool:
    """Whether a person runs it in the foreground; no worker ever takes such a job up."""
    return job.most_tries == 0


def as_new(job: Job, now: datetime) -> Job:
    """The job queued again with all its tries before it."""
    return replace(
        job,
        state=JobState.QUEUED,
        not_before=now,
        tries=0,
        started=None,
        finished=None,
        dismissed=False,
        cancel_asked=False,
        grade=None,
        snapshot="",
        figures=NO_FIGURES,
        error=None,
    )


def told(job: Job) -> str:
    """The last line in the log of a try.

    >>> now = datetime(2025, 3, 1, tzinfo=UTC)
    >>> told(Job(JobKind.BACKUP, "lab", "nas", now, now, JobState.SUCCEEDED))
    'succeeded'
    """
    words = [f"{job.error['what']}"] if job.error else []
    if job.state is JobState.QUEUED:
        after_it = "queued again" + (f", not before {job.not_before.isoformat()}" if words else "")
    else:
        after_it = str(job.state)
    return "; ".join([*words, after_it])
