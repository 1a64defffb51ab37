"""The repositories of one workspace."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.errors import BelongsElsewhere, NameTaken, UnknownName

TABLE = schema.repositories


class Repositories:
    """Any thread may call; every method is one transaction."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self._workspace = database, workspace

    def add(self, entry: RepositoryEntry) -> None:
        """Raises :class:`NameTaken`, also when the same repository has another name here, and
        :class:`BelongsElsewhere`."""
        with self._database.writing() as connection:
            same = (TABLE.c.name == entry.name) & (TABLE.c.workspace == self._workspace)
            query = select(TABLE.c.name, TABLE.c.workspace).where(same | (TABLE.c.id == entry.id))
            for taken in connection.execute(query):
                if taken.workspace != self._workspace:
                    raise BelongsElsewhere(entry.url)
                raise NameTaken("repository", taken.name)
            connection.execute(insert(TABLE).values(workspace=self._workspace, **asdict(entry)))

    def list(self) -> tuple[RepositoryEntry, ...]:
        """All, by name."""
        query = select(TABLE).where(TABLE.c.workspace == self._workspace).order_by(TABLE.c.name)
        with self._database.reading() as connection:
            return tuple(_entry(row._mapping) for row in connection.execute(query))

    def load(self, name: str) -> RepositoryEntry:
        """Raises :class:`UnknownName`."""
        query = select(TABLE).where(TABLE.c.workspace == self._workspace, TABLE.c.name == name)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise UnknownName("repository", name)
        return _entry(row._mapping)

    def keep_keyring_slot(self, name: str, slot: str) -> None:
        """Remember that the keyring holds the secret of this key slot."""
        self._change(name, keyring_slot=slot)

    def confirm_key(self, name: str, at: datetime | None) -> None:
        """Remember when the recovery key was typed back; None when there is a new one."""
        self._change(name, key_confirmed=at)

    def note_damage(self, name: str, since: datetime | None) -> None:
        """Remember that damage is known, or that it was mended."""
        self._change(name, damaged=since)

    def hold(self, name: str, why: str) -> None:
        """Nothing may be deleted from it, for this reason; empty lets go."""
        self._change(name, held=why)

    def count_stored(self, name: str, size: int) -> None:
        """Remember how many bytes its packs have."""
        self._change(name, stored=size)

    def _change(self, name: str, **values: Any) -> None:
        mine = (TABLE.c.workspace == self._workspace) & (TABLE.c.name == name)
        with self._database.writing() as connection:
            if not connection.execute(update(TABLE).where(mine).values(values)).rowcount:
                raise UnknownName("repository", name)


def _entry(row: Any) -> RepositoryEntry:
    return RepositoryEntry(**{name: row[name] for name in row if name != "workspace"})
