"""What people are told of jobs that ended, whoever ran them: the agent, the window, or a person
at a terminal. Joins catalog, jobs and notify.

Telling is remembering: it goes into the catalog at once, and whoever delivers sends it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.notice import Kind
from desktop_app.engine.notify.events import About, Event, Recovery, Trouble
from desktop_app.engine.notify.notifier import tell

Say = Callable[[Mapping[str, Any]], str]
"""The words for an error that is kept as data."""


def tell_of_job(records: Records, job: Job, say: Say, now: datetime) -> bool:
    """A try of a job of this workspace ended; returns whether that is worth telling. Any thread.

    It is for whoever ran the job: then each is told once, however many programs look on.
    """
    events = events_of_job(job, say, now)
    known = {f.key for f in records.notices.faults() if f.cleared is None} if events else set()
    for event in events:
        # Mostly all is well and was so before: then nobody has to wait for a writer.
        if not isinstance(event, Recovery) or known.intersection(event.keys):
            tell(records.notices, event)
    return bool(events)


def events_of_job(job: Job, say: Say, now: datetime) -> tuple[Event, ...]:
    """What there is to tell of a job; nothing of one that waits for another try, or that somebody
    cancelled. An import tells of each dump itself."""
    if job.kind is JobKind.IMPORT:
        return ()
    about, whose = About(str(job.kind)), job.target or job.repository
    if job.state is JobState.SUCCEEDED:
        return (Recovery(about, whose, now, (Kind.FAILURE, Kind.WARNING)),)
    if job.state is JobState.WARNING:
        why = f"{job.figures.get('warnings', 'Some')} warnings; the job's log names them."
        return (
            Recovery(about, whose, now, (Kind.FAILURE,)),
            Trouble(Kind.WARNING, about, whose, now, why),
        )
    if job.state in (JobState.FAILED, JobState.DEAD):
        why = say(job.error) if job.error else ""
        return (Trouble(Kind.FAILURE, about, whose, now, why),)
    return ()
