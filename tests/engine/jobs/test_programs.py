"""Workers in programs of their own: killed, competing, starved, cancelled from outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobState
from desktop_app.engine.computer.process import ProcessMark
from desktop_app.engine.jobs.outcome import Outcome
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.jobs.rules import Ending, utc_now
from tests.engine.jobs.material import Begun, Program, job, runs_in
from tests.waiting import wait_until


class Field:
    """A profile that programs work in, seen from this one."""

    def __init__(self, folder: Path) -> None:
        self.profile, self.notes = folder / "profile", folder / "notes"
        self.catalog = Catalog(self.profile)
        self.queue = Queue(self.catalog)
        self.programs: list[Program] = []

    def start(self, count: int = 2) -> Program:
        program = Program.start(self.profile, self.notes, count)
        self.programs.append(program)
        return program

    def add(self, target: str, **more: object) -> int:
        return self.queue.add(job(target, **more)).key  # type: ignore[arg-type]

    def runs(self) -> list[Begun]:
        return runs_in(self.notes)

    def until(self, key: int, state: JobState) -> Job:
        wait_until(lambda: self.queue.load(key).state is state, f"job {key} is {state}")
        return self.queue.load(key)


@pytest.fixture
def field(tmp_path: Path) -> Iterator[Field]:
    field = Field(tmp_path)
    yield field
    for program in field.programs:
        program.process.kill()
        program.process.wait()
        program._close()
    field.catalog.close()


def test_a_killed_programs_job_is_taken_up_at_the_next_start(field: Field) -> None:
    key = field.add("lab", arguments={"hangs": True})
    first = field.start()
    wait_until(field.runs, "it is begun")
    first.kill()
    assert field.queue.load(key).state is JobState.RUNNING  # nobody has looked yet
    second = field.start()
    wait_until(lambda: len(field.runs()) == 2, "it is begun again")
    assert [run.attempt for run in field.runs()] == [1, 2]
    assert field.queue.load(key).tries == 2
    field.queue.of("default").cancel(key)
    field.until(key, JobState.CANCELLED)
    second.stop()


def test_a_job_that_kills_its_program_every_time_is_dead_in_the_end(field: Field) -> None:
    key = field.add("lab", arguments={"hangs": True}, most_tries=2)
    for attempt in (1, 2):
        program = field.start()
        wait_until(lambda n=attempt: len(field.runs()) == n, "it is begun")  # type: ignore[misc]
        program.kill()
    last = field.start()
    dead = field.until(key, JobState.DEAD)
    assert dead.error is not None
    assert dead.error["class"] == "ProgramEnded"
    assert dead.error["fields"] == {"kind": "backup", "attempt": 2}
    assert len(field.runs()) == 2
    last.stop()


def test_two_programs_share_the_work_and_do_nothing_twice(field: Field) -> None:
    keys = [field.add(f"t{n % 20}", arguments={"fails": int(n % 10 == 0)}) for n in range(60)]
    programs = [field.start(4), field.start(4)]
    for key in keys:
        field.until(key, JobState.SUCCEEDED)
    runs = field.runs()
    assert len({(run.key, run.attempt) for run in runs}) == len(runs) == 66
    assert len({run.pid for run in runs}) == 2
    assert_no_target_twice_at_once(runs)
    for program in programs:
        program.stop()


def assert_no_target_twice_at_once(runs: list[Begun]) -> None:
    last: dict[str, float] = {}
    for run in sorted(runs, key=lambda run: run.began):
        assert run.began >= last.get(run.target, 0.0), f"{run.target} was backed up twice at once"
        assert run.ended is not None
        last[run.target] = run.ended


def test_ten_at_once(field: Field) -> None:
    keys = [field.add(f"t{n}", arguments={"hangs": True}) for n in range(12)]
    program = field.start(10)
    wait_until(lambda: len(field.runs()) == 10, "ten are begun")
    states = [field.queue.load(key).state for key in keys]
    assert states.count(JobState.RUNNING) == 10
    for key in reversed(keys):  # those that wait first: they must not get a place that is freed
        field.queue.of("default").cancel(key)
    for key in keys:
        field.until(key, JobState.CANCELLED)
    assert len(field.runs()) == 10
    program.stop()


def test_a_starved_program_begins_what_matters_first(field: Field) -> None:
    keys = [field.add(f"t{n}", priority=n % 3) for n in range(9)]
    program = field.start(1)
    for key in keys:
        field.until(key, JobState.SUCCEEDED)
    assert [run.key for run in field.runs()] == [3, 6, 9, 2, 5, 8, 1, 4, 7]
    program.stop()


def test_a_run_by_hand_keeps_a_program_from_its_target(field: Field) -> None:
    by_hand = field.queue.begin(job("lab"), ProcessMark.of_this())
    key, other = field.add("lab"), field.add("other")
    program = field.start()
    field.until(other, JobState.SUCCEEDED)
    assert field.queue.load(key).state is JobState.QUEUED
    field.queue.of("default").cancel(by_hand.key)  # asked; a person's run ends when it ends
    assert field.queue.load(key).state is JobState.QUEUED
    field.queue.end(by_hand, Ending(1.0, outcome=Outcome()))
    field.until(key, JobState.SUCCEEDED)
    program.stop()


def test_a_program_that_is_asked_to_end_puts_its_job_back(field: Field) -> None:
    key = field.add("lab", arguments={"hangs": True})
    program = field.start()
    wait_until(field.runs, "it is begun")
    program.stop()
    back = field.queue.load(key)
    assert (back.state, back.tries) == (JobState.QUEUED, 0)


def test_a_job_added_elsewhere_is_picked_up_soon(field: Field) -> None:
    """The promise is 100 ms; the soak measures it, here only its magnitude is looked at."""
    program = field.start()
    program.is_ready()
    waits = []
    for number in range(5):
        now = utc_now()
        found = field.until(field.add(f"t{number}"), JobState.SUCCEEDED)
        assert found.started is not None
        waits.append((found.started - now).total_seconds())
    assert min(waits) < 1.0
    program.stop()
