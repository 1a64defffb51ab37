"""The passphrase of a new repository; nothing to do for one that is known."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.secrets import os_keyring
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import later, shown, tr
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step

SHORTEST = 8
NEEDED = later("Scheduled backups need that: else the passphrase is asked for at each start.")


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
        self._keep = QCheckBox(tr("Let this computer open it by itself, through its keyring"))
        self._about_keyring = paragraph(tr(NEEDED), "note")
        self._asking: Task[None] | None = None
        self._keep.clicked.connect(lambda _: self._ask_keyring())
        for each in (self._keep, self._about_keyring):
            each.hide()
            self.body.addWidget(each)
        self.body.addStretch(1)

    def enter(self) -> None:
        needed = self._choice.is_new_repository and not self._choice.made
        for field in (self._first, self._again, self._keep, self._about_keyring):
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
        alike = len(typed) >= SHORTEST and typed == self._again.text()
        return alike and (self._asking is None or not self._keep.isChecked())

    def go_on(self) -> None:
        if self._choice.is_new_repository and not self._choice.made:
            self._choice.passphrase = self._first.text()
            self._choice.remember = self._keep.isChecked()
        self.done.emit()

    def _ask_keyring(self) -> None:
        """Only when it is wanted: it may ask its owner to unlock it."""
        self._about_keyring.setText(tr(NEEDED))
        if self._keep.isChecked():
            self._asking = self._lab.tasks.run(
                self, lambda _: os_keyring.check(), lambda _: self._answered(), self._refuse
            )
        self.changed.emit()

    def _answered(self) -> None:
        self._asking = None
        self.changed.emit()

    def _refuse(self, error: LabVaultError) -> None:
        self._keep.setChecked(False)
        self._about_keyring.setText(str(error_text(error)))
        self._answered()

    def _look(self) -> None:
        typed, again = self._first.text(), self._again.text()
        hint = ""
        if typed and len(typed) < SHORTEST:
            hint = tr("At least {n} characters.").format(n=text.number(SHORTEST))
        elif again and typed != again:
            hint = tr("The two are not alike yet.")
        self._hint.setText(hint)
        self.changed.emit()
