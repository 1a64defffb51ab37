"""Schedules are kept per workspace, and two programs make one job of what is due."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from desktop_app.engine.catalog.catalog import Catalog, Records
from desktop_app.engine.catalog.entries import (
    Job,
    JobKind,
    JobState,
    RepositoryEntry,
    ScheduleEntry,
    TargetEntry,
    WorkspaceEntry,
)
from desktop_app.engine.errors import UnknownName

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NIGHTLY = ScheduleEntry(
    "lab", JobKind.BACKUP, "every day at 01:00", "Europe/Berlin", NOON, due=NOON
)
WEEKLY = replace(
    NIGHTLY, kind=JobKind.VERIFY, arguments=MappingProxyType({"level": "bytes", "percent": 5})
)
AFTER = replace(NIGHTLY, due=NOON + timedelta(days=1), done=NOON, turn=2, present=True)


def job(occasion: str = "first") -> Job:
    return Job(JobKind.BACKUP, "lab", "nas", NOON, NOON, occasion=occasion, most_tries=5)


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path)
    catalog.workspaces.add(WorkspaceEntry("genetics", NOON))
    yield catalog
    catalog.close()


@pytest.fixture
def records(whole: Catalog) -> Records:
    records = whole.of()
    records.repositories.add(RepositoryEntry("nas", "/mnt/nas", "r1"))
    records.targets.add(TargetEntry("lab", "postgresql", "postgresql://db/lab", "nas"))
    return records


def test_what_goes_in_comes_out(records: Records) -> None:
    for entry in (WEEKLY, NIGHTLY):
        records.schedules.set(entry)
    assert records.schedules.list() == (NIGHTLY, WEEKLY)
    records.schedules.set(AFTER)
    assert records.schedules.list("lab") == (AFTER, WEEKLY)
    assert records.schedules.list("other") == ()


def test_a_schedule_is_of_a_target_of_its_workspace(whole: Catalog, records: Records) -> None:
    with pytest.raises(UnknownName):
        records.schedules.set(replace(NIGHTLY, target="none"))
    with pytest.raises(UnknownName):
        whole.of("genetics").schedules.set(NIGHTLY)
    records.schedules.set(NIGHTLY)
    assert whole.of("genetics").schedules.list() == ()
    assert whole.of("genetics").schedules.delete("lab", None) == 0
    assert not whole.of("genetics").schedules.advance(NIGHTLY, AFTER, job())


def test_rest_and_removal(records: Records) -> None:
    records.schedules.set(NIGHTLY)
    records.schedules.set(WEEKLY)
    assert records.schedules.enable("lab", JobKind.VERIFY, enabled=False) == 1
    resting = replace(WEEKLY, enabled=False, due=None)
    assert records.schedules.list() == (NIGHTLY, resting)
    assert records.schedules.enable("lab", None, enabled=True) == 2
    # Only one that rested forgets when it was due.
    assert records.schedules.list() == (NIGHTLY, replace(resting, enabled=True))
    assert records.schedules.delete("lab", JobKind.BACKUP) == 1
    assert records.schedules.delete("lab", None) == 1
    assert records.schedules.list() == ()


def test_what_is_due_is_queued_with_the_step_to_the_next(records: Records) -> None:
    records.schedules.set(NIGHTLY)
    assert records.schedules.advance(NIGHTLY, AFTER, job())
    assert records.schedules.list() == (AFTER,)
    assert [j.occasion for j in records.jobs.list()] == ["first"]


def test_who_comes_second_does_nothing(records: Records) -> None:
    records.schedules.set(NIGHTLY)
    assert records.schedules.advance(NIGHTLY, AFTER, job())
    assert not records.schedules.advance(NIGHTLY, replace(AFTER, turn=9), job("second"))
    assert records.schedules.list() == (AFTER,)
    assert len(records.jobs.list()) == 1


def test_many_programs_make_one_job(records: Records, tmp_path: Path) -> None:
    records.schedules.set(NIGHTLY)
    start, done = threading.Barrier(6), []

    def one_program() -> None:
        catalog = Catalog(tmp_path)
        schedules = catalog.of().schedules
        start.wait()
        done.append(schedules.advance(NIGHTLY, AFTER, job()))
        catalog.close()

    programs = [threading.Thread(target=one_program) for _ in range(6)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert sorted(done) == [False] * 5 + [True]
    assert len(records.jobs.list()) == 1


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
def test_runs_do_not_pile_up_behind_one_that_lasts(records: Records, state: JobState) -> None:
    records.schedules.set(NIGHTLY)
    records.jobs.add(replace(job(), state=state))
    assert records.schedules.advance(NIGHTLY, AFTER, job("second"))
    assert [j.occasion for j in records.jobs.list()] == ["first"]
    assert records.schedules.list() == (AFTER,)


def test_an_occasion_comes_once(records: Records) -> None:
    records.schedules.set(NIGHTLY)
    records.jobs.add(replace(job(), state=JobState.FAILED))
    assert records.schedules.advance(NIGHTLY, AFTER, job())
    assert len(records.jobs.list()) == 1


def test_a_run_that_failed_does_not_hold_up_the_next(records: Records) -> None:
    records.schedules.set(NIGHTLY)
    records.jobs.add(replace(job(), state=JobState.DEAD))
    assert records.schedules.advance(NIGHTLY, AFTER, job("second"))
    assert len(records.jobs.list()) == 2
