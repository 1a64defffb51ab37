"""A catalog goes to a server and back: all of it, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from desktop_app.engine.agent.lock import AgentLock
from desktop_app.engine.catalog import transfer as transfer_module
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.database import FILE_NAME, Database
from desktop_app.engine.catalog.engines import for_writing, sqlite_engine
from desktop_app.engine.catalog.entries import Deed, Job, JobKind, WorkspaceEntry
from desktop_app.engine.catalog.migrations.forms import fourth
from desktop_app.engine.catalog.schema import metadata
from desktop_app.engine.catalog.server import CatalogServer
from desktop_app.engine.computer.process import ProcessMark
from desktop_app.engine.errors import AgentRunning, Bug, NotSupported, ProfileFailed
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.profile.catalog_move import Moved, move_catalog
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.postgres.connection import Address
from tests.big_catalog import fill

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
SIZES = {"targets": 5, "snapshots": 300, "jobs": 2_500, "looks": 30}


@pytest.fixture
def server(database: Address) -> CatalogServer:
    return CatalogServer(database.url())


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A catalog file with two workspaces, filled, and odd names among them."""
    folder = tmp_path / "profile"
    with closing(Catalog(folder)) as catalog:
        catalog.workspaces.add(WorkspaceEntry('Ökologie \'n "more"', NOW, channels=({"a": 1},)))
        catalog.of().deeds.add(Deed(NOW, "me", "did\nthis", True, {"ü": "\u2603"}))
    engine = sqlite_engine(folder / FILE_NAME)
    with engine.connect() as plain, for_writing(plain).begin():
        fill(plain, fourth.metadata, **SIZES)
    engine.dispose()
    return folder


def contents(folder: Path, server: CatalogServer | None = None) -> dict[str, list[Any]]:
    with closing(Database(folder, server)) as database, database.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
        }


def moved(
    profile: Path,
    source: CatalogServer | None,
    into: CatalogServer | None,
    switch: Callable[[], None] = lambda: None,
) -> Moved:
    return move_catalog(profile, source, into, NOW, switch, Silent())


def test_to_a_server_and_back(profile: Path, server: CatalogServer, tmp_path: Path) -> None:
    before = contents(profile)
    switched: list[bool] = []
    # The settings change when all is there and equal, and the old one is still in its place.
    away = moved(
        profile,
        None,
        server,
        lambda: switched.append(
            contents(tmp_path / "other", server) == before and (profile / FILE_NAME).exists()
        ),
    )
    assert switched == [True]
    assert away.kept == str(profile / "catalog-moved-20260504T030201Z.sqlite")
    assert not (profile / FILE_NAME).exists()
    assert {name: len(rows) for name, rows in before.items()} == away.rows
    # New rows are numbered on after those that came.
    with closing(Catalog(profile, server)) as catalog:
        job = Queue(catalog).add(Job(JobKind.BACKUP, "target 1", "nas", NOW, NOW))
        assert job.key == SIZES["jobs"] + 1
    after = contents(profile, server)

    back = moved(profile, server, None)
    assert contents(profile) == after
    assert back.kept == server.url
    assert contents(tmp_path / "other", server) == after
    with closing(Catalog(profile)) as catalog:
        job = Queue(catalog).add(Job(JobKind.BACKUP, "target 1", "nas", NOW, NOW))
        assert job.key == SIZES["jobs"] + 2
    assert not (profile / "catalog-move.part").exists()


def test_a_file_in_the_way_is_kept(profile: Path, server: CatalogServer, tmp_path: Path) -> None:
    Database(tmp_path / "other", server).close()
    before = contents(profile)
    back = moved(profile, server, None)
    assert contents(profile) != before
    Path(back.aside).rename(profile / FILE_NAME)
    assert contents(profile) == before


def test_not_while_an_agent_runs_or_a_job(profile: Path, server: CatalogServer) -> None:
    with closing(AgentLock(profile, NOW)), pytest.raises(AgentRunning):
        moved(profile, None, server)
    with closing(Catalog(profile)) as catalog:
        queue = Queue(catalog, clock=lambda: NOW - timedelta(seconds=1))
        job = Job(JobKind.VERIFY, "target 1", "nas", NOW, NOW)
        queue.begin(job, ProcessMark.of_this(part="test"))
    with pytest.raises(NotSupported, match="is running"):
        moved(profile, None, server, lambda: pytest.fail("the settings were changed"))
    assert (profile / FILE_NAME).exists()


def test_nothing_is_written_over_another_catalog(
    profile: Path, server: CatalogServer, tmp_path: Path
) -> None:
    with closing(Catalog(tmp_path / "other", server)) as catalog:
        catalog.workspaces.add(WorkspaceEntry("theirs", NOW))
    theirs = contents(tmp_path / "other", server)
    with pytest.raises(NotSupported, match="a catalog is there already, with 1 rows in workspaces"):
        moved(profile, None, server, lambda: pytest.fail("the settings were changed"))
    assert contents(tmp_path / "other", server) == theirs
    for place in (None, server):
        with pytest.raises(NotSupported, match="lies there already"):
            moved(profile, place, place)


def test_what_comes_out_different_does_not_count(
    profile: Path, server: CatalogServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before, real = contents(profile), transfer_module._copy

    def slip(old: Connection, new: Connection, table: Any) -> None:
        real(old, new, table)
        if table.name == "snapshots":
            new.exec_driver_sql("UPDATE snapshots SET rows = rows + 1 WHERE sequence = 7")

    monkeypatch.setattr(transfer_module, "_copy", slip)
    with pytest.raises(Bug, match="of snapshots is not the same"):
        moved(profile, None, server, lambda: pytest.fail("the settings were changed"))
    monkeypatch.undo()
    assert contents(profile) == before
    moved(profile, None, server)  # nothing was left there
    assert contents(tmp_path / "other", server) == before


def test_settings_that_cannot_be_changed_leave_the_old_one(
    profile: Path, server: CatalogServer
) -> None:
    before = contents(profile)

    def fail() -> None:
        raise ProfileFailed("settings.toml", "no right")

    with pytest.raises(ProfileFailed):
        moved(profile, None, server, fail)
    assert contents(profile) == before


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from desktop_app.engine.catalog import transfer
from desktop_app.engine.catalog.server import CatalogServer
from desktop_app.engine.profile.catalog_move import move_catalog
from desktop_app.engine.progress import Silent
real = transfer._copy
def dying(old, new, table):
    if table.name == "jobs":
        os.kill(os.getpid(), signal.SIGKILL)
    real(old, new, table)
transfer._copy = dying
places = [None if place == "file" else CatalogServer(place) for place in sys.argv[2:4]]
move_catalog(Path(sys.argv[1]), *places, datetime.now(UTC), lambda: None, Silent())
"""


def test_a_program_killed_in_the_middle_leaves_the_old_one(
    profile: Path, server: CatalogServer, tmp_path: Path
) -> None:
    before = contents(profile)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def kill(source: str, into: str) -> None:
        command = [sys.executable, "-c", KILLED, str(profile), source, into]
        done = subprocess.run(command, capture_output=True, cwd=ROOT, env=environment, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()

    kill("file", server.url)
    assert contents(profile) == before
    moved(profile, None, server)
    kill(server.url, "file")
    assert not (profile / FILE_NAME).exists()
    moved(profile, server, None)
    assert contents(profile) == before
