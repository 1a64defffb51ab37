"""Fixtures for all tests: real servers, one of each version for each test process."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from desktop_app.engine.sources.postgres.connection import Address
from tests.object_stores import ObjectStore, rclone
from tests.servers import Server, start_15, start_17

# The window's tests draw on no screen, unless somebody wants to see them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def pg17() -> Iterator[Server]:
    """PostgreSQL 17 from the wheel."""
    with start_17() as scratch:
        yield Server(scratch, 17)


@pytest.fixture(scope="session")
def pg15() -> Iterator[Server]:
    """PostgreSQL 15 from Debian's package."""
    with start_15() as scratch:
        yield Server(scratch, 15)


@pytest.fixture
def database(pg17: Server) -> Iterator[Address]:
    """A fresh, empty database on PostgreSQL 17, dropped afterwards."""
    address = pg17.create_database()
    yield address
    pg17.drop_database(address)


@pytest.fixture(scope="session")
def object_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    """An S3 server with one bucket; each test takes a prefix of its own."""
    with rclone(tmp_path_factory.mktemp("object-store")) as store:
        yield store
