"""The values that go into the catalog and come out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Grade, Level, Problem

Figures = Mapping[str, int | float | str]
NO_FIGURES: Figures = MappingProxyType({})
NOTHING: Mapping[str, Any] = MappingProxyType({})

DEFAULT_WORKSPACE = "default"
WHOLE = "all"
"""The argument of a verification's schedule that means all of the target's repository."""


class JobKind(StrEnum):
    """What a job does."""

    BACKUP = "backup"
    VERIFY = "verify"
    RESTORE = "restore"
    DRILL = "drill"
    PRUNE = "prune"
    SCAN = "scan"
    EXPORT = "export"
    IMPORT = "import"


class JobState(StrEnum):
    """Where a job stands. *dead*: the last try failed, and nobody has looked at it yet."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    WARNING = "warning"
    FAILED = "failed"
    CANCELLED = "cancelled"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class WorkspaceEntry:
    """One lab group. Quotas: None means no limit. ``manager_hash``: an Argon2id hash in PHC form,
    None where everybody may do everything. ``channels`` holds no addresses, they are secrets."""

    name: str
    created: datetime
    manager_hash: str | None = None
    refused_tries: int = 0
    asked_again_after: datetime | None = None
    quota_bytes: int | None = None
    quota_snapshots: int | None = None
    quota_targets: int | None = None
    channels: tuple[Mapping[str, Any], ...] = ()
    digest: str = "never"
    digest_sent: datetime | None = None


@dataclass(frozen=True, slots=True)
class RepositoryEntry:
    """A repository as this machine calls it. ``id`` is what the repository calls itself.

    ``keyring_slot`` is the id of the key slot whose secret this machine's keyring holds, or
    empty: without it the keyring, which may be slow or ask, is not asked. ``key_confirmed``:
    when the recovery key was last typed back. ``damaged``: since when damage is known that was
    not mended. ``held``: why nothing may be deleted from it, or empty. ``stored``: bytes of its
    packs, when last counted.
    """

    name: str
    url: str
    id: str
    keyring_slot: str = ""
    key_confirmed: datetime | None = None
    damaged: datetime | None = None
    held: str = ""
    stored: int = 0


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A thing to protect. ``url`` never holds a password; ``repository`` is a name.

    ``password_kept``: this machine's keyring holds the password. ``options`` depend on the kind.
    ``rpo_seconds``: how old its newest good snapshot may become; ``rto_seconds``: how long a
    restore may take; ``proof_days``: how old its last proven restore may become. ``retention``:
    None removes nothing. ``created``: since when it is there; the catalog says so.
    ``paused_until``: when it goes on by itself; None: when somebody says so.
    """

    name: str
    kind: str
    url: str
    repository: str
    password_kept: bool = False
    options: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    paused: bool = False
    rpo_seconds: int | None = None
    rto_seconds: int | None = None
    proof_days: int | None = None
    retention: Mapping[str, Any] | None = None
    created: datetime | None = field(default=None, compare=False)
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What people say of a snapshot. ``keep``: never removed. ``trashed``: since when it rests."""

    label: str = ""
    note: str = ""
    keep: bool = False
    trashed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """One look at one snapshot. ``sampled``: not every pack of it was read this time.
    ``problems``: why its grade is not *ok*; those of a *warning* cost the snapshot nothing."""

    snapshot: str
    level: Level
    grade: Grade
    sampled: bool
    at: datetime
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did in a workspace, or was refused, that no audit chain can tell."""

    at: datetime
    who: str
    what: str
    allowed: bool
    detail: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Job:
    """Something that was, is or shall be done. ``key`` 0: not in the catalog yet.

    ``owner`` is the program that runs it, alive as long as ``alive_until`` lies ahead.
    ``occasion`` says what a schedule made it for, and is unique; None for a job that a person
    asked for. ``most_tries`` is 0 for one that a person runs in the foreground. ``time_limit`` in
    seconds. ``error`` is None or what ended it, as data.
    """

    kind: JobKind
    target: str
    repository: str
    created: datetime
    not_before: datetime
    state: JobState = JobState.QUEUED
    key: int = 0
    workspace: str = DEFAULT_WORKSPACE
    priority: int = 0
    arguments: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    occasion: str | None = None
    tries: int = 0
    most_tries: int = 5
    time_limit: float | None = None
    started: datetime | None = None
    finished: datetime | None = None
    owner: str = ""
    alive_until: datetime | None = None
    cancel_asked: bool = False
    dismissed: bool = False
    grade: Grade | None = None
    snapshot: str = ""
    figures: Figures = field(default_factory=lambda: NO_FIGURES)
    error: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class JobLine:
    """One line of a job's log. Numbers grow over all its tries; the oldest lines may be gone."""

    number: int
    at: datetime
    line: str


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """What is to happen with a target by itself: ``kind`` of job, with its ``arguments``; with the
    argument :data:`WHOLE` with all that its repository holds.

    ``rule`` in words or as a cron line, meant in the time zone ``zone`` (its IANA name). ``since``:
    when it was set. ``due``: when it is next, None where it waits for something to happen.
    ``done``: what was due up to then is dealt with. ``turn``: how often a wrong clock was overcome.
    ``present``: whether the drive it waits for was there when last looked; None: never looked.
    """

    target: str
    kind: JobKind
    rule: str
    zone: str
    since: datetime
    arguments: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    enabled: bool = True
    due: datetime | None = None
    done: datetime | None = None
    turn: int = 0
    present: bool | None = None

    @property
    def whole(self) -> bool:
        """Whether its jobs are about the target's whole repository."""
        return self.kind is JobKind.VERIFY and bool(self.arguments.get(WHOLE))


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to happen by itself with a target that is yet to be made; as in
    :class:`ScheduleEntry`."""

    kind: JobKind
    rule: str
    zone: str
    arguments: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Template:
    """What the target of a new database gets; as in :class:`TargetEntry`."""

    planned: tuple[Planned, ...] = ()
    rpo_seconds: int | None = None
    rto_seconds: int | None = None
    proof_days: int | None = None
    retention: Mapping[str, Any] | None = None
    options: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class FollowedServer:
    """A server each of whose databases is protected, also those that will be made. ``url`` never
    holds a password; its database is the one through which the others are listed.

    ``looked``: when they were last listed; ``fault``: None, or why that does not work since.
    """

    name: str
    url: str
    repository: str
    since: datetime
    password_kept: bool = False
    template: Template = field(default_factory=Template)
    looked: datetime | None = None
    fault: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class FollowedDatabase:
    """A database that was seen on a followed server. ``target`` protects it; empty where none
    does: because somebody wants it ``left_out``, or for the ``fault``.

    ``gone``: since when the server does not have it. ``told``: when people were told that it is
    protected; None where they are still to be told.
    """

    server: str
    name: str
    since: datetime
    target: str = ""
    gone: datetime | None = None
    told: datetime | None = None
    left_out: bool = False
    fault: Mapping[str, Any] | None = None
