"""How what a device has is backed up, in one word each. Pure.

Three facts stand apart, and no word hides one: whether there is something to back up that could be
reached when that was last tried (*available*), whether its newest good snapshot is young enough
(*recent*), and what was proven of that snapshot (*verified*).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from desktop_app.engine.catalog.entries import JobKind
from desktop_app.engine.catalog.status import LOST, TargetStatus
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Grade, Level

RECENT = timedelta(hours=26)
"""A day, and what a backup of one may take: for targets without a limit of their own."""
AWAY = frozenset(
    {
        "ServerUnreachable",
        "ConnectionLost",
        "LoginRefused",
        "OptionsRefused",
        "TlsFailed",
        "FolderUnreadable",
        "NoSuchFile",
    }
)


class State(StrEnum):
    """As the services call it that LabVault takes the place of."""

    PROCESSING = "processing"
    SUCCESS = "success"
    PARTIAL = "partial"
    ERROR = "error"
    NO_BACKUPS = "no_backups"
    UNKNOWN = "unknown"
    OFFLINE = "offline"
    NOT_AVAILABLE = "not_available"


class Summary(StrEnum):
    """What to say of a device as a whole."""

    ALL = "All Backed Up"
    PARTIAL = "Partial Backup"
    NONE = "None Backed Up"
    NO_DATABASES = "No Databases"
    UNKNOWN = "Unknown"


class Recommended(StrEnum):
    """Which way of backing up suits a device."""

    RSYNC = "rsync"
    MYSQL = "mysql"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Backup:
    """How one kind of data of a device (its SQLite files, its films, its MariaDB database) is
    backed up. ``level`` was proven of the newest good snapshot, at ``proven``; None: nothing yet.
    ``size`` in bytes, as of that snapshot. ``directory`` is where the snapshots go."""

    available: bool
    recent: bool
    level: Level | None
    state: State
    target: str = ""
    size: int = 0
    files: int = 0
    records: int = 0
    last: datetime | None = None
    directory: str = ""
    message: str = ""

    @property
    def verified(self) -> bool:
        return self.level is not None

    @property
    def processing(self) -> bool:
        return self.state is State.PROCESSING


NOTHING = Backup(False, False, None, State.NOT_AVAILABLE)


def is_recent(status: TargetStatus) -> bool:
    """Whether the newest good snapshot of a target is as young as it must be."""
    return status.age is not None and status.age <= (status.rpo or RECENT)


def state_of(status: TargetStatus) -> State:
    """In which state a target is, of which there is something to back up."""
    last = status.last_backup
    if status.running and status.running.kind is JobKind.BACKUP:
        return State.PROCESSING
    if last is not None and last.state in LOST:
        return State.OFFLINE if (last.error or {}).get("class") in AWAY else State.ERROR
    failed = any(look.grade is Grade.FAILED for look in status.looks.values())
    if failed or status.damaged is not None:
        return State.ERROR
    if status.newest is None:
        return State.NO_BACKUPS
    whole = status.newest.grade is Grade.OK
    return State.SUCCESS if whole and is_recent(status) else State.PARTIAL


def overall(backups: Iterable[Backup]) -> State:
    """Of a device, what needs a person first.

    >>> overall([NOTHING, NOTHING])
    <State.NOT_AVAILABLE: 'not_available'>
    """
    states = [backup.state for backup in backups if backup.state is not State.NOT_AVAILABLE]
    for first in (State.PROCESSING, State.ERROR, State.OFFLINE):
        if first in states:
            return first
    for only in (State.SUCCESS, State.NO_BACKUPS, State.UNKNOWN):
        if states and all(state is only for state in states):
            return only
    return State.PARTIAL if states else State.NOT_AVAILABLE


def summary(backups: Iterable[Backup]) -> Summary:
    """The same in words."""
    there = [backup for backup in backups if backup.state is not State.NOT_AVAILABLE]
    if not there:
        return Summary.NO_DATABASES
    if all(backup.state is State.UNKNOWN for backup in there):
        return Summary.UNKNOWN
    if all(backup.state is State.SUCCESS for backup in there):
        return Summary.ALL
    return Summary.PARTIAL if any(backup.last for backup in there) else Summary.NONE


def recommended(sqlite: Backup, mysql: Backup) -> Recommended:
    """SQLite files go with rsync, which takes films along; else the database by its server."""
    if sqlite.state is not State.NOT_AVAILABLE:
        return Recommended.RSYNC
    return Recommended.MYSQL if mysql.state is not State.NOT_AVAILABLE else Recommended.NONE
