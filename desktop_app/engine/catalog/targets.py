"""The targets of one workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.catalog.quotas import must_fit
from desktop_app.engine.errors import NameTaken, UnknownName

TABLE = schema.targets


class Targets:
    """Any thread may call; every method is one transaction."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self._workspace = database, workspace

    def add(self, entry: TargetEntry) -> None:
        """Raises :class:`NameTaken`, :class:`QuotaReached`, and :class:`UnknownName` for its
        repository."""
        with self._database.writing() as connection:
            add_target(connection, self._workspace, entry)

    def list(self) -> tuple[TargetEntry, ...]:
        """All, by name."""
        query = select(TABLE).where(TABLE.c.workspace == self._workspace).order_by(TABLE.c.name)
        with self._database.reading() as connection:
            return tuple(_entry(row._mapping) for row in connection.execute(query))

    def addresses(self) -> Mapping[str, str]:
        """The addresses of all, by name; in less time than all that is known of them."""
        query = select(TABLE.c.name, TABLE.c.url).where(TABLE.c.workspace == self._workspace)
        with self._database.reading() as connection:
            return {row.name: row.url for row in connection.execute(query)}

    def load(self, name: str) -> TargetEntry:
        """Raises :class:`UnknownName`."""
        with self._database.reading() as connection:
            row = connection.execute(select(TABLE).where(self._is(name))).first()
        if row is None:
            raise UnknownName("target", name)
        return _entry(row._mapping)

    def change(self, entry: TargetEntry) -> None:
        """Keep the target of that name as it is now. Raises :class:`UnknownName`."""
        with self._database.writing() as connection:
            change = update(TABLE).where(self._is(entry.name)).values(_row(entry))
            if not connection.execute(change).rowcount:
                raise UnknownName("target", entry.name)

    def resume(self, now: datetime) -> tuple[str, ...]:
        """Let those go on whose rest is over by itself; returns their names. Any program may ask,
        so that it ends also where the one that began it is gone."""
        over = (TABLE.c.workspace == self._workspace) & (TABLE.c.paused_until <= now)
        with self._database.reading() as connection:
            names = tuple(connection.execute(select(TABLE.c.name).where(over)).scalars())
        if names:  # writing would make every program look
            with self._database.writing() as connection:
                rest = update(TABLE).where(over).values(paused=False, paused_until=None)
                connection.execute(rest)
        return names

    def delete(self, name: str) -> None:
        """Forget the target and its schedules; its snapshots stay. Raises :class:`UnknownName`."""
        due = schema.schedules
        theirs = (due.c.workspace == self._workspace) & (due.c.target == name)
        with self._database.writing() as connection:
            if not connection.execute(delete(TABLE).where(self._is(name))).rowcount:
                raise UnknownName("target", name)
            connection.execute(delete(due).where(theirs))

    def _is(self, name: str) -> Any:
        return _is(self._workspace, name)


def add_target(connection: Connection, workspace: str, entry: TargetEntry) -> None:
    """See :meth:`Targets.add`; within a transaction that also does something else."""
    known = schema.repositories.c
    theirs = (known.workspace == workspace) & (known.name == entry.repository)
    if not connection.execute(select(known.name).where(theirs)).first():
        raise UnknownName("repository", entry.repository)
    if connection.execute(select(TABLE.c.name).where(_is(workspace, entry.name))).first():
        raise NameTaken("target", entry.name)
    must_fit(connection, workspace, (0, 0, 1))
    row = _row(entry) | {"created": entry.created or datetime.now(UTC)}
    connection.execute(insert(TABLE).values(workspace=workspace, **row))


def _is(workspace: str, name: str) -> Any:
    return (TABLE.c.workspace == workspace) & (TABLE.c.name == name)


def _row(entry: TargetEntry) -> dict[str, Any]:
    known = (field.name for field in fields(entry) if field.name != "created")
    row = {name: getattr(entry, name) for name in known}
    kept = entry.retention
    return row | {"options": dict(entry.options), "retention": None if kept is None else dict(kept)}


def _entry(row: Any) -> TargetEntry:
    known = {name: row[name] for name in row if name != "workspace"}
    known["options"] = MappingProxyType(known["options"])
    if known["retention"] is not None:
        known["retention"] = MappingProxyType(known["retention"])
    return TargetEntry(**known)
