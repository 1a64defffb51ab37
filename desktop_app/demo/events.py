"""What happened in the sample laboratory, step by step. ``ok``: as it should."""

from __future__ import annotations

from desktop_app.engine.compare import ItemDifference
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Grade, Problem, Snapshot


@dataclass(frozen=True, slots=True)
class Built:
    """A server of its own with a database; ``size`` in bytes."""

    size: int

    @property
    def ok(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class BackedUp:
    """``first``, or the one after a day of work. Bytes that were read, and that were new."""

    first: bool
    snapshot: Snapshot
    grade: Grade
    bytes_read: int
    bytes_stored: int
    seconds: float

    @property
    def ok(self) -> bool:
        return self.grade is Grade.OK


@dataclass(frozen=True, slots=True)
class Filmed:
    """Devices that film were set up and backed up: their runs' films and databases."""

    devices: int
    films: int
    snapshot: Snapshot
    grade: Grade
    bytes_read: int
    seconds: float

    @property
    def ok(self) -> bool:
        return self.grade is Grade.OK


@dataclass(frozen=True, slots=True)
class Compared:
    """The two snapshots: how many tables there are, and those that changed."""

    tables: int
    changed: tuple[ItemDifference, ...]

    @property
    def ok(self) -> bool:
        return bool(self.changed)

    @property
    def most_changed(self) -> tuple[ItemDifference, ...]:
        """Those with the most rows added or removed first."""
        return tuple(sorted(self.changed, key=lambda each: -abs(more_rows(each))))


@dataclass(frozen=True, slots=True)
class Verified:
    """Every chunk was opened and hashed."""

    grade: Grade
    items: int

    @property
    def ok(self) -> bool:
        return self.grade is Grade.OK


@dataclass(frozen=True, slots=True)
class DamageSeen:
    """One bit of a copy was flipped. ``found``: it was told of; ``lost``: how many items would
    not restore."""

    found: bool
    lost: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return self.found


@dataclass(frozen=True, slots=True)
class Restored:
    """All of it on a fresh server, each row compared."""

    grade: Grade
    rows: int
    seconds: float
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


Event = Built | BackedUp | Filmed | Compared | Verified | DamageSeen | Restored


def more_rows(each: ItemDifference) -> int:
    """How many rows more there are in the later snapshot; fewer are negative."""
    return (each.rows_after or 0) - (each.rows_before or 0)
