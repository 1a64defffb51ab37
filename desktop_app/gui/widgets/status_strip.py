"""The strip below the pages: the job that runs, how far it is, and what is worth knowing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_OUTSIDE, STATUS_HEIGHT
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import label
from desktop_app.gui.widgets.part_bar import PartBar


class StatusStrip(QWidget):
    """Shows one running job with a way to stop it, or that nothing runs. ``cancel_asked`` tells
    the key of the job that was shown when somebody pressed *Cancel*."""

    cancel_asked = Signal(int)

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
        for line in (self._doing, self._figures):
            line.setMinimumWidth(1)  # a long name must not make the window wider
        self._key, self._told = 0, ""
        self._cancel = button(tr("Cancel"), lambda: self.cancel_asked.emit(self._key), "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN_OUTSIDE, 0, MARGIN_OUTSIDE, 0)
        row.setSpacing(GRID)
        for each in (self._doing, self._bar, self._figures, self._cancel):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self._place)
        self.show_idle()

    def show_idle(self) -> None:
        self._doing.setText(self._told or self._idle)
        self._doing.setToolTip(self._told)
        self._cancel.hide()
        self._bar.hide()
        self._figures.clear()

    def tell(self, words: str) -> None:
        """What became of a job, in place of that nothing runs, until the next one does."""
        self._told = words
        if self._cancel.isHidden():
            self.show_idle()

    def show_job(
        self, doing: str, part: float | None, figures: str, key: int, *, stopping: bool = False
    ) -> None:
        """``part`` from 0 to 1; None when nobody knows how much there is."""
        self._key, self._told = key, ""
        self._doing.setText(doing)
        self._cancel.show()
        self._cancel.setEnabled(not stopping)
        self._cancel.setAccessibleName(f"{self._cancel.text()}: {doing}")
        self._bar.show_part(part)
        self._bar.show()
        self._figures.setText(figures)

    def show_place(self, text: str) -> None:
        """What is said of the repository's room, on the right."""
        self._place.setText(text)
