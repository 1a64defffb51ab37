"""Workers in this process: limits, cancelling, time, stopping, a catalog that fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.catalog.server import CatalogServer
from desktop_app.engine.computer.process import ProcessMark
from desktop_app.engine.errors import (
    Bug,
    ConnectionLost,
    ProfileFailed,
    ServerUnreachable,
    WrongKey,
)
from desktop_app.engine.jobs import workers as workers_module
from desktop_app.engine.jobs.history import History
from desktop_app.engine.jobs.outcome import Outcome
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.jobs.rules import Limits, Rules
from desktop_app.engine.jobs.workers import Workers
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.postgres.connection import Address
from tests.engine.jobs.material import PATIENCE, SetClock, job
from tests.waiting import wait_until

MANY = Rules(Limits(per_repository=99))
SECRET = "hunter2"


class Stage:
    """A runner whose runs wait until they are let go; what they do is in their arguments."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.begun: list[str] = []
        self.most_at_once = self.at_once = 0
        self.go = threading.Event()

    def __call__(self, job: Job, progress: Progress) -> Outcome:
        with self.lock:
            self.begun.append(job.target)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return self._act(job, progress)
        finally:
            with self.lock:
                self.at_once -= 1

    def _act(self, job: Job, progress: Progress) -> Outcome:
        progress.phase("working", items=3, bytes=100)
        progress.item("lab.molecule")
        progress.advance(items=1, bytes=40, rows=2)
        match job.arguments.get("do"):
            case "wait":
                closed = threading.Event()
                with progress.cancel.closing(closed.set):
                    while not self.go.wait(0.002):
                        if closed.is_set():
                            # What a real run makes of a socket that is closed under it.
                            raise ConnectionLost("db", "closed")
            case "unreachable":
                raise ServerUnreachable("db", "refused")
            case "wrong key":
                raise WrongKey("nas", "passphrase")
            case "bug":
                raise ValueError(SECRET)
            case "exit":
                raise SystemExit(3)
        return Outcome(bytes=100, remarks=(Remark("lab.x", "no right to read it"),) * 300)


@pytest.fixture
def stage() -> Stage:
    return Stage()


Start = Callable[..., Workers]


@pytest.fixture
def start(file_catalog: Catalog, stage: Stage, clock: SetClock) -> Iterator[Start]:
    """Starts workers on the catalog; all are stopped afterwards."""
    started: list[Workers] = []

    def make(count: int = 2, **more: object) -> Workers:
        options: dict[str, object] = {"rules": MANY, "clock": clock, "monotonic": clock.monotonic}
        runners = dict.fromkeys([JobKind.BACKUP, JobKind.VERIFY], stage)
        workers = Workers(file_catalog, runners, count, **(options | more))  # type: ignore[arg-type]
        workers.start()
        started.append(workers)
        return workers

    yield make
    stage.go.set()
    assert all(workers.stop(PATIENCE) for workers in started)


def until(workers: Workers, key: int, state: JobState) -> Job:
    wait_until(lambda: workers.queue.load(key).state is state, f"job {key} is {state}")
    return workers.queue.load(key)


def test_ten_at_once_and_not_eleven(start: Start, stage: Stage) -> None:
    workers = start(10)
    keys = [workers.queue.add(job(f"t{n}", arguments={"do": "wait"})).key for n in range(15)]
    wait_until(lambda: stage.at_once == 10, "ten run")
    shown = workers.state().running
    assert len(shown) == 10
    assert {each.progress.item for each in shown} == {"lab.molecule"}
    assert {(each.progress.bytes, each.progress.rows) for each in shown} == {(40, 2)}
    stage.go.set()
    for key in keys:
        assert until(workers, key, JobState.SUCCEEDED).figures["warnings"] == 300
    assert stage.most_at_once == 10
    assert workers.state().running == ()


def test_starved_workers_take_by_priority(start: Start, stage: Stage) -> None:
    workers = start(1)
    workers.queue.add(job("first", arguments={"do": "wait"}))
    wait_until(lambda: stage.begun == ["first"], "the only worker is busy")
    for number, priority in enumerate([0, 0, 7, 3, 0]):
        workers.queue.add(job(f"t{number}", priority=priority))
    stage.go.set()
    wait_until(workers.is_idle, "all are done")
    assert stage.begun == ["first", "t2", "t3", "t0", "t1", "t4"]


