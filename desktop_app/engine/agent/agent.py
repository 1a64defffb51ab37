"""The agent: one loop that sleeps until something is due or happens, for all workspaces.

Every few seconds it asks whether the catalog was changed, which costs next to nothing, and looks
at the schedules only then, or when their next moment has come, a drive or files woke it, or a
minute has passed.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from desktop_app.engine.agent.changes import Changes
from desktop_app.engine.agent.delivery import Delivery
from desktop_app.engine.agent.places import Places, files_of, mark_of
from desktop_app.engine.agent.servers import Look, Servers
from desktop_app.engine.agent.tidings import Tidings
from desktop_app.engine.agent.turns import Turns
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.catalog.history import History
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import EnvironmentFailed
from desktop_app.engine.jobs.outcome import Runner
from desktop_app.engine.jobs.rules import Clock, utc_now
from desktop_app.engine.jobs.watch import Lookout
from desktop_app.engine.jobs.workers import Workers
from desktop_app.engine.keeping.space import WARNING_DAYS
from desktop_app.engine.notify.notifier import Notifier
from desktop_app.engine.progress import Cancel
from desktop_app.engine.targets.indexing import feeder_of
from desktop_app.engine.telling.tidings import Say

LONGEST_SLEEP = 5.0
"""Seconds after which it is looked whether another program changed the catalog, whether the
computer slept, or its clock was set."""

ALARM_SECONDS = 60.0
JUMP = timedelta(seconds=30)
IDLE_LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Group:
    """What the agent has for one workspace."""

    turns: Turns
    tidings: Tidings


class Agent:
    """Runs the schedules of a catalog until it is cancelled.

    ``notifier_of`` makes the notifier of a workspace, ``say`` words for a job's error; ``tell``
    takes lines for a log; so many ``warning_days`` before a place is full it is told. ``look``
    looks at the servers that a workspace follows; with ``cache``, the profile's folder of caches,
    the indexes of folder targets are told of changes. A catalog that is away for a time is waited
    for.
    """

    def __init__(
        self,
        catalog: Catalog,
        runners: Mapping[JobKind, Runner],
        notifier_of: Callable[[str], Notifier],
        say: Say,
        tell: Callable[[str], None],
        *,
        look: Look | None = None,
        cache: Path | None = None,
        workers: int = 2,
        warning_days: int = WARNING_DAYS,
        clock: Clock = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._catalog, self._notifier_of, self._say, self._tell = catalog, notifier_of, say, tell
        self._clock, self._monotonic = clock, monotonic
        self._warning_days, self._look = warning_days, look
        self._feeder = None if cache is None else feeder_of(catalog, cache, tell)
        self._awake = threading.Event()
        self._ended: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._workers = Workers(
            catalog, runners, workers, changed=self._on_change, clock=clock, monotonic=monotonic
        )
        self._places = Places(self._awake.set)
        self._lookout = Lookout(catalog.database)
        self._groups: dict[str, Group] = {}
        self._next_alarms = -ALARM_SECONDS
        self._told = self._stays = False
        self._fault = ""

    def run(self, cancel: Cancel) -> None:
        """Until ``cancel``; then running jobs are stopped and go back to the queue."""
        delivery = Delivery(self._notifiers, self._clock, cancel, self._tell)
        servers = self._servers(cancel)
        self._stays = True
        self._workers.start()
        delivery.start()
        if servers:
            servers.start()
        try:
            with cancel.closing(self._awake.set):
                self._go_on(cancel, delivery)
        finally:
            self._workers.stop()
            delivery.stop()
            if servers:
                servers.stop()
            self._close()

    def once(self, cancel: Cancel) -> int:
        """Do what is due now, to its end, and tell of it; returns how many tries were made."""
        if servers := self._servers(cancel):
            servers.look()
        self._look_at_places()
        self._round(self._clock())
        self._workers.start()
        tries = 0
        try:
            while not self._workers.is_idle():
                cancel.wait(IDLE_LOOK_SECONDS)
        finally:
            self._workers.stop()
            tries = self._ended.qsize()
            self._settle(self._clock())
            self._look_for_alarms(self._clock())
            self._close()
        Delivery(self._notifiers, self._clock, cancel, self._tell).once()
        return tries

    def _go_on(self, cancel: Cancel, delivery: Delivery) -> None:
        clock, steady = self._clock(), self._monotonic()
        due: datetime | None = clock
        while True:
            if woken := self._awake.is_set():
                self._awake.clear()
            # Only now: a stop that is asked for from here on wakes the wait below.
            if cancel.cancelled:
                return
            now, passed = self._clock(), self._monotonic() - steady
            if abs(now - clock - timedelta(seconds=passed)) > JUMP:
                self._tell("the computer slept, or its clock was set: looking at everything again")
                self._next_alarms = -ALARM_SECONDS
                self._workers.wake()
            clock, steady = now, self._monotonic()
            if woken or self._is_time(due, now) or self._has_changed():
                due = self._attempt(now)
            if self._told:
                self._told = False
                delivery.hurry()
            left = (due - self._clock()).total_seconds() if due else LONGEST_SLEEP
            self._awake.wait(min(max(left, 0.01), LONGEST_SLEEP))

    def _is_time(self, due: datetime | None, now: datetime) -> bool:
        """Whether there is something to do though nothing changed."""
        return (due is not None and due <= now) or self._monotonic() >= self._next_alarms

    def _has_changed(self) -> bool:
        """Whether the catalog may have: a server tells of its jobs only."""
        if self._catalog.database.path is None:
            return True
        try:
            return self._lookout.changed()
        except EnvironmentFailed:
            return True  # who looks at it now meets the same, and tells

    def _attempt(self, now: datetime) -> datetime | None:
        """One round; a catalog that cannot be used just now is tried again later."""
        try:
            due = self._round(now)
            self._settle(now)
            if self._monotonic() >= self._next_alarms:
                self._look_for_alarms(now)
                self._next_alarms = self._monotonic() + ALARM_SECONDS
        except EnvironmentFailed as fault:
            if str(fault) != self._fault:
                self._fault = str(fault)
                self._tell(f"waiting: {fault}")
            return now + timedelta(seconds=LONGEST_SLEEP)
        if self._fault:
            self._fault = ""
            self._tell("going on")
        return due

    def _round(self, now: datetime) -> datetime | None:
        self._meet_workspaces()
        if self._stays and self._feeder:
            self._feeder.look()
        moments = [group.turns.take(now) for group in self._groups.values()]
        return min((moment for moment in moments if moment), default=None)

    def _meet_workspaces(self) -> None:
        names = {entry.name for entry in self._catalog.workspaces.list()}
        for name in self._groups.keys() - names:
            self._groups.pop(name).turns.close()
        for name in names - self._groups.keys():
            records, history = self._catalog.of(name), History(self._catalog.database, name)
            turns = Turns(
                records, self._places, Changes(self._monotonic, self._awake.set), self._tell
            )
            notifier = self._notifier_of(name)
            tidings = Tidings(records, history, notifier, self._say, self._warning_days)
            self._groups[name] = Group(turns, tidings)

    def _settle(self, now: datetime) -> None:
        """Tell of the jobs that ended."""
        while not self._ended.empty():
            job = self._ended.get()
            self._tell(f"{job.kind} of {job.target or job.repository}: {job.state}")
            group = self._groups.get(job.workspace)
            if group is not None:
                self._told |= group.tidings.of_job(job, now)
            self._next_alarms = -ALARM_SECONDS

    def _look_for_alarms(self, now: datetime) -> None:
        for group in self._groups.values():
            self._told |= group.tidings.of_alarms(group.turns.stuck, now)

    def _servers(self, cancel: Cancel) -> Servers | None:
        if self._look is None:
            return None
        return Servers(self._catalog, self._look, cancel, self._on_find, self._tell)

    def _on_find(self) -> None:
        """A look at a followed server brought something to tell."""
        self._next_alarms = -ALARM_SECONDS
        self._awake.set()

    def _look_at_places(self) -> None:
        self._meet_workspaces()
        for group in self._groups.values():
            for scene in group.turns.scenes():
                found = (mark_of(scene.repository), files_of(scene.target))
                self._places.look(*[path for path in found if path])

    def _notifiers(self) -> list[Notifier]:
        return [group.tidings.notifier for group in list(self._groups.values())]

    def _on_change(self, job: Job) -> None:
        if job.state is not JobState.RUNNING:
            self._ended.put(job)
            self._awake.set()

    def _close(self) -> None:
        self._lookout.close()
        self._places.close()
        if self._feeder:
            self._feeder.close()
        for group in self._groups.values():
            group.turns.close()
