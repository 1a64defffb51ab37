"""What this machine knows of the snapshots of one workspace: a cache of its repositories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import (
    Database,
    batched,
    insert_new,
    insert_or_update,
)
from desktop_app.engine.catalog.entries import Annotation
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.model import Grade, Remark, Snapshot

TABLE = schema.snapshots
HEADER = [TABLE.c[field.name] for field in fields(Snapshot)]
SAID = [TABLE.c[field.name] for field in fields(Annotation)]

Place = tuple[datetime, str]
"""Where a snapshot stands among others by time: when it began, and its id."""


@dataclass(frozen=True, slots=True)
class Total:
    """How many snapshots a target has, and when the newest began."""

    snapshots: int
    newest: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What the source of a snapshot said of itself, and how many rows it has."""

    facts: Mapping[str, str]
    rows: int


class Snapshots:
    """Any thread may call; every method is one transaction. A repository is meant by its id."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self._workspace = database, workspace

    def replace(
        self,
        repository: str,
        snapshots: Iterable[Snapshot],
        said: Mapping[str, Annotation] | None = None,
    ) -> None:
        """Remember exactly these as the snapshots of the repository, and what the repository
        says people ``said`` of them; without that, what was known of those that stay is kept."""
        rows = {snapshot.id: self._row(repository, snapshot) for snapshot in snapshots}
        there = TABLE.c.repository == repository
        with self._database.writing() as connection:
            known = {
                row.id: Annotation(**_without_id(row))
                for row in connection.execute(select(TABLE.c.id, *SAID).where(there))
            }
            # One by one: databases limit how many values a statement may hold.
            one = there & (TABLE.c.id == schema.any_id)
            if gone := known.keys() - rows.keys():
                connection.execute(delete(TABLE).where(one), [{"any_id": each} for each in gone])
            if new := [row for key, row in rows.items() if key not in known]:
                connection.execute(insert(TABLE), new)
            if said is None:
                return
            for key in rows:
                now = said.get(key, Annotation())
                if now != known.get(key, Annotation()):
                    change = update(TABLE).where(one).values(asdict(now))
                    connection.execute(change, {"any_id": key})

    def rebuild(self, repository: str, snapshots: Iterable[Snapshot]) -> None:
        """Write what is known of these anew, whatever the catalog said of them before; what
        people said of them is kept. Others of the repository are left."""
        rows = [self._row(repository, snapshot) for snapshot in snapshots]
        if not rows:
            return
        with self._database.writing() as connection:
            add = insert_or_update(connection, TABLE, leaving=[column.name for column in SAID])
            connection.execute(add, rows)

    def add(self, repository: str, snapshot: Snapshot) -> None:
        """Remember one more snapshot; harmless when it is known already."""
        with self._database.writing() as connection:
            connection.execute(insert_new(connection, TABLE), self._row(repository, snapshot))

    def list(
        self, repository: str | None = None, target: str | None = None
    ) -> tuple[Snapshot, ...]:
        """What was last seen in one repository or in all; by target, oldest first. What rests in
        the trash is not among them."""
        query = self._mine(HEADER).where(TABLE.c.trashed.is_(None))
        query = query.order_by(TABLE.c.target, TABLE.c.sequence, TABLE.c.started)
        if repository is not None:
            query = query.where(TABLE.c.repository == repository)
        if target is not None:
            query = query.where(TABLE.c.target == target)
        with self._database.reading() as connection:
            return tuple(_snapshot(row) for row in connection.execute(query))

    def newest(
        self, limit: int, target: str | None = None, before: Place | None = None
    ) -> tuple[Snapshot, ...]:
        """The newest ``limit`` of a target or of all, by when they began; with ``before``, those
        that come after that place in this order. For lists that are read as they are scrolled."""
        query = self._mine(HEADER).where(TABLE.c.trashed.is_(None))
        if target is not None:
            query = query.where(TABLE.c.target == target)
        if before is not None:
            moment, key = before
            same = (TABLE.c.started == moment) & (TABLE.c.id < key)
            query = query.where((TABLE.c.started < moment) | same)
        query = query.order_by(TABLE.c.started.desc(), TABLE.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(_snapshot(row) for row in connection.execute(query))

    def some(self, ids: Iterable[str]) -> tuple[Snapshot, ...]:
        """Those of these that are there and do not rest in the trash, the newest first."""
        found: dict[str, Snapshot] = {}
        query = self._mine(HEADER).where(TABLE.c.trashed.is_(None))
        with self._database.reading() as connection:
            for part in batched(ids):
                rows = connection.execute(query.where(TABLE.c.id.in_(part)))
                found |= {row.id: _snapshot(row) for row in rows}
        return tuple(sorted(found.values(), key=lambda s: (s.started, s.id), reverse=True))

    def told(self, ids: Iterable[str]) -> Mapping[str, Told]:
        """What the sources of these said of themselves, by id; in less time than all of them."""
        query = self._mine([TABLE.c.id, TABLE.c.facts, TABLE.c.rows])
        with self._database.reading() as connection:
            return {
                key: Told(facts, rows)
                for part in batched(ids)
                for key, facts, rows in connection.execute(query.where(TABLE.c.id.in_(part)))
            }

    def totals(self) -> Mapping[str, Total]:
        """How many snapshots there are of each target; without those in the trash."""
        query = select(
            TABLE.c.target,
            func.count().label("snapshots"),
            func.max(TABLE.c.started, type_=schema.Moment).label("newest"),
        )
        mine = (TABLE.c.workspace == self._workspace) & TABLE.c.trashed.is_(None)
        with self._database.reading() as connection:
            rows = connection.execute(query.where(mine).group_by(TABLE.c.target))
            return {row.target: Total(row.snapshots, row.newest) for row in rows}

    def places(self) -> Mapping[str, frozenset[str]]:
        """The ids of all snapshots that are not in the trash, by the id of their repository."""
        query = self._mine([TABLE.c.repository, TABLE.c.id]).where(TABLE.c.trashed.is_(None))
        found: dict[str, set[str]] = {}
        with self._database.reading() as connection:
            for repository, key in connection.execute(query):
                found.setdefault(repository, set()).add(key)
        return {name: frozenset(ids) for name, ids in found.items()}

    def counts(self) -> Mapping[str, int]:
        """How many each repository has, without those that rest in the trash."""
        count = func.count().label("snapshots")
        query = self._mine([TABLE.c.repository, count]).where(TABLE.c.trashed.is_(None))
        with self._database.reading() as connection:
            rows = connection.execute(query.group_by(TABLE.c.repository))
            return {row.repository: row.snapshots for row in rows}

    def repositories_with(self, prefix: str) -> frozenset[str]:
        """Ids of the repositories where a snapshot whose id begins so was last seen."""
        query = self._mine([TABLE.c.repository])
        query = query.where(TABLE.c.id.startswith(prefix, autoescape=True))
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def annotations(self) -> Mapping[str, Annotation]:
        """What people said of snapshots, by snapshot id; those of whom nothing was said are
        left out."""
        said = (TABLE.c.label != "") | (TABLE.c.note != "") | TABLE.c.keep
        query = self._mine([TABLE.c.id, *SAID]).where(said | TABLE.c.trashed.is_not(None))
        with self._database.reading() as connection:
            rows = connection.execute(query)
            return {row.id: Annotation(**_without_id(row)) for row in rows}

    def annotate(self, snapshot: str, said: Annotation) -> None:
        """Raises :class:`UnknownName`."""
        mine = (TABLE.c.workspace == self._workspace) & (TABLE.c.id == snapshot)
        with self._database.writing() as connection:
            if not connection.execute(update(TABLE).where(mine).values(asdict(said))).rowcount:
                raise UnknownName("snapshot", snapshot)

    def _mine(self, columns: Iterable[Any]) -> Any:
        return select(*columns).where(TABLE.c.workspace == self._workspace)

    def _row(self, repository: str, snapshot: Snapshot) -> dict[str, Any]:
        warnings = [[remark.item, remark.what] for remark in snapshot.warnings]
        row = asdict(replace(snapshot, warnings=(), facts={}))
        facts = dict(snapshot.facts)
        where = {"workspace": self._workspace, "repository": repository}
        return row | where | {"warnings": warnings, "facts": facts}


def _snapshot(row: Row[Any]) -> Snapshot:
    known = dict(row._mapping)
    known["grade"] = Grade(known["grade"])
    known["warnings"] = tuple(Remark(item, what) for item, what in known["warnings"])
    known["facts"] = MappingProxyType(known["facts"])
    return Snapshot(**known)


def _without_id(row: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name != "id"}
