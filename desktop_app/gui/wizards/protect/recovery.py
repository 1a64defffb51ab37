"""The recovery key: printed or written down, and finished only when three of its groups were
typed back."""

from __future__ import annotations

import platform
import random
from contextlib import closing
from datetime import datetime
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository import keys
from desktop_app.engine.repository.recovery_key import as_typed
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.secrets.recovery_kit import RecoveryKit
from desktop_app.engine.secrets.recovery_page import store_kit
from desktop_app.engine.workspace import Opened
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import label, paragraph, set_tone
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.recovery_kit.printing import print_kit
from desktop_app.gui.wizards.wizard import Step

GROUPS_ASKED = 3
PDF_FILTER = "PDF (*.pdf)"


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
        self._told = paragraph("", "note")
        self._part = QWidget()
        self._form = QFormLayout()
        self._build()

    def enter(self) -> None:
        choice = self._choice
        self._part.setVisible(bool(choice.kit))
        if choice.is_new_repository and not choice.made:
            self.say(tr("Making the repository…"))
            self._working = True
            self._lab.tasks.run(self, self._make, self._made, self._fail)
        elif choice.kit is not None:
            self._show(choice.kit)
        else:
            self.say(tr("Nothing to write down"), tr("The repository's recovery kit stays valid."))

    def busy(self) -> bool:
        return self._working

    def ready(self) -> bool:
        choice = self._choice
        if self._working or (choice.is_new_repository and not choice.made):
            return False
        groups = choice.kit.recovery_key.split("-") if choice.kit else []
        return all(as_typed(field.text()) == groups[at] for at, field in self._asked)

    def go_on(self) -> None:
        if self._asked:
            name = self._choice.repository
            self._lab.catalog.repositories.confirm_key(name, self._lab.clock())
        self.done.emit()

    def save(self, path: Path) -> None:
        """The kit into a new file, which only its owner may read."""
        kit = self._choice.kit
        assert kit is not None
        self._tell(Tone.NONE, tr("Saving…"))
        words = tr("Saved as {file}, which only you may read. Print it, then delete it.")
        self._lab.tasks.run(
            self,
            lambda _: store_kit(kit, path),
            lambda _: self._tell(Tone.OK, words.format(file=shown(str(path)))),
            lambda error: self._tell(Tone.BAD, str(error_text(error))),
        )

    def _make(self, _meter: Meter) -> tuple[RecoveryKit, LabVaultError | None]:
        choice = self._choice
        with self._lab.workspace() as workspace:
            keyholder = workspace.keyholder
            if choice.storage_keys is not None:
                keyholder.use_storage_credentials(choice.place, choice.storage_keys)
                if choice.keep_keys:  # before anything is made that could not be opened again
                    keyholder.keep_storage_credentials(choice.place)
            if choice.remember:
                os_keyring.check()
            opened, key = workspace.create_repository(
                choice.repository, choice.place, choice.passphrase
            )
            with closing(opened.repository):
                kit, fault = _kit(opened, key, self._lab.clock()), None
                try:
                    if choice.remember:
                        workspace.key_changes(opened).add_keyring()
                except LabVaultError as error:  # the key must be shown all the same
                    fault = error
                return kit, fault

    def _made(self, made: tuple[RecoveryKit, LabVaultError | None]) -> None:
        kit, fault = made
        self._show(kit)
        if fault is not None:
            words = tr("This computer cannot open it by itself: {why}")
            self._tell(Tone.WARNING, words.format(why=error_text(fault)))

    def _show(self, kit: RecoveryKit) -> None:
        self._working, self._choice.made, self._choice.kit = False, True, kit
        self._key.setText(kit.recovery_key)
        # Its name alone would hide it from screen readers.
        self._key.setAccessibleDescription(kit.recovery_key)
        self._part.show()
        self.say(
            tr("Write down the recovery key"),
            tr("It opens the backups when the passphrase is lost. LabVault keeps no copy of it."),
        )
        if not self._asked:
            self._ask(kit.recovery_key.split("-"))
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

    def _ask_file(self) -> None:
        name = f"labvault-recovery-kit-{_plain(self._choice.repository)}.pdf"
        title, place = tr("Save the recovery kit"), str(Path.home() / name)
        chosen, _ = QFileDialog.getSaveFileName(self, title, place, PDF_FILTER)
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix else path.with_suffix(".pdf"))

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() and self._choice.kit is not None:
            print_kit(self._choice.kit, printer)
            failed = printer.printerState() is QPrinter.PrinterState.Error
            if failed:
                words = tr("The printer did not take it. Save it as PDF instead.")
                self._tell(Tone.BAD, words)
            else:
                words = tr("Sent to the printer. Look whether the page came out.")
                self._tell(Tone.OK, words)
        dialog.deleteLater()

    def _tell(self, tone: Tone, words: str) -> None:
        self._told.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        set_tone(self._told, tone)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(button(tr("Print the recovery kit…"), self._ask_printer))
        row.addWidget(button(tr("Save it as PDF…"), self._ask_file))
        row.addStretch(1)
        column = QVBoxLayout(self._part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._key)
        column.addLayout(row)
        column.addWidget(self._told)
        column.addWidget(label(tr("Type these groups of it from your paper:"), "note"))
        column.addLayout(self._form)
        self.body.addWidget(self._part)
        self.body.addStretch(1)


def _kit(opened: Opened, key: str, now: datetime) -> RecoveryKit:
    slot = opened.repository.header.slots_of(keys.RECOVERY_KEY)[-1]
    return RecoveryKit(
        repository=opened.entry.name,
        repository_id=opened.entry.id,
        addresses=(opened.entry.url,),
        recovery_key=key,
        slot=slot.id,
        printed=now,
        host=platform.node(),
        key_made=datetime.fromisoformat(slot.made) if slot.made else None,
    )


def _plain(name: str) -> str:
    """A name that every file system takes.

    >>> _plain("NAS 2/old")
    'NAS-2-old'
    """
    return "".join(sign if sign.isalnum() else "-" for sign in name)
