"""The third form of the catalog: the second one with followed servers. Never change it."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKeyConstraint, MetaData, String, Table

from desktop_app.engine.catalog.migrations.forms import second
from desktop_app.engine.catalog.migrations.forms.second import Flag, OptionalJson

metadata = MetaData()

for _kept in second.metadata.sorted_tables:
    _kept.to_metadata(metadata)

workspaces = metadata.tables["workspaces"]

followed_servers = Table(
    "followed_servers",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("url", String, nullable=False),
    Column("repository", String, nullable=False),
    Column("password_kept", Flag, nullable=False),
    Column("template", JSON, nullable=False, default=dict),
    Column("since", String, nullable=False),
    Column("looked", String),
    Column("fault", OptionalJson),
    ForeignKeyConstraint(
        ["workspace", "repository"], ["repositories.workspace", "repositories.name"]
    ),
)

followed_databases = Table(
    "followed_databases",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("server", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("target", String, nullable=False, default=""),
    Column("since", String, nullable=False),
    Column("gone", String),
    Column("told", String),
    Column("left_out", Flag, nullable=False, default=False),
    Column("fault", OptionalJson),
)

NEW = (followed_servers, followed_databases)
