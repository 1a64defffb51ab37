"""The recovery key: shown once, and finished only when three of its groups were typed back."""

from __future__ import annotations

import random

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository.recovery_key import as_typed
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import tr
from desktop_app.gui.widgets.labels import label, paragraph
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step

GROUPS_ASKED = 3


class RecoveryStep(Step):
    """Makes the repository, shows its recovery key, and asks for three groups of it."""

    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("Recovery key")
        self._lab, self._choice = lab, choice
        self._working = False
        self._key = paragraph("", "title")
        self._key.setAccessibleName(tr("Recovery key"))
        self._asked: list[tuple[int, QLineEdit]] = []
        self._fields = QWidget()
        self._form = QFormLayout(self._fields)
        self.body.addWidget(self._key)
        self.body.addWidget(label(tr("Type these groups of it from your paper:"), "note"))
        self.body.addWidget(self._fields)
        self.body.addStretch(1)

    def enter(self) -> None:
        if self._choice.is_new_repository and not self._choice.made:
            self.say(tr("Making the repository…"))
            self._working = True
            self._lab.tasks.run(self, self._make, self._show, self._fail)
        elif self._choice.recovery_key:
            self._show(self._choice.recovery_key)
        else:
            self._fields.hide()
            self.say(tr("Nothing to write down"), tr("The repository's recovery kit stays valid."))

    def busy(self) -> bool:
        return self._working

    def ready(self) -> bool:
        if self._working:
            return False
        groups = self._choice.recovery_key.split("-")
        return all(as_typed(field.text()) == groups[at] for at, field in self._asked)

    def go_on(self) -> None:
        with_key = bool(self._asked)
        if with_key:
            name = self._choice.repository
            self._lab.catalog.repositories.confirm_key(name, self._lab.clock())
        self.done.emit()

    def _make(self, _meter: Meter) -> str:
        choice = self._choice
        with self._lab.workspace() as workspace:
            keyholder = workspace.keyholder
            if choice.storage_keys is not None:
                keyholder.use_storage_credentials(choice.place, choice.storage_keys)
                if choice.keep_keys:  # before anything is made that could not be opened again
                    keyholder.keep_storage_credentials(choice.place)
            opened, key = workspace.create_repository(
                choice.repository, choice.place, choice.passphrase
            )
            opened.repository.close()
        return key

    def _show(self, key: str) -> None:
        self._working, self._choice.made, self._choice.recovery_key = False, True, key
        self._key.setText(key)
        self._key.setAccessibleDescription(key)  # its name alone would hide it from screen readers
        self.say(
            tr("Write down the recovery key"),
            tr("It opens the backups when the passphrase is lost. LabVault keeps no copy of it."),
        )
        if not self._asked:
            self._ask(key.split("-"))
        self.changed.emit()

    def _ask(self, groups: list[str]) -> None:
        places = sorted(random.SystemRandom().sample(range(len(groups)), GROUPS_ASKED))
        for place in places:
            field = QLineEdit()
            words = tr("Group {n}").format(n=place + 1)
            field.setAccessibleName(words)
            field.setMaxLength(len(groups[place]))
            field.textChanged.connect(lambda _: self.changed.emit())
            self._form.addRow(words, field)
            self._asked.append((place, field))

    def _fail(self, error: LabVaultError) -> None:
        self._working = False
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")
