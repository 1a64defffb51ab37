"""A real MariaDB server for tests, private to the test process, and databases on it."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.connection import Connection, connect, quoted
from desktop_app.engine.sources.mariadb.restoring.destination import MariaDestination
from desktop_app.engine.sources.mariadb.scratch.server import ScratchServer
from desktop_app.engine.sources.mariadb.source import MariaSource
from tests.servers import kept, memory

CLIENT = ClientSettings({"PATH": os.environ["PATH"]})


@dataclass
class MariaServer:
    """A running server with databases made on request. ``address``: superuser, ``mysql``."""

    scratch: ScratchServer
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def address(self) -> Address:
        return self.scratch.address

    def create_database(self, name: str | None = None, options: str = "") -> Address:
        """A new, empty database."""
        name = name or f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {quoted(name)} {options}")
        return self.address.with_database(name)

    def drop_database(self, name: str) -> None:
        self.run(f"DROP DATABASE IF EXISTS {quoted(name)}")

    def databases(self) -> set[str]:
        return {str(row[0]) for row in self.ask("SHOW DATABASES")}

    def create_user(self, *grants: str, name: str | None = None, password: str = "node") -> str:
        """A user of this computer with these grants, each as ``SELECT ON lab.*``."""
        name = name or f"user_{next(self._numbers)}"
        with self.inside() as connection:
            made = f"CREATE OR REPLACE USER {name}@localhost IDENTIFIED BY %s"
            connection.run(made, password)
        for grant in grants:
            self.run(f"GRANT {grant} TO {name}@localhost")
        return name

    def run(self, *statements: str, database: Address | None = None) -> None:
        with self.inside(database) as connection:
            for statement in statements:
                connection.query(statement)

    def ask(self, query: str, database: Address | None = None) -> Any:
        with self.inside(database) as connection:
            return connection.rows(query)

    @contextmanager
    def inside(self, database: Address | None = None) -> Iterator[Connection]:
        connection = connect(database or self.address, None, {})
        try:
            yield connection
        finally:
            connection.end()


def source(address: Address, password: str | None = None) -> MariaSource:
    return MariaSource(address, password, CLIENT)


def destination(address: Address, password: str | None = None) -> MariaDestination:
    return MariaDestination(address, password, CLIENT)


def start_mariadb(**settings: str) -> ScratchServer:
    """Where the package is missing the test is skipped, but never under CI."""
    if not any(shutil.which("mariadbd", path=path) for path in ("/usr/sbin", "/usr/bin")):
        reason = "Debian's package mariadb-server is not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    settings = {"event-scheduler": "ON", **settings}
    return ScratchServer.start(settings=settings, parent=memory(), template=template())


def template() -> Path:
    """A data folder as a new server has it, made once for all test processes and runs: that takes
    longer than the tests of a whole file."""
    program = shutil.which("mariadb-install-db") or "mariadb-install-db"
    age = Path(program).stat().st_mtime_ns
    home = Path(tempfile.gettempdir()) / f"labvault-tests-mariadb-{os.geteuid()}-{age}"

    def make(unfinished: Path) -> None:
        with ScratchServer.start() as scratch:
            shutil.copytree(scratch.folder / "data", unfinished, dirs_exist_ok=True)

    return kept(home, 0o700, make)


@pytest.fixture(scope="session")
def mariadb() -> Iterator[MariaServer]:
    """One server for each test process that asks for it."""
    with start_mariadb() as scratch:
        yield MariaServer(scratch)


@pytest.fixture
def maria_database(mariadb: MariaServer) -> Iterator[Address]:
    """A fresh, empty database, dropped afterwards."""
    address = mariadb.create_database()
    yield address
    mariadb.drop_database(address.database)
