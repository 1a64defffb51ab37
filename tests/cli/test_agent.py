"""The agent as real processes, on a real server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.sources.postgres.connection import Address
from tests.cli.conftest import CommandLine, add_target
from tests.cli.test_interrupts import lives
from tests.waiting import T, wait_until

PASSPHRASE = "correct horse"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def profile(ready: CommandLine, tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def catalog(profile: Path) -> Iterator[Catalog]:
    catalog = Catalog(profile)
    yield catalog
    catalog.close()


@contextmanager
def started(profile: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "desktop_app", "--profile", str(profile), "agent", *more]
    process = subprocess.Popen(
        command,
        env=os.environ | {"LABVAULT_PASSPHRASE": PASSPHRASE},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.communicate()


def patiently(found: Callable[[], T], what: str = "a change") -> T:
    return wait_until(found, what, 40)


def log(profile: Path) -> str:
    file = profile / "logs" / "agent.log"
    return file.read_text() if file.exists() else ""


def make_overdue(catalog: Catalog, target: str = "lab") -> None:
    """As if the computer had been off for months."""
    schedules = catalog.of().schedules
    for entry in schedules.list(target):
        schedules.set(replace(entry, due=LONG_AGO, done=None))


def jobs(catalog: Catalog, *states: JobState) -> tuple[Job, ...]:
    return catalog.of().jobs.list(states=states)


def test_what_was_missed_is_made_up_for_once(
    ready: CommandLine, profile: Path, catalog: Catalog
) -> None:
    ready.json("schedule", "set", "lab", "every 5 minutes")
    make_overdue(catalog)
    with started(profile) as one:
        patiently(lambda: jobs(catalog, JobState.SUCCEEDED))
        assert [job.kind for job in jobs(catalog)] == [JobKind.BACKUP]
        entry = catalog.of().schedules.list()[0]
        assert entry.due is not None
        assert entry.due > datetime.now(UTC) - timedelta(seconds=5)
        # A second agent of the profile says so.
        second = ready("agent", "--once")
        assert second.code == 2
        assert f"process {one.pid} runs" in second.err
        assert ready.json("agent", "status")["process"] == one.pid
        since = time.monotonic()
        one.send_signal(signal.SIGTERM)
        one.communicate(timeout=10)
        assert time.monotonic() - since < 2
        assert one.returncode == 0
    assert "(it was missed)" in log(profile)
    assert PASSPHRASE not in log(profile)
    assert ready("agent", "status").code == 1
    assert len(ready.json("snapshots")) == 1


def test_a_killed_agents_job_is_taken_up_by_the_next(
    ready: CommandLine, profile: Path, catalog: Catalog, database: Address
) -> None:
    import psycopg

    add_target(ready, database, "held")
    ready.json("schedule", "set", "held", "every day at 01:00")
    make_overdue(catalog, "held")
    with psycopg.connect(database.conninfo()) as holder:
        holder.execute("CREATE TABLE held (x int)")
        holder.commit()
        holder.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE")
        with started(profile) as first:
            patiently(lambda: jobs(catalog, JobState.RUNNING))
            first.kill()
            first.wait()
    assert len(jobs(catalog, JobState.RUNNING)) == 1
    with started(profile):
        # The dead agent's lock is no hindrance, and its job is the one that is done.
        patiently(lambda: jobs(catalog, JobState.SUCCEEDED))
    (job,) = jobs(catalog)
    assert job.tries == 2
    assert ready("verify", "latest:held").code == 0


def test_a_running_backup_is_stopped_and_stays_queued(
    ready: CommandLine, profile: Path, catalog: Catalog, database: Address
) -> None:
    import psycopg

    add_target(ready, database, "held")
    ready.json("schedule", "set", "held", "every day at 01:00")
    make_overdue(catalog, "held")
    with psycopg.connect(database.conninfo()) as holder:
        holder.execute("CREATE TABLE held (x int)")
        holder.commit()
        holder.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE")
        with started(profile) as agent:
            patiently(lambda: jobs(catalog, JobState.RUNNING))
            since = time.monotonic()
            agent.send_signal(signal.SIGTERM)
            agent.communicate(timeout=10)
            assert time.monotonic() - since < 2
            assert not lives(agent.pid)
    (job,) = jobs(catalog)
    assert job.state in (JobState.QUEUED, JobState.RUNNING)
    assert ready("verify", "--all").code == 0


def test_a_server_that_is_down_does_not_end_the_schedule_and_rings(
    ready: CommandLine, profile: Path, catalog: Catalog
) -> None:
    away = Address.from_url("postgresql://nobody@127.0.0.1:1/away")
    add_target(ready, away, "away")
    ready.json("schedule", "set", "away", "every day at 01:00")
    ready.json("target", "change", "away", "--rpo", "1s")
    make_overdue(catalog, "away")
    assert ready.json("agent", "--once") == {"tries": 1}
    (job,) = jobs(catalog)
    assert job.state is JobState.QUEUED
    assert job.tries == 1
    (entry,) = catalog.of().schedules.list()
    assert entry.due is not None
    assert entry.due > datetime.now(UTC)


def test_overdue_rings_and_is_cured(ready: CommandLine, catalog: Catalog) -> None:
    ready.json("target", "change", "lab", "--rpo", "1h", "--proof-days", "30", "--rto", "30m")
    ready.json("agent", "--once")
    assert not catalog.of().notices.faults()  # a new target has the time that its limit gives
    with catalog.database.writing() as connection:
        connection.execute(update(schema.targets).values(created=LONG_AGO))
    ready.json("agent", "--once")
    open_faults = [f for f in catalog.of().notices.faults() if f.cleared is None]
    assert [f.key for f in open_faults] == ["overdue:backup:lab"]
    assert ready("backup", "lab").code == 0
    ready.json("agent", "--once")
    keys = [f.key for f in catalog.of().notices.faults() if f.cleared is None]
    assert keys == ["overdue:proof:lab"]
    assert ready("verify", "latest:lab", "--level", "restored").code == 0
    ready.json("agent", "--once")
    assert not [f for f in catalog.of().notices.faults() if f.cleared is None]


def test_a_drive_that_is_away_gets_one_run_when_it_comes(
    ready: CommandLine, profile: Path, catalog: Catalog, tmp_path: Path
) -> None:
    ready.json("schedule", "set", "lab", "every 5 minutes")
    make_overdue(catalog)
    (tmp_path / "nas").rename(tmp_path / "unplugged")
    assert ready.json("agent", "--once") == {"tries": 0}
    assert jobs(catalog) == ()
    assert [f.key for f in catalog.of().notices.faults()] == ["overdue:agent:lab"]
    with started(profile):
        patiently(lambda: "begins" in log(profile))
        (tmp_path / "unplugged").rename(tmp_path / "nas")
        patiently(lambda: jobs(catalog, JobState.SUCCEEDED))
        patiently(lambda: all(f.cleared for f in catalog.of().notices.faults()))
    assert len(jobs(catalog)) == 1


def test_a_drive_that_is_plugged_in_starts_a_backup(
    ready: CommandLine, profile: Path, catalog: Catalog, tmp_path: Path
) -> None:
    ready.json("schedule", "set", "lab", "when the drive is plugged in")
    (tmp_path / "nas").rename(tmp_path / "unplugged")
    with started(profile):
        patiently(lambda: catalog.of().schedules.list()[0].present is False)
        (tmp_path / "unplugged").rename(tmp_path / "nas")
        patiently(lambda: jobs(catalog, JobState.SUCCEEDED))
    assert len(jobs(catalog)) == 1
