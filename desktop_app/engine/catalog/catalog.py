"""The catalog: one class of queries per noun, each for one workspace."""

from __future__ import annotations

from pathlib import Path

from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.deeds import Deeds
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE
from desktop_app.engine.catalog.followed import Followed
from desktop_app.engine.catalog.jobs import Jobs
from desktop_app.engine.catalog.measures import Measures
from desktop_app.engine.catalog.notices import Notices
from desktop_app.engine.catalog.quotas import Quotas
from desktop_app.engine.catalog.repositories import Repositories
from desktop_app.engine.catalog.schedules import Schedules
from desktop_app.engine.catalog.server import CatalogServer
from desktop_app.engine.catalog.snapshots import Snapshots
from desktop_app.engine.catalog.targets import Targets
from desktop_app.engine.catalog.verifications import Verifications
from desktop_app.engine.catalog.workspaces import Workspaces


class Records:
    """What the catalog holds of one workspace, and nothing of any other."""

    def __init__(self, database: Database, workspace: str) -> None:
        self.workspace = workspace
        self.repositories = Repositories(database, workspace)
        self.targets = Targets(database, workspace)
        self.snapshots = Snapshots(database, workspace)
        self.verifications = Verifications(database, workspace)
        self.followed = Followed(database, workspace)
        self.jobs = Jobs(database, workspace)
        self.schedules = Schedules(database, workspace)
        self.deeds = Deeds(database, workspace)
        self.notices = Notices(database, workspace)
        self.quotas = Quotas(database, workspace)
        self.measures = Measures(database, workspace)


class Catalog:
    """The catalog of one profile, or one that lies on a server and is shared by several
    computers. May be used from several threads; every query is one transaction. Raises what
    :class:`Database` raises when it cannot be read or written."""

    def __init__(self, folder: Path, server: CatalogServer | None = None) -> None:
        self.database = Database(folder, server)
        self.workspaces = Workspaces(self.database)

    def close(self) -> None:
        self.database.close()

    def of(self, workspace: str = DEFAULT_WORKSPACE) -> Records:
        """The records of one workspace. Raises :class:`UnknownName`."""
        return Records(self.database, self.workspaces.load(workspace).name)
