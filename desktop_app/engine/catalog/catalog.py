"""The queries of the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Connection, Row, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import RepositoryEntry, Run, TargetEntry, Verification
from desktop_app.engine.errors import NameTaken, UnknownName
from desktop_app.engine.model import Grade, Level, Problem, Remark, Snapshot

STRONGEST_FIRST = (Level.SOURCE, Level.RESTORED, Level.STRUCTURE, Level.BYTES)


class Catalog:
    """The catalog of one profile. May be used from several threads; every method is one
    transaction. Raises :class:`ProfileFailed` when the file cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder)

    def close(self) -> None:
        self._database.close()

    # Repositories and targets

    def add_repository(self, entry: RepositoryEntry) -> None:
        """Raises :class:`NameTaken`, also when the same repository has another name here."""
        with self._database.writing() as connection:
            known = schema.repositories
            same = (known.c.name == entry.name) | (known.c.id == entry.id)
            taken = connection.execute(select(known.c.name).where(same)).scalars().first()
            if taken is not None:
                raise NameTaken("repository", taken)
            connection.execute(insert(known).values(asdict(entry)))

    def repositories(self) -> tuple[RepositoryEntry, ...]:
        """All, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(schema.repositories).order_by(schema.repositories.c.name)
            )
            return tuple(RepositoryEntry(**row._mapping) for row in rows)

    def repository(self, name: str) -> RepositoryEntry:
        """Raises :class:`UnknownName`."""
        for entry in self.repositories():
            if entry.name == name:
                return entry
        raise UnknownName("repository", name)

    def keep_keyring_slot(self, name: str, slot: str) -> None:
        """Remember that the keyring holds the secret of this key slot."""
        known = schema.repositories
        change = update(known).where(known.c.name == name).values(keyring_slot=slot)
        with self._database.writing() as connection:
            if not connection.execute(change).rowcount:
                raise UnknownName("repository", name)

    def add_target(self, entry: TargetEntry) -> None:
        """Raises :class:`NameTaken`, and :class:`UnknownName` for its repository."""
        with self._database.writing() as connection:
            _must_hold(connection, schema.repositories.c.name, "repository", entry.repository)
            known = schema.targets.c.name
            if connection.execute(select(known).where(known == entry.name)).first():
                raise NameTaken("target", entry.name)
            connection.execute(insert(schema.targets).values(asdict(entry)))

    def targets(self) -> tuple[TargetEntry, ...]:
        """All, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(schema.targets).order_by(schema.targets.c.name))
            return tuple(TargetEntry(**row._mapping) for row in rows)

    def target(self, name: str) -> TargetEntry:
        """Raises :class:`UnknownName`."""
        for entry in self.targets():
            if entry.name == name:
                return entry
        raise UnknownName("target", name)

    def remove_target(self, name: str) -> None:
        """Forget the target; its snapshots stay. Raises :class:`UnknownName`."""
        with self._database.writing() as connection:
            gone = connection.execute(delete(schema.targets).where(schema.targets.c.name == name))
            if not gone.rowcount:
                raise UnknownName("target", name)

    # The cache of snapshots

    def replace_snapshots(self, repository: str, snapshots: Iterable[Snapshot]) -> None:
        """Remember exactly these as the snapshots of the repository with that id."""
        rows = [_snapshot_row(repository, snapshot) for snapshot in snapshots]
        with self._database.writing() as connection:
            old = schema.snapshots
            connection.execute(delete(old).where(old.c.repository == repository))
            if rows:
                connection.execute(insert(old), rows)

    def add_snapshot(self, repository: str, snapshot: Snapshot) -> None:
        """Remember one more snapshot; harmless when it is known already."""
        row = insert_or_update(schema.snapshots).values(_snapshot_row(repository, snapshot))
        with self._database.writing() as connection:
            connection.execute(row.on_conflict_do_nothing())

    def snapshots(self, repository: str | None = None) -> tuple[Snapshot, ...]:
        """What was last seen in one repository (by its id) or in all; by target, oldest first."""
        known = schema.snapshots
        query = select(known).order_by(known.c.target, known.c.sequence, known.c.started)
        if repository is not None:
            query = query.where(known.c.repository == repository)
        with self._database.reading() as connection:
            return tuple(_snapshot(row) for row in connection.execute(query))

    def repositories_with(self, prefix: str) -> frozenset[str]:
        """Ids of the repositories where a snapshot whose id begins so was last seen."""
        known = schema.snapshots
        query = select(known.c.repository).where(known.c.id.startswith(prefix, autoescape=True))
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    # What was verified

    def record_verification(self, verification: Verification) -> None:
        row = asdict(verification)
        with self._database.writing() as connection:
            connection.execute(insert(schema.verifications).values(row))

    def verifications(self, snapshot: str) -> tuple[Verification, ...]:
        """All looks at one snapshot, the newest first."""
        known = schema.verifications
        query = select(known).where(known.c.snapshot == snapshot).order_by(known.c.at.desc())
        with self._database.reading() as connection:
            return tuple(_verification(row) for row in connection.execute(query))

    def levels(self) -> Mapping[str, Level]:
        """The strongest level that each snapshot passed whole; a later failure undoes it."""
        known = schema.verifications
        query = select(known.c.snapshot, known.c.level, known.c.grade, known.c.sampled)
        found: dict[str, set[Level]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query.order_by(known.c.at, known.c.key)):
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

    def record_pack_checks(self, repository: str, packs: Iterable[str], at: datetime) -> None:
        """These packs were read and found whole."""
        rows = [{"repository": repository, "pack": pack, "checked": at} for pack in packs]
        if not rows:
            return
        add = insert_or_update(schema.pack_checks)
        add = add.on_conflict_do_update(
            index_elements=["repository", "pack"], set_={"checked": add.excluded.checked}
        )
        with self._database.writing() as connection:
            connection.execute(add, rows)

    def pack_checks(self, repository: str) -> Mapping[str, datetime]:
        """When each pack of a repository was last found whole."""
        known = schema.pack_checks
        query = select(known.c.pack, known.c.checked).where(known.c.repository == repository)
        with self._database.reading() as connection:
            return {row.pack: row.checked for row in connection.execute(query)}

    # What was done

    def begin_run(self, run: Run) -> int:
        """Note that a run began; the key is for :meth:`end_run`."""
        with self._database.writing() as connection:
            return _insert_run(connection, run)

    def end_run(self, key: int, run: Run) -> None:
        """Note how the run ended."""
        with self._database.writing() as connection:
            change = update(schema.runs).where(schema.runs.c.key == key).values(_run_row(run))
            connection.execute(change)

    def runs(self, limit: int = 100) -> tuple[Run, ...]:
        """The newest first."""
        query = select(schema.runs).order_by(schema.runs.c.key.desc()).limit(limit)
        with self._database.reading() as connection:
            return tuple(_run(row) for row in connection.execute(query))


