"""The list of pages on the left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE, NAVIGATION_WIDTH
from desktop_app.gui.widgets.labels import label


class Navigation(QWidget):
    """Names of pages; ``chosen`` tells which one, by its place."""

    chosen = Signal(int)

    def __init__(self, product: str, about: str, pages: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(NAVIGATION_WIDTH)
        name = label(product)
        name.setObjectName("productName")
        self._about = label(about, "note")
        self._names = list(pages)
        self._list = QListWidget()
        self._list.setObjectName("navigationList")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setAccessibleName(tr("Pages"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in pages:
            item = QListWidgetItem(page)
            item.setSizeHint(QSize(NAVIGATION_WIDTH, 5 * GRID))
            self._list.addItem(item)
        self._list.currentRowChanged.connect(self.chosen)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN_INSIDE, MARGIN_INSIDE, GRID, 2 * GRID)
        head.setSpacing(2)
        head.addWidget(name)
        head.addWidget(self._about)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._list, 1)
        self.setTabOrder(self._list, self._list)

    def choose(self, place: int) -> None:
        self._list.setCurrentRow(place)

    def stay(self, place: int) -> None:
        """Name this page again; nobody goes there."""
        self._list.blockSignals(True)
        self._list.setCurrentRow(place)
        self._list.blockSignals(False)

    def set_about(self, text: str) -> None:
        self._about.setText(text)

    def set_count(self, place: int, count: int) -> None:
        """A number behind a page's name; 0 shows none."""
        name = self._names[place]
        self._list.item(place).setText(f"{name}    {count}" if count else name)

    def focus(self) -> None:
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
