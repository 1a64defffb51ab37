"""The wizard's step for a folder."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.kinds.registry import FOLDER
from desktop_app.engine.sources.folder.options import EXCLUDE, INCLUDE, QUIET_SECONDS
from desktop_app.engine.targets.folder import with_choices
from desktop_app.engine.workspace import Workspace
from desktop_app.gui.kinds.addition import NewTarget, NewTargets
from desktop_app.gui.kinds.folder.form import FolderTargetForm
from desktop_app.gui.lab import Lab
from desktop_app.gui.text import tr
from desktop_app.gui.wizards.protect.choice import ProtectChoice
from desktop_app.gui.wizards.wizard import Step


class FolderStep(Step):
    """A folder, with what of it is taken."""

    def __init__(self, lab: Lab, choice: ProtectChoice) -> None:
        super().__init__()
        self.name = tr("Folder")
        self._choice = choice
        self._form = FolderTargetForm(lab.tasks)
        self._form.changed.connect(self.changed)
        self.body.addWidget(self._form, 1)

    def enter(self) -> None:
        facts = tr("With all that is in it: films, results, whatever lies in files.")
        self.say(tr("Which folder?"), facts)
        self._form.focus()

    def ready(self) -> bool:
        return self._form.check(complain=False)

    def go_on(self) -> None:
        if not self._form.check():
            return
        path, options = self._form.path, self._form.options({})
        sums = self._form.sums
        self._form.stop()
        target = NewTarget(
            PurePath(path).name or "folder",
            path,
            options,
            sums.size if sums else None,
            (path,),
            flags_of(options),
        )
        noun = ("folder", "folders")
        self._choice.addition = NewTargets(FOLDER, (target,), noun, finish=finished)
        self.done.emit()


def finished(entry: TargetEntry, repository: str, _workspace: Workspace) -> TargetEntry:
    """A repository that lies in the folder is left out."""
    return with_choices(entry, repository)[0]


def flags_of(options: dict[str, Any]) -> tuple[str, ...]:
    told = [f"--include={line}" for line in options.get(INCLUDE, ())]
    told += [f"--exclude={line}" for line in options.get(EXCLUDE, ())]
    if QUIET_SECONDS in options:
        told.append(f"--quiet-seconds={options[QUIET_SECONDS]}")
    return tuple(told)
