"""How a job looks, as a line of a table, as a page, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from desktop_app.cli import wording
from desktop_app.cli.text import count, duration, moment, shown, size
from desktop_app.engine.catalog.entries import Job, JobState
from desktop_app.engine.computer.process import ProcessMark
from desktop_app.engine.jobs.fault import error_of

BYTES = ("bytes", "stored", "freed", "marked")
NAMES = {"bytes": "read", "rto_seconds": "restored in"}


def document(job: Job) -> dict[str, object]:
    """A job as JSON."""
    return {
        "key": job.key,
        "workspace": job.workspace,
        "kind": job.kind,
        "target": job.target,
        "repository": job.repository,
        "state": job.state,
        "grade": job.grade,
        "priority": job.priority,
        "tries": job.tries,
        "most_tries": job.most_tries,
        "time_limit": job.time_limit,
        "arguments": dict(job.arguments),
        "occasion": job.occasion,
        "created": _text(job.created),
        "not_before": _text(job.not_before),
        "started": _text(job.started),
        "finished": _text(job.finished),
        "owner": _owner(job),
        "cancel_asked": job.cancel_asked,
        "dismissed": job.dismissed,
        "snapshot": job.snapshot,
        "figures": dict(job.figures),
        "error": _error(job.error),
    }


def _text(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _owner(job: Job) -> str:
    mark = ProcessMark.from_text(job.owner)
    return str(mark) if mark else ""


def _error(error: Mapping[str, Any] | None) -> dict[str, object] | None:
    return dict(error) | {"sentence": wording.sentence(error_of(error))} if error else None


def heading() -> tuple[str, ...]:
    """The head of a table of jobs."""
    return ("JOB", "KIND", "TARGET", "STATE", "TRY", "CREATED", "WHAT BECAME OF IT")


def row_of(job: Job) -> tuple[str, ...]:
    """A job as a line of a table."""
    state = f"{job.state}, dismissed" if job.dismissed else str(job.state)
    tries = f"{job.tries}/{job.most_tries}" if job.most_tries else ""
    where = shown(job.target or job.repository)
    return (str(job.key), job.kind, where, state, tries, moment(job.created), _became(job))


def _became(job: Job) -> str:
    if job.state is JobState.RUNNING:
        return "is asked to stop" if job.cancel_asked else f"by {shown(_owner(job))}"
    if job.state is JobState.QUEUED and job.error:
        return f"again after {moment(job.not_before)}: {shown(str(job.error.get('class', '')))}"
    if job.error:
        return shown(str(job.error.get("class", "")))
    return ", ".join(_figures(job))


def line_of(job: Job) -> str:
    """What became of a try, in one line.

    >>> from datetime import UTC
    >>> from desktop_app.engine.catalog.entries import JobKind
    >>> now = datetime(2025, 3, 1, tzinfo=UTC)
    >>> line_of(Job(JobKind.BACKUP, "lab", "nas", now, now, JobState.SUCCEEDED, key=7))
    '✓ Job 7, backup of lab: succeeded.'
    """
    again = job.state is JobState.QUEUED
    sign = "✓" if job.state is JobState.SUCCEEDED else "◆" if again else "▲"
    state = f"queued again for {moment(job.not_before)}" if again else job.state
    why = f" {wording.sentence(error_of(job.error))}" if job.error else ""
    return f"{sign} Job {job.key}, {name_of(job)}: {state}.{why}"


def name_of(job: Job) -> str:
    """What a job is about: ``backup of lab``."""
    return f"{job.kind} of {shown(job.target or job.repository)}"


def lines_of(job: Job) -> Iterator[str]:
    """All about a job but its log."""
    tries = f", try {job.tries} of {job.most_tries}" if job.most_tries else ", run by hand"
    yield f"Job {job.key}, {name_of(job)}: {job.state}{tries if job.tries else ''}."
    yield f"Repository {shown(job.repository)}, workspace {shown(job.workspace)}."
    times = (("Created", job.created), ("begun", job.started), ("ended", job.finished))
    yield ", ".join(f"{what} {moment(at)}" for what, at in times if at) + "."
    if job.state is JobState.RUNNING:
        yield f"Run by {shown(_owner(job))}."
    if job.snapshot:
        yield f"Snapshot {job.snapshot[:12]}."
    if figures := ", ".join(_figures(job)):
        yield f"Figures: {figures}."
    if job.error:
        yield wording.sentence(error_of(job.error))


def _figures(job: Job) -> Iterator[str]:
    for name, value in job.figures.items():
        if name == "warnings" and not value:
            continue
        if name == "rate":
            yield f"{size(float(value))}/s"
        elif name.endswith("seconds"):
            yield f"{NAMES.get(name, '')} {duration(float(value))}".strip()
        elif name in BYTES:
            yield f"{size(float(value))} {NAMES.get(name, name)}"
        elif name in ("items", "rows", "warnings"):
            yield count(int(value), name.removesuffix("s"))
        else:
            yield f"{shown(str(value))} {name}"
