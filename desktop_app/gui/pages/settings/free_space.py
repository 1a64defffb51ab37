"""Free space: what a prune would remove, looked at first; then it is done."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.keeping.retention import KEEP_ALL, Verdict
from desktop_app.engine.keeping.upkeep import (
    PruneOutcome,
    known_of,
    pause_of,
    policies_of,
    prune_and_remember,
)
from desktop_app.engine.progress import Meter
from desktop_app.engine.prune import GRACE, PrunePreview, preview_prune
from desktop_app.engine.roles import Action
from desktop_app.gui import text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models import keys as model
from desktop_app.gui.models import repositories
from desktop_app.gui.models.state import Tone
from desktop_app.gui.models.table import Table
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import FORM_HEIGHT, FORM_WIDTH
from desktop_app.gui.widgets.form import FILLS, Form, Work
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.widgets.views import table_view


class FreeSpace(Form):
    """A dry run at first. What it removes rests in the trash as long as the targets say."""

    def __init__(self, lab: Lab, entry: RepositoryEntry, parent: QWidget) -> None:
        self._lab, self._entry = lab, entry
        self._plan: PrunePreview | None = None
        super().__init__(
            lab.tasks,
            tr("Free space in {name}").format(name=shown(entry.name)),
            tr("Looking what could go. Nothing is removed yet."),
            tr("Remove"),
            parent,
            "danger",
        )
        self._table: Table[Verdict] = Table(model.verdict_columns(lab.clock()), self)
        self._view = table_view(self._table, tr("What would be removed"), stretched=3)
        self._more = paragraph("")
        self.body.addWidget(self._view, FILLS)
        self.body.addWidget(self._more)
        self.body.addStretch(1)
        self.move_fields_below()
        self._typed = self.confirmation(entry.name)
        self.resize(FORM_WIDTH, FORM_HEIGHT)
        lab.tasks.run(self, self._look, self._show, self._not_seen)

    def ready(self) -> bool:
        return self._plan is not None and self._typed.text() == self._entry.name

    def work(self) -> Work:
        lab, name = self._lab, self._entry.name

        def prune(meter: Meter) -> str:
            with lab.workspace() as workspace, workspace.repository(name) as opened:
                workspace.permit(Action.PRUNE, opened)
                return _told(prune_and_remember(workspace, opened, KEEP_ALL, GRACE, meter))

        return prune

    def command(self) -> str:
        return self._lab.command("prune", "--repository", self._entry.name)

    def _look(self, _meter: Meter) -> PrunePreview:
        name = self._entry.name
        with self._lab.workspace() as workspace, workspace.repository(name) as opened:
            catalog = workspace.catalog
            return preview_prune(opened.repository, policies_of(catalog), known_of(catalog))

    def _show(self, plan: PrunePreview) -> None:
        going = [verdict for verdict in plan.verdicts if not verdict.keep]
        kept = text.count(len(plan.verdicts) - len(going), "snapshot", "snapshots")
        removed = text.count(len(going), "snapshot", "snapshots")
        facts = tr("Kept: {kept}, as the targets' retention says. What goes rests in the trash.")
        if not going:
            facts = tr("Kept: {kept}, for no rule lets one go. Set what is kept at each target.")
        self.say(facts.format(kept=kept))
        self._table.show_rows(going)
        self._view.setVisible(bool(going))
        emptied = text.count(len(plan.emptied), "snapshot leaves", "snapshots leave")
        words = tr("{emptied} the trash for good; in the end {size} are given back.")
        self._more.setText(words.format(emptied=emptied, size=text.size(plan.unneeded)))
        self.name_effect(
            tr("Remove {count}").format(count=removed) if going else tr("Tidy up, remove none")
        )
        pause = pause_of(self._lab.catalog.repositories.load(self._entry.name))
        if pause is None:
            self._plan = plan
        else:
            what, why = repositories.pause_words(pause, self._lab.clock())
            self.tell(Tone.WARNING, f"{what}. {why}")
        self.look()

    def _not_seen(self, error: LabVaultError) -> None:
        self._fail(error)


def _told(outcome: PruneOutcome) -> str:
    done = outcome.result
    if done is None:
        return tr("Nothing was removed: damage or a tripwire holds it.")
    gone = text.count(sum(not verdict.keep for verdict in done.verdicts), "snapshot", "snapshots")
    words = tr("{gone} went to the trash; {size} given back.")
    return words.format(gone=gone, size=text.size(done.sweep.freed))
