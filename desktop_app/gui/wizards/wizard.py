"""What every wizard is: its steps on the left, one step on the right, Back always possible.

A step shows itself when it is entered and says whether the next may come. The primary button
names its effect. Closing while something runs asks first.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.text import later, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE, MARGIN_OUTSIDE, NAVIGATION_WIDTH
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import label, paragraph

SIZE = QSize(1000, 640)
MARKS = {"done": "✓", "current": "●", "coming": "○"}
STATES = {"done": later("done"), "current": later("current"), "coming": later("coming")}


class Step(QWidget):
    """One step. ``changed`` tells that the heading, the button or its state may have changed."""

    changed = Signal()
    done = Signal()
    name = ""
    passing = False  # a step that acts when it is entered: going back goes past it

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.facts = "", ""
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GRID + 4)

    def enter(self) -> None:
        """The step is shown: fill it."""

    def ready(self) -> bool:
        """Whether the primary button can be pressed."""
        return True

    def forward(self) -> str:
        """What the primary button says: its effect."""
        return tr("Continue")

    def go_on(self) -> None:
        """The primary button was pressed; emit ``done`` when the next step may come."""
        self.done.emit()

    def busy(self) -> bool:
        """Whether work goes on that closing would stop."""
        return False

    def stop(self) -> None:
        """Stop that work."""

    def leaving(self) -> str:
        """What stopping the work that goes on would leave, as a question."""
        return tr("Stop it, and leave everything as it was?")

    def may_go_back(self) -> bool:
        return not self.busy()

    def command(self) -> str:
        """The same as a command line; empty where there is none."""
        return ""

    def say(self, heading: str, facts: str = "") -> None:
        self.heading, self.facts = heading, facts
        self.changed.emit()


class Wizard(QDialog):
    """Runs steps in order. The last step's primary button closes it."""

    def __init__(self, title: str, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(SIZE)
        self.steps = tuple(steps)
        self._at = 0
        self._marks: list[QLabel] = []
        self._stack = QStackedWidget()
        self._heading, self._facts = label("", "heading"), paragraph("", "muted")
        self._back = button(tr("Back"), self._go_back)
        self._forward = button("", self._go_on, "primary")
        self._command = command_button(lambda: self.step.command())
        for step in self.steps:
            self._stack.addWidget(step)
            step.changed.connect(self._show)
            step.done.connect(self._next)
        self._lay_out()
        self._enter(0)

    @property
    def step(self) -> Step:
        return self.steps[self._at]

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        if self.may_close():
            event.accept()
        else:
            event.ignore()

    def reject(self) -> None:
        if self.may_close():
            super().reject()

    def may_close(self) -> bool:
        """Whether it may be closed before its end."""
        return self.may_leave()

    def may_leave(self) -> bool:
        """Whether the work of this step may be left; a person is asked where it goes on."""
        if not self.step.busy():
            return True
        asked = QMessageBox(self)
        asked.setWindowTitle(self.windowTitle())
        asked.setText(tr("This is still running."))
        asked.setInformativeText(self.step.leaving())
        stop = asked.addButton(tr("Stop it"), QMessageBox.ButtonRole.DestructiveRole)
        stay = asked.addButton(tr("Let it run"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(stay)
        asked.exec()
        if asked.clickedButton() is not stop:
            return False
        self.step.stop()
        return True

    def _enter(self, place: int) -> None:
        self._at = place
        self._stack.setCurrentIndex(place)
        self.step.enter()
        self._show()

    def _show(self) -> None:
        step = self.step
        self._heading.setText(step.heading)
        self._facts.setText(step.facts)
        self._facts.setVisible(bool(step.facts))
        self._forward.setText(step.forward())
        self._forward.setAccessibleName(step.forward())
        self._forward.setEnabled(step.ready())
        self._forward.setDefault(step.ready())
        self._back.setEnabled(self._at > 0 and step.may_go_back())
        self._command.setVisible(bool(step.command()))
        for at, mark in enumerate(self._marks):
            state = "done" if at < self._at else "current" if at == self._at else "coming"
            mark.setText(f"{MARKS[state]}  {self.steps[at].name}")
            mark.setProperty("step", state)
            mark.setAccessibleName(f"{self.steps[at].name}: {tr(STATES[state])}")
            mark.style().unpolish(mark)
            mark.style().polish(mark)

    def _go_back(self) -> None:
        if self._at > 0 and self.may_leave():
            before = (at for at in range(self._at - 1, -1, -1) if not self.steps[at].passing)
            self._enter(next(before, 0))

    def _go_on(self) -> None:
        self.step.go_on()

    def _next(self) -> None:
        if self._at + 1 < len(self.steps):
            self._enter(self._at + 1)
        else:
            self.accept()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._step_list())
        right = QWidget()
        right.setObjectName("stepBody")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(right)
        column.setContentsMargins(MARGIN_OUTSIDE, 3 * GRID, MARGIN_OUTSIDE, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._heading)
        column.addWidget(self._facts)
        column.addSpacing(GRID)
        column.addWidget(self._stack, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self._command)
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._forward)
        column.addLayout(buttons)
        row.addWidget(right, 1)

    def _step_list(self) -> QWidget:
        steps = QWidget()
        steps.setObjectName("steps")
        steps.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        steps.setFixedWidth(NAVIGATION_WIDTH)
        column = QVBoxLayout(steps)
        column.setContentsMargins(MARGIN_INSIDE, 3 * GRID, GRID, GRID)
        column.setSpacing(GRID + 4)
        for step in self.steps:
            mark = label(step.name)
            mark.setWordWrap(True)
            self._marks.append(mark)
            column.addWidget(mark)
        column.addStretch(1)
        return steps
