"""How long work tells what it has done, and how it is told to stop.

Imports nothing of LabVault but the error for cancelling. Everything here may be called
from any thread. The engine only counts; whoever shows progress polls :meth:`Meter.state`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Cancelled


class Cancel:
    """A token that stops work from outside.

    Work asks :meth:`check` between steps; where it blocks (a pipe, a socket, a child
    process) it registers, with :meth:`closing`, what must be closed to wake it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._event = threading.Event()
        self._closers: dict[int, Callable[[], None]] = {}
        self._next_key = 0

    def cancel(self) -> None:
        """Ask for the stop and wake all that blocks. Harmless when called twice."""
        with self._lock:
            self._event.set()
            closers = list(self._closers.values())
        for close in closers:
            close()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise :class:`Cancelled` once the stop was asked for."""
        if self._event.is_set():
            raise Cancelled()

    def wait(self, seconds: float) -> None:
        """Sleep, but wake and raise :class:`Cancelled` when the stop is asked for."""
        if self._event.wait(seconds):
            raise Cancelled()

    @contextmanager
    def closing(self, close: Callable[[], None]) -> Iterator[None]:
        """While the block runs, cancelling calls ``close`` (from the cancelling thread)."""
        with self._lock:
            key = self._next_key
            self._next_key += 1
            self._closers[key] = close
            already = self._event.is_set()
        if already:
            close()
        try:
            yield
        finally:
            with self._lock:
                del self._closers[key]


class Progress(Protocol):
    """What long work calls as it goes on. Counts only ever grow within a phase."""

    cancel: Cancel

    def phase(self, doing: str, *, items: int | None = None, bytes: int | None = None) -> None:
        """A new part of the work begins; totals where they are known, counts start at 0."""

    def item(self, name: str) -> None:
        """``name`` is being worked on now."""

    def advance(self, *, items: int = 0, bytes: int = 0, rows: int = 0) -> None:
        """That much more is done."""


class Silent:
    """The progress that shows nothing: the default."""

    def __init__(self) -> None:
        self.cancel = Cancel()

    def phase(self, doing: str, *, items: int | None = None, bytes: int | None = None) -> None:
        pass

    def item(self, name: str) -> None:
        pass

    def advance(self, *, items: int = 0, bytes: int = 0, rows: int = 0) -> None:
        pass


@dataclass(frozen=True, slots=True)
class ProgressState:
    """A moment of a :class:`Meter`; ``rate`` in bytes a second; ``seconds_left`` where known."""

    doing: str
    item: str
    items: int
    total_items: int | None
    bytes: int
    total_bytes: int | None
    rows: int
    seconds: float
    rate: float
    seconds_left: float | None


class Meter:
    """A progress that counts under a lock and is polled by whoever shows it."""

    def __init__(self, cancel: Cancel | None = None) -> None:
        self.cancel = cancel or Cancel()
        self._lock = threading.Lock()
        self._begin("", None, None)

    def _begin(self, doing: str, items: int | None, total_bytes: int | None) -> None:
        self._doing, self._item = doing, ""
        self._items = self._bytes = self._rows = 0
        self._total_items, self._total_bytes = items, total_bytes
        self._since = time.monotonic()

    def phase(self, doing: str, *, items: int | None = None, bytes: int | None = None) -> None:
        with self._lock:
            self._begin(doing, items, bytes)

    def item(self, name: str) -> None:
        with self._lock:
            self._item = name

    def advance(self, *, items: int = 0, bytes: int = 0, rows: int = 0) -> None:
        with self._lock:
            self._items += items
            self._bytes += bytes
            self._rows += rows

    def state(self) -> ProgressState:
        """The counts at this moment."""
        with self._lock:
            seconds = time.monotonic() - self._since
            rate = self._bytes / seconds if seconds > 0 else 0.0
            total = self._total_bytes
            left = (total - self._bytes) / rate if total and rate and total >= self._bytes else None
            return ProgressState(
                doing=self._doing,
                item=self._item,
                items=self._items,
                total_items=self._total_items,
                bytes=self._bytes,
                total_bytes=total,
                rows=self._rows,
                seconds=seconds,
                rate=rate,
                seconds_left=left,
            )
