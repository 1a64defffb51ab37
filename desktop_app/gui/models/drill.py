"""What a drill is going to check, and what it found: each check with its measure and its limit."""

from __future__ import annotations

from datetime import datetime

from desktop_app.engine.catalog.entries import Job, JobState, TargetEntry, Verification
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item, Snapshot
from desktop_app.gui import text
from desktop_app.gui.kinds.registry import words_of
from desktop_app.gui.kinds.words import Words
from desktop_app.gui.models import activity
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.models.verification import place_in, seconds
from desktop_app.gui.text import shown, tr

GOOD = (JobState.SUCCEEDED, JobState.WARNING)
MOST_PROBLEMS = 1000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at. ``measure`` says what was found, with its limit."""

    name: str
    state: State
    measure: str


@dataclass(frozen=True, slots=True)
class Drill:
    """One drill that ended: its job, and what the catalog kept of it. ``target`` None: it was
    removed since; ``look`` None: it did not come as far as to compare."""

    job: Job
    target: TargetEntry | None
    snapshot: Snapshot | None
    look: Verification | None

    @property
    def limit(self) -> int | None:
        """The seconds that a restore may take."""
        return self.target.rto_seconds if self.target else None

    @property
    def late(self) -> bool:
        return self.limit is not None and seconds(self.job) > self.limit


def planned(target: TargetEntry, snapshot: Snapshot, items: tuple[Item, ...]) -> list[Check]:
    """What will be checked, before it is."""
    words = words_of(target.kind)
    counted = sum(item.kind is words.counted for item in items)
    coming = State(Tone.NONE, tr("To come"))
    whole = words.parts(counted)
    contents = words.contents(items)
    compared = tr("{contents}: counted, and compared by their hashes")
    return [
        Check(tr("It restores"), coming, words.starts_empty()),
        Check(words.each_equal(), coming, compared.format(contents=contents)),
        Check(tr("It answers"), coming, tr("{tables}: each is asked").format(tables=whole)),
        Check(tr("Time to restore"), coming, text.limit(target.rto_seconds)),
        Check(tr("Work that would be lost"), coming, text.limit(target.rpo_seconds)),
    ]


def _words(drill: Drill) -> Words:
    """Of what was drilled; of a target that is gone, by its snapshot."""
    kind = drill.snapshot.target_kind if drill.snapshot else ""
    return words_of(kind or (drill.target.kind if drill.target else ""))


def checks(drill: Drill) -> list[Check]:
    """What one drill found, in the order of :func:`planned`, then what was wrong."""
    job = drill.job
    if drill.look is None or "rto_seconds" not in job.figures:
        state = State(activity.STATES[job.state].tone, tr(activity.STATES[job.state].word))
        found = "; ".join(shown(p.what) for p in drill.look.problems) if drill.look else ""
        why = found or activity.why(job) or activity.left_behind(job)
        return [Check(tr("It restores"), state, why), *_lost_work(drill)]
    problems = drill.look.problems
    fine = State(Tone.OK, tr("Passed"))
    checked = [
        Check(tr("It restores"), fine, _words(drill).starts_empty()),
        _equal(drill, fine),
        *_answers(drill, fine),
        _time(drill, fine),
        *_lost_work(drill),
    ]
    bad = State(Tone.BAD, tr("Not equal"))
    for problem in problems[:MOST_PROBLEMS]:
        checked.append(Check(shown(place_in(problem.item)), bad, shown(problem.what)))
    return checked


def _equal(drill: Drill, fine: State) -> Check:
    look, figures = drill.look, drill.job.figures
    assert look is not None
    amount = text.count(int(figures.get("items", 0)), "item", "items")
    rows = text.count(int(figures.get("rows", 0)), "row", "rows")
    equal = _words(drill).each_equal()
    if unequal := len(look.problems) - int(figures.get("silent", 0)):
        wrong = text.count(unequal, "problem", "problems")
        words = tr("{problems} in {items}").format(problems=wrong, items=amount)
        return Check(equal, State(Tone.BAD, tr("Failed")), words)
    words = tr("{items}, {rows}").format(items=amount, rows=rows) if figures.get("rows") else amount
    return Check(equal, fine, words)


def _answers(drill: Drill, fine: State) -> list[Check]:
    """Whether what was restored answers the questions of a program; older drills did not ask."""
    figures = drill.job.figures
    if "answered" not in figures:
        return []
    asked = text.count(int(figures["answered"]), "question", "questions")
    silent = int(figures.get("silent", 0))
    if not silent:
        return [Check(tr("It answers"), fine, tr("{questions} answered").format(questions=asked))]
    wrong = text.count(silent, "wrong answer", "wrong answers")
    words = tr("{wrong} to {questions}").format(wrong=wrong, questions=asked)
    return [Check(tr("It answers"), State(Tone.BAD, tr("Failed")), words)]


def _time(drill: Drill, fine: State) -> Check:
    took = text.duration(seconds(drill.job))
    measure = f"{took}, {text.limit(drill.limit)}"
    state = State(Tone.WARNING, tr("Too slow")) if drill.late else fine
    return Check(tr("Time to restore"), state, measure)


def _lost_work(drill: Drill) -> list[Check]:
    """How old the snapshot was when the drill began: what was made since is not in it."""
    if drill.snapshot is None or drill.job.started is None:
        return []
    age = max(0.0, (drill.job.started - drill.snapshot.started).total_seconds())
    limit = drill.target.rpo_seconds if drill.target else None
    measure = f"{text.duration(age)}, {text.limit(limit)}"
    late = limit is not None and age > limit
    state = State(Tone.WARNING, tr("Too much")) if late else State(Tone.OK, tr("Passed"))
    if limit is None:
        state = State(Tone.NONE, tr("No limit"))
    return [Check(tr("Work that would be lost"), state, measure)]


def heading(drill: Drill) -> tuple[str, str]:
    """The answer, and the facts."""
    job = drill.job
    name = shown(job.target)
    facts = tr("What was restored is gone. Nothing of {target} was touched.").format(target=name)
    if job.state is JobState.CANCELLED:
        return tr("The drill was stopped"), facts
    if drill.look is not None and drill.look.problems:
        wrong = text.count(len(drill.look.problems), "problem", "problems")
        return tr("Not equal: {problems}").format(problems=wrong), facts
    if job.state not in GOOD:
        return tr("The drill could not be run"), facts
    took = text.duration(seconds(job))
    if drill.late:
        return tr("Equal, but it took {time}").format(time=took), facts
    return tr("Proven: {target} restores in {time}").format(target=name, time=took), facts


def columns() -> tuple[Column[Check], ...]:
    return (
        Column(tr("Check"), lambda check: check.name),
        Column(
            tr("Result"),
            lambda check: f"{check.state.tone.shape}  {check.state.word}",
            tone=lambda check: check.state.tone,
        ),
        Column(tr("Measure and limit"), lambda check: check.measure),
    )


def snapshot_columns(now: datetime) -> tuple[Column[Snapshot], ...]:
    return (
        Column(tr("Snapshot of"), lambda s: text.moment(s.started, now), key=lambda s: s.started),
        Column(tr("Rows"), lambda s: text.number(s.rows), True, lambda s: s.rows),
        Column(tr("Size"), lambda s: text.size(s.size), True, lambda s: s.size),
    )
