"""Brings a catalog from one form to another, in one transaction of its caller."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    inspect,
    text,
)

from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE
from desktop_app.engine.catalog.schema import VERSION, metadata, workspaces

VERSIONS = "alembic_version"
known = Table(
    VERSIONS,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own table, as it makes it; of one row."""

VERSION_QUERY = text("SELECT version_num FROM alembic_version")


def version_of(connection: Connection) -> str | None:
    """The form of a catalog; None when it was never made."""
    return known_version(connection) if inspect(connection).has_table(VERSIONS) else None


def known_version(connection: Connection) -> str | None:
    """The form of a catalog that was made."""
    found: str | None = connection.execute(VERSION_QUERY).scalar()
    return found


def make(connection: Connection, now: datetime) -> None:
    """Make the tables of a new catalog, as all changes of form one after another would, in a tenth
    of the time; with the workspace that is always there, made ``now``."""
    metadata.create_all(connection, checkfirst=False)
    known.create(connection, checkfirst=False)
    connection.execute(insert(known).values(version_num=VERSION))
    connection.execute(insert(workspaces).values(name=DEFAULT_WORKSPACE, created=now))


def upgrade(connection: Connection, to: str = "head") -> None:
    """Make the tables, or bring them to a later form."""
    from alembic import command

    command.upgrade(_config(connection), to)


def downgrade(connection: Connection, to: str) -> None:
    """Bring the tables back to an earlier form. What that cannot hold is lost."""
    from alembic import command

    command.downgrade(_config(connection), to)


def _config(connection: Connection) -> Any:
    # Alembic takes a quarter of a second to import, so only a change of form does.
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
