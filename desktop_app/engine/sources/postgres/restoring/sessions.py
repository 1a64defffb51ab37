"""Connections to one database that stay open: making one costs as much as a small table."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg

from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import Address, Connection, connect, sever
from desktop_app.engine.sources.postgres.restoring.cluster import server_fault, stop
from desktop_app.engine.sources.postgres.restoring.restorer import in_plain_sessions


@dataclass
class Sessions:
    """Any thread may ask for one. ``script`` is what each is prepared with."""

    address: Address
    password: str | None = field(repr=False)
    cancel: Cancel
    script: Callable[[Connection], bytes]
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _idle: list[Connection] = field(default_factory=list)
    _all: list[Connection] = field(default_factory=list)

    @contextmanager
    def one(self, doing: str, *, stopping: bool = False) -> Iterator[Connection]:
        """A connection for the block alone; after any fault in it, it is closed. Cancelling severs
        it, and with ``stopping`` first stops what the server is doing for it, which would not
        notice by itself.

        Raises :class:`ServerRefused`, :class:`NoSpace`, :class:`ConnectionLost`.
        """
        connection = self._take()

        def end() -> None:
            if stopping:
                stop(connection)
            sever(connection)

        try:
            with self.cancel.closing(end):
                yield connection
        except psycopg.Error as error:
            connection.close()
            self.cancel.check()
            raise server_fault(error, doing, self.address) from None
        except BaseException:
            connection.close()
            raise
        with self._lock:
            self._idle.append(connection)

    def close(self) -> None:
        """Close the connections that stayed open."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._idle.clear()

    def _take(self) -> Connection:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        return connection or self._connect()

    def _connect(self) -> Connection:
        connection = connect(in_plain_sessions(self.address), self.password, cancel=self.cancel)
        with self._lock:
            self._all.append(connection)
        # Nothing is said twice so often that it pays to have it prepared.
        connection.prepare_threshold = None
        try:
            connection.execute(self.script(connection))
        except psycopg.Error as error:
            self.cancel.check()
            raise server_fault(error, "preparing to load", self.address) from None
        return connection
