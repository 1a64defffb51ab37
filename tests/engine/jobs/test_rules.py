"""Waits, errors as data, the log, and how much of the history is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine import errors
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobState
from desktop_app.engine.errors import Bug, Cancelled, LabVaultError, NoSpace, WrongKey
from desktop_app.engine.jobs.fault import error_of, fault_of
from desktop_app.engine.jobs.history import History, trim
from desktop_app.engine.jobs.log import LONGEST_LINE, MOST_LINES, Log, LoggedProgress, LogLine
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.jobs.rules import Backoff, abandoned, by_hand, failed, worth_another_try
from desktop_app.engine.progress import Cancel, Meter
from tests.engine.jobs.material import NOON, SetClock, job
from tests.made_errors import made


@given(tries=st.integers(1, 2000), chance=st.floats(0, 1), jitter=st.floats(0, 1))
def test_waits_grow_up_to_a_limit(tries: int, chance: float, jitter: float) -> None:
    backoff = Backoff(timedelta(seconds=30), timedelta(hours=1), jitter)
    longest = backoff.wait(tries, 0.0)
    assert longest == min(timedelta(seconds=30 * 2 ** min(tries - 1, 40)), timedelta(hours=1))
    found = backoff.wait(tries, chance)
    assert longest * (1 - jitter) - timedelta(microseconds=1) <= found <= longest


def kinds(base: type[LabVaultError]) -> set[type[LabVaultError]]:
    found = {kind for kind in base.__subclasses__() if kind.__module__ == errors.__name__}
    return found.union(*map(kinds, found)) if found else set()


CONCRETE = sorted((k for k in kinds(LabVaultError) if k.names), key=lambda k: k.__name__)


@pytest.mark.parametrize("kind", CONCRETE, ids=lambda kind: kind.__name__)
def test_an_error_is_kept_and_comes_back(kind: type[LabVaultError]) -> None:
    error = made(kind)
    again = error_of(fault_of(error))
    assert type(again) is kind
    assert vars(again) == vars(error)
    environment = issubclass(kind, errors.EnvironmentFailed)
    assert environment or not worth_another_try(error)


@pytest.mark.parametrize(
    "kind",
    [
        "WrongKey",
        "AnotherRepository",
        "LoginRefused",
        "NewerFormat",
        "ToolMissing",
        "ToolTooOld",
        "TimedOut",
    ],
)
def test_faults_that_stay_are_not_worth_another_try(kind: str) -> None:
    assert not worth_another_try(made(getattr(errors, kind)))
    assert worth_another_try(NoSpace("/mnt/nas"))


def test_errors_without_fields_and_of_unknown_kinds() -> None:
    assert isinstance(error_of(fault_of(Cancelled())), Cancelled)
    for fault in ({"class": "OSError", "what": "OSError"}, {"class": "fields"}, {"what": "x"}):
        assert isinstance(error_of(fault), Bug)
    of_an_older_program = {"class": "WrongKey", "what": "old", "fields": {"where": "nas"}}
    found = error_of(of_an_older_program)
    assert isinstance(found, Bug)
    assert found.what == "old"


def test_what_runs_by_hand() -> None:
    held = replace(job(most_tries=0), state=JobState.RUNNING, tries=1)
    assert by_hand(held)
    assert abandoned(held, NOON).state is JobState.FAILED
    assert abandoned(replace(held, most_tries=5), NOON).state is JobState.QUEUED
    assert failed(held, Cancelled(), 1.0, NOON, None).state is JobState.CANCELLED


def test_a_log_keeps_the_newest_lines_and_cuts_long_ones() -> None:
    log = Log(SetClock())
    for number in range(MOST_LINES + 10):
        log.tell(f"{number} " + "x" * 5000)
    lines = log.drain()
    assert len(lines) == MOST_LINES
    assert lines[0].line.startswith("10 ")
    assert {len(line.line) for line in lines} == {LONGEST_LINE}
    assert log.drain() == ()
    log.tell("new")
    log.put_back([LogLine(NOON, "old")] * MOST_LINES)
    assert [line.line for line in log.drain()][-2:] == ["old", "new"]


def test_progress_is_passed_on() -> None:
    meter, log = Meter(), Log(SetClock())
    progress = LoggedProgress(meter, log)
    progress.phase("reading", items=2)
    progress.item("a")
    progress.advance(items=1, bytes=5, rows=6)
    state = meter.state()
    assert (state.doing, state.item, state.items, state.bytes, state.rows) == (
        "reading",
        "a",
        1,
        5,
        6,
    )
    progress.cancel = Cancel()
    assert meter.cancel is progress.cancel
    progress.phase("finishing")
    assert [line.line for line in log.drain()] == ["reading: 2 items", "finishing"]


def ended(catalog: Catalog, days_ago: int, **more: Any) -> int:
    """A job that ended so many days ago."""
    at = NOON - timedelta(days=days_ago)
    how = {"state": JobState.SUCCEEDED, "finished": at, **more}
    made: Job = replace(job(), created=at, **how)
    return catalog.of().jobs.add(made)


def left(catalog: Catalog) -> list[int]:
    return sorted(job.key for job in catalog.of().jobs.list(10_000))


def test_history_is_limited_by_age(catalog: Catalog) -> None:
    old = [ended(catalog, 500 - n) for n in range(3)]
    young = [ended(catalog, 3), ended(catalog, 2)]
    only = ended(catalog, 900, target="seldom")
    assert trim(catalog.database, History(age=timedelta(days=400)), NOON) == 3
    assert left(catalog) == sorted([*young, only])
    assert old[0] not in left(catalog)
    assert trim(catalog.database, History(), NOON) == 0


def test_history_is_limited_by_count_and_takes_the_logs_along(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.engine.jobs.history.AT_ONCE", 2)
    keys = [ended(catalog, 1) for _ in range(7)]
    Queue(catalog).tell(keys[0], [LogLine(NOON, "a line")])
    other = ended(catalog, 1, target="other")
    assert trim(catalog.database, History(most=2), NOON) == 5
    assert left(catalog) == [*keys[-2:], other]
    assert Queue(catalog).lines(keys[0]) == ()


def test_what_waits_runs_or_is_dead_stays(catalog: Catalog) -> None:
    stays = [
        ended(catalog, 900, state=state, finished=None if n < 2 else NOON - timedelta(days=900))
        for n, state in enumerate([JobState.QUEUED, JobState.RUNNING, JobState.DEAD])
    ]
    seen = ended(catalog, 900, state=JobState.DEAD, dismissed=True)
    newest = ended(catalog, 899, state=JobState.FAILED)
    assert trim(catalog.database, History(most=1), NOON) == 1
    assert left(catalog) == [*stays, newest]
    assert seen not in left(catalog)


def test_a_wrong_key_keeps_no_secret() -> None:
    assert fault_of(WrongKey("nas", "passphrase"))["fields"] == {
        "where": "nas",
        "what": "passphrase",
    }
