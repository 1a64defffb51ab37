"""Queued jobs do their real work on a real server and a real repository, and meet real faults."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest

from desktop_app.cli.unattended import Nobody
from desktop_app.credentials import Credentials
from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind, JobState, TargetEntry
from desktop_app.engine.errors import NotSupported
from desktop_app.engine.job_runners import runners, whole_verification
from desktop_app.engine.jobs.workers import Workers
from desktop_app.engine.kinds.registry import FOLDER, POSTGRESQL
from desktop_app.engine.model import Level
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository import keys
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.workspace import Recorder, WithinJob, Workspace
from desktop_app.settings import Settings
from tests.chaos.small_disk import small_disk
from tests.engine.jobs.material import SetClock, job
from tests.servers import Server
from tests.waiting import wait_until

PASSPHRASE = "correct horse"


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ARGON2", {"iterations": 1, "lanes": 1, "memory_kib": 64})


@dataclass
class Bench:
    """A profile with a repository ``nas`` and a target ``lab``, and workers on it."""

    profile: Path
    address: Address
    workers: Workers
    clock: SetClock
    passphrase: str = PASSPHRASE

    def open(self, name: str, recorder: Recorder) -> Workspace:
        settings = Settings(passphrase=self.passphrase)
        credentials = Credentials(settings, name, asker=Nobody())
        return Workspace(self.profile, credentials, name, recorder=recorder)

    def begin(self, kind: JobKind, target: str = "lab", **arguments: Any) -> int:
        return self.workers.queue.add(job(target, kind, arguments=arguments)).key

    def do(self, kind: JobKind, target: str = "lab", **arguments: Any) -> Job:
        """The job as it stands after its first try."""
        return self.after_try(self.begin(kind, target, **arguments))

    def after_try(self, key: int, tries: int = 1) -> Job:
        def ended() -> bool:
            found = self.workers.queue.load(key)
            return found.tries == tries and found.state is not JobState.RUNNING

        wait_until(ended, f"try {tries} of job {key} ended")
        return self.workers.queue.load(key)


@pytest.fixture
def bench(tmp_path: Path, database: Address, request: pytest.FixtureRequest) -> Iterator[Bench]:
    store = getattr(request, "param", None) or tmp_path / "store"
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TABLE sample AS SELECT n FROM generate_series(1, 300) n")
    yield from _bench(tmp_path / "profile", database, store)


def _bench(profile: Path, address: Address, store: Path) -> Iterator[Bench]:
    catalog, clock = Catalog(profile), SetClock()
    made: list[Bench] = []
    work = runners(lambda name, recorder: made[0].open(name, recorder))
    workers = Workers(catalog, work, clock=clock)
    bench = Bench(profile, address, workers, clock)
    made.append(bench)
    with bench.open("default", WithinJob()) as workspace:
        opened, _ = workspace.create_repository("nas", str(store), PASSPHRASE)
        opened.repository.close()
        workspace.catalog.targets.add(TargetEntry("lab", POSTGRESQL, address.url(), "nas"))
    workers.start()
    yield bench
    assert workers.stop(10)
    catalog.close()


def test_all_kinds_do_their_work(bench: Bench, pg17: Server) -> None:
    done = bench.do(JobKind.BACKUP)
    assert done.state is JobState.SUCCEEDED
    assert (done.figures["rows"], done.figures["warnings"]) == (300, 0)
    assert min(done.figures[name] for name in ("bytes", "stored", "rate", "items")) > 0
    scanned = bench.do(JobKind.SCAN)
    assert (scanned.state, scanned.figures["items"]) == (JobState.SUCCEEDED, 1)
    whole = bench.do(JobKind.VERIFY, "")
    assert (whole.state, whole.figures["packs"]) == (JobState.SUCCEEDED, 1)
    sampled = bench.do(JobKind.VERIFY, "", percent=50)
    assert sampled.state is JobState.SUCCEEDED
    assert bench.do(JobKind.VERIFY, level="structure").state is JobState.SUCCEEDED
    drilled = bench.do(JobKind.DRILL)
    assert (drilled.state, drilled.figures["rows"]) == (JobState.SUCCEEDED, 300)
    assert 0 < float(drilled.figures["rto_seconds"]) <= float(drilled.figures["seconds"])
    with bench.open("default", WithinJob()) as workspace:
        assert workspace.catalog.verifications.levels() == {done.snapshot: Level.RESTORED}
    place = bench.address.with_database("restored_by_a_job")
    try:
        restored = bench.do(JobKind.RESTORE, snapshot="latest:lab", to=place.url())
        assert (restored.state, restored.figures["rows"]) == (JobState.SUCCEEDED, 300)
        assert restored.snapshot == done.snapshot
        with psycopg.connect(place.conninfo()) as connection:
            assert connection.execute("SELECT count(*) FROM sample").fetchone() == (300,)
    finally:
        pg17.drop_database("restored_by_a_job")


def test_scan_of_a_folder_looks_at_the_folder(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "films"
    folder.mkdir()
    (folder / "a").write_bytes(b"film")
    with bench.open("default", WithinJob()) as workspace:
        workspace.catalog.targets.add(TargetEntry("films", FOLDER, str(folder), "nas"))
    for full in (True, False):
        scanned = bench.do(JobKind.SCAN, "films", full=full)
        assert scanned.state is JobState.SUCCEEDED
        assert (scanned.figures["items"], scanned.figures["bytes"]) == (1, 4)


def test_pruning_retires_what_no_rule_keeps(bench: Bench) -> None:
    for _ in range(3):
        assert bench.do(JobKind.BACKUP).state is JobState.SUCCEEDED
    pruned = bench.do(JobKind.PRUNE, "", last=1)
    assert (pruned.state, pruned.figures["retired"]) == (JobState.SUCCEEDED, 2)


def test_a_targets_prune_leaves_the_other_targets_alone(bench: Bench) -> None:
    with bench.open("default", WithinJob()) as workspace:
        targets = workspace.catalog.targets
        for name in ("lab", "other"):
            if name == "other":
                targets.add(TargetEntry(name, POSTGRESQL, bench.address.url(), "nas"))
            targets.change(replace(targets.load(name), retention={"last": 1}))
    for name in ("lab", "other", "lab", "other", "other"):
        assert bench.do(JobKind.BACKUP, name).state is JobState.SUCCEEDED

    def left() -> list[str]:
        with bench.open("default", WithinJob()) as workspace, workspace.repository("nas") as nas:
            return sorted(snapshot.target for snapshot in nas.snapshots)

    pruned = bench.do(JobKind.PRUNE, "lab")
    assert (pruned.state, pruned.target, pruned.figures["retired"]) == (
        *(JobState.SUCCEEDED, "lab"),
        1,
    )
    assert left() == ["lab", "other", "other", "other"]
    # Its schedule's own numbers are for the target alone, too: they judge no other one.
    assert bench.do(JobKind.PRUNE, "lab", last=1).figures["retired"] == 0
    assert bench.do(JobKind.PRUNE, "other", grace_hours=0).figures["retired"] == 2
    assert left() == ["lab", "other"]
    assert bench.do(JobKind.VERIFY, "").state is JobState.SUCCEEDED


def test_pruning_rests_and_says_so(bench: Bench) -> None:
    for _ in range(2):
        assert bench.do(JobKind.BACKUP).state is JobState.SUCCEEDED
    with bench.open("default", WithinJob()) as workspace:
        workspace.catalog.repositories.hold("nas", "lab: all rows are gone")
    rested = bench.do(JobKind.PRUNE, "", last=1)
    assert (rested.state, rested.tries) == (JobState.WARNING, 1)
    told = str(bench.workers.queue.lines(rested.key))
    assert "nothing was removed, for a tripwire fired: lab: all rows are gone" in told
    with bench.open("default", WithinJob()) as workspace:
        assert len(workspace.catalog.snapshots.list()) == 2


def test_damage_is_found_and_not_tried_again(bench: Bench, tmp_path: Path) -> None:
    bench.do(JobKind.BACKUP)
    (pack,) = (path for path in (tmp_path / "store" / "packs").rglob("*") if path.is_file())
    pack.write_bytes(pack.read_bytes()[:-100] + bytes(100))
    found = bench.do(JobKind.VERIFY)
    assert (found.state, found.tries) == (JobState.FAILED, 1)
    (manifest,) = (path for path in (tmp_path / "store" / "snapshots").iterdir())
    manifest.write_bytes(b"x" * 500)
    assert bench.do(JobKind.SCAN).state is JobState.FAILED


def test_a_wrong_passphrase_is_not_tried_again(bench: Bench) -> None:
    bench.passphrase = "battery staple"
    found = bench.do(JobKind.BACKUP)
    assert (found.state, found.tries) == (JobState.FAILED, 1)
    assert found.error is not None
    assert found.error["class"] == "WrongKey"
    assert "battery" not in str(found) + str(bench.workers.queue.lines(found.key))


def test_a_server_that_is_down_is_tried_until_it_is_up(bench: Bench) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, and not listening: refused
        url = f"postgresql://postgres@127.0.0.1:{nobody.getsockname()[1]}/lab"
        with bench.open("default", WithinJob()) as workspace:
            workspace.catalog.targets.change(TargetEntry("lab", POSTGRESQL, url, "nas"))
        key = bench.begin(JobKind.BACKUP)
        for tries in (1, 2, 3):
            waiting = bench.after_try(key, tries)
            assert waiting.state is JobState.QUEUED
            assert waiting.error is not None
            assert waiting.error["class"] == "ServerUnreachable"
            if tries == 3:
                with bench.open("default", WithinJob()) as workspace:
                    up = TargetEntry("lab", POSTGRESQL, bench.address.url(), "nas")
                    workspace.catalog.targets.change(up)
            bench.clock.move(hours=2)
    assert bench.after_try(key, 4).state is JobState.SUCCEEDED


def test_a_full_disk_is_tried_until_it_has_room(tmp_path: Path, database: Address) -> None:
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE noise AS SELECT sha512(n::text::bytea) || sha512((-n)::text::bytea) x "
            "FROM generate_series(1, 40000) n"
        )
    with small_disk(tmp_path / "disk", 2) as disk:
        for bench in _bench(tmp_path / "profile", database, disk.folder / "store"):
            key = bench.begin(JobKind.BACKUP)
            full = bench.after_try(key)
            assert full.state is JobState.QUEUED
            assert full.error is not None
            assert full.error["class"] == "NoSpace"
            disk.grow(64)
            bench.clock.move(hours=2)
            assert bench.after_try(key, 2).state is JobState.SUCCEEDED


def test_a_running_backup_is_cancelled(bench: Bench) -> None:
    with psycopg.connect(bench.address.conninfo()) as blocker:
        blocker.execute("LOCK TABLE sample IN ACCESS EXCLUSIVE MODE")
        key = bench.begin(JobKind.BACKUP)
        wait_until(lambda: bench.workers.state().running, "it runs")
        bench.workers.queue.of("default").cancel(key)
        assert bench.after_try(key).state is JobState.CANCELLED


def test_arguments_that_are_missing(bench: Bench) -> None:
    run = runners(bench.open)[JobKind.RESTORE]
    with pytest.raises(NotSupported):
        run(job(kind=JobKind.RESTORE), Silent())


def test_a_verification_of_everything_lifts_damage(bench: Bench) -> None:
    assert bench.do(JobKind.BACKUP).state is JobState.SUCCEEDED
    with bench.open("default", WithinJob()) as workspace:
        workspace.catalog.repositories.note_damage("nas", bench.clock())
        assert bench.do(JobKind.VERIFY).state is JobState.SUCCEEDED  # the newest of a target
        assert workspace.catalog.repositories.load("nas").damaged is not None
        whole = whole_verification("default", "nas", bench.clock())
        done = bench.after_try(bench.workers.queue.add(whole).key)
        assert (done.state, done.target) == (JobState.SUCCEEDED, "")
        assert workspace.catalog.repositories.load("nas").damaged is None
