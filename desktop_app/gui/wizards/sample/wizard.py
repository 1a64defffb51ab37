"""The wizard that shows the sample laboratory, put together."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.gui.lab import Lab
from desktop_app.gui.models import sample as model
from desktop_app.gui.text import tr
from desktop_app.gui.widgets.labels import paragraph
from desktop_app.gui.widgets.state_lines import StateLines
from desktop_app.gui.wizards.sample.telling import StoryStep
from desktop_app.gui.wizards.wizard import Step, Wizard


class PromiseStep(Step):
    """What will be seen, and that nothing real is touched."""

    def __init__(self) -> None:
        super().__init__()
        self.name = tr("What you will see")
        lines = StateLines(tr("What you will see"))
        lines.show_states(model.ahead())
        self.body.addWidget(lines)
        words = tr(
            "It has a workspace of its own, beside your data and apart from it, and can be "
            "removed with one click. It takes less than a minute."
        )
        self.body.addWidget(paragraph(words, "muted"))
        self.body.addStretch(1)

    def enter(self) -> None:
        self.say(
            tr("A laboratory to try things with"),
            tr("Real backups of made-up data, on this computer alone. Nothing of yours is read."),
        )

    def forward(self) -> str:
        return tr("Build the sample laboratory")

    def command(self) -> str:
        return "labvault demo"


def sample_wizard(lab: Lab, parent: QWidget | None = None) -> Wizard:
    return Wizard(tr("Sample laboratory"), (PromiseStep(), StoryStep(lab)), parent)
