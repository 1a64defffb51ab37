"""The last step: what was proven, what to do next, and how to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from desktop_app.engine.errors import Cancelled, LabVaultError, TargetInUse
from desktop_app.engine.model import Grade, Item, ItemKind
from desktop_app.engine.restore import RestoreResult
from desktop_app.engine.restoring.undo import drop_kept, drop_restored, swap_back
from desktop_app.engine.sources.base import Way
from desktop_app.engine.workspace import Workspace
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.remarks import remarks, said_of
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.pages.page import clear
from desktop_app.gui.tasks import Task
from desktop_app.gui.text import shown, tr
from desktop_app.gui.theme.tokens import GRID
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.form import ConfirmByName
from desktop_app.gui.widgets.frames import Banner
from desktop_app.gui.widgets.labels import label, paragraph
from desktop_app.gui.widgets.state_lines import StateLines
from desktop_app.gui.wizards.restore.choice import WITH_ROLES, RestoreChoice
from desktop_app.gui.wizards.wizard import Step

BESIDE_WHAT_IS_LIVE = (Way.NEW, Way.BESIDE)


class ProofStep(Step):
    """After a swap the old database is kept under ``_kept``; empty once it is gone."""

    def __init__(self, lab: Lab, choice: RestoreChoice) -> None:
        super().__init__()
        self.name = tr("Proof")
        self._lab, self._choice = lab, choice
        self._kept, self._undone, self._gone = "", False, False
        self._task: Task[str] | None = None
        self._outcome = StateLines(tr("How the restore ended"))
        self._lines, self._undo = QVBoxLayout(), QVBoxLayout()
        self.body.addWidget(self._outcome)
        self.body.addLayout(self._lines)
        self.body.addSpacing(GRID)
        self.body.addLayout(self._undo)
        self.body.addStretch(1)

    def enter(self) -> None:
        result = self._choice.result
        assert result is not None
        self._kept, self._undone, self._gone = result.kept or "", False, False
        self._say(result)
        clear(self._lines)
        self._outcome.show_states(outcome(result))
        self._lines.addWidget(label(tr("What to do next"), "strong"))
        for words in self._next_steps(result):
            self._lines.addWidget(paragraph(words))
        self._offer_to_look(result)
        self._offer()

    def forward(self) -> str:
        return tr("Close")

    def ready(self) -> bool:
        return not self.busy()

    def busy(self) -> bool:
        return self._task is not None and not self._task.ended

    def leaving(self) -> str:
        return tr("Names are being swapped. Wait a moment, or leave it to itself?")

    def command(self) -> str:
        return self._lab.command(*self._choice.command())

    def _say(self, result: RestoreResult) -> None:
        words = self._choice.words
        tables = sum(item.kind is words.counted for item in self._restored())
        bad = {problem.item for problem in result.problems}
        heading = tr("Equal: {equal} of {tables}").format(
            equal=text.number(tables - len(bad)), tables=words.parts(tables)
        )
        facts = tr("{amount}, {size}, in {time}. {compared}")
        self.say(
            heading,
            facts.format(
                amount=self._amount(result),
                size=text.size(result.bytes_read),
                time=text.duration(result.seconds),
                compared=words.compared(),
            ),
        )

    def _amount(self, result: RestoreResult) -> str:
        if self._choice.words.counted is ItemKind.FILE:
            return self._choice.words.parts(result.files)
        rows = result.rows or sum(item.rows or 0 for item in self._restored())
        return text.count(rows, "row", "rows")

    def _restored(self) -> Sequence[Item]:
        return self._choice.preview.items if self._choice.preview else ()

    def _next_steps(self, result: RestoreResult) -> list[str]:
        if result.grade is Grade.FAILED:
            return [tr("Nothing got its final name. Verify the snapshot, then try another one.")]
        look = self._choice.words.restored()
        steps = [look.format(place=shown(result.place))]
        if not self._kept and self._choice.way in BESIDE_WHAT_IS_LIVE:
            steps.append(self._choice.words.untouched())
        return steps

    def _offer_to_look(self, result: RestoreResult) -> None:
        """At what lies in files, with the system's own program."""
        if self._choice.kind in WITH_ROLES or not result.place:
            return
        place = Path(result.place)
        folder = place if place.is_dir() else place.parent
        row = QHBoxLayout()
        row.addWidget(button(tr("Open the folder"), lambda: self._open(folder)))
        row.addStretch(1)
        held = QWidget()
        held.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(held)

    def _open(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            words = tr("Nothing on this computer opens folders. It is {folder}.")
            self._lines.addWidget(paragraph(words.format(folder=shown(str(folder))), "note"))

    def _offer(self) -> None:
        """The ways back, as long as the old database is kept."""
        clear(self._undo)
        if not self._kept:
            self._offer_to_drop()
            return
        if not self._choice.places.swaps_back:
            words = self._choice.words.kept_as()
            self._undo.addWidget(paragraph(words.format(kept=shown(self._kept))))
            return
        place, kept = shown(self._choice.place), shown(self._kept)
        if self._undone:
            words = tr("What was restored is kept as {kept}. It takes space until you let it go.")
            back = tr("Give {place} the restored content again")
            drop = tr("Delete what was restored…")
        else:
            words = self._choice.words.kept_as()
            back = tr("Undo: give {place} its old content back")
            drop = self._choice.words.delete_old()
        self._undo.addWidget(paragraph(words.format(kept=kept)))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(button(back.format(place=place), lambda: self._swap(disconnect=False)))
        row.addWidget(button(drop, self._ask_to_drop))
        row.addStretch(1)
        held = QWidget()
        held.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._undo.addWidget(held)

    def _offer_to_drop(self) -> None:
        """What stands beside the live one can be let go, as long as nothing was replaced."""
        result = self._choice.result
        if self._choice.way not in BESIDE_WHAT_IS_LIVE or self._gone or result is None:
            return
        if result.grade is Grade.FAILED:
            return
        if not self._choice.places.drops:
            words = tr("To undo, delete {place}.").format(place=shown(result.place))
            self._undo.addWidget(paragraph(words))
            return
        words = tr("Undo: delete {place}…").format(place=shown(self._choice.place))
        row = QHBoxLayout()
        row.addWidget(button(words, self._ask_to_undo))
        row.addStretch(1)
        self._undo.addLayout(row)

    def _ask_to_undo(self) -> None:
        to, name, kind = self._choice.to, self._choice.place, self._choice.kind

        def work(_meter: object) -> None:
            with self._lab.workspace() as workspace:
                drop_restored(workspace, to, kind=kind)

        form = ConfirmByName(
            self._lab.tasks,
            tr("Delete {place}").format(place=shown(name)),
            tr("It holds what was restored just now. The live database and the snapshot stay."),
            tr("Delete {place}").format(place=shown(name)),
            name,
            work,
            self,
        )
        form.done_with.connect(lambda _: self._undone_beside())
        form.open()

    def _undone_beside(self) -> None:
        self._gone = True
        place = shown(self._choice.place)
        heading = tr("Undone: {place} is deleted").format(place=place)
        self.say(heading, tr("All is as it was before the restore."))
        self._outcome.show_states(())
        clear(self._lines)
        self._offer()

    def _swap(self, *, disconnect: bool) -> None:
        to, kept, kind = self._choice.to, self._kept, self._choice.kind
        self._work(
            tr("Giving {place} its old content back…").format(place=shown(self._choice.place)),
            lambda workspace: swap_back(workspace, to, kept, disconnect=disconnect, kind=kind),
            self._swapped,
            lambda: self._swap(disconnect=True),
        )

    def _swapped(self, aside: str) -> None:
        self._kept, self._undone = aside, not self._undone
        place = shown(self._choice.place)
        if self._undone:
            heading = tr("Undone: {place} is as it was before the restore")
        else:
            heading = tr("{place} has the restored content again")
        self.say(heading.format(place=place), tr("Nothing was copied or lost: names were swapped."))
        self._outcome.show_states(())
        clear(self._lines)
        self._offer()

    def _ask_to_drop(self) -> None:
        asked = QMessageBox(self)
        asked.setWindowTitle("LabVault")
        asked.setText(tr("Delete {kept} for good?").format(kept=shown(self._kept)))
        asked.setInformativeText(tr("It cannot be brought back, except from a snapshot."))
        words = tr("Delete {kept}").format(kept=shown(self._kept))
        drop = asked.addButton(words, QMessageBox.ButtonRole.DestructiveRole)
        keep = asked.addButton(tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(keep)
        asked.exec()
        if asked.clickedButton() is drop:
            self._drop(disconnect=False)

    def _drop(self, *, disconnect: bool) -> None:
        to, kept, kind = self._choice.to, self._kept, self._choice.kind

        def work(workspace: Workspace) -> str:
            drop_kept(workspace, to, kept, disconnect=disconnect, kind=kind)
            return ""

        again: Callable[[], None] = lambda: self._drop(disconnect=True)  # noqa: E731
        self._work(tr("Deleting {kept}…").format(kept=shown(kept)), work, self._dropped, again)

    def _dropped(self, _nothing: str) -> None:
        kept, self._kept = self._kept, ""
        self._offer()
        words = tr("{kept} is deleted").format(kept=shown(kept))
        line = paragraph(f"{Tone.NONE.shape}  {words}")
        self._undo.addWidget(line)
        self.changed.emit()

    def _work(
        self,
        doing: str,
        work: Callable[[Workspace], str],
        done: Callable[[str], None],
        by_force: Callable[[], None],
    ) -> None:
        clear(self._undo)
        self._undo.addWidget(paragraph(doing, "muted"))

        def run(_meter: object) -> str:
            with self._lab.workspace() as workspace:
                return work(workspace)

        self._task = self._lab.tasks.run(self, run, done, lambda error: self._fail(error, by_force))
        self.changed.emit()

    def _fail(self, error: LabVaultError, by_force: Callable[[], None]) -> None:
        self._offer()
        self.changed.emit()
        if isinstance(error, Cancelled):
            return
        words = error_text(error)
        ways: list[QPushButton] = []
        if isinstance(error, TargetInUse) and self._choice.kind in WITH_ROLES:
            ways = [button(tr("End the sessions and try again"), by_force)]
        self._undo.addWidget(Banner(Tone.BAD, words.what, f"{words.why} {words.hint}", ways))


def outcome(result: RestoreResult) -> list[State]:
    """How a restore ended, in lines."""
    if result.grade is not Grade.FAILED:
        words = tr("{place} is equal to the snapshot").format(place=shown(result.place))
        lines = [State(Tone.OK, words)]
    else:
        lines = [State(Tone.BAD, tr("What was loaded is not equal to the snapshot"))]
    return [*lines, *said_of(Tone.BAD, result.problems), *remarks(result.warnings)]
