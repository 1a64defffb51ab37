"""The tables of the catalog, as the newest migration leaves them.

Change a table here together with a new file under ``migrations/versions`` and ``VERSION``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
)

VERSION = "0001"
"""The newest migration. Versions are numbers that grow: a greater one is a newer program's."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC as ISO text of fixed width, so that text order is the order of time."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        return datetime.fromisoformat(value) if value else None


metadata = MetaData()

repositories = Table(
    "repositories",
    metadata,
    Column("name", String, primary_key=True),
    Column("url", String, nullable=False),
    Column("id", String, nullable=False, unique=True),
    Column("keyring_slot", String, nullable=False),
)

targets = Table(
    "targets",
    metadata,
    Column("name", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("url", String, nullable=False),
    Column("repository", String, ForeignKey("repositories.name"), nullable=False),
    Column("password_kept", Boolean(create_constraint=False), nullable=False),
)

# ``repository`` is the repository's own id here: the cache outlives a change of name or place.
snapshots = Table(
    "snapshots",
    metadata,
    Column("repository", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("target", String, nullable=False, index=True),
    Column("target_kind", String, nullable=False),
    Column("target_address", String, nullable=False),
    Column("host", String, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment, nullable=False),
    Column("grade", String, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("items", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("stored", Integer, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("item_list", LargeBinary, nullable=False),
)

verifications = Table(
    "verifications",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("snapshot", String, nullable=False, index=True),
    Column("level", String, nullable=False),
    Column("grade", String, nullable=False),
    Column("sampled", Boolean(create_constraint=False), nullable=False),
    Column("at", Moment, nullable=False),
    Column("problems", JSON, nullable=False),
)

# When each pack was last read and found whole, so that samples cover everything over time.
pack_checks = Table(
    "pack_checks",
    metadata,
    Column("repository", String, primary_key=True),
    Column("pack", String, primary_key=True),
    Column("checked", Moment, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False),
    Column("repository", String, nullable=False),
    Column("snapshot", String, nullable=False),
    Column("started", Moment, nullable=False, index=True),
    Column("finished", Moment),
    Column("grade", String),
    Column("figures", JSON, nullable=False),
    Column("error", String, nullable=False),
)
