"""The wizard that makes a recovery kit, put together."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from desktop_app.engine.errors import LabVaultError
from desktop_app.gui.error_text import error_text
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import tr
from desktop_app.gui.wizards.recovery_kit.choice import KitChoice, KitWork
from desktop_app.gui.wizards.recovery_kit.paper import PaperStep
from desktop_app.gui.wizards.recovery_kit.proving import DoneStep, TypeBackStep
from desktop_app.gui.wizards.recovery_kit.selecting import KeyStep, RepositoryStep
from desktop_app.gui.wizards.wizard import Wizard

STEPS = (RepositoryStep, KeyStep, PaperStep, TypeBackStep, DoneStep)


class RecoveryKitWizard(Wizard):
    """Leaving it before the new key was typed back asks what becomes of that key."""

    def __init__(self, lab: Lab, choice: KitChoice, parent: QWidget | None = None) -> None:
        self._lab, self._choice, self._work = lab, choice, KitWork(lab)
        steps = [step(lab, choice, self._work) for step in STEPS]
        super().__init__(tr("Recovery kit"), steps, parent)
        self.finished.connect(lambda _code: self._let_go())

    def may_close(self) -> bool:
        """Nothing that it does takes long: while it does, it stays."""
        if self.step.busy():
            return False
        if self._choice.kit is None or self._choice.confirmed:
            return True
        asked, keep, away = self._question()
        asked.exec()
        pressed = asked.clickedButton()
        asked.deleteLater()
        if pressed is away:
            self._throw_away()  # and it closes itself when that is done
        return pressed is keep

    def _question(self) -> tuple[QMessageBox, QAbstractButton, QAbstractButton]:
        role = QMessageBox.ButtonRole
        asked = QMessageBox(self)
        asked.setWindowTitle(self.windowTitle())
        asked.setText(tr("The new recovery key was not typed back."))
        asked.setInformativeText(
            tr(
                "It opens the repository, and so do the older ones. Who has no page of it should "
                "revoke it again; who has one can check it later in the settings."
            )
        )
        stay = asked.addButton(tr("Go on"), role.RejectRole)
        keep = asked.addButton(tr("Leave, check it later"), role.AcceptRole)
        away = asked.addButton(tr("Leave and revoke the new key"), role.DestructiveRole)
        asked.setDefaultButton(stay)
        return asked, keep, away

    def _throw_away(self) -> None:
        slot, choice, work = self._choice.slot, self._choice, self._work
        assert slot is not None

        def gone(_nothing: None) -> None:
            choice.kit = choice.slot = None
            self.reject()

        self._lab.tasks.run(self, lambda _: work.throw_away(slot), gone, self._not_gone)

    def _not_gone(self, error: LabVaultError) -> None:
        words = error_text(error)
        self.step.say(words.what, f"{words.why} {words.hint}")

    def _let_go(self) -> None:
        """In a task, for it closes files that may lie on a network."""
        work = self._work
        self._lab.tasks.run(self._lab, lambda _: work.close(), lambda _: None, lambda _: None)


def recovery_kit_wizard(
    lab: Lab, parent: QWidget | None = None, repository: str = ""
) -> RecoveryKitWizard:
    """``repository``: the one that is proposed."""
    return RecoveryKitWizard(lab, KitChoice(repository), parent)
