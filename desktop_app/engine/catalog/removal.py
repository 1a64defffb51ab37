"""Takes a workspace, or one repository of it, out of the catalog with all that hangs on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, select, update

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE, JobState
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NotSupported, UnknownName

# In this order, so that nothing points at what is gone already.
OF_REPOSITORIES = (schema.pack_checks, schema.measures, schema.snapshots)
OF_WORKSPACES = (
    *(schema.schedules, schema.verifications, schema.faults, schema.notices, schema.deeds),
    *(schema.followed_databases, schema.followed_servers),
    *(schema.jobs, schema.snapshots, schema.targets, schema.repositories),
)


@dataclass(frozen=True, slots=True)
class Users:
    """What keeps its snapshots in a repository, by name."""

    targets: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """In words."""
        return (
            *(f"the target {name}" for name in self.targets),
            *(f"the followed server {name}" for name in self.servers),
        )

    def __bool__(self) -> bool:
        return bool(self.targets or self.servers)


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


def users_of(database: Database, workspace: str, repository: str) -> Users:
    """Who keeps snapshots in a repository. Raises :class:`UnknownName`."""
    with database.reading() as connection:
        return _users(connection, _row(connection, workspace, repository))


def forget_repository(
    database: Database, workspace: str, repository: str, now: datetime, *, with_users: bool
) -> Users:
    """Forget a repository with the index of its snapshots, in one step; its data are not touched.
    Jobs that wait for it are cancelled, the history of jobs stays.

    What uses it is forgotten too, or without ``with_users`` refused. Returns what used it. Raises
    :class:`NotSupported`, also while a job works on it, and :class:`UnknownName`.
    """
    with database.writing() as connection:
        row = _row(connection, workspace, repository)
        users = _users(connection, row)
        what = f"forgetting the repository {repository}"
        if users and not with_users:
            raise NotSupported(
                what, f"it is used by {', '.join(users.all)}, which must go first or with it"
            )
        _must_be_idle(connection, row, what, now)
        _forget_users(connection, workspace, users)
        _forget(connection, row, now)
    return users


def _row(connection: Connection, workspace: str, repository: str) -> Row[Any]:
    known = schema.repositories
    mine = (known.c.workspace == workspace) & (known.c.name == repository)
    row = connection.execute(select(known).where(mine)).first()
    if row is None:
        raise UnknownName("repository", repository)
    return row


def _users(connection: Connection, row: Row[Any]) -> Users:
    def names(table: Table) -> tuple[str, ...]:
        mine = (table.c.workspace == row.workspace) & (table.c.repository == row.name)
        query = select(table.c.name).where(mine).order_by(table.c.name)
        return tuple(connection.execute(query).scalars())

    return Users(names(schema.targets), names(schema.followed_servers))


def _must_be_idle(connection: Connection, row: Row[Any], what: str, now: datetime) -> None:
    jobs = schema.jobs.c
    alive = (jobs.state == JobState.RUNNING) & (jobs.alive_until > now)
    of_it = (jobs.workspace == row.workspace) & (jobs.repository == row.name)
    if found := connection.execute(select(jobs.key).where(of_it, alive)).first():
        raise NotSupported(what, f"its job {found.key} is running")


def _forget_users(connection: Connection, workspace: str, users: Users) -> None:
    for table, column, names in (
        (schema.schedules, "target", users.targets),
        (schema.faults, "target", users.targets),
        (schema.targets, "name", users.targets),
        (schema.followed_databases, "server", users.servers),
        (schema.followed_servers, "name", users.servers),
    ):
        for name in names:
            mine = (table.c.workspace == workspace) & (table.c[column] == name)
            connection.execute(delete(table).where(mine))


def _forget(connection: Connection, row: Row[Any], now: datetime) -> None:
    jobs, looks, snapshots = schema.jobs, schema.verifications, schema.snapshots
    of_it = (jobs.c.workspace == row.workspace) & (jobs.c.repository == row.name)
    waiting = update(jobs).where(of_it, jobs.c.state == JobState.QUEUED)
    connection.execute(waiting.values(state=JobState.CANCELLED, finished=now))
    its = select(snapshots.c.id).where(snapshots.c.repository == row.id)
    mine = (looks.c.workspace == row.workspace) & looks.c.snapshot.in_(its)
    connection.execute(delete(looks).where(mine))
    for table in OF_REPOSITORIES:
        connection.execute(delete(table).where(table.c.repository == row.id))
    about = (schema.faults.c.workspace == row.workspace) & (schema.faults.c.target == row.name)
    connection.execute(delete(schema.faults).where(about))
    connection.execute(delete(schema.repositories).where(schema.repositories.c.id == row.id))


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
