"""How one repository stands: what must be known first, then its figures, with their yardsticks."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from desktop_app.engine.catalog.entries import Job
from desktop_app.engine.job_runners import whole_verification
from desktop_app.engine.keeping.upkeep import Cause, release
from desktop_app.gui import stores, text
from desktop_app.gui.lab import BY_HAND
from desktop_app.gui.models import repositories as model
from desktop_app.gui.models.repositories import RepositoryStanding
from desktop_app.gui.models.state import Tone
from desktop_app.gui.pages.page import clear
from desktop_app.gui.pages.settings.free_space import FreeSpace
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import Section, button_row
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID, MARGIN_INSIDE
from desktop_app.gui.widgets.as_command import command_button
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.form import ConfirmByName
from desktop_app.gui.widgets.frames import Banner
from desktop_app.gui.widgets.labels import Elided, label


class RepositoryState(Section):
    def __init__(self, office: Office) -> None:
        super().__init__(office, tr("State"))
        self._standing: RepositoryStanding | None = None
        self._banner = QVBoxLayout()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(MARGIN_INSIDE)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(1, 1)
        self._verify = button(tr("Verify all of it"), self._verify_all)
        self._measure = button(tr("Measure now"), self._measure_now)
        self._free = button(tr("Free space…"), self._ask_prune)
        command = command_button(self._command, about=self.name)
        self.body.addLayout(self._banner)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self.body.addWidget(button_row(self._verify, self._measure, self._free, command))

    def show_standing(self, standing: RepositoryStanding | None) -> None:
        self._standing = standing
        clear(self._banner)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if standing is None:
            return
        self._add_banner(standing)
        for row, (name, value) in enumerate(self._facts(standing)):
            self._grid.addWidget(label(name, "muted"), row, 0)
            self._grid.addWidget(Elided(value), row, 1)
        self._verify.setEnabled(bool(standing.targets))
        damaged = standing.pause is not None and standing.pause.cause is Cause.DAMAGE
        self._verify.setVisible(not damaged)  # the banner has it

    def _add_banner(self, standing: RepositoryStanding) -> None:
        pause = standing.pause
        if pause is None:
            return
        what, why = model.pause_words(pause, self.lab.clock())
        damaged = pause.cause is Cause.DAMAGE
        mend = button(tr("Verify all of it"), self._verify_all)
        if not damaged:
            mend = button(tr("Let prune go on…"), self._ask_release)
        self._banner.addWidget(Banner(Tone.BAD if damaged else Tone.WARNING, what, why, [mend]))

    def _facts(self, standing: RepositoryStanding) -> tuple[tuple[str, str], ...]:
        expected, now = standing.forecast, self.lab.clock()
        targets = ", ".join(shown(name) for name in standing.targets) or tr("none")
        snapshots = tr("{count} of {targets}").format(
            count=text.number(standing.snapshots), targets=targets
        )
        return (
            (tr("Address"), shown(standing.entry.url)),
            (tr("Id"), standing.entry.id),
            (tr("Snapshots"), snapshots),
            (tr("Size"), model.size(standing)),
            (tr("Growth"), model.growth(expected)),
            (tr("Room"), model.room(standing).word),
            (tr("Verified"), model.verified(standing, now)),
            (tr("Recovery key"), model.key_state(standing.entry, now).word),
        )

    def _verify_all(self) -> None:
        standing, lab = self._standing, self.lab
        if standing is None:
            return

        def queue(_meter: object) -> Job:
            # One job for all of it, not one of each target's newest: only that lifts damage.
            whole = whole_verification(lab.name, standing.name, lab.clock(), BY_HAND)
            return lab.workers.queue.add(whole)

        self.run(queue, self._queued)

    def _queued(self, _job: Job) -> None:
        jobs = text.count(1, "verification is", "verifications are")
        self.tell(Tone.NONE, tr("{jobs} in the queue. Activity shows how far.").format(jobs=jobs))
        self.office.actions.changed()

    def _measure_now(self) -> None:
        if self._standing is not None:
            name = self._standing.name
            self.tell(Tone.NONE, tr("Measuring…"))
            self.run(lambda _: stores.measure_now(self.lab, name), self._measured)

    def _measured(self, _nothing: object) -> None:
        self.tell(Tone.OK, tr("Measured."))
        self.office.actions.changed()

    def _ask_prune(self) -> None:
        if self._standing is not None:
            self.ask(FreeSpace(self.lab, self._standing.entry, self), self._pruned)

    def _pruned(self, words: object) -> None:
        self.tell(Tone.OK, str(words))
        self.office.actions.changed()

    def _ask_release(self) -> None:
        standing, lab = self._standing, self.lab
        if standing is None:
            return
        name = standing.name

        def let_go(_meter: object) -> str:
            with lab.workspace() as workspace:
                return release(workspace, name)

        form = ConfirmByName(
            lab.tasks,
            tr("Let prune go on in {name}").format(name=shown(name)),
            tr("Somebody looked at it: {why}").format(why=shown(standing.entry.held)),
            tr("Let prune go on"),
            name,
            let_go,
            self,
            lab.command("prune", "--release", name),
        )
        self.ask(form, lambda _: self._pruned(tr("Prune may go on.")))

    def _command(self) -> str:
        if self._standing is None:
            return ""
        return self.lab.command("repository", "show", self._standing.name)
