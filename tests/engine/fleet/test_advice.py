"""A run may be deleted only with enough verified copies of what it is now, in enough places."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.demo.ethoscopes.wish import Oddity, SampleRun
from desktop_app.engine.catalog.entries import TargetEntry, Verification
from desktop_app.engine.fleet.advice import Advice, Verdict, advise
from desktop_app.engine.fleet.certificates import Rule, is_intact
from desktop_app.engine.fleet.places import PlaceKind, place_of
from desktop_app.engine.keeping.upkeep import remove_snapshot
from desktop_app.engine.kinds.registry import ETHOSCOPE
from desktop_app.engine.model import Grade, Level, Problem, Snapshot
from desktop_app.engine.progress import Meter
from tests.devices import device
from tests.engine.fleet.conftest import Laboratory


def ask(laboratory: Laboratory, **more: object) -> Advice:
    return advise(
        laboratory.workspace,
        Meter(),
        datetime.now(UTC),
        grounds=laboratory.grounds,
        **more,  # type: ignore[arg-type]
    )


def verdict(laboratory: Laboratory, **more: object) -> Verdict:
    found = ask(laboratory, **more)
    first, *_ = found.verdicts
    return first


@pytest.fixture
def two(laboratory: Laboratory) -> tuple[Laboratory, SampleRun, list[Snapshot]]:
    """One run, verified in two repositories: on this computer's disk and on a share."""
    (run,) = laboratory.make_runs(devices=1, runs=1, chunks=2)
    laboratory.add_repository("desk", "system")
    laboratory.add_repository("nas", "nas:/backups")
    snapshots = []
    for name in ("desk", "nas"):
        laboratory.protect(f"flies-{name}", name)
        snapshots.append(laboratory.back_up(f"flies-{name}"))
        laboratory.verify(snapshots[-1])
    return laboratory, run, snapshots


def test_verified_copies_in_two_places_make_a_certificate(
    two: tuple[Laboratory, SampleRun, list[Snapshot]],
) -> None:
    laboratory, run, snapshots = two
    made = verdict(laboratory).certificate
    assert made is not None
    assert {file.name for file in made.files} >= {run.database, *run.films}
    assert {copy.snapshot for copy in made.copies} == {each.id for each in snapshots}
    assert {(c.repository, c.place.kind, c.place.name, c.level) for c in made.copies} == {
        ("desk", PlaceKind.THIS_COMPUTER, "system", "bytes"),
        ("nas", PlaceKind.OTHER_HOST, "nas", "bytes"),
    }
    document = json.loads(json.dumps(made.document()))
    assert is_intact(document)
    for key, value in (("run", "another"), ("copies", []), ("issued", "2020-01-01T00:00:00")):
        assert not is_intact({**document, key: value})
    assert not is_intact({**document, "blake3": "0" * 64})
    assert not is_intact([])


def test_one_copy_or_copies_in_one_place_are_not_enough(laboratory: Laboratory) -> None:
    laboratory.make_runs(devices=1, runs=1, chunks=1)
    laboratory.add_repository("desk", "system")
    laboratory.protect("flies", "desk")
    assert "no verified copy is known" in verdict(laboratory).reasons
    laboratory.verify(laboratory.back_up("flies"))
    assert verdict(laboratory).reasons[0] == (
        "1 of 2 verified copies, in 1 of 2 places, none off this machine"
    )
    assert verdict(laboratory, rule=Rule(1, 1, 0)).certificate is not None
    # A second snapshot in the same repository shares its chunks: it is no second copy.
    laboratory.verify(laboratory.back_up("flies"))
    assert verdict(laboratory).certificate is None
    # Nor is a second repository on the same disk a second place.
    laboratory.add_repository("again", "system")
    laboratory.protect("flies-again", "again")
    laboratory.verify(laboratory.back_up("flies-again"))
    assert verdict(laboratory).reasons[0] == "in 1 of 2 places, none off this machine"
    # What lies on the disk of the data would be lost with them.
    laboratory.disks["again"] = "data"
    assert verdict(laboratory).certificate is None


def test_an_unverified_copy_does_not_count(
    two: tuple[Laboratory, SampleRun, list[Snapshot]],
) -> None:
    laboratory, _, _ = two
    laboratory.make_runs(devices=1, runs=1, chunks=3)  # one more chunk
    laboratory.back_up("flies-nas")
    laboratory.verify(laboratory.back_up("flies-desk"))
    assert "no verified snapshot in nas has all of it" in verdict(laboratory).reasons


