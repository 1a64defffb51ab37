"""What the sample laboratory is made of: a folder with a repository and a server's data, and what
a workspace knows of them."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from desktop_app.demo.ethoscopes.root import make_root
from desktop_app.demo.ethoscopes.wish import Wish
from desktop_app.demo.names import DATABASE, FLIES, PASSPHRASE, REPOSITORY, TARGET, WORKSPACE
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import TargetEntry, WorkspaceEntry
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NameTaken, UnknownName
from desktop_app.engine.kinds.registry import POSTGRESQL
from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from desktop_app.engine.targets.ethoscope import whole_target
from desktop_app.engine.workspace import Workspace
from desktop_app.engine.workspace.lifetime import delete_workspace

DAY = 24 * 3600  # seconds
FILMS = Wish(devices=3, runs=2, chunks=3)


@dataclass(frozen=True, slots=True)
class Laboratory:
    """All that is kept lies in ``folder``; the server's data may lie beyond a link there."""

    folder: Path

    @property
    def repository(self) -> Path:
        return self.folder / "repository"

    @property
    def ethoscopes(self) -> Path:
        """The data root of devices that film flies."""
        return self.folder / "ethoscopes"

    def server(self, cancel: Cancel | None = None) -> ScratchServer:
        """Start it, with its data where they were left. Raises what :class:`ScratchServer` does."""
        return ScratchServer.start(self.folder / "server", cancel=cancel)

    def make_known(self, workspace: Workspace, server: ScratchServer) -> None:
        """The workspace knows the repository, its public passphrase, and where the server is.

        The server's socket is elsewhere at each start, so the target is named anew.
        """
        targets = workspace.catalog.targets
        if REPOSITORY not in {entry.name for entry in workspace.catalog.repositories.list()}:
            place = str(self.repository)
            workspace.create_repository(REPOSITORY, place, PASSPHRASE)[0].repository.close()
        entry = workspace.catalog.repositories.load(REPOSITORY)
        workspace.keyholder.remember(entry.url, Passphrase(PASSPHRASE))
        url = server.address.with_database(DATABASE).url()
        try:
            targets.change(replace(targets.load(TARGET), url=url))
        except UnknownName:
            targets.add(TargetEntry(TARGET, POSTGRESQL, url, REPOSITORY, rpo_seconds=DAY))

    def film(self, workspace: Workspace, now: datetime) -> int:
        """Let devices film, once, and make the workspace know them; returns how many there are."""
        if not self.ethoscopes.exists():
            make_root(self.ethoscopes, replace(FILMS, now=now))
        root = DataRoot(str(self.ethoscopes))
        options = {"zone": FILMS.zone}
        with suppress(NameTaken):
            workspace.catalog.targets.add(whole_target(FLIES, root, REPOSITORY, options))
        return FILMS.devices


def laboratory_of(profile: Path) -> Laboratory:
    """Where the window keeps the one of a profile."""
    return Laboratory(profile / "sample laboratory")


def add_workspace(catalog: Catalog, now: datetime) -> None:
    """Make the workspace for it, if it is not there."""
    with suppress(NameTaken):
        catalog.workspaces.add(WorkspaceEntry(WORKSPACE, now))


def is_there(catalog: Catalog) -> bool:
    """Whether there is a workspace for it."""
    return WORKSPACE in {entry.name for entry in catalog.workspaces.list()}


def remove(workspace: Workspace, laboratory: Laboratory, progress: Progress) -> None:
    """Remove the sample's ``workspace`` with all its data; its server must not run any more.
    Raises what :func:`delete_workspace` does, and then all is still there."""
    delete_workspace(workspace, with_data=False, progress=progress)
    link = laboratory.folder / "server" / "server"
    if link.is_symlink():  # where the server's user could not enter the profile
        shutil.rmtree(link.resolve(), ignore_errors=True)
    shutil.rmtree(laboratory.folder, ignore_errors=True)