def test_the_log_tells_phases_warnings_and_the_end(start: Start) -> None:
    workers = start()
    key = workers.queue.add(job()).key
    until(workers, key, JobState.SUCCEEDED)
    lines = [line.line for line in workers.queue.lines(key)]
    assert lines[0].startswith("try 1 begins, ")
    assert lines[1] == "working: 3 items, about 100 bytes"
    assert lines[2] == "warning: lab.x: no right to read it"
    assert lines[-2:] == ["warning: and 100 more", "succeeded"]


def test_the_log_of_a_long_run_is_kept_while_it_runs(start: Start, clock: SetClock) -> None:
    workers = start()
    key = workers.queue.add(job(arguments={"do": "wait"})).key
    wait_until(lambda: workers.state().running, "it runs")

    def is_kept() -> bool:
        clock.move(seconds=2)
        return any("working" in line.line for line in workers.queue.lines(key))

    wait_until(is_kept, "its lines are kept")
    assert workers.queue.load(key).alive_until is not None


def test_signs_of_life(start: Start, clock: SetClock) -> None:
    workers = start()
    key = workers.queue.add(job(arguments={"do": "wait"})).key
    wait_until(lambda: workers.state().running, "it runs")
    first = workers.queue.load(key).alive_until
    clock.move(seconds=40)
    wait_until(lambda: workers.queue.load(key).alive_until != first, "it gives a sign of life")


def test_a_running_job_is_cancelled(start: Start) -> None:
    workers = start()
    key = workers.queue.add(job(arguments={"do": "wait"})).key
    wait_until(lambda: workers.state().running, "it runs")
    workers.queue.of("default").cancel(key)
    stopped = until(workers, key, JobState.CANCELLED)
    assert stopped.error is None


def test_another_program_cancels_it(start: Start, file_catalog: Catalog, tmp_path: Path) -> None:
    workers = start()
    key = workers.queue.add(job(arguments={"do": "wait"})).key
    wait_until(lambda: workers.state().running, "it runs")
    other = Catalog(tmp_path / "profile")
    Queue(other).of("default").cancel(key)
    until(workers, key, JobState.CANCELLED)
    other.close()


def test_a_job_over_time_is_stopped_and_not_tried_again(start: Start, clock: SetClock) -> None:
    workers = start()
    key = workers.queue.add(job(arguments={"do": "wait"}, time_limit=3600.0)).key
    wait_until(lambda: workers.state().running, "it runs")
    clock.move(seconds=3590)
    workers.wake()
    assert workers.state().running[0].stopping is None
    clock.move(seconds=20)
    late = until(workers, key, JobState.FAILED)
    assert late.error is not None
    assert late.error["class"] == "TimedOut"
    assert late.figures["seconds"] >= 3600


def test_a_fault_that_may_pass_is_tried_until_the_job_is_dead(
    start: Start, stage: Stage, clock: SetClock
) -> None:
    workers = start()
    key = workers.queue.add(job(arguments={"do": "unreachable"}, most_tries=4)).key
    for tries in (1, 2, 3):
        wait_until(lambda t=tries: len(stage.begun) == t, "it is tried")  # type: ignore[misc]
        until(workers, key, JobState.QUEUED)
        clock.move(hours=2)
    assert until(workers, key, JobState.DEAD).tries == 4
    clock.move(days=9)
    workers.wake()
    wait_until(workers.is_idle, "nothing is to be done")
    assert len(stage.begun) == 4


@pytest.mark.parametrize("fault", ["wrong key", "bug", "exit"])
def test_other_faults_are_not_tried_again(start: Start, stage: Stage, fault: str) -> None:
    workers = start()
    key = workers.queue.add(job(arguments={"do": fault})).key
    found = until(workers, key, JobState.FAILED)
    assert found.tries == 1
    assert SECRET not in str(found)
    assert SECRET not in str(workers.queue.lines(key))


