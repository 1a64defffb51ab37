"""The step that chooses where data comes back to: beside what is live, or in its place."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.sources.base import Existing, Way
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import label, paragraph
from desktop_app.gui.wizards.restore.choice import WITH_ROLES, RestoreChoice
from desktop_app.gui.wizards.wizard import Step


class WhereStep(Step):
    """Into a new place, in place of the old one, or file by file into it."""

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("Where")
        self._lab, self._choice = lab, choice
        self._of, self._guarded, self._live = "", False, ""
        self._new, self._beside = QRadioButton(), QRadioButton()
        self._replace, self._over = QRadioButton(), QRadioButton()
        self._new.setChecked(True)
        self._url, self._typed = QLineEdit(), QLineEdit()
        self._browse = button(tr("Choose…"), self._ask_place, about=tr("The new place"))
        self._existing = _choice_of_existing()
        self._ask = label("")
        self._sessions = QCheckBox(tr("End the sessions of programs that use it, at the swap"))
        self._manager = paragraph(tr("A manager will be asked for the password."), "note")
        self._problem = paragraph("", "note")
        for way in (self._new, self._beside, self._replace, self._over, self._sessions):
            way.toggled.connect(lambda _: self._chosen())
        for line in (self._url, self._typed):
            line.textChanged.connect(lambda _: self._chosen())
        self._existing.activated.connect(lambda _: self._chosen())
        self._name()
        self._lay_out()

    def enter(self) -> None:
        target = self._choice.target
        assert target is not None
        self._name()
        self._live = self._choice.places.live(target.url)
        if self._of != target.name:  # what was chosen for another target is not meant for this one
            self._of = target.name
            self._url.setText(self._choice.places.proposal(target.url))
            self._typed.clear()
            self._sessions.setChecked(False)
            self._new.setChecked(True)
        entry = self._lab.whole_catalog.workspaces.load(self._lab.name)
        self._guarded = entry.manager_hash is not None
        self._ask.setText(self._choice.words.ask_for_name().format(name=shown(self._wanted)))
        self.say(
            tr("Where should it go?"), tr("Nothing that is there now is overwritten or deleted.")
        )
        self._chosen()

    def ready(self) -> bool:
        if self._takes_away:
            return self._typed.text() == self._wanted
        named = not self._new.isChecked() or bool(self._url.text())
        return named and not self._problem.text()

    @property
    def _wanted(self) -> str:
        """What is to be typed before something gives way."""
        return self._choice.places.short(self._live) if self._live else ""

    @property
    def _takes_away(self) -> bool:
        replaces = self._existing.currentData() == Existing.REPLACE.value
        return self._replace.isChecked() or (self._over.isChecked() and replaces)

    @property
    def _way(self) -> Way:
        ways = ((self._beside, Way.BESIDE), (self._replace, Way.REPLACE), (self._over, Way.OVER))
        return next((way for button, way in ways if button.isChecked()), Way.NEW)

    def _name(self) -> None:
        words, places = self._choice.words, self._choice.places
        for each, said in (
            (self._new, words.into_new()),
            (self._beside, words.beside()),
            (self._replace, words.in_place()),
            (self._over, tr("Into the live folder, file by file, with what is there")),
        ):
            each.setText(said)
            each.setAccessibleName(said)
        self._url.setAccessibleName(words.new_address())
        self._typed.setAccessibleName(words.replaced_name())
        self._browse.setVisible(bool(places.browse))

    def _chosen(self) -> None:
        choice, target = self._choice, self._choice.target
        if target is None:
            return
        ways = choice.places.ways if self._live else frozenset()
        replacing, over = self._replace.isChecked(), self._over.isChecked()
        self._beside.setVisible(Way.BESIDE in ways)
        self._replace.setVisible(Way.REPLACE in ways)
        self._over.setVisible(Way.OVER in ways)
        self._existing.setVisible(over)
        for control in (self._url, self._browse):
            control.setEnabled(self._new.isChecked())
        for asked in (self._ask, self._typed):
            asked.setVisible(self._takes_away)
        self._sessions.setVisible(replacing and target.kind in WITH_ROLES)
        self._manager.setVisible(self._takes_away and self._guarded)
        choice.way = self._way
        choice.existing = Existing(str(self._existing.currentData()))
        choice.disconnect = self._sessions.isChecked()
        self._problem.clear()
        try:
            choice.to = choice.places.read(
                self._url.text() if self._new.isChecked() else self._live
            )
        except LabVaultError as error:
            self._problem.setText(str(error_text(error)))
        self.changed.emit()

    def _ask_place(self) -> None:
        at = self._url.text()
        if self._choice.places.browse == "file":
            chosen, _ = QFileDialog.getSaveFileName(self, self._url.accessibleName(), at)
        else:
            chosen = QFileDialog.getExistingDirectory(self, tr("Choose an empty folder"), at)
        if chosen:
            self._url.setText(chosen)

    def _lay_out(self) -> None:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._url, 1)
        row.addWidget(self._browse)
        ways = (self._new, place, self._beside, self._replace, self._over, self._existing)
        for each in ways:
            self.body.addWidget(each)
        for below in (self._ask, self._typed, self._sessions, self._manager, self._problem):
            self.body.addWidget(below)
        self.body.addStretch(1)


def _choice_of_existing() -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(tr("Files that are there, and are others"))
    box.addItem(tr("Files that are there stay as they are"), Existing.SKIP.value)
    box.addItem(
        tr("Files that are there stay, the snapshot's get another name"), Existing.BOTH.value
    )
    box.addItem(
        tr("Files that are there give way, and are kept in a folder beside"),
        Existing.REPLACE.value,
    )
    return box
