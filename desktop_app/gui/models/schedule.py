"""A schedule as people read it: its rule in words, its next runs, and whether the limit fits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, QLocale

from desktop_app.engine.catalog.entries import JobKind
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadRule
from desktop_app.engine.schedule.rules import (
    EVERY_DAY,
    LAST_DAY,
    Cron,
    Every,
    Monthly,
    Never,
    Plugged,
    Quiet,
    Rule,
    Weekly,
    next_runs,
)
from desktop_app.engine.schedule.words import rule_of
from desktop_app.gui import text
from desktop_app.gui.models import schedule_words
from desktop_app.gui.models.schedule_words import reason_of, understood
from desktop_app.gui.text import later, shown, tr

SHOWN_RUNS = 5
LOOKED_AT = 30  # runs ahead, for the longest time between two
MINUTES_OF_DAY = 1440

NEVER = "never"
OFFERED = (
    "every hour",
    "every 6 hours",
    "every day at 20:00",
    "every weekday at 18:00",
    "every sunday at 02:00",
    "on the 1st of every month at 03:00",
    "when the drive is plugged in",
    NEVER,
)
"""Examples to choose from; all else may be typed."""

KINDS = {
    JobKind.BACKUP: later("Back up"),
    JobKind.VERIFY: later("Verify"),
    JobKind.DRILL: later("Run a drill"),
    JobKind.PRUNE: later("Prune"),
}
"""What can happen with a target by itself."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What typed words mean. ``problem``: why they mean nothing; the rest is empty then.
    ``runs``: the next ones in this computer's zone; empty where the rule waits for something.
    ``longest``: the longest time between two of the coming runs, None where nobody can say."""

    problem: str = ""
    rule: Rule | None = None
    words: str = ""
    runs: tuple[str, ...] = ()
    longest: timedelta | None = None


def preview(typed: str, zone: str, now: datetime) -> Preview:
    """What ``typed`` means in a zone; nothing typed means never."""
    try:
        rule = understood(typed) if typed.strip() else Never()
    except BadRule as error:
        return Preview(problem=tr("Not understood: {reason}.").format(reason=reason_of(error)))
    runs = next_runs(rule, now, ZoneInfo(zone), LOOKED_AT)
    longest = max((b - a for a, b in pairwise((now, *runs))), default=None) if runs else None
    told = tuple(run_text(run, now) for run in runs[:SHOWN_RUNS])
    return Preview("", rule, rule_text(rule), told, longest)


def is_never(typed: str) -> bool:
    """Whether what is typed, and understood, means that nothing happens by itself."""
    return not typed.strip() or isinstance(understood(typed), Never)


def run_text(run: datetime, now: datetime) -> str:
    """A moment to come, with its day of the week, in this computer's zone."""
    local = run.astimezone()
    day = QDate(local.year, local.month, local.day)
    name = QLocale().dayName(day.dayOfWeek(), QLocale.FormatType.ShortFormat)
    return tr("{weekday}, {moment}").format(weekday=name, moment=text.moment(run, now))


def limit_problem(limit: timedelta | None, found: Preview) -> str:
    """What is to be said where a limit would ring between two runs that are on time."""
    if limit is None or found.rule is None:
        return ""
    if isinstance(found.rule, Never):
        return tr("Nothing is backed up by itself, so the limit rings unless somebody does.")
    if found.longest is None or found.longest <= limit:
        return ""
    words = tr("Up to {time} lie between two backups: the limit of {limit} would ring in between.")
    return words.format(
        time=text.duration(found.longest.total_seconds()),
        limit=text.duration(limit.total_seconds()),
    )


def fitting_limit(longest: timedelta | None) -> int | None:
    """Seconds: half as long again as the longest time between two runs, in whole hours, so that
    a backup that is on time never rings. None where nobody can say."""
    if longest is None:
        return None
    return max(1, -(-int(longest.total_seconds() * 1.5) // 3600)) * 3600


def rule_text(rule: Rule) -> str:
    """A rule in the window's language."""
    match rule:
        case Every(minutes):
            return _every(minutes)
        case Weekly(days, times):
            return tr("{days} at {times}").format(days=_week(days), times=_times(times))
        case Monthly(days, times):
            named = ", ".join(tr("last day") if d == LAST_DAY else text.number(d) for d in days)
            words = tr("monthly on day {days} at {times}")
            return words.format(days=named, times=_times(times))
        case Cron(line):
            return tr("cron: {line}").format(line=shown(line))
        case Plugged():
            return tr("when the drive is plugged in")
        case Quiet(seconds):
            words = tr("when files rested for {time}")
            return words.format(time=text.duration(seconds))
        case Never():
            return tr("by hand")


def said(rule: str) -> str:
    """What the catalog keeps as a rule, in the window's language; as it stands where a newer
    program wrote it."""
    try:
        return rule_text(rule_of(rule))
    except BadRule:
        return shown(rule)


def to_edit(rule: str) -> str:
    """How a rule that the catalog keeps stands in a line that a person may change."""
    return schedule_words.to_edit(rule, rule_text)


def _every(minutes: int) -> str:
    if minutes == 60:
        return tr("every hour")
    if minutes % MINUTES_OF_DAY == 0:
        return tr("every %n days", minutes // MINUTES_OF_DAY)
    if minutes % 60 == 0:
        return tr("every %n h", minutes // 60)
    return tr("every %n min", minutes)


def _week(days: Sequence[int]) -> str:
    groups = {EVERY_DAY: tr("daily"), EVERY_DAY[:5]: tr("Mon–Fri"), EVERY_DAY[5:]: tr("Sat, Sun")}
    if tuple(days) in groups:
        return groups[tuple(days)]
    form = QLocale.FormatType.ShortFormat
    return ", ".join(QLocale().dayName(day + 1, form) for day in days)


def _times(times: Sequence[time]) -> str:
    form, day = QLocale.FormatType.ShortFormat, datetime(2001, 1, 1)
    moments = (QDateTime(datetime.combine(day, each)).time() for each in times)
    return ", ".join(QLocale().toString(each, form) for each in moments)
