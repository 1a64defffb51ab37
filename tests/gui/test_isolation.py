"""What belongs to another workspace of the same profile is neither shown nor touched."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.engine.catalog.entries import Job, JobKind, JobState, WorkspaceEntry
from desktop_app.engine.computer.process import ProcessMark
from desktop_app.engine.errors import NoSpace
from desktop_app.engine.jobs.rules import Ending
from desktop_app.engine.jobs.run import RunningJob
from desktop_app.engine.jobs.workers import WorkersState
from desktop_app.engine.progress import Meter
from desktop_app.gui.window_program import WindowProgram

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


def theirs(program: WindowProgram) -> tuple[Job, Job]:
    """A job of another lab group that waits for long, and one that was given up."""
    program.lab.whole_catalog.workspaces.add(WorkspaceEntry("physics", NOW))
    queue = program.lab.workers.queue
    mark = ProcessMark.of_this(part="test")
    by_hand = Job(JobKind.BACKUP, "beam", "nas", NOW, NOW, workspace="physics")
    lost = queue.end(queue.begin(by_hand, mark), Ending(1.0, fault=NoSpace("/mnt")))
    assert lost is not None
    later = NOW.replace(year=2099)
    waits = queue.add(Job(JobKind.BACKUP, "beam", "nas", NOW, later, workspace="physics"))
    return waits, lost


def refused(qtbot: QtBot, program: WindowProgram) -> None:
    """A message says so; it is closed."""

    def boxes() -> list[QMessageBox]:
        return [b for b in program.window.findChildren(QMessageBox) if b.isVisible()]

    qtbot.waitUntil(lambda: bool(boxes()))
    for box in boxes():
        box.close()
        box.deleteLater()


def test_a_page_that_was_given_a_foreign_job_changes_nothing(
    program: WindowProgram, qtbot: QtBot
) -> None:
    waits, lost = theirs(program)
    actions = program.activity._actions
    for act, job in (
        (actions.cancel, waits),
        (actions.dismiss, lost),
        (actions.retry, lost),
        (actions.retry, waits),
    ):
        act(job)
        refused(qtbot, program)
        queue = program.lab.workers.queue
        assert (queue.load(waits.key), queue.load(lost.key)) == (waits, lost)


def test_what_runs_for_others_is_not_shown(program: WindowProgram) -> None:
    waits, _ = theirs(program)
    running = RunningJob(waits, Meter().state(), None)
    state = WorkersState((running,), None, False)
    assert state.of("default") == ()
    assert state.of("physics") == (running,)


def test_the_tray_does_not_ring_for_others(program: WindowProgram, qtbot: QtBot) -> None:
    _, lost = theirs(program)
    heard: list[Job] = []
    program.lab.ended.connect(heard.append)
    own = Job(JobKind.BACKUP, "lab", "nas", NOW, NOW, state=JobState.DEAD, finished=NOW)
    program.lab._tell(lost)
    program.lab._tell(own)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [own]
