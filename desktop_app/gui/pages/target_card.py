"""One target on the overview: its state, its figures, and its button."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.gui.models.overview import Card as CardValue
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import CARD_HEIGHT, GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import Elided, Pill, set_tone
from desktop_app.gui.widgets.trend import Trend

# Widths of a card's columns, in grid steps, so that the columns of all cards line up.
NAME, STATE, FIGURE, TREND, BUTTON = 20, 18, 16, 11, 14
FIGURES, GAPS = 3, 6


class TargetCard(Card):
    """In a narrow window the state stands below the name, and the trend gives way, so that the
    button is there in any."""

    def __init__(self, value: CardValue, act: QPushButton) -> None:
        super().__init__()
        self.setFixedHeight(CARD_HEIGHT)
        self.setMinimumWidth(1)
        self.setAccessibleName(f"{shown(value.target)}: {value.state.word}")
        room = max(BUTTON, math.ceil(_widest(act) / GRID))
        columns = NAME + STATE + FIGURES * FIGURE + TREND + room + GAPS
        self._whole = 2 * MARGIN_INSIDE + columns * GRID
        self._below = Pill(value.state)
        self._wide = (
            _cell(Pill(value.state), STATE),
            _cell(Trend(value.sizes, value.trend), TREND),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN_INSIDE, GRID, MARGIN_INSIDE, GRID)
        row.setSpacing(GRID)
        row.addWidget(_lines(shown(value.target), "title", value.about, below=self._below), 1)
        row.addWidget(self._wide[0])
        for figure in (value.newest, value.proof, value.next_run):
            words = _lines(figure.value, "strong", figure.note, figure.tone)
            words.setFixedWidth(FIGURE * GRID)
            row.addWidget(words)
        row.addWidget(self._wide[1])
        row.addWidget(_cell(act, room, Qt.AlignmentFlag.AlignRight))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._whole
        self._below.setVisible(narrow)
        for each in self._wide:
            each.setVisible(not narrow)


def _widest(act: QPushButton) -> int:
    """The width of a card's button in pixels, in this computer's font, whatever it says."""
    act.ensurePolished()
    says, found = act.text(), []
    for words in (tr("Back up now"), says):
        act.setText(words)
        found.append(act.sizeHint().width())
    return max(found)


def _lines(
    first: str,
    role: str,
    second: str,
    tone: Tone = Tone.NONE,
    below: QWidget | None = None,
) -> QWidget:
    top = Elided(first, role)
    if tone is not Tone.NONE:
        set_tone(top, tone)
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID // 2)
    column.addStretch(1)
    column.addWidget(top)
    column.addWidget(Elided(second, "note"))
    if below is not None:
        column.addWidget(below)
    column.addStretch(1)
    return both


def _cell(
    content: QWidget, width: int, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> QWidget:
    """A fixed width, so that the columns of all cards stand below one another."""
    cell = QWidget()
    cell.setFixedWidth(width * GRID)
    row = QHBoxLayout(cell)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(content, 0, side | Qt.AlignmentFlag.AlignVCenter)
    return cell
