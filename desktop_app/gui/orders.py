"""What the window asks the queue for: jobs of the open workspace, and of no other. Main thread
only, but for what is said to be for a task's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop_app.engine.catalog.entries import Job, JobKind
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.jobs.queue import OwnJobs
from desktop_app.engine.model import Level, Snapshot
from desktop_app.engine.roles import action_of
from desktop_app.gui import commands
from desktop_app.gui.lab import Lab
from desktop_app.gui.pause import Pause

MOST_LOOKED_AT = 100  # the newest jobs, among which a backup that runs or waits is


class Orders(QObject):
    """``changed`` is called after each order, ``tell`` with the fault of one that is refused."""

    def __init__(
        self,
        lab: Lab,
        pause: Pause,
        changed: Callable[[], None],
        tell: Callable[[LabVaultError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._lab, self._pause = lab, pause
        self._changed, self._tell = changed, tell

    def back_up(self, target: str) -> None:
        self.give(lambda: self._lab.queue(JobKind.BACKUP, target))

    def back_up_all(self) -> None:
        """All that do not rest for longer than the pause."""
        for name in self._not_resting():
            self.back_up(name)

    def back_up_command(self) -> str:
        """What :meth:`back_up_all` does, for a terminal."""
        lines = (self._lab.command(*commands.back_up(name)) for name in self._not_resting())
        return "\n".join(lines)

    def verify(self, target: str, level: Level, snapshot: Snapshot | None = None) -> None:
        """Without a snapshot, the newest."""
        chosen = {"snapshot": snapshot.id} if snapshot else {}
        self.give(lambda: self._lab.queue(JobKind.VERIFY, target, level=level.value, **chosen))

    def cancel(self, key: int) -> None:
        self.give(lambda: self._own().cancel(key))

    def cancel_backup(self, target: str) -> None:
        """The backup of a target that runs or waits."""
        for job in self._lab.catalog.jobs.list(MOST_LOOKED_AT):
            if job.target == target and job.kind is JobKind.BACKUP and job.finished is None:
                self.cancel(job.key)

    def dismiss(self, job: Job) -> None:
        self.give(lambda: self._own().dismiss(job.key))

    def retry(self, job: Job) -> None:
        """In a task: a manager may have to be asked for a password."""
        self._lab.tasks.run(
            self, lambda _: self._permitted_retry(job), lambda _: self._changed(), self._tell
        )

    def lines(self, job: Job) -> tuple[str, ...]:
        """The log of a job. For a task's thread."""
        told = self._lab.catalog.jobs.lines(job.key)
        return tuple(f"{line.at.astimezone():%H:%M:%S}  {line.line}" for line in told)

    def give(self, order: Callable[[], object]) -> None:
        """A change of the queue: short, and told when it is refused."""
        try:
            order()
        except LabVaultError as error:
            self._tell(error)
        self._changed()

    def _permitted_retry(self, job: Job) -> Job:
        with self._lab.workspace() as workspace:
            workspace.permit(action_of(workspace.catalog.jobs.load(job.key)))
            return self._own().retry(job.key)

    def _not_resting(self) -> list[str]:
        targets = self._lab.catalog.targets.list()
        return [t.name for t in targets if not t.paused or t.name in self._pause.targets]

    def _own(self) -> OwnJobs:
        return self._lab.workers.queue.of(self._lab.name)
