"""Work moves to a thread and its outcome comes back to the main thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.engine.errors import Bug, Cancelled, LabVaultError, NoSpace
from desktop_app.engine.progress import Meter
from desktop_app.gui.tasks import Tasks

MAIN = threading.main_thread()


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.stop()


def refuse(_outcome: object) -> None:
    pytest.fail("nobody asked for this outcome")


def test_work_is_done_elsewhere_and_told_here(qtbot: QtBot, tasks: Tasks) -> None:
    owner, told = QObject(), []

    def done(worked_on: threading.Thread) -> None:
        told.append((worked_on, threading.current_thread()))

    tasks.run(owner, lambda _: threading.current_thread(), done, refuse)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] is not MAIN
    assert told[0][1] is MAIN
    assert tasks.count == 0


def test_a_fault_is_told_as_what_it_is(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    faults: list[LabVaultError] = []

    def fails(_meter: Meter) -> None:
        raise NoSpace("/mnt/nas")

    def breaks(_meter: Meter) -> None:
        raise ZeroDivisionError

    tasks.run(owner, fails, refuse, faults.append)
    qtbot.waitUntil(lambda: len(faults) == 1)
    tasks.run(owner, breaks, refuse, faults.append)
    qtbot.waitUntil(lambda: len(faults) == 2)
    assert isinstance(faults[0], NoSpace)
    assert isinstance(faults[1], Bug)
    assert isinstance(faults[1].__cause__, ZeroDivisionError)


def test_a_task_can_be_cancelled(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    faults: list[LabVaultError] = []
    task = tasks.run(owner, lambda meter: meter.cancel.wait(60), refuse, faults.append)
    task.cancel()
    qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], Cancelled)


def test_nobody_is_told_when_the_owner_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    owner, go_on = QObject(), threading.Event()
    tasks.run(owner, lambda _: go_on.wait(60), refuse, refuse)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    with qtbot.waitSignal(tasks.idle):
        go_on.set()


def test_stopping_leaves_no_thread(qtbot: QtBot) -> None:
    tasks = Tasks()
    tasks.run(QObject(), lambda meter: meter.cancel.wait(60), refuse, refuse)
    tasks.stop()
    assert tasks.count == 0
    assert not [t for t in threading.enumerate() if t.name == "task"]
