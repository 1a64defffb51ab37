"""The wizards that pages open. Each is imported when it is opened: what they bring, drivers above
all, would be a tenth of the start. Main thread only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.engine.model import Snapshot
from desktop_app.gui.lab import Lab


class Doors:
    """``window`` is what a wizard stands before; ``changed`` is called when one was closed."""

    def __init__(self, lab: Lab, changed: Callable[[], None]) -> None:
        self._lab, self._changed = lab, changed
        self.window: QWidget | None = None

    def restore(
        self, target: str = "", snapshot: Snapshot | None = None, names: tuple[str, ...] = ()
    ) -> None:
        """``names``: of the items of the snapshot that are ticked already."""
        from desktop_app.gui.wizards.restore.wizard import restore_wizard

        self._open(restore_wizard(self._lab, self.window, target, snapshot, names))

    def protect(self) -> None:
        from desktop_app.gui.wizards.protect.wizard import protect_wizard

        self._open(protect_wizard(self._lab, self.window))

    def make_kit(self, repository: str) -> None:
        from desktop_app.gui.wizards.recovery_kit.wizard import recovery_kit_wizard

        self._open(recovery_kit_wizard(self._lab, self.window, repository))

    def drill(self, target: str = "", snapshot: Snapshot | None = None) -> None:
        from desktop_app.gui.wizards.drill.wizard import drill_wizard

        self._open(drill_wizard(self._lab, self.window, target, snapshot))

    def _open(self, wizard: QDialog) -> None:
        wizard.exec()
        wizard.deleteLater()
        self._changed()
