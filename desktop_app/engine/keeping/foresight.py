"""What a retention would keep over the coming time, if backups go on as they did. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from statistics import median

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.keeping.retention import Known, Retention, judge
from desktop_app.engine.model import Grade, Snapshot

HORIZONS = tuple(timedelta(days=days) for days in (7, 30, 90, 365))
EVERY = timedelta(days=1)
LEAST_TO_COME = 200
RECENT = 20
TO_COME = "to come "


@dataclass(frozen=True, slots=True)
class Outlook:
    """How it would be ``at`` that moment: how many snapshots there would be, and the ids of those
    of today that would still be among them."""

    at: datetime
    count: int
    still: frozenset[str]


def rhythm(snapshots: Sequence[Snapshot]) -> timedelta:
    """How far apart the last snapshots of a target are, as a rule; a day where nobody can say."""
    dates = sorted(s.started for s in snapshots)[-RECENT:]
    gaps = [(b - a).total_seconds() for a, b in pairwise(dates)]
    seconds = median(gaps) if gaps else 0
    return timedelta(seconds=seconds) if seconds >= 60 else EVERY


def foresee(
    snapshots: Sequence[Snapshot],
    retention: Retention,
    known: Known,
    now: datetime,
    every: timedelta,
    zone: tzinfo | None = None,
) -> tuple[Outlook, ...]:
    """How it would be after each of :data:`HORIZONS` with one good snapshot ``every`` so often.

    ``snapshots`` are those of one target, one at least. A far horizon is reached in larger steps
    where there would be too many to come.
    """
    return tuple(
        _outlook(snapshots, retention, known, now + horizon, (now, every), zone)
        for horizon in HORIZONS
    )


def _outlook(
    snapshots: Sequence[Snapshot],
    retention: Retention,
    known: Known,
    at: datetime,
    pace: tuple[datetime, timedelta],
    zone: tzinfo | None,
) -> Outlook:
    now, every = pace
    newest = max(snapshots, key=lambda s: s.place)
    count = int((at - now) / every)
    if retention.keeps_all:
        return Outlook(at, len(snapshots) + count, frozenset(s.id for s in snapshots))
    # Of a dense rhythm only the last so many matter singly; before them one a day stands for all.
    most = max(LEAST_TO_COME, retention.last, retention.at_least)
    # All counted from now: else what one horizon lets go of, a later one would find again.
    near = [now + every * n for n in range(count, max(0, count - most), -1)]
    far = _days_between(now, min(near, default=at), zone) if count > most else []
    dates = sorted({*near, *far})
    coming = [_to_come(newest, number, date) for number, date in enumerate(dates, 1)]
    verdicts = judge([*snapshots, *coming], retention, known, zone)
    kept = [verdict.snapshot.id for verdict in verdicts if verdict.keep]
    still = frozenset(each for each in kept if not each.startswith(TO_COME))
    return Outlook(at, len(kept), still)


def _days_between(begin: datetime, end: datetime, zone: tzinfo | None) -> list[datetime]:
    """The last moment of each day from ``begin`` up to ``end``."""
    day = begin.astimezone(zone).replace(hour=23, minute=59, second=0, microsecond=0)
    found = []
    while day < end:
        found.append(day)
        day += timedelta(days=1)
    return found


def _to_come(newest: Snapshot, number: int, date: datetime) -> Snapshot:
    return replace(
        newest,
        id=f"{TO_COME}{number}",
        sequence=newest.sequence + number,
        started=date,
        finished=date,
        grade=Grade.OK,
    )
