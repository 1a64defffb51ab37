"""A dialog that asks for something, does it in a task, and stays open when it cannot be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.gui.error_text import error_text
from desktop_app.gui.models.state import Tone
from desktop_app.gui.tasks import Task, Tasks
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import label, paragraph, set_tone
from desktop_app.gui.widgets.part_bar import PartBar

WIDTH, LABEL_WIDTH = 64 * GRID, 13 * GRID
FILLS = 1000  # a table takes all the room, and without it the rest stays above

Work = Callable[[Meter], object]


class Form(QDialog):
    """Subclasses add fields and say what is to be done with them. Main thread only. Opened with
    ``open``; ``done_with`` carries what the work returned, before the dialog closes."""

    done_with = Signal(object)

    def __init__(
        self, tasks: Tasks, title: str, facts: str, effect: str, parent: QWidget, role: str = ""
    ) -> None:
        """``effect`` is what the button says; ``role`` "danger" for what destroys."""
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task[object] | None = None
        self.setWindowTitle("LabVault")
        self.setMinimumWidth(WIDTH)
        self.setAccessibleName(title)
        self._title, self._facts = paragraph(title, "title"), paragraph(facts, "muted")
        self._facts.setVisible(bool(facts))
        self.fields = QFormLayout()
        self.fields.setVerticalSpacing(GRID)
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID)
        self._hint, self._bar = paragraph("", "note"), PartBar(tr("Progress"))
        self._close = button(tr("Cancel"), self.reject)
        self._go = button(effect, self.go, role or "primary")
        self._go.setDefault(role != "danger")
        self._command = command_button(self.command, about=title)
        self._lay_out()
        self.finished.connect(lambda _code: self.deleteLater())

    def ready(self) -> bool:
        """Whether what was typed so far can be used."""
        return True

    def work(self) -> Work:
        """What is to be done with it, for a task's thread: reads the fields now."""
        raise NotImplementedError

    def command(self) -> str:
        """The same as a command line; empty where there is none."""
        return ""

    def say(self, facts: str) -> None:
        """Other facts below the title."""
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))

    def name_effect(self, effect: str) -> None:
        self._go.setText(effect)
        self._go.setAccessibleName(effect)

    def look(self) -> None:
        """Something was typed."""
        self._go.setEnabled(self._task is None and self.ready())
        self._command.setVisible(bool(self.command()))

    def go(self) -> None:
        if not self.ready() or self._task is not None:
            return
        self._task = self._tasks.run(self, self.work(), self._done, self._fail)
        self.tell(Tone.NONE, "")
        self._bar.show_part(None)
        self._bar.show()
        self.look()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        self.look()
        super().showEvent(event)
        fields = (each for each in self.findChildren(QLineEdit) if each.isVisibleTo(self))
        if (first := next(fields, None)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        if self._task is not None:
            self._task.cancel()
            event.ignore()
        else:
            super().closeEvent(event)

    def tell(self, tone: Tone, words: str) -> None:
        self._hint.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        self._hint.setVisible(bool(words))
        set_tone(self._hint, tone)

    def field(self, words: str, control: QWidget) -> None:
        """One more control, with its name before it."""
        add_row(self.fields, words, control)

    def move_fields_below(self) -> None:
        """The fields come after the body."""
        self._column.removeItem(self.fields)
        self._column.insertLayout(self._column.indexOf(self._bar), self.fields)

    def line(self, words: str, *, secret: bool = False, placeholder: str = "") -> QLineEdit:
        """One more line to type."""
        made = QLineEdit()
        if secret:
            made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setPlaceholderText(placeholder)
        made.textChanged.connect(lambda _: self.look())
        self.field(words, made)
        return made

    def confirmation(self, name: str) -> QLineEdit:
        """One more line, where a name is typed that may be long: its words stand above it."""
        made = QLineEdit()
        made.setPlaceholderText(shown(name))
        made.textChanged.connect(lambda _: self.look())
        words = tr("Type {name} to confirm").format(name=shown(name))
        made.setAccessibleName(words)
        above = paragraph(words)
        above.setBuddy(made)
        self.fields.addRow(above)
        self.fields.addRow(made)
        return made

    def choice(self, words: str, *, checked: bool = False) -> QCheckBox:
        """One more box to tick."""
        made = QCheckBox(words)
        made.setChecked(checked)
        made.setAccessibleName(words)
        made.toggled.connect(lambda _: self.look())
        self.body.addWidget(made)
        return made

    def _done(self, result: object) -> None:
        self._task = None
        self.done_with.emit(result)
        self.accept()

    def _fail(self, error: LabVaultError) -> None:
        self._task = None
        self._bar.hide()
        self.look()
        words = error_text(error)
        self.tell(Tone.BAD, words.what if isinstance(error, Cancelled) else str(words))

    def _lay_out(self) -> None:
        self._bar.hide()
        self._hint.hide()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(*(MARGIN_INSIDE,) * 4)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addLayout(self.fields)
        column.addLayout(self.body)
        column.addWidget(self._bar)
        column.addWidget(self._hint)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._command)
        row.addStretch(1)
        row.addWidget(self._close)
        row.addWidget(self._go)
        column.addSpacing(GRID)
        column.addStretch(1)  # room that is left stands above the buttons, not between the words
        column.addLayout(row)


def add_row(fields: QFormLayout, words: str, control: QWidget) -> None:
    """A control with its name before it; the controls of several layouts stand in line."""
    control.setAccessibleName(words)
    name = label(words)
    name.setBuddy(control)
    name.setMinimumWidth(LABEL_WIDTH)
    name.setMinimumHeight(control.sizeHint().height())
    fields.addRow(name, control)


class ConfirmByName(Form):
    """Destroys something when its name was typed."""

    def __init__(
        self,
        tasks: Tasks,
        title: str,
        facts: str,
        effect: str,
        name: str,
        work: Work,
        parent: QWidget,
        command: str = "",
    ) -> None:
        self._name, self._carry_out, self._line = name, work, command
        super().__init__(tasks, title, facts, effect, parent, "danger")
        self._typed = self.confirmation(name)

    def ready(self) -> bool:
        return self._typed.text() == self._name

    def work(self) -> Work:
        return self._carry_out

    def command(self) -> str:
        return self._line
