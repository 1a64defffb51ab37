"""A server that is restored into: its databases, asked and changed over one connection."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from desktop_app.engine.errors import ServerRefused
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.connection import (
    WIRE_ERRORS,
    Connection,
    connect,
    fault_of,
    quoted,
)

OBJECTS = (
    ("table", "SELECT table_name FROM information_schema.tables WHERE table_schema = %s"),
    ("routine", "SELECT routine_name FROM information_schema.routines WHERE routine_schema = %s"),
    ("event", "SELECT event_name FROM information_schema.events WHERE event_schema = %s"),
)
TABLES = """
SELECT table_name FROM information_schema.tables
 WHERE table_schema = %s AND table_type NOT IN ('VIEW', 'SYSTEM VIEW') ORDER BY table_name
"""
MOST_NAMED = 3


@dataclass
class Server:
    """``connection`` is of one thread at a time, which :meth:`run` and :meth:`ask` see to."""

    address: Address
    password: str | None = field(repr=False)
    environment: Mapping[str, str] = field(repr=False)
    cancel: Cancel
    connection: Connection
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @classmethod
    @contextmanager
    def open(
        cls,
        address: Address,
        password: str | None,
        environment: Mapping[str, str],
        cancel: Cancel,
    ) -> Iterator[Server]:
        """Raises what :func:`connect` does."""
        with ExitStack() as stack:
            connection = connect(address, password, environment, cancel=cancel, database=None)
            stack.callback(connection.end)
            stack.enter_context(cancel.closing(connection.sever))
            yield cls(address, password, environment, cancel, connection)

    def ask(self, query: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """Raises :class:`ServerRefused`, :class:`ConnectionLost`, :class:`Cancelled`."""
        with self._lock, self.told("looking at the server"):
            return self.connection.rows(query, *values)

    def run(self, doing: str, statement: str, *values: object) -> None:
        """Raises as :meth:`ask`."""
        with self._lock, self.told(doing):
            self.connection.run(statement, *values)

    @contextmanager
    def told(self, doing: str) -> Iterator[None]:
        """Faults of a connection in the block are told as ours."""
        try:
            yield
        except WIRE_ERRORS as error:
            self.cancel.check()
            raise fault_of(error, doing, self.address) from None

    @contextmanager
    def inside(self, database: str, *, raw: bool = False) -> Iterator[Connection]:
        """Another connection, to one of the databases."""
        address = self.address.with_database(database)
        connection = connect(address, self.password, self.environment, cancel=self.cancel, raw=raw)
        with self.cancel.closing(connection.sever):
            try:
                yield connection
            finally:
                connection.end()

    @property
    def version(self) -> tuple[int, int, int]:
        return self.connection.version

    @property
    def is_mariadb(self) -> bool:
        return self.connection.is_mariadb

    def databases(self) -> frozenset[str]:
        return frozenset(str(row[0]) for row in self.ask("SHOW DATABASES"))

    def holds(self, database: str) -> tuple[str, ...]:
        """A few of the things that are in a database; nothing of one that is empty or not there."""
        found = [
            f"{kind} {name}"
            for kind, query in OBJECTS
            for (name,) in self.ask(f"{query} LIMIT {MOST_NAMED}", database)
        ]
        return tuple(found[:MOST_NAMED])

    def tables(self, database: str) -> list[str]:
        """Tables and sequences: what can be moved by renaming."""
        return [str(row[0]) for row in self.ask(TABLES, database)]

    def accounts(self) -> frozenset[tuple[str, str]] | None:
        """Names and hosts of all users and roles; None where they may not be seen."""
        try:
            rows = self.ask("SELECT user, host FROM mysql.user")
        except ServerRefused:
            return None
        return frozenset((str(user), str(host)) for user, host in rows)

    def create(self, database: str, charset: str, collation: str) -> None:
        self.run(
            f"creating the database {database}",
            f"CREATE DATABASE {quoted(database)} CHARACTER SET {charset} COLLATE {collation}",
        )

    def drop(self, database: str) -> None:
        """With all that is in it."""
        statement = f"DROP DATABASE IF EXISTS {quoted(database)}"
        self.run(f"dropping the database {database}", statement)
