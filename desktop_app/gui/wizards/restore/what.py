"""The step that chooses what of a snapshot comes back: all of it, schemas, or tables."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QRadioButton, QSplitter

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.model import Item, ItemKind, Snapshot
from desktop_app.gui import moments
from desktop_app.gui.error_text import error_text
from desktop_app.gui.kinds.registry import words_of
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.item_grouping import grouped
from desktop_app.gui.models.item_patterns import patterns
from desktop_app.gui.models.item_tree import TickedTree
from desktop_app.gui.models.items import Tree, columns
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.widgets.preview import Preview
from desktop_app.gui.widgets.views import wide_tree_view
from desktop_app.gui.wizards.restore.choice import RestoreChoice
from desktop_app.gui.wizards.wizard import Step

TYPING_MS, FEW = 200, 200
SHARE = 20 * GRID


class WhatStep(Step):
    """All of it, or what is ticked."""

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("What")
        self._lab, self._choice = lab, choice
        self._read_of = ""
        self._whole = Tree()
        self._folders: frozenset[str] = frozenset()  # they are ticked too, and not counted
        self._task: Task[Tree] | None = None
        self._all, self._some = QRadioButton(), QRadioButton()
        self._all.setChecked(True)
        self._all.toggled.connect(lambda _: self._chosen())
        self.tree = TickedTree(columns(), self)
        self.tree.changed.connect(self._chosen)
        self._view = wide_tree_view(self.tree, "")
        self._view.selectionModel().currentChanged.connect(lambda now, _: self._show(now))
        self._preview = Preview(lab)
        self._find = QLineEdit()
        self._find.setClearButtonEnabled(True)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._group)
        self._find.textChanged.connect(lambda _: self._typing.start())
        self._ticked = paragraph("", "note")
        self._name()
        self._lay_out()

    def enter(self) -> None:
        snapshot = self._choice.snapshot
        assert snapshot is not None
        self._name()
        if self._read_of == snapshot.id and self._choice.items:
            self._say()
            self._chosen()
            return
        self._read_of = ""
        self.tree.tick_only(frozenset())
        self.tree.show_tree(Tree())
        self._preview.clear(self._choice.words.look_hint())
        self._all.setChecked(True)
        self.say(tr("Looking into the snapshot…"))
        self._lab.tasks.run(
            self,
            lambda _: self._read(snapshot),
            lambda found: self._fill(snapshot, *found),
            self._fail,
        )

    def _name(self) -> None:
        words = self._choice.words
        for each, said in ((self._all, words.everything()), (self._some, words.some())):
            each.setText(said)
            each.setAccessibleName(said)
        self._find.setPlaceholderText(words.find())
        self._find.setAccessibleName(words.find())
        self._view.setAccessibleName(words.list_name())

    def ready(self) -> bool:
        return bool(self._choice.items) and (self._all.isChecked() or bool(self._choice.only))

    def _read(self, snapshot: Snapshot) -> tuple[tuple[Item, ...], Tree]:
        items = moments.items_of(self._lab, snapshot)
        return items, grouped(items, named=True, schemas=words_of(snapshot.target_kind).schemas)

    def _fill(self, snapshot: Snapshot, items: tuple[Item, ...], tree: Tree) -> None:
        if self._choice.snapshot is None or self._choice.snapshot.id != snapshot.id:
            return
        self._choice.items, self._whole, self._read_of = items, tree, snapshot.id
        self._folders = frozenset(i.name for i in items if i.kind is ItemKind.FOLDER)
        self._show_tree(tree)
        if self._choice.wanted:
            self.tree.tick_only(self._choice.wanted & {item.name for item in items})
            self._some.setChecked(True)
        self._say()
        self._chosen()

    def _group(self) -> None:
        """Only what was typed, of what there is."""
        items, words = self._choice.items, self._find.text()
        schemas = self._choice.words.schemas
        self._task = task = self._lab.tasks.run(
            self,
            lambda _: grouped(items, words=words, named=True, schemas=schemas),
            lambda tree: self._show_tree(tree) if task is self._task else None,
            self._fail,
        )

    def _show_tree(self, tree: Tree) -> None:
        self.tree.show_tree(tree, columns(tree))
        if tree.items <= FEW:
            self._view.expandAll()

    def _show(self, index: QModelIndex) -> None:
        item, snapshot = self.tree.item(index), self._choice.snapshot
        if item is not None and snapshot is not None:
            self._preview.show_item(snapshot, item)

    def _say(self) -> None:
        facts = tr("The snapshot has {contents}.")
        contents = self._choice.words.contents(self._choice.items)
        self.say(tr("What of it?"), facts.format(contents=contents))

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")

    def _chosen(self) -> None:
        some = self._some.isChecked()
        for each in (self._find, self._split):
            each.setEnabled(some)
        ticked = self.tree.ticked
        self._choice.only = patterns(self._whole, ticked) if some else ()
        self._ticked.setVisible(some)
        words = self._choice.words.ticked(len(ticked - self._folders))
        self._ticked.setText(words if ticked else tr("Tick what you need."))
        self.changed.emit()

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(GRID)
        self._split.addWidget(self._view)
        self._split.addWidget(self._preview)
        self._split.setSizes([3 * SHARE, 2 * SHARE])
        for each in (self._all, self._some, self._find, self._ticked):
            self.body.addWidget(each)
        self.body.addWidget(self._split, 1)
