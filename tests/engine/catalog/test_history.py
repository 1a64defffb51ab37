"""Sums over what a workspace did, and how it stands; in both homes of a catalog."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import (
    Annotation,
    Job,
    JobKind,
    JobState,
    RepositoryEntry,
    TargetEntry,
    Verification,
    WorkspaceEntry,
)
from desktop_app.engine.catalog.history import History, Measure, Standing
from desktop_app.engine.model import Grade, Level
from tests.engine.catalog.test_catalog import SNAPSHOT

MONDAY = datetime(2026, 3, 2, 7, tzinfo=UTC)  # eight o'clock in Berlin
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def fill(catalog: Catalog, workspace: str, mark: str) -> None:
    """A repository, three targets, their snapshots and jobs."""
    records = catalog.of(workspace)
    records.repositories.add(RepositoryEntry("nas", f"/mnt/{mark}", f"r{mark}"))
    for name, rpo in (("flies", 86_400), ("fish", 3600), ("new", 60)):
        records.targets.add(
            TargetEntry(name, "postgresql", "u", "nas", rpo_seconds=rpo, created=MONDAY - 7 * DAY)
        )
    at = {"good": 5 * HOUR, "bad": 4 * HOUR, "trashed": 3 * HOUR, "damaged": 2 * HOUR}
    for what, before in at.items():
        snapshot = replace(
            SNAPSHOT,
            id=f"{what}{mark}",
            target="flies" if what != "good" else "fish",
            started=MONDAY - before,
            grade=Grade.FAILED if what == "bad" else Grade.WARNING,
        )
        records.snapshots.add(f"r{mark}", snapshot)
    first = replace(SNAPSHOT, id=f"first{mark}", target="flies", started=MONDAY - 6 * HOUR)
    records.snapshots.add(f"r{mark}", first)
    records.snapshots.annotate(f"trashed{mark}", Annotation(trashed=MONDAY))
    look = Verification(f"first{mark}", Level.RESTORED, Grade.OK, False, MONDAY - HOUR)
    records.verifications.add(look)
    damaged = replace(look, snapshot=f"damaged{mark}")
    records.verifications.add(damaged)
    records.verifications.add(replace(damaged, grade=Grade.FAILED, at=MONDAY))
    measure = {"repository": f"r{mark}", "used": 5 << 30}
    with catalog.database.writing() as connection:
        for ago, free in ((HOUR, None), (timedelta(0), 3 << 30)):
            row = measure | {"at": MONDAY - ago, "free": free}
            connection.execute(insert(schema.measures).values(row))
    jobs(catalog, workspace)


def jobs(catalog: Catalog, workspace: str) -> None:
    job = Job(JobKind.BACKUP, "fish", "nas", MONDAY - 2 * DAY, MONDAY - 2 * DAY)
    error = {"class": "NoSpace", "what": "full", "fields": {"where": "/mnt"}}
    for state, ago in (
        (JobState.SUCCEEDED, 3 * HOUR),
        (JobState.SUCCEEDED, 4 * HOUR),
        (JobState.WARNING, 5 * HOUR),
        (JobState.FAILED, HOUR),
        (JobState.DEAD, 2 * HOUR),
        (JobState.FAILED, 2 * DAY),
        (JobState.CANCELLED, HOUR),
    ):
        fault = error if state in (JobState.FAILED, JobState.DEAD) else None
        done = replace(job, state=state, finished=MONDAY - ago, error=fault)
        catalog.of(workspace).jobs.add(done)


@pytest.fixture
def history(whole: Catalog) -> History:
    whole.workspaces.add(WorkspaceEntry("other", MONDAY))
    for number, workspace in enumerate(("default", "other")):
        fill(whole, workspace, str(number))
    return History(whole.database, "other")


def test_what_is_good_counts(history: History) -> None:
    # Neither what failed, nor what rests in the trash, nor what was found damaged.
    assert history.standings() == {
        "flies": Standing(1, MONDAY - 6 * HOUR, MONDAY - HOUR),
        "fish": Standing(1, MONDAY - 5 * HOUR),
    }


def test_what_was_found_good_again_counts_again(whole: Catalog, history: History) -> None:
    look = Verification("damaged1", Level.BYTES, Grade.OK, False, MONDAY + HOUR)
    whole.of("other").verifications.add(look)
    assert history.standings()["flies"] == Standing(2, MONDAY - 2 * HOUR, MONDAY - HOUR)


def test_jobs_are_counted_by_how_they_ended(history: History) -> None:
    assert history.counts(MONDAY - DAY, MONDAY) == {
        JobState.SUCCEEDED: 2,
        JobState.WARNING: 1,
        JobState.FAILED: 1,
        JobState.DEAD: 1,
        JobState.CANCELLED: 1,
    }
    # What ended at the beginning was told before; what ended at the end is told now.
    assert history.counts(MONDAY - 2 * HOUR, MONDAY - HOUR).keys() == {
        JobState.FAILED,
        JobState.CANCELLED,
    }


def test_jobs_that_failed_for_good_the_newest_first(history: History) -> None:
    lost = history.lost(MONDAY - 9 * DAY, MONDAY)
    assert [(job.state, job.finished) for job in lost] == [
        (JobState.FAILED, MONDAY - HOUR),
        (JobState.DEAD, MONDAY - 2 * HOUR),
        (JobState.FAILED, MONDAY - 2 * DAY),
    ]
    assert {job.workspace for job in lost} == {"other"}
    assert history.lost(MONDAY - 9 * DAY, MONDAY, limit=1) == lost[:1]


def test_the_newest_measure_counts(history: History) -> None:
    assert history.measures() == {"nas": Measure(MONDAY, 5 << 30, 3 << 30)}
