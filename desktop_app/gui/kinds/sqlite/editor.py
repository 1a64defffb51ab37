"""Where an SQLite file is, on the targets page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.gui.kinds.kind import ConnectionEditor
from desktop_app.gui.kinds.sqlite.form import SqliteForm
from desktop_app.gui.lab import Lab


class SqliteEditor(ConnectionEditor):
    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self._form = SqliteForm(lab.tasks)
        self._form.changed.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form, 1)

    def fill(self, entry: TargetEntry) -> None:
        self._form.fill(entry.url)

    def check(self) -> bool:
        return self._form.check()

    def changed_from(self, entry: TargetEntry) -> TargetEntry:
        return replace(entry, url=self._form.path)

    def secrets(self) -> Mapping[str, str]:
        return {}
