"""What is due now, from what is remembered of a schedule and the time. Pure functions.

Whatever was missed, by sleep, power-off or a drive that was away, is made up for by one run.
A clock that was put back neither repeats what was done nor silences a schedule: what a wrong
clock did ahead of time counts as done for an hour at most, or for one run.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.schedule.rules import Rule, next_runs

TOLERANCE = timedelta(hours=1)
"""Clocks of computers that share a catalog may differ so much, and be put back so much."""

LATE = timedelta(minutes=15)
"""A run that begins later than this after its moment was missed."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered. ``due``: the next moment. ``done``: what was due up to then is dealt
    with. ``turn`` counts how often a wrong clock was overcome, so that what is done for a moment
    a second time is told from the first time."""

    due: datetime | None = None
    done: datetime | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """``run``: the moment that a run is to be made for now, or None. ``memory`` is what is to be
    remembered when it was made."""

    memory: Memory
    run: datetime | None = None


def decide(rule: Rule, memory: Memory, now: datetime, zone: ZoneInfo) -> Decision:
    """What follows from the time for a rule of the calendar.

    >>> from datetime import UTC, time
    >>> from desktop_app.engine.schedule.rules import EVERY_DAY, Weekly
    >>> due, now = datetime(2026, 5, 1, 1, tzinfo=UTC), datetime(2026, 5, 9, 9, tzinfo=UTC)
    >>> decided = decide(Weekly(EVERY_DAY, (time(1),)), Memory(due), now, ZoneInfo("UTC"))
    >>> f"{decided.run:%d. %H:%M}", f"{decided.memory.due:%d. %H:%M}"
    ('01. 01:00', '10. 01:00')
    """
    ahead = next_runs(rule, now, zone, 2)
    if not ahead:
        return Decision(replace(memory, due=None))
    if memory.due is not None and memory.due <= now:
        return Decision(replace(memory, due=ahead[0], done=now), memory.due)
    return Decision(replace(memory, **_ahead(rule, memory, ahead, now, zone)))


def _ahead(
    rule: Rule, memory: Memory, ahead: tuple[datetime, ...], now: datetime, zone: ZoneInfo
) -> dict[str, Any]:
    """What changes of the memory while nothing is due: the next moment may lie too far away."""
    first, second = ahead
    if memory.due is not None and memory.due <= first:
        return {}
    if memory.done is None or memory.done < first:
        return {"due": first}
    if memory.done < second or memory.done - now <= TOLERANCE:
        # It was done ahead of its time, by a clock that was put back since.
        return {"due": next_runs(rule, memory.done, zone, 1)[0]}
    return {"due": first, "done": None, "turn": memory.turn + 1}


def was_missed(decision: Decision, now: datetime) -> bool:
    """Whether a run comes so late that nobody can have been at work at its moment."""
    return decision.run is not None and now - decision.run > LATE
