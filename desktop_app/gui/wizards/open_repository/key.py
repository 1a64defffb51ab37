"""The key: a passphrase, or the recovery key from paper. Tried by looking inside."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository.keys import Passphrase, RecoveryKey, Secret
from desktop_app.engine.secrets.os_keyring import check as check_keyring
from desktop_app.engine.workspace.opening import Contents
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.wizards.open_repository.choice import OpenChoice
from desktop_app.gui.wizards.wizard import Step


class KeyStep(Step):
    def __init__(self, lab: Lab, choice: OpenChoice) -> None:
        super().__init__()
        self.name = tr("Key")
        self._lab, self._choice = lab, choice
        self._task: Task[Contents] | None = None
        self._by_passphrase = QRadioButton(tr("With the passphrase"))
        self._by_recovery = QRadioButton(tr("With the recovery key, from the recovery kit"))
        self._passphrase, self._recovery = QLineEdit(), QLineEdit()
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._passphrase.setAccessibleName(tr("Passphrase"))
        self._recovery.setAccessibleName(tr("Recovery key"))
        self._recovery.setPlaceholderText(tr("All groups of it, as they are printed"))
        self._keep = QCheckBox(tr("Let this computer's keyring open it from now on"))
        self._found = paragraph("", "note")
        for each in (
            *(self._by_passphrase, self._passphrase, self._by_recovery, self._recovery),
            *(self._keep, self._found),
        ):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self._by_passphrase.setChecked(True)
        self._by_passphrase.toggled.connect(lambda _: self._look())
        for field in (self._passphrase, self._recovery):
            field.textChanged.connect(lambda _: self._look())

    def enter(self) -> None:
        self.say(
            tr("What opens it?"),
            tr("The repository at {place}").format(place=shown(self._choice.place)),
        )
        self._look()

    def ready(self) -> bool:
        return self._task is None and bool(self._typed())

    def forward(self) -> str:
        return tr("Look inside")

    def busy(self) -> bool:
        return self._task is not None

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def go_on(self) -> None:
        self._choice.secret = self._secret()
        self._choice.keyring = self._keep.isChecked()
        self._tell(Tone.NONE, tr("Reading what is in it…"))
        self._task = self._lab.tasks.run(self, self._look_inside, self._show, self._fail)
        self.changed.emit()

    def _look_inside(self, _meter: Meter) -> Contents:
        choice = self._choice
        assert choice.secret is not None
        if choice.keyring:
            check_keyring()
        with self._lab.workspace() as workspace:
            return workspace.look_inside(choice.place, choice.secret)

    def _show(self, contents: Contents) -> None:
        self._task = None
        self._choice.contents = contents
        self._tell(Tone.NONE, "")
        self.done.emit()

    def _fail(self, error: LabVaultError) -> None:
        self._task = None
        self._tell(Tone.BAD, str(error_text(error)))
        self.changed.emit()

    def _secret(self) -> Secret:
        typed = self._typed()
        return Passphrase(typed) if self._by_passphrase.isChecked() else RecoveryKey(typed)

    def _typed(self) -> str:
        if self._by_passphrase.isChecked():
            return self._passphrase.text()
        return self._recovery.text().strip()

    def _look(self) -> None:
        self._passphrase.setVisible(self._by_passphrase.isChecked())
        self._recovery.setVisible(self._by_recovery.isChecked())
        self._tell(Tone.NONE, "")
        self.changed.emit()

    def _tell(self, tone: Tone, words: str) -> None:
        self._found.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        set_tone(self._found, tone)
