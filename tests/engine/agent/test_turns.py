"""Jobs are made of what is due: by the clock, when a drive comes, when files rest."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from watchdog.events import (
    FileClosedNoWriteEvent,
    FileCreatedEvent,
    FileModifiedEvent,
    FileOpenedEvent,
)

from desktop_app.engine.agent.changes import Changes, Folder
from desktop_app.engine.agent.places import HEADER, Places
from desktop_app.engine.agent.turns import Turns, must_fit
from desktop_app.engine.catalog.catalog import Catalog, Records
from desktop_app.engine.catalog.entries import (
    Job,
    JobKind,
    JobState,
    RepositoryEntry,
    ScheduleEntry,
    TargetEntry,
)
from desktop_app.engine.errors import NotSupported
from desktop_app.engine.schedule.rules import Every, Plugged, Quiet
from tests.waiting import wait_until

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class Bench:
    """A workspace with a folder target ``data`` and a database target ``lab``, a drive, and an
    agent's turns, with a steady clock that only the test moves."""

    folder: Path
    records: Records
    steady: float = 0.0
    told: list[str] = field(default_factory=list)
    woken: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.places = Places(self.woken.set)
        self.turns = self.new_turns()

    def new_turns(self) -> Turns:
        changes = Changes(lambda: self.steady)
        return Turns(self.records, self.places, changes, self.told.append)

    def schedule(self, rule: str, target: str = "data") -> None:
        self.records.schedules.set(ScheduleEntry(target, JobKind.BACKUP, rule, "UTC", NOW))

    def plug(self, *, there: bool) -> None:
        mark = self.folder / "nas" / HEADER
        mark.touch() if there else mark.unlink()
        self.look()

    def look(self) -> None:
        self.places.look(self.folder / "nas" / HEADER, self.folder / "data")

    def take(self, now: datetime) -> list[str]:
        """The occasions' targets of the jobs that this look made."""
        before = {job.key for job in self.records.jobs.list()}
        self.turns.take(now)
        return [job.target for job in self.records.jobs.list() if job.key not in before]

    def finish(self, state: JobState = JobState.SUCCEEDED) -> None:
        for job in self.records.jobs.list():
            self.records.jobs.change(replace(job, state=state))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    catalog = Catalog(tmp_path / "profile")
    records = catalog.of()
    for name in ("nas", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "nas" / HEADER).touch()
    records.repositories.add(RepositoryEntry("nas", str(tmp_path / "nas"), "r1"))
    records.targets.add(TargetEntry("data", "folder", str(tmp_path / "data"), "nas"))
    records.targets.add(TargetEntry("lab", "postgresql", "postgresql://db/lab", "nas"))
    bench = Bench(tmp_path, records)
    bench.look()
    yield bench
    bench.turns.close()
    bench.places.close()
    catalog.close()


def test_by_the_clock(bench: Bench) -> None:
    bench.schedule("every day at 13:00", "lab")
    assert bench.turns.take(NOW) == NOW + HOUR
    assert bench.take(NOW + HOUR) == ["lab"]
    assert bench.take(NOW + HOUR) == []
    (job,) = bench.records.jobs.list()
    assert job.occasion is not None
    assert job.most_tries > 1
    # It failed: the schedule goes on.
    bench.finish(JobState.DEAD)
    assert bench.take(NOW + HOUR + DAY) == ["lab"]


def test_a_schedule_for_a_whole_repository(bench: Bench) -> None:
    about = {"level": "bytes", "percent": 5, "all": True}
    for target in ("data", "lab"):
        entry = ScheduleEntry(target, JobKind.VERIFY, "every day at 13:00", "UTC", NOW, about)
        bench.records.schedules.set(entry)
    bench.turns.take(NOW)
    bench.turns.take(NOW + HOUR)
    (job,) = bench.records.jobs.list()  # both are about the same
    assert (job.kind, job.target, job.repository) == (JobKind.VERIFY, "", "nas")
    assert job.arguments == about
    assert any(line.startswith("verify of nas is due") for line in bench.told)


