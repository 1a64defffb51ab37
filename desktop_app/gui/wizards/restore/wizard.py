"""The restore wizard, put together."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.engine.model import Snapshot
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import tr
from desktop_app.gui.wizards.restore.carrying_out import RunStep
from desktop_app.gui.wizards.restore.checking import CheckStep
from desktop_app.gui.wizards.restore.choice import RestoreChoice
from desktop_app.gui.wizards.restore.proving import ProofStep
from desktop_app.gui.wizards.restore.selecting import MomentStep, TargetStep
from desktop_app.gui.wizards.restore.what import WhatStep
from desktop_app.gui.wizards.restore.where import WhereStep
from desktop_app.gui.wizards.wizard import Wizard

STEPS = (TargetStep, MomentStep, WhatStep, WhereStep, CheckStep, RunStep, ProofStep)


def restore_wizard(
    lab: Lab,
    parent: QWidget | None = None,
    target: str = "",
    snapshot: Snapshot | None = None,
    names: tuple[str, ...] = (),
) -> Wizard:
    """A wizard for what is known already: a target, or a snapshot, and ``names`` of its items."""
    choice = RestoreChoice(snapshot=snapshot, wanted=frozenset(names))
    wanted = snapshot.target if snapshot else target
    choice.target = next((t for t in lab.catalog.targets.list() if t.name == wanted), None)
    return Wizard(tr("Restore"), [step(lab, choice) for step in STEPS], parent)
