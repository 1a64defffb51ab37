"""The catalog in its two homes. Every test that asks for ``place`` runs in both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from desktop_app.engine.catalog.catalog import Catalog, Records
from desktop_app.engine.catalog.schema import metadata
from desktop_app.engine.catalog.server import CatalogServer
from tests.servers import Server

SQLITE, POSTGRESQL = "sqlite", "postgresql"
EMPTY = f"TRUNCATE {', '.join(f'labvault.{name}' for name in metadata.tables)} RESTART IDENTITY"
FIRST = """
INSERT INTO labvault.workspaces (name, created, refused_tries, channels, digest)
VALUES ('default', '2025-01-01T00:00:00.000000+00:00', 0, '[]', 'never')
"""


@dataclass(frozen=True)
class Place:
    """Where a catalog lies: in a folder, or on a server."""

    folder: Path
    server: CatalogServer | None = None

    def open(self) -> Catalog:
        return Catalog(self.folder, self.server)


@pytest.fixture(scope="session")
def shared_catalog(pg17: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with the catalog's tables, emptied for each test."""
    address = pg17.create_database("shared_catalog")
    Catalog(tmp_path_factory.mktemp("profile"), CatalogServer(address.url())).close()
    yield address.url()
    pg17.drop_database(address)


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty catalog."""
    if request.param == SQLITE:
        return Place(tmp_path)
    url = request.getfixturevalue("shared_catalog")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(EMPTY)
        connection.execute(FIRST)
    return Place(tmp_path, CatalogServer(url))


@pytest.fixture
def whole(place: Place) -> Iterator[Catalog]:
    """The whole catalog, open."""
    catalog = place.open()
    yield catalog
    catalog.close()


@pytest.fixture
def catalog(whole: Catalog) -> Records:
    """The records of the workspace that is always there."""
    return whole.of()
