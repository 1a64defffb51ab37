"""What is asked about keys: passphrases, typed twice, and the recovery key from its paper."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository.keys import RECOVERY_KEY, Passphrase, RecoveryKey
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.form import Form, Work

SHORTEST = 8


class NewPassphrase(Form):
    """A passphrase that is typed twice."""

    def __init__(
        self, lab: Lab, entry: RepositoryEntry, words: tuple[str, str, str], parent: QWidget
    ) -> None:
        self._lab, self._entry = lab, entry
        super().__init__(lab.tasks, *words, parent)
        self.begin()
        self._first = self.line(tr("New passphrase"), secret=True)
        self._again = self.line(tr("The same again"), secret=True)

    def begin(self) -> None:
        """Fields that come before."""

    def look(self) -> None:
        typed, again = self._first.text(), self._again.text()
        words = ""
        if typed and len(typed) < SHORTEST:
            words = tr("At least {n} characters.").format(n=SHORTEST)
        elif again and typed != again:
            words = tr("The two are not alike yet.")
        self.tell(Tone.NONE, words)
        super().look()

    def ready(self) -> bool:
        typed = self._first.text()
        return len(typed) >= SHORTEST and typed == self._again.text()


class AddPassphrase(NewPassphrase):
    def __init__(self, lab: Lab, entry: RepositoryEntry, parent: QWidget) -> None:
        name = shown(entry.name)
        words = (
            tr("Add a passphrase to {name}").format(name=name),
            tr("For a colleague, say. The passphrases that there are stay."),
            tr("Add it"),
        )
        super().__init__(lab, entry, words, parent)

    def work(self) -> Work:
        passphrase, lab, name = self._first.text(), self._lab, self._entry.name

        def add(_meter: Meter) -> object:
            with lab.workspace() as workspace, workspace.repository(name) as opened:
                return workspace.key_changes(opened).add_passphrase(passphrase)

        return add

    def command(self) -> str:
        return self._lab.command("key", "add", self._entry.name)


class ChangePassphrase(NewPassphrase):
    """The old one is typed too; or the recovery key, when it is forgotten and was the only one."""

    def __init__(self, lab: Lab, entry: RepositoryEntry, several: bool, parent: QWidget) -> None:
        facts = tr("Of the passphrases that there are, the one that you type is replaced.")
        if not several:
            facts = tr("The old one opens nothing any more then.")
        words = (
            tr("Change the passphrase of {name}").format(name=shown(entry.name)),
            facts,
            tr("Change the passphrase"),
        )
        super().__init__(lab, entry, words, parent)
        self._forgotten = self.choice(tr("It is forgotten: I type the recovery key instead"))
        self._forgotten.setVisible(not several)

    def begin(self) -> None:
        self._old = self.line(tr("Old passphrase"), secret=True)

    def look(self) -> None:
        wanted = tr("Old passphrase")
        if self._forgotten.isChecked():
            wanted = tr("Recovery key")
        name = self.fields.labelForField(self._old)
        name.setText(wanted)  # type: ignore[attr-defined]
        self._old.setAccessibleName(wanted)
        plain = self._forgotten.isChecked()
        mode = QLineEdit.EchoMode.Normal if plain else QLineEdit.EchoMode.Password
        self._old.setEchoMode(mode)
        super().look()

    def ready(self) -> bool:
        return bool(self._old.text()) and super().ready()

    def work(self) -> Work:
        typed, new = self._old.text(), self._first.text()
        old = RecoveryKey(typed) if self._forgotten.isChecked() else Passphrase(typed)
        lab, name = self._lab, self._entry.name

        def change(_meter: Meter) -> object:
            with lab.workspace() as workspace, workspace.repository(name, old) as opened:
                return workspace.key_changes(opened).change_passphrase(old, new)

        return change

    def command(self) -> str:
        options = ("--recovery-key",) if self._forgotten.isChecked() else ()
        return self._lab.command("repository", "change-passphrase", self._entry.name, *options)


class CheckKey(Form):
    """Opens the repository with nothing but what is typed."""

    def __init__(self, lab: Lab, entry: RepositoryEntry, parent: QWidget) -> None:
        self._lab, self._entry = lab, entry
        super().__init__(
            lab.tasks,
            tr("Check the recovery key of {name}").format(name=shown(entry.name)),
            tr("Type all eight groups from the paper. Case, blanks and hyphens do not matter."),
            tr("Check it"),
            parent,
        )
        self._typed = self.line(tr("Recovery key"), placeholder="XXXXX-XXXXX-…")

    def ready(self) -> bool:
        return bool(self._typed.text().strip())

    def work(self) -> Work:
        key, lab, name = RecoveryKey(self._typed.text()), self._lab, self._entry.name

        def check(_meter: Meter) -> tuple[str, ...]:
            with lab.workspace() as workspace, workspace.repository(name, key) as opened:
                slot = workspace.confirm_recovery_key(opened, key, lab.clock())
                slots = opened.repository.header.slots_of(RECOVERY_KEY)
                return tuple(each.id for each in slots if each.id != slot.id)

        return check

    def command(self) -> str:
        return self._lab.command("repository", "check-key", self._entry.name)
