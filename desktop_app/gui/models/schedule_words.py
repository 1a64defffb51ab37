"""Schedules as they are typed in the window's language. The catalog keeps English words, as the
command line does: here they become the window's, and what is typed becomes English again."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time

from PySide6.QtCore import QLocale

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
)
from desktop_app.engine.schedule.words import rule_of, words_of
from desktop_app.gui.text import tr

QUOTED = re.compile("“(.+)”")
SEVEN = 7  # any number that a form of a noun can be found by


def is_english() -> bool:
    """Whether the window says rules as the engine does."""
    return tr("every hour") == "every hour"


def to_edit(rule: str, said: Callable[[Rule], str]) -> str:
    """How a rule that the catalog keeps stands in a line. ``said`` says a rule in the window's
    language; what could not be read back stays as it is."""
    if is_english():
        return rule
    try:
        known = rule_of(rule)
    except BadRule:
        return rule
    if isinstance(known, Cron | Quiet):
        return rule
    words = said(known)
    return words if _own(words) == known else rule


def understood(typed: str) -> Rule:
    """What somebody typed, in the window's language or in English. Raises :class:`BadRule`."""
    own = None if is_english() else _own(typed)
    return own if own is not None else rule_of(typed)


def as_rule(typed: str) -> str:
    """The same as the catalog keeps it; what nobody understands stays as it is."""
    own = None if is_english() else _own(typed)
    return words_of(own) if own is not None else typed.strip()


def reason_of(error: BadRule) -> str:
    """Why a line was not understood, in the window's language."""
    words = tr(error.reason)
    quoted = QUOTED.search(error.reason)
    if is_english() or words != error.reason or quoted is None:
        return words
    return tr("“{words}” is not known here").format(words=quoted[1])


def _own(typed: str) -> Rule | None:
    """A rule in the words that the window itself uses; None for other words."""
    words = " ".join(typed.split())
    fixed: dict[str, Rule] = {
        tr("by hand"): Never(),
        tr("every hour"): Every(60),
        tr("when the drive is plugged in"): Plugged(),
    }
    for said, rule in fixed.items():
        if words.casefold() == said.casefold():
            return rule
    return _own_every(words) or _own_weekly(words) or _own_monthly(words)


def _own_every(words: str) -> Rule | None:
    for unit in (60, 1440, 1):
        for amount in (1, SEVEN):  # the two forms of the noun
            form = _every_form(unit, amount)
            found = re.fullmatch(re.escape(form).replace(str(amount), r"(\d+)", 1), words, re.I)
            if found and 0 < int(found[1]) * unit <= 366 * 1440:
                return Every(int(found[1]) * unit)
    return None


def _every_form(unit: int, amount: int) -> str:
    if unit == 1:
        return tr("every %n min", amount)
    return tr("every %n h", amount) if unit == 60 else tr("every %n days", amount)


def _own_weekly(words: str) -> Rule | None:
    found = _filled(tr("{days} at {times}"), words)
    times = _times(found["times"]) if found else None
    if found is None or not times:
        return None
    days: list[int] = []
    for word in _groups(found["days"]):
        if word not in _named_days():
            return None
        days += _named_days()[word]
    return Weekly(tuple(sorted(set(days))), times)


def _own_monthly(words: str) -> Rule | None:
    found = _filled(tr("monthly on day {days} at {times}"), words)
    times = _times(found["times"]) if found else None
    if found is None or not times:
        return None
    days: set[int] = set()
    for word in (part.strip() for part in found["days"].split(",")):
        if word.casefold() == tr("last day").casefold():
            days.add(LAST_DAY)
        elif word.isdecimal() and 1 <= int(word) <= 31:
            days.add(int(word))
        else:
            return None
    return Monthly(tuple(sorted(days)), times)


def _filled(template: str, words: str) -> dict[str, str] | None:
    """What stands in the places of a template."""
    pattern = re.escape(template)
    for name in ("days", "times"):
        pattern = pattern.replace(re.escape(f"{{{name}}}"), f"(?P<{name}>.+)")
    found = re.fullmatch(pattern, words, re.I)
    return found.groupdict() if found else None


def _groups(words: str) -> list[str]:
    """The days that are listed; the name of a group may itself hold a comma."""
    whole = words.casefold()
    return [whole] if whole in _named_days() else [each.strip() for each in whole.split(",")]


def _named_days() -> dict[str, tuple[int, ...]]:
    named = {
        tr("daily"): EVERY_DAY,
        tr("Mon–Fri"): EVERY_DAY[:5],
        tr("Sat, Sun"): EVERY_DAY[5:],
    }
    for form in (QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat):
        named |= {QLocale().dayName(day + 1, form): (day,) for day in EVERY_DAY}
    return {name.casefold(): days for name, days in named.items()} | {
        name.casefold().rstrip("."): days for name, days in named.items()
    }


def _times(words: str) -> tuple[time, ...]:
    """Empty when one of them is no time of day."""
    found: set[time] = set()
    for word in words.split(","):
        at = QLocale().toTime(word.strip(), QLocale.FormatType.ShortFormat)
        if not at.isValid():
            at = QLocale.c().toTime(word.strip(), "H:mm")
        if not at.isValid():
            return ()
        found.add(time(at.hour(), at.minute()))
    return tuple(sorted(found))
