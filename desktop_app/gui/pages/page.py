"""What every page is: a heading that is the answer, one line of facts, and a body below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.theme.tokens import GRID, MARGIN_OUTSIDE
from desktop_app.gui.widgets.beside import Beside
from desktop_app.gui.widgets.labels import label, paragraph

LEAST_HEADING = 36 * GRID  # pixels


class Page(QWidget):
    """Subclasses fill ``body`` and override :meth:`refresh`, which is called when the page is
    shown and when what it shows may have changed. Main thread only."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._heading, self._facts = label("", "heading"), paragraph("", "muted")
        self._heading.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID + 4)
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID + 4)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self._facts)
        head = Beside(words, self._buttons, GRID, LEAST_HEADING, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_OUTSIDE, 3 * GRID, MARGIN_OUTSIDE, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(head)
        column.addLayout(self.body, 1)

    @property
    def heading(self) -> str:
        return self._heading.text()

    @property
    def facts(self) -> str:
        return self._facts.text()

    def refresh(self) -> None:
        """Look again."""

    def may_leave(self, go: Callable[[], object]) -> bool:
        """Whether another page may be shown, or the window closed: nothing would be lost. Where a
        person wants to finish something first, ``go`` is called when that is done."""
        return True

    def say(self, heading: str, facts: str) -> None:
        """The answer, and the facts in one sentence."""
        self._heading.setText(heading)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self.setAccessibleName(f"{self.name}: {heading}")

    def add_button(self, button: QPushButton) -> None:
        """Beside the heading."""
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)


def scrolling(column: QVBoxLayout, *, on_card: bool = False) -> QScrollArea:
    """A scroll area around a column of widgets; ``on_card``: a card shows through."""
    body = QWidget()
    body.setObjectName("cardBody" if on_card else "pageBody")
    body.setLayout(column)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setProperty("role", "bare" if on_card else "page")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    return area


def clear(column: QVBoxLayout) -> None:
    """Remove all that a layout holds."""
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
