"""The step that acts: the restore itself, with its progress and what is left when it stops."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from desktop_app.engine.errors import Cancelled, LabVaultError, RestoreInterrupted
from desktop_app.engine.progress import Meter
from desktop_app.engine.restore import RestoreResult
from desktop_app.engine.sources.base import Interrupted
from desktop_app.gui import text
from desktop_app.gui.error_text import ErrorText, error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.state import Tone
from desktop_app.gui.pages.page import clear
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.frames import Banner
from desktop_app.gui.widgets.labels import label
from desktop_app.gui.widgets.part_bar import PartBar
from desktop_app.gui.wizards.restore.choice import RestoreChoice
from desktop_app.gui.wizards.wizard import Step

POLL_MS = 100


class RunStep(Step):
    """The restore itself, with its progress."""

    passing = True

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("Restore")
        self._lab, self._choice = lab, choice
        self._task: Task[RestoreResult] | None = None
        self._bar = PartBar(tr("Progress of the restore"))
        self._doing, self._figures = label("", "strong"), label("", "muted")
        self._trouble = QVBoxLayout()
        for each in (self._doing, self._bar, self._figures):
            self.body.addWidget(each)
        self.body.addLayout(self._trouble)
        self.body.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    def enter(self) -> None:
        self._begin(self._choice.interrupted)

    def busy(self) -> bool:
        return self._task is not None and not self._task.ended

    def ready(self) -> bool:
        return self.busy()

    def forward(self) -> str:
        return tr("Stop")

    def go_on(self) -> None:
        self.stop()

    def may_go_back(self) -> bool:
        return True

    def leaving(self) -> str:
        return tr(
            "Stop it? Nothing that is live was touched. What was loaded so far waits under an "
            "unfinished name: a later restore goes on with it, or clears it away."
        )

    def command(self) -> str:
        return self._lab.command(*self._choice.command())

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _begin(self, interrupted: Interrupted) -> None:
        clear(self._trouble)
        self._choice.interrupted, self._choice.result = interrupted, None
        place = shown(self._choice.place)
        self.say(
            tr("Restoring into {place}").format(place=place),
            self._choice.words.named_when_equal(),
        )
        self._task = task = self._lab.tasks.run(
            self,
            self._work,
            lambda result: self._end(result) if task is self._task else None,
            lambda error: self._fail(error) if task is self._task else None,
        )
        self._timer.start()
        self.changed.emit()

    def _work(self, meter: Meter) -> RestoreResult:
        choice = self._choice
        assert choice.snapshot is not None
        with self._lab.workspace() as workspace:
            destination = workspace.destination(choice.to, choice.kind)
            with workspace.holding(choice.snapshot.id) as (opened, (found,)):
                return workspace.restore(opened, found, destination, choice.options(), meter)

    def _poll(self) -> None:
        if self._task is None:
            return
        state = self._task.meter.state()
        self._doing.setText(tr(state.doing))
        self._bar.show_part(state.bytes / state.total_bytes if state.total_bytes else None)
        words = [text.count(state.rows, "row", "rows")] if state.rows else []
        if state.bytes and not state.rows:
            words.append(text.size(state.bytes))
        if state.seconds_left is not None:
            words.append(tr("{time} left").format(time=text.duration(state.seconds_left)))
        self._figures.setText(" · ".join(words))

    def _end(self, result: RestoreResult) -> None:
        self._timer.stop()
        self._choice.result = result
        self.done.emit()

    def _fail(self, error: LabVaultError) -> None:
        self._timer.stop()
        self._bar.hold()
        self._doing.clear()
        self._figures.clear()
        words = error_text(error)
        if isinstance(error, Cancelled):
            words = ErrorText(
                tr("Stopped"),
                tr("Nothing has the name {place} yet.").format(place=shown(self._choice.place)),
                tr("What was loaded waits under an unfinished name."),
                "",
            )
        self.say(words.what, "")
        banner = Banner(Tone.BAD, words.what, f"{words.why} {words.hint}", self._ways_on(error))
        self._trouble.addWidget(banner)
        self.changed.emit()

    def _ways_on(self, error: LabVaultError) -> list[QPushButton]:
        again = button(tr("Begin afresh"), lambda: self._begin(Interrupted.CLEAN_UP))
        if isinstance(error, RestoreInterrupted | Cancelled):
            resume = button(tr("Go on with it"), lambda: self._begin(Interrupted.RESUME), "primary")
            return [again, resume]
        return [again]
