"""The wizard that protects something, put together."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.gui.lab import Lab
from desktop_app.gui.text import tr
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.protect.connect import KindStep
from desktop_app.gui.wizards.protect.first_backup import FirstBackupStep
from desktop_app.gui.wizards.protect.passphrase import PassphraseStep
from desktop_app.gui.wizards.protect.place import PlaceStep
from desktop_app.gui.wizards.protect.recovery import RecoveryStep
from desktop_app.gui.wizards.protect.schedule import ScheduleStep
from desktop_app.gui.wizards.protect.what import WhatStep
from desktop_app.gui.wizards.wizard import Wizard

STEPS = (
    WhatStep,
    KindStep,
    PlaceStep,
    PassphraseStep,
    RecoveryStep,
    ScheduleStep,
    FirstBackupStep,
)


def protect_wizard(lab: Lab, parent: QWidget | None = None) -> Wizard:
    choice = ProtectChoice()
    return Wizard(tr("Protect a target"), [step(lab, choice) for step in STEPS], parent)
