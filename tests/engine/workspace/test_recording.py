"""Runs by hand are jobs: seen, alive, cancelled from elsewhere, and kept however they end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.computer.process import ProcessMark
from desktop_app.engine.errors import Cancelled, JobRunning, NoSpace, ProfileFailed
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.jobs.rules import Ending
from desktop_app.engine.model import Grade, Remark
from desktop_app.engine.progress import Meter
from desktop_app.engine.workspace import WithinJob, Workspace, recording
from tests.engine.workspace.people import Person
from tests.waiting import wait_until


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "LOOK_SECONDS", 0.005)


def only(workspace: Workspace) -> Job:
    (found,) = workspace.catalog.jobs.list()
    return found


def test_a_run_leaves_all_it_has_to_say(workspace: Workspace) -> None:
    meter = Meter()
    with workspace.recorded("backup", "lab", "nas", meter) as record:
        running = only(workspace)
        assert (running.state, running.most_tries) == (JobState.RUNNING, 0)
        assert ProcessMark.from_text(running.owner).lives()  # type: ignore[union-attr]
        record.progress.phase("reading", items=3)
        assert meter.state().doing == "reading"
        record.grade, record.snapshot = Grade.WARNING, "ab"
        record.remarks = (Remark("lab.x", "no right"),)
        record.figures = {"bytes": 100, "stored": 7, "packs": 2}
    done = only(workspace)
    assert (done.state, done.grade, done.snapshot) == (JobState.WARNING, Grade.WARNING, "ab")
    figures = dict(done.figures)
    assert figures.pop("seconds") >= 0  # type: ignore[operator]
    assert figures.pop("rate", 1) > 0  # type: ignore[operator]
    assert figures == {"bytes": 100, "stored": 7, "packs": 2, "warnings": 1}
    lines = [line.line for line in workspace.catalog.jobs.lines(done.key)]
    assert lines == ["reading: 3 items", "warning: lab.x: no right", "warning"]


@pytest.mark.parametrize(
    ("fault", "state", "error"),
    [
        (NoSpace("/mnt/nas"), JobState.FAILED, "NoSpace"),
        (Cancelled(), JobState.CANCELLED, None),
        (KeyboardInterrupt(), JobState.CANCELLED, None),
        (ValueError("secret"), JobState.FAILED, "ValueError"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_run_that_fails(
    workspace: Workspace, fault: BaseException, state: JobState, error: str | None
) -> None:
    with pytest.raises(type(fault)), workspace.recorded("backup", "lab", "nas"):
        raise fault
    found = only(workspace)
    assert (found.state, found.error and found.error["class"]) == (state, error)
    assert "secret" not in str(found)


def test_a_second_backup_of_the_target_is_refused(workspace: Workspace) -> None:
    with workspace.recorded("backup", "lab", "nas"):
        with pytest.raises(JobRunning), workspace.recorded("backup", "lab", "nas"):
            pass
        with workspace.recorded("backup", "other", "nas"):
            pass
    with workspace.recorded("backup", "lab", "nas"):
        pass


def run_until_cancelled(workspace: Workspace, meanwhile: Callable[[], None]) -> None:
    """A run that goes on until its progress is cancelled from elsewhere."""
    meter, stopped = Meter(), threading.Event()
    with workspace.recorded("backup", "lab", "nas", meter):
        meanwhile()
        with meter.cancel.closing(stopped.set):
            assert stopped.wait(30)
        meter.cancel.check()


def test_another_program_cancels_a_run(workspace: Workspace, tmp_path: Path) -> None:
    def cancel() -> None:
        other = Catalog(tmp_path / "profile")
        Queue(other).of("default").cancel(only(workspace).key)
        other.close()

    with pytest.raises(Cancelled):
        run_until_cancelled(workspace, cancel)
    assert only(workspace).state is JobState.CANCELLED


def test_a_long_run_gives_signs_of_life(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "BEAT_SECONDS", 0.0)
    with workspace.recorded("verify", "lab", "nas"):
        first = only(workspace).alive_until
        wait_until(lambda: only(workspace).alive_until != first, "a sign of life is given")


def test_a_run_that_another_computer_gave_up_is_stopped(workspace: Workspace) -> None:
    def give_up() -> None:
        Queue(workspace.whole_catalog).end(only(workspace), Ending(1.0, fault=NoSpace("x")))

    with pytest.raises(Cancelled):
        run_until_cancelled(workspace, give_up)
    assert only(workspace).state is JobState.FAILED


def test_what_ended_the_run_is_told_when_the_catalog_fails_too(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise ProfileFailed("catalog.sqlite", "full")

    monkeypatch.setattr(Queue, "end", full)
    with pytest.raises(NoSpace), workspace.recorded("backup", "lab", "nas"):
        raise NoSpace("/mnt/nas")
    with pytest.raises(ProfileFailed), workspace.recorded("backup", "other", "nas"):
        pass


@pytest.fixture
def within(tmp_path: Path, person: Person) -> Iterator[tuple[Workspace, WithinJob]]:
    recorder = WithinJob()
    with Workspace(tmp_path / "profile", person, recorder=recorder) as workspace:
        yield workspace, recorder


def test_a_run_within_a_job_is_noted_by_its_worker(within: tuple[Workspace, WithinJob]) -> None:
    workspace, recorder = within
    with workspace.recorded(JobKind.DRILL, "lab", "nas") as record:
        record.figures = {"rto_seconds": 3.5, "items": 2}
        with workspace.recorded(JobKind.VERIFY, "lab", "nas") as inner:
            inner.grade = Grade.FAILED
    assert workspace.catalog.jobs.list() == ()
    outcome = recorder.record.outcome()
    assert (outcome.grade, outcome.items, outcome.more) == (Grade.OK, 2, {"rto_seconds": 3.5})
