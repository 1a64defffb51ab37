"""Runs, noted in the catalog: that one began, that it is alive, and how it ended.

A run by hand is a job in state *running* from its first moment, so that all programs see it, no
worker begins the same, and ``labvault jobs cancel`` stops it. A run that is the work of a queued
job is noted by the workers, and only leaves its record with them.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import field
from typing import Protocol

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Figures, Job, JobKind
from desktop_app.engine.computer.process import ProcessMark
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Cancelled, EnvironmentFailed
from desktop_app.engine.jobs.log import Log, LoggedProgress
from desktop_app.engine.jobs.outcome import Outcome
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.jobs.rules import Ending, Stop, utc_now
from desktop_app.engine.model import Grade, Remark
from desktop_app.engine.progress import Progress, Silent

LOOK_SECONDS = 0.25
BEAT_SECONDS = 15.0
COUNTED = ("bytes", "stored", "items", "rows")


@dataclass(slots=True)
class Record:
    """What a run wants to leave; filled in while it goes on.

    The run tells its progress to ``progress``, which also writes the log. Of ``figures``,
    ``bytes`` (read), ``stored``, ``items`` and ``rows`` mean the same for every kind of job.
    """

    progress: Progress = field(default_factory=Silent)
    grade: Grade | None = None
    snapshot: str = ""
    figures: Figures | None = None
    remarks: tuple[Remark, ...] = ()

    def outcome(self) -> Outcome:
        """The same, as a job keeps it."""
        figures = dict(self.figures or {})
        counted = {name: _whole(figures.pop(name, None)) for name in COUNTED}
        grade = self.grade or Grade.OK
        return Outcome(grade, self.snapshot, remarks=self.remarks, more=figures, **counted)


def _whole(figure: int | float | str | None) -> int | None:
    return None if figure is None else int(figure)


Ended = Callable[[Catalog, Job], None]
"""Is told of a job that ended, and of the catalog it is in. It does not raise, and does not take
long."""


class Recorder(Protocol):
    """How the runs of a workspace are noted."""

    def recorded(
        self, kind: JobKind, target: str, repository: str, progress: Progress
    ) -> AbstractContextManager[Record]:
        """Note one run while the block goes on."""


class ByHand:
    """Runs that a person began in the foreground, each a job of its own."""

    def __init__(self, catalog: Catalog, workspace: str, ended: Ended | None = None) -> None:
        """``ended`` is told of each run that ended, and of what killed programs left."""
        self._queue, self._workspace = Queue(catalog), workspace
        self._catalog, self._told = catalog, ended

    @contextmanager
    def recorded(
        self, kind: JobKind, target: str, repository: str, progress: Progress
    ) -> Iterator[Record]:
        """Raises :class:`JobRunning` when the target is being backed up already."""
        if self._queue.has_abandoned():
            for left in self._queue.recover():
                self._tell(left)
        now, since = utc_now(), time.monotonic()
        job = Job(kind, target, repository, now, now, workspace=self._workspace)
        job = self._queue.begin(job, ProcessMark.of_this(part=uuid.uuid4().hex))
        log = Log(utc_now)
        record = Record(LoggedProgress(progress, log))
        fault: BaseException | None = None
        with _Heart(self._queue, job, progress) as heart:
            try:
                yield record
            except BaseException as error:
                fault = Cancelled() if isinstance(error, KeyboardInterrupt) else error
                raise
            finally:
                heart.rest()
                outcome = record.outcome() if fault is None else None
                log.tell_remarks(record.remarks)
                seconds = time.monotonic() - since
                # When the catalog fails as well, what ended the run is the news.
                with suppress(*([EnvironmentFailed] if fault else [])):
                    ending = Ending(seconds, outcome, fault, Stop.ASKED)
                    if ended := self._queue.end(job, ending, log.drain()):
                        self._tell(ended)

    def _tell(self, job: Job) -> None:
        if self._told is not None:
            self._told(self._catalog, job)


class WithinJob:
    """The run that is the work of a queued job; ``record`` is what it left. Of runs within it,
    like the verification in a drill, nothing is kept but what it says itself."""

    def __init__(self) -> None:
        self.record = Record()
        self._inside = False

    @contextmanager
    def recorded(
        self, kind: JobKind, target: str, repository: str, progress: Progress
    ) -> Iterator[Record]:
        """Leaves the noting to whoever runs the job."""
        if self._inside:
            yield Record(progress)
            return
        self.record, self._inside = Record(progress), True
        try:
            yield self.record
        finally:
            self._inside = False


class _Heart:
    """A thread that gives signs of life for a run, and stops it when somebody cancels the job."""

    def __init__(self, queue: Queue, job: Job, progress: Progress) -> None:
        self._queue, self._job, self._progress = queue, job, progress
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heart", daemon=True)

    def __enter__(self) -> _Heart:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.rest()

    def rest(self) -> None:
        """No more beats."""
        self._done.set()
        self._thread.join()

    def _beat(self) -> None:
        last = time.monotonic()
        while not self._done.wait(LOOK_SECONDS):
            # A missed beat is harmless, and the run's own end tells of a catalog that fails.
            with suppress(EnvironmentFailed):
                standing = self._queue.standing([self._job])[self._job.key]
                if standing.lost or standing.cancel_asked:
                    self._progress.cancel.cancel()
                    return
                if time.monotonic() - last > BEAT_SECONDS:
                    last = time.monotonic()
                    self._queue.renew([self._job])
