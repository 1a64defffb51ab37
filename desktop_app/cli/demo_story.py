"""The demo's story, step by step: a sample laboratory is backed up, changed, and got back."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from os import SEEK_CUR
from pathlib import Path

import psycopg
from psycopg import sql

from desktop_app.cli.text import count, duration, shown, size
from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.compare import ItemDifference, compare, differing
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.model import Grade, ItemKind, Level, Snapshot
from desktop_app.engine.progress import Meter
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.address import open_storage
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from desktop_app.engine.verification import verify_and_remember
from desktop_app.engine.verify import verify_bytes
from desktop_app.engine.workspace import POSTGRESQL, Opened, Workspace
from desktop_app.resources import resource

PASSPHRASE = "laboratory"  # noqa: S105 (of sample data that anyone may read)
REPOSITORY, TARGET, DATABASE = "sample", "laboratory", "laboratory"
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done. ``result`` is shown; ``figures`` are for scripts."""

    name: str
    title: str
    result: str
    ok: bool
    figures: Mapping[str, object]


class Story:
    """Told once. Works in the workspace's profile and leaves a repository and a server's data
    there; when told again it goes on with them."""

    def __init__(self, workspace: Workspace, meter: Meter) -> None:
        self._workspace, self._meter = workspace, meter
        self._snapshots: list[Snapshot] = []

    def tell(self) -> Iterator[Step]:
        """Do it all; gives each step when it is done. Raises what the engine raises."""
        self._meter.phase("starting the laboratory's server")
        with ScratchServer.start(self._workspace.profile / "server") as server:
            yield self._build(server)
            self._name_things(server)
            yield self._back_up("first backup", "Backed up")
            _run_sql(server.address.with_database(DATABASE), "demo/changes.sql")
            yield self._back_up("second backup", "Backed up a day later")
        with self._workspace.repository(REPOSITORY) as opened:
            yield self._compare(opened)
            yield self._verify(opened)
            yield self._damage_a_copy()
            yield self._restore(opened)

    def _build(self, server: ScratchServer) -> Step:
        self._meter.phase("building the sample laboratory")
        name = sql.Identifier(DATABASE)
        with psycopg.connect(server.address.conninfo(), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        address = server.address.with_database(DATABASE)
        _run_sql(address, "demo/laboratory.sql")
        with psycopg.connect(address.conninfo()) as connection:
            found = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        held = int(found[0]) if found else 0
        result = f"a PostgreSQL server of its own, a database of {size(held)}"
        return Step("laboratory", "Built a sample laboratory", result, True, {"bytes": held})

    def _name_things(self, server: ScratchServer) -> None:
        """The server's socket is elsewhere at each start, so the target is named anew."""
        workspace = self._workspace
        if REPOSITORY not in {entry.name for entry in workspace.catalog.repositories.list()}:
            place = str(workspace.profile / "repository")
            workspace.create_repository(REPOSITORY, place, PASSPHRASE)[0].repository.close()
        with suppress(UnknownName):
            workspace.catalog.targets.delete(TARGET)
        url = server.address.with_database(DATABASE).url()
        workspace.catalog.targets.add(TargetEntry(TARGET, POSTGRESQL, url, REPOSITORY))

    def _back_up(self, name: str, title: str) -> Step:
        with self._workspace.prepared(TARGET) as run:
            done = run(self._meter)
        self._snapshots.append(done.snapshot)
        result = (
            f"{count(done.snapshot.rows, 'row')}, {size(done.bytes_read)} read, "
            f"{size(done.bytes_stored)} stored, {duration(done.seconds)}"
        )
        figures = {
            "snapshot": done.snapshot.id,
            "grade": done.grade,
            "bytes_read": done.bytes_read,
            "bytes_stored": done.bytes_stored,
        }
        return Step(name, title, result, done.grade is Grade.OK, figures)

    def _compare(self, opened: Opened) -> Step:
        differences = compare(opened.repository, *self._snapshots)
        changed = [each for each in differing(differences) if each.kind is ItemKind.ROWS]
        tables = sum(each.kind is ItemKind.ROWS for each in differences)
        result = f"{len(changed)} of {count(tables, 'table')} changed: {_named(changed)}"
        figures = {"changed": [each.name for each in changed]}
        return Step("compare", "Compared the two", result, bool(changed), figures)

    def _verify(self, opened: Opened) -> Step:
        done = verify_and_remember(self._workspace, opened, None, Level.BYTES, None, self._meter)
        result = f"every chunk opened and hashed: {count(done.items_checked, 'item')} whole"
        figures = {"grade": done.grade, "items_checked": done.items_checked}
        return Step("verify", "Verified all of it", result, done.grade is Grade.OK, figures)

    def _damage_a_copy(self) -> Step:
        self._meter.phase("damaging a copy of the repository")
        folder = self._workspace.profile / "damaged copy"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._workspace.profile / "repository", folder)
        try:
            pack = _flip_one_bit(folder / "packs")
            repository = Repository.open(open_storage(str(folder)), Passphrase(PASSPHRASE))
            with closing(repository):
                found = verify_bytes(repository, None, self._meter)
        finally:
            shutil.rmtree(folder)
        lost = [p for p in found.problems if p.item.startswith("snapshot ")]
        told = any(pack.name in problem.item for problem in found.problems)
        result = (
            f"one flipped bit was found, and that {count(len(lost), 'item')} would not restore"
            if told
            else "the flipped bit was NOT found"
        )
        figures = {"problems": [{"item": p.item, "what": p.what} for p in found.problems]}
        return Step("damage", "Damaged a copy, looked again", result, told, figures)

    def _restore(self, opened: Opened) -> Step:
        since, snapshot = time.monotonic(), self._snapshots[-1]
        done = verify_and_remember(
            self._workspace, opened, [snapshot], Level.RESTORED, None, self._meter
        )
        seconds = time.monotonic() - since
        equal = not done.problems
        result = (
            f"{count(snapshot.rows, 'row')} on a fresh server, each compared: equal, "
            f"{duration(seconds)}"
            if equal
            else f"not equal: {shown(done.problems[0].item)} {shown(done.problems[0].what)}"
        )
        figures = {"grade": done.grade, "rows": snapshot.rows, "seconds": round(seconds, 3)}
        return Step("restore", "Restored and compared", result, equal, figures)


def _run_sql(address: Address, name: str) -> None:
    script = resource(name).read_bytes()
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute(script)


def _named(changed: Sequence[ItemDifference]) -> str:
    """The first few, those with the most rows added or removed first.

    Such as ``lab.measurements_2026_06 (+1,200), lab.mixtures (-1)``.
    """
    by_rows = sorted(changed, key=lambda each: -abs(_more_rows(each)))
    parts = [
        shown(each.name) + (f" ({_more_rows(each):+,})" if _more_rows(each) else "")
        for each in by_rows[:MOST_NAMED]
    ]
    left = len(changed) - len(parts)
    return ", ".join(parts) + (f" and {left} more" if left else "")


def _more_rows(each: ItemDifference) -> int:
    return (each.rows_after or 0) - (each.rows_before or 0)


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
