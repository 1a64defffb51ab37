"""Which snapshots to keep, and why: a pure function of their dates.

Rules add up: a snapshot that any rule keeps is kept. Whatever the rules, the newest snapshot
of a target, its newest good and its newest verified one stay, and those that somebody marked to
be kept for ever. One that was found bad takes the place of no good one: the rules choose among
the good ones as if it were not there, and keep it only where they would have kept it besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, field, fields
from datetime import datetime, timedelta, tzinfo
from types import MappingProxyType
from typing import Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Grade, Snapshot

TRASH_DAYS = 7
MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Retention:
    """How many to keep by each rule; 0 turns a rule off. All five 0 keeps everything.

    ``at_least``: so many good ones stay, whatever the rules. ``trash_days``: how long what is
    removed rests in the trash.
    """

    last: int = 0
    daily: int = 0
    weekly: int = 0
    monthly: int = 0
    yearly: int = 0
    at_least: int = 0
    trash_days: int = TRASH_DAYS

    @property
    def keeps_all(self) -> bool:
        return not (self.last or self.daily or self.weekly or self.monthly or self.yearly)

    @property
    def rest(self) -> timedelta:
        """How long what is removed rests in the trash."""
        return timedelta(days=min(self.trash_days, MOST_DAYS))

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> Retention | None:
        """As the catalog keeps it for a target; None where nothing is ever removed. Of names
        that a newer program stored this one knows nothing: then it must not remove anything.

        >>> Retention.of({"daily": 7}).daily
        7
        """
        if stored is None or stored.keys() - {each.name for each in fields(cls)}:
            return None
        return cls(**{name: max(0, int(value)) for name, value in stored.items()})

    def to_store(self) -> dict[str, int]:
        """What :meth:`of` takes."""
        return asdict(self)


KEEP_ALL = Retention()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of snapshots besides their dates, by id. ``verified``: the last look at them
    was good; ``bad``: it was not. ``kept``: for ever, with the reason in words."""

    verified: frozenset[str] = frozenset()
    bad: frozenset[str] = frozenset()
    kept: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def is_good(self, snapshot: Snapshot) -> bool:
        """Whether it counts as one of the kept."""
        return snapshot.grade is not Grade.FAILED and snapshot.id not in self.bad


NOTHING_KNOWN = Known()


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
Reasons = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Policies:
    """The retention of each target by its name, and that of those that have none of their own."""

    own: Mapping[str, Retention] = field(default_factory=lambda: MappingProxyType({}))
    others: Retention = KEEP_ALL

    def of(self, target: str) -> Retention:
        return self.own.get(target, self.others)


def judge(
    snapshots: Iterable[Snapshot],
    policies: Policies | Retention,
    known: Known = NOTHING_KNOWN,
    zone: tzinfo | None = None,
) -> list[Verdict]:
    """A verdict for each snapshot, in the given order.

    Days begin at midnight in ``zone`` (default: this computer's).
    """
    policies = policies if isinstance(policies, Policies) else Policies(others=policies)
    snapshots = list(snapshots)
    targets: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in snapshots:
        targets[snapshot.target].append(snapshot)
    reasons: Reasons = {}
    for name, of_target in targets.items():
        reasons |= _reasons(of_target, policies.of(name), known, zone)
    return [
        Verdict(s, bool(reasons[s.id]), ", ".join(reasons[s.id]) or _why_not(s, known))
        for s in snapshots
    ]


def _why_not(snapshot: Snapshot, known: Known) -> str:
    return "no rule keeps it" if known.is_good(snapshot) else "found bad, and no rule keeps it"


def _reasons(
    snapshots: list[Snapshot], retention: Retention, known: Known, zone: tzinfo | None
) -> Reasons:
    # By sequence, not by date: a clock that was wrong must not decide what is deleted.
    newest_first = sorted(snapshots, key=lambda s: s.place, reverse=True)
    good = [s for s in newest_first if known.is_good(s)]
    reasons: Reasons = {snapshot.id: [] for snapshot in snapshots}
    _keep_always(newest_first, good, known, reasons)
    if retention.keeps_all:
        for snapshot in snapshots:
            reasons[snapshot.id].append("no rule is set")
        return reasons
    _keep_by_rules(good, retention, zone, reasons, "")
    bad = {s.id for s in newest_first} - {s.id for s in good}
    besides: Reasons = {snapshot.id: [] for snapshot in snapshots}
    _keep_by_rules(newest_first, retention, zone, besides, "found bad, beside the good ones: ")
    for each in bad:
        reasons[each] += besides[each][:1]
    _keep_the_least(good, retention.at_least, reasons)
    return reasons


def _keep_always(
    newest_first: list[Snapshot], good: list[Snapshot], known: Known, reasons: Reasons
) -> None:
    reasons[newest_first[0].id].append("the newest")
    if good and good[0] is not newest_first[0]:
        reasons[good[0].id].append("the newest good")
    verified = next((s for s in good if s.id in known.verified), None)
    if verified:
        reasons[verified.id].append("the newest verified")
    for snapshot in newest_first:
        if snapshot.id in known.kept:
            reasons[snapshot.id].append(known.kept[snapshot.id])


def _keep_by_rules(
    newest_first: list[Snapshot],
    retention: Retention,
    zone: tzinfo | None,
    reasons: Reasons,
    before: str,
) -> None:
    for place, snapshot in enumerate(newest_first[: retention.last], 1):
        reasons[snapshot.id].append(f"{before}last {place} of {retention.last}")
    for rule, period in PERIODS:
        count = getattr(retention, rule)
        for place, (name, snapshot) in enumerate(_heads(newest_first, period, zone, count), 1):
            reasons[snapshot.id].append(f"{before}{rule} {place} of {count} ({name})")


def _keep_the_least(good: list[Snapshot], at_least: int, reasons: Reasons) -> None:
    missing = at_least - sum(bool(reasons[s.id]) for s in good)
    for snapshot in good:
        if missing > 0 and not reasons[snapshot.id]:
            reasons[snapshot.id].append(f"one of at least {at_least}")
            missing -= 1


def _heads(
    newest_first: list[Snapshot], period: Period, zone: tzinfo | None, count: int
) -> list[tuple[str, Snapshot]]:
    """The newest snapshot of each of the ``count`` newest periods that have one."""
    heads: dict[str, Snapshot] = {}
    for snapshot in newest_first:
        heads.setdefault(period(snapshot.started.astimezone(zone)), snapshot)
    return list(heads.items())[:count]
