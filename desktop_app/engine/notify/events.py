"""What the rest of LabVault tells of: that something is wrong, or that it is right again."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.telling.notice import Kind


class About(StrEnum):
    """What a fault concerns; with :class:`Kind` and target it says which fault it is."""

    BACKUP = "backup"
    VERIFY = "verify"
    RESTORE = "restore"
    DRILL = "drill"
    PRUNE = "prune"
    SCAN = "scan"
    EXPORT = "export"
    IMPORT = "import"
    PROOF = "proof"  # the last proven restore
    SPACE = "space"  # room for snapshots
    QUOTA = "quota"
    LOSS = "loss"  # a database is gone or was replaced, its snapshots are all there is
    TRIPWIRE = "tripwire"  # a sudden loss of rows or files, or sudden incompressibility
    DAMAGE = "damage"  # of a repository
    KEY = "key"  # the recovery key
    AGENT = "agent"  # what runs the schedule
    CHANNEL = "channel"  # of notifications
    SERVER = "server"  # whose databases are followed
    DATABASE = "database"  # of a followed server


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something is wrong. ``kind`` is failure, warning, overdue or alarm.

    ``target`` is what it is wrong with: a target, or a repository, or a channel. ``why`` and
    ``advice`` are sentences for people, without secrets, and may be empty; without ``advice``
    there is a general one. For what is overdue, ``age`` and ``limit`` say how old it is (None:
    there never was one) and may be.
    """

    kind: Kind
    about: About
    target: str
    at: datetime
    why: str = ""
    advice: str = ""
    age: timedelta | None = None
    limit: timedelta | None = None

    @property
    def key(self) -> str:
        return fault_key(self.kind, self.about, self.target)


@dataclass(frozen=True, slots=True)
class Recovery:
    """It is right again. Harmless when nothing was wrong: it may be told after every good run.

    ``kinds``: which faults about this are over; by default all. A run that ended in a warning
    ends a failure, but not the warning.
    """

    about: About
    target: str
    at: datetime
    kinds: tuple[Kind, ...] = (Kind.FAILURE, Kind.WARNING, Kind.OVERDUE, Kind.ALARM)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(fault_key(kind, self.about, self.target) for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class NewDatabase:
    """A database that appeared on a followed server, and the target that protects it."""

    name: str
    server: str
    target: str


@dataclass(frozen=True, slots=True)
class News:
    """Something was done by itself; it is told once, and nobody has to do anything."""

    at: datetime
    databases: tuple[NewDatabase, ...]


Event = Trouble | Recovery | News


def fault_key(kind: Kind, about: About, target: str) -> str:
    """Which fault it is.

    >>> fault_key(Kind.FAILURE, About.BACKUP, "lab")
    'failure:backup:lab'
    """
    return f"{kind}:{about}:{target}"
