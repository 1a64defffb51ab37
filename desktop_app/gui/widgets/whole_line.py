"""The state of a table's chosen row in full, for which its cell has no room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QTableView

from desktop_app.gui.models.state import State
from desktop_app.gui.widgets.labels import paragraph, set_tone


class WholeLine(QLabel):
    """Follows the view; hidden while nothing is chosen. ``state_of`` is asked for the row."""

    def __init__(self, view: QTableView, state_of: Callable[[Any], State]) -> None:
        super().__init__()
        made = paragraph("")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(made.textInteractionFlags())
        self.setSizePolicy(made.sizePolicy())
        self._view, self._state_of = view, state_of
        view.selectionModel().currentChanged.connect(lambda now, _before: self._show(now))
        view.model().modelReset.connect(lambda: self._show(QModelIndex()))
        self.hide()

    def choose(self, index: QModelIndex) -> None:
        """Choose a row, as a person would; an invalid one chooses none."""
        self._view.setCurrentIndex(index)
        self._show(index)

    def _show(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if row is not None:
            state = self._state_of(row)
            self.setText(f"{state.tone.shape}  {state.word}")
            set_tone(self, state.tone)
        self.setVisible(row is not None)