def test_a_fault_of_our_own_keeps_where_it_was(start: Start) -> None:
    workers = start()
    key = workers.queue.add(job(arguments={"do": "bug"})).key
    error = until(workers, key, JobState.FAILED).error
    assert error is not None
    assert error["class"] == "ValueError"
    assert error["places"][-1].startswith("test_workers.py:")


def test_a_kind_that_nobody_can_do(start: Start) -> None:
    workers = start()
    key = workers.queue.add(job(kind=JobKind.RESTORE)).key
    error = until(workers, key, JobState.FAILED).error
    assert error is not None
    assert error["class"] == "NotSupported"


def test_stopping_lets_them_end(start: Start, stage: Stage) -> None:
    workers = start()
    key = workers.queue.add(job(arguments={"do": "wait"})).key
    wait_until(lambda: workers.state().running, "it runs")
    stopping = threading.Thread(target=workers.stop, args=(PATIENCE,))
    stopping.start()
    wait_until(lambda: workers.state().stopping, "it leaves")
    late = workers.queue.add(job("other")).key
    stage.go.set()
    stopping.join()
    assert workers.queue.load(key).state is JobState.SUCCEEDED
    assert workers.queue.load(late).state is JobState.QUEUED


def test_stopping_at_once_puts_them_back(start: Start) -> None:
    workers = start()
    key = workers.queue.add(job(arguments={"do": "wait"})).key
    wait_until(lambda: workers.state().running, "it runs")
    assert workers.stop()
    back = workers.queue.load(key)
    assert (back.state, back.tries, back.owner) == (JobState.QUEUED, 0, "")


def test_a_retry_waits_for_its_time_and_no_longer(
    start: Start, stage: Stage, clock: SetClock
) -> None:
    workers = start()
    at = clock() + timedelta(hours=1)
    key = workers.queue.add(replace(job(), not_before=at)).key
    wait_until(lambda: workers.queue.next_due() == at, "it waits")
    clock.move(hours=1)  # nobody wakes the workers: they look at the clock
    until(workers, key, JobState.SUCCEEDED)


def test_everything_that_happens_is_told(start: Start) -> None:
    told: list[tuple[str, JobState]] = []
    workers = start(changed=lambda each: told.append((each.target, each.state)))
    key = workers.queue.add(job("a")).key
    until(workers, key, JobState.SUCCEEDED)
    wait_until(lambda: len(told) == 2, "it is told")
    assert told == [("a", JobState.RUNNING), ("a", JobState.SUCCEEDED)]


def test_a_listener_that_raises_does_not_stop_the_work(start: Start) -> None:
    def broken(_: Job) -> None:
        raise RuntimeError

    workers = start(changed=broken)
    keys = [workers.queue.add(job(f"t{n}")).key for n in range(2)]
    wait_until(lambda: isinstance(workers.state().fault, Bug), "it shows")
    workers.queue.load(keys[0])


def test_a_catalog_that_fails_loses_no_ending(
    start: Start, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_module, "AFTER_FAULT_SECONDS", 0.01)
    workers = start()
    key = workers.queue.add(job(arguments={"do": "wait"})).key
    wait_until(lambda: workers.state().running, "it runs")
    end, failing = workers.queue.end, threading.Event()

    def full(*given: object) -> object:
        if failing.is_set():
            raise ProfileFailed("catalog.sqlite", "database or disk is full")
        return end(*given)  # type: ignore[arg-type]

    failing.set()
    monkeypatch.setattr(workers.queue, "end", full)
    stage.go.set()
    wait_until(lambda: isinstance(workers.state().fault, ProfileFailed), "the fault shows")
    assert workers.queue.load(key).state is JobState.RUNNING
    failing.clear()
    done = until(workers, key, JobState.SUCCEEDED)
    assert done.figures["bytes"] == 100
    assert any("working" in line.line for line in workers.queue.lines(key))
    wait_until(lambda: workers.state().fault is None, "all is well")


