"""Jobs as the activity page tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.jobs.queue import RETRIABLE
from desktop_app.engine.jobs.rules import by_hand
from desktop_app.engine.progress import ProgressState
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column
from desktop_app.gui.text import shown, tr

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
OPEN = (JobState.DEAD,)


@dataclass(frozen=True, slots=True)
class Moving:
    """A running job in words; ``part`` from 0 to 1, None where nobody knows the whole."""

    doing: str
    part: float | None
    figures: str


def moving(job: Job, progress: ProgressState) -> Moving:
    """How far a job is: bytes, rows, rate and the time left."""
    doing = tr(DOING[job.kind]).format(target=shown(job.target or job.repository))
    total = progress.total_bytes
    part = min(1.0, progress.bytes / total) if total else None
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
        Column(tr("State"), lambda job: state_text(job.state)),
        Column(
            tr("When"),
            lambda job: text.moment(job.finished or job.started or job.created, now),
            key=lambda job: job.finished or job.started or job.created,
        ),
        Column(tr("Took"), took, number=True, key=lambda job: _seconds(job) or 0.0),
        Column(tr("Read"), lambda job: _size(job, "bytes"), True, lambda job: _of(job, "bytes")),
        Column(tr("New"), lambda job: _size(job, "stored"), True, lambda job: _of(job, "stored")),
    )


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


def heading(running: int, jobs: Sequence[Job]) -> tuple[str, str]:
    """The answer, and the facts."""
    given_up = sum(job.state in OPEN and not job.dismissed for job in jobs)
    waiting = sum(job.state is JobState.QUEUED for job in jobs)
    if given_up:
        answer = tr("1 job was given up") if given_up == 1 else tr("{n} jobs were given up")
        answer = answer.format(n=text.number(given_up))
    elif running:
        answer = tr("1 job is running") if running == 1 else tr("{n} jobs are running")
        answer = answer.format(n=text.number(running))
    else:
        answer = tr("Nothing is running")
    facts = tr("{running} running · {waiting} waiting · {all} in the history")
    ended = len(jobs) - running - waiting
    return answer, facts.format(
        running=text.number(running), waiting=text.number(waiting), all=text.number(max(0, ended))
    )


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
