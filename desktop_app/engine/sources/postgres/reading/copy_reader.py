"""Readers without a child process: of a small table through a connection, and of bytes at hand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeVar

import psycopg

from desktop_app.engine.errors import ConnectionLost, LabVaultError
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import Connection, first_line, sever
from desktop_app.engine.sources.postgres.reading.complaints import fault_of_state

T = TypeVar("T")


class CopyReader:
    """The output of a COPY statement, through a connection that stays open. ``before`` is run
    before it.

    At the true end ``ended`` is called and may raise. ``give_back`` gets the connection when
    the reader is closed; after an error, or an end before the end, the connection is closed too.
    """

    tells_rows = False
    rows: int | None = None

    def __init__(
        self,
        before: bytes,
        statement: bytes,
        connection: Connection,
        cancel: Cancel,
        give_back: Callable[[Connection], None],
        ended: Callable[[], None],
        failed: Callable[[psycopg.Error], LabVaultError],
    ) -> None:
        self._connection, self._cancel = connection, cancel
        self._give_back, self._called_at_end, self._fault = give_back, ended, failed
        self._rest = memoryview(b"")
        self._ended = self._closed = False
        self._stack = ExitStack()
        self._stack.enter_context(cancel.closing(self.stop))
        try:
            self._copy = self._guarded(lambda: self._begin(before, statement))
        except BaseException:
            self.close()
            raise

    def readinto(self, buffer: memoryview) -> int:
        filled = 0
        while filled < len(buffer) and not self._ended:
            if not self._rest:
                self._rest = memoryview(self._guarded(self._copy.read))
                if not self._rest:
                    self._ended = True
                    self._called_at_end()
            size = min(len(buffer) - filled, len(self._rest))
            buffer[filled : filled + size] = self._rest[:size]
            self._rest = self._rest[size:]
            filled += size
        return filled

    def stop(self) -> None:
        """End the connection: whoever waits for the server wakes with an error."""
        sever(self._connection)

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        if not self._ended:
            # Closed first, so that leaving the COPY does not read the rest of it.
            self._connection.close()
        try:
            self._stack.close()
        except psycopg.Error:
            self._connection.close()
        self._give_back(self._connection)

    def _begin(self, before: bytes, statement: bytes) -> psycopg.Copy:
        cursor = self._stack.enter_context(self._connection.cursor())
        if before:
            cursor.execute(before)
        return self._stack.enter_context(cursor.copy(statement))

    def _guarded(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except psycopg.Error as error:
            self._connection.close()
            self._cancel.check()
            raise self._fault(error) from None


def fault_of_copy(item: str, where: str, error: psycopg.Error) -> LabVaultError:
    """An error while one item was read through a connection."""
    if error.sqlstate is None:
        return ConnectionLost(where, first_line(error))
    return fault_of_state(item, where, error.sqlstate, first_line(error))
