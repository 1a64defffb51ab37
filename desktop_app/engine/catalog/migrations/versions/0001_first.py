"""The first form of the catalog."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# SQLite's plain integer is what the first form was made of; PostgreSQL's has 32 bits only.
Big = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    _names()
    _snapshots()
    _history()


def _names() -> None:
    op.create_table(
        "repositories",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("keyring_slot", sa.String, nullable=False),
    )
    op.create_table(
        "targets",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("repository", sa.String, sa.ForeignKey("repositories.name"), nullable=False),
        sa.Column("password_kept", sa.Boolean, nullable=False),
    )


def _snapshots() -> None:
    op.create_table(
        "snapshots",
        sa.Column("repository", sa.String, primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("target", sa.String, nullable=False, index=True),
        sa.Column("target_kind", sa.String, nullable=False),
        sa.Column("target_address", sa.String, nullable=False),
        sa.Column("host", sa.String, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("started", sa.String, nullable=False),
        sa.Column("finished", sa.String, nullable=False),
        sa.Column("grade", sa.String, nullable=False),
        sa.Column("warnings", sa.JSON, nullable=False),
        sa.Column("items", Big, nullable=False),
        sa.Column("rows", Big, nullable=False),
        sa.Column("size", Big, nullable=False),
        sa.Column("stored", Big, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("item_list", sa.LargeBinary, nullable=False),
    )


def _history() -> None:
    op.create_table(
        "verifications",
        sa.Column("key", Big, primary_key=True),
        sa.Column("snapshot", sa.String, nullable=False, index=True),
        sa.Column("level", sa.String, nullable=False),
        sa.Column("grade", sa.String, nullable=False),
        sa.Column("sampled", sa.Boolean, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("problems", sa.JSON, nullable=False),
    )
    op.create_table(
        "pack_checks",
        sa.Column("repository", sa.String, primary_key=True),
        sa.Column("pack", sa.String, primary_key=True),
        sa.Column("checked", sa.String, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("key", Big, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("target", sa.String, nullable=False),
        sa.Column("repository", sa.String, nullable=False),
        sa.Column("snapshot", sa.String, nullable=False),
        sa.Column("started", sa.String, nullable=False, index=True),
        sa.Column("finished", sa.String),
        sa.Column("grade", sa.String),
        sa.Column("figures", sa.JSON, nullable=False),
        sa.Column("error", sa.String, nullable=False),
    )
