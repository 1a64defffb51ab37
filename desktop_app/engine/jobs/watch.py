"""Notices that another connection, of this program or of another one, changed the catalog.

SQLite counts commits of others for each connection (``PRAGMA data_version``), which costs about
five microseconds to ask. PostgreSQL tells whoever listens on :data:`CHANNEL`; all changes of the
queue notify there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from sqlalchemy import Connection, func, select

from desktop_app.engine.catalog.database import Database
from desktop_app.engine.errors import EnvironmentFailed

CHANNEL = "labvault_jobs"


class Watch(Protocol):
    """For one thread. Raises :class:`ProfileFailed`."""

    def changed(self) -> bool:
        """Whether anything may have changed since the last call; True at the first one."""

    def close(self) -> None:
        """Give the connection back."""


def watch(database: Database) -> Watch:
    """The watch that fits the catalog."""
    connection = database.connect()
    if connection.dialect.name == "postgresql":
        return PostgresWatch(database, connection)
    return SqliteWatch(database, connection)


class Lookout:
    """A watch that is opened when it is first asked, and anew after its server went away. For one
    thread."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._watch: Watch | None = None

    def changed(self) -> bool:
        """As :meth:`Watch.changed`."""
        if self._watch is None:
            self._watch = watch(self._database)
        try:
            return self._watch.changed()
        except EnvironmentFailed:
            self.close()
            raise

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
        self._watch = None


@contextmanager
def _translated(database: Database, errors: type[Exception]) -> Iterator[None]:
    try:
        yield
    except errors as error:
        raise database.failed(error) from error


class SqliteWatch:
    """Asks a connection of its own for the number of commits of others."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self._database, self._connection = database, connection
        self._cursor: Any = connection.connection.cursor()
        self._seen = -1

    def changed(self) -> bool:
        with _translated(self._database, sqlite3.Error):
            version: int = self._cursor.execute("PRAGMA data_version").fetchone()[0]
        before, self._seen = self._seen, version
        return before != version

    def close(self) -> None:
        self._cursor.close()
        self._connection.close()


class PostgresWatch:
    """Listens on a connection of its own."""

    def __init__(self, database: Database, connection: Connection) -> None:
        # Only here, where it is loaded already: a catalog in a file does without it.
        from psycopg import Error

        self._database, self._connection, self._errors = database, connection, Error
        server: Any = connection.connection.driver_connection
        self._server = server.pgconn
        with _translated(database, Error):
            server.set_autocommit(True)
            server.execute(f"LISTEN {CHANNEL}")
        self._first = True

    def changed(self) -> bool:
        with _translated(self._database, self._errors):
            self._server.consume_input()  # what has arrived; it does not wait for more
        told, self._first = self._first, False
        while self._server.notifies() is not None:
            told = True
        return told

    def close(self) -> None:
        # It listens and commits by itself, so no one else may have it.
        self._connection.invalidate()
        self._connection.close()


def notify(connection: Connection) -> None:
    """Wake those who watch, when the transaction of this connection is committed."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(CHANNEL, "")))
