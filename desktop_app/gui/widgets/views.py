"""Views of models, set up the way all pages want them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
)

from desktop_app.gui.theme import stylesheet
from desktop_app.gui.theme.tokens import GRID

LEAST_FIRST = 30 * GRID  # pixels that a name needs to be known by
LEAST_STRETCHED = 16 * GRID  # the same, in a table with many columns


class Cells(QStyledItemDelegate):
    """Draws a chosen cell as any other, on the surface of what is chosen: a style would give all
    of its words one colour, and a state must keep its own."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        chosen = QStyle.StateFlag.State_Selected
        if not option.state & chosen:
            super().paint(painter, option, index)
            return
        application = QApplication.instance()
        assert application is not None
        painter.fillRect(option.rect, QColor(stylesheet.applied(application).accent_soft))
        plain = QStyleOptionViewItem(option)
        plain.state &= ~chosen
        super().paint(painter, plain, index)


class TableView(QTableView):
    """``spare``: the columns that give way, the first of them first, while the ``stretched`` one
    would have less than ``least`` pixels. What they say is to be told elsewhere, too."""

    def __init__(self, stretched: int, spare: Sequence[int], least: int) -> None:
        super().__init__()
        self._stretched, self._spare, self._least = stretched, tuple(spare), least
        self._set: dict[int, int] = {}  # widths that are not those of the contents, by column

    def setColumnWidth(self, column: int, width: int) -> None:  # noqa: N802 (Qt's name)
        self._set[column] = width
        super().setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        self._make_room()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self._make_room()  # it is dressed now: its words have the width that they will have

    def reset(self) -> None:
        super().reset()
        self._make_room()

    def _make_room(self) -> None:
        count = self.horizontalHeader().count()
        if count <= max(self._spare, default=count):
            return
        others = sum(self._wanted(each) for each in range(count) if each != self._stretched)
        room = self.viewport().width() - self._least - others
        for column in self._spare:
            hidden = room < 0
            if hidden:
                room += self._wanted(column)
            if hidden != self.isColumnHidden(column):
                self.setColumnHidden(column, hidden)

    def _wanted(self, column: int) -> int:
        contents = self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column)
        return self._set.get(column, max(contents))


def table_view(
    model: QAbstractItemModel,
    name: str,
    stretched: int = 0,
    spare: Sequence[int] = (),
    least: int = LEAST_STRETCHED,
) -> QTableView:
    """Whole rows are chosen; the ``stretched`` column takes the room that is left, for which those
    of ``spare`` give way, as :class:`TableView` says."""
    view = TableView(stretched, spare, least)
    view.setModel(model)
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setItemDelegate(Cells(view))
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(4 * GRID)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    # Only what is seen is measured: a hundred thousand rows must not be.
    header.setResizeContentsPrecision(40)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return view


def stretch(view: QTableView, column: int = 0) -> None:
    """Give a column the room that is left: again, after a model got other columns."""
    view.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


class TreeView(QTreeView):
    """``spare``: the last of so many columns or more is left out while it would leave the first
    one too little room; 0: none ever is."""

    def __init__(self, spare: int = 0) -> None:
        super().__init__()
        self._spare = spare

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        self._make_room()
        super().resizeEvent(event)

    def reset(self) -> None:
        super().reset()
        self._make_room()

    def _make_room(self) -> None:
        columns = self.header().count()
        if not self._spare or columns < self._spare:
            return
        widths = [self._wanted(column) for column in range(1, columns)]
        crowded = self.viewport().width() - sum(widths) < LEAST_FIRST
        for column in range(1, columns):  # one that is not the last may have been so before
            hidden = crowded and column == columns - 1
            if hidden != self.isColumnHidden(column):
                self.setColumnHidden(column, hidden)

    def _wanted(self, column: int) -> int:
        return max(self.sizeHintForColumn(column), self.header().sectionSizeHint(column))


def tree_view(model: QAbstractItemModel, name: str, spare: int = 0) -> TreeView:
    view = TreeView(spare)
    view.setModel(model)
    view.setAccessibleName(name)
    view.setHeaderHidden(True)
    view.setUniformRowHeights(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view


def wide_tree_view(model: QAbstractItemModel, name: str, spare: int = 0) -> TreeView:
    """A tree of several columns; the first takes the room that is left. ``spare`` as
    :class:`TreeView` says."""
    view = tree_view(model, name, spare)
    view.setHeaderHidden(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    view.setItemDelegate(Cells(view))
    header = view.header()
    header.setHighlightSections(False)
    header.setStretchLastSection(False)
    header.setResizeContentsPrecision(40)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return view
