"""The strip below the pages: the job that runs, how far it is, and what is worth knowing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_OUTSIDE, STATUS_HEIGHT
from desktop_app.gui.widgets.labels import label
from desktop_app.gui.widgets.part_bar import PartBar


class StatusStrip(QWidget):
    """Shows one running job, or that nothing runs."""

    def __init__(self, idle: str) -> None:
        super().__init__()
        self.setObjectName("statusStrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(STATUS_HEIGHT)
        self._idle = idle
        self._doing, self._figures = label(idle, "strong"), label("", "muted")
        self._bar = PartBar(tr("Progress of the running job"))
        self._bar.setFixedWidth(28 * GRID)
        self._place = label("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN_OUTSIDE, 0, MARGIN_OUTSIDE, 0)
        row.setSpacing(GRID)
        for each in (self._doing, self._bar, self._figures):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self._place)
        self.show_idle()

    def show_idle(self) -> None:
        self._doing.setText(self._idle)
        self._bar.hide()
        self._figures.clear()

    def show_job(self, doing: str, part: float | None, figures: str) -> None:
        """``part`` from 0 to 1; None when nobody knows how much there is."""
        self._doing.setText(doing)
        self._bar.show_part(part)
        self._bar.show()
        self._figures.setText(figures)

    def show_place(self, text: str) -> None:
        """What is said of the repository's room, on the right."""
        self._place.setText(text)
