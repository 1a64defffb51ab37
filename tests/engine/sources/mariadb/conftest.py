"""The zoo on a server, loaded once for each test process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.engine.sources.mariadb.address import Address
from tests.engine.sources.mariadb.material import load_zoo
from tests.mariadb_servers import MariaServer, source
from tests.snapshots import Kept, take


@pytest.fixture(scope="session")
def zoo(mariadb: MariaServer) -> Iterator[Address]:
    """A database that no test changes."""
    address = mariadb.create_database("zoo", "CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
    load_zoo(mariadb, address)
    yield address
    mariadb.drop_database("zoo")


@pytest.fixture(scope="session")
def kept_zoo(zoo: Address) -> Kept:
    """A snapshot of it."""
    return take(source(zoo))