def test_whole_repositories_do_not_wait_for_each_other(bench: Bench) -> None:
    usb = bench.folder / "usb"
    usb.mkdir()
    (usb / HEADER).touch()
    bench.records.repositories.add(RepositoryEntry("usb", str(usb), "r2"))
    bench.records.targets.add(TargetEntry("more", "postgresql", "postgresql://db/more", "usb"))
    for target in ("lab", "more"):
        entry = ScheduleEntry(
            target, JobKind.VERIFY, "every day at 13:00", "UTC", NOW, {"all": True}
        )
        bench.records.schedules.set(entry)
    bench.turns.take(NOW)
    bench.places.look(usb / HEADER)
    bench.turns.take(NOW + HOUR)
    assert {job.repository for job in bench.records.jobs.list()} == {"nas", "usb"}


def test_two_agents_make_one_job(bench: Bench) -> None:
    bench.schedule("every day at 13:00", "lab")
    bench.take(NOW)
    bench.new_turns().take(NOW + HOUR)
    assert bench.take(NOW + HOUR) == []
    assert len(bench.records.jobs.list()) == 1


def test_what_is_paused_rests(bench: Bench) -> None:
    bench.schedule("every day at 13:00", "lab")
    bench.take(NOW)
    lab = bench.records.targets.load("lab")
    bench.records.targets.change(replace(lab, paused=True))
    assert bench.take(NOW + HOUR) == []
    bench.records.targets.change(lab)
    assert bench.take(NOW + 5 * DAY) == ["lab"]
    bench.finish()
    bench.records.schedules.enable("lab", JobKind.BACKUP, enabled=False)
    assert bench.take(NOW + 9 * DAY) == []
    bench.records.schedules.enable("lab", JobKind.BACKUP, enabled=True)
    assert bench.take(NOW + 9 * DAY) == []


def test_a_pause_that_ends_by_itself_ends_where_no_window_ever_starts_again(bench: Bench) -> None:
    bench.schedule("hourly", "lab")
    bench.turns.take(NOW)
    lab = bench.records.targets.load("lab")
    until = NOW + 5 * HOUR / 2
    bench.records.targets.change(replace(lab, paused=True, paused_until=until))
    assert bench.turns.take(NOW + 2 * HOUR) == until
    assert not bench.records.jobs.list()
    bench.turns.take(until)
    assert not bench.records.targets.load("lab").paused
    assert bench.told[0] == "lab goes on: its pause is over"
    assert len(bench.records.jobs.list()) == 1


def test_a_drive_that_was_away_ten_days_gets_one_run(bench: Bench) -> None:
    bench.schedule("every day at 13:00", "lab")
    bench.take(NOW)
    bench.plug(there=False)
    for day in range(10):
        assert bench.take(NOW + day * DAY + HOUR) == []
    bench.plug(there=True)
    assert bench.woken.is_set()
    assert bench.take(NOW + 10 * DAY) == ["lab"]
    assert bench.take(NOW + 10 * DAY) == []
    assert "it was missed" in bench.told[-1]


def test_when_the_drive_is_plugged_in(bench: Bench) -> None:
    bench.plug(there=False)
    bench.schedule("when the drive is plugged in", "lab")
    assert bench.take(NOW) == []
    bench.plug(there=True)
    assert bench.take(NOW + HOUR) == ["lab"]
    assert bench.take(NOW + 2 * HOUR) == []
    bench.finish()
    bench.plug(there=False)
    assert bench.take(NOW + 3 * HOUR) == []
    bench.plug(there=True)
    assert bench.take(NOW + 4 * HOUR) == ["lab"]
    # An agent that starts again with the drive in its place counts it once a day.
    bench.finish()
    bench.turns = bench.new_turns()
    assert bench.take(NOW + 5 * HOUR) == []
    bench.turns = bench.new_turns()
    assert bench.take(NOW + 2 * DAY) == ["lab"]


