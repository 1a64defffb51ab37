"""Targets, their devices and runs as a tree; only what is unfolded is turned into text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.film_library.listing import FilmEntry, FilmState
from desktop_app.gui import text
from desktop_app.gui.models.films import ALL, Branch, run_title
from desktop_app.gui.models.table import RIGHT
from desktop_app.gui.text import shown, tr

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True, eq=False)
class Node:
    """``films`` counts those below, ``row`` is where it stands in its parent."""

    branch: Branch
    title: str
    parent: Node | None
    row: int
    number: int
    films: int = 0
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Nodes:
    """All nodes by number: the invisible root, all films together, then targets and their parts."""

    all: tuple[Node, ...]

    @property
    def root(self) -> Node:
        return self.all[0]


class _Builder:
    def __init__(self) -> None:
        self._nodes = [Node(ALL, "", None, 0, 0)]
        self._known: dict[Branch, Node] = {}
        self._last = ("", "", "")
        self._path: list[Node] = []
        self.node(ALL, "", self._nodes[0])

    def node(self, branch: Branch, title: str, parent: Node) -> Node:
        found = self._known.get(branch)
        if found is None:
            found = Node(branch, title, parent, len(parent.children), len(self._nodes))
            self._known[branch] = found
            self._nodes.append(found)
            parent.children.append(found)
        return found

    def add(self, film: FilmEntry) -> None:
        whose = (film.target, film.device, film.run)
        if whose != self._last:  # films of a run come one after the other
            self._last, self._path = whose, self._path_of(film)
        if film.state is not FilmState.GAP:
            for node in self._path:
                node.films += 1

    def _path_of(self, film: FilmEntry) -> list[Node]:
        path = [self._nodes[1], self.target(film.target)]
        if film.device:
            path.append(self.node(Branch(film.target, film.device), film.device, path[-1]))
        if film.run:
            branch = Branch(film.target, film.device, film.run)
            path.append(self.node(branch, film.run, path[-1]))
        return path

    def target(self, name: str) -> Node:
        return self.node(Branch(name), name, self._nodes[0])

    def nodes(self) -> Nodes:
        return Nodes(tuple(self._nodes))


def build(films: Iterable[FilmEntry], targets: Iterable[str]) -> Nodes:
    """The tree of some films; all targets stand in it, also those without any. Any thread."""
    builder = _Builder()
    for target in targets:
        builder.target(target)
    for film in films:
        builder.add(film)
    return builder.nodes()


class FilmTree(QAbstractItemModel):
    """``UserRole`` of any cell is its :class:`Branch`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes = build((), ())

    def show_nodes(self, nodes: Nodes) -> None:
        self.beginResetModel()
        self._nodes = nodes
        self.endResetModel()

    def place_of(self, branch: Branch) -> QModelIndex:
        """Where a branch stands; invalid where there is none such."""
        for node in self._nodes.all[1:]:
            if node.branch == branch:
                return self.index_of(node)
        return QModelIndex()

    def index_of(self, node: Node) -> QModelIndex:
        """Where a node of the tree that is shown stands."""
        return self.createIndex(node.row, 0, node.number)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._node(parent).children
        if not 0 <= row < len(children) or not 0 <= column < self.columnCount():
            return QModelIndex()
        return self.createIndex(row, column, children[row].number)

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        above = self._node(index).parent if index.isValid() else None
        if above is None or above.number == 0:
            return QModelIndex()
        return self.createIndex(above.row, 0, above.number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return len(self._node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return text.number(node.films) if index.column() else _title(node)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown(node.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            films = text.count(node.films, "film", "films")
            return films if index.column() else f"{_title(node)}: {films}"
        return node.branch if role == Qt.ItemDataRole.UserRole else None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return RIGHT
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr("Device, run"), tr("Films"))[section]
        return None

    def _node(self, index: Index) -> Node:
        return self._nodes.all[int(index.internalId())] if index.isValid() else self._nodes.root


def _title(node: Node) -> str:
    if node.branch == ALL:
        return tr("All films")
    return run_title(node.title) if node.branch.run is not None else shown(node.title)
