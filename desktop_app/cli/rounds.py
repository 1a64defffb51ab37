"""Through several repositories, of which some may be out of reach: a drive that is unplugged keeps
nobody from the others. What could not be opened is told at the end, on stderr."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from desktop_app.engine.errors import Damaged, EnvironmentFailed, LabVaultError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.engine.workspace import Opened, Workspace

CLOSED = (EnvironmentFailed, Damaged)


class Rounds:
    """Opens the repositories of a workspace, or ``only`` one of them. ``faults`` are of those that
    cannot be opened; where that are all of them, the first is raised."""

    def __init__(self, workspace: Workspace, only: str | None = None) -> None:
        self._workspace = workspace
        known = [] if only else [entry.name for entry in workspace.catalog.repositories.list()]
        self._names = [only] if only else known
        self.faults: list[LabVaultError] = []

    def one_by_one(self) -> Iterator[Opened]:
        """Each is closed before the next is opened."""
        for name in self._names:
            with ExitStack() as stack:
                if opened := self._open(stack, name):
                    yield opened

    def all_at_once(self, stack: ExitStack) -> list[Opened]:
        """All are opened before any work begins, so that all passphrases are asked for then."""
        tried = [self._open(stack, name) for name in self._names]
        return [opened for opened in tried if opened]

    def _open(self, stack: ExitStack, name: str) -> Opened | None:
        try:
            return stack.enter_context(self._workspace.repository(name))
        except CLOSED as fault:
            self.faults.append(fault)
            if len(self.faults) == len(self._names):
                raise self.faults[0] from None
            return None