def _must_hold(connection: Connection, column: Column[str], what: str, name: str) -> None:
    if not connection.execute(select(column).where(column == name)).first():
        raise UnknownName(what, name)


def _snapshot_row(repository: str, snapshot: Snapshot) -> dict[str, Any]:
    warnings = [[remark.item, remark.what] for remark in snapshot.warnings]
    row = asdict(replace(snapshot, warnings=(), facts={}))
    return row | {"repository": repository, "warnings": warnings, "facts": dict(snapshot.facts)}


def _snapshot(row: Row[Any]) -> Snapshot:
    known = dict(row._mapping)
    del known["repository"]
    known["grade"] = Grade(known["grade"])
    known["warnings"] = tuple(Remark(item, what) for item, what in known["warnings"])
    known["facts"] = MappingProxyType(known["facts"])
    return Snapshot(**known)


def _verification(row: Row[Any]) -> Verification:
    return Verification(
        snapshot=row.snapshot,
        level=Level(row.level),
        grade=Grade(row.grade),
        sampled=row.sampled,
        at=row.at,
        problems=tuple(Problem(**problem) for problem in row.problems),
    )


def _run_row(run: Run) -> dict[str, Any]:
    return asdict(replace(run, figures={})) | {"figures": dict(run.figures)}


def _insert_run(connection: Connection, run: Run) -> int:
    add = insert(schema.runs).values(_run_row(run)).returning(schema.runs.c.key)
    key: int = connection.execute(add).scalar_one()
    return key


def _run(row: Row[Any]) -> Run:
    known = dict(row._mapping)
    del known["key"]
    known["grade"] = known["grade"] and Grade(known["grade"])
    known["figures"] = MappingProxyType(known["figures"])
    return Run(**known)
