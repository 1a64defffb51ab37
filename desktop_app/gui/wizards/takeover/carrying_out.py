"""The import itself, and what became of each dump."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHeaderView, QVBoxLayout

from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.takeover.carrying_out import Order, TakenOver, take_over
from desktop_app.engine.takeover.importing import Outcome, Request
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import takeover as model
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.pages.page import clear, scrolling
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.labels import label, paragraph, set_tone
from desktop_app.gui.widgets.part_bar import PartBar
from desktop_app.gui.widgets.views import table_view
from desktop_app.gui.widgets.whole_line import WholeLine
from desktop_app.gui.wizards.takeover.choice import TakeoverChoice
from desktop_app.gui.wizards.wizard import Step

POLL_MS = 100
REPORTS = "reports"
LINES_HEIGHT, DUMP_WIDTH = 14 * GRID, 24 * GRID


class ImportStep(Step):
    """Takes the good dumps in. It may be stopped: what was taken in by then stays."""

    def __init__(self, lab: Lab, choice: TakeoverChoice) -> None:
        super().__init__()
        self.name = tr("Import")
        self._lab, self._choice = lab, choice
        self._task: Task[TakenOver] | None = None
        self._done: TakenOver | None = None
        self._written: list[tuple[Path, ...]] = []
        self._table: Table[Outcome] = Table(model.outcome_columns(choice.zone, lab.clock()), self)
        self._view = table_view(self._table, tr("What became of each dump"), stretched=4)
        # Files have long names, which must not squeeze what became of them.
        self._view.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self._view.setColumnWidth(0, DUMP_WIDTH)
        self._whole = WholeLine(self._view, model.outcome_state)
        self._doing, self._figures = label("", "strong"), label("", "muted")
        self._bar, self._lines = PartBar(tr("Progress of the import")), QVBoxLayout()
        self._told = scrolling(self._lines)
        self._told.setFixedHeight(LINES_HEIGHT)
        for each in (self._doing, self._bar, self._figures):
            self.body.addWidget(each)
        self.body.addWidget(self._view, 1)
        self.body.addWidget(self._whole)
        self.body.addWidget(self._told)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    def enter(self) -> None:
        clear(self._lines)
        for later_shown in (self._view, self._whole, self._told):
            later_shown.hide()
        for each in (self._doing, self._figures):
            each.show()
        if self._done is not None:
            self._show(self._done)
            return
        self._written.clear()
        self._bar.show()
        self._bar.show_part(None)
        self.say(tr("The dumps are taken in"), tr("Each is loaded and read back before it counts."))
        self._task = self._lab.tasks.run(self, self._take_over, self._show, self._fail)
        self._timer.start()
        self.changed.emit()

    def busy(self) -> bool:
        return self._task is not None

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def ready(self) -> bool:
        return self.busy() or self._done is not None

    def forward(self) -> str:
        return tr("Stop") if self.busy() else tr("Finish")

    def go_on(self) -> None:
        if self.busy():
            self.stop()
        else:
            self.done.emit()

    def may_go_back(self) -> bool:
        return not self.busy() and self._done is None

    def command(self) -> str:
        return self._choice.command(self._lab)

    def _take_over(self, meter: Meter) -> TakenOver:
        choice, found = self._choice, self._choice.preview
        assert found is not None
        settings = found.settings if choice.with_settings else None
        configured = found.settings.address if found.settings else None
        request = Request(choice.folder, choice.zone, None, configured)
        with self._lab.workspace() as workspace:
            reports = workspace.profile / REPORTS
            order = Order(request, choice.repository, reports, settings, found.by_path())
            return take_over(
                workspace, order, lambda: nullcontext(meter), _sentence, self._written.append
            )

    def _poll(self) -> None:
        if self._task is None:
            return
        state = self._task.meter.state()
        self._doing.setText(tr(state.doing) if state.doing else "")
        part = min(1.0, state.bytes / state.total_bytes) if state.total_bytes else None
        self._bar.show_part(part)
        words = [shown(state.item)] if state.item else []
        words += [text.size(state.bytes)] if state.bytes else []
        self._figures.setText(" · ".join(words))

    def _show(self, done: TakenOver) -> None:
        self._rest()
        self._done = done
        columns = model.outcome_columns(self._choice.zone, self._lab.clock())
        self._table.show_columns(columns, done.taking.outcomes)
        self._view.show()
        self._whole.choose(self._table.place_of(lambda each: each.snapshot is None))
        states = list(model.settings_adopted(done.adopted)) if done.adopted else []
        for state in states:
            self._tell(state.tone, state.word)
        self._tell_of_report(done.reports)
        self._lines.addStretch(1)
        self._told.show()
        facts = tr("The files were not changed. What was taken in can be restored now.")
        self.say(model.heading(done.taking), facts)

    def _fail(self, error: LabVaultError) -> None:
        self._rest()
        words = error_text(error)
        if isinstance(error, Cancelled):
            facts = tr("What was taken in stays; a second import goes on from there.")
            self.say(tr("Stopped"), facts)
        else:
            self.say(words.what, f"{words.why} {words.hint}".strip())
        if self._written:
            self._tell_of_report(self._written[-1])
            self._lines.addStretch(1)
            self._told.show()

    def _rest(self) -> None:
        self._task = None
        self._timer.stop()
        for each in (self._doing, self._figures):
            each.hide()
        self._bar.hide()

    def _tell_of_report(self, reports: tuple[Path, ...]) -> None:
        self._tell(Tone.NONE, tr("Report: {file}").format(file=shown(str(reports[0]))))

    def _tell(self, tone: Tone, words: str) -> None:
        line = paragraph(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        set_tone(line, tone)
        self._lines.addWidget(line)


def _sentence(error: LabVaultError) -> str:
    return str(error_text(error))