def test_a_later_damaged_verification_takes_it_away(
    two: tuple[Laboratory, SampleRun, list[Snapshot]],
) -> None:
    laboratory, _, (_, on_nas) = two
    packs = laboratory.folder / "nas" / "packs"
    for pack in (path for path in packs.rglob("*") if path.is_file()):
        pack.chmod(0o600)
        data = bytearray(pack.read_bytes())
        data[len(data) // 2] ^= 1
        pack.write_bytes(data)
    laboratory.verify(on_nas)
    found = verdict(laboratory)
    assert found.certificate is None
    assert "no snapshot in nas is verified" in found.reasons


def test_a_sampled_verification_proves_no_copy(
    two: tuple[Laboratory, SampleRun, list[Snapshot]],
) -> None:
    laboratory, _, (_, on_nas) = two
    now = datetime.now(UTC)
    known = laboratory.workspace.catalog.verifications
    bad = (Problem("x", "is gone"),)
    known.add(Verification(on_nas.id, Level.BYTES, Grade.FAILED, False, now, bad))
    known.add(Verification(on_nas.id, Level.BYTES, Grade.OK, True, now + timedelta(seconds=1)))
    assert verdict(laboratory).certificate is None


def test_a_removed_snapshot_takes_it_away(
    two: tuple[Laboratory, SampleRun, list[Snapshot]],
) -> None:
    laboratory, _, (_, on_nas) = two
    with laboratory.workspace.repository("nas") as opened:
        remove_snapshot(laboratory.workspace, opened, on_nas)
    found = verdict(laboratory)
    assert found.certificate is None
    assert found.reasons[0].startswith("1 of 2 verified copies")


@pytest.mark.parametrize("what", ["film", "database", "new file"])
def test_a_changed_file_takes_it_away(
    two: tuple[Laboratory, SampleRun, list[Snapshot]], what: str
) -> None:
    laboratory, run, _ = two
    path = laboratory.root / (run.films[0] if what == "film" else str(run.database))
    when = path.stat().st_mtime_ns
    if what == "new file":
        path.with_name("notes.txt").write_text("a new one")
    elif what == "film":
        data = bytearray(path.read_bytes())
        data[-1] ^= 1  # as long as before
        path.write_bytes(data)
    else:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE ROI_1 SET x = x + 1 WHERE id = 1")
    for each in path.parent.iterdir():
        _set_time(each, when)
    assert verdict(laboratory).certificate is None


def _set_time(path: Path, when: int) -> None:
    os.utime(path, ns=(when, when))


def test_a_run_that_may_be_going_on_has_none(
    two: tuple[Laboratory, SampleRun, list[Snapshot]],
) -> None:
    laboratory, run, _ = two
    (laboratory.root / run.films[-1]).touch()
    assert verdict(laboratory).reasons == ("it was written to less than an hour ago",)


def test_a_database_whose_log_was_left_behind_is_compared_with_it(laboratory: Laboratory) -> None:
    oddities = {(1, 1): Oddity.RECORDING}
    (run,) = laboratory.make_runs(devices=1, runs=1, chunks=1, oddities=oddities)
    long_ago = int((datetime.now(UTC) - timedelta(days=2)).timestamp() * 1e9)
    for path in laboratory.root.rglob("*"):
        _set_time(path, long_ago)
    laboratory.add_repository("nas", "nas:/backups")
    laboratory.protect("flies", "nas")
    laboratory.verify(laboratory.back_up("flies"))
    assert verdict(laboratory, rule=Rule(1, 1, 1)).certificate is not None
    wal = laboratory.root / f"{run.database}-wal"
    wal.unlink()
    assert verdict(laboratory, rule=Rule(1, 1, 1)).certificate is None


def test_files_of_a_device_over_ssh_are_compared_by_their_bytes(laboratory: Laboratory) -> None:
    """A film that has the same size and time, but other bytes, is another one."""
    with device(laboratory.root, laboratory.folder / "sshd") as there:
        (run,) = laboratory.make_runs(devices=1, runs=1, chunks=1)
        laboratory.add_repository("nas", "nas:/backups")
        entry = TargetEntry("flies", ETHOSCOPE, there.url, "nas", options=there.options)
        laboratory.workspace.catalog.targets.add(entry)
        laboratory.verify(laboratory.back_up("flies"))
        assert verdict(laboratory, rule=Rule(1, 1, 1)).certificate is not None
        film = there.root / run.films[0]
        when, data = film.stat().st_mtime_ns, bytearray(film.read_bytes())
        data[-1] ^= 1
        film.write_bytes(data)
        _set_time(film, when)
        refused = verdict(laboratory, rule=Rule(1, 1, 1))
    assert refused.certificate is None
    assert run.films[0] in refused.reasons[1]


def test_a_repository_that_is_not_there_counts_for_nothing(
    two: tuple[Laboratory, SampleRun, list[Snapshot]],
) -> None:
    laboratory, _, _ = two
    shutil.move(laboratory.folder / "nas", laboratory.folder / "elsewhere")
    assert "nas does not count: not reached" in verdict(laboratory).reasons


def test_only_runs_that_are_meant_are_looked_at(laboratory: Laboratory) -> None:
    runs = laboratory.make_runs(devices=2, runs=2, chunks=1)
    laboratory.add_repository("desk", "system")
    laboratory.protect("one", "desk", runs[0].machine_id)
    laboratory.protect("two", "desk", runs[2].machine_id)
    assert len(ask(laboratory).verdicts) == 4
    assert [v.target for v in ask(laboratory, target="two").verdicts] == ["two", "two"]
    (only,) = ask(laboratory, run=f"{runs[2].started:%Y-%m-%d}@002").verdicts
    assert only.run.machine_id == runs[2].machine_id
    shutil.rmtree(laboratory.root)
    gone = ask(laboratory)
    assert gone.verdicts == ()
    assert [remark.item for remark in gone.remarks] == ["one", "two"]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("s3://lab/x?endpoint=https://s3.example.org", PlaceKind.OBJECT_STORE),
        ("s3://lab/x?endpoint=http://127.0.0.1:9000", PlaceKind.THIS_COMPUTER),
        ("s3://lab/x?endpoint=http://localhost:9000", PlaceKind.THIS_COMPUTER),
        ("/nowhere/at/all", PlaceKind.NOT_HERE),
    ],
)
def test_places_are_told_by_addresses(laboratory: Laboratory, url: str, kind: PlaceKind) -> None:
    assert place_of(url, None, laboratory.grounds).kind is kind
