"""The steps that choose: which target, which moment, what of it, and where to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QRadioButton

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.model import Item, ItemKind, Snapshot
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.days import Days
from desktop_app.gui.widgets.labels import label, paragraph
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
            item = QListWidgetItem(shown(target.name))
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
            text.count(found.rows, "row", "rows"),
            text.size(found.size),
            proof,
        )
        self._about.setText("  ·  ".join(words))
        self.changed.emit()


class WhatStep(Step):
    """All of it, or some tables."""

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("What")
        self._lab, self._choice = lab, choice
        self._all = QRadioButton(tr("Everything: all tables, with roles and definitions"))
        self._some = QRadioButton(tr("Only the tables that are ticked below"))
        self._all.setChecked(True)
        self._all.toggled.connect(lambda _: self._chosen())
        self._list = QListWidget()
        self._list.setProperty("role", "list")
        self._list.setAccessibleName(tr("Tables"))
        self._list.itemChanged.connect(lambda _: self._chosen())
        for each in (self._all, self._some, self._list):
            self.body.addWidget(each)

    def enter(self) -> None:
        self._list.setEnabled(self._some.isChecked())
        if self._choice.items:
            self._say()
            return
        self.say(tr("Looking into the snapshot…"))
        snapshot = self._choice.snapshot
        assert snapshot is not None
        self._lab.tasks.run(
            self, lambda _: self._read(snapshot), self._fill, lambda error: self._fail(error)
        )

    def ready(self) -> bool:
        return bool(self._choice.items) and (self._all.isChecked() or bool(self._choice.only))

    def _read(self, snapshot: Snapshot) -> tuple[Item, ...]:
        with self._lab.workspace() as workspace, workspace.holding(snapshot.id) as (opened, _):
            return tuple(opened.repository.items(snapshot))

    def _fill(self, items: tuple[Item, ...]) -> None:
        self._choice.items = items
        self._list.blockSignals(True)
        self._list.clear()
        for item in items:
            if item.kind is ItemKind.ROWS:
                rows = text.count(item.rows or 0, "row", "rows")
                line = QListWidgetItem(f"{shown(item.name)}   ({rows})")
                line.setData(Qt.ItemDataRole.UserRole, item.name)
                line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                line.setCheckState(Qt.CheckState.Unchecked)
                self._list.addItem(line)
        self._list.blockSignals(False)
        self._say()

    def _say(self) -> None:
        tables = [item for item in self._choice.items if item.kind is ItemKind.ROWS]
        rows = text.count(sum(item.rows or 0 for item in tables), "row", "rows")
        facts = tr("The snapshot has {tables} with {rows}.")
        tables_text = text.count(len(tables), "table", "tables")
        self.say(tr("What of it?"), facts.format(tables=tables_text, rows=rows))

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")

    def _chosen(self) -> None:
        self._list.setEnabled(self._some.isChecked())
        lines = [self._list.item(at) for at in range(self._list.count())]
        ticked = [line for line in lines if line.checkState() is Qt.CheckState.Checked]
        names = tuple(str(line.data(Qt.ItemDataRole.UserRole)) for line in ticked)
        self._choice.only = () if self._all.isChecked() else names
        self.changed.emit()


class WhereStep(Step):
    """Into a new database, or in place of the old one."""

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("Where")
        self._lab, self._choice = lab, choice
        self._new = QRadioButton(tr("Into a new database beside the live one (recommended)"))
        self._replace = QRadioButton(
            tr("In place of the live one: restored beside, compared, swapped, the old one kept")
        )
        self._new.setChecked(True)
        self._url, self._typed = QLineEdit(), QLineEdit()
        self._url.setAccessibleName(tr("Address of the new database"))
        self._typed.setAccessibleName(tr("Name of the database to be replaced"))
        self._ask = label("")
        self._problem = paragraph("", "note")
        self._new.toggled.connect(lambda _: self._chosen())
        self._url.textChanged.connect(lambda _: self._chosen())
        self._typed.textChanged.connect(lambda _: self._chosen())
        self.body.addWidget(self._new)
        self.body.addWidget(self._url)
        self.body.addWidget(self._replace)
        self.body.addWidget(self._ask)
        self.body.addWidget(self._typed)
        self.body.addWidget(self._problem)
        self.body.addStretch(1)

    def enter(self) -> None:
        target = self._choice.target
        assert target is not None
        self._live = Address.from_url(target.url)
        if not self._choice.to or not self._url.text():
            fresh = self._live.with_database(f"{self._live.database}_restored")
            self._url.setText(fresh.url())
        ask = tr("To replace it, type the name of the database: {name}")
        self._ask.setText(ask.format(name=shown(self._live.database)))
        self.say(
            tr("Where should it go?"), tr("Nothing that is there now is overwritten or deleted.")
        )
        self._chosen()

    def ready(self) -> bool:
        if self._replace.isChecked():
            return self._typed.text() == self._live.database
        return not self._problem.text() and bool(self._url.text())

    def _chosen(self) -> None:
        replacing = self._replace.isChecked()
        self._url.setEnabled(not replacing)
        self._ask.setVisible(replacing)
        self._typed.setVisible(replacing)
        self._choice.replace = replacing
        self._problem.clear()
        try:
            address = self._live if replacing else Address.from_url(self._url.text())
            self._choice.to = address.url()
        except LabVaultError as error:
            self._problem.setText(str(error_text(error)))
        self.changed.emit()
