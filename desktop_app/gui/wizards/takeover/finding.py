"""The folder of CryoProtect's dumps, and what is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from tzlocal import get_localzone_name

from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.takeover.examination import Examined
from desktop_app.engine.takeover.preview import CONFIG, Preview, config_beside, preview
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import takeover as model
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.pages.page import clear, scrolling
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.widgets.part_bar import PartBar
from desktop_app.gui.widgets.views import table_view
from desktop_app.gui.widgets.whole_line import WholeLine
from desktop_app.gui.wizards.takeover.choice import TakeoverChoice
from desktop_app.gui.wizards.wizard import Step

POLL_MS = 100
SETTINGS_HEIGHT = 18 * GRID


class FolderStep(Step):
    """Where the dumps are. They are checked before the step is left: that may take its time."""

    def __init__(self, lab: Lab, choice: TakeoverChoice, environment: Mapping[str, str]) -> None:
        super().__init__()
        self.name = tr("From where")
        self._lab, self._choice, self._environment = lab, choice, environment
        self._task: Task[Preview] | None = None
        self._folder, self._config, self._zone = QLineEdit(), QLineEdit(), QComboBox()
        self._zone.addItems(sorted(available_timezones()))
        self._zone.setCurrentText(get_localzone_name() or "UTC")
        self._folder.setPlaceholderText(tr("A folder of dumps, or one dump"))
        self._config.setPlaceholderText(tr("Its {name}, if there is one").format(name=CONFIG))
        form = QFormLayout()
        form.setVerticalSpacing(GRID)
        for words, field, browse in (
            (tr("Folder of dumps"), self._folder, self._choose_folder),
            (tr("Settings"), self._config, self._choose_config),
        ):
            field.setAccessibleName(words)
            form.addRow(words, _with_button(field, browse, words))
        self._zone.setAccessibleName(tr("Time zone of the names"))
        form.addRow(tr("Time zone of the names"), self._zone)
        self._bar, self._told = PartBar(tr("Progress of the check")), paragraph("", "note")
        self._bar.hide()
        self.body.addLayout(form)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._told)
        self.body.addStretch(1)
        self._folder.textChanged.connect(lambda _: self._edited())
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    def enter(self) -> None:
        self.say(
            tr("Where are CryoProtect's backups?"),
            tr("They are read to find out which are good. Nothing there is changed."),
        )

    def ready(self) -> bool:
        return self.busy() or bool(self._folder.text().strip())

    def forward(self) -> str:
        return tr("Stop") if self.busy() else tr("Check the dumps")

    def busy(self) -> bool:
        return self._task is not None

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def go_on(self) -> None:
        if self.busy():
            self.stop()
            return
        choice, config = self._choice, self._config.text().strip()
        choice.folder = Path(self._folder.text().strip()).expanduser()
        choice.config = Path(config).expanduser() if config else None
        choice.zone = ZoneInfo(self._zone.currentText())
        self._task = self._lab.tasks.run(self, self._look, self._show, self._fail)
        self._bar.show_part(None)
        self._bar.show()
        self._timer.start()
        self.changed.emit()

    def _look(self, meter: Meter) -> Preview:
        choice, environment = self._choice, self._environment
        with self._lab.workspace() as workspace:
            client = workspace.keyholder.client
        return preview(choice.folder, choice.config, environment, client, meter)

    def _poll(self) -> None:
        if self._task is None:
            return
        state = self._task.meter.state()
        part = state.bytes / state.total_bytes if state.total_bytes else None
        self._bar.show_part(part)
        self._tell(Tone.NONE, tr("Checking {name}").format(name=shown(state.item)))

    def _show(self, found: Preview) -> None:
        self._rest()
        self._choice.preview = found
        self._tell(Tone.NONE, "")
        self.done.emit()

    def _fail(self, error: LabVaultError) -> None:
        self._rest()
        stopped = isinstance(error, Cancelled)
        words = tr("Stopped. Nothing was changed.") if stopped else str(error_text(error))
        self._tell(Tone.NONE if stopped else Tone.BAD, words)
        self.changed.emit()

    def _rest(self) -> None:
        self._task = None
        self._timer.stop()
        self._bar.hide()

    def _edited(self) -> None:
        self._tell(Tone.NONE, "")
        self.changed.emit()

    def _tell(self, tone: Tone, words: str) -> None:
        self._told.setText(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        set_tone(self._told, tone)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Choose the folder of dumps"))
        if chosen:
            self._folder.setText(chosen)
            config = config_beside(Path(chosen))
            if config and not self._config.text():
                self._config.setText(str(config))

    def _choose_config(self) -> None:
        kinds = tr("Settings of CryoProtect (*.yaml *.yml)")
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Choose the settings"), "", kinds)
        if chosen:
            self._config.setText(chosen)


class FoundStep(Step):
    """Each dump, good or bad with the reason; and what of the settings can be taken over."""

    def __init__(self, lab: Lab, choice: TakeoverChoice) -> None:
        super().__init__()
        self.name = tr("What was found")
        self._lab, self._choice = lab, choice
        self._table: Table[Examined] = Table(model.found_columns(choice.zone, lab.clock()), self)
        self._view = table_view(self._table, tr("Dumps that were found"), stretched=3)
        self._whole = WholeLine(self._view, model.found_state)
        self._too = QCheckBox(tr("Take over its settings, too"))
        self._too.setChecked(True)
        self._lines = QVBoxLayout()
        self._settings = scrolling(self._lines)
        self._settings.setFixedHeight(SETTINGS_HEIGHT)
        self.body.addWidget(self._view, 1)
        self.body.addWidget(self._whole)
        self.body.addWidget(self._too)
        self.body.addWidget(self._settings)

    def enter(self) -> None:
        found = self._choice.preview
        assert found is not None
        columns = model.found_columns(self._choice.zone, self._lab.clock())
        self._table.show_columns(columns, found.dumps)
        self._whole.choose(self._table.place_of(lambda each: bool(each.fault)))
        self.say(*model.found_heading(found))
        states = model.settings_found(found)
        self._too.setVisible(bool(states))
        self._settings.setVisible(bool(states))
        clear(self._lines)
        for state in states:
            line = paragraph(f"{state.tone.shape}  {state.word}")
            set_tone(line, state.tone)
            self._lines.addWidget(line)
        self._lines.addStretch(1)

    def ready(self) -> bool:
        found = self._choice.preview
        return found is not None and bool(found.good or found.settings)

    def go_on(self) -> None:
        self._choice.with_settings = self._too.isChecked()
        self.done.emit()


def _with_button(field: QLineEdit, browse: Callable[[], None], about: str) -> QWidget:
    row = QWidget()
    beside = QHBoxLayout(row)
    beside.setContentsMargins(0, 0, 0, 0)
    beside.setSpacing(GRID)
    beside.addWidget(field, 1)
    beside.addWidget(button(tr("Choose…"), browse, about=about))
    return row
