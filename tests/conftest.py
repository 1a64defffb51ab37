"""Fixtures for all tests: real servers, one of each version for each test process."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import settings

from desktop_app.engine.repository import keys
from desktop_app.engine.secrets.password import hash_password
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.workspace import gate
from desktop_app.garbage import all_is_loaded, expect_to_load
from tests.keyrings import no_ring as no_ring
from tests.keyrings import ring as ring
from tests.mariadb_servers import maria_database as maria_database
from tests.mariadb_servers import mariadb as mariadb
from tests.object_stores import ObjectStore, rclone
from tests.servers import Server, made_once, start_15, start_17

expect_to_load()

# The window's tests draw on no screen, unless somebody wants to see them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A shell that starts the tests in the background has them ignore Ctrl-C. So would, as they should,
# the programs that they start, and that they then stop by it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says more of the machine's other work than of the code.
settings.register_profile("labvault", deadline=None)
settings.load_profile("labvault")


# The folders whose tests tell how much of the measured parts is tested: those parts' own, and those
# in which real databases go through them. Following a test takes it half as long again and more,
# whatever it calls, so that all others, which show hardly a line that these do not, go unfollowed.
MEASURED = (
    *("contracts", "flow", "engine/catalog", "engine/jobs", "engine/profile", "engine/repository"),
    *("engine/restoring", "engine/sources/postgres/restoring"),
)
MEASURED_ALONE = "engine"  # what lies in it itself: backup, restore, verify


def _is_measured(test: Path) -> bool:
    folder = test.parent.relative_to(Path(__file__).parent)
    return folder == Path(MEASURED_ALONE) or any(map(folder.is_relative_to, MEASURED))


@contextmanager
def _unfollowed() -> Iterator[None]:
    """Within, nothing is measured. In a worker of xdist there is more than one measurement to
    stop: pytest-cov begins one before it knows that it is in a worker, and never ends it."""
    paused = []
    while measurement := Coverage.current():
        measurement.stop()
        paused.append(measurement)
    try:
        yield
    finally:
        for measurement in reversed(paused):
            measurement.start()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with nullcontext() if _is_measured(item.path) else _unfollowed():
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """All tests and what they import stay to the end: the garbage collector need not go through
    them again and again, nor who looks for what a test leaves behind. It comes as seldom as in
    the program."""
    gc.collect()
    all_is_loaded()


CHEAP = {"iterations": 1, "lanes": 1, "memory_kib": 64}


@pytest.fixture(autouse=True, scope="session")
def _cheap_guesses() -> Iterator[None]:
    """What a secret costs whoever guesses it, it costs every test that opens with it. Headers and
    hashes carry their own parameters, so the real code runs; programs that tests start make them
    as for people."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ARGON2", CHEAP)
        patch.setattr(gate, "hash_password", lambda text: hash_password(text, CHEAP))
        yield


@pytest.fixture(autouse=True, scope="session")
def _data_folders_made_once() -> Iterator[None]:
    with made_once():
        yield


@pytest.fixture(scope="session")
def pg17() -> Iterator[Server]:
    """PostgreSQL 17 from the wheel."""
    with start_17() as scratch, Server(scratch, 17).staying_connected() as server:
        yield server


@pytest.fixture(scope="session")
def pg15() -> Iterator[Server]:
    """PostgreSQL 15 from Debian's package."""
    with start_15() as scratch, Server(scratch, 15).staying_connected() as server:
        yield server


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
