"""The story, step by step: a sample laboratory is backed up, changed, and got back."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from os import SEEK_CUR
from pathlib import Path

import psycopg
from psycopg import sql

from desktop_app.demo.events import (
    BackedUp,
    Built,
    Compared,
    DamageSeen,
    Event,
    Filmed,
    Restored,
    Verified,
)
from desktop_app.demo.laboratory import Laboratory
from desktop_app.demo.names import DATABASE, FLIES, PASSPHRASE, REPOSITORY, TARGET
from desktop_app.engine.assurance.verification import verify_and_remember
from desktop_app.engine.compare import compare, differing
from desktop_app.engine.model import ItemKind, Level, Snapshot
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.address import open_storage
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from desktop_app.engine.verify import verify_bytes
from desktop_app.engine.workspace import Opened, Workspace
from desktop_app.resources import resource

STEPS = 8


class Story:
    """Told once. Works in the laboratory's folder and leaves a repository and a server's data
    there; when told again it goes on with them."""

    def __init__(self, workspace: Workspace, laboratory: Laboratory, meter: Meter) -> None:
        self._workspace, self._laboratory, self._meter = workspace, laboratory, meter
        self._snapshots: list[Snapshot] = []

    def tell(self) -> Iterator[Event]:
        """Do it all; gives each of the :data:`STEPS` steps when it is done. Raises what the
        engine raises, :class:`Cancelled` among it."""
        self._meter.phase("starting the laboratory's server")
        with self._laboratory.server(self._meter.cancel) as server:
            yield self._build(server)
            self._laboratory.make_known(self._workspace, server)
            yield self._back_up(first=True)
            _run_sql(server.address.with_database(DATABASE), "demo/changes.sql")
            yield self._back_up(first=False)
        yield self._film()
        with self._workspace.repository(REPOSITORY) as opened:
            yield self._compare(opened)
            yield self._verify(opened)
            yield self._damage_a_copy()
            yield self._restore(opened)

    def _build(self, server: ScratchServer) -> Built:
        self._meter.phase("building the sample laboratory")
        name = sql.Identifier(DATABASE)
        with psycopg.connect(server.address.conninfo(), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        address = server.address.with_database(DATABASE)
        _run_sql(address, "demo/laboratory.sql")
        with psycopg.connect(address.conninfo()) as connection:
            found = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return Built(int(found[0]) if found else 0)

    def _back_up(self, *, first: bool) -> BackedUp:
        with self._workspace.prepared(TARGET) as run:
            done = run(self._meter)
        self._snapshots.append(done.snapshot)
        return BackedUp(
            first, done.snapshot, done.grade, done.bytes_read, done.bytes_stored, done.seconds
        )

    def _film(self) -> Filmed:
        self._meter.phase("letting devices film")
        devices = self._laboratory.film(self._workspace, datetime.now(UTC))
        with self._workspace.prepared(FLIES) as run:
            done = run(self._meter)
        films = sum(path.suffix == ".h264" for path in self._laboratory.ethoscopes.rglob("*"))
        return Filmed(devices, films, done.snapshot, done.grade, done.bytes_read, done.seconds)

    def _compare(self, opened: Opened) -> Compared:
        before, after = self._snapshots
        differences = compare(opened.repository, before, after, self._meter)
        changed = [each for each in differing(differences) if each.kind is ItemKind.ROWS]
        tables = sum(each.kind is ItemKind.ROWS for each in differences)
        return Compared(tables, tuple(changed))

    def _verify(self, opened: Opened) -> Verified:
        done = verify_and_remember(self._workspace, opened, None, Level.BYTES, None, self._meter)
        return Verified(done.grade, done.items_checked)

    def _damage_a_copy(self) -> DamageSeen:
        self._meter.phase("damaging a copy of the repository")
        folder = self._laboratory.folder / "damaged copy"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._laboratory.repository, folder)
        try:
            pack = _flip_one_bit(folder / "packs")
            repository = Repository.open(open_storage(str(folder)), Passphrase(PASSPHRASE))
            with closing(repository):
                found = verify_bytes(repository, None, self._meter)
        finally:
            shutil.rmtree(folder)
        lost = sum(problem.item.startswith("snapshot ") for problem in found.problems)
        told = any(pack.name in problem.item for problem in found.problems)
        return DamageSeen(told, lost, tuple(found.problems))

    def _restore(self, opened: Opened) -> Restored:
        since, snapshot = time.monotonic(), self._snapshots[-1]
        done = verify_and_remember(
            self._workspace, opened, [snapshot], Level.RESTORED, None, self._meter
        )
        seconds = time.monotonic() - since
        return Restored(done.grade, snapshot.rows, seconds, tuple(done.problems))


def _run_sql(address: Address, name: str) -> None:
    script = resource(name).read_bytes()
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute(script)


def _flip_one_bit(packs: Path) -> Path:
    """Flip one bit in the middle of the largest pack; returns which."""
    pack = max((f for f in packs.rglob("*") if f.is_file()), key=lambda file: file.stat().st_size)
    pack.chmod(0o600)
    with pack.open("r+b") as file:
        file.seek(pack.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, SEEK_CUR)
        file.write(bytes([byte ^ 1]))
    return pack
