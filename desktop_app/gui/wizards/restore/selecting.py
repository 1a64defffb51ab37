"""The steps that choose which target, and which moment of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop_app.engine.model import Snapshot
from desktop_app.gui import text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.overview import kind_name
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.days import Days
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.wizards.restore.choice import RestoreChoice
from desktop_app.gui.wizards.wizard import Step


class TargetStep(Step):
    """Which target."""

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("Target")
        self._lab, self._choice = lab, choice
        self._list = QListWidget()
        self._list.setProperty("role", "list")
        self._list.setAccessibleName(tr("Targets"))
        self._list.currentItemChanged.connect(lambda *_: self._chosen())
        self._list.itemActivated.connect(lambda _: self.go_on())
        self.body.addWidget(self._list, 1)

    def enter(self) -> None:
        targets = self._lab.catalog.targets.list()
        kept = self._choice.target
        self._list.clear()
        for target in targets:
            item = QListWidgetItem(f"{shown(target.name)}  ·  {kind_name(target.kind)}")
            item.setData(Qt.ItemDataRole.UserRole, target)
            item.setToolTip(shown(target.url))
            self._list.addItem(item)
            if kept is None or kept.name == target.name:
                self._list.setCurrentItem(item)
                kept = kept or target
        if targets:
            self.say(tr("What do you want back?"), tr("Nothing is changed before the last step."))
        else:
            self.say(tr("There is nothing to restore"), tr("Protect a target first."))

    def ready(self) -> bool:
        return self._choice.target is not None

    def _chosen(self) -> None:
        item = self._list.currentItem()
        if item is None:
            return
        target = item.data(Qt.ItemDataRole.UserRole)
        if self._choice.target is None or target.name != self._choice.target.name:
            self._choice.snapshot, self._choice.only, self._choice.to = None, (), ""
        self._choice.target = target
        self.changed.emit()


class MomentStep(Step):
    """Which snapshot of it."""

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("Moment")
        self._lab, self._choice = lab, choice
        self._days = Days(lab)
        self._about = paragraph("", "muted")
        self._days.chosen.connect(self._chosen)
        self._days.read.connect(self._tell)
        self._days.view.activated.connect(lambda _: self._activate())
        self.body.addWidget(self._days, 1)
        self.body.addWidget(self._about)

    def enter(self) -> None:
        target, kept = self._choice.target, self._choice.snapshot
        assert target is not None
        self.say(tr("Back to which moment?"), tr("Choose one from before the loss."))
        self._days.show_target(target.name)
        if kept is not None:
            self._days.go_to(kept)

    def ready(self) -> bool:
        return self._choice.snapshot is not None

    def _tell(self) -> None:
        if not self._days.timeline.rowCount():
            self.say(tr("There is no snapshot of it yet"), tr("Back it up first."))

    def _activate(self) -> None:
        if self.ready():
            self.go_on()

    def _chosen(self, found: Snapshot | None) -> None:
        target = self._choice.target
        if found is None or target is None or found.target != target.name:
            return
        if self._choice.snapshot is None or self._choice.snapshot.id != found.id:
            self._choice.items, self._choice.only = (), ()
        self._choice.snapshot = found
        level = self._days.timeline.level(found)
        proof = tr("verified: {level}").format(level=tr(level)) if level else tr("not verified yet")
        words = (
            text.moment(found.started, self._lab.clock()),
            *([text.count(found.rows, "row", "rows")] if found.rows else []),
            text.count(found.items, "item", "items"),
            text.size(found.size),
            proof,
        )
        self._about.setText("  ·  ".join(words))
        self.changed.emit()
