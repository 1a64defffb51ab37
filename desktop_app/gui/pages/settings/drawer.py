"""One side of a repository that is read when it is looked at: its keys, its trash, its log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtGui import QShowEvent

from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Meter
from desktop_app.engine.workspace import Opened, Workspace
from desktop_app.gui.models.state import Tone
from desktop_app.gui.pages.settings.office import Office
from desktop_app.gui.pages.settings.section import Section
from desktop_app.gui.text import tr
from desktop_app.gui.widgets.buttons import button

R = TypeVar("R")


class Drawer(Section):
    """The repository is opened once for each that is chosen, and after changes: opening may ask
    for its passphrase. Subclasses override :meth:`look` and :meth:`fill`."""

    def __init__(self, office: Office, name: str) -> None:
        super().__init__(office, name)
        self.entry: RepositoryEntry | None = None
        self._read_of = ""
        self.again = button(tr("Read again"), self.read, "link", about=name, parent=self)

    def show_repository(self, entry: RepositoryEntry | None) -> None:
        """Another one, or the same as it is known now."""
        before, self.entry = self.entry, entry
        if entry is None or before is None or entry.id != before.id:
            self._read_of = ""
            self.empty()
            if self.isVisible():
                self.read()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        if self.entry is not None and self._read_of != self.entry.id:
            self.read()

    def read(self) -> None:
        entry = self.entry
        if entry is None:
            return
        self._read_of = entry.id
        self.tell(Tone.NONE, tr("Opening the repository…"))
        self.with_opened(lambda _workspace, opened, _meter: self.look(opened), self._filled)

    def with_opened(
        self, work: Callable[[Workspace, Opened, Meter], R], done: Callable[[R], None]
    ) -> None:
        """Work on the repository that is shown, in a task; what comes of it counts as long as
        the same is shown."""
        assert self.entry is not None
        entry, lab = self.entry, self.lab

        def opened_work(meter: Meter) -> R:
            with lab.workspace() as workspace, workspace.repository(entry.name) as opened:
                return work(workspace, opened, meter)

        def came(result: R) -> None:
            if self.entry is not None and self.entry.id == entry.id:
                done(result)

        self.run(opened_work, came)

    def changed(self, words: str) -> None:
        """Something was done: say so, look again."""
        self.read()
        self.tell(Tone.OK, words)
        self.office.actions.changed()

    def empty(self) -> None:
        """Nothing is known yet."""

    def look(self, opened: Opened) -> Any:
        """For a task's thread."""
        raise NotImplementedError

    def fill(self, found: Any) -> None:
        """Show what :meth:`look` found."""
        raise NotImplementedError

    def _filled(self, found: Any) -> None:
        if self._told.text() == tr("Opening the repository…"):
            self.tell(Tone.NONE, "")
        self.fill(found)

    def fail(self, error: LabVaultError) -> None:
        self._read_of = ""
        super().fail(error)
