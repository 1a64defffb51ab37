"""The steps that act: what will be checked, the drill itself, and what it proved."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass

from PySide6.QtCore import QTimer

from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.model import Item
from desktop_app.engine.progress import Meter
from desktop_app.gui import commands, proofs, text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.kinds.registry import words_of
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import activity
from desktop_app.gui.models import drill as model
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.labels import label, paragraph, set_tone
from desktop_app.gui.widgets.part_bar import PartBar
from desktop_app.gui.widgets.views import table_view
from desktop_app.gui.wizards.drill.choice import DrillChoice
from desktop_app.gui.wizards.wizard import Step

POLL_MS = 100
UNENDED = (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True)
class _Plan:
    """``free``: bytes where the scratch server will lie."""

    items: tuple[Item, ...]
    free: int


class PlanStep(Step):
    """Nothing is started before this was read."""

    def __init__(self, lab: Lab, choice: DrillChoice) -> None:
        super().__init__()
        self.name = tr("Checks")
        self._lab, self._choice = lab, choice
        self._plan: _Plan | None = None
        self._table: Table[model.Check] = Table(model.columns(), self)
        self._space = paragraph("")
        self.body.addWidget(table_view(self._table, tr("What will be checked"), stretched=2), 1)
        self.body.addWidget(self._space)

    def enter(self) -> None:
        self._plan = None
        self._table.show_rows([])
        self._space.clear()
        self.say(tr("Looking into the snapshot…"), tr("Nothing is started yet."))
        self._lab.tasks.run(self, self._look, self._show, self._fail)

    def ready(self) -> bool:
        return self._plan is not None

    def forward(self) -> str:
        return tr("Run the drill")

    def command(self) -> str:
        target, snapshot = self._choice.target, self._choice.snapshot
        if target is None or snapshot is None:
            return ""
        return self._lab.command(*commands.drill(target.name, snapshot.id))

    def _look(self, _meter: Meter) -> _Plan:
        snapshot = self._choice.snapshot
        assert snapshot is not None
        with self._lab.workspace() as workspace, workspace.holding(snapshot.id) as (opened, _):
            items = tuple(opened.repository.items(snapshot))
        return _Plan(items, shutil.disk_usage(tempfile.gettempdir()).free)

    def _show(self, plan: _Plan) -> None:
        target, snapshot = self._choice.target, self._choice.snapshot
        assert target is not None
        assert snapshot is not None
        self._plan = plan
        self._table.show_rows(model.planned(target, snapshot, plan.items))
        tone = Tone.OK if plan.free > snapshot.size else Tone.WARNING
        words = tr("Disk: needs about {need}, {free} free").format(
            need=text.size(snapshot.size), free=text.size(plan.free)
        )
        self._space.setText(f"{tone.shape}  {words}")
        set_tone(self._space, tone)
        facts = tr("{target} as of {moment} is restored on this computer. {target} is not touched.")
        self.say(
            tr("This is what will be checked"),
            facts.format(
                target=shown(target.name), moment=text.moment(snapshot.started, self._lab.clock())
            ),
        )

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")


class RunStep(Step):
    """The drill itself: a job like any other, so it also is in the history."""

    def __init__(self, lab: Lab, choice: DrillChoice) -> None:
        super().__init__()
        self.name = tr("Drill")
        self._lab, self._choice = lab, choice
        self._job: Job | None = None
        self._stopping = False
        self._bar = PartBar(tr("Progress of the drill"))
        self._doing, self._figures = label("", "strong"), label("", "muted")
        self._trouble = paragraph("")
        for each in (self._doing, self._bar, self._figures, self._trouble):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    def enter(self) -> None:
        target, snapshot = self._choice.target, self._choice.snapshot
        assert target is not None
        assert snapshot is not None
        self._stopping = False
        self._doing.setText(tr("Waiting for its turn…"))
        self._figures.clear()
        self._trouble.clear()
        self._bar.show_part(None)
        self.say(
            tr("Restoring {target} for proof").format(target=shown(target.name)),
            words_of(target.kind).scratch(),
        )
        try:
            self._job = self._lab.queue(JobKind.DRILL, target.name, snapshot=snapshot.id)
        except LabVaultError as error:
            self._fail(error)
            return
        self._timer.start()
        self.changed.emit()

    def busy(self) -> bool:
        return self._job is not None

    def ready(self) -> bool:
        return self.busy() and not self._stopping

    def forward(self) -> str:
        return tr("Stop the drill")

    def go_on(self) -> None:
        self.stop()

    def stop(self) -> None:
        if self._job is not None and not self._stopping:
            self._stopping = True
            self._lab.workers.queue.of(self._lab.name).cancel(self._job.key)
            self._figures.setText(tr("Stopping…"))
            self.changed.emit()

    def _poll(self) -> None:
        if self._job is None:
            return
        for running in self._lab.workers.state().running:
            if running.job.key == self._job.key:
                self._show(activity.moving(running.job, running.progress, stopping=self._stopping))
                return
        job = self._lab.catalog.jobs.load(self._job.key)
        if job.state not in UNENDED:
            self._timer.stop()
            self._job, self._choice.job = None, job
            self._bar.hold()
            self.done.emit()
        elif job.error is not None:
            self._trouble.setText(f"{Tone.WARNING.shape}  {activity.why(job)}")
            set_tone(self._trouble, Tone.WARNING)
            self._doing.setText(activity.how_it_stands(job, self._lab.clock()))

    def _show(self, moving: activity.Moving) -> None:
        self._doing.setText(moving.doing)
        self._figures.setText(moving.figures)
        self._bar.show_part(moving.part)

    def _fail(self, error: LabVaultError) -> None:
        self._job = None
        self._bar.hold()
        self._doing.clear()
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")


class ResultStep(Step):
    """What was proven, check by check."""

    def __init__(self, lab: Lab, choice: DrillChoice) -> None:
        super().__init__()
        self.name = tr("Result")
        self._lab, self._choice = lab, choice
        self._table: Table[model.Check] = Table(model.columns(), self)
        self.body.addWidget(table_view(self._table, tr("Checks of the drill"), stretched=2), 1)
        kept = tr("Verification keeps every drill, and puts it into reports.")
        self.body.addWidget(paragraph(kept, "note"))

    def enter(self) -> None:
        job = self._choice.job
        assert job is not None
        self._table.show_rows([])
        self.say(tr("Reading the results…"))
        self._lab.tasks.run(self, lambda _: proofs.drill(self._lab, job), self._show, self._fail)

    def forward(self) -> str:
        return tr("Close")

    def _show(self, drill: model.Drill) -> None:
        self._table.show_rows(model.checks(drill))
        self.say(*model.heading(drill))

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}")
