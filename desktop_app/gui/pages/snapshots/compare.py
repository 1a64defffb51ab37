"""Two snapshots of a target beside each other: what came, what went, what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.engine.compare import Change, ItemDifference, compare
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.model import Snapshot
from desktop_app.engine.progress import Meter
from desktop_app.gui import commands, text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column, Table
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import later, shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.days import Days
from desktop_app.gui.widgets.labels import Elided, paragraph
from desktop_app.gui.widgets.views import table_view

SIZE = (144 * GRID, 84 * GRID)
STATES = {
    Change.ADDED: State(Tone.OK, later("added")),
    Change.REMOVED: State(Tone.BAD, later("removed")),
    Change.CHANGED: State(Tone.WARNING, later("changed")),
    Change.SAME: State(Tone.NONE, later("the same")),
}


class CompareDialog(QDialog):
    """``snapshot`` stands; the other moment is chosen in the timeline of the same target."""

    def __init__(self, lab: Lab, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab, self._snapshot = lab, snapshot
        self._other: Snapshot | None = None
        self._task: Task[list[ItemDifference]] | None = None
        self._differences: Sequence[ItemDifference] = ()
        self.setWindowTitle(tr("Compare snapshots"))
        self.resize(*SIZE)
        self.days = Days(lab)
        self.days.chosen.connect(self._choose)
        self.table: Table[ItemDifference] = Table(_columns(), self)
        self._heading, self._facts = Elided("", "title"), paragraph("", "muted")
        self._equal = QCheckBox(tr("Also show what is the same"))
        self._equal.toggled.connect(lambda _: self._filter())
        self._lay_out()
        before = (snapshot.started, snapshot.id)
        self.days.show_target(snapshot.target)
        lab.tasks.run(
            self,
            lambda _: lab.catalog.snapshots.newest(1, snapshot.target, before),
            self._begin,
            self._fail,
        )

    def _begin(self, older: tuple[Snapshot, ...]) -> None:
        """With the one before it, as most people want; else a person chooses."""
        if older:
            self.days.go_to(older[0])
        else:
            self._say(tr("With which moment?"), tr("Choose one at the left."))

    def _choose(self, other: Snapshot | None) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._other = other
        self._differences = ()
        self.table.show_rows(())
        if other is None or other.id == self._snapshot.id:
            self._other = None
            self._say(tr("With which moment?"), tr("Choose another one at the left."))
            return
        self._say(tr("Comparing…"), "")
        older, newer = self._ordered(other)
        self._task = task = self._lab.tasks.run(
            self,
            lambda meter: self._compare(older, newer, meter),
            lambda found: self._show(found) if task is self._task else None,
            lambda error: self._fail(error) if task is self._task else None,
        )

    def _compare(self, older: Snapshot, newer: Snapshot, meter: Meter) -> list[ItemDifference]:
        with (
            self._lab.workspace() as workspace,
            workspace.holding(older.id, newer.id) as (opened, (before, after)),
        ):
            return list(compare(opened.repository, before, after, meter))

    def _ordered(self, other: Snapshot) -> tuple[Snapshot, Snapshot]:
        older, newer = sorted((other, self._snapshot), key=lambda s: (s.started, s.place))
        return older, newer

    def _show(self, differences: list[ItemDifference]) -> None:
        self._differences = differences
        counts = Counter(each.change for each in differences)
        parts = [
            tr("{n} {what}").format(n=text.number(counts[change]), what=tr(STATES[change].word))
            for change in (Change.CHANGED, Change.ADDED, Change.REMOVED)
            if counts[change]
        ]
        same = text.count(counts[Change.SAME], "item", "items")
        heading = ", ".join(parts) if parts else tr("Nothing is different")
        self._say(heading, tr("{items} the same. {span}").format(items=same, span=self._span()))
        self._filter()

    def _span(self) -> str:
        assert self._other is not None
        older, newer = self._ordered(self._other)
        now = self._lab.clock()
        words = tr("Before: {before}. After: {after}.")
        before, after = text.moment(older.started, now), text.moment(newer.started, now)
        return words.format(before=before, after=after)

    def _filter(self) -> None:
        every = self._equal.isChecked()
        rows = [d for d in self._differences if every or d.change is not Change.SAME]
        self.table.show_rows(rows)

    def _say(self, heading: str, facts: str) -> None:
        self._heading.show_text(heading)
        self._facts.setText(facts)

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self._say(words.what, f"{words.why} {words.hint}")

    def _command(self) -> str:
        if self._other is None:
            return ""
        older, newer = self._ordered(self._other)
        return self._lab.command(*commands.compare(older.id, newer.id))

    def _lay_out(self) -> None:
        moment = text.moment(self._snapshot.started, self._lab.clock())
        about = tr("{target} of {moment} is compared with the moment chosen here:")
        about = about.format(target=shown(self._snapshot.target), moment=moment)
        left, right = QWidget(), QWidget()
        first, second = QVBoxLayout(left), QVBoxLayout(right)
        for column in (first, second):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(GRID)
        first.addWidget(paragraph(about, "muted"))
        first.addWidget(self.days, 1)
        second.addWidget(self._heading)
        second.addWidget(self._facts)
        view = table_view(self.table, tr("Differences"))
        view.setSortingEnabled(True)
        view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        second.addWidget(view, 1)
        second.addWidget(self._equal)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GRID)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(command_button(self._command, about=tr("Compare")))
        row.addStretch(1)
        row.addWidget(button(tr("Close"), self.reject))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(MARGIN_INSIDE,) * 4)
        column.setSpacing(2 * GRID)
        column.addWidget(split, 1)
        column.addLayout(row)


def _columns() -> tuple[Column[ItemDifference], ...]:
    def change(each: ItemDifference) -> str:
        state = STATES[each.change]
        return f"{state.tone.shape}  {tr(state.word)}"

    def rows(count: int | None) -> str:
        return "" if count is None else text.number(count)

    def size(count: int | None) -> str:
        return "" if count is None else text.size(count)

    return (
        Column(tr("Item"), lambda each: shown(each.name)),
        Column(tr("Change"), change, tone=lambda each: STATES[each.change].tone),
        Column(
            tr("Rows before"), lambda d: rows(d.rows_before), True, lambda d: d.rows_before or 0
        ),
        Column(tr("Rows after"), lambda d: rows(d.rows_after), True, lambda d: d.rows_after or 0),
        Column(
            tr("Size before"), lambda d: size(d.size_before), True, lambda d: d.size_before or 0
        ),
        Column(tr("Size after"), lambda d: size(d.size_after), True, lambda d: d.size_after or 0),
    )
