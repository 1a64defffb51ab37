"""A sample laboratory with a fortnight behind it: real databases, real backups, real drills.

Only what cannot be had without waiting is written into the catalog by hand: the backup job that
failed this morning, and last week's drills. All else was done by the engine, so the pictures show
what people will see.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from desktop_app.credentials import Credentials
from desktop_app.demo.ethoscopes.root import make_root
from desktop_app.demo.ethoscopes.wish import Oddity, Wish
from desktop_app.engine.assurance.verification import verify_and_remember
from desktop_app.engine.backup import back_up
from desktop_app.engine.catalog.entries import (
    Job,
    JobKind,
    JobState,
    Planned,
    TargetEntry,
    Verification,
)
from desktop_app.engine.errors import ServerUnreachable
from desktop_app.engine.job_runners import drill
from desktop_app.engine.jobs.fault import fault_of
from desktop_app.engine.kinds.registry import FOLDER, POSTGRESQL
from desktop_app.engine.model import Grade, Level
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from desktop_app.engine.sources.postgres.source import PostgresSource
from desktop_app.engine.targets.protection import protect
from desktop_app.engine.workspace import Opened, Recorder, Workspace
from desktop_app.resources import resource
from desktop_app.settings import read_settings

PASSPHRASE = "laboratory"
REPOSITORY = "NAS-2"
FILMS = "Fly films"
DAYS = 12
NOW = datetime.now(UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

MORE = b"""
INSERT INTO lab.experiments
        (mixture_id, protocol_id, started, operator, outcome, cooling_rate, warming_rate)
    VALUES (7, 2, '2026-05-%(day)d 09:12:00+00', 'S. Iyer', 'vitrified', 54, 210);
INSERT INTO lab.measurements
    SELECT currval('lab.experiments_experiment_id_seq'),
           timestamptz '2026-05-%(day)d 09:12:00+00' + n * interval '2 seconds', 1,
           -196 + 216 * exp(-n * 54.25 / 9000.0), NULL
    FROM generate_series(0, 4000) n;
