"""Which folder, which patterns, and what these take and leave out: seen as they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.sources.folder.options import EXCLUDE, INCLUDE, QUIET_SECONDS
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.trial import Sums, try_out
from desktop_app.engine.targets.folder import folder_target
from desktop_app.gui.error_text import error_text
from desktop_app.gui.kinds.folder.told import Told, columns, lines, words
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.tasks import Task, Tasks
from desktop_app.gui.text import tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.field import Field, side_by_side
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.widgets.path_line import PathLine
from desktop_app.gui.widgets.span import SpanField
from desktop_app.gui.widgets.views import table_view

TYPING_MS, POLL_MS = 300, 100
PATTERNS_HEIGHT = 8 * GRID
QUIET_UNITS = (1, 60, 3600)  # seconds


class FolderTargetForm(QWidget):
    """``changed``: somebody typed, or something was found out."""

    changed = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._task: Task[Sums] | None = None
        self._sums, self._ended = Sums(), False
        title, hint = tr("Choose the folder to protect"), tr("Such as /data/films")
        self._path = PathLine(tr("Folder"), title, hint, of_folder=True)
        self._include, self._exclude = _patterns(), _patterns()
        self._quiet = SpanField(tr("A file counts as finished after"), tr("at once"), QUIET_UNITS)
        self._fields = {
            INCLUDE: Field(tr("Take only, a pattern a line"), self._include),
            EXCLUDE: Field(tr("Leave out, a pattern a line"), self._exclude),
        }
        self._include.setPlaceholderText(tr("Everything. Or such as *.h264"))
        self._exclude.setPlaceholderText(tr("Nothing. Or such as *.tmp, cache/"))
        self._path_field = Field(tr("Folder"), self._path)
        self._found = paragraph("", "note")
        self._table: Table[Told] = Table(columns(), self)
        self._view = table_view(self._table, tr("What is taken and what is left out"))
        self._typing, self._poll = QTimer(self), QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._look)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._show_sums)
        self._path.changed.connect(self._edited)
        self._quiet.changed.connect(self._edited)
        for each in (self._include, self._exclude):
            each.textChanged.connect(self._edited)
        self._lay_out()
        self._ask_for_path()

    def fill(self, url: str, options: Mapping[str, Any]) -> None:
        for part in (self._path, self._include, self._exclude, self._quiet):
            part.blockSignals(True)
        self._path.show_path(url)
        self._include.setPlainText("\n".join(options.get(INCLUDE, ())))
        self._exclude.setPlainText("\n".join(options.get(EXCLUDE, ())))
        self._quiet.show_seconds(int(options.get(QUIET_SECONDS, 0)) or None)
        for part in (self._path, self._include, self._exclude, self._quiet):
            part.blockSignals(False)
        self.stop()
        self._table.show_rows(())
        self._tell(Tone.NONE, tr("What is taken is shown as soon as something is changed."))

    @property
    def path(self) -> str:
        return str(Path(self._path.path).expanduser()) if self._path.path else ""

    @property
    def sums(self) -> Sums | None:
        """What was found; None as long as nobody knows all of it."""
        return self._sums if self._ended else None

    def options(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The target's options with what is typed."""
        made = {k: v for k, v in before.items() if k not in (INCLUDE, EXCLUDE, QUIET_SECONDS)}
        for key, typed in ((INCLUDE, self._lines(INCLUDE)), (EXCLUDE, self._lines(EXCLUDE))):
            if typed:
                made[key] = typed
        was, seconds = before.get(QUIET_SECONDS), self._quiet.seconds or 0
        if was is not None and int(was) == seconds:
            made[QUIET_SECONDS] = was  # as it is written
        elif seconds:
            made[QUIET_SECONDS] = seconds
        return made

    def check(self, *, complain: bool = True) -> bool:
        """Whether what is typed can be meant; what cannot stands below its field."""
        problems = {self._path_field: self._wrong_path()}
        for key, field in self._fields.items():
            problems[field] = self._wrong_patterns(key)
        if complain:
            for field, said in problems.items():
                field.complain(said)
        return not any(problems.values())

    def focus(self) -> None:
        self._path.setFocus()

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._typing.stop()
        self._poll.stop()

    def _lines(self, key: str) -> list[str]:
        box = self._include if key == INCLUDE else self._exclude
        return [line for line in box.toPlainText().splitlines() if line.strip()]

    def _wrong_path(self) -> str:
        if not self._path.path:
            return tr("Which folder?")
        if not Path(self.path).is_absolute():
            return tr("The whole path, such as /data/films.")
        return ""

    def _wrong_patterns(self, key: str) -> str:
        try:
            Patterns.of(self._lines(key))
        except LabVaultError as error:
            return str(error_text(error).why)
        return ""

    def _edited(self) -> None:
        self.stop()
        self._ended = False
        self._typing.start()
        self.changed.emit()

    def _look(self) -> None:
        """Go through the folder in a task; what is added up is seen meanwhile."""
        self.stop()
        self._ended, self._sums = False, Sums()
        self._show_sums()
        if not self.check(complain=bool(self._path.path)):
            self._ask_for_path()
            return
        root, sums = self.path, self._sums
        patterns = Patterns.of(self._lines(INCLUDE), self._lines(EXCLUDE))

        def work(meter: Meter) -> Sums:
            folder_target("new", Path(root), "")
            return try_out(root, patterns, meter, sums)

        task = self._task = self._tasks.run(
            self,
            work,
            lambda _: self._done(task),
            lambda error: self._failed(task, error),
        )
        self._poll.start()

    def _ask_for_path(self) -> None:
        words = tr("What is taken is shown here as soon as a folder is chosen.")
        self._tell(Tone.NONE, "" if self._path.path else words)

    def _done(self, task: Task[Sums]) -> None:
        if task is self._task:
            self._task, self._ended = None, True
            self._poll.stop()
            self._show_sums()
            self.changed.emit()

    def _failed(self, task: Task[Sums], error: LabVaultError) -> None:
        if task is not self._task or isinstance(error, Cancelled):
            return
        self._task = None
        self._poll.stop()
        self._path_field.complain(str(error_text(error)))
        self._tell(Tone.NONE, "")
        self.changed.emit()

    def _show_sums(self) -> None:
        self._tell(*words(self._sums, ended=self._ended))
        self._table.show_rows(lines(self._sums))

    def _tell(self, tone: Tone, said: str) -> None:
        self._found.setText(f"{tone.shape}  {said}" if said and tone is not Tone.NONE else said)
        set_tone(self._found, tone)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        quiet = Field(
            tr("A file counts as finished after"),
            self._quiet,
            tr("One that changed later is being written: it is kept, and marked incomplete."),
        )
        column.addWidget(side_by_side((self._path_field, 3), (quiet, 2)))
        column.addWidget(side_by_side((self._fields[INCLUDE], 1), (self._fields[EXCLUDE], 1)))
        column.addWidget(self._found)
        column.addWidget(self._view, 1)


def _patterns() -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setTabChangesFocus(True)
    box.setFixedHeight(PATTERNS_HEIGHT)
    return box
