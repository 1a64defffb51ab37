"""Runs, noted in the workspace's history: that one began, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from desktop_app.engine.catalog.entries import Figures, Job, JobKind, JobState
from desktop_app.engine.catalog.jobs import Jobs
from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.model import Grade


@dataclass(slots=True)
class Record:
    """What a run wants to leave in the history; filled in while it goes on."""

    grade: Grade | None = None
    snapshot: str = ""
    figures: Figures | None = None


@contextmanager
def recorded(jobs: Jobs, kind: str, target: str, repository: str) -> Iterator[Record]:
    """Note a run: that it began, and how it ended, also when it fails."""
    now = datetime.now(UTC)
    begun = Job(JobKind(kind), target, repository, now, now, JobState.RUNNING, started=now)
    begun = replace(begun, key=jobs.add(begun), tries=1)
    record, state, error = Record(), JobState.SUCCEEDED, None
    try:
        yield record
    except BaseException as fault:
        state = JobState.CANCELLED if isinstance(fault, Cancelled) else JobState.FAILED
        record.grade = None if isinstance(fault, Cancelled) else Grade.FAILED
        error = {"class": type(fault).__name__, "what": _what(fault)}
        raise
    finally:
        ended = replace(
            begun,
            state=JobState.WARNING if record.grade is Grade.WARNING else state,
            finished=datetime.now(UTC),
            grade=record.grade,
            snapshot=record.snapshot,
            figures=record.figures or {},
            error=error,
        )
        jobs.change(ended)


def _what(fault: BaseException) -> str:
    """Only our own errors are known to hold no secret."""
    return str(fault) if isinstance(fault, LabVaultError) else type(fault).__name__