def test_a_catalog_that_fails_is_not_asked_again_at_once(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_module, "AFTER_FAULT_SECONDS", 1_000.0)
    asked: list[bool] = []

    def full(_queue: Queue) -> bool:
        asked.append(True)
        raise ProfileFailed("catalog.sqlite", "database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Queue, "has_due", full)
        workers = start()
        wait_until(lambda: isinstance(workers.state().fault, ProfileFailed), "the fault shows")
        for times in (2, 3, 4):
            workers.wake()
            wait_until(lambda n=times: len(asked) >= n, "it is asked once more")  # type: ignore[misc]
    workers.wake()
    wait_until(lambda: workers.state().fault is None, "all is well")
    assert len(asked) == 4


def test_a_job_that_was_taken_from_them_is_stopped(
    start: Start, file_catalog: Catalog, clock: SetClock
) -> None:
    workers = start(1)
    workers.owner = ProcessMark("other", "another computer", 1, "1")  # as a sleeper on another one
    key = workers.queue.add(job(arguments={"do": "wait"})).key
    wait_until(lambda: workers.state().running, "it runs")
    elsewhere = Queue(file_catalog, clock=lambda: clock() + timedelta(hours=1))
    assert [found.key for found in elsewhere.recover()] == [key]
    held = elsewhere.take(ProcessMark.of_this("elsewhere"))
    assert held is not None
    wait_until(lambda: not workers.state().running, "the run was stopped")
    assert workers.queue.load(key) == held


def test_history_is_trimmed_now_and_then(start: Start, clock: SetClock) -> None:
    workers = start(history=History(most=2))
    keys = []
    for _ in range(4):
        keys.append(workers.queue.add(job()).key)
        until(workers, keys[-1], JobState.SUCCEEDED)

    def is_trimmed() -> bool:
        clock.move(hours=2)
        workers.wake()
        with workers._catalog.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT key FROM jobs ORDER BY key")
            return list(rows.scalars()) == keys[-2:]

    wait_until(is_trimmed, "only two are left")


def test_work_that_does_not_stop_stays_held(
    file_catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_module, "STUBBORN_SECONDS", 0.05)
    go = threading.Event()

    def deaf(_job: Job, _progress: Progress) -> Outcome:
        go.wait(PATIENCE)
        return Outcome()

    workers = Workers(file_catalog, {JobKind.BACKUP: deaf})
    workers.start()
    key = workers.queue.add(job()).key
    wait_until(lambda: workers.state().running, "it runs")
    assert not workers.stop()
    assert workers.queue.load(key).state is JobState.RUNNING
    go.set()
    assert until(workers, key, JobState.SUCCEEDED)
    workers._foreman.join(PATIENCE)


def test_lines_that_cannot_be_kept_now_are_kept_later(
    start: Start, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_module, "AFTER_FAULT_SECONDS", 0.01)
    workers = start()
    tell, refused = workers.queue.tell, threading.Event()

    def full_once(*given: object) -> None:
        if not refused.is_set():
            refused.set()
            raise ProfileFailed("catalog.sqlite", "database or disk is full")
        tell(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(workers.queue, "tell", full_once)
    key = workers.queue.add(job(arguments={"do": "wait"})).key

    def is_kept() -> bool:
        clock.move(seconds=2)
        return any("working" in line.line for line in workers.queue.lines(key))

    wait_until(is_kept, "its lines are kept")
    assert refused.is_set()


def test_a_catalog_server_that_ends_its_connections(
    tmp_path: Path, database: Address, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_module, "AFTER_FAULT_SECONDS", 0.01)
    server = CatalogServer(database.url())
    catalog, elsewhere = Catalog(tmp_path / "a", server), Catalog(tmp_path / "b", server)
    workers = Workers(catalog, {JobKind.BACKUP: stage})
    workers.start()
    first = Queue(elsewhere).add(job("a")).key
    until(workers, first, JobState.SUCCEEDED)
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    second = Queue(elsewhere).add(job("b")).key
    wait_until(lambda: stage.begun == ["a", "b"], "the news of the second job arrived")
    until(workers, second, JobState.SUCCEEDED)
    assert workers.stop(PATIENCE)
    catalog.close()
    elsewhere.close()
