"""A control with its name above and, where something is wrong with it, a line below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.gui.models.state import Tone
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.labels import label, paragraph, set_tone


class Field(QWidget):
    """``name`` is also what a screen reader calls the control, unless it has a name. ``note``
    says what may be put in; what is wrong takes its place."""

    def __init__(self, name: str, control: QWidget, note: str = "") -> None:
        super().__init__()
        self.control = control
        self._note, self._problem = note, ""
        if not control.accessibleName():
            control.setAccessibleName(name)
        title = label(name, "note")
        title.setBuddy(control)
        self._line = paragraph("", "note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 4)
        column.addWidget(title)
        column.addWidget(control)
        column.addWidget(self._line)
        self._show()

    @property
    def problem(self) -> str:
        return self._problem

    def complain(self, problem: str, tone: Tone = Tone.BAD) -> None:
        """Say what is wrong; an empty text says that nothing is."""
        self._problem, self._tone = problem, tone
        self._show()

    def _show(self) -> None:
        if self._problem:
            self._line.setText(f"{self._tone.shape}  {self._problem}")
            set_tone(self._line, self._tone)
        else:
            self._line.setText(self._note)
            set_tone(self._line, Tone.NONE)
        self._line.setVisible(bool(self._line.text()))
        self.control.setAccessibleDescription(self._problem or self._note)


def side_by_side(*parts: tuple[QWidget, int]) -> QWidget:
    """Widgets in a row, with how much of the room each takes; their tops in one line."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2 * GRID)
    for part, share in parts:
        row.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
    whole = QWidget()
    whole.setLayout(row)
    return whole


def secret_line(name: str) -> QLineEdit:
    """A line whose content is not shown."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(name)
    return made
