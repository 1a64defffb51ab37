"""The workspaces of a catalog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from sqlalchemy import insert, select, update

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import WorkspaceEntry
from desktop_app.engine.errors import NameTaken, UnknownName

TABLE = schema.workspaces


class Workspaces:
    """Any thread may call; every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, entry: WorkspaceEntry) -> None:
        """Raises :class:`NameTaken`."""
        with self._database.writing() as connection:
            there = select(TABLE.c.name).where(TABLE.c.name == entry.name)
            if connection.execute(there).first():
                raise NameTaken("workspace", entry.name)
            connection.execute(insert(TABLE).values(_row(entry)))

    def list(self) -> tuple[WorkspaceEntry, ...]:
        """All, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(TABLE).order_by(TABLE.c.name))
            return tuple(_entry(row._mapping) for row in rows)

    def load(self, name: str) -> WorkspaceEntry:
        """Raises :class:`UnknownName`."""
        for entry in self.list():
            if entry.name == name:
                return entry
        raise UnknownName("workspace", name)

    def alter(
        self, name: str, change: Callable[[WorkspaceEntry], WorkspaceEntry]
    ) -> WorkspaceEntry:
        """Read, change and keep a workspace as one step that no other program comes between;
        returns it as it is then. What ``change`` raises goes through, and nothing is kept.
        Raises :class:`UnknownName`."""
        mine = TABLE.c.name == name
        with self._database.writing() as connection:
            row = connection.execute(select(TABLE).where(mine)).first()
            if row is None:
                raise UnknownName("workspace", name)
            changed = change(_entry(row._mapping))
            connection.execute(update(TABLE).where(mine).values(_row(changed)))
        return changed


def _row(entry: WorkspaceEntry) -> dict[str, Any]:
    row = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return row | {"channels": [dict(channel) for channel in entry.channels]}


def _entry(row: Any) -> WorkspaceEntry:
    return WorkspaceEntry(**{**row, "channels": tuple(row["channels"])})
