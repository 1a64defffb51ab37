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
    make_roles(pg17)
    original = pg17.create_database("lab_original")
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


def dump(address: Address) -> list[bytes]:
    """The lines of a plain dump, but for rows that an enum's OIDs place."""
    return TOOLS.dump(address, "--exclude-table-data=lab.by_state_*")


def make_roles(server: Server) -> None:
    server.execute(sql.SQL("CREATE ROLE lab_group"))
    server.execute(sql.SQL("CREATE ROLE lab_owner LOGIN PASSWORD 'owner''s; own'"))
    server.execute(sql.SQL("CREATE ROLE lab_reader IN ROLE lab_group"))
    server.execute(sql.SQL("ALTER ROLE lab_owner SET work_mem = '3MB'"))
    server.execute(sql.SQL("COMMENT ON ROLE lab_owner IS E'owns;\\nmuch'"))
