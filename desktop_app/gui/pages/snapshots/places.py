"""What a search found, over all snapshots of the workspace: each place, and where it stands.

What is known is told at once; names that were not read yet are read beside it, and what is found
among them is added while it goes on.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_app.engine.contents import finding
from desktop_app.engine.contents.finding import Found, Place
from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.model import ItemKind, Snapshot
from desktop_app.gui import commands, text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.table import Column, Table
from desktop_app.gui.models.timeline import Part, Timeline
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import later, shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.widgets.views import table_view, tree_view

LOOK_MS = 400
KINDS = {
    ItemKind.ROWS: later("Table"),
    ItemKind.TABLE: later("Table"),
    ItemKind.FILE: later("File"),
    None: later("Label or note"),
}


class Places(QWidget):
    """``told`` gives the page's heading and its line of facts; ``asked`` the snapshot that somebody
    wants to see, and the place in it."""

    told = Signal(str, str)
    asked = Signal(object, object)

    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self._lab, self._words = lab, ""
        self._found = Found((), 0, 0)
        self._finding: Task[Found] | None = None
        self._learning: Task[None] | None = None
        self._holding: Task[tuple[Snapshot, ...]] | None = None
        self._looked_into, self._trouble = -1, ""
        self.table: Table[Place] = Table(_columns(lab), self)
        self.timeline = Timeline(self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look_again)
        self._lay_out()

    def search(self, words: str) -> None:
        """Show where these stand, from now on."""
        if words == self._words:
            return
        self._words, self._trouble = words, ""
        self.told.emit(tr("Searching…"), "")
        self._find()
        self._learn()

    def rest(self) -> None:
        """Nobody searches any more; what was learned stays."""
        self._words = ""
        self._timer.stop()
        for task in (self._finding, self._learning):
            if task is not None:
                task.cancel()
        self._finding = self._learning = None

    def _find(self) -> None:
        words = self._words

        def work(_meter: object) -> Found:
            with self._lab.workspace() as workspace:
                return finding.find(workspace.catalog, finding.cache_of(workspace), words)

        self._finding = task = self._lab.tasks.run(
            self,
            work,
            lambda found: self._show(found) if task is self._finding else None,
            lambda error: self._fail(error) if task is self._finding else None,
        )

    def _learn(self) -> None:
        if self._learning is not None and not self._learning.ended:
            return

        def work(meter: object) -> None:
            with self._lab.workspace() as workspace:
                finding.learn(workspace, meter)  # type: ignore[arg-type]

        self._looked_into = -1
        self._learning = task = self._lab.tasks.run(
            self,
            work,
            lambda _: self._learned() if task is self._learning else None,
            lambda error: self._not_learned(error) if task is self._learning else None,
        )
        self._timer.start()

    def _look_again(self) -> None:
        """Where more names are known than before, ask once more."""
        if self._learning is None or (self._finding is not None and not self._finding.ended):
            return
        known = self._learning.meter.state().items
        if known != self._looked_into:
            self._looked_into = known
            self._find()

    def _learned(self) -> None:
        self._timer.stop()
        self._find()

    def _not_learned(self, error: LabVaultError) -> None:
        self._timer.stop()
        if not isinstance(error, Cancelled):
            self._trouble = str(error_text(error))
            self._find()

    def _show(self, found: Found) -> None:
        if found.places != self._found.places:
            kept = self.table.row(self._view.currentIndex())
            self.table.show_rows(found.places)
            self._choose_again(kept)
        self._found = found
        self._right.setVisible(bool(found.places))
        count = text.count(len(found.places), "place", "places")
        heading = tr("{places} with “{words}”") if found.places else tr("Nothing with “{words}”")
        if found.more:
            heading = tr("More than {places} with “{words}”: type more of the name")
        self.told.emit(heading.format(places=count, words=shown(self._words)), self._facts())

    def _facts(self) -> str:
        found = self._found
        whole = text.count(found.snapshots, "snapshot", "snapshots")
        if found.looked_into >= found.snapshots:
            facts = tr("All of {snapshots} looked into.").format(snapshots=whole)
            if found.places:
                return facts
            where = tr("Names of tables and files, labels and notes are searched; no rows are.")
            return f"{facts} {where}"
        facts = tr("{n} of {snapshots} looked into so far.")
        facts = facts.format(n=text.number(found.looked_into), snapshots=whole)
        return f"{facts} {self._trouble}".strip()

    def _choose_again(self, kept: Place | None) -> None:
        """The same place as before, which more snapshots may have now."""

        def alike(place: Place) -> bool:
            return kept is not None and (place.kind, place.name, place.target) == (
                kept.kind,
                kept.name,
                kept.target,
            )

        place = self.table.place_of(alike)
        self._view.setCurrentIndex(place if place.isValid() else self.table.index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        place = self.table.row(index)
        self.timeline.show_part(Part(()), self._lab.clock())
        self._go.setEnabled(False)
        if place is None:
            return

        def work(_meter: object) -> tuple[Snapshot, ...]:
            with self._lab.workspace() as workspace:
                return finding.holding(workspace.catalog, finding.cache_of(workspace), place)

        self._holding = task = self._lab.tasks.run(
            self,
            work,
            lambda held: self._show_holding(held) if task is self._holding else None,
            lambda error: self._fail(error) if task is self._holding else None,
        )

    def _show_holding(self, snapshots: tuple[Snapshot, ...]) -> None:
        self.timeline.show_part(Part(snapshots), self._lab.clock())
        self._tree.expandAll()
        self._tree.setCurrentIndex(self.timeline.first())
        self._go.setEnabled(bool(snapshots))

    def _go_there(self) -> None:
        place = self.table.row(self._view.currentIndex())
        snapshot = self.timeline.snapshot(self._tree.currentIndex())
        if place is not None and snapshot is not None:
            self.asked.emit(snapshot, place)

    def _fail(self, error: LabVaultError) -> None:
        if not isinstance(error, Cancelled):
            words = error_text(error)
            self.told.emit(words.what, f"{words.why} {words.hint}")

    def _lay_out(self) -> None:
        self._view = table_view(self.table, tr("Places that were found"))
        self._view.selectionModel().currentChanged.connect(lambda now, _: self._choose(now))
        self._view.activated.connect(lambda _: self._go_there())
        self._tree = tree_view(self.timeline, tr("Snapshots that have it"))
        self._tree.activated.connect(lambda _: self._go_there())
        self._right = QWidget()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(paragraph(tr("It stands in these snapshots:"), "muted"))
        column.addWidget(self._tree, 1)
        self._go = button(tr("Show it in this snapshot"), self._go_there, "primary")
        self._go.setEnabled(False)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self._go)
        below.addStretch(1)
        below.addWidget(command_button(self._command, about=tr("Search")))
        column.addLayout(below)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GRID)
        split.addWidget(self._view)
        split.addWidget(self._right)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split, 1)

    def _command(self) -> str:
        return self._lab.command(*commands.search(self._words)) if self._words else ""


def _columns(lab: Lab) -> tuple[Column[Place], ...]:
    def span(place: Place) -> str:
        now = lab.clock()
        days = [at.astimezone().date() for at in (place.oldest, place.newest)]
        first, last = (text.day_name(day, now) for day in days)
        return last if first == last else tr("{first} – {last}").format(first=first, last=last)

    return (
        Column(tr("Name"), lambda place: shown(" ".join(place.name.split()))),
        Column(tr("Kind"), lambda place: tr(KINDS[place.kind])),
        Column(tr("Target"), lambda place: shown(place.target)),
        Column(tr("Snapshots"), lambda p: text.number(p.snapshots), True, lambda p: p.snapshots),
        Column(tr("From, to"), span, key=lambda place: place.newest),
    )
