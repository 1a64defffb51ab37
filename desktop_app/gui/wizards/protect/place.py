"""Where to keep it, and the passphrase of a new repository."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QRadioButton

from desktop_app.gui import text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step

SHORTEST = 8


class PlaceStep(Step):
    """A repository that is known, or a new one in a folder."""

    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("Where")
        self._lab, self._choice = lab, choice
        self._known = QRadioButton(tr("In a repository that is known here"))
        self._repositories = QComboBox()
        self._repositories.setAccessibleName(tr("Repository"))
        self._new = QRadioButton(tr("In a new repository: a folder on a drive or a NAS"))
        self._folder, self._name = QLineEdit(), QLineEdit()
        self._folder.setAccessibleName(tr("Folder of the new repository"))
        self._folder.setPlaceholderText(tr("An empty folder"))
        self._name.setAccessibleName(tr("Name of the new repository"))
        self._name.setPlaceholderText(tr("A name, such as nas"))
        self._found = paragraph("", "note")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._folder, 1)
        row.addWidget(button(tr("Choose…"), self._browse))
        for each in (self._known, self._repositories, self._new):
            self.body.addWidget(each)
        self.body.addLayout(row)
        self.body.addWidget(self._name)
        self.body.addWidget(self._found)
        self.body.addStretch(1)
        self._new.toggled.connect(lambda _: self._look())
        self._folder.textChanged.connect(lambda _: self._look())
        self._name.textChanged.connect(lambda _: self._look())

    def enter(self) -> None:
        names = [entry.name for entry in self._lab.catalog.repositories.list()]
        self._repositories.clear()
        for name in names:
            self._repositories.addItem(shown(name), name)
        self._known.setVisible(bool(names))
        self._repositories.setVisible(bool(names))
        self._known.setEnabled(not self._choice.made)
        self._new.setEnabled(not self._choice.made)
        if names and not self._new.isChecked():
            self._known.setChecked(True)
        elif not names:
            self._new.setChecked(True)
        self.say(
            tr("Where should it be kept?"),
            tr(
                "Everything is encrypted before it goes there. Another disk is safer than this one."
            ),
        )
        self._look()

    def ready(self) -> bool:
        if self._known.isChecked():
            return self._repositories.count() > 0
        return bool(self._folder.text().strip() and self._name.text().strip())

    def go_on(self) -> None:
        if self._known.isChecked():
            self._choice.repository = str(self._repositories.currentData())
            self._choice.place = ""
        elif not self._choice.made:
            self._choice.repository = self._name.text().strip()
            self._choice.place = self._folder.text().strip()
        self.done.emit()

    def _look(self) -> None:
        new = self._new.isChecked()
        self._folder.setEnabled(new and not self._choice.made)
        self._name.setEnabled(new and not self._choice.made)
        self._repositories.setEnabled(not new)
        folder = self._folder.text().strip()
        tone, words = about_place(folder) if new and folder else (Tone.NONE, "")
        self._found.setText(f"{tone.shape}  {words}" if words else "")
        set_tone(self._found, tone)
        self.changed.emit()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Choose an empty folder"))
        if chosen:
            self._folder.setText(chosen)
            if not self._name.text():
                self._name.setText(Path(chosen).name)


class PassphraseStep(Step):
    """The passphrase of a new repository; nothing to do for one that is known."""

    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("Passphrase")
        self._lab, self._choice = lab, choice
        self._first, self._again = QLineEdit(), QLineEdit()
        for field, words in (
            (self._first, tr("Passphrase")),
            (self._again, tr("The same again")),
        ):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(words)
            field.setPlaceholderText(words)
            field.textChanged.connect(lambda _: self._look())
            self.body.addWidget(field)
        self._hint = paragraph("", "note")
        self.body.addWidget(self._hint)
        self.body.addStretch(1)

    def enter(self) -> None:
        needed = self._choice.is_new_repository and not self._choice.made
        for field in (self._first, self._again):
            field.setVisible(needed)
        if needed:
            self.say(
                tr("Choose a passphrase"),
                tr("It opens the backups, also on another computer. Several words are best."),
            )
        else:
            name = shown(self._choice.repository)
            self.say(tr("No passphrase is needed"), tr("{name} has its own.").format(name=name))
        self._look()

    def ready(self) -> bool:
        if not self._choice.is_new_repository or self._choice.made:
            return True
        typed = self._first.text()
        return len(typed) >= SHORTEST and typed == self._again.text()

    def go_on(self) -> None:
        if self._choice.is_new_repository and not self._choice.made:
            self._choice.passphrase = self._first.text()
        self.done.emit()

    def _look(self) -> None:
        typed, again = self._first.text(), self._again.text()
        hint = ""
        if typed and len(typed) < SHORTEST:
            hint = tr("At least {n} characters.").format(n=text.number(SHORTEST))
        elif again and typed != again:
            hint = tr("The two are not alike yet.")
        self._hint.setText(hint)
        self.changed.emit()


def about_place(folder: str) -> tuple[Tone, str]:
    """What is to be said of a folder before a repository is made there."""
    path = Path(folder).expanduser()
    there = next((p for p in (path, *path.parents) if p.exists()), None)
    if there is None:
        return Tone.BAD, tr("There is no such place.")
    if path.is_dir() and any(not e.name.startswith(".") for e in path.iterdir()):
        return Tone.WARNING, tr("The folder is not empty. Choose an empty one.")
    free = text.size(shutil.disk_usage(there).free)
    if there.stat().st_dev == Path.home().stat().st_dev:
        words = tr("{free} free, but on the disk of this computer. Another drive is safer.")
        return Tone.WARNING, words.format(free=free)
    return Tone.OK, tr("{free} free").format(free=free)
