"""When something is to happen: rules as values, and the moments that they mean. Pure.

A rule of the calendar is meant in a time zone. A time of day that the zone leaves out (clocks go
forward) counts as the first moment after it; one that comes twice (clocks go back) counts once,
the first time. All moments have a time zone; those that come out are in UTC.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from cronsim import CronSim

from desktop_app.engine.dataclass import dataclass

LAST_DAY = 32
"""Stands for the last day of a month, however long."""

DEFAULT_QUIET = 300
ANCHOR = datetime(2001, 1, 1)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Every:
    """At even distances, counted from a midnight of the zone, through changes of its clocks."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Weekly:
    """At times of chosen days of the week (Monday is 0); both sorted, none empty."""

    days: tuple[int, ...]
    times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class Monthly:
    """At times of chosen days of the month; of a month that is too short its last day counts."""

    days: tuple[int, ...]
    times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class Cron:
    """A cron line of five fields, as Debian's cron understands it."""

    line: str


@dataclass(frozen=True, slots=True)
class Plugged:
    """When the drive with the repository, or with the target, comes within reach."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """When files of the target changed, and then none did for that many seconds."""

    seconds: int = DEFAULT_QUIET


@dataclass(frozen=True, slots=True)
class Never:
    """Only when somebody asks for it."""


Rule = Every | Weekly | Monthly | Cron | Plugged | Quiet | Never
EVERY_DAY = tuple(range(7))


def next_runs(rule: Rule, after: datetime, zone: ZoneInfo, count: int) -> tuple[datetime, ...]:
    """The next moments of a rule, all later than ``after`` and rising; none where the rule waits
    for something to happen.

    >>> rule, berlin = Weekly(EVERY_DAY, (time(2, 30),)), ZoneInfo("Europe/Berlin")
    >>> runs = next_runs(rule, datetime(2026, 3, 28, 12, tzinfo=UTC), berlin, 2)
    >>> [f"{run.astimezone(berlin):%d. %H:%M}" for run in runs]  # clocks go from 2 to 3
    ['29. 03:00', '30. 02:30']
    """
    after = after.astimezone(UTC)
    return tuple(islice(_rising(_moments(rule, after, zone), after), count))


def _rising(moments: Iterator[datetime], after: datetime) -> Iterator[datetime]:
    """Two times of day that a change of clocks leaves out are one moment."""
    for moment in moments:
        if moment > after:
            yield moment
            after = moment


def _moments(rule: Rule, after: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    match rule:
        case Every(minutes):
            return _even(timedelta(minutes=minutes), after, zone)
        case Weekly(days, times):
            chosen = (day for day in _days(after, zone) if day.weekday() in days)
            return _at(chosen, times, zone)
        case Monthly(days, times):
            chosen = (day for day in _days(after, zone) if _is_chosen(day, days))
            return _at(chosen, times, zone)
        case Cron(line):
            return _cron(line, after, zone)
        case _:
            return iter(())


def _even(step: timedelta, after: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    anchor = ANCHOR.replace(tzinfo=zone).astimezone(UTC)
    moment = anchor + (after - anchor) // step * step
    while True:
        yield moment
        moment += step


def _days(after: datetime, zone: ZoneInfo) -> Iterator[date]:
    """All days of the calendar, from a little before ``after``."""
    day = after.astimezone(zone).date() - ONE_DAY
    while True:
        yield day
        day += ONE_DAY


def _is_chosen(day: date, days: tuple[int, ...]) -> bool:
    is_last = (day + ONE_DAY).month != day.month
    return day.day in days or (is_last and max(days) > day.day)


def _at(days: Iterator[date], times: tuple[time, ...], zone: ZoneInfo) -> Iterator[datetime]:
    for day in days:
        for at in times:
            moment = moment_of(datetime.combine(day, at), zone)
            if moment is not None:
                yield moment


def _cron(line: str, after: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    minute, hour, *_ = line.split()
    if minute.startswith("*") or hour.startswith("*"):
        # A line that counts minutes or hours goes on through a change of the clocks.
        yield from (each.astimezone(UTC) for each in CronSim(line, after.astimezone(zone)))
        return
    begin = after.astimezone(zone).replace(tzinfo=None) - ONE_DAY
    for local in CronSim(line, begin):
        moment = moment_of(local, zone)
        if moment is not None:
            yield moment


def moment_of(local: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment that a date and time without a zone means in a zone; None for a day that the
    zone leaves out whole (it moved over the date line)."""
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first <= second:
        return first  # the only one, or the first of two
    # Left out. Read with the clock after the change the time lies before the change, and the
    # other way round: the change, which is the first moment that counts, is in between.
    change = _change_of_clocks(second, first, zone)
    day_before = (change - timedelta(seconds=1)).astimezone(zone).date()
    is_day_left_out = day_before < local.date() < change.astimezone(zone).date()
    return None if is_day_left_out else change


def _change_of_clocks(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The first whole second, later than ``low``, with the clock of ``high``."""
    offset = high.astimezone(zone).utcoffset()

    def is_after(seconds: int) -> bool:
        return (low + timedelta(seconds=seconds)).astimezone(zone).utcoffset() == offset

    seconds = range(1, int((high - low).total_seconds()) + 1)
    return low + timedelta(seconds=seconds[bisect_left(seconds, 1, key=is_after)])
