"""Any sequence of what people and programs do to a queue, against a model of it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE, Job, JobKind, JobState
from desktop_app.engine.computer.process import ProcessMark
from desktop_app.engine.errors import Cancelled, ServerUnreachable, WrongKey, WrongState
from desktop_app.engine.jobs.outcome import Outcome
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.jobs.rules import LEASE, Backoff, Ending, Limits, Rules, Stop
from tests.engine.jobs.material import SetClock, job

DOWN, KEY = ServerUnreachable("db", "refused"), WrongKey("nas", "passphrase")
OWNERS = [ProcessMark(f"host {n}", f"another computer {n}", n, "1") for n in range(3)]
WAIT = timedelta(seconds=30)


@dataclass
class Expected:
    """What the model knows of a job."""

    target: str
    kind: JobKind
    state: JobState
    priority: int
    most_tries: int
    tries: int = 0
    due: timedelta = timedelta()
    silent_since: timedelta = timedelta()
    cancel_asked: bool = False


class QueueMachine(RuleBasedStateMachine):
    held = Bundle("held")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.catalog = Catalog(Path(self.folder.name))
        self.clock, self.passed = SetClock(), timedelta()
        rules = Rules(Limits(per_repository=3), Backoff(WAIT, WAIT, 0.0))
        self.queue = Queue(self.catalog, clock=self.clock, rules=rules)
        self.model: dict[int, Expected] = {}

    def teardown(self) -> None:
        self.catalog.close()
        self.folder.cleanup()

    # What people do

    @rule(
        target_name=st.sampled_from("abc"),
        kind=st.sampled_from([JobKind.BACKUP, JobKind.VERIFY, JobKind.RESTORE]),
        priority=st.integers(-1, 1),
        most_tries=st.integers(1, 2),
    )
    def add(self, target_name: str, kind: JobKind, priority: int, most_tries: int) -> None:
        made = job(target_name, kind, priority=priority, most_tries=most_tries)
        key = self.queue.add(made).key
        self.model[key] = Expected(target_name, kind, JobState.QUEUED, priority, most_tries)

    @rule(number=st.integers(0, 20), what=st.sampled_from(["cancel", "retry", "dismiss"]))
    def ask(self, number: int, what: str) -> None:
        if number >= len(self.model):
            return
        key = sorted(self.model)[number]
        known = self.model[key]
        refused = False
        try:
            getattr(self.queue.of(DEFAULT_WORKSPACE), what)(key)
        except WrongState:
            refused = True
        allowed = {
            "cancel": {JobState.QUEUED, JobState.RUNNING},
            "retry": {JobState.QUEUED, JobState.DEAD, JobState.FAILED, JobState.CANCELLED},
            "dismiss": {JobState.DEAD, JobState.FAILED},
        }[what]
        assert refused is (known.state not in allowed)
        if refused or what == "dismiss":
            return
        if what == "cancel" and known.state is JobState.RUNNING:
            known.cancel_asked = True
        elif what == "cancel":
            known.state = JobState.CANCELLED
        else:
            known.tries = known.tries if known.state is JobState.QUEUED else 0
            known.state, known.due = JobState.QUEUED, self.passed

    @rule(seconds=st.sampled_from([1, 29, 30, 60, 119, 121]))
    def wait(self, seconds: int) -> None:
        self.clock.move(seconds=seconds)
        self.passed += timedelta(seconds=seconds)

    # What programs do

    @rule(target=held, owner=st.sampled_from(OWNERS))
    def take(self, owner: ProcessMark) -> object:
        wanted = self._next()
        found = self.queue.take(owner)
        assert (found and found.key) == wanted
        if found is None:
            return multiple()
        known = self.model[found.key]
        known.state, known.tries = JobState.RUNNING, known.tries + 1
        known.silent_since, known.cancel_asked = self.passed, False
        assert found.tries == known.tries
        return found

    def _next(self) -> int | None:
        ready = [k for k, e in self.model.items() if self._may_begin(e)]
        return min(ready, key=lambda k: (-self.model[k].priority, k), default=None)

    def _may_begin(self, known: Expected) -> bool:
        running = [e for e in self.model.values() if e.state is JobState.RUNNING]
        same = [e for e in running if (e.target, e.kind) == (known.target, known.kind)]
        overlaps = bool(same) and known.kind is not JobKind.RESTORE
        due = known.state is JobState.QUEUED and known.due <= self.passed
        return due and not overlaps and len(running) < 3

    @rule(job=consumes(held), how=st.sampled_from(["ok", "down", "key", "stopped", "leaving"]))
    def end(self, job: Job, how: str) -> None:
        ending = {
            "ok": Ending(1.0, outcome=Outcome()),
            "down": Ending(1.0, fault=DOWN),
            "key": Ending(1.0, fault=KEY),
            "stopped": Ending(1.0, fault=Cancelled(), stop=Stop.ASKED),
            "leaving": Ending(1.0, fault=Cancelled(), stop=Stop.LEAVING),
        }[how]
        known, now = self.model[job.key], self.queue.load(job.key)
        still_held = (now.owner, now.tries, now.state) == (job.owner, job.tries, JobState.RUNNING)
        found = self.queue.end(job, ending)
        assert (found is not None) is still_held
        if found is None:
            return
        known.cancel_asked = False
        if how == "down":
            self._failed(known, self.passed + WAIT)
        elif how == "leaving":
            known.state, known.tries, known.due = JobState.QUEUED, known.tries - 1, self.passed
        else:
            ends = {"ok": JobState.SUCCEEDED, "key": JobState.FAILED, "stopped": JobState.CANCELLED}
            known.state = ends[how]

    def _failed(self, known: Expected, due: timedelta) -> None:
        known.state = JobState.DEAD if known.tries >= known.most_tries else JobState.QUEUED
        known.due = due

    @rule(job=held)
    def renew(self, job: Job) -> None:
        now = self.queue.load(job.key)
        self.queue.renew([job])
        if (now.owner, now.tries, now.state) == (job.owner, job.tries, JobState.RUNNING):
            self.model[job.key].silent_since = self.passed

    @rule()
    def recover(self) -> None:
        silent = {
            key
            for key, known in self.model.items()
            if known.state is JobState.RUNNING and self.passed - known.silent_since > LEASE
        }
        assert {found.key for found in self.queue.recover()} == silent
        for key in silent:
            known = self.model[key]
            if known.cancel_asked:
                known.state, known.cancel_asked = JobState.CANCELLED, False
            else:
                self._failed(known, self.passed)

    # What always holds

    @invariant()
    def every_job_is_as_expected(self) -> None:
        for key, known in self.model.items():
            found = self.queue.load(key)
            assert (found.state, found.tries) == (known.state, known.tries)
            assert found.cancel_asked == known.cancel_asked
            assert (found.owner != "") is (found.state is JobState.RUNNING)
            ended = found.state not in (JobState.QUEUED, JobState.RUNNING)
            assert (found.finished is not None) is ended

    @invariant()
    def something_is_due_exactly_when_it_can_be_taken(self) -> None:
        assert self.queue.has_due() is (self._next() is not None)


TestQueueMachine = QueueMachine.TestCase
TestQueueMachine.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
