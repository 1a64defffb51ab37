"""Restores that did not end: refused, resumed, cleaned up, and never taken for whole."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import psycopg
import pytest
from blake3 import blake3
from psycopg import sql

from desktop_app.engine.errors import (
    Cancelled,
    ConnectionLost,
    LabVaultError,
    NoSpace,
    RestoreInterrupted,
    ServerUnreachable,
    TargetNotEmpty,
)
from desktop_app.engine.model import Grade, Item, ItemKind
from desktop_app.engine.progress import Silent
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.base import Interrupted
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from desktop_app.engine.sources.postgres.restoring.loading import PostgresLoading
from desktop_app.engine.sources.postgres.restoring.mark import Mark, Phase, rows_of, unfinished_name
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from tests.engine.sources.postgres.conftest import CLIENT, Lab, dump, make_roles
from tests.engine.sources.postgres.scratch.test_server import is_alive
from tests.flow.conftest import WHEEL_17
from tests.flow.stock import assert_equal
from tests.places import databases
from tests.servers import Server
from tests.snapshots import Kept
from tests.waiting import wait_until

RESUME = RestoreOptions(interrupted=Interrupted.RESUME)
CLEAN_UP = RestoreOptions(interrupted=Interrupted.CLEAN_UP)


def destination(place: Address, client: ClientSettings = CLIENT) -> PostgresDestination:
    return PostgresDestination(place, None, client)


def unfinished(place: Address) -> Address:
    return place.with_database(unfinished_name(place.database))


def load(kept: Kept, loading: PostgresLoading, names: set[str] | None = None) -> None:
    """Load items and note them as compared."""
    for item in rows_of(kept.listed):
        if names is None or item.name in names:
            loading.load(item, kept.read(item))
            if "load_via" not in item.detail:
                loading.mark_loaded(item)


def mark_on(place: Address) -> Mark | None:
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with psycopg.connect(place.with_database("postgres").conninfo()) as connection:
        row = connection.execute(query, [unfinished_name(place.database)]).fetchone()
        return Mark.read(row[0]) if row else None


Stage = Callable[[Kept, PostgresLoading], None]


def opened(kept: Kept, loading: PostgresLoading) -> None:
    pass


def defined(kept: Kept, loading: PostgresLoading) -> None:
    loading.define()


def half_loaded(kept: Kept, loading: PostgresLoading) -> None:
    loading.define()
    load(kept, loading, {"lab.measurement", "lab.nothing", "lab.by_state_0"})


def loaded(kept: Kept, loading: PostgresLoading) -> None:
    loading.define()
    load(kept, loading)


def complete(kept: Kept, loading: PostgresLoading) -> None:
    loading.define()
    load(kept, loading)
    loading.complete()


@pytest.mark.parametrize("stage", [opened, defined, half_loaded, loaded, complete])
def test_left_at_any_stage_it_is_refused_and_then_resumed(
    lab: Lab, place: Address, pg17: Server, stage: Stage
) -> None:
    with destination(place).open(lab.kept.order(), lab.kept.read, Silent()) as loading:
        stage(lab.kept, loading)
    assert place.database not in databases(pg17)
    with pytest.raises(RestoreInterrupted) as caught:
        lab.kept.restore(destination(place))
    assert caught.value.unfinished == unfinished_name(place.database)
    result = lab.kept.restore(destination(place), RESUME)
    assert (result.grade, result.problems, result.remarks) == (Grade.OK, (), ())
    assert_equal(lab.dump, dump(place))


@pytest.mark.parametrize("stage", [opened, half_loaded, complete])
def test_left_at_any_stage_it_can_be_cleaned_up(
    lab: Lab, place: Address, pg17: Server, stage: Stage
) -> None:
    """Also when it holds a subscription, which keeps a database from being dropped, and an event
    trigger that forbids every change."""
    with destination(place).open(lab.kept.order(), lab.kept.read, Silent()) as loading:
        stage(lab.kept, loading)
    assert lab.kept.restore(destination(place), CLEAN_UP).grade is Grade.OK
    assert_equal(lab.dump, dump(place))


def test_tables_that_were_compared_are_not_loaded_again(lab: Lab, place: Address) -> None:
    with destination(place).open(lab.kept.order(), lab.kept.read, Silent()) as loading:
        half_loaded(lab.kept, loading)
        loading.note()
    order = lab.kept.order(interrupted=Interrupted.RESUME)
    with destination(place).open(order, lab.kept.read, Silent()) as loading:
        assert loading.loaded == {"lab.measurement", "lab.nothing"}


def test_a_table_filled_after_the_mark_is_filled_once(lab: Lab, place: Address) -> None:
    """Killed between loading and noting: the rows are there and nobody knows."""
    item = lab.kept.item("lab.mixture")
    with destination(place).open(lab.kept.order(), lab.kept.read, Silent()) as loading:
        loading.define()
        loading.load(item, lab.kept.read(item))
    assert lab.kept.restore(destination(place), RESUME).grade is Grade.OK


def test_another_snapshot_or_selection_is_not_resumed(lab: Lab, place: Address) -> None:
    with destination(place).open(lab.kept.order(), lab.kept.read, Silent()) as loading:
        loading.define()
    other = replace(lab.kept, snapshot=replace(lab.kept.snapshot, id="f" * 64))
    for kept, options in (
        (other, RESUME),
        (lab.kept, replace(RESUME, only=("lab.mixture",))),
    ):
        with pytest.raises(RestoreInterrupted) as caught:
            kept.restore(destination(place), options)
        assert "another snapshot" in caught.value.unfinished
    assert mark_on(place)


@pytest.mark.parametrize("options", [RestoreOptions(), RESUME, CLEAN_UP])
def test_a_database_of_others_with_the_unfinished_name_is_left_alone(
    lab: Lab, place: Address, pg17: Server, options: RestoreOptions
) -> None:
    pg17.create_database(unfinished_name(place.database))
    pg17.execute(sql.SQL("CREATE TABLE precious ()"), unfinished(place))
    with pytest.raises(TargetNotEmpty) as caught:
        lab.kept.restore(destination(place), options)
    assert "precious" in caught.value.holds


def test_killed_before_the_mark_it_begins_afresh(lab: Lab, place: Address, pg17: Server) -> None:
    pg17.create_database(unfinished_name(place.database))
    assert lab.kept.restore(destination(place), RESUME).grade is Grade.OK


def test_what_was_not_equal_is_loaded_again(lab: Lab, place: Address) -> None:
    """That a table differs is told after the indexes were built; then it begins afresh."""
    wrong = [b"2024-05-05\t1\n"]

    def read(item: Item) -> Iterator[bytes]:
        return iter([wrong.pop()] if item.name == "lab.reading_2024" and wrong else right(item))

    kept, right = replace(lab.kept), lab.kept.read
    kept.read = read  # type: ignore[method-assign]
    result = kept.restore(destination(place))
    assert (result.grade, result.place) == (Grade.FAILED, "")
    mark = mark_on(place)
    assert mark
    assert mark.phase is Phase.COMPLETE
    assert lab.kept.restore(destination(place), RESUME).grade is Grade.OK
    assert_equal(lab.dump, dump(place))


def test_large_objects_that_were_begun_are_loaded_anew(
    lab: Lab, place: Address, pg17: Server
) -> None:
    with destination(place).open(lab.kept.order(), lab.kept.read, Silent()) as loading:
        loaded(lab.kept, loading)
    for begun in (
        "SELECT lo_from_bytea(70001, 'a part')",
        "SELECT lo_create(n) FROM generate_series(1, 2500) n",
    ):
        pg17.execute(sql.SQL(begun), unfinished(place))
    assert lab.kept.restore(destination(place), RESUME).grade is Grade.OK
    assert_equal(lab.dump, dump(place))


@contextmanager
def blocked(place: Address, table: str, mode: str = "ACCESS EXCLUSIVE") -> Iterator[Address]:
    """While the block runs, nobody gets at a table of the unfinished database."""
    with psycopg.connect(unfinished(place).conninfo()) as blocker:
        blocker.execute(f"LOCK TABLE {table} IN {mode} MODE".encode())
        yield place


def wait_for_lock(place: Address, worker: threading.Thread | None = None) -> None:
    query = """
        SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'
    """
    with psycopg.connect(place.with_database("postgres").conninfo(), autocommit=True) as watcher:

        def is_waiting() -> bool:
            row = watcher.execute(query, [unfinished_name(place.database)]).fetchone()
            assert worker is None or worker.is_alive()
            return bool(row and row[0])

        wait_until(is_waiting, seconds=20)


def children() -> set[str]:
    listed = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "comm="],
        capture_output=True,
        text=True,
        check=False,
    )
    return set(listed.stdout.split())


def cancelled_while(work: Callable[[], object], progress: Silent, place: Address) -> float:
    """Seconds from the cancelling to the end of the work."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except LabVaultError as fault:
            faults.append(fault)

    worker = threading.Thread(target=run)
    worker.start()
    wait_for_lock(place, worker)
    since = time.monotonic()
    progress.cancel.cancel()
    worker.join()
    assert [type(fault) for fault in faults] == [Cancelled]
    return time.monotonic() - since


