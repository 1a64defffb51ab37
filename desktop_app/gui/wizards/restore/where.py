"""The step that chooses where data comes back to: beside what is live, or in its place."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.labels import label, paragraph
from desktop_app.gui.wizards.restore.choice import RestoreChoice
from desktop_app.gui.wizards.wizard import Step


class WhereStep(Step):
    """Into a new database, or in place of the old one."""

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("Where")
        self._lab, self._choice = lab, choice
        self._of, self._guarded = "", False
        self._new = QRadioButton(tr("Into a new database beside the live one (recommended)"))
        self._replace = QRadioButton(
            tr("In place of the live one: restored beside, compared, swapped, the old one kept")
        )
        self._new.setChecked(True)
        self._url, self._typed = QLineEdit(), QLineEdit()
        self._url.setAccessibleName(tr("Address of the new database"))
        self._typed.setAccessibleName(tr("Name of the database to be replaced"))
        self._ask = label("")
        self._sessions = QCheckBox(tr("End the sessions of programs that use it, at the swap"))
        self._manager = paragraph(tr("A manager will be asked for the password."), "note")
        self._problem = paragraph("", "note")
        self._new.toggled.connect(lambda _: self._chosen())
        self._sessions.toggled.connect(lambda _: self._chosen())
        self._url.textChanged.connect(lambda _: self._chosen())
        self._typed.textChanged.connect(lambda _: self._chosen())
        for each in (self._new, self._url, self._replace, self._ask, self._typed):
            self.body.addWidget(each)
        for below in (self._sessions, self._manager, self._problem):
            self.body.addWidget(below)
        self.body.addStretch(1)

    def enter(self) -> None:
        target = self._choice.target
        assert target is not None
        self._live = Address.from_url(target.url)
        if self._of != target.name:  # what was chosen for another target is not meant for this one
            self._of = target.name
            self._url.setText(self._live.with_database(f"{self._live.database}_restored").url())
            self._typed.clear()
            self._sessions.setChecked(False)
            self._new.setChecked(True)
        entry = self._lab.whole_catalog.workspaces.load(self._lab.name)
        self._guarded = entry.manager_hash is not None
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
        for each in (self._ask, self._typed, self._sessions):
            each.setVisible(replacing)
        self._manager.setVisible(replacing and self._guarded)
        self._choice.replace = replacing
        self._choice.disconnect = self._sessions.isChecked()
        self._problem.clear()
        try:
            address = self._live if replacing else Address.from_url(self._url.text())
            self._choice.to = address.url()
        except LabVaultError as error:
            self._problem.setText(str(error_text(error)))
        self.changed.emit()
