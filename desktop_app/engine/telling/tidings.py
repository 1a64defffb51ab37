"""What people are told of jobs that ended, and of followed servers, whoever ran or looked: the
agent, the window, or a person at a terminal. Joins catalog, jobs and notify.

Telling is remembering: it goes into the catalog at once, and whoever delivers sends it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from desktop_app.engine.agent.repository_alarms import repository_alarms
from desktop_app.engine.agent.server_alarms import ABOUTS, server_alarms
from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.notify.events import (
    About,
    Event,
    NewDatabase,
    News,
    Recovery,
    Trouble,
    fault_key,
)
from desktop_app.engine.notify.notifier import tell
from desktop_app.engine.telling.notice import Kind

AGAIN = timedelta(hours=1)
"""What goes on is told again so often; who is then told of it, and when, ringing decides."""

FOUND_BY_RUNS = (About.DAMAGE, About.TRIPWIRE)
"""Of a repository; what is about to be lost is of a target."""

Say = Callable[[Mapping[str, Any]], str]
"""The words for an error that is kept as data."""


def tell_of_job(records: Records, job: Job, say: Say, now: datetime) -> bool:
    """A try of a job of this workspace ended; returns whether that is worth telling, with what it
    found of its repository: damage, and tripwires. Any thread.

    It is for whoever ran the job: then each is told once, however many programs look on.
    """
    events = events_of_job(job, say, now)
    known = {f.key for f in records.notices.faults() if f.cleared is None} if events else set()
    if events and job.repository:
        events += _of_repository(records, job.repository, known, now)
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


def _of_repository(
    records: Records, name: str, known: Collection[str], now: datetime
) -> tuple[Event, ...]:
    """Damage and tripwires that a run found, where no agent looks for them, and their end. An
    alarm that goes on is for whoever looks at it by the clock to tell again."""
    entries = [each for each in records.repositories.list() if each.name == name]
    wrong = {each.key: each for each in repository_alarms(entries, {}, 0, now)}
    new = tuple(trouble for key, trouble in wrong.items() if key not in known)
    about = [(about, name) for about in FOUND_BY_RUNS]
    about += [(About.LOSS, t.name) for t in records.targets.list() if t.repository == name]
    over = [each for each in about if (key := _alarm(*each)) in known and key not in wrong]
    return (*new, *(Recovery(what, whose, now, (Kind.ALARM,)) for what, whose in over))


def _alarm(about: About, whose: str) -> str:
    return fault_key(Kind.ALARM, about, whose)


def tell_of_servers(records: Records, say: Say, now: datetime) -> bool:
    """What looks at followed servers brought: databases that are protected now, and what is wrong,
    or no longer; returns whether there was anything to tell. Any thread and several programs."""
    store, servers = records.notices, records.followed.list()
    known = {f.key: f for f in store.faults() if f.cleared is None}
    ours = {fault.key for fault in known.values() if fault.key in _keys(fault.target)}
    if not servers and not ours:
        return False
    events: list[Event] = []
    if new := records.followed.tell_new(now):
        found = tuple(NewDatabase(each.name, each.server, each.target) for each in new)
        events.append(News(now, found))
    databases, targets = records.followed.databases(), records.targets.list()
    wrong = {each.key: each for each in server_alarms(servers, databases, targets, say, now)}
    for key, trouble in wrong.items():
        if key not in known or abs(now - known[key].last) >= AGAIN:
            events.append(trouble)
    for key in ours - wrong.keys():
        about = About(key.split(":")[1])
        events.append(Recovery(about, known[key].target, now, (Kind.ALARM,)))
    for event in events:
        tell(store, event)
    return bool(events)


def _keys(target: str) -> set[str]:
    """Of the faults that alarms of servers are."""
    return {fault_key(Kind.ALARM, about, target) for about in ABOUTS}
