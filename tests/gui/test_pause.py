"""A pause ends by itself, by hand, at the end of the program, and after one that was killed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.engine.catalog.entries import Job, JobKind, JobState, TargetEntry
from desktop_app.gui.models.tray import Failures
from desktop_app.gui.pause import Pause
from desktop_app.gui.window_program import WindowProgram
from tests.gui.conftest import PASSPHRASE

HOUR = timedelta(hours=1)


def resting(program: WindowProgram) -> list[str]:
    return [t.name for t in program.lab.catalog.targets.list() if t.paused]


@pytest.mark.usefixtures("qapp")
def test_what_rested_before_rests_after(program: WindowProgram, tmp_path: Path) -> None:
    with program.lab.workspace() as workspace:
        made, _ = workspace.create_repository("nas", str(tmp_path / "store"), PASSPHRASE)
        made.repository.close()
    for name, paused in (("a", False), ("b", True)):
        url = "postgresql://u@127.0.0.1:1/d"
        program.lab.catalog.targets.add(TargetEntry(name, "postgresql", url, "nas", paused=paused))
    now = program.lab.clock()
    program.lab.clock = lambda: now
    program.pause.begin(HOUR)
    assert resting(program) == ["a", "b"]
    assert program.pause.until == now + HOUR
    after_a_kill = Pause(program.lab)
    after_a_kill.look()
    assert after_a_kill.until == now + HOUR
    assert resting(program) == ["a", "b"]
    program.lab.clock = lambda: now + HOUR
    after_a_kill.look()
    assert resting(program) == ["b"]
    program.pause.look()
    assert program.pause.until is None


def test_a_failure_is_news_once(program: WindowProgram) -> None:
    now = program.lab.clock()
    job = Job(JobKind.BACKUP, "a", "nas", now, now, key=7, state=JobState.DEAD, finished=now + HOUR)
    failures = Failures(now)
    assert failures.news([job]) == [job]
    assert failures.news([job]) == []
    assert Failures(now + 2 * HOUR).news([job]) == []
