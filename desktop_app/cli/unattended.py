"""Workspaces for work that nobody watches: no secret is asked for, its absence is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.cli.desk import Desk
from desktop_app.credentials import Credentials

if TYPE_CHECKING:
    from desktop_app.engine.job_runners import OpenWorkspace
    from desktop_app.engine.workspace import Recorder, Workspace


class Nobody:
    """The asker where nobody is there to answer."""

    def present(self) -> bool:
        return False

    def ask(self, what: str, where: str, *, twice: bool = False) -> str:
        raise AssertionError("nobody is asked who is not present")

    def tell(self, line: str) -> None:
        """Nobody would read it."""


def unattended(desk: Desk) -> OpenWorkspace:
    """What opens workspaces for jobs; may be called from any thread."""

    def open_workspace(name: str, recorder: Recorder) -> Workspace:
        from desktop_app.engine.workspace import Workspace

        credentials = Credentials(desk.settings, name, asker=Nobody())
        server = desk.catalog_server()
        return Workspace(desk.profile, credentials, name, server, recorder=recorder)

    return open_workspace