def test_after_files_stop_changing(bench: Bench) -> None:
    film = bench.folder / "data" / "film"
    film.touch()
    bench.schedule("after files stop changing for 10 minutes")
    assert bench.turns.take(NOW) == NOW + timedelta(minutes=10)
    bench.steady = 600.0
    # Nobody knows what changed before the agent began.
    assert bench.take(NOW) == ["data"]
    bench.finish()
    assert bench.turns.take(NOW) is None
    # A change that the observer tells of by one event: no later one moves the moment.
    film.chmod(0o600)
    wait_until(lambda: bench.turns.take(NOW) == NOW + timedelta(minutes=10), seconds=10)
    bench.steady = 1100.0
    film.chmod(0o640)
    wait_until(lambda: bench.turns.take(NOW) == NOW + timedelta(minutes=10), seconds=10)
    bench.steady = 1300.0
    assert bench.take(NOW + HOUR) == []
    bench.steady = 1700.0
    assert bench.take(NOW + 2 * HOUR) == ["data"]
    # While that goes on files change again: the next run waits for its end, and is not lost.
    film.chmod(0o644)
    wait_until(lambda: bench.turns.take(NOW + 2 * HOUR) is not None, seconds=10)
    bench.steady = 3000.0
    assert bench.take(NOW + 3 * HOUR) == []
    bench.finish()
    assert bench.take(NOW + 3 * HOUR) == ["data"]


def test_reading_files_is_no_change_nor_is_writing_the_repository() -> None:
    now = [0.0]
    folder = Folder((Path("/data/repository"),), lambda: now[0])
    now[0] = 10.0
    folder.settle(10)
    for event in (
        FileOpenedEvent("/data/film"),
        FileClosedNoWriteEvent("/data/film"),
        FileCreatedEvent("/data/repository/packs/ab"),
    ):
        folder.on_any_event(event)
        assert folder.rest_left(10) is None
    folder.on_any_event(FileModifiedEvent("/data/film"))
    assert folder.rest_left(10) == 10
    # What changes while a job is made is not taken for dealt with.
    folder.settle(10)
    assert folder.rest_left(10) == 10


def test_a_folder_that_comes_back_is_watched_again(bench: Bench) -> None:
    bench.schedule("after files stop changing")
    bench.take(NOW)
    bench.steady = 300.0
    assert bench.take(NOW) == ["data"]
    bench.finish()
    (bench.folder / "data").rename(bench.folder / "gone")
    bench.look()
    assert bench.turns.take(NOW) is None
    (bench.folder / "gone").rename(bench.folder / "data")
    bench.look()
    assert bench.turns.take(NOW) == NOW + timedelta(seconds=300)


def test_a_rule_of_a_newer_program_stops_no_other(bench: Bench) -> None:
    bench.schedule("every blue moon")
    bench.schedule("every day at 13:00", "lab")
    bench.take(NOW)
    assert bench.take(NOW + HOUR) == ["lab"]
    assert list(bench.turns.stuck) == ["data"]


def test_which_rules_fit(bench: Bench) -> None:
    data, lab = (bench.records.targets.load(name) for name in ("data", "lab"))
    nas = bench.records.repositories.load("nas")
    cloud = replace(nas, url="s3://bucket")
    for target in (data, lab):
        must_fit(Every(5), JobKind.BACKUP, target, cloud)
        must_fit(Plugged(), JobKind.BACKUP, target, nas)
    must_fit(Plugged(), JobKind.BACKUP, data, cloud)
    must_fit(Quiet(), JobKind.BACKUP, data, cloud)
    for rule, kind, target, repository in (
        (Quiet(), JobKind.BACKUP, lab, nas),
        (Quiet(), JobKind.VERIFY, data, nas),
        (Plugged(), JobKind.BACKUP, lab, cloud),
    ):
        with pytest.raises(NotSupported):
            must_fit(rule, kind, target, repository)


def test_a_place_that_nobody_looked_at_is_looked_at(tmp_path: Path) -> None:
    woken = threading.Event()
    places = Places(woken.set)
    assert places.is_there(tmp_path) is None
    assert woken.wait(10)
    assert places.is_there(tmp_path) is True
    places.close()


def test_jobs_of_people_do_not_hold_up_the_schedule(bench: Bench) -> None:
    bench.schedule("every day at 13:00", "lab")
    bench.take(NOW)
    by_hand = Job(JobKind.BACKUP, "lab", "nas", NOW, NOW, JobState.RUNNING)
    bench.records.jobs.add(by_hand)
    assert bench.take(NOW + HOUR) == ["lab"]
