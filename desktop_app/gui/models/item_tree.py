"""A view's model of a :class:`~desktop_app.gui.models.items.Tree`, also one whose tables can be
ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_app.engine.model import Item, ItemKind
from desktop_app.gui.models.item_patterns import counted
from desktop_app.gui.models.items import NAMED, Group, Node, Tree
from desktop_app.gui.models.table import LEFT, RIGHT, Column
from desktop_app.gui.theme.tones import colour_of

Index = QModelIndex | QPersistentModelIndex
TOP = 0  # the internal id of what lies at the top; of all else it is its group's number + 1


class ItemTree(QAbstractItemModel):
    """``UserRole`` of any cell is its group or item."""

    def __init__(self, columns: Sequence[Column[Node]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._tree = Tree()

    @property
    def tree(self) -> Tree:
        return self._tree

    def show_tree(self, tree: Tree, columns: Sequence[Column[Node]] = ()) -> None:
        self.beginResetModel()
        self._tree = tree
        self._columns = tuple(columns) or self._columns
        self.endResetModel()

    def node(self, index: Index) -> Node | None:
        if not index.isValid():
            return None
        return self._tree.children(int(index.internalId()) - 1)[index.row()]

    def item(self, index: Index) -> Item | None:
        node = self.node(index)
        return node if isinstance(node, Item) else None

    def place_of(self, kind: ItemKind, name: str) -> QModelIndex:
        """Where an item stands; invalid where it does not."""
        found = self._tree.place_of(kind, name)
        return self.createIndex(found[1], 0, found[0] + 1) if found else QModelIndex()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        # Not by hasIndex, which asks back through Qt: a view asks for hundreds at once.
        if not 0 <= column < len(self._columns):
            return QModelIndex()
        if not parent.isValid():
            inside = 0 <= row < len(self._tree.top)
            return self.createIndex(row, column, TOP) if inside else QModelIndex()
        group = self.node(parent)
        if not isinstance(group, Group) or not 0 <= row < len(group.children):
            return QModelIndex()
        return self.createIndex(row, column, group.number + 1)

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        if not index.isValid() or index.internalId() == TOP:
            return QModelIndex()
        return self._index_of(self._tree.groups[int(index.internalId()) - 1])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        if not parent.isValid():
            return len(self._tree.top)
        node = self.node(parent)
        return len(node.children) if isinstance(node, Group) and parent.column() == 0 else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(node)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.number else LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(node)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.text(node)
        if role == Qt.ItemDataRole.ForegroundRole and column.tone and column.text(node):
            return colour_of(column.tone(node))
        return node if role == Qt.ItemDataRole.UserRole else None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self._columns[section].number else LEFT
        return None

    def _index_of(self, group: Group) -> QModelIndex:
        return self.createIndex(group.row, 0, TOP if group.parent < 0 else group.parent + 1)


class TickedTree(ItemTree):
    """The same, with a box before each. ``ticked`` are names of items, also of such as are not
    shown now; ``changed`` tells that they are others."""

    changed = Signal()

    def __init__(self, columns: Sequence[Column[Node]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._ticked: set[str] = set()
        self._counts: list[int] = []  # how many are ticked below each group

    @property
    def ticked(self) -> frozenset[str]:
        return frozenset(self._ticked)

    def show_tree(self, tree: Tree, columns: Sequence[Column[Node]] = ()) -> None:
        self._counts = counted(tree, self._ticked)
        super().show_tree(tree, columns)

    def tick_only(self, names: frozenset[str]) -> None:
        self.beginResetModel()
        self._ticked = set(names)
        self._counts = counted(self._tree, self._ticked)
        self.endResetModel()

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            node = self.node(index)
            return None if node is None else self._state(node)
        return super().data(index, role)

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        node = self.node(index)
        if role != Qt.ItemDataRole.CheckStateRole or node is None:
            return False
        ticks = Qt.CheckState(value) is not Qt.CheckState.Unchecked
        if isinstance(node, Group):
            self._tick_group(node, ticks)
        elif node.kind in NAMED and (node.name in self._ticked) is not ticks:
            self._tick_names([node.name], ticks)
            self._count_upwards(int(index.internalId()) - 1, 1 if ticks else -1)
        self._tell(index)
        self.changed.emit()
        return True

    def _tick_group(self, group: Group, ticks: bool) -> None:
        """And all below it."""
        names = self._tree.names[group.first : group.first + group.leaves]
        more = (group.leaves if ticks else 0) - self._counts[group.number]
        self._tick_names(names, ticks)
        for below in self._tree.groups[group.number : group.end]:
            self._counts[below.number] = below.leaves if ticks else 0
        self._count_upwards(group.parent, more)

    def _tick_names(self, names: Sequence[str], ticks: bool) -> None:
        if ticks:
            self._ticked.update(names)
        else:
            self._ticked.difference_update(names)

    def _count_upwards(self, group: int, more: int) -> None:
        while group >= 0:
            self._counts[group] += more
            group = self._tree.groups[group].parent

    def _state(self, node: Node) -> Qt.CheckState:
        if isinstance(node, Group):
            inside, whole = self._counts[node.number], node.leaves
        else:
            inside, whole = int(node.name in self._ticked), 1
        if inside == 0:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if inside == whole else Qt.CheckState.PartiallyChecked

    def _tell(self, index: Index) -> None:
        """The box itself, those above it, and those below: of more than one cell a view draws all
        that is seen, however deep it lies."""
        role = [Qt.ItemDataRole.CheckStateRole]
        above: Index = index
        while above.isValid():
            self.dataChanged.emit(above, above, role)
            above = self.parent(above)
        if rows := self.rowCount(index):
            last = self.index(rows - 1, self.columnCount() - 1, index)
            self.dataChanged.emit(self.index(0, 0, index), last, role)
