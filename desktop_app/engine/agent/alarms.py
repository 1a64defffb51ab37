"""What is overdue though nothing failed. Pure: how things stand and the time in, alarms out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app.engine.catalog.entries import JobKind, ScheduleEntry, TargetEntry
from desktop_app.engine.catalog.history import Standing
from desktop_app.engine.notice import Kind
from desktop_app.engine.notify.events import About, Trouble
from desktop_app.engine.schedule.due import LATE

ABOUTS = (About.BACKUP, About.PROOF, About.AGENT)
"""What the alarms made here are about; all are of the kind *overdue*."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a workspace stands. ``standings`` by target; a target without good snapshots has none."""

    targets: Sequence[TargetEntry]
    schedules: Sequence[ScheduleEntry]
    standings: Mapping[str, Standing]


def alarms(outlook: Outlook, now: datetime) -> tuple[Trouble, ...]:
    """All alarms that hold now. A paused target has none."""
    found: list[Trouble] = []
    for target in outlook.targets:
        if not target.paused:
            mine = [s for s in outlook.schedules if s.target == target.name and s.enabled]
            standing = outlook.standings.get(target.name)
            found += _backup(target, standing, mine, now)
            found += _proof(target, standing, mine, now)
            found += _late(target, mine, now)
    return tuple(found)


def _backup(
    target: TargetEntry, standing: Standing | None, mine: Sequence[ScheduleEntry], now: datetime
) -> list[Trouble]:
    """The newest good snapshot is older than the RPO; where there never was one, it counts from
    when the backup was scheduled."""
    if target.rpo_seconds is None:
        return []
    limit = timedelta(seconds=target.rpo_seconds)
    newest = standing.newest if standing else None
    begin = newest or min((s.since for s in mine if s.kind is JobKind.BACKUP), default=None)
    return _overdue(About.BACKUP, target.name, newest, begin, limit, now)


def _proof(
    target: TargetEntry, standing: Standing | None, mine: Sequence[ScheduleEntry], now: datetime
) -> list[Trouble]:
    """The last proven restore is too long ago; where there never was one, it counts from when
    something was scheduled. Without any good snapshot there is nothing to prove."""
    if target.proof_days is None or standing is None:
        return []
    limit = timedelta(days=target.proof_days)
    begin = standing.proven or min((s.since for s in mine), default=None)
    return _overdue(About.PROOF, target.name, standing.proven, begin, limit, now)


def _overdue(
    about: About,
    target: str,
    last: datetime | None,
    begin: datetime | None,
    limit: timedelta,
    now: datetime,
) -> list[Trouble]:
    if begin is not None and now - begin <= limit:
        return []
    age = None if last is None else now - last
    return [Trouble(Kind.OVERDUE, about, target, now, age=age, limit=limit)]


def _late(target: TargetEntry, mine: Sequence[ScheduleEntry], now: datetime) -> list[Trouble]:
    """Something was due and was not begun."""
    late = [s for s in mine if s.due is not None and now - s.due > LATE]
    if not late:
        return []
    first = min(late, key=lambda s: s.due or now)
    why = (
        f"The {first.kind} that was due at {first.due:%Y-%m-%d %H:%M} UTC was not begun: "
        "its drive is not there, or no agent was running."
    )
    advice = "Plug the drive in; one run then makes up for all that were missed."
    return [Trouble(Kind.OVERDUE, About.AGENT, target.name, now, why, advice)]
