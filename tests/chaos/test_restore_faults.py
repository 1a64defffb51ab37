"""What a restore leaves when it is killed, stopped, or the world around it fails."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from tests.chaos.bench import Bench, Run
from tests.chaos.conftest import TABLES, copied
from tests.chaos.small_disk import small_disk
from tests.servers import LIKE_IN_THE_FIELD, Server, start_17
from tests.waiting import wait_until

LONGEST_COPY = 50 << 20  # bytes of COPY text of the largest table, about
PART = 12 << 20


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, noisy: Address) -> Iterator[Bench]:
    """One snapshot of the noisy database, that no test changes."""
    folder = tmp_path_factory.mktemp("saved")
    bench = Bench(folder, folder / "store")
    bench.set_up(lab=noisy)
    bench.call("backup", "lab")
    yield bench
    shutil.rmtree(folder)


@pytest.fixture
def place(pg17: Server) -> Iterator[Address]:
    """A name to restore to; whatever came of it is dropped afterwards."""
    address = pg17.address.with_database("restored")
    yield address
    for name in databases(pg17):
        if address.database in name:
            pg17.drop_database(name)


def databases(server: Server) -> set[str]:
    with psycopg.connect(server.address.conninfo()) as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


def start(bench: Bench, place: Address, *options: str) -> Run:
    return bench.start("restore", "latest:lab", "--to", place.url(), *options)


def rows(address: Address) -> dict[str, int]:
    with psycopg.connect(address.conninfo()) as connection:
        counts = {}
        for table in TABLES:
            count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            counts[table] = connection.execute(count).fetchone()[0]  # type: ignore[index]
        return counts


def assert_restores(bench: Bench, place: Address, *options: str) -> None:
    ended = start(bench, place, *options).finish()
    assert ended.code == 0, ended
    assert ended.document()["grade"] == "ok"
    assert rows(place) == TABLES


@pytest.mark.parametrize(("seed", "way"), [(1, "--resume"), (2, "--clean-up")])
def test_killed_restores_never_look_whole(
    saved: Bench, pg17: Server, place: Address, copying: Callable[[], int], seed: int, way: str
) -> None:
    chance = random.Random(seed)
    before = databases(pg17)
    options: tuple[str, ...] = ()
    for _ in range(2):
        wanted = chance.randrange(LONGEST_COPY)
        restore = start(saved, place, *options)
        wait_until(lambda: copying() > wanted or restore.ended, f"{wanted} bytes")  # noqa: B023
        restore.stop(signal.SIGKILL)
        assert restore.finish().code == -signal.SIGKILL
        wait_until(lambda: not restore.children(), "its children end")  # noqa: B023
        assert place.database not in databases(pg17)
        options = (way,)
    refused = start(saved, place).finish()
    assert refused.code == 2
    assert "--resume" in refused.complaint()
    assert_restores(saved, place, way)
    assert databases(pg17) == before | {place.database}
    assert saved.sound()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_ends_within_two_seconds_and_leaves_no_child(
    saved: Bench,
    pg17: Server,
    place: Address,
    copying: Callable[[], int],
    number: signal.Signals,
) -> None:
    restore = start(saved, place)
    wait_until(lambda: copying() > PART, "the restore is at work")
    since = time.monotonic()
    restore.stop(number)
    ended = restore.finish()
    assert time.monotonic() - since < 2
    assert ended.code == 130, ended
    assert not restore.children()
    assert place.database not in databases(pg17)
    assert_restores(saved, place, "--resume")


def test_server_dies_in_the_middle_of_a_restore(saved: Bench) -> None:
    with start_17() as scratch:
        place = scratch.address.with_database("restored")
        with psycopg.connect(scratch.address.conninfo(), autocommit=True) as connection:
            restore = start(saved, place)
            wait_until(lambda: copied(connection) > PART, "the restore is at work")
        os.kill(scratch.postmaster, signal.SIGQUIT)
        ended = restore.finish()
    assert ended.code == 3, ended
    assert scratch.address.host in ended.complaint()
    wait_until(lambda: not restore.children(), "its children end")
    assert saved.sound()


def test_disk_full_while_restoring(saved: Bench, tmp_path: Path) -> None:
    # The server's data lies there, and its user must get in.
    folder = Path("/tmp") / f"labvault-small-{os.getpid()}"
    with small_disk(folder, megabytes=90) as disk:
        settings = {
            **LIKE_IN_THE_FIELD,
            "max_wal_size": "32MB",
            "wal_level": "minimal",
            "max_wal_senders": "0",
        }
        with ScratchServer.start(parent=disk.folder, settings=settings) as scratch:
            server = Server(scratch, 17)
            place = scratch.address.with_database("restored")
            ended = start(saved, place).finish()
            assert ended.code == 3, ended
            assert "full" in ended.complaint()
            assert place.database not in databases(server)
            disk.grow(megabytes=400)
            assert_restores(saved, place, "--resume")
    folder.rmdir()
