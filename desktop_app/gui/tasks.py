"""The one place where work moves between threads.

A task runs on a thread of its own and its outcome comes back on the main thread, to whoever
asked, unless that widget is gone by then. Work gets a :class:`Meter`; a page polls it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.engine.errors import Bug, LabVaultError
from desktop_app.engine.progress import Meter

T = TypeVar("T")


@dataclass(eq=False)
class Task(Generic[T]):
    """Work under way. ``meter`` may be polled from the main thread; :meth:`cancel` stops it."""

    owner: QObject
    done: Callable[[T], None]
    failed: Callable[[LabVaultError], None]
    meter: Meter = field(default_factory=Meter)
    ended: bool = False

    def cancel(self) -> None:
        """Ask for the stop; ``failed`` then gets :class:`Cancelled`."""
        self.meter.cancel.cancel()


@dataclass(frozen=True)
class _Outcome:
    task: Task[Any]
    result: object
    fault: LabVaultError | None


class Tasks(QObject):
    """Starts tasks and delivers their outcomes. Made on the main thread, one per application.

    ``idle`` is emitted when the last task has ended.
    """

    idle = Signal()
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: dict[Task[Any], threading.Thread] = {}
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[Meter], T],
        done: Callable[[T], None],
        failed: Callable[[LabVaultError], None],
    ) -> Task[T]:
        """Start ``work`` on a thread; ``done`` or ``failed`` is called on the main thread, and
        neither when ``owner`` is gone."""
        task = Task(owner, done, failed)
        thread = threading.Thread(target=self._carry_out, args=(task, work), name="task")
        self._running[task] = thread
        thread.start()
        return task

    @property
    def count(self) -> int:
        """How many are under way."""
        return len(self._running)

    def stop(self) -> None:
        """Cancel all and wait for their threads; outcomes are not delivered any more."""
        self._ended.disconnect(self._deliver)
        for task in list(self._running):
            task.cancel()
        for thread in list(self._running.values()):
            thread.join()
        self._running.clear()

    def _carry_out(self, task: Task[T], work: Callable[[Meter], T]) -> None:
        try:
            outcome = _Outcome(task, work(task.meter), None)
        except LabVaultError as fault:
            outcome = _Outcome(task, None, fault)
        except Exception as fault:  # noqa: BLE001 (nothing may die unseen in a thread)
            bug = Bug(f"{type(fault).__name__} in a task")
            bug.__cause__ = fault
            outcome = _Outcome(task, None, bug)
        self._ended.emit(outcome)

    def _deliver(self, outcome: _Outcome) -> None:
        task = outcome.task
        thread = self._running.pop(task, None)
        if thread is None:  # it was on its way when all was stopped
            return
        thread.join()
        task.ended = True
        try:
            if shiboken6.isValid(task.owner):
                self._tell(outcome)
        finally:
            if not self._running:
                self.idle.emit()

    def _tell(self, outcome: _Outcome) -> None:
        if outcome.fault is None:
            outcome.task.done(outcome.result)
        else:
            outcome.task.failed(outcome.fault)
