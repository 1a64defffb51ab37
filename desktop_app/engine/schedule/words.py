"""Rules in plain words: what people type becomes a rule, and a rule becomes words again. Pure.

Understood are English phrases, case and spacing aside, and cron lines. ``rule_of(words_of(rule))``
is the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time

from cronsim import CronSim, CronSimError

from desktop_app.engine.errors import BadRule
from desktop_app.engine.schedule.rules import (
    DEFAULT_QUIET,
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

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GROUPS = {"day": EVERY_DAY, "weekday": EVERY_DAY[:5], "weekend": EVERY_DAY[5:]}
UNITS = {"minute": 1, "min": 1, "hour": 60, "h": 60, "day": 1440, "week": 10080}
SHORT_LINES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
LONGEST_MINUTES, LONGEST_QUIET = 366 * 1440, 7 * 86_400

NEVER = re.compile(r"never|off|by hand|manual(ly)?")
PLUGGED = re.compile(
    r"(when|whenever|once|after) (the |a |its |my )?(usb )?(external )?(drive|disk|stick|nas|share)"
    r" (is |gets )?(plugged in|connected|attached|mounted|there|reachable|appears)"
)
QUIET = re.compile(
    r"(after|when|once) (the )?files (have )?stop(ped)? changing"
    r"( for (a|an|\d+) ?(seconds?|secs?|s|minutes?|mins?|m|hours?|h))?"
)
EVERY = re.compile(r"every (?:(\d+) ?)?(half )?(minute|min|hour|h|day|week)s?")
SHORT_EVERY = {"hourly": 60, "every half an hour": 30}
WEEKLY = re.compile(r"(?:every|each|on) (.+?) at (.+)|(daily|nightly) at (.+)")
MONTHLY = re.compile(
    r"(?:(?:monthly|every month|each month) )?on the (.+?)"
    r"(?: (?:of|in) (?:every|each|the|a) month)?(?: at (.+))?"
)
TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?(am|pm|a\.m\.|p\.m\.|o'clock)?")
NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")


def rule_of(text: str) -> Rule:
    """The rule that is meant. Raises :class:`BadRule`, which says what was not understood.

    >>> rule_of("Every 5 minutes"), rule_of("30 2 * * 1-5")
    (Every(minutes=5), Cron(line='30 2 * * 1-5'))
    """
    words = " ".join(text.lower().replace(",", " , ").split()).rstrip(".!")
    if not words:
        raise BadRule(text, "it is empty")
    if words in SHORT_LINES or words[0] in "0123456789*@":
        return _cron(text)
    return _sentence(words, text)


def _sentence(words: str, text: str) -> Rule:
    if NEVER.fullmatch(words):
        return Never()
    if PLUGGED.fullmatch(words):
        return Plugged()
    if found := QUIET.fullmatch(words):
        return _quiet(found, text)
    if words in SHORT_EVERY:
        return Every(SHORT_EVERY[words])
    if found := EVERY.fullmatch(words):
        return _every(found, text)
    if found := MONTHLY.fullmatch(words):
        return Monthly(_days_of_month(found[1], text), _times(found[2], text))
    if found := WEEKLY.fullmatch(words):
        days = found[1] or "day"
        return Weekly(_days_of_week(days, text), _times(found[2] or found[4], text))
    raise BadRule(text, _what_is_wrong(words))


def _what_is_wrong(words: str) -> str:
    """The likeliest slip."""
    first, _, rest = words.partition(" ")
    if first in ("every", "each", "on", "daily", "nightly", "weekly", "monthly"):
        days = [word.removesuffix("s") for word in rest.split() if word not in ("and", ",", "on")]
        if all(day in (*DAYS, *GROUPS, "month") for day in days):
            return "it does not say at what time"
        return f"“{rest}” is no time that comes again" if rest else "it ends too early"
    return f"“{first}” is not how a rule begins"


def _cron(text: str) -> Cron:
    line = " ".join(SHORT_LINES.get(text.strip().lower(), text).upper().split())
    if len(line.split()) != 5:
        raise BadRule(text, "a cron line has five fields: minute, hour, day, month, day of week")
    try:
        next(CronSim(line, datetime(2001, 1, 1, tzinfo=UTC)))
    except CronSimError as error:
        raise BadRule(text, f"as a cron line: {str(error).lower()}") from error
    except StopIteration as end:
        raise BadRule(text, "no such day ever comes") from end
    return Cron(line)


def _quiet(found: re.Match[str], text: str) -> Quiet:
    if found[5] is None:
        return Quiet()
    number = 1 if found[6] in ("a", "an") else int(found[6])
    seconds = number * {"s": 1, "m": 60, "h": 3600}[found[7][0]]
    if not 0 < seconds <= LONGEST_QUIET:
        raise BadRule(text, "files must rest for at least a second, and at most a week")
    return Quiet(seconds)


def _every(found: re.Match[str], text: str) -> Every:
    number, half, unit = found.groups()
    if half and unit != "hour":
        raise BadRule(text, f"“half a {unit}” is no time that comes again")
    if unit in ("day", "week") and number is None:
        raise BadRule(text, "it does not say at what time")
    minutes = 30 if half else int(number or 1) * UNITS[unit]
    if not 0 < minutes <= LONGEST_MINUTES:
        raise BadRule(text, "the time in between is one minute at least, and a year at most")
    return Every(minutes)


def _days_of_week(words: str, text: str) -> tuple[int, ...]:
    chosen: set[int] = set()
    for word in _listed(words.replace("week day", "weekday")):
        name = word.removeprefix("on ").removesuffix("s").removesuffix(".")
        known = [n for n, day in enumerate(DAYS) if len(name) >= 3 and day.startswith(name)]
        if name in GROUPS:
            chosen.update(GROUPS[name])
        elif name == "night":
            chosen.update(EVERY_DAY)
        elif known:
            chosen.update(known)
        else:
            raise BadRule(text, f"“{word}” is no day of the week")
    return tuple(sorted(chosen))


def _days_of_month(words: str, text: str) -> tuple[int, ...]:
    chosen: set[int] = set()
    for word in _listed(words):
        word = word.removeprefix("the ")
        found = ORDINAL.fullmatch(word)
        if word in ("last", "last day"):
            chosen.add(LAST_DAY)
        elif word in ("first", "first day"):
            chosen.add(1)
        elif found and 1 <= int(found[1]) <= 31:
            chosen.add(int(found[1]))
        else:
            raise BadRule(text, f"“{word}” is no day of the month")
    return tuple(sorted(chosen))


def _times(words: str | None, text: str) -> tuple[time, ...]:
    if words is None:
        raise BadRule(text, "it does not say at what time")
    return tuple(sorted({_time(word.removeprefix("at "), text) for word in _listed(words)}))


def _time(word: str, text: str) -> time:
    if word in NAMED_TIMES:
        return NAMED_TIMES[word]
    found = TIME.fullmatch(word)
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
        if half in ("am", "pm"):
            hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise BadRule(text, f"“{word}” is no time of day")


def _listed(words: str) -> Sequence[str]:
    return [word for word in re.split(r" , (?:and )?| and | & ", words) if word]


def words_of(rule: Rule) -> str:
    """
    >>> words_of(Weekly((0, 3), (time(18, 30),))), words_of(Quiet(600))
    ('every monday and thursday at 18:30', 'after files stop changing for 10 minutes')
    """
    match rule:
        case Every(minutes):
            return _every_words(minutes)
        case Weekly(days, times):
            return f"every {_week_words(days)} at {_time_words(times)}"
        case Monthly(days, times):
            named = _joined(["last day" if day == LAST_DAY else _ordinal(day) for day in days])
            return f"on the {named} of every month at {_time_words(times)}"
        case Cron(line):
            return line
        case Plugged():
            return "when the drive is plugged in"
        case Quiet(seconds):
            rest = "" if seconds == DEFAULT_QUIET else f" for {_rest_words(seconds)}"
            return f"after files stop changing{rest}"
        case Never():
            return "never"


def _every_words(minutes: int) -> str:
    if minutes in (1, 60):
        return "every minute" if minutes == 1 else "every hour"
    if minutes % 1440 == 0 and minutes > 1440:
        return f"every {minutes // 1440} days"
    return f"every {minutes // 60} hours" if minutes % 60 == 0 else f"every {minutes} minutes"


def _week_words(days: tuple[int, ...]) -> str:
    for name, group in GROUPS.items():
        if days == group:
            return name
    return _joined([DAYS[day] for day in days])


def _rest_words(seconds: int) -> str:
    units = ((3600, "hour"), (60, "minute"), (1, "second"))
    size, unit = next((size, unit) for size, unit in units if seconds % size == 0)
    return f"{seconds // size} {unit}{'' if seconds == size else 's'}"


def _time_words(times: Sequence[time]) -> str:
    return _joined([f"{at:%H:%M}" for at in times])


def _joined(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _ordinal(day: int) -> str:
    """
    >>> [_ordinal(day) for day in (1, 12, 22)]
    ['1st', '12th', '22nd']
    """
    ending = "th" if 10 <= day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
