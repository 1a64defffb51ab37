"""The drill wizard, put together."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.engine.model import Snapshot
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import tr
from desktop_app.gui.wizards.drill.carrying_out import PlanStep, ResultStep, RunStep
from desktop_app.gui.wizards.drill.choice import DrillChoice
from desktop_app.gui.wizards.drill.selecting import SnapshotStep, TargetStep
from desktop_app.gui.wizards.wizard import Wizard

STEPS = (TargetStep, SnapshotStep, PlanStep, RunStep, ResultStep)


def drill_wizard(
    lab: Lab, parent: QWidget | None = None, target: str = "", snapshot: Snapshot | None = None
) -> Wizard:
    """A wizard for what is known already: a target, or a snapshot."""
    choice = DrillChoice(snapshot=snapshot)
    wanted = snapshot.target if snapshot else target
    choice.target = next((t for t in lab.catalog.targets.list() if t.name == wanted), None)
    return Wizard(tr("Restore drill"), [step(lab, choice) for step in STEPS], parent)
