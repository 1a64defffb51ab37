"""What is to be protected: which kind of thing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop_app.gui.kinds.registry import KINDS
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step
from desktop_app.resources import resource

ICON = QSize(5 * GRID, 5 * GRID)
ROW = 7 * GRID


class WhatStep(Step):
    """Offers every kind of the registry; the step after it is the kind's own."""

    def __init__(self, _lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("What")
        self._choice = choice
        self._list = QListWidget()
        self._list.setProperty("role", "list")
        self._list.setAccessibleName(tr("Kinds of targets"))
        self._list.setIconSize(ICON)
        for kind in KINDS:
            item = QListWidgetItem(QIcon(str(resource(f"icons/{kind.icon}"))), "")
            item.setText(f"{tr(kind.name)}\n{tr(kind.sentence)}")
            item.setData(Qt.ItemDataRole.UserRole, kind.key)
            item.setSizeHint(QSize(ROW, ROW))
            self._list.addItem(item)
        self._list.itemActivated.connect(lambda _: self.go_on())
        self._list.currentItemChanged.connect(lambda *_: self.changed.emit())
        self._list.setCurrentRow(0)
        self._list.setFixedHeight(len(KINDS) * ROW + GRID)
        self.body.addWidget(self._list)
        self.body.addStretch(1)

    def enter(self) -> None:
        self.say(
            tr("What do you want to protect?"),
            tr("Next come where it is, where its backups are kept, and when they happen."),
        )
        self._list.setFocus()

    def ready(self) -> bool:
        return self._list.currentRow() >= 0

    def go_on(self) -> None:
        self._choice.kind = KINDS[self._list.currentRow()]
        self.done.emit()
