"""The page: saved, printed, or written down by hand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.secrets.recovery_kit import RecoveryKit
from desktop_app.engine.secrets.recovery_page import store_kit
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Card
from desktop_app.gui.widgets.labels import label, paragraph, set_tone
from desktop_app.gui.wizards.recovery_kit.choice import KitChoice, KitWork
from desktop_app.gui.wizards.recovery_kit.printing import print_kit
from desktop_app.gui.wizards.wizard import Step

PDF_FILTER, TEXT_FILTER = "PDF (*.pdf)", "Text (*.txt)"
GROUPS_IN_A_ROW = 4


class PaperStep(Step):
    """Shows the key, and puts it on paper. Saved files are readable by their owner alone."""

    def __init__(self, lab: Lab, choice: KitChoice, _work: KitWork) -> None:
        super().__init__()
        self.name = tr("Paper")
        self._lab, self._choice = lab, choice
        self._working = False
        self._groups = QGridLayout()
        self._groups.setHorizontalSpacing(MARGIN_INSIDE)
        self._groups.setVerticalSpacing(GRID)
        card = Card()
        self._groups.setContentsMargins(*(MARGIN_INSIDE,) * 4)
        card.setLayout(self._groups)
        self._told = paragraph("")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for words, act in (
            (tr("Print…"), self._ask_printer),
            (tr("Save as PDF…"), lambda: self._ask_file(".pdf", PDF_FILTER)),
            (tr("Save as text…"), lambda: self._ask_file(".txt", TEXT_FILTER)),
        ):
            row.addWidget(button(words, act))
        row.addStretch(1)
        self.body.addWidget(card)
        self.body.addLayout(row)
        self.body.addWidget(self._told)
        self.body.addWidget(
            paragraph(
                tr(
                    "Keep the page where strangers do not come and a fire in the laboratory does "
                    "not reach. Delete a saved file once it is printed."
                ),
                "muted",
            )
        )
        self.body.addStretch(1)

    def enter(self) -> None:
        kit = self._kit
        for at, group in enumerate(kit.groups):
            row, column = divmod(at, GROUPS_IN_A_ROW)
            old = self._groups.itemAtPosition(row, column)
            if old is not None and (widget := old.widget()) is not None:
                widget.deleteLater()
            cell = label(f"{at + 1}:  {group}", "title")
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            cell.setFont(font)
            cell.setAccessibleName(tr("Group {n}: {group}").format(n=at + 1, group=group))
            cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._groups.addWidget(cell, row, column)
        self.say(
            tr("Put the recovery key of {name} on paper").format(name=shown(kit.repository)),
            tr("Print the page, or write the eight groups down. LabVault keeps no copy."),
        )

    def busy(self) -> bool:
        return self._working

    def ready(self) -> bool:
        return not self._working

    def forward(self) -> str:
        return tr("It is on paper")

    def save(self, path: Path) -> None:
        """Into a new file whose ending says its kind."""
        self._begin(tr("Saving…"))
        kit = self._kit
        self._lab.tasks.run(
            self, lambda _: store_kit(kit, path), lambda _: self._saved(path), self._fail
        )

    def print_on(self, printer: QPrinter) -> None:
        """The page, as the file says it, on a printer that was chosen."""
        print_kit(self._kit, printer)
        if printer.printerState() is QPrinter.PrinterState.Error:
            self._tell(Tone.BAD, tr("The printer did not take it. Save it as PDF instead."))
            return
        self._choice.put_down = True
        self._tell(Tone.OK, tr("Sent to the printer. Look whether the page came out."))

    @property
    def _kit(self) -> RecoveryKit:
        assert self._choice.kit is not None
        return self._choice.kit

    def _ask_file(self, ending: str, which: str) -> None:
        name = f"labvault-recovery-kit-{_plain(self._kit.repository)}{ending}"
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save the recovery kit"), str(Path.home() / name), which
        )
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix else path.with_suffix(ending))

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            self.print_on(printer)
        dialog.deleteLater()

    def _begin(self, words: str) -> None:
        self._working = True
        self._tell(Tone.NONE, words)

    def _saved(self, path: Path) -> None:
        self._working = False
        self._choice.put_down = True
        words = tr("Saved as {file}, which only you may read. Print it, then delete it.")
        self._tell(Tone.OK, words.format(file=shown(str(path))))

    def _fail(self, error: LabVaultError) -> None:
        self._working = False
        self._tell(Tone.BAD, str(error_text(error)))

    def _tell(self, tone: Tone, words: str) -> None:
        self._told.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        set_tone(self._told, tone)
        self.changed.emit()


def _plain(name: str) -> str:
    """A name that every file system takes.

    >>> _plain("NAS 2/old")
    'NAS-2-old'
    """
    return "".join(c if c.isalnum() else "-" for c in name)
