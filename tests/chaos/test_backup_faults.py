"""What a backup says and leaves when the world around it fails."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.sources.postgres.connection import Address
from tests.chaos.bench import PASSPHRASE, Bench
from tests.chaos.conftest import copied, fill
from tests.chaos.small_disk import small_disk
from tests.servers import Server, start_17
from tests.waiting import wait_until

CUT = sql.SQL("UPDATE large SET noise = substr(noise, 2)")
PART = 12 << 20  # bytes of COPY: a backup of the noisy database is then in its middle


@pytest.mark.parametrize(
    ("number", "begun"), [(signal.SIGINT, PART), (signal.SIGINT, 0), (signal.SIGTERM, PART)]
)
def test_a_stop_ends_within_two_seconds_and_leaves_no_child(
    bench: Bench,
    noisy: Address,
    copying: Callable[[], int],
    number: signal.Signals,
    begun: int,
) -> None:
    bench.set_up(lab=noisy)
    backup = bench.start("backup", "lab")
    wait_until(lambda: copying() > begun, "the backup is at work")
    since = time.monotonic()
    backup.stop(number)
    ended = backup.finish()
    assert time.monotonic() - since < 2
    assert ended.code == 130, ended
    assert "Stopped" in ended.complaint() or ended.document()["code"] == 130
    assert not backup.children()
    assert bench.sound() == []
    bench.call("backup", "lab")
    assert len(bench.sound()) == 1


def test_two_backups_at_once_into_one_repository(bench: Bench, noisy: Address) -> None:
    bench.set_up(one=noisy, two=noisy)
    other = replace(bench, folder=bench.folder / "elsewhere")
    other.folder.mkdir()
    other.prepare("repository", "open", "store", str(bench.store))
    other.add("one", noisy)
    runs = [
        bench.start("backup", "one"),
        bench.start("backup", "two"),
        other.start("backup", "one"),
    ]
    assert [run.finish().code for run in runs] == [0, 0, 0]
    snapshots = bench.sound()
    assert sorted(snapshot.target for snapshot in snapshots) == ["one", "one", "two"]
    listed = bench.call("snapshots").document()
    assert len({snapshot["id"] for snapshot in listed}) == 3
    bench.call("backup", "one")
    assert len(bench.sound()) == 4


def test_server_dies_in_the_middle_of_a_backup(bench: Bench) -> None:
    with start_17() as scratch:
        server = Server(scratch, 17)
        database = server.create_database("dies")
        fill(database)
        bench.set_up(lab=database)
        bench.call("backup", "lab")
        server.execute(CUT, database)
        backup = bench.start("backup", "lab")
        with psycopg.connect(scratch.address.conninfo(), autocommit=True) as connection:
            wait_until(lambda: copied(connection) > PART, "the backup is in its middle")
        os.kill(scratch.postmaster, signal.SIGQUIT)
        ended = backup.finish()
    assert ended.code == 3, ended
    assert "lab" in ended.complaint() or scratch.address.host in ended.complaint()
    wait_until(lambda: not backup.children(), "its children end")
    assert len(bench.sound()) == 1
    refused = bench.call("backup", "lab", code=3)
    assert scratch.address.host in refused.complaint()


def test_disk_full_while_backing_up(tmp_path: Path, noisy: Address) -> None:
    with small_disk(tmp_path / "disk", megabytes=40) as disk:
        bench = Bench(tmp_path, disk.folder / "store")
        bench.set_up(lab=noisy)
        ended = bench.call("backup", "lab", code=3)
        assert str(bench.store) in ended.complaint()
        assert "full" in ended.complaint()
        assert bench.sound() == []
        disk.grow(megabytes=160)
        bench.call("backup", "lab")
        assert len(bench.sound()) == 1


def test_wrong_passphrase(bench: Bench, noisy: Address) -> None:
    bench.set_up(lab=noisy)
    ended = replace(bench, passphrase="not it").call("backup", "lab", code=3)
    assert "passphrase" in ended.complaint()
    assert PASSPHRASE not in ended.out + ended.err
    assert bench.sound() == []
