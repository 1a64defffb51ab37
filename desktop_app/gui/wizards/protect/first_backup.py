"""The first backup, and its first proof."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from desktop_app.engine import os_keyring
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.workspace import login_entry
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import activity
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.labels import label, paragraph, set_tone
from desktop_app.gui.widgets.part_bar import PartBar
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.protect.recovery import target_of
from desktop_app.gui.wizards.wizard import Step

POLL_MS = 100
ENDED = (JobState.SUCCEEDED, JobState.WARNING, JobState.FAILED, JobState.DEAD, JobState.CANCELLED)


class FirstBackupStep(Step):
    """Adds the target, backs it up, and verifies what the bytes mean."""

    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("First backup")
        self._lab, self._choice = lab, choice
        self._job: Job | None = None
        self._over = False
        self._doing, self._figures = label("", "strong"), label("", "muted")
        self._bar = PartBar(tr("Progress of the first backup"))
        self._result = paragraph("")
        for each in (self._doing, self._bar, self._figures, self._result):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    def enter(self) -> None:
        self._over = False
        self._result.clear()
        name = shown(self._choice.name)
        self.say(tr("The first backup of {target}").format(target=name), "")
        self._lab.tasks.run(self, self._add, self._added, self._fail)

    def busy(self) -> bool:
        return self._job is not None and not self._over

    def ready(self) -> bool:
        return self._over

    def forward(self) -> str:
        return tr("Finish")

    def stop(self) -> None:
        if self._job is not None:
            self._lab.workers.queue.of(self._lab.name).cancel(self._job.key)

    def _add(self, _meter: Meter) -> None:
        choice = self._choice
        if choice.target_added:
            return
        entry = target_of(choice)
        if entry.password_kept:
            assert choice.address is not None
            os_keyring.store(login_entry(choice.address), choice.password)
        self._lab.catalog.targets.add(entry)

    def _added(self, _nothing: None) -> None:
        self._choice.target_added = True
        self._start(JobKind.BACKUP)
        self._timer.start()

    def _start(self, kind: JobKind, **arguments: object) -> None:
        self._job = self._lab.queue(kind, self._choice.name, **arguments)
        self.changed.emit()

    def _poll(self) -> None:
        if self._job is None:
            return
        for running in self._lab.workers.state().running:
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

    def _ended(self, job: Job) -> None:
        good = job.state in (JobState.SUCCEEDED, JobState.WARNING)
        if good and job.kind is JobKind.BACKUP:
            self._start(JobKind.VERIFY, level="structure", snapshot=job.snapshot)
            return
        self._timer.stop()
        self._over = True
        self._bar.show_part(1.0 if good else 0.0)
        self._doing.clear()
        self._figures.clear()
        if good:
            self._tell(Tone.OK, tr("Backed up, read back and verified."))
            name = shown(self._choice.name)
            self.say(tr("{target} is protected").format(target=name), "")
        else:
            self._tell(Tone.BAD, activity.why(job) or tr("It was stopped."))
            self.say(tr("The first backup did not end well"), "")

    def _fail(self, error: LabVaultError) -> None:
        words = error_text(error)
        self._tell(Tone.BAD, f"{words.why} {words.hint}")
        self.say(words.what, "")

    def _tell(self, tone: Tone, words: str) -> None:
        self._result.setText(f"{tone.shape}  {words}")
        set_tone(self._result, tone)
        self.changed.emit()