@pytest.mark.parametrize(
    ("table", "phase"),
    [("lab.mixture", Phase.FILLED), ("lab.noted", Phase.FILLED)],
    ids=["while keys are built", "in the rest"],
)
def test_cancelled_while_completing_it_ends_at_once_and_is_resumed(
    lab: Lab, place: Address, table: str, phase: Phase
) -> None:
    progress = Silent()
    with destination(place).open(lab.kept.order(), lab.kept.read, progress) as loading:
        loaded(lab.kept, loading)
        with blocked(place, table):
            assert cancelled_while(loading.complete, progress, place) < 2
        assert "pg_restore" not in children()
    mark = mark_on(place)
    assert mark
    assert mark.phase is phase
    assert lab.kept.restore(destination(place), RESUME).grade is Grade.OK
    assert_equal(lab.dump, dump(place))


def test_cancelled_while_loading_it_ends_at_once_and_is_resumed(lab: Lab, place: Address) -> None:
    progress = Silent()
    item = lab.kept.item("lab.measurement")
    with destination(place).open(lab.kept.order(), lab.kept.read, progress) as loading:
        loading.define()
        with blocked(place, "lab.measurement"):
            work = partial(loading.load, item, lab.kept.read(item))
            assert cancelled_while(work, progress, place) < 2
    assert lab.kept.restore(destination(place), RESUME).grade is Grade.OK


