"""Which SQLite file; its tables and rows are shown at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Meter
from desktop_app.engine.sources.base import LiveRows
from desktop_app.engine.sources.sqlite.asking import live_rows
from desktop_app.engine.sources.sqlite.look import Form, look_at
from desktop_app.engine.sources.sqlite.taking import network_remarks
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Column, Table
from desktop_app.gui.tasks import Task, Tasks
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.field import Field
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.widgets.path_line import PathLine
from desktop_app.gui.widgets.views import table_view

TYPING_MS = 300


@dataclass(frozen=True, slots=True)
class Found:
    """``tables`` by name. ``damaged``: it is no whole database, but may be salvaged."""

    size: int
    tables: tuple[tuple[str, LiveRows], ...]
    remarks: tuple[Remark, ...]
    damaged: bool = False


class SqliteForm(QWidget):
    """``found`` once the file was looked at and can be protected."""

    changed = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._task: Task[Found] | None = None
        self.found: Found | None = None
        title, hint = tr("Choose the database file"), tr("Such as /data/results.db")
        self._path = PathLine(tr("Database file"), title, hint, of_folder=False)
        self._field = Field(tr("Database file"), self._path)
        self._words = paragraph("", "note")
        self._table: Table[tuple[str, LiveRows]] = Table(columns(), self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._look)
        self._path.changed.connect(self._edited)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._field)
        column.addWidget(self._words)
        column.addWidget(table_view(self._table, tr("Tables of the file")), 1)

    @property
    def path(self) -> str:
        return str(Path(self._path.path).expanduser()) if self._path.path else ""

    def fill(self, path: str) -> None:
        self._path.blockSignals(True)
        self._path.show_path(path)
        self._path.blockSignals(False)
        self._look()

    def check(self) -> bool:
        """Whether what is typed can be meant."""
        said = ""
        if not self._path.path:
            said = tr("Which file?")
        elif not Path(self.path).is_absolute():
            said = tr("The whole path, such as /data/results.db.")
        self._field.complain(said)
        return not said

    def focus(self) -> None:
        self._path.setFocus()

    def _edited(self) -> None:
        self._forget()
        self._typing.start()
        self.changed.emit()

    def _forget(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._typing.stop()
        self.found = None
        self._field.complain("")
        self._tell(Tone.NONE, "")
        self._table.show_rows(())

    def _look(self) -> None:
        self._forget()
        if not self._path.path or not self.check():
            return
        path = Path(self.path)
        self._tell(Tone.NONE, tr("Looking…"))
        task = self._task = self._tasks.run(
            self,
            lambda meter: look(path, meter),
            lambda found: self._show(found) if task is self._task else None,
            lambda error: self._fail(error) if task is self._task else None,
        )

    def _show(self, found: Found) -> None:
        self._task, self.found = None, found
        self._table.show_rows(found.tables)
        if found.damaged:
            words = tr("The file is damaged. What can be salvaged is backed up, with a warning.")
            self._tell(Tone.WARNING, words)
        elif found.remarks:
            self._tell(Tone.WARNING, "; ".join(text.said(each.what) for each in found.remarks))
        else:
            rows = sum(live.rows or 0 for _, live in found.tables)
            words = tr("{tables} with {rows}, {size}").format(
                tables=text.count(len(found.tables), "table", "tables"),
                rows=text.count(rows, "row", "rows"),
                size=text.size(found.size),
            )
            self._tell(Tone.OK, words)
        self.changed.emit()

    def _fail(self, error: LabVaultError) -> None:
        self._task = None
        self._tell(Tone.NONE, "")
        if not isinstance(error, Cancelled):
            self._field.complain(str(error_text(error)))
        self.changed.emit()

    def _tell(self, tone: Tone, words: str) -> None:
        self._words.setText(f"{tone.shape}  {words}" if words and tone is not Tone.NONE else words)
        set_tone(self._words, tone)


def look(path: Path, meter: Meter) -> Found:
    """For a task's thread. Raises what :func:`look_at` and :func:`live_rows` do."""
    head = look_at(path)
    remarks = tuple(network_remarks(path))
    if head.form is Form.DAMAGED:
        return Found(head.size, (), remarks, damaged=True)
    rows = live_rows(path, meter) or {}
    return Found(head.size, tuple(sorted(rows.items())), remarks)


def columns() -> tuple[Column[tuple[str, LiveRows]], ...]:
    return (
        Column(tr("Table"), lambda each: shown(each[0])),
        Column(tr("Rows"), lambda each: _rows(each[1]), number=True, key=lambda e: e[1].rows or 0),
    )


def _rows(live: LiveRows) -> str:
    if live.rows is None:
        return tr("not readable")
    return text.number(live.rows)
