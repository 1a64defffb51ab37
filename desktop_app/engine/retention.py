"""Which snapshots to keep, and why: a pure function of their dates.

Rules add up: a snapshot that any rule keeps is kept. Whatever the rules, the newest snapshot
of a target and its newest verified one stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from desktop_app.engine.model import Snapshot


@dataclass(frozen=True, slots=True)
class Retention:
    """How many to keep by each rule; 0 turns a rule off. All 0 keeps everything."""

    last: int = 0
    daily: int = 0
    weekly: int = 0
    monthly: int = 0
    yearly: int = 0

    @property
    def keeps_all(self) -> bool:
        return not (self.last or self.daily or self.weekly or self.monthly or self.yearly)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What retention says of one snapshot. ``reason`` in a few words."""

    snapshot: Snapshot
    keep: bool
    reason: str


Period = Callable[[datetime], str]
PERIODS: tuple[tuple[str, Period], ...] = (
    ("daily", lambda at: f"{at:%Y-%m-%d}"),
    ("weekly", lambda at: f"{at:%G-W%V}"),
    ("monthly", lambda at: f"{at:%Y-%m}"),
    ("yearly", lambda at: f"{at:%Y}"),
)


def judge(
    snapshots: Iterable[Snapshot],
    retention: Retention,
    verified: Collection[str],
    zone: tzinfo | None = None,
) -> list[Verdict]:
    """A verdict for each snapshot, in the given order.

    ``verified`` holds the ids of snapshots whose last verification was good. Days begin at
    midnight in ``zone`` (default: this computer's).
    """
    snapshots = list(snapshots)
    targets: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in snapshots:
        targets[snapshot.target].append(snapshot)
    reasons: dict[str, list[str]] = {}
    for of_target in targets.values():
        reasons |= _reasons(of_target, retention, verified, zone)
    return [
        Verdict(s, bool(reasons[s.id]), ", ".join(reasons[s.id]) or "no rule keeps it")
        for s in snapshots
    ]


def _reasons(
    snapshots: list[Snapshot],
    retention: Retention,
    verified: Collection[str],
    zone: tzinfo | None,
) -> dict[str, list[str]]:
    # By sequence, not by date: a clock that was wrong must not decide what is deleted.
    newest_first = sorted(snapshots, key=lambda s: (s.sequence, s.started), reverse=True)
    reasons: dict[str, list[str]] = {snapshot.id: [] for snapshot in snapshots}
    reasons[newest_first[0].id].append("the newest")
    for snapshot in newest_first:
        if snapshot.id in verified:
            reasons[snapshot.id].append("the newest verified")
            break
    if retention.keeps_all:
        for snapshot in snapshots:
            reasons[snapshot.id].append("no rule is set")
        return reasons
    for place, snapshot in enumerate(newest_first[: retention.last], 1):
        reasons[snapshot.id].append(f"last {place} of {retention.last}")
    for rule, period in PERIODS:
        count = getattr(retention, rule)
        for place, (name, snapshot) in enumerate(_heads(newest_first, period, zone, count), 1):
            reasons[snapshot.id].append(f"{rule} {place} of {count} ({name})")
    return reasons


def _heads(
    newest_first: list[Snapshot], period: Period, zone: tzinfo | None, count: int
) -> list[tuple[str, Snapshot]]:
    """The newest snapshot of each of the ``count`` newest periods that have one."""
    heads: dict[str, Snapshot] = {}
    for snapshot in newest_first:
        heads.setdefault(period(snapshot.started.astimezone(zone)), snapshot)
    return list(heads.items())[:count]
