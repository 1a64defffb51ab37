"""A small line of sizes over time, without axes: which way it goes, at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.gui.theme.tokens import GRID

DOT = 3.0
LINE = 2.0


class Trend(QWidget):
    """``values`` oldest first; fewer than two draw nothing but a dot. ``words`` say the same."""

    def __init__(self, values: Sequence[float], words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = tuple(values)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(11 * GRID, 4 * GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        points = line_points(self._values, QRectF(self.rect()).adjusted(DOT, DOT, -DOT, -DOT))
        if not points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self.palette().color(QPalette.ColorRole.Highlight))
        painter.setPen(QPen(colour, LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(points)
        painter.setBrush(colour)
        painter.drawEllipse(points[-1], DOT - 1, DOT - 1)
        painter.end()


def line_points(values: Sequence[float], room: QRectF) -> list[QPointF]:
    """Where the values lie in the room: from left to right, the greatest at the top."""
    if not values:
        return []
    low, high = min(values), max(values)
    # What hardly changes is drawn nearly flat, not as a mountain.
    span = max(high - low, abs(high) * 0.2) or 1.0
    step = room.width() / max(1, len(values) - 1)
    start = room.left() if len(values) > 1 else room.right()
    middle = (high + low) / 2
    return [
        QPointF(start + at * step, room.center().y() - (value - middle) / span * room.height())
        for at, value in enumerate(values)
    ]
