"""A folder for a new repository: looked at as it is typed."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.engine.errors import LabVaultError
from desktop_app.gui.error_text import error_text
from desktop_app.gui.models.place import Found, about_folder
from desktop_app.gui.models.state import Tone
from desktop_app.gui.tasks import Task, Tasks
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph, set_tone

PAUSE_MS = 150


class FolderForm(QWidget):
    """``usable`` once the place was looked at and a repository can be made there."""

    changed = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._task: Task[Found] | None = None
        self._needed: int | None = None
        self.usable = False
        self._folder = QLineEdit()
        self._folder.setAccessibleName(tr("Folder of the new repository"))
        self._folder.setPlaceholderText(tr("An empty folder, such as /media/usb/backups"))
        self._found = paragraph("", "note")
        self._browse = button(tr("Choose…"), self._ask)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._folder, 1)
        row.addWidget(self._browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(row)
        column.addWidget(self._found)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._look)
        self._folder.textChanged.connect(lambda _: self._edited())

    @property
    def folder(self) -> str:
        return self._folder.text().strip()

    def expect(self, needed: int | None) -> None:
        """So many bytes are to be backed up."""
        if needed != self._needed:
            self._needed = needed
            self._edited()

    def lock(self, *, locked: bool) -> None:
        self._folder.setEnabled(not locked)
        self._browse.setEnabled(not locked)

    def _edited(self) -> None:
        self.usable = False
        self._tell(Tone.NONE, tr("Looking…") if self.folder else "")
        self._timer.start()
        self.changed.emit()

    def _look(self) -> None:
        if self._task is not None:
            self._task.cancel()
        typed, needed = self.folder, self._needed
        if typed:
            self._task = self._tasks.run(
                self,
                lambda _: about_folder(typed, needed),
                lambda found: self._show(typed, found),
                self._fail,
            )

    def _show(self, typed: str, found: Found) -> None:
        if typed != self.folder:
            return  # more was typed meanwhile, and is being looked at
        self.usable = found.usable
        self._tell(found.tone, found.words)
        self.changed.emit()

    def _fail(self, error: LabVaultError) -> None:
        self._tell(Tone.BAD, str(error_text(error)))

    def _tell(self, tone: Tone, words: str) -> None:
        self._found.setText(f"{tone.shape}  {words}" if words and tone is not Tone.NONE else words)
        set_tone(self._found, tone)

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Choose an empty folder"))
        if chosen:
            self._folder.setText(chosen)
