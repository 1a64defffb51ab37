"""What people did in one workspace, or were refused, that no audit chain can tell."""

from __future__ import annotations

from types import MappingProxyType

from sqlalchemy import insert, select

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import Deed

TABLE = schema.deeds


class Deeds:
    """Any thread may call; every method is one transaction. Nothing is ever taken away."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self._workspace = database, workspace

    def add(self, deed: Deed) -> None:
        row = {
            "workspace": self._workspace,
            "at": deed.at,
            "who": deed.who,
            "what": deed.what,
            "allowed": deed.allowed,
            "detail": dict(deed.detail),
        }
        with self._database.writing() as connection:
            connection.execute(insert(TABLE).values(row))

    def list(self) -> tuple[Deed, ...]:
        """All, in the order in which they were done."""
        query = select(TABLE).where(TABLE.c.workspace == self._workspace).order_by(TABLE.c.key)
        with self._database.reading() as connection:
            return tuple(
                Deed(row.at, row.who, row.what, row.allowed, MappingProxyType(row.detail))
                for row in connection.execute(query)
            )
