"""SIGKILL at any moment of an import: nothing is taken twice, nothing half, and it goes on."""

from __future__ import annotations

import hashlib
import signal
from pathlib import Path

import psycopg

from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.takeover.importing import HASH_FACT
from tests.chaos.bench import Bench
from tests.cryoprotect import LABORATORY, Folder, pg_dump
from tests.waiting import wait_until


def two_dumps(database: Address, place: Path) -> Folder:
    """One laboratory on two days."""
    folder = Folder(place)
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        connection.execute(LABORATORY)
        for day in (1, 2):
            folder.add(pg_dump(database, "--format=custom"), f"2025010{day}_010000")
            connection.execute(f"INSERT INTO public.note VALUES ('day {day}')")
    return folder


def test_a_killed_import_goes_on(bench: Bench, database: Address, tmp_path: Path) -> None:
    folder = two_dumps(database, tmp_path / "backups")
    before = folder.state()
    bench.set_up()
    order = ("import", "cryoprotect", str(folder.path))

    def objects(kind: str) -> set[str]:
        return {file.name for file in (bench.store / kind).rglob("*")}

    taken = 0
    for kind in ("leases", "snapshots"):
        old = objects(kind)
        run = bench.start(*order)
        wait_until(lambda: objects(kind) - old or run.ended, f"{kind} are stored")  # noqa: B023
        assert not run.ended, run.finish()
        run.stop(signal.SIGKILL)
        run.finish()
        wait_until(lambda: not run.children(), "its children end")  # noqa: B023
        found = len(bench.sound())
        assert taken <= found < 2
        taken = found

    document = bench.call(*order).document()
    assert (document["known"], document["taken"], document["bad"]) == (taken, 2 - taken, 0)
    dumps = sorted(folder.path.glob("*.dump"))
    hashes = [hashlib.sha256(dump.read_bytes()).hexdigest() for dump in dumps]
    stored = sorted(bench.sound(), key=lambda snapshot: snapshot.started)
    assert [snapshot.facts[HASH_FACT] for snapshot in stored] == hashes
    listed = bench.call("snapshots", "cryoprotect").document()
    assert {each["id"] for each in listed} == {snapshot.id for snapshot in stored}
    assert folder.state() == before