"""

TARGETS: dict[str, dict[str, Any]] = {
    "cryoprotect": {
        "rpo_seconds": 2 * 3600,
        "rto_seconds": 1800,
        "proof_days": 30,
        "retention": {"daily": 7, "weekly": 4, "at_least": 3},
    },
    "teddy_children": {"rpo_seconds": 1800, "rto_seconds": 1800, "proof_days": 7},
    "plate_reader": {"rpo_seconds": 24 * 3600, "proof_days": 30},
    "old_results": {"paused": True},
}
PLANS = {
    "cryoprotect": {
        JobKind.BACKUP: "every hour",
        JobKind.DRILL: "every sunday at 02:00",
        JobKind.PRUNE: "every sunday at 04:00",
    },
    "teddy_children": {JobKind.BACKUP: "every 15 minutes"},
    "plate_reader": {JobKind.BACKUP: "every 12 hours"},
    "old_results": {JobKind.BACKUP: "on the 1st of every month at 03:00"},
}


@dataclass(frozen=True)
class Sample:
    """``server`` runs; ``unprotected`` is a database that nothing protects yet."""

    profile: Path
    server: ScratchServer
    unprotected: Address

    def open_workspace(self, name: str, recorder: Recorder | None = None) -> Workspace:
        return Workspace(self.profile, credentials(), name, recorder=recorder)


def credentials() -> Credentials:
    return Credentials(read_settings({"LABVAULT_PASSPHRASE": PASSPHRASE}))


@contextmanager
def sample_laboratory(folder: Path) -> Iterator[Sample]:
    """The laboratory in an empty folder; its server runs as long as the block."""
    profile = folder / "profile"
    profile.mkdir(parents=True)
    with ScratchServer.start() as server:
        sample = Sample(profile, server, _create(server, "mixtures_2026"))
        for name in TARGETS:
            _create(server, name)
        with sample.open_workspace("default") as workspace:
            _protect(workspace, server, folder / "nas")
            with workspace.repository(REPOSITORY) as opened:
                _live_through_the_days(workspace, server, opened)
            _film_flies(workspace, folder / "ethoscope_data")
            _today(workspace, server)
        _lose_some(server)
        yield sample


def _create(server: ScratchServer, name: str) -> Address:
    address = server.address.with_database(name)
    with psycopg.connect(server.address.conninfo(), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    _run(address, resource("demo/laboratory.sql").read_bytes())
    return address


def _run(address: Address, script: bytes) -> None:
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute(script)


def _protect(workspace: Workspace, server: ScratchServer, place: Path) -> None:
    opened, _key = workspace.create_repository(REPOSITORY, str(place), PASSPHRASE)
    opened.repository.close()
    workspace.catalog.repositories.confirm_key(REPOSITORY, NOW - DAYS * DAY)
    for name, rules in TARGETS.items():
        url = server.address.with_database(name).url()
        entry = TargetEntry(name, POSTGRESQL, url, REPOSITORY, **rules)
        plans = [Planned(kind, rule, "UTC") for kind, rule in PLANS[name].items()]
        protect(workspace, [entry], plans, {}, NOW)


def _film_flies(workspace: Workspace, root: Path) -> None:
    """Devices with their films, of which some came after the backup."""
    oddities = {(1, 1): Oddity.GAP, (2, 1): Oddity.TORN_CHUNK, (2, 2): Oddity.NOT_A_FILM}
    make_root(root, Wish(devices=4, runs=3, chunks=5, now=NOW, oddities=oddities))
    protect(workspace, [TargetEntry(FILMS, FOLDER, str(root), REPOSITORY)], [], {}, NOW)
    with workspace.prepared(FILMS) as work:
        work(Silent())
    films = sorted(root.glob("videos/*/*/*/*_00002.h264"))
    films[-1].unlink()
    for number in (6, 7):
        newest = films[-2]
        new = newest.with_name(newest.name.replace("_00002.", f"_{number:05d}."))
        new.write_bytes(newest.read_bytes())


def _live_through_the_days(workspace: Workspace, server: ScratchServer, opened: Opened) -> None:
    for days in range(DAYS, 0, -1):
        for name in TARGETS:
            if name == "old_results" and days < 9:
                continue
            moment = NOW - days * DAY - (2 * HOUR if name == "plate_reader" else HOUR)
            address = server.address.with_database(name)
            source = PostgresSource(address, None, workspace.keyholder.client)
            done = back_up(source, name, opened.repository, moment=moment)
            workspace.catalog.snapshots.add(opened.entry.id, done.snapshot)
            if name != "plate_reader":
                _run(address, MORE % {b"day": DAYS - days + 1})


def _today(workspace: Workspace, server: ScratchServer) -> None:
    for name in ("cryoprotect", "teddy_children"):
        _run(server.address.with_database(name), resource("demo/changes.sql").read_bytes())
        with workspace.prepared(name) as run:
            run(Silent())
        for level in (Level.BYTES, Level.STRUCTURE):
            with workspace.holding(f"latest:{name}") as (opened, found):
                verify_and_remember(workspace, opened, found, level, None, Silent())
    job = Job(JobKind.DRILL, "cryoprotect", REPOSITORY, NOW, NOW)
    drill(workspace, job, Silent())
    with workspace.holding("latest:plate_reader") as (opened, found):
        verify_and_remember(workspace, opened, found, Level.BYTES, None, Silent())
    _add_past_drills(workspace)
    away = ServerUnreachable("plate-reader:5432", "No route to host")
    at = NOW - 2 * HOUR
    failed = Job(
        JobKind.BACKUP,
        "plate_reader",
        REPOSITORY,
        at,
        at,
        state=JobState.DEAD,
        tries=5,
        started=at,
        finished=at + timedelta(seconds=41),
        error=fault_of(away),
    )
    workspace.catalog.jobs.add(failed)


def _add_past_drills(workspace: Workspace) -> None:
    for name, days, seconds in (("cryoprotect", 7, 318), ("teddy_children", 3, 97)):
        at = NOW - days * DAY
        found = next(
            s for s in reversed(workspace.catalog.snapshots.list(target=name)) if s.started <= at
        )
        look = Verification(found.id, Level.RESTORED, Grade.OK, False, at, (), float(seconds))
        workspace.catalog.verifications.add(look)
        begun = at - timedelta(seconds=seconds)
        figures = {"rto_seconds": seconds, "rows": found.rows, "bytes": found.size, "items": 31}
        done = Job(
            JobKind.DRILL,
            name,
            REPOSITORY,
            begun,
            begun,
            state=JobState.SUCCEEDED,
            grade=Grade.OK,
            tries=1,
            started=begun,
            finished=at,
            snapshot=found.id,
            figures=figures,
        )
        workspace.catalog.jobs.add(done)


def _lose_some(server: ScratchServer) -> None:
    """What the restore wizard will bring back."""
    address = server.address.with_database("cryoprotect")
    _run(address, b"DELETE FROM lab.mixtures WHERE mixture_id % 3 = 0")
