"""Targets: all that is protected, and each of them to be changed, copied, paused, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QLineEdit, QSplitter, QTableView, QVBoxLayout

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.targets.protection import duplicate, rest
from desktop_app.gui import commands, target_list
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import overview
from desktop_app.gui.models import targets as model
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.targets import TargetRow, TargetTable
from desktop_app.gui.pages.page import Page
from desktop_app.gui.pages.target_details import TargetDetails
from desktop_app.gui.target_list import Detail
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.form import ConfirmByName, Form, Work
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import label, paragraph
from desktop_app.gui.widgets.views import table_view
from desktop_app.plain_text import can_be_name

# How wide the columns are, in grid steps; the first takes the room that is left.
WIDTHS = (0, 14, 12, 20, 11, 14, 17, 8, 12)
# What gives way in a small window: what is kept, the limit, the kind, the repository, the place.
SPARE = (8, 7, 2, 4, 3)
LIST_HEIGHT, DETAIL_HEIGHT = 25, 51  # at first, in grid steps


@dataclass(frozen=True)
class TargetActions:
    """What a person can start from here; ``changed``: a target is another now."""

    add: Callable[[], None]
    changed: Callable[[], None]


class TargetsPage(Page):
    def __init__(self, lab: Lab, actions: TargetActions) -> None:
        super().__init__(tr("Targets"))
        self._lab, self._actions = lab, actions
        self._rows: tuple[TargetRow, ...] | None = None
        self._wanted = ""
        self._table = TargetTable(model.columns(lab.clock()), self)
        self._add = button(tr("Add a target…"), actions.add)
        self._pause = button(tr("Pause"), self._pause_or_resume)
        self._duplicate = button(tr("Duplicate…"), self._ask_copy)
        self._remove = button(tr("Remove…"), self._ask_removal, "danger")
        self.details = TargetDetails(lab, (self._pause, self._duplicate, self._remove))
        self.details.saved.connect(self._saved)
        self.add_button(self._add)
        self._build()
        self.say(tr("Looking…"), "")

    def refresh(self) -> None:
        running = self._lab.workers.state().of(self._lab.name)
        self._lab.tasks.run(
            self, lambda _: target_list.look(self._lab, running), self._show, self._fail
        )

    def may_leave(self, go: Callable[[], object]) -> bool:
        return self.details.may_leave(go)

    def choose(self, name: str) -> None:
        """Show this target, as soon as it is in the list."""
        self._wanted = name
        self._filter.clear()
        self.refresh()

    @property
    def chosen(self) -> TargetRow | None:
        return self._table.row(self._view.currentIndex())

    def _show(self, rows: tuple[TargetRow, ...]) -> None:
        first, self._rows = self._rows is None, rows
        self._add.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._split.setVisible(bool(rows))
        self._filter.setVisible(bool(rows))
        self._list()
        if first and rows and not self.chosen:
            self._view.selectRow(0)

    def _list(self) -> None:
        """Those that the filter lets through; who was chosen stays chosen."""
        rows, now = self._rows or (), self._lab.clock()
        words = self._filter.text().casefold()
        found = [row for row in rows if row.found_by(words)]
        kept = self._wanted or self.details.target
        self._view.selectionModel().blockSignals(True)
        self._table.show_columns(model.columns(now), found)
        self._table.sort(self._sorted_by(), self._view.horizontalHeader().sortIndicatorOrder())
        place = self._table.place_of(lambda row: row.name == kept)
        self._view.setCurrentIndex(place)
        self._view.selectionModel().blockSignals(False)
        self.say(*model.heading(rows, len(found)))
        self._none.setVisible(bool(rows) and not found)
        self._chosen_again(place, found)

    def _chosen_again(self, place: QModelIndex, found: list[TargetRow]) -> None:
        row = self._table.row(place)
        if row is None and found and not self.details.unsaved:
            self._view.setCurrentIndex(self._table.index(0, 0))
        elif row is not None and (row.name != self.details.target or not self.details.unsaved):
            self._read(row)
        elif row is not None:
            self._show_state(row)
        self.details.setVisible(bool(self._rows) and (bool(found) or self.details.unsaved))

    def _sorted_by(self) -> int:
        return max(0, self._view.horizontalHeader().sortIndicatorSection())

    def _move(self, now: QModelIndex, before: QModelIndex) -> None:
        """Another row was chosen, by hand."""
        row = self._table.row(now)
        if row is None or row.name == self.details.target:
            return
        if not self.details.may_leave(lambda: self.choose(row.name)):
            self._view.selectionModel().blockSignals(True)
            self._view.setCurrentIndex(before)
            self._view.selectionModel().blockSignals(False)
            self._view.viewport().update()
            return
        self._read(row)

    def _read(self, row: TargetRow) -> None:
        self._wanted = row.name
        self._show_state(row)
        self._lab.tasks.run(
            self,
            lambda _: target_list.detail(self._lab, row.name),
            self._show_detail,
            self._fail_softly,
        )

    def _show_detail(self, detail: Detail) -> None:
        if detail.entry.name != self._wanted:
            return  # another one was chosen meanwhile
        same = self.details.target == detail.entry.name
        if same and (self.details.unsaved or self.details.says_the_same(detail)):
            return  # what somebody types is not written over
        self.details.fill(detail)
        self.details.show()

    def _show_state(self, row: TargetRow) -> None:
        self.details.show_state(overview.state(row.glimpse, self._lab.clock()))
        words = tr("Resume") if row.entry.paused else tr("Pause")
        self._pause.setText(words)
        for each in (self._pause, self._duplicate, self._remove):
            each.setAccessibleName(f"{each.text()}: {shown(row.name)}")

    def _saved(self) -> None:
        self._actions.changed()
        self.refresh()

    def _pause_or_resume(self) -> None:
        row = self.chosen
        if row is None:
            return
        paused = not row.entry.paused

        def work(_meter: Meter) -> TargetEntry:
            return rest(self._lab.catalog, row.name, paused=paused)

        self._lab.tasks.run(self, work, lambda _: self._saved(), self._fail_softly)

    def _ask_copy(self) -> None:
        row = self.chosen
        if row is not None and self.details.may_leave(self._ask_copy):
            taken = [each.name for each in self._rows or ()]
            dialog = CopyDialog(self._lab, row.name, taken, self)
            dialog.done_with.connect(self._copied)
            dialog.open()

    def _copied(self, entry: object) -> None:
        if isinstance(entry, TargetEntry):
            self.choose(entry.name)
            self._actions.changed()

    def _ask_removal(self) -> None:
        row = self.chosen
        if row is None:
            return
        name = row.name

        def work(_meter: Meter) -> str:
            with self._lab.workspace() as workspace:
                workspace.remove_target(name)
            return name

        facts = tr(
            "It is backed up no more, and its schedules are forgotten. Its snapshots stay in the "
            "repository {repository}: they can still be verified, restored and exported."
        )
        dialog = ConfirmByName(
            self._lab.tasks,
            tr("Remove the target {target}?").format(target=shown(name)),
            facts.format(repository=shown(row.entry.repository)),
            tr("Remove the target"),
            name,
            work,
            self,
            self._lab.command(*commands.remove_target(name)),
        )
        dialog.done_with.connect(lambda _: self._removed())
        dialog.open()

    def _removed(self) -> None:
        self.details.forget()
        self._wanted = ""
        self._saved()

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")

    def _fail_softly(self, error: LabVaultError) -> None:
        self.details.tell_error(str(error_text(error)))

    def _build(self) -> None:
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(tr("Filter by name, server or repository"))
        self._filter.setAccessibleName(tr("Filter"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(lambda _: self._list())
        self._none = paragraph(tr("No target is called so, or is kept there."), "muted")
        self._view = self._made_view()
        self._empty = self._first_steps()
        for each in (self._filter, self._none, self._empty):
            self.body.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
            each.hide()
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(GRID)
        self.body.addWidget(self._split, 1)
        self._split.addWidget(self._view)
        self._split.addWidget(self.details)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.setSizes([LIST_HEIGHT * GRID, DETAIL_HEIGHT * GRID])
        self.body.addStretch(0)
        self._split.hide()

    def _made_view(self) -> QTableView:
        view = table_view(self._table, tr("Targets"), spare=SPARE)
        header = view.horizontalHeader()
        for column, width in enumerate(WIDTHS):
            if width:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
                view.setColumnWidth(column, width * GRID)
        view.setSortingEnabled(True)
        view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        view.setMinimumHeight(14 * GRID)
        view.selectionModel().currentRowChanged.connect(self._move)
        return view

    def _first_steps(self) -> Card:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(*(MARGIN_INSIDE + 4,) * 4)
        column.setSpacing(GRID)
        column.addWidget(label(tr("Nothing is protected yet"), "title"))
        words = tr(
            "Say what to protect, where to keep it, and when. The first backup runs at once."
        )
        column.addWidget(paragraph(words))
        column.addSpacing(GRID)
        column.addWidget(button(tr("Add the first target…"), self._actions.add, "primary"))
        return card


class CopyDialog(Form):
    """Asks for the name of a copy, and makes it."""

    def __init__(self, lab: Lab, name: str, taken: list[str], parent: TargetsPage) -> None:
        self._lab, self._name, self._taken = lab, name, taken
        self._line: QLineEdit | None = None
        super().__init__(
            lab.tasks,
            tr("Duplicate {target}").format(target=shown(name)),
            tr(
                "The copy has the same connection, schedule and retention. It rests until you "
                "resume it, so that you can change what is other about it first."
            ),
            tr("Make the copy"),
            parent,
        )
        line = self._line = self.line(tr("Name of the copy"))
        line.setText(model.free_name(name, taken))
        line.selectAll()

    def ready(self) -> bool:
        if self._line is None:
            return False
        typed = self._line.text().strip()
        taken = typed in self._taken
        self.tell(Tone.BAD, tr("A target is called so already.") if taken else "")
        return can_be_name(typed) and not taken

    def work(self) -> Work:
        assert self._line is not None
        lab, name, copy = self._lab, self._name, self._line.text().strip()

        def carry_out(_meter: Meter) -> TargetEntry:
            with lab.workspace() as workspace:
                return duplicate(workspace, name, copy, lab.clock())

        return carry_out
