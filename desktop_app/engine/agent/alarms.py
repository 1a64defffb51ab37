"""What is overdue though nothing failed. Pure: how things stand and the time in, alarms out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from desktop_app.engine.catalog.entries import ScheduleEntry, TargetEntry
from desktop_app.engine.catalog.history import Standing
from desktop_app.engine.catalog.overdue import clocks_of, is_too_old, is_unproven
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.notify.events import About, Trouble
from desktop_app.engine.schedule.due import LATE
from desktop_app.engine.telling.notice import Kind

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
            found += _backup(target, standing, now)
            found += _proof(target, standing, now)
            found += _late(target, mine, now)
    return tuple(found)


def _backup(target: TargetEntry, standing: Standing | None, now: datetime) -> list[Trouble]:
    clocks = clocks_of(target, standing)
    if not is_too_old(clocks, now):
        return []
    return [_overdue(About.BACKUP, target.name, clocks.newest, clocks.rpo, now)]


def _proof(target: TargetEntry, standing: Standing | None, now: datetime) -> list[Trouble]:
    clocks = clocks_of(target, standing)
    if not is_unproven(clocks, now):
        return []
    return [_overdue(About.PROOF, target.name, clocks.proven, clocks.proof_within, now)]


def _overdue(
    about: About, target: str, last: datetime | None, limit: timedelta | None, now: datetime
) -> Trouble:
    age = None if last is None else now - last
    return Trouble(Kind.OVERDUE, about, target, now, age=age, limit=limit)


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
