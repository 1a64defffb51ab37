"""How every target of a workspace stands: a few statements, whatever the number of targets.

Each statement asks once per target and follows an index to the one row that is wanted, so that
neither the number of snapshots nor the length of the history matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, func, literal, select, union_all

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import JobKind, JobState
from desktop_app.engine.catalog.overdue import Clocks, is_too_old, is_unproven
from desktop_app.engine.catalog.verifications import decides, found_bad
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Grade, Level

TARGETS, SNAPSHOTS, LOOKS = schema.targets, schema.snapshots, schema.verifications
JOBS, SCHEDULES, REPOSITORIES = schema.jobs, schema.schedules, schema.repositories
LOST = (JobState.FAILED, JobState.DEAD)


class State(StrEnum):
    """How a target stands, what needs a person first. *overdue*: its newest good snapshot, or
    its last proven restore, is older than it may be."""

    FAILED = "failed"
    OVERDUE = "overdue"
    WARNING = "warning"
    NOT_YET = "not yet backed up"
    WORKING = "working"
    PROTECTED = "protected"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class GoodSnapshot:
    """The newest snapshot of a target whose backup did not fail, nor the last look at it."""

    id: str
    started: datetime
    grade: Grade
    size: int


@dataclass(frozen=True, slots=True)
class Look:
    """The last verification of a target's snapshots at one level; where damage is known that was
    not mended, the last that failed for a snapshot which did not pass since."""

    at: datetime
    grade: Grade
    snapshot: str


@dataclass(frozen=True, slots=True)
class JobBrief:
    """A job in short. ``at``: when it began if it is running, when it ended if it has."""

    key: int
    kind: JobKind
    state: JobState
    at: datetime
    error: Mapping[str, Any] | None = None


NO_LOOKS: Mapping[Level, Look] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class TargetStatus:
    """How one target stood at the moment ``now``.

    ``looks``: the last verification for each level that was ever tried. ``proven``: when a
    restore last came back right. ``last_backup`` and ``last_job`` have ended; ``due``: when the
    schedule wants its next backup or other job. ``damaged`` and ``held`` are its repository's:
    since when damage is known there that was not mended, and why else nothing may be deleted.
    """

    target: str
    kind: str
    repository: str
    now: datetime
    paused: bool = False
    created: datetime | None = None
    rpo: timedelta | None = None
    proof_within: timedelta | None = None
    newest: GoodSnapshot | None = None
    looks: Mapping[Level, Look] = field(default_factory=lambda: NO_LOOKS)
    proven: datetime | None = None
    running: JobBrief | None = None
    last_backup: JobBrief | None = None
    last_job: JobBrief | None = None
    due: datetime | None = None
    damaged: datetime | None = None
    held: str = ""

    @property
    def age(self) -> timedelta | None:
        """Of the newest good snapshot."""
        return None if self.newest is None else self.now - self.newest.started

    @property
    def too_old(self) -> bool:
        """Whether the newest good snapshot is older than the target's RPO, or there never was one
        for so long."""
        return is_too_old(self._clocks, self.now)

    @property
    def unproven(self) -> bool:
        """Whether the last proven restore is too long ago, or there never was one for so long."""
        return is_unproven(self._clocks, self.now)

    @property
    def _clocks(self) -> Clocks:
        newest = None if self.newest is None else self.newest.started
        limits = (self.rpo, self.proof_within, self.paused)
        return Clocks(self.created, newest, self.proven, *limits)

    @property
    def state(self) -> State:
        """The one that matters most."""
        last, found = self.last_backup, {look.grade for look in self.looks.values()}
        if (last and last.state in LOST) or Grade.FAILED in found:
            return State.FAILED
        if self.paused:
            return State.PAUSED
        if self.too_old or self.unproven:
            return State.OVERDUE
        if self.running:
            return State.WORKING
        if self.newest is None:
            return State.NOT_YET
        warned = self.newest.grade is Grade.WARNING or Grade.WARNING in found
        warned = warned or self.damaged is not None
        return State.WARNING if warned else State.PROTECTED


def target_statuses(database: Database, workspace: str, now: datetime) -> tuple[TargetStatus, ...]:
    """All targets of a workspace, those that need a person first, then by name."""
    with database.reading() as connection:
        newest = {row.target: row for row in _newest(connection, workspace)}
        repositories = _repositories(connection, workspace)
        damaged = {row.name: row.damaged for row in repositories if row.damaged is not None}
        held = {row.name: row.held for row in repositories}
        looks = _looks(connection, workspace)
        if damaged:
            for target, failed in _unmended(connection, workspace).items():
                looks[target] |= failed
        proven = {row.target: row.at for row in _proven(connection, workspace)}
        running = {row.target: _brief(row) for row in _running(connection, workspace)}
        backups = {row.target: _brief(row) for row in _last(connection, workspace, backup=True)}
        jobs = {row.target: _brief(row) for row in _last(connection, workspace, backup=False)}
        due = {row.target: row.due for row in _due(connection, workspace)}
        targets = connection.execute(
            select(TARGETS).where(TARGETS.c.workspace == workspace).order_by(TARGETS.c.name)
        ).all()
    found = [
        TargetStatus(
            target=row.name,
            kind=row.kind,
            repository=row.repository,
            now=now,
            paused=row.paused and (row.paused_until is None or row.paused_until > now),
            created=row.created,
            rpo=None if row.rpo_seconds is None else timedelta(seconds=row.rpo_seconds),
            proof_within=None if row.proof_days is None else timedelta(days=row.proof_days),
            newest=_good(newest.get(row.name)),
            looks=MappingProxyType(looks.get(row.name, {})),
            proven=proven.get(row.name),
            running=running.get(row.name),
            last_backup=backups.get(row.name),
            last_job=jobs.get(row.name),
            due=due.get(row.name),
            damaged=damaged.get(row.repository),
            held=held.get(row.repository, ""),
        )
        for row in targets
    ]
    order = list(State)
    return tuple(sorted(found, key=lambda status: (order.index(status.state), status.target)))


def recent_sizes(database: Database, workspace: str, limit: int) -> Mapping[str, tuple[int, ...]]:
    """The sizes in bytes of the last good snapshots of each target, the oldest of them first."""
    there, found = SNAPSHOTS.c, {}
    with database.reading() as connection:
        mine = TARGETS.c.workspace == workspace
        for name in connection.execute(select(TARGETS.c.name).where(mine)).scalars().all():
            query = (
                select(there.size)
                .where(there.workspace == workspace, there.target == name)
                .where(there.trashed.is_(None), there.grade != Grade.FAILED)
                .order_by(there.sequence.desc(), there.started.desc())
                .limit(limit)
            )
            found[name] = tuple(reversed(connection.execute(query).scalars().all()))
    return found


def _newest(connection: Connection, workspace: str) -> Any:
    inner = SNAPSHOTS.alias()
    good = (
        select(inner.c.id)
        .where(inner.c.workspace == workspace, inner.c.target == TARGETS.c.name)
        .where(inner.c.trashed.is_(None), inner.c.grade != Grade.FAILED)
        .where(inner.c.id.not_in(found_bad(workspace)))
        .order_by(inner.c.sequence.desc(), inner.c.started.desc())
        .limit(1)
        .correlate(TARGETS)
        .scalar_subquery()
    )
    chosen = _chosen(workspace, good)
    there = SNAPSHOTS.c
    columns = (there.workspace, there.target, there.id, there.started, there.grade, there.size)
    query = select(*columns).join(chosen, there.id == chosen.c.wanted)
    # A copy of the snapshot may be another workspace's. Asked for in the statement, this would
    # lead SQLite from the index of ids to one that all snapshots of the workspace match.
    return [row for row in connection.execute(query) if row.workspace == workspace]


def _looks(connection: Connection, workspace: str) -> dict[str, dict[Level, Look]]:
    parts = [_chosen(workspace, _last_look(workspace, level)).select() for level in Level]
    chosen = union_all(*parts).subquery()
    columns = (LOOKS.c.target, LOOKS.c.level, LOOKS.c.at, LOOKS.c.grade, LOOKS.c.snapshot)
    found: dict[str, dict[Level, Look]] = defaultdict(dict)
    for row in connection.execute(select(*columns).join(chosen, LOOKS.c.key == chosen.c.wanted)):
        found[row.target][Level(row.level)] = Look(row.at, Grade(row.grade), row.snapshot)
    return found


def _repositories(connection: Connection, workspace: str) -> Any:
    there = REPOSITORIES.c
    query = select(there.name, there.damaged, there.held).where(there.workspace == workspace)
    return connection.execute(query).all()


def _unmended(connection: Connection, workspace: str) -> Mapping[str, dict[Level, Look]]:
    """Where damage is known: the last failure at each level that no look at the same snapshot has
    undone since. Another snapshot that passes undoes none."""
    columns = (LOOKS.c.target, LOOKS.c.level, LOOKS.c.at, LOOKS.c.grade, LOOKS.c.snapshot)
    place = (TARGETS.c.workspace == LOOKS.c.workspace) & (TARGETS.c.name == LOOKS.c.target)
    kept = (REPOSITORIES.c.workspace == TARGETS.c.workspace) & (
        REPOSITORIES.c.name == TARGETS.c.repository
    )
    there = select(SNAPSHOTS.c.id).where(SNAPSHOTS.c.workspace == workspace)
    query = select(*columns).join(TARGETS, place).join(REPOSITORIES, kept)
    query = query.where(LOOKS.c.workspace == workspace, LOOKS.c.at >= REPOSITORIES.c.damaged)
    query = query.where(LOOKS.c.snapshot.in_(there.where(SNAPSHOTS.c.trashed.is_(None))))
    query = query.where(decides(LOOKS.c)).order_by(LOOKS.c.at, LOOKS.c.key)
    last = {(row.snapshot, row.level): row for row in connection.execute(query)}
    found: dict[str, dict[Level, Look]] = defaultdict(dict)
    for row in sorted(last.values(), key=lambda row: row.at):
        if row.grade == Grade.FAILED:
            found[row.target][Level(row.level)] = Look(row.at, Grade.FAILED, row.snapshot)
    return found


def _last_look(workspace: str, level: Level, *more: Any) -> Any:
    inner = LOOKS.alias()
    return (
        select(inner.c.key)
        .where(inner.c.workspace == workspace, inner.c.target == TARGETS.c.name)
        .where(inner.c.level == literal(level.value), *(make(inner.c) for make in more))
        .order_by(inner.c.at.desc(), inner.c.key.desc())
        .limit(1)
        .correlate(TARGETS)
        .scalar_subquery()
    )


def _proven(connection: Connection, workspace: str) -> Any:
    """When a restore of each target last came back right and whole."""
    good = _last_look(
        workspace,
        Level.RESTORED,
        lambda look: look.grade == Grade.OK,
        lambda look: look.sampled.is_(False),
    )
    chosen = _chosen(workspace, good)
    query = select(LOOKS.c.target, LOOKS.c.at).join(chosen, LOOKS.c.key == chosen.c.wanted)
    return connection.execute(query)


def _running(connection: Connection, workspace: str) -> Any:
    at = JOBS.c.started.label("at")
    columns = (JOBS.c.target, JOBS.c.key, JOBS.c.kind, JOBS.c.state, at, JOBS.c.error)
    query = select(JOBS.c.workspace, *columns).where(JOBS.c.state == JobState.RUNNING)
    # Few jobs run in all workspaces together. Asked for one workspace's, SQLite would walk
    # through its whole history.
    return [row for row in connection.execute(query) if row.workspace == workspace]


def _last(connection: Connection, workspace: str, *, backup: bool) -> Any:
    """The last backup of each target that ended, or the last job of any kind."""
    inner = JOBS.alias()
    query = select(inner.c.key).where(
        inner.c.workspace == workspace,
        inner.c.target == TARGETS.c.name,
        inner.c.finished.is_not(None),
    )
    if backup:
        query = query.where(inner.c.kind == literal(JobKind.BACKUP.value))
        query = query.order_by(inner.c.finished.desc())
    else:
        query = query.order_by(inner.c.key.desc())
    chosen = _chosen(workspace, query.limit(1).correlate(TARGETS).scalar_subquery())
    at = JOBS.c.finished.label("at")
    columns = (JOBS.c.target, JOBS.c.key, JOBS.c.kind, JOBS.c.state, at, JOBS.c.error)
    return connection.execute(select(*columns).join(chosen, JOBS.c.key == chosen.c.wanted))


def _due(connection: Connection, workspace: str) -> Any:
    mine = (SCHEDULES.c.workspace == workspace) & SCHEDULES.c.enabled
    # Moments are text of fixed width: the least text is the earliest.
    due = func.min(SCHEDULES.c.due, type_=schema.Moment).label("due")
    query = select(SCHEDULES.c.target, due).where(mine).group_by(SCHEDULES.c.target)
    return connection.execute(query)


def _chosen(workspace: str, wanted: Any) -> Any:
    """For each target, the key of the one row that is wanted of it."""
    mine = TARGETS.c.workspace == workspace
    return select(wanted.label("wanted")).select_from(TARGETS).where(mine).subquery()


def _good(row: Row[Any] | None) -> GoodSnapshot | None:
    return row and GoodSnapshot(row.id, row.started, Grade(row.grade), row.size)


def _brief(row: Row[Any]) -> JobBrief:
    return JobBrief(row.key, JobKind(row.kind), JobState(row.state), row.at, row.error)
