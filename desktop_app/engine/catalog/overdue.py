"""The rule of what is overdue. Pure, and the only one: the command line, the agent and the window
all ask here.

What was done counts from when it was last done; what never was, from when the target was made. So
a new target has the time that its limit gives, and none is forgotten.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.catalog.history import Standing
from desktop_app.engine.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Clocks:
    """What the rule looks at. ``created``: when the target was made; None of one whose beginning
    nobody knows, which then has no time left. ``newest``: when its newest good snapshot began;
    ``proven``: when a restore last came back right. ``paused``: nothing is expected of it."""

    created: datetime | None
    newest: datetime | None
    proven: datetime | None
    rpo: timedelta | None
    proof_within: timedelta | None
    paused: bool = False


def clocks_of(target: TargetEntry, standing: Standing | None) -> Clocks:
    """What is looked at to tell whether something is overdue."""
    rpo, days = target.rpo_seconds, target.proof_days
    return Clocks(
        target.created,
        standing.newest if standing else None,
        standing.proven if standing else None,
        None if rpo is None else timedelta(seconds=rpo),
        None if days is None else timedelta(days=days),
        target.paused,
    )


def is_too_old(clocks: Clocks, now: datetime) -> bool:
    """Whether the newest good snapshot is older than the target's RPO."""
    return not clocks.paused and _is_over(clocks.newest, clocks.created, clocks.rpo, now)


def is_unproven(clocks: Clocks, now: datetime) -> bool:
    """Whether the last proven restore is too long ago. Without a good snapshot there is nothing to
    prove: that is told by :func:`is_too_old`."""
    if clocks.paused or clocks.newest is None:
        return False
    return _is_over(clocks.proven, clocks.created, clocks.proof_within, now)


def _is_over(
    last: datetime | None, created: datetime | None, limit: timedelta | None, now: datetime
) -> bool:
    if limit is None:
        return False
    begin = last or created
    return begin is None or now - begin > limit
