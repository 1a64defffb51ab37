"""What a run told, line by line, until it is kept in the catalog."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.jobs.rules import Clock
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Cancel, Progress

MOST_LINES = 500
"""How many lines are kept of a job: the newest, whatever number of tries it took."""
LONGEST_LINE = 1000
MOST_REMARKS = 200
UNITS = ("kB", "MB", "GB", "TB", "PB")


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line, and when it was told."""

    at: datetime
    line: str


class Log:
    """Lines on their way to the catalog. Any thread may tell, any may drain."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._lines: list[LogLine] = []

    def tell(self, line: str) -> None:
        """Add one line; of more than can be kept the oldest are dropped."""
        told = LogLine(self._clock(), line[:LONGEST_LINE])
        with self._lock:
            self._lines.append(told)
            del self._lines[:-MOST_LINES]

    def tell_remarks(self, remarks: Sequence[Remark]) -> None:
        """A line for each warning, and one for how many there were beyond what is told."""
        for remark in remarks[:MOST_REMARKS]:
            self.tell(f"warning: {remark.item}: {remark.what}")
        if len(remarks) > MOST_REMARKS:
            self.tell(f"warning: and {len(remarks) - MOST_REMARKS} more")

    def drain(self) -> tuple[LogLine, ...]:
        """All lines that were told since the last time."""
        with self._lock:
            lines, self._lines = tuple(self._lines), []
        return lines

    def put_back(self, lines: Sequence[LogLine]) -> None:
        """Lines that could not be kept now; they come before all that were told meanwhile."""
        with self._lock:
            self._lines[:0] = lines
            del self._lines[:-MOST_LINES]


class LoggedProgress:
    """A progress that passes all on to another, and tells every phase to a log."""

    def __init__(self, inner: Progress, log: Log) -> None:
        self._inner, self._log = inner, log

    @property
    def cancel(self) -> Cancel:
        return self._inner.cancel

    @cancel.setter
    def cancel(self, cancel: Cancel) -> None:
        self._inner.cancel = cancel

    def phase(self, doing: str, *, items: int | None = None, bytes: int | None = None) -> None:
        counted = [f"{items} items"] if items is not None else []
        counted += [f"about {in_units(bytes)}"] if bytes else []
        self._log.tell(": ".join([doing, ", ".join(counted)] if counted else [doing]))
        self._inner.phase(doing, items=items, bytes=bytes)

    def item(self, name: str) -> None:
        self._inner.item(name)

    def advance(self, *, items: int = 0, bytes: int = 0, rows: int = 0) -> None:
        self._inner.advance(items=items, bytes=bytes, rows=rows)


def in_units(count: int) -> str:
    """Bytes as people read them, in powers of 1000.

    >>> in_units(1), in_units(999), in_units(22_242_667)
    ('1 byte', '999 bytes', '22.2 MB')
    """
    if count < 1000:
        return f"{count} byte{'' if count == 1 else 's'}"
    value, units = count / 1000, iter(UNITS)
    unit = next(units)
    while value >= 999.95 and (greater := next(units, "")):
        value, unit = value / 1000, greater
    return f"{value:.1f} {unit}"
