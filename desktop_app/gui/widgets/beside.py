"""Two parts beside each other; in a narrow place the second goes below the first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

TURNS = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)


class Beside(QWidget):
    """``first`` takes the room that is left. It is to have ``least`` pixels, else there is no room
    for both."""

    def __init__(
        self, first: QLayout, second: QLayout, spacing: int, least: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._first, self._second, self._least = first, second, least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        self._row.addLayout(first, 1)
        self._row.addLayout(second)
        self._row.setAlignment(second, Qt.AlignmentFlag.AlignTop)

    @property
    def below(self) -> bool:
        """Whether the second stands below."""
        return self._row.direction() is QBoxLayout.Direction.TopToBottom

    def event(self, event: QEvent) -> bool:
        if event.type() in TURNS:
            self._arrange()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """That of the wider one: the other can stand below."""
        widths = self._first.minimumSize().width(), self._second.minimumSize().width()
        return QSize(max(widths), self._row.minimumSize().height())

    def _arrange(self) -> None:
        first = max(self._least, self._first.minimumSize().width())
        both = first + self._row.spacing() + self._second.sizeHint().width()
        below = self.width() < both
        if below == self.below:
            return
        way = QBoxLayout.Direction
        side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignTop
        self._row.setDirection(way.TopToBottom if below else way.LeftToRight)
        self._row.setAlignment(self._second, side)
