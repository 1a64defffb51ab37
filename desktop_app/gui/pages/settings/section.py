"""What every section of the settings is: its answer, its facts, a body, and one line that says
what came of the last change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.gui.error_text import error_text
from desktop_app.gui.models.state import Tone
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.tasks import Task
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.flow import FlowRow
from desktop_app.gui.widgets.form import Form
from desktop_app.gui.widgets.labels import paragraph, set_tone

T = TypeVar("T")


class Section(QWidget):
    """Subclasses fill ``body`` and override :meth:`refresh`. ``said``: the heading is another.
    Main thread only."""

    said = Signal()

    def __init__(self, office: Office, name: str) -> None:
        super().__init__()
        self.office, self.lab, self.name = office, office.lab, name
        self.heading, self.facts = name, ""
        self._told = paragraph("", "note")
        self._told.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID + 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self.body, 1)
        column.addWidget(self._told)

    def refresh(self) -> None:
        """Look again."""

    def say(self, heading: str, facts: str) -> None:
        """The answer, and the facts in one sentence."""
        self.heading, self.facts = heading, facts
        self.said.emit()

    def tell(self, tone: Tone, words: str) -> None:
        """What came of the last change."""
        self._told.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        self._told.setVisible(bool(words))
        set_tone(self._told, tone)

    def run(self, work: Callable[[Meter], T], done: Callable[[T], None]) -> Task[T]:
        """Work in a task; what goes wrong is told here."""
        return self.lab.tasks.run(self, work, done, self.fail)

    def fail(self, error: LabVaultError) -> None:
        self.tell(Tone.BAD, str(error_text(error)))

    def ask(self, form: Form, done: Callable[[object], None]) -> None:
        """Show a form; ``done`` gets what its work returned."""
        form.done_with.connect(done)
        self.tell(Tone.NONE, "")
        form.open()


def button_row(*buttons: QWidget) -> FlowRow:
    """Buttons side by side, from the left, and on below where there is no room."""
    row = FlowRow()
    row.add(*buttons)
    return row
