"""What was found, a line each with its shape and colour; many lines scroll."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui import text
from desktop_app.gui.models.state import State
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.labels import label, paragraph, set_tone

MOST = 200
LEAST_HEIGHT = 12 * GRID  # pixels: four lines


class StateLines(QScrollArea):
    """As high as its lines, or as there is room for; then it scrolls, by the keyboard too."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("role", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines: list[QLabel] = []
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, GRID, 0)
        self._column.setSpacing(GRID)
        self._body = QWidget()
        self._body.setObjectName("cardBody")
        self._body.setLayout(self._column)
        self.setWidget(self._body)
        self.show_states(())

    def show_states(self, states: Sequence[State]) -> None:
        """These in place of what was shown; nothing at all takes no room."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [_line(state) for state in states[:MOST]]
        if (more := len(states) - MOST) > 0:
            self._lines.append(label(tr("… and {n} more").format(n=text.number(more)), "muted"))
        for line in self._lines:
            self._column.addWidget(line)
        self.verticalScrollBar().setValue(0)
        self.setVisible(bool(states))
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        if event.type() is QEvent.Type.Resize:
            self._column.invalidate()  # what was laid out before it was dressed counts no more
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = max(0, self._body.heightForWidth(self.viewport().width()))
        self.setMinimumHeight(min(height, LEAST_HEIGHT))
        self.setMaximumHeight(height)
        scrolls = height > self.height()
        focus = Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)


def _line(state: State) -> QLabel:
    line = paragraph(f"{state.tone.shape}  {state.word}")
    set_tone(line, state.tone)
    # Exactly as high as its words are at the width that there is.
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    line.setSizePolicy(policy)
    return line
