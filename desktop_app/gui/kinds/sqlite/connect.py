"""The wizard's step for an SQLite file."""

from __future__ import annotations

from pathlib import PurePath

from desktop_app.engine.kinds.registry import SQLITE
from desktop_app.gui.kinds.addition import NewTarget, NewTargets
from desktop_app.gui.kinds.sqlite.form import SqliteForm
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import tr
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step


class SqliteStep(Step):
    """The file must have been looked at before it is added."""

    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("File")
        self._choice = choice
        self._form = SqliteForm(lab.tasks)
        self._form.changed.connect(self.changed)
        self.body.addWidget(self._form, 1)

    def enter(self) -> None:
        facts = tr("Programs may have it open and write to it: nothing is held up or lost.")
        self.say(tr("Which database file?"), facts)
        self._form.focus()

    def ready(self) -> bool:
        return self._form.found is not None

    def go_on(self) -> None:
        found = self._form.found
        if found is None:
            return
        path = self._form.path
        name = PurePath(path).stem or "database"
        target = NewTarget(name, path, size=found.size, operands=(path,))
        self._choice.addition = NewTargets(SQLITE, (target,), ("file", "files"))
        self.done.emit()
