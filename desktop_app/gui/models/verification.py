"""What is proven of each target, and what one verification found, as the page tells of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from desktop_app.engine.catalog.entries import Job, Verification
from desktop_app.engine.catalog.status import Look, TargetStatus
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.kinds.registry import POSTGRESQL
from desktop_app.engine.model import Grade, Item, Level, Snapshot
from desktop_app.gui import text
from desktop_app.gui.models import activity
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import shown, tr

NAMES = {
    Level.BYTES: "Bytes",
    Level.STRUCTURE: "Structure",
    Level.RESTORED: "Restored",
    Level.SOURCE: "Source",
}
PROVES = {
    Level.BYTES: "every byte is there, and as it was backed up",
    Level.STRUCTURE: "what the bytes mean: databases and films open, counts agree",
    Level.RESTORED: "really restored beside, everything compared",
    Level.SOURCE: "equal to the live source at the snapshot's moment",
}
FINE = {
    Level.BYTES: "Every byte as backed up",
    Level.STRUCTURE: "Readable, counts agree",
    Level.RESTORED: "Restored, equal",
    Level.SOURCE: "Equal to the source",
}
GRADES = {
    Grade.OK: State(Tone.OK, "Passed"),
    Grade.WARNING: State(Tone.WARNING, "Passed, with remarks"),
    Grade.FAILED: State(Tone.BAD, "Failed"),
}
NO_LIMITS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Finding:
    """What a verification found of one item, or of something that is no item (``kind`` empty)."""

    name: str
    kind: str
    rows: int | None
    state: State


@dataclass(frozen=True, slots=True)
class Results:
    """One verification, item by item; ``unread`` says why the items could not be listed."""

    target: str
    level: Level
    look: Verification
    snapshot: Snapshot | None
    findings: tuple[Finding, ...]
    unread: str = ""


def offered(kind: str) -> tuple[Level, ...]:
    """What can be proven of a target of that kind. A PostgreSQL database cannot say what it was at
    a snapshot's moment."""
    return tuple(each for each in Level if each is not Level.SOURCE or kind != POSTGRESQL)


def state_of(status: TargetStatus, level: Level) -> State:
    """How the last look at a target at one level ended."""
    look = status.looks.get(level)
    if look is None:
        return State(Tone.NONE, tr("Never"))
    state = GRADES[look.grade]
    if level is Level.RESTORED and look.grade is Grade.OK and status.unproven:
        return State(Tone.WARNING, tr("Passed, too long ago"))
    return State(state.tone, tr(state.word))


def columns(
    now: datetime, limits: Mapping[str, int] = NO_LIMITS, drills: Sequence[Job] = ()
) -> tuple[Column[TargetStatus], ...]:
    """The matrix: a target a row, a level a column; then the two measures with their limits.
    ``limits``: seconds that a restore of each target may take; ``drills`` newest first."""
    last = {job.target: job for job in reversed(drills) if "rto_seconds" in job.figures}
    return (
        Column(tr("Target"), lambda status: shown(status.target)),
        *(_level_column(level, now) for level in Level),
        _measure_column(tr("Newest backup"), lambda status: age_state(status)),
        _measure_column(
            tr("Restored in"),
            lambda status: restore_state(last.get(status.target), limits.get(status.target)),
        ),
    )


def level_of(column: int) -> Level:
    """The level that a column of the matrix is about; a restore's, of those that measure."""
    levels = list(Level)
    return levels[max(0, column - 1)] if column <= len(levels) else Level.RESTORED


def age_state(status: TargetStatus) -> State:
    """The age of the newest good snapshot, against the RPO."""
    if status.age is None:
        return State(Tone.NONE, _measured(tr("never"), _rpo(status)))
    tone = Tone.BAD if status.too_old else Tone.OK if status.rpo is not None else Tone.NONE
    words = tr("{age} old").format(age=text.duration(status.age.total_seconds()))
    return State(tone, _measured(words, _rpo(status)))


def restore_state(drill: Job | None, limit: int | None) -> State:
    """How long the last drill took to restore, against the RTO."""
    if drill is None:
        return State(Tone.NONE, _measured(tr("never"), limit))
    took = seconds(drill)
    tone = Tone.NONE if limit is None else Tone.WARNING if took > limit else Tone.OK
    return State(tone, _measured(text.duration(took), limit))


def _measured(words: str, limit: int | None) -> str:
    """A measure with its yardstick, where one was set: the table is for those at a glance."""
    return words if limit is None else f"{words}, {text.limit(limit)}"


def _rpo(status: TargetStatus) -> int | None:
    return None if status.rpo is None else round(status.rpo.total_seconds())


def _measure_column(title: str, state: Callable[[TargetStatus], State]) -> Column[TargetStatus]:
    return Column(
        title,
        lambda status: f"{state(status).tone.shape}  {state(status).word}",
        tone=lambda status: state(status).tone,
    )


def _level_column(level: Level, now: datetime) -> Column[TargetStatus]:
    def words(status: TargetStatus) -> str:
        state, look = state_of(status, level), status.looks.get(level)
        # The day alone: below the matrix stands the moment.
        when = f" · {text.day_name(look.at.astimezone().date(), now)}" if look else ""
        return f"{state.tone.shape}  {state.word}{when}"

    def when(status: TargetStatus) -> str:
        look: Look | None = status.looks.get(level)
        return look.at.isoformat() if look else ""

    return Column(tr(NAMES[level]), words, key=when, tone=lambda s: state_of(s, level).tone)


