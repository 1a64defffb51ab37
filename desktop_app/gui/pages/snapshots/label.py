"""What people say of a snapshot: a label, a note, and that it is kept for ever."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.engine.catalog.entries import Annotation
from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.model import Snapshot
from desktop_app.engine.repository.notes import LONGEST_LABEL, LONGEST_NOTE
from desktop_app.gui import commands, text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import Elided, label, paragraph

WIDTH, NOTE_HEIGHT = 64 * GRID, 14 * GRID


class LabelDialog(QDialog):
    """Writes it into the repository, so that every computer knows it."""

    def __init__(
        self, lab: Lab, snapshot: Snapshot, said: Annotation, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lab, self._snapshot, self._before = lab, snapshot, said
        self._saving = False
        self.setWindowTitle(tr("Label and note"))
        self.setMinimumWidth(WIDTH)
        self._label, self._note = QLineEdit(said.label), QPlainTextEdit(said.note)
        self._label.setMaxLength(LONGEST_LABEL)
        self._label.setAccessibleName(tr("Label"))
        self._label.setPlaceholderText(tr("A few words, for example: before the migration"))
        self._note.setAccessibleName(tr("Note"))
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(NOTE_HEIGHT)
        self._keep = QCheckBox(tr("Keep it for ever, whatever the retention says"))
        self._keep.setChecked(said.keep)
        self._hint = paragraph("", "note")
        self._save = button(tr("Save in the repository"), self._store, "primary")
        self._save.setDefault(True)
        self._label.textChanged.connect(lambda _: self._look())
        self._note.textChanged.connect(self._look)
        self._keep.toggled.connect(lambda _: self._look())
        self._lay_out()
        self._look()

    def reject(self) -> None:
        if not self._saving:
            super().reject()

    @property
    def _note_text(self) -> str:
        return self._note.toPlainText().strip()

    def _look(self) -> None:
        now = Annotation(self._label.text().strip(), self._note_text, self._keep.isChecked())
        before = self._before
        differs = (now.label, now.note, now.keep) != (before.label, before.note, before.keep)
        over = len(self._note_text) - LONGEST_NOTE
        visible = shown(now.label) == now.label
        if over > 0:
            self._hint.setText(tr("The note is %n characters too long.", over))
        elif not visible:
            self._hint.setText(tr("The label holds a character that cannot be seen."))
        elif before.keep and not now.keep:
            self._hint.setText(tr("Retention may then remove it. A manager may be asked for."))
        else:
            self._hint.setText("")
        self._save.setEnabled(differs and over <= 0 and visible and not self._saving)

    def _store(self) -> None:
        from desktop_app.engine.keeping.upkeep import annotate

        words, note = self._label.text().strip(), self._note_text
        keep, before = self._keep.isChecked(), self._before.keep
        self._saving = True
        self._look()
        self._hint.setText(tr("Saving…"))

        def work(_meter: object) -> None:
            with (
                self._lab.workspace() as workspace,
                workspace.holding(self._snapshot.id) as (opened, (found,)),
            ):
                said = keep if keep != before else None
                annotate(workspace, opened, found, label=words, note=note, keep=said)

        self._lab.tasks.run(self, work, lambda _: self._saved(), self._fail)

    def _saved(self) -> None:
        self._saving = False
        self.accept()

    def _fail(self, error: LabVaultError) -> None:
        self._saving = False
        self._look()
        if not isinstance(error, Cancelled):
            self._hint.setText(str(error_text(error)))

    def _command(self) -> str:
        words, keep = self._label.text().strip(), self._keep.isChecked()
        return self._lab.command(
            *commands.label(self._snapshot.id, words, self._note_text, keep=keep)
        )

    def _lay_out(self) -> None:
        snapshot = self._snapshot
        moment = text.moment(snapshot.started, self._lab.clock())
        column = QVBoxLayout(self)
        column.setContentsMargins(*(MARGIN_INSIDE,) * 4)
        column.setSpacing(GRID)
        column.addWidget(Elided(f"{shown(snapshot.target)}, {moment}", "title"))
        about = tr("What is said here is kept in the repository: every computer sees it.")
        column.addWidget(paragraph(about, "muted"))
        for words, field in ((tr("Label"), self._label), (tr("Note"), self._note)):
            column.addWidget(label(words, "strong"))
            column.addWidget(field)
        column.addWidget(self._keep)
        column.addWidget(self._hint)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(command_button(self._command, about=tr("Label")))
        row.addStretch(1)
        row.addWidget(button(tr("Leave it as it was"), self.reject))
        row.addWidget(self._save)
        column.addLayout(row)
