"""What an index can say of itself: how much it spared, how old what it knows is."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from desktop_app.engine.dataclass import dataclass

KEY = "figures"
EDGES = (timedelta(days=1), timedelta(days=7), timedelta(days=30))
NO_NUMBERS = {"ages", "last_look", "last_full", "rebuilt"}


@dataclass(frozen=True, slots=True)
class AgeSpread:
    """How many files and others were changed last within a day, a week but not a day, 30 days but
    not a week, and before, as of a look."""

    day: int = 0
    week: int = 0
    month: int = 0
    older: int = 0


@dataclass(frozen=True, slots=True)
class IndexFigures:
    """As of the last look. ``others``: links, sockets and the like. Sizes in bytes.

    ``served`` of ``asked`` entries were taken from the index without touching them, at the last
    look that was not a full one (``quick_seconds``). ``missed``: what the last full look found
    otherwise than a quick one would have told. ``full_entries`` in ``full_seconds`` is what a full
    look costs. ``rebuilt``: why it was begun anew, as it goes on after "the index"; empty when it
    was not. ``unconfirmed``: names that an imported cache told of and that were not found so.
    """

    files: int
    folders: int
    others: int
    bytes: int
    ages: AgeSpread
    last_look: datetime
    last_full: datetime
    full_seconds: float
    full_entries: int
    missed: int
    asked: int = 0
    served: int = 0
    quick_seconds: float = 0.0
    rebuilt: str = ""
    unconfirmed: int = 0

    @property
    def hit_ratio(self) -> float | None:
        """None before the first quick look, and of an empty tree."""
        return self.served / self.asked if self.asked else None

    @property
    def saved_seconds(self) -> float | None:
        """What the last quick look spared, by the cost of an entry at the last full one; never
        less than 0. None before the first quick look."""
        if not self.asked or not self.full_entries:
            return None
        return max(0.0, self.full_seconds / self.full_entries * self.asked - self.quick_seconds)

    def text(self) -> str:
        """As the index keeps it."""
        told = asdict(self)
        told |= {name: told[name].isoformat() for name in ("last_look", "last_full")}
        return json.dumps(told)

    @classmethod
    def of(cls, text: str) -> IndexFigures:
        """Raises :class:`ValueError` for what :meth:`text` did not write."""
        try:
            told = json.loads(text)
            moments = {n: datetime.fromisoformat(told[n]) for n in ("last_look", "last_full")}
            ages = AgeSpread(**told["ages"])
            found = cls(**(told | moments | {"ages": ages}))
            must_count = [told[f.name] for f in fields(cls) if f.name not in NO_NUMBERS]
            if not all(isinstance(v, int | float) for v in (*must_count, *asdict(ages).values())):
                raise ValueError("a number is none")
            return found
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(str(error)) from error


def load_figures(path: Path) -> IndexFigures | None:
    """The figures of an index, without a look at its tree or the rest of it; None when there is
    none that can be read. Any thread, any program, at any time."""
    if not path.is_file():
        return None
    try:
        address = f"file:{quote(str(path))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=5)) as database:
            row = database.execute("SELECT value FROM about WHERE key = ?", (KEY,)).fetchone()
        return None if row is None else IndexFigures.of(row[0])
    except (sqlite3.Error, ValueError):
        return None
