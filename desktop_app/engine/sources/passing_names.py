"""What databases are called that restores make and that are not there to stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from hashlib import sha256

from desktop_app.engine.dataclass import dataclass

DATED = re.compile(r"_before_(\d{8}_\d{6})(_\d+)?\Z")
MOST_ALIKE = 100  # databases that were replaced within one second
PASSING = re.compile(r"__labvault_[0-9a-f]{8}$|_before_\d{8}_\d{6}(_\d+)?$")


@dataclass(frozen=True, slots=True)
class PassingNames:
    """Those of one kind of server. ``cut`` puts an ending behind a name, and leaves out of the name
    what would make it too long."""

    cut: Callable[[str, str], str]

    def unfinished(self, wanted: str) -> str:
        """The name a database has until it is whole; always the same for the same wanted name.

        >>> PassingNames(str.__add__).unfinished("lab")
        'lab__labvault_a51146d3'
        """
        return self.cut(wanted, f"__labvault_{sha256(wanted.encode()).hexdigest()[:8]}")

    def kept(self, wanted: str, at: datetime, taken: Collection[str]) -> str:
        """The name that a replaced database is kept under; ``at`` in UTC.

        >>> PassingNames(str.__add__).kept("lab", datetime(2026, 1, 2, 3, 4, 5), ())
        'lab_before_20260102_030405'
        """
        ending = f"_before_{at:%Y%m%d_%H%M%S}"
        name, number = self.cut(wanted, ending), 1
        while name in taken:
            number += 1
            name = self.cut(wanted, f"{ending}_{number}")
        return name

    def replaced(self, name: str, wanted: str) -> datetime | None:
        """When a database was replaced, by its name; None if it is not one that was kept for
        ``wanted``.

        >>> PassingNames(str.__add__).replaced("lab_before_20260102_030405", "lab")
        datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
        >>> PassingNames(str.__add__).replaced("lab_2_before_20260102_030405", "lab")
        """
        dated = DATED.search(name)
        if dated is None:
            return None
        try:
            at = datetime.strptime(dated[1], "%Y%m%d_%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            return None
        taken: set[str] = set()
        for _ in range(min(MOST_ALIKE, int(dated[2][1:]) if dated[2] else 1) - 1):
            taken.add(self.kept(wanted, at, taken))
        return at if self.kept(wanted, at, taken) == name else None


def is_passing(name: str) -> bool:
    """Whether a database of this name was made by a restore and is not there to stay: it is
    unfinished, or was replaced and is kept for a while.

    >>> is_passing("lab__labvault_a51146d3"), is_passing("lab_before_20260102_030405")
    (True, True)
    >>> is_passing("lab")
    False
    """
    return PASSING.search(name) is not None
