"""A row of controls that goes on below where there is no room beside: no word is ever cut."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from desktop_app.gui.theme.tokens import GRID


class FlowRow(QWidget):
    """``add`` puts controls beside each other from the left; those ``at_end`` stand at the right
    of their line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = _Flow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, *controls: QWidget, at_end: bool = False) -> None:
        for control in controls:
            self._flow.at_end += [control] if at_end else []
            self._flow.addWidget(control)


class _Flow(QLayout):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.at_end: list[QWidget] = []
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(GRID)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 (Qt's name)
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        lines = self._lines(width)
        return sum(_height(line) for line in lines) + self.spacing() * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:  # noqa: N802
        """All in one line."""
        return QSize(_width(self._items, self.spacing()), _height(self._items))

    def minimumSize(self) -> QSize:  # noqa: N802
        """The widest control alone."""
        return QSize(
            max((item.minimumSize().width() for item in self._items), default=0),
            _height(self._items),
        )

    def setGeometry(self, area: QRect) -> None:  # noqa: N802
        super().setGeometry(area)
        top = area.top()
        for line in self._lines(area.width()):
            self._place(line, QRect(area.left(), top, area.width(), _height(line)))
            top += _height(line) + self.spacing()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        for item in (each for each in self._items if not each.isEmpty()):
            if lines and _width([*lines[-1], item], self.spacing()) <= width:
                lines[-1].append(item)
            else:
                lines.append([item])
        return lines

    def _place(self, line: list[QLayoutItem], area: QRect) -> None:
        left = area.left()
        room = area.width() - _width(line, self.spacing())
        for item in line:
            if room > 0 and item.widget() in self.at_end:
                left, room = left + room, 0
            width, height = min(_wish(item).width(), area.width()), _wish(item).height()
            item.setGeometry(QRect(left, area.top() + (area.height() - height) // 2, width, height))
            left += width + self.spacing()


def _wish(item: QLayoutItem) -> QSize:
    """What the control wishes; a layout's item does not say it for one that may be of any width."""
    widget = item.widget()
    return widget.sizeHint() if widget else item.sizeHint()


def _width(line: list[QLayoutItem], space: int) -> int:
    widths = [_wish(item).width() for item in line if not item.isEmpty()]
    return sum(widths) + space * max(0, len(widths) - 1)


def _height(line: list[QLayoutItem]) -> int:
    return max((_wish(item).height() for item in line if not item.isEmpty()), default=0)
