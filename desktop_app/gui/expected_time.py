"""How long a restore will take, as the last drill says. For a task's thread."""

from __future__ import annotations

from datetime import datetime

from desktop_app.engine.catalog.status import target_statuses
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Grade, Level
from desktop_app.gui.lab import Lab


@dataclass(frozen=True, slots=True)
class Expected:
    """``seconds`` for as many bytes as are to be restored; ``drilled``: when that was measured."""

    seconds: float
    drilled: datetime


def expected_time(lab: Lab, target: str, size: int) -> Expected | None:
    """None where no restore of the target was ever proven, or it took no time worth telling."""
    statuses = target_statuses(lab.whole_catalog.database, lab.name, lab.clock())
    status = next((each for each in statuses if each.target == target), None)
    look = status.looks.get(Level.RESTORED) if status else None
    if look is None:
        return None
    looks = lab.catalog.verifications.list(look.snapshot)
    drills = [v for v in looks if v.level is Level.RESTORED and v.grade is Grade.OK and v.seconds]
    snapshots = lab.catalog.snapshots.some([look.snapshot])
    if not drills or not snapshots or not snapshots[0].size:
        return None
    share = size / snapshots[0].size
    return Expected(drills[0].seconds * share, drills[0].at)
