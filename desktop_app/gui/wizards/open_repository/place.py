"""Where the repository is: a folder, or an object store. Looked for before the step is left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.gui.error_text import error_text
from desktop_app.gui.forms.object_store import ObjectStoreForm
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.wizards.open_repository.choice import OpenChoice
from desktop_app.gui.wizards.wizard import Step


class PlaceStep(Step):
    def __init__(self, lab: Lab, choice: OpenChoice) -> None:
        super().__init__()
        self.name = tr("Where")
        self._lab, self._choice = lab, choice
        self._task: Task[str] | None = None
        self._in_folder = QRadioButton(tr("In a folder: on a drive, a NAS, this computer"))
        self._in_store = QRadioButton(tr("In an object store (S3)"))
        self._folder, self._store = QLineEdit(), ObjectStoreForm()
        self._folder.setAccessibleName(tr("Folder of the repository"))
        self._folder.setPlaceholderText(tr("The folder that holds labvault.json"))
        self._folder_row = self._row()
        self._found = paragraph("", "note")
        for way, part in self._ways():
            part.setContentsMargins(3 * GRID, 0, 0, 0)
            self.body.addWidget(way)
            self.body.addWidget(part)
            way.toggled.connect(lambda _: self._look())
        self.body.addWidget(self._found)
        self.body.addStretch(1)
        self._in_folder.setChecked(True)
        self._folder.textChanged.connect(lambda _: self._look())
        self._store.changed.connect(self._look)

    def enter(self) -> None:
        self.say(
            tr("Where is the repository?"),
            tr("It tells all of itself: nothing else of the old computer is needed but its key."),
        )
        self._look()

    def ready(self) -> bool:
        if self._task is not None:
            return False
        return self._store.filled() if self._in_store.isChecked() else bool(self._typed())

    def busy(self) -> bool:
        return self._task is not None

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def go_on(self) -> None:
        if self._in_store.isChecked():
            if not self._store.check():
                return
            self._choice.place = self._store.address().url
            self._choice.storage_keys = self._store.credentials()
            self._choice.keep_keys = self._store.keeps_keys
        else:
            self._choice.place = str(Path(self._typed()).expanduser())
            self._choice.storage_keys = None
        self._tell(Tone.NONE, tr("Looking…"))
        self._task = self._lab.tasks.run(self, self._search, self._show, self._fail)
        self.changed.emit()

    def _search(self, _meter: Meter) -> str:
        choice = self._choice
        with self._lab.workspace() as workspace:
            if choice.storage_keys is not None:
                workspace.keyholder.use_storage_credentials(choice.place, choice.storage_keys)
            return workspace.find_repository(choice.place)

    def _show(self, _id: str) -> None:
        self._task = None
        self._tell(Tone.NONE, "")
        self.done.emit()

    def _fail(self, error: LabVaultError) -> None:
        self._task = None
        self._tell(Tone.BAD, str(error_text(error)))
        self.changed.emit()

    def _typed(self) -> str:
        return self._folder.text().strip()

    def _ways(self) -> tuple[tuple[QRadioButton, QWidget], ...]:
        return ((self._in_folder, self._folder_row), (self._in_store, self._store))

    def _look(self) -> None:
        for way, part in self._ways():
            part.setVisible(way.isChecked())
        self._tell(Tone.NONE, "")
        self.changed.emit()

    def _tell(self, tone: Tone, words: str) -> None:
        self._found.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        set_tone(self._found, tone)

    def _row(self) -> QWidget:
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GRID)
        beside.addWidget(self._folder, 1)
        beside.addWidget(button(tr("Choose…"), self._browse))
        return row

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Choose the folder of the repository"))
        if chosen:
            self._folder.setText(chosen)
