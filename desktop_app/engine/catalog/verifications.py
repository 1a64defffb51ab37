"""What was verified in one workspace, and which packs were found whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database, batched, insert_or_update
from desktop_app.engine.catalog.entries import Verification
from desktop_app.engine.model import Grade, Level, Problem

TABLE = schema.verifications
STRONGEST_FIRST = (Level.SOURCE, Level.RESTORED, Level.STRUCTURE, Level.BYTES)


class Verifications:
    """Any thread may call; every method is one transaction."""

    def __init__(self, database: Database, workspace: str) -> None:
        self._database, self._workspace = database, workspace

    def add(self, verification: Verification) -> None:
        row = asdict(verification) | {"workspace": self._workspace}
        known = schema.snapshots.c
        whose = select(known.target).where(
            known.workspace == self._workspace, known.id == verification.snapshot
        )
        with self._database.writing() as connection:
            target = connection.execute(whose).scalars().first() or ""
            connection.execute(insert(TABLE).values(row | {"target": target}))

    def list(self, snapshot: str) -> tuple[Verification, ...]:
        """All looks at one snapshot, the newest first."""
        query = select(TABLE).where(TABLE.c.workspace == self._workspace)
        query = query.where(TABLE.c.snapshot == snapshot).order_by(TABLE.c.at.desc())
        with self._database.reading() as connection:
            return tuple(_verification(row) for row in connection.execute(query))

    def levels(self, of: Iterable[str] | None = None) -> Mapping[str, Level]:
        """The strongest level that each snapshot passed whole, or only each of these; a later
        failure undoes it."""
        query = select(TABLE.c.snapshot, TABLE.c.level, TABLE.c.grade, TABLE.c.sampled)
        query = query.where(TABLE.c.workspace == self._workspace)
        query = query.order_by(TABLE.c.at, TABLE.c.key)
        parts = [query]
        if of is not None:
            parts = [query.where(TABLE.c.snapshot.in_(part)) for part in batched(of)]
        found: dict[str, set[Level]] = {}
        with self._database.reading() as connection:
            for row in (row for part in parts for row in connection.execute(part)):
                passed = found.setdefault(row.snapshot, set())
                if row.grade == Grade.FAILED:
                    passed.clear()
                elif not row.sampled:
                    passed.add(Level(row.level))
        return {
            snapshot: next(level for level in STRONGEST_FIRST if level in passed)
            for snapshot, passed in found.items()
            if passed
        }

    def found_bad(self) -> Mapping[str, frozenset[Level]]:
        """The snapshots that failed when last looked at, by id, with the levels at which they did;
        without those that are gone or rest in the trash. See :func:`decides`."""
        known = schema.snapshots.c
        mine = select(known.id).where(known.workspace == self._workspace, known.trashed.is_(None))
        query = select(TABLE.c.snapshot, TABLE.c.level, TABLE.c.grade)
        query = query.where(TABLE.c.workspace == self._workspace, TABLE.c.snapshot.in_(mine))
        query = query.where(decides(TABLE.c))
        last: dict[tuple[str, Level], Grade] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query.order_by(TABLE.c.at, TABLE.c.key)):
                last[row.snapshot, Level(row.level)] = Grade(row.grade)
        found: dict[str, set[Level]] = {}
        for (snapshot, level), grade in last.items():
            if grade is Grade.FAILED:
                found.setdefault(snapshot, set()).add(level)
        return {snapshot: frozenset(levels) for snapshot, levels in found.items()}

    def record_packs(self, repository: str, packs: Iterable[str], at: datetime) -> None:
        """These packs of a repository (by its id) were read, whatever was found in them."""
        rows = [{"repository": repository, "pack": pack, "checked": at} for pack in packs]
        if not rows:
            return
        with self._database.writing() as connection:
            connection.execute(insert_or_update(connection, schema.pack_checks), rows)

    def packs(self, repository: str) -> Mapping[str, datetime]:
        """When each pack of a repository (by its id) was last read."""
        known, ours = schema.pack_checks, schema.repositories.c
        mine = select(ours.id).where(ours.workspace == self._workspace, ours.id == repository)
        query = select(known.c.pack, known.c.checked).where(known.c.repository.in_(mine))
        with self._database.reading() as connection:
            return {row.pack: row.checked for row in connection.execute(query)}


def decides(look: Any) -> Any:
    """Whether a look, by its columns, has a say in what was found bad: a sample in which nothing is
    wrong proves nothing of what it did not read, and mends no damage that is known."""
    return look.sampled.is_(False) | (look.grade == Grade.FAILED)


def found_bad(workspace: str) -> Any:
    """A query for the ids of the snapshots whose last look that :func:`decides` failed."""
    later = TABLE.alias()
    newer = select(later.c.key).where(
        later.c.snapshot == TABLE.c.snapshot,
        decides(later.c),
        (later.c.at > TABLE.c.at) | ((later.c.at == TABLE.c.at) & (later.c.key > TABLE.c.key)),
    )
    bad = select(TABLE.c.snapshot).where(TABLE.c.workspace == workspace)
    return bad.where(TABLE.c.grade == Grade.FAILED, ~newer.exists())


def _verification(row: Row[Any]) -> Verification:
    return Verification(
        snapshot=row.snapshot,
        level=Level(row.level),
        grade=Grade(row.grade),
        sampled=row.sampled,
        at=row.at,
        problems=tuple(Problem(**problem) for problem in row.problems),
        seconds=row.seconds,
    )
