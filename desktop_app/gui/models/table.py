"""A read-only table of any rows: each column says how a cell reads. Lazy: only what is seen is
turned into text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.gui.models.state import Tone
from desktop_app.gui.theme.tones import colour_of

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column(Generic[R]):
    """``number``: right-aligned. ``key`` sorts; by default the text does. ``tone``: how good what
    the cell says is; its text must say so too."""

    title: str
    text: Callable[[R], str]
    number: bool = False
    key: Callable[[R], Any] | None = None
    tone: Callable[[R], Tone] | None = None


class Table(QAbstractTableModel, Generic[R]):
    """``UserRole`` of any cell is its row."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[R] = []

    def show_rows(self, rows: Sequence[R]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def show_columns(self, columns: Sequence[Column[R]], rows: Sequence[R]) -> None:
        """Other columns, and their rows."""
        self.beginResetModel()
        self._columns, self._rows = tuple(columns), list(rows)
        self.endResetModel()

    def row(self, index: Index) -> R | None:
        return self._rows[index.row()] if index.isValid() else None

    def place_of(self, is_sought: Callable[[R], bool]) -> QModelIndex:
        """The first row that is sought; invalid when there is none."""
        rows = (at for at, row in enumerate(self._rows) if is_sought(row))
        return self.index(next(rows, -1), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self._columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.number else LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(row)}"
        if role == Qt.ItemDataRole.ForegroundRole and column.tone:
            return colour_of(column.tone(row))
        return row if role == Qt.ItemDataRole.UserRole else None

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self._columns[section].number else LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._columns):
            return
        chosen = self._columns[column]
        self.layoutAboutToBeChanged.emit()
        self._rows.sort(
            key=chosen.key or chosen.text, reverse=order is Qt.SortOrder.DescendingOrder
        )
        self.layoutChanged.emit()
