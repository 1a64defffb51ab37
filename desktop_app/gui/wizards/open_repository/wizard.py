"""The wizard that opens an existing repository, put together."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.gui.lab import Lab
from desktop_app.gui.text import tr
from desktop_app.gui.wizards.open_repository.adopted import AdoptedStep
from desktop_app.gui.wizards.open_repository.choice import OpenChoice
from desktop_app.gui.wizards.open_repository.contents import ContentsStep
from desktop_app.gui.wizards.open_repository.key import KeyStep
from desktop_app.gui.wizards.open_repository.place import PlaceStep
from desktop_app.gui.wizards.wizard import Wizard


class OpenRepositoryWizard(Wizard):
    """``wants_restore``: somebody left it to get something back at once."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        choice = OpenChoice()
        self.wants_restore = False
        steps = (
            PlaceStep(lab, choice),
            KeyStep(lab, choice),
            ContentsStep(lab, choice),
            AdoptedStep(lab, choice, self._leave_to_restore),
        )
        super().__init__(tr("Open an existing repository"), steps, parent)

    def _leave_to_restore(self) -> None:
        self.wants_restore = True
        self.accept()


def open_repository_wizard(lab: Lab, parent: QWidget | None = None) -> OpenRepositoryWizard:
    return OpenRepositoryWizard(lab, parent)
