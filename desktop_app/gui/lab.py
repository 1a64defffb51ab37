"""What the pages work with: the catalog, one workspace of it, the workers and the tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.engine.catalog.catalog import Catalog, Records
from desktop_app.engine.catalog.entries import Job, JobKind
from desktop_app.engine.job_runners import runners
from desktop_app.engine.jobs.workers import Workers
from desktop_app.engine.workspace import Ended, Recorder, Workspace
from desktop_app.gui import commands
from desktop_app.gui.tasks import Tasks

BY_HAND = 10  # the priority of what a person asked for and waits for


class OpenWorkspace(Protocol):
    """Opens a workspace by its name; ``recorder`` None notes runs as a person's own."""

    def __call__(self, name: str, recorder: Recorder | None = None) -> Workspace: ...


def utc_now() -> datetime:
    return datetime.now(UTC)


class Bell(QObject):
    """Carries what the workers tell from their threads to the main one."""

    rang = Signal(object)


class Lab(QObject):
    """Made on the main thread. ``catalog`` may be asked from any thread; :meth:`workspace` opens
    what a task works with, in the task's own thread. ``changed`` says that jobs began or ended,
    ``ended`` which :class:`Job` did, and how. ``clock`` gives the present moment in UTC.
    ``options`` are those with which the command line finds the same profile and workspace."""

    changed = Signal()
    ended = Signal(object)

    def __init__(
        self,
        catalog: Catalog,
        name: str,
        open_workspace: OpenWorkspace,
        tasks: Tasks,
        clock: Callable[[], datetime] = utc_now,
        options: tuple[str, ...] = (),
        beside: Lab | None = None,
        told: Ended | None = None,
    ) -> None:
        """``beside``: another lab of the same program, whose workers serve this one too. ``told``
        hears of each job that the workers ended, in their thread: it tells the people who are not
        at this window."""
        super().__init__()
        self._options = options
        self.whole_catalog, self.name, self.tasks, self.clock = catalog, name, tasks, clock
        self.catalog: Records = catalog.of(name)
        self._open = open_workspace
        works = runners(lambda workspace, recorder: open_workspace(workspace, recorder))
        self._served = beside is not None
        self._bell: Bell = beside._bell if beside else Bell()
        self._bell.rang.connect(self._tell)
        self._told = told
        self.workers: Workers = (
            beside.workers if beside else Workers(catalog, works, changed=self._hear)
        )

    def workspace(self, name: str = "") -> Workspace:
        """This one, or another of the catalog. To be used in a ``with``, by one thread."""
        return self._open(name or self.name)

    def beside(self, name: str) -> Lab:
        """The same program's work in another workspace; this one hears nothing any more. Raises
        :class:`UnknownName`."""
        options = commands.in_workspace(self._options, name)
        other = Lab(
            self.whole_catalog, name, self._open, self.tasks, self.clock, options, beside=self
        )
        self._bell.rang.disconnect(self._tell)
        return other

    def queue(self, kind: JobKind, target: str, **arguments: object) -> Job:
        """Queue what a person asked for; it comes before what a schedule asked for."""
        now = self.clock()
        entry = self.catalog.targets.load(target)
        job = Job(
            kind,
            target,
            entry.repository,
            now,
            now,
            workspace=self.name,
            priority=BY_HAND,
            arguments=arguments,
        )
        return self.workers.queue.add(job)

    def command(self, *words: str) -> str:
        """A line for a terminal that works with what this window works with."""
        return commands.line(*words, options=self._options)

    def begin(self) -> None:
        """Let the workers begin; those of a lab that this one came after are at it."""
        if not self._served:
            self.workers.start()

    def close(self) -> None:
        """End the work: what runs goes back to the queue."""
        self.tasks.stop()
        self.workers.stop()
        self.whole_catalog.close()

    def _hear(self, job: Job) -> None:
        """In the workers' thread."""
        if self._told is not None:
            self._told(self.whole_catalog, job)
        self._bell.rang.emit(job)

    @Slot(object)
    def _tell(self, job: Job) -> None:
        if job.workspace != self.name:
            return  # the workers serve all workspaces, this window one
        if job.finished is not None:
            self.ended.emit(job)
        self.changed.emit()
