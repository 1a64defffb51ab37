"""Reading a table that another session waits to alter.

PostgreSQL serves locks in their order. When another session waits for an exclusive lock on a table
that the coordinator holds, a reader that asks for the table after it waits as well: for that
session, which waits for the coordinator, which waits for the reader. The server cannot see this
circle. So readers ask for their lock without waiting, and when it is not to be had at once, the
coordinator reads the table itself, for it has its lock already.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.engine.errors import ItemChanged
from desktop_app.engine.sources.postgres.reading.early_reader import StoppableReader

LOCK_NOT_AVAILABLE = "55P03"


class LockWaived(ItemChanged):
    """A reader gave way because its table's lock was not to be had at once."""


class WaivedReader:
    """Reads from ``first``; when that gives way, before its first byte, from another."""

    def __init__(self, first: StoppableReader, another: Callable[[], StoppableReader]) -> None:
        self._reader, self._another = first, another
        self.tells_rows, self.rows = first.tells_rows, first.rows

    def readinto(self, buffer: memoryview) -> int:
        try:
            got = self._reader.readinto(buffer)
        except LockWaived:
            self._reader.close()
            self._reader = self._another()
            self.tells_rows = self._reader.tells_rows
            got = self._reader.readinto(buffer)
        self.rows = self._reader.rows
        return got

    def stop(self) -> None:
        self._reader.stop()

    def close(self) -> None:
        self._reader.close()
