"""The history grows as it is looked at, and changes in place; a model, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.catalog.job_search import JobSums
from desktop_app.gui.models import activity
from desktop_app.gui.models.history import PAGE, History
from desktop_app.gui.models.state import Tone

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
COLUMNS = activity.columns(NOON)


def job(key: int, state: JobState = JobState.SUCCEEDED) -> Job:
    return Job(JobKind.BACKUP, "lab", "nas", NOON, NOON, state, key)


def jobs(newest: int, count: int) -> list[Job]:
    return [job(key) for key in range(newest, newest - count, -1)]


def keys(history: History) -> list[int]:
    return [each.key for each in history._rows]


@pytest.fixture
def history() -> History:
    made = History(COLUMNS)
    made.begin(COLUMNS, jobs(1000, PAGE))
    return made


def test_it_asks_for_more_once_until_more_came(history: History) -> None:
    asked: list[bool] = []
    history.more_wanted.connect(lambda: asked.append(True))
    for _ in range(3):
        if history.canFetchMore(QModelIndex()):
            history.fetchMore(QModelIndex())
    assert len(asked) == 1
    assert history.oldest == 1000 - PAGE + 1
    history.append(jobs(1000 - PAGE, 5))
    assert history.rowCount() == PAGE + 5
    assert not history.canFetchMore(QModelIndex())


def test_new_ones_come_on_top_and_nothing_else_moves(history: History) -> None:
    tester = QAbstractItemModelTester(history)
    history.append(jobs(1000 - PAGE, PAGE))
    assert history.renew(jobs(1003, PAGE), {}, ())
    assert keys(history) == list(range(1003, 1000 - 2 * PAGE, -1))
    assert tester.model() is history


def test_what_fits_no_more_is_gone(history: History) -> None:
    history.append([job(700, JobState.DEAD), job(699)])
    assert history.open_keys((), 699) == (700, 699)
    assert not history.renew(jobs(1000, PAGE), {699: job(699, JobState.QUEUED)}, (700, 699))
    assert keys(history)[-1] == 699
    assert history._rows[-1].state is JobState.QUEUED


@given(
    st.lists(st.integers(1, 60), unique=True, max_size=40),
    st.lists(st.integers(1, 60), unique=True, max_size=40),
)
def test_a_history_that_is_read_whole_is_always_what_was_read_last(
    before: list[int], after: list[int]
) -> None:
    history = History(COLUMNS)
    history.begin(COLUMNS, [job(key) for key in sorted(before, reverse=True)])
    history.renew([job(key) for key in sorted(after, reverse=True)], {}, ())
    assert keys(history) == sorted(after, reverse=True)


@pytest.mark.parametrize(
    ("it", "words", "tone"),
    [
        (job(1, JobState.DEAD), "▲  Given up", Tone.BAD),
        (replace(job(1, JobState.DEAD), dismissed=True), "○  Given up, seen", Tone.NONE),
        (
            replace(job(1, JobState.QUEUED), error={"what": "x"}, not_before=NOON),
            "◆  Waiting, next try ",
            Tone.WARNING,
        ),
    ],
)
def test_how_a_job_stands_is_said_in_words_and_tone(it: Job, words: str, tone: Tone) -> None:
    assert activity.how_it_stands(it, NOON).startswith(words)
    assert activity.tone_of(it) is tone


def test_a_cancelled_job_says_what_is_left() -> None:
    begun = replace(job(1, JobState.CANCELLED), started=NOON)
    assert "No snapshot was made" in activity.stopped(begun)
    assert activity.left_behind(replace(begun, started=None)) == activity.NOT_BEGUN
    for kind in activity.LEFT_BEHIND:
        assert activity.left_behind(replace(begun, kind=kind)).endswith(".")
    assert activity.left_behind(job(1)) == ""


def test_the_figures_of_a_search() -> None:
    counts = {JobState.SUCCEEDED: 1200, JobState.DEAD: 2, JobState.QUEUED: 1}
    sums = JobSums(counts, 1, 2_000_000_000, 0, 7200)
    told = activity.figures(sums).replace(",", "")
    assert (
        told == "1203 jobs  ·  1200 done  ·  2 failed or given up  ·  2.0 GB read  ·  2 h at work"
    )
    assert activity.heading(3, sums)[0] == "1 job given up"
    assert activity.heading(3, JobSums())[0] == "3 jobs are running"
