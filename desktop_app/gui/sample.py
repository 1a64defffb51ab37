"""The server of the sample laboratory, which runs as long as the window shows its workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.demo.names import WORKSPACE
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter, Silent
from desktop_app.gui.lab import Lab

if TYPE_CHECKING:
    from desktop_app.engine.sources.postgres.scratch.server import ScratchServer


class SampleServer(QObject):
    """Main thread only; the work is done in tasks. Made for a lab of any workspace: for another
    than the sample's it does nothing."""

    def __init__(self, lab: Lab, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._wanted = False
        self.running: ScratchServer | None = None
        self.failed: LabVaultError | None = None

    @property
    def is_for_sample(self) -> bool:
        return self._lab.name == WORKSPACE

    def start(self) -> None:
        """Let the database answer, so that the sample can be backed up and restored."""
        if self.is_for_sample and self.running is None and not self._wanted:
            self._wanted = True
            self._lab.tasks.run(self, self._begin, self._began, self._fail)

    def stop(self) -> None:
        """Harmless when it does not run. One that is just starting ends when it is up, or with a
        second call when all tasks have ended."""
        self._wanted = False
        running, self.running = self.running, None
        if running is not None:
            running.close()

    def remove(self, _meter: Meter) -> None:
        """Remove the sample with all its data. For a task's thread, after :meth:`stop`."""
        from desktop_app.demo import laboratory

        with self._lab.workspace(WORKSPACE) as workspace:
            place = laboratory.laboratory_of(workspace.profile)
            laboratory.remove(workspace, place, Silent())

    def _begin(self, _meter: Meter) -> None:
        from desktop_app.demo import laboratory

        with self._lab.workspace() as workspace:
            place = laboratory.laboratory_of(workspace.profile)
            server = place.server()
            try:
                place.make_known(workspace, server)
            except BaseException:
                server.close()
                raise
        self.running = server  # here, so that it is known of even if nobody waits for the task
        if not self._wanted:
            self.stop()

    def _began(self, _nothing: None) -> None:
        if not self._wanted:
            self.stop()

    def _fail(self, error: LabVaultError) -> None:
        self._wanted, self.failed = False, error
