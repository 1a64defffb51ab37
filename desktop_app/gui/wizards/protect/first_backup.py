"""The first backups, and their first verification, target by target."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimer

from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.model import Level
from desktop_app.engine.progress import Meter
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import activity
from desktop_app.gui.models.first_backup import Proof, columns, failed, outcome, proof_of
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.text import tr
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import label, paragraph, set_tone
from desktop_app.gui.widgets.part_bar import PartBar
from desktop_app.gui.widgets.views import table_view
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step

POLL_MS = 100
LEVEL = Level.STRUCTURE
ENDED = (JobState.SUCCEEDED, JobState.WARNING, JobState.FAILED, JobState.DEAD, JobState.CANCELLED)


class FirstBackupStep(Step):
    """Adds the targets; backs each up, and verifies what the bytes of its snapshot mean."""

    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("First backup")
        self._lab, self._choice = lab, choice
        self._adding, self._over, self._stopped = False, False, False
        self._job: Job | None = None
        self._coming: Iterator[str] = iter(())
        self._proofs: list[Proof] = []
        self._table: Table[Proof] = Table(columns(), self)
        self._view = table_view(self._table, tr("First backups and verifications"), stretched=2)
        self._doing, self._figures = label("", "strong"), label("", "muted")
        self._bar = PartBar(tr("Progress of the first backup"))
        self._result = paragraph("")
        self._again = button(tr("Try again"), self._try_again)
        for each in (self._doing, self._bar, self._figures, self._result, self._again):
            self.body.addWidget(each)
            each.hide()
        self.body.addWidget(self._view, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    def enter(self) -> None:
        if self._adding or self._job is not None:
            return
        words = self._choice.addition.words if self._choice.addition else ""
        self.say(tr("The first backup of {target}").format(target=words), "")
        self._tell(Tone.NONE, "")
        self._adding = True
        self._lab.tasks.run(self, self._add, self._added, self._fail)

    def busy(self) -> bool:
        return self._adding or (self._job is not None and not self._over)

    def ready(self) -> bool:
        return self._over

    def forward(self) -> str:
        return tr("Finish")

    def may_go_back(self) -> bool:
        """What was added is not asked for again."""
        return not self._adding and not self._choice.added

    def stop(self) -> None:
        self._stopped = True
        if self._job is not None:
            self._lab.workers.queue.of(self._lab.name).cancel(self._job.key)

    def _add(self, _meter: Meter) -> tuple[str, ...]:
        choice = self._choice
        assert choice.addition is not None
        with self._lab.workspace() as workspace:
            return choice.addition.add(workspace, choice.terms(self._lab.clock()))

    def _added(self, names: tuple[str, ...]) -> None:
        self._adding, self._choice.added = False, names
        self._proofs = [Proof(name) for name in names]
        self._coming = iter(names)
        self._table.show_rows(self._proofs)
        self._timer.start()
        self._next()

    def _try_again(self) -> None:
        """Those that did not end well."""
        names = failed(self._proofs)
        self._proofs = [Proof(p.target) if p.target in names else p for p in self._proofs]
        self._over, self._stopped, self._coming = False, False, iter(names)
        self._again.hide()
        self._tell(Tone.NONE, "")
        self._timer.start()
        self._next()

    def _next(self) -> None:
        name = None if self._stopped else next(self._coming, None)
        if name is None:
            self._end()
        else:
            self._start(JobKind.BACKUP, name)

    def _start(self, kind: JobKind, name: str, **arguments: object) -> None:
        try:
            self._job = self._lab.queue(kind, name, **arguments)
        except LabVaultError as error:
            self._fail(error)
        self.changed.emit()

    def _poll(self) -> None:
        if self._job is None:
            return
        for running in self._lab.workers.state().of(self._lab.name):
            if running.job.key == self._job.key:
                self._show(activity.moving(running.job, running.progress))
                return  # what runs has not ended: no need to ask the catalog ten times a second
        job = self._lab.catalog.jobs.load(self._job.key)
        if job.state in ENDED:
            self._ended(job)

    def _show(self, moving: activity.Moving) -> None:
        self._doing.setText(moving.doing)
        self._figures.setText(moving.figures)
        self._bar.show_part(moving.part)
        for each in (self._doing, self._figures, self._bar):
            each.show()

    def _ended(self, job: Job) -> None:
        at = next(at for at, proof in enumerate(self._proofs) if proof.target == job.target)
        self._proofs[at] = proof_of(self._proofs[at], job)
        self._table.show_rows(self._proofs)
        good = job.state in (JobState.SUCCEEDED, JobState.WARNING)
        if good and job.kind is JobKind.BACKUP and not self._stopped:
            arguments = {"level": LEVEL.value, "snapshot": job.snapshot}
            self._start(JobKind.VERIFY, job.target, **arguments)
        else:
            self._next()

    def _end(self) -> None:
        self._timer.stop()
        self._over = True
        tone, heading, words = outcome(self._proofs)
        for each in (self._doing, self._figures, self._bar):
            each.hide()
        self._again.setVisible(tone is Tone.BAD)
        self._tell(tone, words)
        self.say(heading, self._what_next())

    def _what_next(self) -> str:
        plan = self._choice.plans.get(JobKind.BACKUP)
        if plan is None:
            return tr("Back it up by hand, or set a schedule under Targets.")
        from desktop_app.gui.models.schedule import preview

        runs = preview(plan.rule, plan.zone, self._lab.clock()).runs
        return tr("The next backup: {moment}.").format(moment=runs[0]) if runs else ""

    def _fail(self, error: LabVaultError) -> None:
        self._adding, self._job = False, None
        self._timer.stop()
        words = error_text(error)
        self._tell(Tone.BAD, f"{words.why} {words.hint}")
        self.say(words.what, "")

    def _tell(self, tone: Tone, words: str) -> None:
        self._result.setText(f"{tone.shape}  {words}" if words else "")
        self._result.setVisible(bool(words))
        set_tone(self._result, tone)
        self.changed.emit()
