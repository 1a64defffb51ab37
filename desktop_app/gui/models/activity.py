"""Jobs as the activity page tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.catalog.job_search import JobSums
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.jobs.queue import RETRIABLE
from desktop_app.engine.jobs.rules import by_hand
from desktop_app.engine.progress import ProgressState
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import later, shown, tr

STATES = {
    JobState.QUEUED: State(Tone.NONE, "Waiting"),
    JobState.RUNNING: State(Tone.WARNING, "Running"),
    JobState.SUCCEEDED: State(Tone.OK, "Done"),
    JobState.WARNING: State(Tone.WARNING, "Done, with warnings"),
    JobState.FAILED: State(Tone.BAD, "Failed"),
    JobState.CANCELLED: State(Tone.NONE, "Stopped"),
    JobState.DEAD: State(Tone.BAD, "Given up"),
}
DOING = {
    JobKind.BACKUP: "Backing up {target}",
    JobKind.VERIFY: "Verifying {target}",
    JobKind.RESTORE: "Restoring {target}",
    JobKind.DRILL: "Restore drill of {target}",
    JobKind.PRUNE: "Giving back space in {target}",
    JobKind.SCAN: "Scanning {target}",
    JobKind.EXPORT: "Exporting {target}",
    JobKind.IMPORT: "Importing {target}",
}
NAMES = {
    JobKind.BACKUP: "Backup",
    JobKind.VERIFY: "Verification",
    JobKind.RESTORE: "Restore",
    JobKind.DRILL: "Drill",
    JobKind.PRUNE: "Prune",
    JobKind.SCAN: "Scan",
    JobKind.EXPORT: "Export",
    JobKind.IMPORT: "Import",
}
STORED = later("No snapshot was made. What was stored so far is used again by the next backup.")
UNTOUCHED = later("Nothing was changed.")
LEFT_BEHIND = {
    JobKind.BACKUP: STORED,
    JobKind.VERIFY: later("Nothing was changed. What was not read is not proven by it."),
    JobKind.RESTORE: later(
        "Nothing got its final name. What was loaded waits under an unfinished name; "
        "a restore to the same place goes on with it or begins afresh."
    ),
    JobKind.DRILL: later("The scratch server is gone. Nothing was changed, nothing was proven."),
    JobKind.PRUNE: later("Every snapshot that is listed is whole. The next prune goes on."),
    JobKind.SCAN: UNTOUCHED,
}
NOT_BEGUN = later("It had not begun: nothing was changed.")
LOST = (JobState.CANCELLED, JobState.FAILED, JobState.DEAD)


@dataclass(frozen=True, slots=True)
class Moving:
    """A running job in words; ``part`` from 0 to 1, None where nobody knows the whole.
    ``stopping``: it was asked to stop, and does as soon as it can."""

    doing: str
    part: float | None
    figures: str
    stopping: bool = False


def moving(job: Job, progress: ProgressState, *, stopping: bool = False) -> Moving:
    """How far a job is: bytes, rows, rate and the time left."""
    doing = tr(DOING[job.kind]).format(target=shown(job.target or job.repository))
    total = progress.total_bytes
    part = min(1.0, progress.bytes / total) if total else None
    if stopping:
        return Moving(doing, part, tr("Stopping…"), stopping=True)
    words = [tr(progress.doing)] if progress.doing else []
    if progress.bytes:
        words.append(_amount(progress))
    if progress.rows:
        words.append(text.count(progress.rows, "row", "rows"))
    if progress.bytes and progress.rate:
        words.append(tr("{size}/s").format(size=text.size(progress.rate)))
    if progress.seconds_left is not None:
        words.append(tr("{time} left").format(time=text.duration(progress.seconds_left)))
    return Moving(doing, part, " · ".join(words))


def _amount(progress: ProgressState) -> str:
    if progress.total_bytes:
        some, whole = text.size(progress.bytes), text.size(progress.total_bytes)
        return tr("{some} of {whole}").format(some=some, whole=whole)
    return text.size(progress.bytes)


def columns(now: datetime) -> tuple[Column[Job], ...]:
    return (
        Column(tr("Job"), lambda job: tr(NAMES[job.kind])),
        Column(tr("Target"), lambda job: shown(job.target or job.repository)),
        Column(tr("State"), lambda job: how_it_stands(job, now), tone=tone_of),
        Column(
            tr("When"),
            lambda job: text.moment(job.finished or job.started or job.created, now),
            key=lambda job: job.finished or job.started or job.created,
        ),
        Column(tr("Took"), took, number=True, key=lambda job: _seconds(job) or 0.0),
        Column(tr("Read"), lambda job: _size(job, "bytes"), True, lambda job: _of(job, "bytes")),
        Column(tr("New"), lambda job: _size(job, "stored"), True, lambda job: _of(job, "stored")),
    )


def tone_of(job: Job) -> Tone:
    """That of :func:`how_it_stands`."""
    if job.state is JobState.DEAD and job.dismissed:
        return Tone.NONE
    if job.state is JobState.QUEUED and job.error is not None:
        return Tone.WARNING
    return STATES[job.state].tone


def how_it_stands(job: Job, now: datetime) -> str:
    """Its state; of one that waits for another try, when that is."""
    if job.state is JobState.QUEUED and job.error is not None:
        when = tr("Waiting, next try {moment}").format(moment=text.moment(job.not_before, now))
        return f"{Tone.WARNING.shape}  {when}"
    if job.state is JobState.DEAD and job.dismissed:
        return f"{Tone.NONE.shape}  {tr('Given up, seen')}"
    return state_text(job.state)


def left_behind(job: Job) -> str:
    """What is left of a job that did not come to its end; empty where it did."""
    if job.state not in LOST:
        return ""
    if job.started is None:
        return tr(NOT_BEGUN)
    return tr(LEFT_BEHIND[job.kind]) if job.kind in LEFT_BEHIND else ""


def stopped(job: Job) -> str:
    """What is said when somebody stopped a job."""
    what = tr("{job} of {target} was stopped.").format(
        job=tr(NAMES[job.kind]), target=shown(job.target or job.repository)
    )
    return f"{what} {left_behind(job)}".strip()


def state_text(state: JobState) -> str:
    return f"{STATES[state].tone.shape}  {tr(STATES[state].word)}"


def may_retry(job: Job) -> bool:
    """Whether it can be queued again; what was run by hand is run by hand again."""
    return job.state in RETRIABLE and not by_hand(job)


def took(job: Job) -> str:
    seconds = _seconds(job)
    return "" if seconds is None else text.duration(seconds)


def why(job: Job) -> str:
    """What ended a job, in a sentence; empty when nothing did."""
    if job.error is None:
        return ""
    from desktop_app.engine.jobs.fault import error_of

    return str(error_text(error_of(job.error)))


def heading(running: int, sums: JobSums) -> tuple[str, str]:
    """The answer, and the facts. ``sums`` are over the whole history."""
    if sums.needing:
        answer = tr("{jobs} given up").format(jobs=text.count(sums.needing, "job", "jobs"))
    elif running:
        answer = tr("1 job is running") if running == 1 else tr("{n} jobs are running")
        answer = answer.format(n=text.number(running))
    else:
        answer = tr("Nothing is running")
    facts = tr("{running} running · {waiting} waiting · {all} in the history")
    waiting = sums.of(JobState.QUEUED)
    ended = sums.count - waiting - sums.of(JobState.RUNNING)
    return answer, facts.format(
        running=text.number(running), waiting=text.number(waiting), all=text.number(ended)
    )


def facts(job: Job, now: datetime) -> str:
    """The facts of one job, in one line."""
    parts = [tr("job {n}").format(n=job.key), shown(job.target or job.repository)]
    if job.started is not None:
        parts.append(tr("begun {moment}").format(moment=text.moment(job.started, now)))
    if seconds := took(job):
        parts.append(tr("took {time}").format(time=seconds))
    for name, words in (("bytes", tr("{size} read")), ("stored", tr("{size} new"))):
        if name in job.figures:
            parts.append(words.format(size=text.size(_of(job, name))))
    if "rows" in job.figures:
        parts.append(text.count(round(_of(job, "rows")), "row", "rows"))
    if job.tries > 1:
        parts.append(tr("try {n} of {most}").format(n=job.tries, most=job.most_tries))
    return "  ·  ".join(parts)


def figures(sums: JobSums) -> str:
    """What the jobs that were found come to, in one line."""
    parts = [text.count(sums.count, "job", "jobs")]
    for words, states in (
        (tr("{n} done"), (JobState.SUCCEEDED,)),
        (tr("{n} with warnings"), (JobState.WARNING,)),
        (tr("{n} failed or given up"), (JobState.FAILED, JobState.DEAD)),
        (tr("{n} stopped"), (JobState.CANCELLED,)),
    ):
        if amount := sums.of(*states):
            parts.append(words.format(n=text.number(amount)))
    if sums.read:
        parts.append(tr("{size} read").format(size=text.size(sums.read)))
    if sums.stored:
        parts.append(tr("{size} new").format(size=text.size(sums.stored)))
    if sums.seconds >= 1:
        parts.append(tr("{time} at work").format(time=text.duration(sums.seconds)))
    return "  ·  ".join(parts)


def for_support(job: Job, lines: Sequence[str]) -> str:
    """All that is known of a job, as text to be sent. It holds no secret: no job does."""
    known = [
        f"job {job.key}: {job.kind} of {shown(job.target or job.repository)}",
        f"state: {job.state}, tries: {job.tries} of {job.most_tries}",
        f"created {job.created.isoformat()}",
        f"started {job.started.isoformat() if job.started else 'not yet'}",
        f"finished {job.finished.isoformat() if job.finished else 'not yet'}",
        f"figures: {', '.join(f'{name}={value}' for name, value in job.figures.items())}",
        f"error: {dict(job.error) if job.error else 'none'}",
    ]
    return "\n".join([*known, *(shown(line) for line in lines)])


def _seconds(job: Job) -> float | None:
    if job.started is None or job.finished is None:
        return None
    return max(0.0, (job.finished - job.started).total_seconds())


def _of(job: Job, figure: str) -> float:
    return float(job.figures.get(figure, 0))


def _size(job: Job, figure: str) -> str:
    return text.size(_of(job, figure)) if figure in job.figures else ""
