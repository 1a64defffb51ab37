"""What the drill is of: a target, and one of its snapshots."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.catalog.status import TargetStatus, target_statuses
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.model import Snapshot
from desktop_app.engine.progress import Meter
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.drill import snapshot_columns
from desktop_app.gui.models.table import Table
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.widgets.views import table_view
from desktop_app.gui.wizards.drill.choice import DrillChoice
from desktop_app.gui.wizards.wizard import Step

MOST = 1000  # snapshots to choose from, the newest


@dataclass(frozen=True)
class _Known:
    entry: TargetEntry
    status: TargetStatus


class TargetStep(Step):
    def __init__(self, lab: Lab, choice: DrillChoice) -> None:
        super().__init__()
        self.name = tr("Target")
        self._lab, self._choice = lab, choice
        self._list = QListWidget()
        self._list.setProperty("role", "list")
        self._list.setAccessibleName(tr("Targets"))
        self._list.currentRowChanged.connect(lambda _: self._chosen())
        self._list.itemActivated.connect(lambda _: self._activate())
        self.body.addWidget(self._list, 1)

    def enter(self) -> None:
        self.say(tr("Looking…"))
        self._lab.tasks.run(self, self._look, self._show, self._fail)

    def ready(self) -> bool:
        return self._choice.target is not None

    def _activate(self) -> None:
        if self.ready():
            self.go_on()

    def _look(self, _meter: Meter) -> list[_Known]:
        entries = {entry.name: entry for entry in self._lab.catalog.targets.list()}
        lab = self._lab
        statuses = target_statuses(lab.whole_catalog.database, lab.name, lab.clock())
        backed_up = [s for s in statuses if s.newest is not None and s.target in entries]
        return [_Known(entries[status.target], status) for status in backed_up]

    def _show(self, found: list[_Known]) -> None:
        kept = self._choice.target
        self._list.clear()
        for known in found:
            item = QListWidgetItem(self._line(known))
            item.setData(Qt.ItemDataRole.UserRole, known.entry)
            self._list.addItem(item)
            if kept is None or kept.name == known.entry.name:
                self._list.setCurrentItem(item)
                kept = known.entry
        if found:
            self.say(
                tr("What shall prove that it restores?"),
                tr("It is restored for real, into a place of its own that is gone afterwards."),
            )
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.say(tr("There is nothing to restore yet"), tr("Back something up first."))

    def _line(self, known: _Known) -> str:
        status, entry = known.status, known.entry
        last = tr("never proven")
        if status.proven is not None:
            last = tr("proven {age}").format(age=text.age(status.proven, self._lab.clock()))
        limit = tr("restore time: {limit}").format(limit=text.limit(entry.rto_seconds))
        return f"{shown(entry.name)}\n{last}  ·  {limit}"

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")

    def _chosen(self) -> None:
        item = self._list.currentItem()
        if item is None:
            return
        target = item.data(Qt.ItemDataRole.UserRole)
        if self._choice.target is None or target.name != self._choice.target.name:
            self._choice.snapshot = None
        self._choice.target = target
        self.changed.emit()


class SnapshotStep(Step):
    """Which of its snapshots; the newest is what would be restored today."""

    def __init__(self, lab: Lab, choice: DrillChoice) -> None:
        super().__init__()
        self.name = tr("Snapshot")
        self._lab, self._choice = lab, choice
        self._table: Table[Snapshot] = Table(snapshot_columns(lab.clock()), self)
        self._view = table_view(self._table, tr("Snapshots"))
        self._view.selectionModel().currentChanged.connect(
            lambda now, _before: self._chosen(self._table.row(now))
        )
        self._view.activated.connect(lambda _: self._activate())
        self._note = paragraph(tr("The newest one is what would be restored today."), "note")
        self.body.addWidget(self._view, 1)
        self.body.addWidget(self._note)

    def enter(self) -> None:
        target = self._choice.target
        assert target is not None
        self.say(tr("Looking…"))
        self._lab.tasks.run(self, lambda _: self._newest(target.name), self._show, self._fail)

    def ready(self) -> bool:
        return self._choice.snapshot is not None

    def _activate(self) -> None:
        if self.ready():
            self.go_on()

    def _newest(self, target: str) -> tuple[Snapshot, ...]:
        """The newest first."""
        return self._lab.catalog.snapshots.list(target=target)[::-1][:MOST]

    def _show(self, snapshots: tuple[Snapshot, ...]) -> None:
        target = self._choice.target
        assert target is not None
        kept = self._choice.snapshot
        self._table.show_columns(snapshot_columns(self._lab.clock()), snapshots)
        place = self._table.place_of(lambda s: kept is not None and s.id == kept.id)
        self._view.setCurrentIndex(place if place.isValid() else self._table.index(0, 0))
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        facts = tr("{snapshots} of {target}")
        amount = text.count(len(snapshots), "snapshot", "snapshots")
        self.say(
            tr("Which snapshot shall be restored?"),
            facts.format(snapshots=amount, target=shown(target.name)),
        )

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")

    def _chosen(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self._choice.snapshot = snapshot
            self.changed.emit()
