"""The ways to begin: open what another computer backed up, look at a sample, take over from
another program. Main thread only."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.demo.names import WORKSPACE
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE
from desktop_app.engine.errors import LabVaultError
from desktop_app.gui.lab import Lab
from desktop_app.gui.sample import SampleServer


class Beginnings(QObject):
    """``changed``: something is known that was not; ``restore`` opens that wizard; ``show`` asks
    for the window of another workspace; ``tell`` shows an error."""

    def __init__(
        self,
        lab: Lab,
        environment: Mapping[str, str],
        changed: Callable[[], None],
        restore: Callable[[], None],
        show: Callable[[str], None],
        tell: Callable[[LabVaultError], None],
        parent: QObject | None = None,
    ) -> None:
        """``environment``: what the settings of other programs name variables of."""
        super().__init__(parent)
        self._lab, self._environment = lab, environment
        self._changed, self._restore, self._show, self._tell = changed, restore, show, tell
        self.window: QWidget | None = None
        self.server = SampleServer(lab, self)

    def open_repository(self) -> None:
        """An existing one, on a new computer or beside the others."""
        from desktop_app.gui.wizards.open_repository.wizard import open_repository_wizard

        wizard = open_repository_wizard(self._lab, self.window)
        self._run(wizard)
        if wizard.wants_restore:
            self._restore()

    def take_over(self) -> None:
        """The dumps and settings of CryoProtect."""
        from desktop_app.gui.wizards.takeover.wizard import takeover_wizard

        self._run(takeover_wizard(self._lab, self._environment, self.window))

    def show_sample(self) -> None:
        """The sample laboratory; it is made first if there is none."""
        from desktop_app.demo import laboratory
        from desktop_app.gui.wizards.sample.wizard import sample_wizard

        there = laboratory.is_there(self._lab.whole_catalog)
        if there or self._run(sample_wizard(self._lab, self.window)):
            self._show(WORKSPACE)

    def remove_sample(self) -> None:
        """All of it; the window then shows the workspace that is always there."""
        self.server.stop()
        self._lab.tasks.run(
            self,
            self.server.remove,
            lambda _: self._show(DEFAULT_WORKSPACE),
            self._not_removed,
        )

    def _not_removed(self, error: LabVaultError) -> None:
        self.server.start()
        self._tell(error)

    def _run(self, wizard: QDialog) -> bool:
        """Whether somebody went to its end."""
        accepted = wizard.exec() == QDialog.DialogCode.Accepted
        wizard.deleteLater()
        self._changed()
        return accepted
