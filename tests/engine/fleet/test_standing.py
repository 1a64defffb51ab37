"""How devices stand, from the catalog alone."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import (
    Job,
    JobKind,
    JobState,
    RepositoryEntry,
    TargetEntry,
    Verification,
)
from desktop_app.engine.fleet.documents import device_document, fleet_document
from desktop_app.engine.fleet.standing import Device, Fleet, fleet
from desktop_app.engine.fleet.states import Recommended, State, Summary
from desktop_app.engine.kinds.registry import ETHOSCOPE, MARIADB
from desktop_app.engine.model import Grade, Level, Problem, Snapshot
from desktop_app.engine.progress import Meter
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.ethoscope import census
from desktop_app.engine.sources.ethoscope.census import Census
from desktop_app.engine.telling.at_work import telling

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
REPOSITORY = "r" * 64


def machine_id(number: int) -> str:
    return f"{number:03d}" + "a" * 29


def a_snapshot(target: str, facts: dict[str, str], age: timedelta, **more: Any) -> Snapshot:
    started = NOW - age
    plain = Snapshot(
        id=(target.encode().hex() + f"{int(age.total_seconds()):x}").rjust(64, "0")[-64:],
        target=target,
        target_kind=ETHOSCOPE,
        target_address="/data",
        host="desk",
        sequence=1,
        started=started,
        finished=started,
        grade=Grade.OK,
        warnings=(),
        items=10,
        rows=0,
        size=1000,
        stored=100,
        facts=facts,
        item_list=b"",
    )
    return replace(plain, **more)


def facts_of(*numbers: int, others: str = "", **more: int) -> dict[str, str]:
    told = {"runs": 3, "sqlite_files": 3, "sqlite_bytes": 300, **more}
    counted = [Census(machine_id(n), f"ETHOSCOPE_{n:03d}", **told) for n in numbers]
    return {census.FACT: census.told(counted), census.OTHERS: others}


class Catalogue:
    """A catalog that is filled line by line."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.records = catalog.of()
        self.records.repositories.add(RepositoryEntry("nas", "/mnt/nas", REPOSITORY))

    def target(self, name: str, number: int, kind: str = ETHOSCOPE, url: str = "") -> None:
        url = url or f"/data#{machine_id(number)}"
        self.records.targets.add(TargetEntry(name, kind, url, "nas"))

    def snapshot(self, target: str, facts: dict[str, str], hours: float, **more: Any) -> Snapshot:
        made = a_snapshot(target, facts, timedelta(hours=hours), **more)
        self.records.snapshots.add(REPOSITORY, made)
        return made

    def job(self, target: str, state: JobState, error: str = "") -> None:
        self.records.jobs.add(
            Job(
                JobKind.BACKUP,
                target,
                "nas",
                NOW,
                NOW,
                state=state,
                started=NOW,
                finished=None if state is JobState.RUNNING else NOW,
                owner="me",
                alive_until=NOW + timedelta(days=9999),
                error={"class": error, "what": f"{error}(where='x')"} if error else None,
            )
        )

    def look(self, snapshot: Snapshot, grade: Grade, minutes: int = 0) -> None:
        at = NOW + timedelta(minutes=minutes)
        problems = (Problem("x", "is gone"),) if grade is Grade.FAILED else ()
        self.records.verifications.add(
            Verification(snapshot.id, Level.BYTES, grade, False, at, problems)
        )

    def ask(self) -> Fleet:
        return fleet(self.catalog, self.records.workspace, NOW)

    def device(self, name: str) -> Device:
        return next(device for device in self.ask().devices if device.name == name)


@pytest.fixture
def known(tmp_path: Path) -> Any:
    catalog = Catalog(tmp_path)
    yield Catalogue(catalog)
    catalog.close()


def test_available_recent_and_verified_are_three_facts(known: Catalogue) -> None:
    known.target("flies", 12)
    fresh = known.snapshot("flies", facts_of(12), 2)
    device = known.device("ETHOSCOPE_012")
    sqlite = device.sqlite
    assert (sqlite.available, sqlite.recent, sqlite.verified) == (True, True, False)
    assert (device.state, device.summary) == (State.SUCCESS, Summary.ALL)
    assert (device.video.state, device.mysql.state) == (State.NOT_AVAILABLE, State.NOT_AVAILABLE)
    known.look(fresh, Grade.OK)
    assert known.device("ETHOSCOPE_012").sqlite.level is Level.BYTES
    known.look(fresh, Grade.FAILED, 1)
    bad = known.device("ETHOSCOPE_012").sqlite
    assert (bad.verified, bad.state) == (False, State.ERROR)


def test_an_old_or_incomplete_backup_is_partial_whatever_is_available(known: Catalogue) -> None:
    known.target("old", 1)
    known.snapshot("old", facts_of(1), 30)
    known.target("warned", 2)
    known.snapshot("warned", facts_of(2), 1, grade=Grade.WARNING)
    old, warned = known.device("ETHOSCOPE_001"), known.device("ETHOSCOPE_002")
    assert (old.state, old.sqlite.recent, old.sqlite.available) == (State.PARTIAL, False, True)
    assert (warned.state, warned.sqlite.recent) == (State.PARTIAL, True)
    assert old.summary is warned.summary is Summary.PARTIAL


