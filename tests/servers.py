"""Real PostgreSQL servers for tests, and databases on them."""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")

# As servers in the field are set, but for the writing to disk: tests see what users would.
LIKE_IN_THE_FIELD = {"wal_level": "replica", "max_wal_senders": "10", "max_connections": "60"}


@dataclass
class Server:
    """A running server with databases made on request. ``address``: superuser, ``postgres``."""

    scratch: ScratchServer
    major: int
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def address(self) -> Address:
        return self.scratch.address

    def create_database(self, name: str | None = None) -> Address:
        """A new, empty database."""
        name = name or f"test_{next(self._numbers)}"
        self.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        return self.address.with_database(name)

    def drop_database(self, database: Address | str) -> None:
        """Drop it if it is there, whoever is connected."""
        name = database if isinstance(database, str) else database.database
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        self.execute(statement)

    def has_database(self, name: str) -> bool:
        with psycopg.connect(self.address.conninfo()) as connection:
            query = "SELECT FROM pg_database WHERE datname = %s"
            return connection.execute(query, (name,)).fetchone() is not None

    def copy_database(self, template: str, name: str) -> Address:
        """A new database like ``template``; one of that name is dropped first."""
        self.drop_database(name)
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return self.address.with_database(name)

    def rename_database(self, name: str, new_name: str) -> None:
        statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        self.execute(statement.format(sql.Identifier(name), sql.Identifier(new_name)))

    def rename_database_from(self, home: Address, name: str, new_name: str) -> None:
        """The same from another database than the usual one, which may be the one renamed."""
        statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        self.execute(statement.format(sql.Identifier(name), sql.Identifier(new_name)), home)

    def execute(self, statement: sql.Composed | sql.SQL, database: Address | None = None) -> None:
        """One statement outside of any transaction."""
        with psycopg.connect((database or self.address).conninfo(), autocommit=True) as connection:
            connection.execute(statement)


def start_17() -> ScratchServer:
    """The wheel's server."""
    return ScratchServer.start(settings=LIKE_IN_THE_FIELD)


def start_15() -> ScratchServer:
    """Debian's server; where the package is missing the test is skipped, but never under CI."""
    if not DEBIAN_15.is_dir():
        reason = "Debian's package postgresql-15 is not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return ScratchServer.start(binaries=DEBIAN_15, settings=LIKE_IN_THE_FIELD)
