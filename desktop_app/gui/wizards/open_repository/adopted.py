"""The repository is taken in: its targets and snapshots are known here, and can be restored."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.gui import text
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.contents import holdings
from desktop_app.gui.models.state import Tone
from desktop_app.gui.pages.page import clear
from desktop_app.gui.text import shown, tr
from desktop_app.gui.widgets.buttons import button
from desktop_app.gui.widgets.labels import paragraph, set_tone
from desktop_app.gui.wizards.open_repository.choice import OpenChoice
from desktop_app.gui.wizards.wizard import Step


class AdoptedStep(Step):
    """``restore`` is what the window does when somebody wants something back at once."""

    def __init__(self, lab: Lab, choice: OpenChoice, restore: Callable[[], None]) -> None:
        super().__init__()
        self.name = tr("Open")
        self._lab, self._choice = lab, choice
        self._working, self._told = False, QVBoxLayout()
        self._restore = button(tr("Restore something now…"), restore)
        self.body.addLayout(self._told)
        self.body.addWidget(self._restore)
        self.body.addStretch(1)

    def enter(self) -> None:
        clear(self._told)
        self._restore.hide()
        if self._choice.opened:
            self._show(())
            return
        self._working = True
        self.say(tr("Taking it in…"), "")
        self._lab.tasks.run(self, self._take_in, self._show, self._fail)

    def ready(self) -> bool:
        return self._choice.opened

    def forward(self) -> str:
        return tr("Finish")

    def busy(self) -> bool:
        return self._working

    def may_go_back(self) -> bool:
        return not self._working and not self._choice.opened

    def command(self) -> str:
        return self._choice.command(self._lab)

    def _take_in(self, _meter: Meter) -> tuple[LabVaultError, ...]:
        """Returns what went wrong beside it, when the repository is known."""
        choice, failed = self._choice, []
        with self._lab.workspace() as workspace:
            opened = workspace.open_repository(choice.name, choice.place, choice.secret)
            try:
                if choice.keep_keys:
                    workspace.keyholder.keep_storage_credentials(opened.entry.url)
                if choice.keyring:
                    workspace.key_changes(opened).add_keyring()
            except LabVaultError as error:
                failed.append(error)
            finally:
                opened.repository.close()
        return tuple(failed)

    def _show(self, failed: tuple[LabVaultError, ...]) -> None:
        self._working, self._choice.opened = False, True
        contents = self._choice.contents
        assert contents is not None
        held = holdings(contents.snapshots)
        for error in failed:
            self._tell(Tone.WARNING, str(error_text(error)))
        if held:
            self._tell(Tone.OK, tr("All of it can be restored now, into any new place."))
            words = tr(
                "To go on protecting, press Back up now: passwords of servers are asked for once. "
                "Schedules and limits are this computer's own; set them for each target."
            )
            self._tell(Tone.NONE, words)
        else:
            self._tell(Tone.NONE, tr("Nothing is in it yet. Protect something to fill it."))
        self._restore.setVisible(bool(held))
        heading = tr("{name} is open: {targets}").format(
            name=shown(self._choice.name), targets=text.count(len(held), "target", "targets")
        )
        self.say(heading, "")

    def _fail(self, error: LabVaultError) -> None:
        self._working = False
        words = error_text(error)
        self.say(words.what, f"{words.why} {words.hint}".strip())

    def _tell(self, tone: Tone, words: str) -> None:
        line = paragraph(f"{tone.shape}  {words}" if tone is not Tone.NONE else words)
        set_tone(line, tone)
        self._told.addWidget(line)
