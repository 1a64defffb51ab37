"""Takes a workspace, or one repository of it, out of the catalog with all that hangs on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE, JobState
from desktop_app.engine.errors import NotSupported, UnknownName

# In this order, so that nothing points at what is gone already.
OF_REPOSITORIES = (schema.pack_checks, schema.measures, schema.snapshots)
OF_WORKSPACES = (
    *(schema.schedules, schema.verifications, schema.faults, schema.notices, schema.deeds),
    *(schema.followed_databases, schema.followed_servers),
    *(schema.jobs, schema.snapshots, schema.targets, schema.repositories),
)


def may_be_removed(database: Database, workspace: str, now: datetime) -> None:
    """Raises :class:`NotSupported` for the workspace that is always there, and for one that a
    job runs in; :class:`UnknownName`."""
    with database.reading() as connection:
        _check(connection, workspace, now)


def remove_workspace(database: Database, workspace: str, now: datetime) -> None:
    """Forget a workspace, in one step. Its repositories' data are not touched. Raises what
    :func:`may_be_removed` raises."""
    with database.writing() as connection:
        _check(connection, workspace, now)
        owned = select(schema.repositories.c.id).where(schema.repositories.c.workspace == workspace)
        ids = connection.execute(owned).scalars().all()
        for table in OF_REPOSITORIES:
            for repository in ids:
                connection.execute(delete(table).where(table.c.repository == repository))
        lines, jobs = schema.job_lines.c, schema.jobs.c
        theirs = select(jobs.key).where(jobs.workspace == workspace)
        connection.execute(delete(schema.job_lines).where(lines.job.in_(theirs)))
        for table in OF_WORKSPACES:
            connection.execute(delete(table).where(table.c.workspace == workspace))
        connection.execute(delete(schema.workspaces).where(schema.workspaces.c.name == workspace))


def _check(connection: Connection, workspace: str, now: datetime) -> None:
    names, jobs = schema.workspaces.c.name, schema.jobs.c
    if not connection.execute(select(names).where(names == workspace)).first():
        raise UnknownName("workspace", workspace)
    what = f"deleting the workspace {workspace}"
    if workspace == DEFAULT_WORKSPACE:
        raise NotSupported(what, "it is the one that is always there")
    alive = (jobs.state == JobState.RUNNING) & (jobs.alive_until > now)
    running = select(jobs.key).where(jobs.workspace == workspace, alive)
    if found := connection.execute(running).first():
        raise NotSupported(what, f"its job {found.key} is running")
