"""One job at work in this program."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from desktop_app.engine.catalog.entries import Job
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Cancelled
from desktop_app.engine.jobs.log import Log, LoggedProgress, LogLine
from desktop_app.engine.jobs.outcome import Runner
from desktop_app.engine.jobs.rules import Clock, Ending, Stop
from desktop_app.engine.progress import Cancel, Meter, ProgressState

Monotonic = Callable[[], float]
"""Seconds that no setting of a clock moves."""


@dataclass(frozen=True, slots=True)
class RunningJob:
    """A job at work, as a window shows it. ``stopping``: it was asked to stop, and why."""

    job: Job
    progress: ProgressState
    stopping: Stop | None


class Run:
    """The thread that does one job, its progress and its log.

    :meth:`start`, :meth:`stop` and :meth:`drain` belong to the thread that looks after it;
    :meth:`state` may be called from any. ``ended`` is called once, from the run's own thread.
    """

    def __init__(
        self,
        job: Job,
        runner: Runner,
        ended: Callable[[Run, Ending], None],
        clock: Clock,
        monotonic: Monotonic = time.monotonic,
    ) -> None:
        self.job = job
        self.ending: Ending | None = None
        self._runner, self._ended, self._monotonic = runner, ended, monotonic
        self._meter, self._log = Meter(Cancel()), Log(clock)
        self._began = monotonic()
        self._stop: Stop | None = None
        name = f"job {job.key}"
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def join(self) -> None:
        """Wait for the end of the thread, after it called ``ended``."""
        self._thread.join()

    def stop(self, why: Stop) -> None:
        """Ask it to stop; the first reason counts. Returns at once."""
        if self._stop is None:
            self._stop = why
            # What is closed to wake the work may take its time.
            threading.Thread(target=self._meter.cancel.cancel, daemon=True).start()

    @property
    def is_over_time(self) -> bool:
        limit = self.job.time_limit
        return limit is not None and self._monotonic() - self._began > limit

    def state(self) -> RunningJob:
        return RunningJob(self.job, self._meter.state(), self._stop)

    def drain(self) -> tuple[LogLine, ...]:
        """Lines that were told since the last time."""
        return self._log.drain()

    def put_back(self, lines: tuple[LogLine, ...]) -> None:
        """Lines that could not be kept now."""
        self._log.put_back(lines)

    def _work(self) -> None:
        outcome, fault = None, None
        try:
            outcome = self._runner(self.job, LoggedProgress(self._meter, self._log))
            self._log.tell_remarks(outcome.remarks)
        except BaseException as error:  # noqa: BLE001 (it becomes the job's ending, and is kept)
            fault = error
        if fault is not None and self._stop is not None and self._meter.cancel.cancelled:
            # Pipes and sockets were closed under it: whatever it made of that, it was stopped.
            fault = Cancelled()
        seconds = self._monotonic() - self._began
        self._ended(self, Ending(seconds, outcome, fault, self._stop))
