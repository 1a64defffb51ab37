"""The agent's loop, with clocks that only the test moves: when it looks, and when it need not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop_app.engine.agent import agent as agent_module
from desktop_app.engine.agent.agent import Agent
from desktop_app.engine.agent.turns import Turns
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import (
    Job,
    JobKind,
    JobState,
    RepositoryEntry,
    ScheduleEntry,
    TargetEntry,
)
from desktop_app.engine.catalog.schedules import Schedules
from desktop_app.engine.errors import ProfileFailed
from desktop_app.engine.jobs.outcome import Outcome
from desktop_app.engine.notify.notifier import Notifier
from desktop_app.engine.progress import Cancel, Progress, Silent
from desktop_app.engine.sources.folder.index.file import IndexFile
from desktop_app.engine.sources.folder.index.lister import IndexLister
from desktop_app.engine.sources.folder.index.place import index_of
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.telling.digest import notifier_of
from tests.engine.jobs.material import NOON, PATIENCE, SetClock
from tests.waiting import wait_until

IN_AN_HOUR = NOON + timedelta(hours=1)


class CountingClock(SetClock):
    """Knows how often it was looked at: the agent's loop looks in each of its turns."""

    looks = 0

    def __call__(self) -> datetime:
        self.looks += 1
        return super().__call__()


@dataclass
class Watched:
    """An agent at work, the clock that it goes by, and what it told; ``catalog`` is that of
    another program."""

    catalog: Catalog
    clock: CountingClock
    told: list[str]
    looks_at_schedules: list[str]

    def looks(self) -> int:
        return len(self.looks_at_schedules)

    def go_round(self, times: int = 20) -> None:
        """Wait until its loop has gone round so often."""
        until = self.clock.looks + 3 * times
        wait_until(lambda: self.clock.looks >= until, "the agent goes round")

    def schedule(self, rule: str, **more: Any) -> None:
        entry = ScheduleEntry("lab", JobKind.BACKUP, rule, "UTC", NOON, **more)
        self.catalog.of().schedules.set(entry)

    def due(self) -> datetime | None:
        return self.catalog.of().schedules.list()[0].due

    def done(self) -> list[Job]:
        return list(self.catalog.of().jobs.list(states=[JobState.SUCCEEDED]))


def nothing(_job: Job, _progress: Progress) -> Outcome:
    return Outcome()


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    monkeypatch.setattr(agent_module, "LONGEST_SLEEP", 0.002)
    for name in ("nas", "data"):
        (tmp_path / name).mkdir()
    (tmp_path / "nas" / "labvault.json").touch()
    mine, other = Catalog(tmp_path / "profile"), Catalog(tmp_path / "profile")
    records = other.of()
    records.repositories.add(RepositoryEntry("nas", str(tmp_path / "nas"), "r1"))
    records.targets.add(TargetEntry("lab", "folder", str(tmp_path / "data"), "nas"))
    clock, cancel = CountingClock(), Cancel()
    found = Watched(other, clock, [], [])
    look = Turns.take

    def counted(turns: Turns, now: datetime) -> datetime | None:
        found.looks_at_schedules.append(str(now))
        return look(turns, now)

    monkeypatch.setattr(Turns, "take", counted)

    def notifier(workspace: str) -> Notifier:
        return notifier_of(mine, workspace, pytest.fail, UTC, str)

    agent = Agent(
        mine,
        {JobKind.BACKUP: nothing},
        notifier,
        str,
        found.told.append,
        cache=tmp_path / "profile" / "cache",
        clock=clock,
        monotonic=clock.monotonic,
    )
    running = threading.Thread(target=agent.run, args=(cancel,))
    running.start()
    wait_until(lambda: found.looks(), "it looks at first")
    yield found
    cancel.cancel()
    running.join(PATIENCE)
    assert not running.is_alive()
    mine.close()
    other.close()


def test_while_nothing_happens_it_looks_at_nothing(watched: Watched) -> None:
    watched.schedule("every day at 13:00")
    wait_until(lambda: watched.due() == IN_AN_HOUR, "another program's schedule is taken up")
    watched.go_round()  # what it wrote itself is a change like any other
    before = watched.looks()
    watched.go_round(100)
    assert watched.looks() == before
    watched.clock.move(seconds=61)
    wait_until(lambda: watched.looks() > before, "a minute later it looks all the same")


def test_what_comes_due_is_done_though_nothing_changed(watched: Watched) -> None:
    watched.schedule("every day at 13:00")
    wait_until(lambda: watched.due() == IN_AN_HOUR, "it is taken up")
    watched.clock.move(minutes=59, seconds=50)
    watched.go_round()  # the look of every minute is behind it
    assert not watched.catalog.of().jobs.list()
    watched.clock.move(seconds=10)
    wait_until(watched.done, "it is done at its time")
    assert watched.due() == IN_AN_HOUR + timedelta(days=1)


def test_a_change_by_another_program_is_seen(watched: Watched) -> None:
    watched.schedule("every day at 13:00")
    wait_until(lambda: watched.due() == IN_AN_HOUR, "it is taken up")
    watched.schedule("every day at 12:30")
    wait_until(lambda: watched.due() == NOON + timedelta(minutes=30), "the change is seen")
    records = watched.catalog.of()
    records.targets.change(replace(records.targets.load("lab"), paused=True))
    watched.go_round()
    watched.clock.move(minutes=31)
    watched.go_round()
    assert not records.jobs.list()


def test_files_that_change_after_a_rest_wake_it(watched: Watched, tmp_path: Path) -> None:
    watched.schedule("after files stop changing for 10 seconds")

    def rests(runs: int) -> bool:
        watched.clock.move(seconds=1)
        return len(watched.done()) == runs

    wait_until(lambda: rests(1), "what changed before is backed up")
    watched.go_round()
    before = watched.looks()
    watched.go_round()
    assert watched.looks() == before
    (tmp_path / "data" / "film").write_text("frames")
    wait_until(lambda: watched.looks() > before, "it wakes, without its clock being moved")
    wait_until(lambda: rests(2), "the new film is backed up")


def test_a_look_that_failed_is_made_again(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    advance, full = Schedules.advance, threading.Event()
    full.set()

    def failing(*given: Any) -> bool:
        if full.is_set():
            raise ProfileFailed("catalog.sqlite", "database or disk is full")
        return advance(*given)

    monkeypatch.setattr(Schedules, "advance", failing)
    watched.schedule("every day at 13:00")
    wait_until(lambda: any("disk is full" in line for line in watched.told), "it is told")
    full.clear()

    def is_taken_up() -> bool:
        watched.clock.move(seconds=0.003)  # so the look of every minute stays away
        return watched.due() == IN_AN_HOUR

    wait_until(is_taken_up, "it is tried again")
    wait_until(lambda: "going on" in watched.told, "that is told too")


def test_indexes_of_folders_are_told_of_changes(watched: Watched, tmp_path: Path) -> None:
    film, index = tmp_path / "data" / "film", index_of(tmp_path / "profile/cache", "default", "lab")
    film.write_bytes(b"at first")
    lister = IndexLister(index)
    lister.look(str(film.parent), Patterns.of(), Silent(), pytest.fail).close()

    def noted() -> bool:
        film.write_bytes(b"changed in place")  # until it is watched
        with IndexFile.open(index, {}) as file:
            return "film" in file.marks()[0].get("", ())

    wait_until(noted, "the change is noted in the index")
