"""A list of things to be ticked, with how many are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_app.gui import text
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import label

T = TypeVar("T")
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class TickList(QWidget, Generic[T]):
    """``changed``: others are ticked now."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._list = QListWidget()
        self._list.setProperty("role", "list")
        self._list.setAccessibleName(name)
        self._list.itemChanged.connect(lambda _: self._told())
        self._about = label("", "note")
        below = QHBoxLayout()
        below.addWidget(self._about, 1)
        below.addWidget(button(tr("Tick all"), self._tick_all, "link"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._list, 1)
        column.addLayout(below)

    def show_things(self, things: Iterable[tuple[T, str, bool, bool]]) -> None:
        """Each with its line, whether it can be ticked, and whether it is."""
        self._list.blockSignals(True)
        self._list.clear()
        for thing, line, offered, ticked in things:
            item = QListWidgetItem(line)
            item.setData(Qt.ItemDataRole.UserRole, thing)
            if offered:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            else:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setCheckState(CHECKED if ticked else UNCHECKED)
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._told()

    def ticked(self) -> tuple[T, ...]:
        found = [item for item in self._offered() if item.checkState() is CHECKED]
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in found)

    def tick(self, thing: T) -> None:
        """As a person would."""
        for item in self._offered():
            if item.data(Qt.ItemDataRole.UserRole) == thing:
                item.setCheckState(CHECKED)

    def _offered(self) -> list[QListWidgetItem]:
        items = [self._list.item(at) for at in range(self._list.count())]
        return [item for item in items if item.flags() & Qt.ItemFlag.ItemIsUserCheckable]

    def _tick_all(self) -> None:
        self._list.blockSignals(True)
        for item in self._offered():
            item.setCheckState(CHECKED)
        self._list.blockSignals(False)
        self._told()

    def _told(self) -> None:
        ticked, offered = len(self.ticked()), len(self._offered())
        words = tr("{n} of {all} ticked")
        self._about.setText(words.format(n=text.number(ticked), all=text.number(offered)))
        self.changed.emit()
