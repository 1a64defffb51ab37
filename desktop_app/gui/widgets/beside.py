"""Two parts beside each other; in a narrow place the second goes below the first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

TURNS = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)


class Beside(QWidget):
    """The first takes the room that is left, or the ``second_grows``. That one is to have ``least``
    pixels, else there is no room for both."""

    def __init__(
        self,
        first: QLayout,
        second: QLayout,
        spacing: int,
        least: int,
        parent: QWidget,
        *,
        second_grows: bool = False,
    ) -> None:
        super().__init__(parent)
        self._first, self._second, self._least = first, second, least
        self._growing, self._fixed = (second, first) if second_grows else (first, second)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        self._row.addLayout(first)
        self._row.addLayout(second)
        self._row.setStretchFactor(self._growing, 1)
        self._row.setAlignment(self._fixed, Qt.AlignmentFlag.AlignTop)

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
        growing = max(self._least, self._growing.minimumSize().width())
        both = growing + self._row.spacing() + self._fixed.sizeHint().width()
        below = self.width() < both
        if below == self.below:
            return
        way = QBoxLayout.Direction
        side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignTop
        self._row.setDirection(way.TopToBottom if below else way.LeftToRight)
        self._row.setAlignment(self._fixed, side)
