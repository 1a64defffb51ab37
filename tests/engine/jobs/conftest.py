"""A queue on each kind of catalog, with a clock that the test sets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.server import CatalogServer
from desktop_app.engine.computer.process import ProcessMark
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.sources.postgres.connection import Address
from tests.engine.jobs.material import SetClock
from tests.servers import Server


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def file_catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "profile")
    yield catalog
    catalog.close()


@pytest.fixture(scope="session")
def empty_catalog(pg17: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A database with the tables of a catalog, to be copied: making them takes longer."""
    address = pg17.create_database("empty_catalog")
    Catalog(tmp_path_factory.mktemp("profile"), CatalogServer(address.url())).close()
    yield address
    pg17.drop_database(address)


@pytest.fixture
def catalog_server(pg17: Server, empty_catalog: Address) -> Iterator[CatalogServer]:
    """An empty catalog on a server."""
    address = pg17.copy_database(empty_catalog.database, "catalog_of_one_test")
    yield CatalogServer(address.url())
    pg17.drop_database(address)


@pytest.fixture(params=["sqlite", "postgresql"])
def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Catalog]:
    """Both kinds of catalog, empty."""
    on_server = request.param == "postgresql"
    server = request.getfixturevalue("catalog_server") if on_server else None
    catalog = Catalog(tmp_path / "profile", server)
    yield catalog
    catalog.close()


@pytest.fixture
def queue(catalog: Catalog, clock: SetClock) -> Queue:
    return Queue(catalog, clock=clock, chance=lambda: 0.0)


@pytest.fixture
def me() -> ProcessMark:
    return ProcessMark.of_this("test")
