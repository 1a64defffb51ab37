"""When it happens by itself, and how old the newest snapshot may become."""

from __future__ import annotations

from tzlocal import get_localzone_name

from desktop_app.engine.agent.lock import holder
from desktop_app.engine.agent.turns import must_fit
from desktop_app.engine.catalog.entries import (
    JobKind,
    Planned,
    RepositoryEntry,
    TargetEntry,
)
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.schedule.rules import Rule
from desktop_app.gui.error_text import error_text
from desktop_app.gui.forms.schedule import ScheduleForm
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import schedule as model
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import tr
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step

USUAL = "every day at 20:00"


class ScheduleStep(Step):
    """Offers a usual schedule; a limit that fits it, as long as nobody set another one."""

    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("Schedule")
        self._lab, self._choice = lab, choice
        self._zone = get_localzone_name() or "UTC"
        self._offered: int | None = None
        self._form = ScheduleForm((JobKind.BACKUP,), self._zone, lab.clock, with_proof=False)
        self._runner = paragraph("", "note")
        plans = {JobKind.BACKUP: Planned(JobKind.BACKUP, USUAL, self._zone, {})}
        self._offered = self._fitting(USUAL)
        self._form.fill(plans, self._offered, None)
        self._form.changed.connect(self._edited)
        self.body.addWidget(self._form)
        self.body.addWidget(self._runner)
        self.body.addStretch(1)

    def enter(self) -> None:
        self.say(
            tr("When should it be backed up?"),
            tr("In plain words or as a cron line. Beside it stand the next runs."),
        )
        self._form.fit(self._fits)
        self._lab.tasks.run(self, self._is_run, self._tell_runner, self._fail)

    def ready(self) -> bool:
        return self._form.check()

    def go_on(self) -> None:
        self._choose()
        self.done.emit()

    def command(self) -> str:
        """All that comes next, for a terminal."""
        addition = self._choice.addition
        if addition is None or not self._form.check():
            return ""
        self._choose()
        taken = [target.name for target in self._lab.catalog.targets.list()]
        told = addition.commands(taken, self._choice.terms(self._lab.clock()))
        return "\n".join(self._lab.command(*words) for words in told)

    def _choose(self) -> None:
        plans = self._form.all_plans()
        self._choice.plans = {
            kind: plan for kind, plan in plans.items() if not model.is_never(plan.rule)
        }
        self._choice.rpo_seconds = self._form.rpo_seconds

    def _edited(self) -> None:
        if self._form.rpo_seconds == self._offered:  # nobody set another one
            fitting = self._fitting(self._form.rule_of(JobKind.BACKUP))
            if fitting != self._offered:
                self._offered = fitting
                self._form.show_limit(fitting)
        self.changed.emit()

    def _fitting(self, rule: str) -> int | None:
        return model.fitting_limit(model.preview(rule, self._zone, self._lab.clock()).longest)

    def _fits(self, rule: Rule, kind: JobKind) -> None:
        choice = self._choice
        key = choice.kind.key if choice.kind else ""
        words = choice.addition.words if choice.addition else ""
        place = choice.place
        if not place:
            place = self._lab.catalog.repositories.load(choice.repository).url
        repository = RepositoryEntry(choice.repository, place, "")
        must_fit(rule, kind, TargetEntry(words, key, "", choice.repository), repository)

    def _is_run(self, _meter: Meter) -> bool:
        with self._lab.workspace() as workspace:
            return holder(workspace.profile) is not None

    def _tell_runner(self, runs: bool) -> None:
        if runs:
            tone, words = Tone.OK, tr("The agent runs: what is due happens without this window.")
        else:
            tone = Tone.WARNING
            words = tr(
                "Nothing happens by itself yet: LabVault's agent does not run. Let it start at "
                "log-in, in the settings."
            )
        self._runner.setText(f"{tone.shape}  {words}")
        set_tone(self._runner, tone)

    def _fail(self, error: LabVaultError) -> None:
        self._runner.setText(f"{Tone.BAD.shape}  {error_text(error)}")
        set_tone(self._runner, Tone.BAD)