def test_definitions_that_fail_are_told_and_leave_nothing_whole(
    lab: Lab, place: Address, pg17: Server
) -> None:
    """Broken definitions: the first error ends the restore, with the server's words."""
    content = lab.kept.contents[ItemKind.SCHEMA, "schema"]
    wrong = replace(lab.kept, contents=dict(lab.kept.contents))
    wrong.contents[ItemKind.SCHEMA, "schema"] = content.replace(
        b"celsius double", b"celsius dauble"
    )
    with pytest.raises(LabVaultError, match=r'near "precision"'):
        wrong.restore(destination(place))
    assert place.database not in databases(pg17)
    assert lab.kept.restore(destination(place), RESUME).grade is Grade.OK


CHILD = """
import pickle, sys
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
kept, address, client, stalling = pickle.load(sys.stdin.buffer)
read = kept.read
def read_and_stall(item):
    for piece in read(item):
        if item.name == stalling:
            print("stalled", flush=True)
            sys.stdin.buffer.readline()
        yield piece
kept.read = read_and_stall
kept.restore(PostgresDestination(address, None, client))
"""


@contextmanager
def restoring(kept: Kept, place: Address, stalling: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that restores, and stands still at an item until it is told to go on."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdin
    assert child.stdout
    child.stdin.write(pickle.dumps((kept, place, CLIENT, stalling)))
    child.stdin.flush()
    try:
        assert child.stdout.readline() == b"stalled\n"
        yield child
    finally:
        child.kill()
        child.communicate()


def test_killed_while_rows_are_loaded_it_is_resumed(lab: Lab, place: Address) -> None:
    with restoring(lab.kept, place, "lab.measurement") as child:
        child.kill()
    assert lab.kept.restore(destination(place), RESUME).grade is Grade.OK
    assert_equal(lab.dump, dump(place))


def test_killed_while_keys_are_built_no_tool_goes_on_and_it_is_resumed(
    lab: Lab, place: Address
) -> None:
    with (
        restoring(lab.kept, place, "large objects") as child,
        blocked(place, "lab.mixture"),
    ):
        assert child.stdin
        child.stdin.write(b"go on\n")
        child.stdin.flush()
        wait_for_lock(place)
        tools = descendants(child.pid)
        assert tools
        child.kill()
        wait_until(lambda: not any(is_alive(pid) for pid in tools), seconds=20)
    assert lab.kept.restore(destination(place), RESUME).grade is Grade.OK
    assert_equal(lab.dump, dump(place))


def descendants(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "--ppid", str(pid), "-o", "pid="],
        capture_output=True,
        text=True,
        check=False,
    )
    direct = [int(number) for number in listed.stdout.split()]
    return [*direct, *(below for one in direct for below in descendants(one))]


