"""Readers of items: bytes that are at hand, and rows that come over a connection."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pymysql.constants import ER

from desktop_app.engine.errors import (
    Cancelled,
    ConnectionLost,
    ItemChanged,
    ItemFailed,
    LabVaultError,
)
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.mariadb.connection import (
    WIRE_ERRORS,
    Connection,
    is_loss,
    told,
)
from desktop_app.engine.sources.mariadb.rows import RowForm

AT_ONCE = 256 << 10  # bytes of lines that are joined before they are given on
CHANGED = (
    ER.NO_SUCH_TABLE,
    ER.BAD_DB_ERROR,
    ER.BAD_FIELD_ERROR,
    ER.TABLE_DEF_CHANGED,
    ER.LOCK_DEADLOCK,
)


class RowReader:
    """The rows of a table. The end is true only when the server said so.

    ``give_back`` is called once with the connection, when it can be used again. ``interrupt`` has
    the server stop what the connection is doing; without it, or when it does not help, a stop in
    the middle ends the connection.
    """

    tells_rows = True

    def __init__(
        self,
        connection: Connection,
        table: str,
        form: RowForm,
        where: str,
        cancel: Cancel,
        give_back: Callable[[Connection], None],
        interrupt: Callable[[Connection], None] | None = None,
    ) -> None:
        self.rows: int | None = 0
        self._connection, self._table, self._form = connection, table, form
        self._where, self._cancel = where, cancel
        self._give_back, self._interrupt = give_back, interrupt
        self._lines: Iterator[bytes] | None = None
        self._rest = memoryview(b"")
        self._ended = self._closed = False

    def readinto(self, buffer: memoryview) -> int:
        if not self._rest and not self._ended:
            self._rest = memoryview(self._next())
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def _next(self) -> bytes:
        """Some lines; nothing at the end."""
        self._cancel.check()
        found: list[bytes] = []
        size = 0
        try:
            if self._lines is None:
                query = self._form.query(self._table)
                self._lines = iter(self._form.lines(self._connection.packets(query)))
            for line in self._lines:
                found.append(line)
                size += len(line)
                if size >= AT_ONCE:
                    break
            else:
                self._ended = True
        except WIRE_ERRORS as error:
            self._cancel.check()
            self._ended = not self._connection.is_gone and not is_loss(error)
            raise self._fault(error) from None
        self.rows = (self.rows or 0) + len(found)
        return b"".join(found)

    def _fault(self, error: Exception) -> LabVaultError:
        number, reason = told(error)
        if is_loss(error) or self._connection.is_gone:
            return ConnectionLost(self._where, reason)
        if number in CHANGED:
            return ItemChanged(self._table, reason)
        return ItemFailed(self._table, reason)

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        if self._lines is not None and not self._ended and not self._is_stopped(self._lines):
            self._connection.sever()
            self._connection.end()
        self._give_back(self._connection)

    def _is_stopped(self, lines: Iterator[bytes]) -> bool:
        """Whether the server stopped sending, and the connection still sees its moment."""
        if self._interrupt is None or self._cancel.cancelled or self._connection.is_gone:
            return False
        try:
            self._interrupt(self._connection)
            for _ in lines:  # what was on its way already
                self._cancel.check()
        except WIRE_ERRORS as error:
            return told(error)[0] == ER.QUERY_INTERRUPTED
        except Cancelled:
            return False
        return True
