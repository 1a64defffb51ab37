"""A queue on each kind of catalog, with a clock that the test sets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.server import CatalogServer
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.process import ProcessMark
from tests.engine.jobs.material import SetClock


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def file_catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "profile")
    yield catalog
    catalog.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Catalog]:
    """Both kinds of catalog, empty."""
    server = None
    if request.param == "postgresql":
        address = request.getfixturevalue("database")
        server = CatalogServer(address.url())
    catalog = Catalog(tmp_path / "profile", server)
    yield catalog
    catalog.close()


@pytest.fixture
def queue(catalog: Catalog, clock: SetClock) -> Queue:
    return Queue(catalog, clock=clock, chance=lambda: 0.0)


@pytest.fixture
def me() -> ProcessMark:
    return ProcessMark.of_this("test")
