"""The first form of the catalog. Never change it."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

metadata = MetaData()

Big = BigInteger().with_variant(Integer, "sqlite")

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
    Column("started", String, nullable=False),
    Column("finished", String, nullable=False),
    Column("grade", String, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("items", Big, nullable=False),
    Column("rows", Big, nullable=False),
    Column("size", Big, nullable=False),
    Column("stored", Big, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("item_list", LargeBinary, nullable=False),
)

verifications = Table(
    "verifications",
    metadata,
    Column("key", Big, primary_key=True),
    Column("snapshot", String, nullable=False, index=True),
    Column("level", String, nullable=False),
    Column("grade", String, nullable=False),
    Column("sampled", Boolean(create_constraint=False), nullable=False),
    Column("at", String, nullable=False),
    Column("problems", JSON, nullable=False),
)

pack_checks = Table(
    "pack_checks",
    metadata,
    Column("repository", String, primary_key=True),
    Column("pack", String, primary_key=True),
    Column("checked", String, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("key", Big, primary_key=True),
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False),
    Column("repository", String, nullable=False),
    Column("snapshot", String, nullable=False),
    Column("started", String, nullable=False, index=True),
    Column("finished", String),
    Column("grade", String),
    Column("figures", JSON, nullable=False),
    Column("error", String, nullable=False),
)