@pytest.fixture
def roomy() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


def test_a_server_that_dies_while_rows_are_loaded_is_told_and_it_is_resumed(
    lab: Lab, roomy: Path
) -> None:
    with ScratchServer.start(roomy) as scratch:
        make_roles(Server(scratch, 17))
        dying = replace(lab.kept)

        def read(item: Item) -> Iterator[bytes]:
            if item.name == "lab.measurement":
                os.kill(scratch.postmaster, signal.SIGQUIT)
            return lab.kept.read(item)

        dying.read = read  # type: ignore[method-assign]
        with pytest.raises((ConnectionLost, ServerUnreachable)):
            dying.restore(destination(scratch.address.with_database("again")))
    with ScratchServer.start(roomy) as scratch:
        place = scratch.address.with_database("again")
        assert "again" not in databases(Server(scratch, 17))
        assert lab.kept.restore(destination(place), RESUME).grade is Grade.OK
        assert_equal(lab.dump, dump(place))


@pytest.fixture
def small_disk(roomy: Path) -> Iterator[Path]:
    """A file system of 100 MB, where this computer lets us make one."""
    command = ["mount", "-t", "tmpfs", "-o", "size=100m,mode=711", "none", str(roomy)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no small file system: {done.stderr.decode().strip()}")
    yield roomy
    subprocess.run(["umount", str(roomy)], check=True)


def test_a_full_disk_is_told_and_the_restore_goes_on_when_there_is_room(
    lab: Lab, small_disk: Path
) -> None:
    # No log of changes is kept for what is made in the same transaction: the rows fill the disk.
    settings = {"wal_level": "minimal", "max_wal_senders": "0", "max_wal_size": "32MB"}
    kept = with_rows(lab.kept, "lab.noted", b"1\n" * 600_000)
    with ScratchServer.start(small_disk, settings=settings) as scratch:
        make_roles(Server(scratch, 17))
        ballast = small_disk / "ballast"
        free = os.statvfs(small_disk)
        ballast.write_bytes(bytes(free.f_bavail * free.f_frsize - (16 << 20)))
        place = scratch.address.with_database("again")
        with pytest.raises(NoSpace):
            kept.restore(destination(place))
        mark = mark_on(place)
        assert mark
        assert mark.phase is Phase.DEFINED
        ballast.unlink()
        assert kept.restore(destination(place), RESUME).grade is Grade.OK


def with_rows(kept: Kept, name: str, content: bytes) -> Kept:
    """The same snapshot, but for one item's content."""
    item = kept.item(name)
    other = replace(
        item, rows=content.count(b"\n"), size=len(content), hash=blake3(content).digest()
    )
    return replace(
        kept,
        contents=kept.contents | {(item.kind, name): content},
        listed=[other if one is item else one for one in kept.listed],
    )


def test_with_tools_newer_than_the_server_the_rest_begins_afresh(
    lab15: Lab, place15: Address
) -> None:
    """pg_restore 17 sets a parameter that a server 15 does not know: that one error is borne
    with, but it rules out a single transaction for the rest."""
    newer = ClientSettings(tool_folders=(WHEEL_17,), environment={"PATH": "/nowhere"})
    kept = replace(lab15.kept, snapshot=replace(lab15.kept.snapshot, facts={"tool_version": "17"}))
    progress = Silent()
    with destination(place15, newer).open(kept.order(), kept.read, progress) as loading:
        loaded(kept, loading)
        with blocked(place15, "lab.noted"):
            assert cancelled_while(loading.complete, progress, place15) < 2
    mark = mark_on(place15)
    assert mark
    assert mark.phase is Phase.FINISHING
    assert kept.restore(destination(place15, newer), RESUME).grade is Grade.OK
    assert_equal(lab15.dump, dump(place15))
