"""A small laboratory's database, and its snapshot, once for each test process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from psycopg import sql

from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.sources.postgres.source import PostgresSource
from tests.flow.conftest import WHEEL_17
from tests.flow.stock import Tools
from tests.places import removing
from tests.servers import Server, start_17
from tests.snapshots import Kept, take

LAB = Path(__file__).with_name("lab.sql")
PLAIN = (
    "CREATE SCHEMA lab",
    "CREATE TABLE lab.measurement (id serial PRIMARY KEY, celsius float)",
    "INSERT INTO lab.measurement (celsius) SELECT g FROM generate_series(1, 10) g",
    "ALTER TABLE lab.measurement OWNER TO lab_owner",
    "CREATE VIEW lab.cold AS SELECT * FROM lab.measurement",
    "GRANT SELECT ON lab.measurement TO lab_reader, PUBLIC",
    "ALTER DEFAULT PRIVILEGES FOR ROLE lab_owner GRANT SELECT ON TABLES TO PUBLIC",
    "SELECT lo_from_bytea(5, 'small')",
)
CLIENT = ClientSettings({"PATH": os.environ["PATH"]})
TOOLS = Tools(WHEEL_17)


@dataclass(frozen=True)
class Lab:
    """The database, its snapshot, and the lines of its dump."""

    original: Address
    kept: Kept
    dump: list[bytes]


@pytest.fixture(scope="session")
def lab(pg17: Server) -> Lab:
    return make_lab(pg17)


@pytest.fixture(scope="session")
def lab15(pg15: Server) -> Lab:
    return make_lab(pg15)


@pytest.fixture(scope="session")
def plain_lab(pg17: Server, lab: Lab) -> Lab:
    """A smaller laboratory, without what only a superuser may make."""
    original = pg17.create_database("plain_original")
    for statement in PLAIN:
        pg17.execute(sql.SQL(statement), original)
    return Lab(original, take(PostgresSource(original, None, CLIENT)), dump(original))


def make_lab(server: Server) -> Lab:
    make_roles(server)
    original = server.create_database("lab_original")
    TOOLS.load(original, LAB)
    kept = take(PostgresSource(original, None, CLIENT))
    return Lab(original, kept, dump(original))


@pytest.fixture(scope="session")
def bare() -> Iterator[Server]:
    """A second server, without the laboratory's roles."""
    with start_17() as scratch:
        yield Server(scratch, 17)


@pytest.fixture
def place(pg17: Server, request: pytest.FixtureRequest) -> Iterator[Address]:
    """An address to restore to, with nothing there yet; all that appears is removed."""
    with removing(pg17, request.node.name) as address:
        yield address


@pytest.fixture
def place15(pg15: Server, request: pytest.FixtureRequest) -> Iterator[Address]:
    """The same on the server 15."""
    with removing(pg15, request.node.name) as address:
        yield address


def dump(address: Address) -> list[bytes]:
    """The lines of a plain dump, but for rows that an enum's OIDs place."""
    return TOOLS.dump(address, "--exclude-table-data=lab.by_state_*")


def make_roles(server: Server) -> None:
    server.execute(sql.SQL("CREATE ROLE lab_group"))
    server.execute(sql.SQL("CREATE ROLE lab_owner LOGIN PASSWORD 'owner''s; own'"))
    server.execute(sql.SQL("CREATE ROLE lab_reader IN ROLE lab_group"))
    server.execute(sql.SQL("ALTER ROLE lab_owner SET work_mem = '3MB'"))
    server.execute(sql.SQL("COMMENT ON ROLE lab_owner IS E'owns;\\nmuch'"))
