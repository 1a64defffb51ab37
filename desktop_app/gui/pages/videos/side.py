"""The left of the page: devices and runs, and what the memory of their folders tells."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from desktop_app.gui.models.film_tree import FilmTree, Node, Nodes
from desktop_app.gui.models.films import ALL, Branch
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.widgets.views import wide_tree_view

WIDTH = 30 * GRID
FEW = 4  # targets that are unfolded at once


class Side(QWidget):
    """``chosen`` tells which part of the tree a person wants to see."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(WIDTH - 6 * GRID)
        self.tree = FilmTree(self)
        self._view = wide_tree_view(self.tree, tr("Devices and runs"))
        self._view.setUniformRowHeights(True)
        self._view.setIndentation(2 * GRID)
        header = self._view.header()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._view.selectionModel().currentChanged.connect(self._chosen)
        self._figures = paragraph("", "note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._view, 1)
        column.addWidget(self._figures)
        self._branch, self._quiet = ALL, False
        self._known: Nodes | None = None

    @property
    def branch(self) -> Branch:
        return self._branch

    def show_nodes(self, nodes: Nodes) -> None:
        """Another tree; what was chosen and unfolded stays so where it is still there."""
        unfolded = self._unfolded()
        targets = len(nodes.root.children) - 1
        self._known, self._quiet = nodes, True
        self.tree.show_nodes(nodes)
        for node in nodes.all[1:]:
            if node.children and self._is_open(node, unfolded, few=targets <= FEW):
                self._view.setExpanded(self.tree.index_of(node), True)
        place = self.tree.place_of(self._branch)
        self._view.setCurrentIndex(place if place.isValid() else self.tree.index(0, 0))
        self._quiet = False
        self._chosen()

    def show_all(self) -> None:
        self._view.setCurrentIndex(self.tree.index(0, 0))

    def tell(self, figures: str) -> None:
        """What the memory of the folders tells; empty where there is none."""
        self._figures.setText(figures)
        self._figures.setVisible(bool(figures))

    def _chosen(self) -> None:
        index = self._view.currentIndex()
        branch = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else ALL
        if branch != self._branch and not self._quiet:
            self._branch = branch
            self.chosen.emit(branch)

    def _unfolded(self) -> set[Branch] | None:
        """None before the first tree."""
        if self._known is None:
            return None
        parents = (node for node in self._known.all[1:] if node.children)
        return {node.branch for node in parents if self._view.isExpanded(self.tree.index_of(node))}

    def _is_open(self, node: Node, unfolded: set[Branch] | None, *, few: bool) -> bool:
        if unfolded is not None:
            return node.branch in unfolded
        return node.branch.device is None and few
