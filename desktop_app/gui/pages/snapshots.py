"""Snapshots: a timeline by day, the items of one, and a preview straight from the repository."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from desktop_app.engine.model import Item, ItemKind, Level, Snapshot
from desktop_app.engine.preview import RowsPreview, preview_rows
from desktop_app.engine.progress import Meter
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.table import Column, Table
from desktop_app.gui.models.timeline import Timeline, days_of
from desktop_app.gui.pages.page import Page
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import label, paragraph
from desktop_app.gui.widgets.views import table_view, tree_view

PREVIEW_ROWS = 50
TIMELINE_WIDTH = 36 * GRID

Row = tuple[str | None, ...]
Act = Callable[[Snapshot], None]


@dataclass(frozen=True)
class SnapshotActions:
    """What can be done with a snapshot from here."""

    restore: Act
    verify: Act


class SnapshotsPage(Page):
    def __init__(self, lab: Lab, actions: SnapshotActions) -> None:
        super().__init__(tr("Snapshots"))
        self._lab, self._actions = lab, actions
        self._snapshots: tuple[Snapshot, ...] = ()
        self._levels: Mapping[str, Level] = {}
        self._chosen: Snapshot | None = None
        self._reading: Task[tuple[Item, ...]] | None = None
        self._timeline = Timeline(self)
        self._items: Table[Item] = Table(_item_columns(), self)
        self._preview: Table[Row] = Table((), self)
        self._build()

    def refresh(self) -> None:
        self._lab.tasks.run(self, self._look, self._show, self._fail)

    def _look(self, _meter: Meter) -> tuple[tuple[Snapshot, ...], Mapping[str, Level]]:
        return self._lab.catalog.snapshots.list(), self._lab.catalog.verifications.levels()

    def _show(self, found: tuple[tuple[Snapshot, ...], Mapping[str, Level]]) -> None:
        self._snapshots, self._levels = found
        targets = sorted({snapshot.target for snapshot in self._snapshots})
        now, total = self._lab.clock(), len(self._snapshots)
        if not total:
            facts = tr("The first backup makes the first snapshot.")
            self.say(tr("There is no snapshot yet"), facts)
        else:
            newest = max(s.started for s in self._snapshots)
            words = text.count(total, "snapshot", "snapshots")
            of = text.count(len(targets), "target", "targets")
            facts = tr("The newest is of {moment}.").format(moment=text.moment(newest, now))
            self.say(tr("{snapshots} of {targets}").format(snapshots=words, targets=of), facts)
        self._offer(targets)
        self._filter()

    def _offer(self, targets: list[str]) -> None:
        kept = self._target.currentData()
        self._target.blockSignals(True)
        self._target.clear()
        self._target.addItem(tr("All targets"), "")
        for target in targets:
            self._target.addItem(shown(target), target)
        self._target.setCurrentIndex(max(0, self._target.findData(kept)))
        self._target.blockSignals(False)

    def _filter(self) -> None:
        days = days_of(self._snapshots, self._target.currentData() or "", self._search.text())
        self._timeline.show_days(days, self._levels, self._lab.clock())
        for row in range(min(7, len(days))):
            self._tree.expand(self._timeline.index(row, 0))
        if self._chosen is not None:
            place = self._timeline.place_of(self._chosen.id)
            if place.isValid():
                self._tree.setCurrentIndex(place)
                return
        first = self._timeline.index(0, 0, self._timeline.index(0, 0))
        if first.isValid():
            self._tree.setCurrentIndex(first)
        else:
            self._choose(None)

    def _choose(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None and self._chosen is not None and snapshot.id == self._chosen.id:
            return
        self._chosen = snapshot
        if self._reading is not None:
            self._reading.cancel()
        self._items.show_rows([])
        self._show_preview(None)
        self._detail.setVisible(snapshot is not None)
        if snapshot is None:
            return
        now = self._lab.clock()
        level = self._levels.get(snapshot.id)
        proof = tr("verified: {level}").format(level=level) if level else tr("not verified yet")
        self._title.setText(f"{shown(snapshot.target)}, {text.moment(snapshot.started, now)}")
        facts = (
            text.count(snapshot.items, "item", "items"),
            text.count(snapshot.rows, "row", "rows"),
            text.size(snapshot.size),
            tr("{size} new").format(size=text.size(snapshot.stored)),
            proof,
        )
        self._about.setText("  ·  ".join(facts))
        left_out = [f"◆ {shown(r.item)}: {shown(r.what)}" for r in snapshot.warnings[:5]]
        self._remarks.setText("\n".join(left_out))
        self._remarks.setVisible(bool(left_out))
        self._hint.setText(tr("Reading the list of items…"))
        self._reading = self._lab.tasks.run(
            self, lambda _: self._read_items(snapshot), self._show_items, self._fail_items
        )

    def _read_items(self, snapshot: Snapshot) -> tuple[Item, ...]:
        with self._lab.workspace() as workspace, workspace.holding(snapshot.id) as (opened, _):
            return tuple(opened.repository.items(snapshot))

    def _show_items(self, items: tuple[Item, ...]) -> None:
        self._items.show_rows(items)
        self._hint.setText(tr("Choose a table to see its first rows."))

    def _fail_items(self, error: Exception) -> None:
        self._hint.setText(str(error_text(error)))

    def _choose_item(self, index: QModelIndex) -> None:
        item, snapshot = self._items.row(index), self._chosen
        if item is None or snapshot is None:
            return
        if item.kind is not ItemKind.ROWS:
            self._show_preview(None)
            self._hint.setText(tr("This item has no rows to show."))
            return
        self._hint.setText(tr("Reading the first rows…"))
        self._lab.tasks.run(
            self, lambda _: self._read_rows(snapshot, item), self._show_preview, self._fail_items
        )

    def _read_rows(self, snapshot: Snapshot, item: Item) -> RowsPreview:
        with self._lab.workspace() as workspace, workspace.holding(snapshot.id) as (opened, _):
            return preview_rows(opened.repository, item, PREVIEW_ROWS)

    def _show_preview(self, preview: RowsPreview | None) -> None:
        self._rows.setVisible(preview is not None and bool(preview.columns))
        if preview is None:
            self._preview.show_columns((), ())
            return
        columns = [Column[Row](shown(c), _cell(at)) for at, c in enumerate(preview.columns)]
        self._preview.show_columns(columns, preview.rows)
        some = tr("The first {shown} of {rows}, straight from the repository.")
        rows = text.count(preview.total_rows, "row", "rows")
        self._hint.setText(some.format(shown=text.number(len(preview.rows)), rows=rows))

    def _fail(self, error: Exception) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")

    def _build(self) -> None:
        self._target = QComboBox()
        self._target.setAccessibleName(tr("Target"))
        self._target.currentIndexChanged.connect(self._filter)
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Search"))
        self._search.setAccessibleName(tr("Search snapshots"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._tree = tree_view(self._timeline, tr("Snapshots by day"))
        self._tree.setMinimumWidth(TIMELINE_WIDTH)
        self._tree.selectionModel().currentChanged.connect(
            lambda now, _before: self._choose(self._timeline.snapshot(now))
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GRID)
        split.addWidget(self._left())
        self._detail = self._right()
        split.addWidget(self._detail)
        split.setStretchFactor(1, 1)
        self.body.addWidget(split, 1)

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._target)
        column.addWidget(self._search)
        column.addWidget(self._tree, 1)
        return left

    def _right(self) -> QWidget:
        self._title, self._about = label("", "title"), paragraph("", "muted")
        self._remarks, self._hint = paragraph(""), label("", "note")
        view = table_view(self._items, tr("Items of the snapshot"))
        view.setSortingEnabled(True)
        view.selectionModel().currentChanged.connect(lambda now, _before: self._choose_item(now))
        self._rows = table_view(self._preview, tr("First rows"))
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for words, act, role in (
            (tr("Restore…"), self._actions.restore, "primary"),
            (tr("Verify"), self._actions.verify, ""),
        ):
            buttons.addWidget(button(words, self._with_chosen(act), role))
        buttons.addStretch(1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for each in (self._title, self._about, self._remarks):
            column.addWidget(each)
        column.addLayout(buttons)
        column.addWidget(view, 3)
        column.addWidget(self._hint)
        column.addWidget(self._rows, 2)
        right.hide()
        return right

    def _with_chosen(self, act: Act) -> Callable[[], None]:
        def acted() -> None:
            if self._chosen is not None:
                act(self._chosen)

        return acted


def _item_columns() -> tuple[Column[Item], ...]:
    return (
        Column(tr("Item"), lambda item: shown(item.name)),
        Column(tr("Kind"), lambda item: tr(item.kind.value)),
        Column(
            tr("Rows"),
            lambda item: "" if item.rows is None else text.number(item.rows),
            number=True,
            key=lambda item: item.rows or 0,
        ),
        Column(tr("Size"), lambda item: text.size(item.size), True, lambda item: item.size),
        Column(tr("Hash"), lambda item: item.hash.hex()[:12]),
    )


def _cell(at: int) -> Callable[[Row], str]:
    def read(row: Row) -> str:
        value = row[at]
        return tr("(null)") if value is None else shown(value[:200])

    return read
