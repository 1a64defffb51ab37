"""Asking a person for a secret from any thread: the thread waits, the dialog is on the main one."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.engine.errors import Cancelled, SecretMistyped
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import label, paragraph

WIDTH = 52 * GRID
OF_USER = "password of "  # of a database's user, whose name follows


@dataclass
class _Question:
    what: str
    where: str
    twice: bool
    answered: threading.Event = field(default_factory=threading.Event)
    answer: str | None = None


class Questions(QObject):
    """A keyholder's asker that shows dialogs. Made on the main thread; any thread may ask, but
    the main one, which would wait for itself."""

    _asked = Signal(object)

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self.window = window
        self._one_at_a_time = threading.Lock()
        self._closed = threading.Event()
        self._asked.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def present(self) -> bool:
        """Nobody can be asked any more once the window is gone."""
        return not self._closed.is_set()

    def ask(self, what: str, where: str, *, twice: bool = False) -> str:
        """Raises :class:`Cancelled` when the person does not want to answer."""
        question = _Question(what, where, twice)
        with self._one_at_a_time:
            self._asked.emit(question)
            while not question.answered.wait(0.1):
                if self._closed.is_set():
                    raise Cancelled()
        if question.answer is None:
            raise Cancelled()
        if twice and not question.answer:
            raise SecretMistyped(what)
        return question.answer

    def tell(self, line: str) -> None:
        """The window shows the keyring's state in its settings; nothing to do here."""

    def close(self) -> None:
        """Let go of whoever waits."""
        self._closed.set()

    def _show(self, question: _Question) -> None:
        dialog = SecretDialog(question.what, question.where, question.twice, self.window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            question.answer = dialog.secret()
        dialog.deleteLater()
        question.answered.set()


class SecretDialog(QDialog):
    """Asks for one secret, once or twice."""

    def __init__(self, what: str, where: str, twice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("LabVault")
        self.setMinimumWidth(WIDTH)
        ask = tr("Choose a {what}") if twice else tr("The {what} is needed")
        secret = _named(what)
        self._first, self._second = _field(secret), _field(tr("The same again"))
        self._second.setVisible(twice)
        self._twice = twice
        self._hint = paragraph("", "note")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(MARGIN_INSIDE,) * 4)
        column.setSpacing(GRID)
        column.addWidget(label(ask.format(what=secret), "title"))
        column.addWidget(paragraph(tr("For {where}").format(where=shown(where)), "muted"))
        for each in (self._first, self._second, self._hint):
            column.addWidget(each)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(tr("Not now"), self.reject))
        self._give = button(tr("Use it"), self.accept, "primary")
        self._give.setDefault(True)
        row.addWidget(self._give)
        column.addLayout(row)
        for each in (self._first, self._second):
            each.textChanged.connect(lambda _: self._look())
        self._look()

    def secret(self) -> str:
        return self._first.text()

    def _look(self) -> None:
        alike = not self._twice or self._first.text() == self._second.text()
        self._hint.setText("" if alike else tr("The two are not alike yet."))
        self._give.setEnabled(alike and bool(self._first.text()))


def _named(asked: str) -> str:
    """What is asked for, in the window's language."""
    user = asked.removeprefix(OF_USER)
    return tr("password of {user}").format(user=shown(user)) if user != asked else tr(asked)


def _field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(name)
    made.setPlaceholderText(name)
    return made
