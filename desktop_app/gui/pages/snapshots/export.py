"""A snapshot as an SQL file that stock psql loads: no data is hostage."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.model import Snapshot
from desktop_app.engine.progress import Meter
from desktop_app.engine.sql_file import export_to, new_file
from desktop_app.gui import commands, text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import Elided, paragraph
from desktop_app.gui.widgets.part_bar import PartBar

WIDTH, POLL_MS = 72 * GRID, 100


class ExportDialog(QDialog):
    """Leaves no half a file: stopped, or failed, there is none."""

    def __init__(self, lab: Lab, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab, self._snapshot = lab, snapshot
        self._task: Task[int] | None = None
        self.setWindowTitle(tr("Export a snapshot"))
        self.setMinimumWidth(WIDTH)
        self._file = QLineEdit(str(Path.home() / _file_name(snapshot)))
        self._file.setAccessibleName(tr("New file"))
        self._file.textChanged.connect(lambda _: self._look())
        self._browse = button(tr("Choose…"), self._choose)
        self._bar = PartBar(tr("Progress of the export"))
        self._told = paragraph("")
        self._go = button(tr("Write the file"), self._start, "primary")
        self._go.setDefault(True)
        self._leave = button(tr("Close"), self.reject)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._lay_out()
        self._look()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        self._stop()
        super().closeEvent(event)

    def reject(self) -> None:
        """While it writes: stop, and stay open to say so."""
        if self._running:
            self._stop()
        else:
            super().reject()

    @property
    def _running(self) -> bool:
        return self._task is not None and not self._task.ended

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _look(self) -> None:
        running, words = self._running, self._file.text().strip()
        there = bool(words) and Path(words).exists()
        if there and not running:
            self._told.setText(tr("There is a file or folder of that name. Choose another name."))
        elif self.sender() is self._file:
            self._told.clear()
        self._go.setEnabled(bool(words) and not there and not running)
        for each in (self._file, self._browse):
            each.setEnabled(not running)
        self._leave.setText(tr("Stop") if running else tr("Close"))
        self._leave.setAccessibleName(self._leave.text())
        self._bar.setVisible(running)

    def _choose(self) -> None:
        title, kinds = tr("Where should the file be written?"), tr("SQL files (*.sql)")
        found, _ = QFileDialog.getSaveFileName(self, title, self._file.text(), kinds)
        if found:
            self._file.setText(found)

    def _start(self) -> None:
        final = Path(self._file.text().strip())

        def work(meter: Meter) -> int:
            with (
                self._lab.workspace() as workspace,
                workspace.holding(self._snapshot.id) as (opened, (found,)),
                new_file(final) as stream,
            ):
                return export_to(workspace, opened, found, stream, meter)

        self._told.setText(tr("Opening the repository…"))
        self._task = self._lab.tasks.run(self, work, self._done, self._fail)
        self._timer.start()
        self._look()

    def _poll(self) -> None:
        if self._task is None:
            return
        state = self._task.meter.state()
        self._bar.show_part(state.bytes / state.total_bytes if state.total_bytes else None)
        if state.bytes:
            words = tr("{size} written, {rate} per second")
            size, rate = text.size(state.bytes), text.size(state.rate)
            self._told.setText(words.format(size=size, rate=rate))

    def _done(self, written: int) -> None:
        self._timer.stop()
        self._look()
        words = tr(
            "Written: {size}, every item checked on the way. Load it into an empty database with\n"
            "psql -v ON_ERROR_STOP=1 -f FILE DATABASE"
        )
        self._told.setText(words.format(size=text.size(written)))

    def _fail(self, error: LabVaultError) -> None:
        self._timer.stop()
        self._look()
        if isinstance(error, Cancelled):
            self._told.setText(tr("Stopped. No file was left."))
        else:
            self._told.setText(str(error_text(error)))

    def _command(self) -> str:
        return self._lab.command(*commands.export(self._snapshot.id, self._file.text().strip()))

    def _lay_out(self) -> None:
        snapshot = self._snapshot
        moment = text.moment(snapshot.started, self._lab.clock())
        title = tr("{target} of {moment} as an SQL file")
        about = tr(
            "Anybody can load it without LabVault. It is about {size} of plain text and not "
            "encrypted: keep it where only those come who may see the data. Roles are not in it."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*(MARGIN_INSIDE,) * 4)
        column.setSpacing(GRID)
        column.addWidget(
            Elided(title.format(target=shown(snapshot.target), moment=moment), "title")
        )
        column.addWidget(paragraph(about.format(size=text.size(snapshot.size)), "muted"))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._file, 1)
        row.addWidget(self._browse)
        column.addLayout(row)
        column.addWidget(self._bar)
        column.addWidget(self._told)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(command_button(self._command, about=tr("Export")))
        row.addStretch(1)
        row.addWidget(self._leave)
        row.addWidget(self._go)
        column.addLayout(row)


def _file_name(snapshot: Snapshot) -> str:
    """A name for the file that any system takes."""
    plain = "".join(c if c.isalnum() or c in "-_" else "_" for c in snapshot.target)[:60]
    return f"{plain}_{snapshot.started.astimezone():%Y-%m-%d_%H%M}.sql"
