"""Where the running window sits: it can make room for one of another workspace or language,
while the program, its workers and what they do go on. Main thread only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from desktop_app.engine.errors import LabVaultError
from desktop_app.gui.lab import Lab
from desktop_app.gui.window_program import WindowProgram

Make = Callable[[Lab], WindowProgram]


class Seat(QObject):
    """``make`` makes a window for a lab."""

    def __init__(self, lab: Lab, make: Make) -> None:
        super().__init__()
        self._make = make
        self.program = self._seated(lab)

    def start(self, *, hidden: bool = False) -> None:
        """Begin to work, and show the window unless it is ``hidden`` in the tray."""
        self.program.start(hidden=hidden)

    def come_forward(self) -> None:
        self.program.window.come_forward()

    def quit(self) -> None:
        self.program.quit()

    def change(self, workspace: str) -> None:
        """A new window in the place of this one, on a workspace: the same or another. When there
        is none of that name any more, it is told, and all stays as it is."""
        before = self.program
        try:
            lab = before.lab.beside(workspace)
        except LabVaultError as error:
            before.tell(error)
            return
        before.leave()
        self.program = self._seated(lab)
        self.program.start()
        for each in (before.window, before, before.lab):
            each.deleteLater()

    def _seated(self, lab: Lab) -> WindowProgram:
        program = self._make(lab)
        # Not at once: whoever asks is a part of the window that goes.
        program.change_asked.connect(self.change, Qt.ConnectionType.QueuedConnection)
        return program
