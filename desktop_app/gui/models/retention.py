"""Retention as people read it: what is kept, of which snapshots, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.keeping.foresight import Outlook, foresee, rhythm
from desktop_app.engine.keeping.retention import KEEP_ALL, Known, Retention, Verdict, judge
from desktop_app.engine.model import Snapshot
from desktop_app.gui import text
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import later, shown, tr

RULES = {
    "last": later("the newest"),
    "daily": later("one a day"),
    "weekly": later("one a week"),
    "monthly": later("one a month"),
    "yearly": later("one a year"),
}
SHORT = {
    "last": later("{n} newest"),
    "daily": later("{n} daily"),
    "weekly": later("{n} weekly"),
    "monthly": later("{n} monthly"),
    "yearly": later("{n} yearly"),
}
FIXED = {
    "the newest": later("the newest"),
    "the newest good": later("the newest good"),
    "the newest verified": later("the newest verified"),
    "no rule is set": later("nothing is removed"),
    "no rule keeps it": later("no rule keeps it"),
    "found bad, and no rule keeps it": later("found bad, and no rule keeps it"),
    "kept for ever": later("kept for ever"),
}
PLACED = {
    "last": later("newest {place} of {count}"),
    "daily": later("day {place} of {count}"),
    "weekly": later("week {place} of {count}"),
    "monthly": later("month {place} of {count}"),
    "yearly": later("year {place} of {count}"),
}
PLACE = re.compile(r"(last|daily|weekly|monthly|yearly) (\d+) of (\d+)(?: \(.*\))?")
LEAST = re.compile(r"one of at least (\d+)")
FOR_EVER = re.compile(r"kept for ever \((.*)\)", re.DOTALL)
BESIDE = "found bad, beside the good ones: "


@dataclass(frozen=True, slots=True)
class Judged:
    """What a retention would do with the snapshots that there are, newest first, and how it
    would be over the coming time."""

    verdicts: tuple[Verdict, ...]
    coming: tuple[Outlook, ...]

    @property
    def going(self) -> int:
        """How many would go to the trash."""
        return sum(not each.keep for each in self.verdicts)


def judged(
    snapshots: Sequence[Snapshot], retention: Retention | None, known: Known, now: datetime
) -> Judged:
    """For a task's thread: a target may have tens of thousands."""
    rules = retention or KEEP_ALL
    verdicts = judge(snapshots, rules, known)
    verdicts.sort(key=lambda verdict: verdict.snapshot.place, reverse=True)
    coming: tuple[Outlook, ...] = ()
    if snapshots and not rules.keeps_all:
        coming = foresee(snapshots, rules, known, now, rhythm(snapshots))
    return Judged(tuple(verdicts), coming)


def words(retention: Retention | None) -> str:
    """In one line."""
    if retention is None or retention.keeps_all:
        return tr("all are kept")
    told = [
        tr(SHORT[rule]).format(n=text.number(getattr(retention, rule)))
        for rule in SHORT
        if getattr(retention, rule)
    ]
    if retention.at_least:
        told.append(tr("at least {n}").format(n=text.number(retention.at_least)))
    return ", ".join(told)


def outcome(found: Judged) -> tuple[Tone, str]:
    """What would happen now, in one sentence."""
    there, going = len(found.verdicts), found.going
    if not there:
        return Tone.NONE, tr("There is no snapshot yet.")
    if not going:
        kept = tr("Kept: {snapshots}, which is all there is today.")
        return Tone.OK, kept.format(snapshots=text.count(there, "snapshot", "snapshots"))
    told = tr("{kept} of {all} kept; {going} to the trash at the next prune.").format(
        kept=text.number(there - going),
        all=text.count(there, "snapshot", "snapshots"),
        going=text.number(going),
    )
    return Tone.WARNING, told


def outlook(found: Judged, now: datetime) -> str:
    """How it would be later; empty where nothing is removed."""
    if not found.coming:
        return ""
    told = [
        tr("{snapshots} in {time}").format(
            snapshots=text.number(each.count), time=text.duration((each.at - now).total_seconds())
        )
        for each in found.coming
    ]
    return tr("If backups go on as they did, there will be {list}.").format(list=" · ".join(told))


def columns(now: datetime) -> tuple[Column[Verdict], ...]:
    return (
        Column(
            tr("Snapshot"),
            lambda verdict: text.moment(verdict.snapshot.started, now),
            key=lambda verdict: verdict.snapshot.started,
        ),
        Column(tr("Then"), _fate, tone=lambda v: Tone.OK if v.keep else Tone.WARNING),
        Column(tr("Why"), lambda verdict: reason_text(verdict.reason)),
        Column(
            tr("New"),
            lambda verdict: text.size(verdict.snapshot.stored),
            number=True,
            key=lambda verdict: verdict.snapshot.stored,
        ),
    )


def reason_text(reason: str) -> str:
    """What retention says of a snapshot, in the window's language."""
    if reason in FIXED:  # one that holds a comma itself
        return tr(FIXED[reason])
    return ", ".join(_reason(each) for each in _parted(reason))


def _parted(reason: str) -> list[str]:
    """Its parts; a label that somebody gave may hold commas, and is left whole."""
    parts, depth, begin = [], 0, 0
    for at, sign in enumerate(reason):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth <= 0 and reason.startswith(", ", at) and not reason.startswith(BESIDE, begin):
            parts.append(reason[begin:at])
            begin = at + 2
    return [*parts, reason[begin:]]


def _reason(part: str) -> str:
    if part.startswith(BESIDE):
        placed = _reason(part.removeprefix(BESIDE))
        return tr("found bad, beside the good ones: {reason}").format(reason=placed)
    if part in FIXED:
        return tr(FIXED[part])
    if found := PLACE.fullmatch(part):
        place, count = (text.number(int(each)) for each in found.group(2, 3))
        return tr(PLACED[found[1]]).format(place=place, count=count)
    if found := LEAST.fullmatch(part):
        return tr("one of at least {n}").format(n=text.number(int(found[1])))
    if found := FOR_EVER.fullmatch(part):
        return tr("kept for ever ({label})").format(label=shown(found[1]))
    return shown(part)


def _fate(verdict: Verdict) -> str:
    tone = Tone.OK if verdict.keep else Tone.WARNING
    return f"{tone.shape}  {tr('kept') if verdict.keep else tr('to the trash')}"
