"""The chosen snapshot: its facts, its items as a tree, a preview, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.engine.catalog.entries import Annotation
from desktop_app.engine.kinds.registry import POSTGRESQL
from desktop_app.engine.model import Item, ItemKind, Level, Problem, Remark, Snapshot
from desktop_app.gui import commands, moments, text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.kinds.registry import words_of
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.item_grouping import Order, grouped
from desktop_app.gui.models.item_tree import ItemTree
from desktop_app.gui.models.items import Tree, columns
from desktop_app.gui.models.proof import proof_of
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.verification import NAMES, PROVES, offered
from desktop_app.gui.pages.page import clear
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.flow import FlowRow
from desktop_app.gui.widgets.labels import Elided, label, paragraph
from desktop_app.gui.widgets.preview import Preview
from desktop_app.gui.widgets.views import wide_tree_view

TYPING_MS = 200
MOST_REMARKS, FEW_ITEMS = 3, 200
SHARE = 20 * GRID
WITH_HASH = 4  # columns, where there is one of them: it gives way in a small window
Sought = tuple[ItemKind, str]


class Detail(QWidget):
    """Of one snapshot. The signals tell what a person wants with it."""

    restore_asked = Signal(object)
    verify_asked = Signal(object, object)
    compare_asked = Signal(object)
    label_asked = Signal(object)
    export_asked = Signal(object)

    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self._look_hint = ""
        self._lab = lab
        self._snapshot: Snapshot | None = None
        self._items: tuple[Item, ...] = ()
        self._sought: Sought | None = None
        self._reading: Task[tuple[tuple[Item, ...], tuple[Problem, ...]]] | None = None
        self._sorting: Task[Tree] | None = None
        self._level: Level | None = None
        self._problems: tuple[Problem, ...] = ()
        self.tree = ItemTree(columns(), self)
        self.view = wide_tree_view(self.tree, tr("Items of the snapshot"), WITH_HASH)
        self.view.selectionModel().currentChanged.connect(lambda now, _: self._preview_of(now))
        self.preview = Preview(lab)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._group)
        self._lay_out()

    @property
    def snapshot(self) -> Snapshot | None:
        return self._snapshot

    def show_snapshot(
        self, snapshot: Snapshot, level: Level | None, said: Annotation, item: Sought | None = None
    ) -> None:
        """Show one, and one of its items; its items are read anew only when it is another."""
        same = self._snapshot is not None and self._snapshot.id == snapshot.id
        proven_anew = same and level is not self._level
        self._snapshot, self._level, self._sought = snapshot, level, item or self._sought
        self._say(snapshot, level, said)
        if same and self._items and not proven_anew:
            self._go_to_sought()
        elif not same or proven_anew:
            self._read(snapshot)

    def _say(self, snapshot: Snapshot, level: Level | None, said: Annotation) -> None:
        now = self._lab.clock()
        proof = tr("verified: {level}").format(level=tr(level)) if level else None
        title = f"{shown(snapshot.target)}, {text.moment(snapshot.started, now)}"
        self._title.show_text(title)
        self._export.setVisible(snapshot.target_kind == POSTGRESQL)  # as an SQL file
        self._against_source.setVisible(Level.SOURCE in offered(snapshot.target_kind))
        self._look_hint = words_of(snapshot.target_kind).look_hint()
        facts = (
            text.count(snapshot.items, "item", "items"),
            *([text.count(snapshot.rows, "row", "rows")] if snapshot.rows else []),
            text.size(snapshot.size),
            tr("{size} new").format(size=text.size(snapshot.stored)),
            proof or tr("not verified yet"),
        )
        self._about.setText("  ·  ".join(facts))
        words = [shown(said.label)] if said.label else []
        words += [tr("kept for ever")] if said.keep else []
        words += [shown(" ".join(said.note.split()))] if said.note else []
        self._said.show_text("  ·  ".join(words))
        self._said.setVisible(bool(words))
        self._remark(snapshot.warnings)

    def _remark(self, remarks: Sequence[Remark]) -> None:
        """What is to be known of some items, each in a line: what it is, and of what."""
        clear(self._remarks)
        for each in remarks[:MOST_REMARKS]:
            what = shown(text.said(each.what))
            words = f"{what}: {shown(each.item)}" if each.item else what
            self._remarks.addWidget(Elided(f"{Tone.WARNING.shape}  {words}", middle=True))
        if (more := len(remarks) - MOST_REMARKS) > 0:
            self._remarks.addWidget(label(tr("… and %n more remarks", more)))

    def _read(self, snapshot: Snapshot) -> None:
        for task in (self._reading, self._sorting):
            if task is not None:
                task.cancel()
        self._items = ()
        self.tree.show_tree(Tree())
        self.preview.clear(tr("Reading the list of items…"))

        def work(_meter: object) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
            return moments.items_of(self._lab, snapshot), moments.problems_of(self._lab, snapshot)

        self._reading = task = self._lab.tasks.run(
            self,
            work,
            lambda found: self._show_items(*found) if task is self._reading else None,
            lambda error: self._fail(error) if task is self._reading else None,
        )

    def _show_items(self, items: tuple[Item, ...], problems: tuple[Problem, ...]) -> None:
        self._items, self._problems = items, problems
        self._group()

    def _group(self) -> None:
        """In a task: a snapshot may have a hundred thousand items."""
        items, words = self._items, self._find.text()
        order = Order(self._order.currentData())
        schemas = self._snapshot is None or words_of(self._snapshot.target_kind).schemas
        if self._sorting is not None:
            self._sorting.cancel()
        self._sorting = task = self._lab.tasks.run(
            self,
            lambda _: grouped(items, order, words, schemas=schemas),
            lambda tree: self._show_tree(tree) if task is self._sorting else None,
            lambda error: self._fail(error) if task is self._sorting else None,
        )

    def _show_tree(self, tree: Tree) -> None:
        proof = proof_of(self._level, self._problems)
        self.tree.show_tree(tree, columns(tree, proof))
        if tree.items <= FEW_ITEMS:
            self.view.expandAll()
        elif self.tree.rowCount():
            self.view.expand(self.tree.index(0, 0))
        if tree.top or not self._items:
            self.preview.clear(self._look_hint)
        else:
            self.preview.clear(tr("No name in this snapshot has that."))
        self._go_to_sought()

    def _go_to_sought(self) -> None:
        if self._sought is None or not self._items:
            return
        place = self.tree.place_of(*self._sought)
        self._sought = None
        if place.isValid():
            self.view.setCurrentIndex(place)
            self.view.scrollTo(place)

    def _preview_of(self, index: object) -> None:
        item = self.tree.item(index)  # type: ignore[arg-type]
        if item is not None and self._snapshot is not None:
            self.preview.show_item(self._snapshot, item)

    def _fail(self, error: Exception) -> None:
        self.preview.clear(str(error_text(error)))

    def _lay_out(self) -> None:
        self._title, self._said = Elided("", "title"), Elided("", "strong")
        self._about, self._remarks = paragraph("", "muted"), QVBoxLayout()
        self._remarks.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for each in (self._title, self._said, self._about):
            column.addWidget(each)
        column.addLayout(self._remarks)
        column.addWidget(self._buttons())
        column.addLayout(self._finding())
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(GRID)
        split.addWidget(self.view)
        split.addWidget(self.preview)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([3 * SHARE, 2 * SHARE])
        column.addWidget(split, 1)

    def _buttons(self) -> FlowRow:
        verify = self._verify_button()
        self._against_source = verify.menu().actions()[-1]
        self._export = button(tr("Export…"), self._asks(self.export_asked))
        row = FlowRow()
        row.add(
            button(tr("Restore…"), self._asks(self.restore_asked), "primary"),
            verify,
            button(tr("Compare…"), self._asks(self.compare_asked)),
            button(tr("Label…"), self._asks(self.label_asked)),
            self._export,
        )
        row.add(command_button(self._commands, about=tr("Snapshot")), at_end=True)
        return row

    def _verify_button(self) -> QPushButton:
        made = button(tr("Verify"), lambda: None)
        menu = QMenu(made)
        for each in Level:  # the last is not offered for every kind of target
            words = f"{tr(NAMES[each])}: {tr(PROVES[each])}"
            menu.addAction(words).triggered.connect(self._verifier(each))
        made.setMenu(menu)
        return made

    def _verifier(self, level: Level) -> Callable[[], None]:
        def asked() -> None:
            if self._snapshot is not None:
                self.verify_asked.emit(self._snapshot, level)

        return asked

    def _asks(self, signal: object) -> Callable[[], None]:
        def asked() -> None:
            if self._snapshot is not None:
                signal.emit(self._snapshot)  # type: ignore[attr-defined]

        return asked

    def _commands(self) -> str:
        if self._snapshot is None:
            return ""
        key = self._snapshot.id
        lines = [self._lab.command(*commands.show(key))]
        levels = offered(self._snapshot.target_kind)
        lines += [self._lab.command(*commands.verify_snapshot(key, each)) for each in levels]
        return "\n".join(lines)

    def _finding(self) -> QHBoxLayout:
        self._find, self._order = QLineEdit(), QComboBox()
        self._find.setPlaceholderText(tr("Find in this snapshot"))
        self._find.setAccessibleName(tr("Find in this snapshot"))
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(lambda _: self._typing.start())
        self._order.setAccessibleName(tr("Order of the items"))
        for order, words in (
            (Order.NAME, tr("By name")),
            (Order.ROWS, tr("Most rows first")),
            (Order.SIZE, tr("Largest first")),
        ):
            self._order.addItem(words, order.value)
        self._order.currentIndexChanged.connect(lambda _: self._group())
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._find, 1)
        row.addWidget(label(tr("Order"), "muted"))
        row.addWidget(self._order)
        return row
