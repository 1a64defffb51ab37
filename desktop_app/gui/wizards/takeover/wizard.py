"""The wizard that imports from CryoProtect, put together."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desktop_app.gui.lab import Lab
from desktop_app.gui.text import tr
from desktop_app.gui.wizards.protect.passphrase import PassphraseStep
from desktop_app.gui.wizards.protect.place import PlaceStep
from desktop_app.gui.wizards.protect.recovery import RecoveryStep
from desktop_app.gui.wizards.takeover.carrying_out import ImportStep
from desktop_app.gui.wizards.takeover.choice import TakeoverChoice
from desktop_app.gui.wizards.takeover.finding import FolderStep, FoundStep
from desktop_app.gui.wizards.wizard import Wizard


def takeover_wizard(
    lab: Lab, environment: Mapping[str, str], parent: QWidget | None = None
) -> Wizard:
    """``environment``: what the settings of CryoProtect name variables of."""
    choice = TakeoverChoice()
    steps = (
        FolderStep(lab, choice, environment),
        FoundStep(lab, choice),
        PlaceStep(lab, choice),
        PassphraseStep(lab, choice),
        RecoveryStep(lab, choice),
        ImportStep(lab, choice),
    )
    return Wizard(tr("Import from CryoProtect"), steps, parent)
