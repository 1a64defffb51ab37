"""Pages of the history and its sums; the same on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind, JobState, WorkspaceEntry
from desktop_app.engine.catalog.job_search import JobFilter, find_jobs, sum_jobs
from tests.engine.catalog.test_catalog import NOON

DAY = timedelta(days=1)


def job(target: str, state: JobState, days: int = 0, **rest: object) -> Job:
    at = NOON - days * DAY
    made = Job(JobKind.BACKUP, target, "nas", at, at, state)
    return replace(made, **rest)  # type: ignore[arg-type]


HISTORY = (
    job("old 100%", JobState.SUCCEEDED, 9, figures={"bytes": 10, "stored": 4, "seconds": 1.5}),
    job("lab", JobState.SUCCEEDED, 3, figures={"bytes": 7}, snapshot="abcd" * 16),
    job("lab", JobState.FAILED, 2, error={"what": "NoSpace", "where": "/mnt/Drive"}),
    job("lab", JobState.DEAD, 1, kind=JobKind.DRILL),
    job("lab", JobState.DEAD, 1, dismissed=True),
    job("lab", JobState.QUEUED),
)


@pytest.fixture
def keys(whole: Catalog) -> list[int]:
    """Of the history, the oldest first; another workspace has one job of its own."""
    whole.workspaces.add(WorkspaceEntry("other", NOON))
    whole.of("other").jobs.add(job("lab", JobState.SUCCEEDED, figures={"bytes": 1000}))
    return [whole.of("default").jobs.add(each) for each in HISTORY]


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        (JobFilter(), [5, 4, 3, 2, 1, 0]),
        (JobFilter(target="lab", kinds=[JobKind.DRILL]), [3]),
        (JobFilter(states=[JobState.SUCCEEDED, JobState.FAILED]), [2, 1, 0]),
        (JobFilter(since=NOON - 2 * DAY, until=NOON), [4, 3, 2]),
        (JobFilter(needs_person=True), [3]),
        (JobFilter(words="100%"), [0]),
        (JobFilter(words="LAB drive"), [2]),
        (JobFilter(words="abcd"), [1]),
        (JobFilter(words="0_%"), []),
    ],
)
def test_what_fits_comes_the_newest_first(
    whole: Catalog, keys: list[int], wanted: JobFilter, places: list[int]
) -> None:
    found = find_jobs(whole.database, "default", wanted)
    assert [each.key for each in found] == [keys[place] for place in places]
    assert sum_jobs(whole.database, "default", wanted).count == len(places)


def test_pages_join(whole: Catalog, keys: list[int]) -> None:
    first = find_jobs(whole.database, "default", limit=4)
    rest = find_jobs(whole.database, "default", limit=4, before=first[-1].key)
    assert [each.key for each in (*first, *rest)] == keys[::-1]
    some = find_jobs(whole.database, "default", JobFilter(target="lab"), keys=keys[:2])
    assert [each.key for each in some] == [keys[1]]
    by_number = find_jobs(whole.database, "default", JobFilter(words=str(keys[2])))
    assert keys[2] in [each.key for each in by_number]


def test_sums(whole: Catalog, keys: list[int]) -> None:
    sums = sum_jobs(whole.database, "default")
    assert (sums.read, sums.stored, sums.seconds) == (17, 4, 1.5)
    assert sums.of(JobState.DEAD) == 2
    assert sums.needing == 1
    empty = sum_jobs(whole.database, "default", JobFilter(target="nobody"))
    assert (empty.count, empty.read, empty.needing) == (0, 0, 0)
