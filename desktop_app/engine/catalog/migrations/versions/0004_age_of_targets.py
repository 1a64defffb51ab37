"""Targets know since when they are there, so that what was never done is overdue in time.

Of those that are there already, the oldest snapshot tells; where there is none, the workspace.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desktop_app.engine.catalog.migrations.forms import fourth

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("targets", sa.Column("created", sa.String))
    ours, snapshots = fourth.targets, fourth.metadata.tables["snapshots"].c
    workspaces = fourth.metadata.tables["workspaces"].c
    mine = (snapshots.workspace == ours.c.workspace) & (snapshots.target == ours.c.name)
    oldest = sa.select(sa.func.min(snapshots.started)).where(mine).scalar_subquery()
    begun = sa.select(workspaces.created).where(workspaces.name == ours.c.workspace)
    created = sa.func.coalesce(oldest, begun.scalar_subquery())
    op.get_bind().execute(sa.update(ours).values(created=created))


def downgrade() -> None:
    op.drop_column("targets", "created")
