"""A line for the path of a folder or a file, with a dialog beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button


class PathLine(QWidget):
    """``of_folder``: the dialog chooses folders, else files. ``changed``: typed or chosen."""

    changed = Signal()

    def __init__(self, name: str, title: str, placeholder: str, *, of_folder: bool) -> None:
        super().__init__()
        self._title, self._of_folder = title, of_folder
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(placeholder)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.setAccessibleName(name)
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.line, 1)
        row.addWidget(button(tr("Choose…"), self._ask, about=name))

    @property
    def path(self) -> str:
        return self.line.text().strip()

    def show_path(self, path: str) -> None:
        self.line.setText(path)

    def _ask(self) -> None:
        if self._of_folder:
            chosen = QFileDialog.getExistingDirectory(self, self._title, self.path)
        else:
            chosen, _ = QFileDialog.getOpenFileName(self, self._title, self.path)
        if chosen:
            self.line.setText(chosen)
