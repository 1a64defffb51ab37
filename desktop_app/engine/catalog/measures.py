"""How full the places of a workspace's repositories were, over time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database, insert_or_update
from desktop_app.engine.catalog.history import Measure

TABLE = schema.measures
KEPT = timedelta(days=400)


class Measures:
    """Any thread may call; every method is one transaction. A repository is meant by its id."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self._workspace = database, workspace

    def add(self, repository: str, measure: Measure) -> None:
        """Remember one; those that are older than any forecast asks for are forgotten."""
        row = {
            "repository": repository,
            "at": measure.at,
            "used": measure.used,
            "free": measure.free,
        }
        old = (TABLE.c.repository == repository) & (TABLE.c.at < measure.at - KEPT)
        with self._database.writing() as connection:
            connection.execute(insert_or_update(connection, TABLE), [row])
            connection.execute(delete(TABLE).where(old))

    def list(self, repository: str, since: datetime) -> tuple[Measure, ...]:
        """Those since then, the oldest first."""
        ours = schema.repositories.c
        mine = select(ours.id).where(ours.workspace == self._workspace, ours.id == repository)
        query = select(TABLE).where(TABLE.c.repository.in_(mine), TABLE.c.at >= since)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(TABLE.c.at))
            return tuple(Measure(row.at, row.used, row.free) for row in rows)
