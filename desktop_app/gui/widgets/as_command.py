"""*As a command*: what an action is at a terminal, to be read and copied."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import label, paragraph

WIDTH, LEAST_LINES, MOST_LINES = 80 * GRID, 2, 10


class CommandDialog(QDialog):
    """Shows one command, or several, one a line. Copying is asked for: what somebody else put
    into the clipboard is not lost by looking."""

    def __init__(self, command: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("As a command"))
        self.setMinimumWidth(WIDTH)
        self._command = command
        self._told = label("", "note")
        self._copy = button(tr("Copy"), self._copy_it, "primary")
        self._copy.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(MARGIN_INSIDE,) * 4)
        column.setSpacing(GRID)
        column.addWidget(label(tr("The same at a terminal"), "title"))
        column.addWidget(paragraph(tr("It is done by the same engine and told here too."), "muted"))
        column.addWidget(_field(command))
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._told, 1)
        row.addWidget(button(tr("Close"), self.reject))
        row.addWidget(self._copy)
        column.addLayout(row)

    @property
    def command(self) -> str:
        return self._command

    def _copy_it(self) -> None:
        QGuiApplication.clipboard().setText(self._command)
        self._told.setText(tr("Copied."))


def command_button(
    command: Callable[[], str], *, about: str = "", parent: QWidget | None = None
) -> QPushButton:
    """A button that shows what ``command`` says at that moment; nothing where it says nothing.
    ``about`` completes the accessible name where several buttons say the same."""

    def pressed() -> None:
        if words := command():
            show_command(words, made)

    made = button(tr("As a command"), pressed, "link", about=about, parent=parent)
    return made


def show_command(command: str, parent: QWidget) -> None:
    """Show it until it is closed."""
    dialog = CommandDialog(command, parent)
    dialog.exec()
    dialog.deleteLater()


def _field(command: str) -> QPlainTextEdit:
    field = QPlainTextEdit(command)
    field.setReadOnly(True)
    field.setTabChangesFocus(True)
    field.setAccessibleName(tr("Command"))
    field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    lines = max(LEAST_LINES, min(MOST_LINES, len(command.splitlines())))
    margins = 2 * field.document().documentMargin() + 3 * GRID
    field.setFixedHeight(round(lines * field.fontMetrics().lineSpacing() + margins))
    field.selectAll()
    return field
