"""Two parts stand beside each other, or below, by the room that there is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.widgets.beside import Beside


def test_the_second_goes_below_where_the_first_would_have_too_little(qtbot: QtBot) -> None:
    words, buttons, whole = QVBoxLayout(), QVBoxLayout(), QWidget()
    heading, button = QLabel("1 target needs you"), QPushButton("Back up")
    heading.setWordWrap(True)
    words.addWidget(heading)
    buttons.addWidget(button)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    beside = Beside(words, buttons, 8, 300, whole)
    column.addWidget(beside)
    qtbot.addWidget(whole)
    both = 300 + 8 + button.sizeHint().width()
    whole.resize(both, 200)
    whole.show()
    qtbot.waitUntil(lambda: button.x() >= heading.x() + 300)
    assert not beside.below
    whole.resize(both - 1, 200)
    qtbot.waitUntil(lambda: button.y() >= heading.y() + heading.height())
    assert beside.below
    whole.resize(both, 200)
    qtbot.waitUntil(lambda: not beside.below)
    button.setText("Back up all of them now")  # what grows needs room as well
    qtbot.waitUntil(lambda: beside.below)
