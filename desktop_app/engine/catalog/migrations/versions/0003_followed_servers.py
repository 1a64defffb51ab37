"""Followed servers, and the kind of message that tells what was done by itself.

By a downgrade it is forgotten which servers are followed; their targets stay.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from desktop_app.engine.catalog.migrations.forms import third

revision = "0003"
down_revision = "0002"

NEWS, BESIDE = "news", "warning"


def upgrade() -> None:
    third.metadata.create_all(op.get_bind(), tables=third.NEW)
    # Who wants to hear of warnings would not want to miss what was done in their name.
    _change_wants(lambda wants: sorted({*wants, NEWS}) if BESIDE in wants else wants)


def downgrade() -> None:
    _change_wants(lambda wants: [kind for kind in wants if kind != NEWS])
    old = third.metadata.tables["notices"]
    # The older program knows no such kind, and could list none of the messages for it.
    op.get_bind().execute(sa.delete(old).where(old.c.kind == NEWS))
    for table in reversed(third.NEW):
        op.drop_table(table.name)


def _change_wants(change: Callable[[list[str]], list[str]]) -> None:
    ours, bind = third.workspaces, op.get_bind()
    for name, channels in bind.execute(sa.select(ours.c.name, ours.c.channels)).all():
        after = [{**each, "wants": change(each["wants"])} for each in channels]
        if after != channels:
            bind.execute(sa.update(ours).where(ours.c.name == name).values(channels=after))
