"""A target that rests may know until when, so that no killed program leaves it resting for ever."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("targets", sa.Column("paused_until", sa.String))


def downgrade() -> None:
    op.drop_column("targets", "paused_until")
