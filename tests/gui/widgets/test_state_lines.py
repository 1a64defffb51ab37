"""Lines of findings take the room that they need, and no more than there is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.widgets.state_lines import LEAST_HEIGHT, MOST, StateLines

LONG = State(Tone.WARNING, "public.readings: permission denied, so its rows were left out. " * 3)


@pytest.fixture
def lines(qtbot: QtBot) -> StateLines:
    """Below a table, in a small window."""
    lines, window = StateLines("What was found"), QWidget()
    column = QVBoxLayout(window)
    column.addWidget(QTableView(), 3)
    column.addWidget(lines, 2)
    window.resize(640, 400)
    qtbot.addWidget(window)
    window.show()
    lines.window_kept = window  # type: ignore[attr-defined]
    return lines


def test_a_few_are_seen_whole(qtbot: QtBot, lines: StateLines) -> None:
    lines.show_states([LONG, State(Tone.OK, "All roles are there")])
    qtbot.waitUntil(lambda: lines.height() == lines.widget().height())
    assert lines.focusPolicy() == Qt.FocusPolicy.NoFocus
    lines.show_states([State(Tone.OK, "All roles are there")])
    qtbot.waitUntil(lambda: lines.height() == lines.widget().height() < LEAST_HEIGHT)
    lines.show_states([])
    assert not lines.isVisible()


def test_many_leave_the_table_its_room_and_scroll(qtbot: QtBot, lines: StateLines) -> None:
    lines.show_states([LONG] * (MOST + 5))
    qtbot.waitUntil(lambda: lines.verticalScrollBar().maximum() > 0)
    (table,) = lines.window_kept.findChildren(QTableView)  # type: ignore[attr-defined]
    assert table.height() > lines.height() >= LEAST_HEIGHT
    qtbot.waitUntil(lambda: lines.focusPolicy() == Qt.FocusPolicy.TabFocus)
    told = [each.text() for each in lines.findChildren(QLabel)]
    assert (len(told), told[-1]) == (MOST + 1, "… and 5 more")


def test_what_was_filled_before_it_was_seen_is_laid_out_for_its_place(qtbot: QtBot) -> None:
    lines, window = StateLines("What you will see"), QWidget()
    lines.show_states([State(Tone.NONE, "Back it up again after a day of work")] * 8)
    column = QVBoxLayout(window)
    column.addWidget(lines)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(800, 400)
    window.show()

    def is_laid_out() -> bool:
        each = lines.findChildren(QLabel)
        one = each[0].sizeHint().height()
        return all(e.height() == e.heightForWidth(e.width()) for e in each) and one > 0

    qtbot.waitUntil(is_laid_out)
    assert lines.verticalScrollBar().maximum() == 0
    assert window.minimumSizeHint().height() < 200