@pytest.mark.parametrize(
    ("state", "error", "wanted"),
    [
        (JobState.RUNNING, "", State.PROCESSING),
        (JobState.FAILED, "ServerUnreachable", State.OFFLINE),
        (JobState.DEAD, "ToolFailed", State.ERROR),
    ],
)
def test_what_goes_on_or_went_wrong_is_told(
    known: Catalogue, state: JobState, error: str, wanted: State
) -> None:
    known.target("flies", 12, url=f"ssh://e@h:22/data#{machine_id(12)}")
    known.snapshot("flies", facts_of(12, video_files=4, video_bytes=400), 1)
    known.job("flies", state, error)
    found = known.ask()
    (device,) = found.devices
    assert (device.sqlite.state, device.video.state, device.state) == (wanted, wanted, wanted)
    assert device.sqlite.available is (wanted is not State.OFFLINE)
    document = fleet_document(found, ClientSettings())
    running = wanted is State.PROCESSING
    assert document["processing_devices"] == ([machine_id(12)] if running else [])
    assert document["services"]["rsync_backup"]["current_device"] == ("flies" if running else None)


def test_the_file_that_is_being_backed_up_is_told(known: Catalogue, tmp_path: Path) -> None:
    known.target("flies", 12, url=f"ssh://e@h:22/data#{machine_id(12)}")
    known.job("flies", JobState.RUNNING)

    def current() -> Any:
        found = fleet(known.catalog, known.records.workspace, NOW, tmp_path)
        return fleet_document(found, ClientSettings())["services"]["rsync_backup"]["current_file"]

    assert current() is None, "it tells of nothing yet"
    with telling(tmp_path, known.records.workspace, "flies", Meter()) as progress:
        progress.item("videos/a.h264")
        assert current() == "videos/a.h264"
    assert current() is None


def test_devices_without_a_backup_or_a_target_are_told(known: Catalogue) -> None:
    known.target("new", 3)
    known.target("flies", 12)
    known.snapshot("flies", facts_of(12, others=machine_id(13)), 1)
    new, beside = known.device("ETHOSCOPE_003"), known.device("ETHOSCOPE_013")
    assert (new.state, new.summary) == (State.NO_BACKUPS, Summary.NONE)
    assert (beside.protected, beside.state) == (False, State.NO_BACKUPS)
    assert [device.name for device in known.ask().devices][-1] == "ETHOSCOPE_012"


def test_the_database_on_a_server_belongs_to_the_device_of_its_name(known: Catalogue) -> None:
    known.target("flies", 12)
    known.snapshot("flies", facts_of(12), 1)
    known.target("maria", 12, MARIADB, "mariadb://node@10.0.0.12:3306/ETHOSCOPE_012_db")
    known.target("old", 7, MARIADB, "mariadb://node@10.0.0.7:3306/ETHOSCOPE_007_db")
    known.target("other", 8, MARIADB, "mariadb://node@10.0.0.8:3306/accounts")
    known.snapshot("maria", {}, 1, rows=500)
    device = known.device("ETHOSCOPE_012")
    assert (device.mysql.records, device.mysql.target) == (500, "maria")
    assert device.recommended is Recommended.RSYNC
    assert known.device("ETHOSCOPE_007").recommended is Recommended.MYSQL
    assert len(known.ask().devices) == 2


def test_documents_have_the_fields_of_the_services(known: Catalogue) -> None:
    known.target("flies", 12)
    known.snapshot("flies", facts_of(12, video_files=4, video_bytes=43_000_000), 1)
    found = known.ask()
    document = fleet_document(found, ClientSettings({"PATH": "/nowhere"}))
    assert document.keys() == {
        *("services", "summary", "devices", "processing_devices", "timestamp"),
    }
    for service in ("mysql_backup", "rsync_backup"):
        told = document["services"][service]
        assert told == {"available": False, "current_device": None, "current_file": None}
    (device,) = document["devices"].values()
    assert device.keys() >= {"name", "backup_types", "overall_status"}
    fields = {"available", "status", "processing", "size", "last_backup", "directory"}
    types = device["backup_types"]
    assert types["mysql"].keys() >= fields | {"records", "message"}
    assert types["sqlite"].keys() >= fields | {"files", "recent", "verified"}
    assert types["video"].keys() >= fields | {"files", "size_human"}
    assert types["video"]["size_human"] == "41.0 MB"
    assert types["sqlite"]["directory"] == "/mnt/nas"
    one = device_document(found.devices[0])
    assert one.keys() >= {
        *("device_id", "databases", "backup_status", "recommended_backup_type"),
        "supports_video_backup",
    }
    assert one["databases"].keys() == {"SQLite", "MariaDB", "Video"}
    assert one["backup_status"].keys() == {"mysql", "sqlite", "video", "total_databases"}
    assert (one["recommended_backup_type"], one["supports_video_backup"]) == ("rsync", True)
    assert one["backup_status"]["total_databases"] == 2


def test_five_hundred_devices_with_a_million_files_are_told_at_once(known: Catalogue) -> None:
    for number in range(500):
        name = f"device-{number:03d}"
        known.records.targets.add(
            TargetEntry(name, ETHOSCOPE, f"/data#{machine_id(number)}", "nas")
        )
        facts = facts_of(number, video_files=1980, sqlite_files=20)
        known.snapshot(name, facts, 1)
    known.ask()
    times = []
    for _ in range(5):
        since = time.process_time()  # the machine may have other work
        document = fleet_document(known.ask(), ClientSettings())
        times.append(time.process_time() - since)
    assert sum(
        each["backup_types"][kind]["files"]
        for each in document["devices"].values()
        for kind in ("sqlite", "video")
    ) == (1_000_000)
    assert min(times) < 0.1, times