def heading(statuses: Sequence[TargetStatus], now: datetime) -> tuple[str, str]:
    """The answer, and the facts in one sentence."""
    if not statuses:
        return tr("Nothing to verify yet"), tr("What is backed up can be verified here.")
    failed = [s for s in statuses if any(k.grade is Grade.FAILED for k in s.looks.values())]
    proven = [s for s in statuses if s.proven is not None and not s.unproven]
    whole = text.count(len(statuses), "target", "targets")
    if failed:
        names = ", ".join(shown(status.target) for status in failed[:3])
        answer = tr("Damage was found: {targets}").format(targets=names)
    elif len(proven) == len(statuses):
        answer = tr("All of {targets} proven to restore").format(targets=whole)
    else:
        answer = tr("{n} of {targets} proven to restore")
        answer = answer.format(n=text.number(len(proven)), targets=whole)
    last = max((s.proven for s in statuses if s.proven is not None), default=None)
    never = sum(status.proven is None for status in statuses)
    facts = [
        tr("Last proven restore {moment}").format(moment=text.moment(last, now))
        if last
        else tr("No restore was proven yet")
    ]
    if never and last:
        facts.append(tr("{n} never restored").format(n=text.count(never, "target", "targets")))
    return answer, " · ".join(facts)


def findings(look: Verification, items: Sequence[Item]) -> tuple[Finding, ...]:
    """What was found of each item, problems first; those of a warning are remarks."""
    tone = Tone.BAD if look.grade is Grade.FAILED else Tone.WARNING
    about: dict[str, list[str]] = {}
    for problem in look.problems:
        about.setdefault(place_in(problem.item), []).append(problem.what)
    known = {item.name for item in items}
    loose = [
        Finding(shown(name), "", None, State(tone, shown("; ".join(whats))))
        for name, whats in about.items()
        if name not in known
    ]
    fine = State(Tone.OK, tr(FINE[look.level]))
    if look.sampled:
        fine = State(Tone.OK, tr("No damage in the part that was read"))
    bad: list[Finding] = []
    good: list[Finding] = []
    for item in items:
        whats = about.get(item.name)
        state = State(tone, shown("; ".join(whats))) if whats else fine
        (bad if whats else good).append(Finding(_name(item), item.kind, item.rows, state))
    return (*loose, *bad, *good)


def _name(item: Item) -> str:
    return tr("the folder itself") if item.name == "." else shown(item.name)


def place_in(name: str) -> str:
    """The item's own name out of how a problem names it.

    >>> place_in("snapshot 0123456789ab · lab.mixtures")
    'lab.mixtures'
    """
    return name.split(" · ", 1)[-1] if name.startswith("snapshot ") else name


def finding_columns() -> tuple[Column[Finding], ...]:
    return (
        Column(tr("Item"), lambda finding: finding.name),
        Column(tr("Kind"), lambda finding: tr(finding.kind) if finding.kind else ""),
        Column(
            tr("Rows"),
            lambda finding: "" if finding.rows is None else text.number(finding.rows),
            number=True,
            key=lambda finding: finding.rows or 0,
        ),
        Column(
            tr("Result"),
            lambda finding: f"{finding.state.tone.shape}  {finding.state.word}",
            tone=lambda finding: finding.state.tone,
        ),
    )


def about(results: Results, now: datetime) -> str:
    """The facts of one verification."""
    parts = [text.moment(results.look.at, now)]
    if results.snapshot is not None:
        of = text.moment(results.snapshot.started, now)
        parts.append(tr("snapshot of {moment}").format(moment=of))
    if results.look.seconds:
        parts.append(tr("took {time}").format(time=text.duration(results.look.seconds)))
    parts.append(tr("a sample was read") if results.look.sampled else tr("all of it was read"))
    tones = [finding.state.tone for finding in results.findings]
    bad, mild = tones.count(Tone.BAD), tones.count(Tone.WARNING)
    parts.append(text.count(bad, "problem", "problems") if bad else tr("no problem"))
    parts += [text.count(mild, "remark", "remarks")] if mild else []
    return " · ".join(parts)


def drill_columns(now: datetime, limits: dict[str, int]) -> tuple[Column[Job], ...]:
    """``limits``: seconds that a restore of each target may take, where that was set."""

    def late(job: Job) -> bool:
        return seconds(job) > limits.get(job.target, seconds(job))

    def took(job: Job) -> str:
        if "rto_seconds" not in job.figures:
            return ""
        limit = text.limit(limits.get(job.target))
        return f"{text.duration(seconds(job))}, {limit}"

    def state(job: Job) -> State:
        known = activity.STATES[job.state]
        return State(Tone.WARNING, tr("Equal, but too slow")) if late(job) else known

    return (
        Column(
            tr("When"),
            lambda job: text.moment(job.finished or job.created, now),
            key=lambda job: job.finished or job.created,
        ),
        Column(tr("Target"), lambda job: shown(job.target)),
        Column(
            tr("State"),
            lambda job: f"{state(job).tone.shape}  {tr(state(job).word)}",
            tone=lambda job: state(job).tone,
        ),
        Column(tr("Restored in"), took, key=seconds),
        Column(tr("Rows compared"), lambda job: _figure(job, "rows"), True),
        Column(tr("Snapshot"), lambda job: job.snapshot[:12]),
    )


def seconds(job: Job) -> float:
    """How long the restore of a drill took; 0 where it did not come to its end."""
    return float(job.figures.get("rto_seconds", 0.0))


def _figure(job: Job, name: str) -> str:
    return text.number(int(job.figures[name])) if name in job.figures else ""
