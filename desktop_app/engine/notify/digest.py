"""The regular report of a workspace: what it holds, and when the next one is due.

``engine/telling/digest.py`` fills it from the catalog; ``text`` says it in words.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.telling.notice import Digesting, Period

AT = time(8)
"""When people begin to read; a weekly digest comes on Mondays."""


@dataclass(frozen=True, slots=True)
class TargetReport:
    """One target. ``newest``: the start of its newest good snapshot, None where there is none;
    ``proven``: when a restore of it was last proven; ``overdue``: older than its RPO allows."""

    name: str
    kind: str
    newest: datetime | None
    proven: datetime | None = None
    snapshots: int = 0
    overdue: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class FailureReport:
    """A job that failed. ``what``: the kind of job; ``why`` in a few words, without secrets."""

    at: datetime
    what: str
    target: str
    why: str


@dataclass(frozen=True, slots=True)
class SpaceReport:
    """A repository's place. In bytes; None: nobody knows. ``days``: until it is full."""

    repository: str
    used: int | None = None
    free: int | None = None
    days: float | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """How a workspace stood at ``end``, and what failed in it since ``begin``. ``succeeded``,
    ``warned`` and ``failed`` count the jobs that ended so in between; of those that failed,
    ``failures`` may hold the newest only."""

    workspace: str
    begin: datetime
    end: datetime
    targets: tuple[TargetReport, ...] = ()
    failures: tuple[FailureReport, ...] = ()
    spaces: tuple[SpaceReport, ...] = ()
    succeeded: int = 0
    warned: int = 0
    failed: int = 0


def is_due(digesting: Digesting, now: datetime, zone: tzinfo) -> bool:
    """Whether a digest is to be made; one only, however many were missed."""
    if digesting.period is Period.NEVER:
        return False
    if digesting.last is None or digesting.last > now:
        return True
    return digesting.last < _last_moment(digesting.period, now, zone)


def begin_of(digesting: Digesting, now: datetime) -> datetime:
    """Since when the digest made ``now`` tells: the last one, but a whole period at most where
    the last one is unknown."""
    if digesting.last is None or digesting.last > now:
        return now - timedelta(days=7 if digesting.period is Period.WEEKLY else 1)
    return digesting.last


def _last_moment(period: Period, now: datetime, zone: tzinfo) -> datetime:
    """The last eight o'clock, in ``zone``, that was not later than ``now``."""
    day = now.astimezone(zone).date()
    if period is Period.WEEKLY:
        day -= timedelta(days=day.weekday())
    moment = datetime.combine(day, AT, zone)
    # Computed by the calendar, not by hours: days are 23 to 25 hours long.
    back = timedelta(days=7 if period is Period.WEEKLY else 1)
    return moment if moment <= now else datetime.combine(day - back, AT, zone)
