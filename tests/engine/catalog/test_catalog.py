"""What goes into the catalog comes out of it, and the rules between its tables hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import RepositoryEntry, Run, TargetEntry, Verification
from desktop_app.engine.errors import NameTaken, UnknownName
from desktop_app.engine.model import Grade, Level, Problem, Remark, Snapshot

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
NAS = RepositoryEntry("nas", "/mnt/nas", "r1")
LAB = TargetEntry("lab", "postgresql", "postgresql://reader@db:5432/lab", "nas")
SNAPSHOT = Snapshot(
    id="ab12" + "0" * 60,
    target="lab",
    target_kind="postgresql",
    target_address="postgresql://reader@db:5432/lab",
    host="bench",
    sequence=1,
    started=NOON,
    finished=NOON + timedelta(seconds=3, microseconds=7),
    grade=Grade.WARNING,
    warnings=(Remark('public."odd\nname"', "no right to read it"),),
    items=12,
    rows=1_000_000,
    size=1 << 40,
    stored=123,
    facts=MappingProxyType({"server_version": "15.8"}),
    item_list=b"\0\xff" * 16,
)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path)
    yield catalog
    catalog.close()


def test_names_come_back_in_order(catalog: Catalog) -> None:
    catalog.add_repository(NAS)
    catalog.add_repository(RepositoryEntry("attic", "/mnt/attic", "r2"))
    catalog.add_target(LAB)
    assert [entry.name for entry in catalog.repositories()] == ["attic", "nas"]
    assert catalog.repository("nas") == NAS
    assert catalog.targets() == (LAB,)
    assert catalog.target("lab") == LAB


def test_a_name_is_taken_once(catalog: Catalog) -> None:
    catalog.add_repository(NAS)
    catalog.add_target(LAB)
    with pytest.raises(NameTaken):
        catalog.add_repository(replace(NAS, id="r9"))
    with pytest.raises(NameTaken):
        catalog.add_target(replace(LAB, url="postgresql://other/db"))


def test_a_repository_has_one_name_here(catalog: Catalog) -> None:
    catalog.add_repository(NAS)
    with pytest.raises(NameTaken) as caught:
        catalog.add_repository(replace(NAS, name="again"))
    assert caught.value.name == "nas"


def test_unknown_names(catalog: Catalog) -> None:
    with pytest.raises(UnknownName):
        catalog.repository("nas")
    with pytest.raises(UnknownName):
        catalog.target("lab")
    with pytest.raises(UnknownName):
        catalog.remove_target("lab")
    with pytest.raises(UnknownName):
        catalog.add_target(LAB)


def test_a_removed_target_leaves_its_snapshots(catalog: Catalog) -> None:
    catalog.add_repository(NAS)
    catalog.add_target(LAB)
    catalog.add_snapshot("r1", SNAPSHOT)
    catalog.remove_target("lab")
    assert catalog.targets() == ()
    assert catalog.snapshots() == (SNAPSHOT,)


def test_a_snapshot_comes_back_as_it_was(catalog: Catalog) -> None:
    catalog.add_snapshot("r1", SNAPSHOT)
    catalog.add_snapshot("r1", SNAPSHOT)
    assert catalog.snapshots() == (SNAPSHOT,)
    assert catalog.snapshots("r1") == (SNAPSHOT,)
    assert catalog.snapshots("r2") == ()


def test_moments_of_any_zone_are_the_same_moment(catalog: Catalog) -> None:
    there = NOON.astimezone(timezone(timedelta(hours=9)))
    catalog.add_snapshot("r1", replace(SNAPSHOT, started=there))
    assert catalog.snapshots()[0].started == NOON


def test_the_cache_forgets_what_the_repository_no_longer_has(catalog: Catalog) -> None:
    other = replace(SNAPSHOT, id="cd" * 32, sequence=2)
    elsewhere = replace(SNAPSHOT, id="ef" * 32)
    catalog.add_snapshot("r1", SNAPSHOT)
    catalog.add_snapshot("r2", elsewhere)
    catalog.replace_snapshots("r1", [other])
    assert catalog.snapshots("r1") == (other,)
    assert catalog.snapshots("r2") == (elsewhere,)
    catalog.replace_snapshots("r1", [])
    assert catalog.snapshots("r1") == ()


def test_where_a_snapshot_lies(catalog: Catalog) -> None:
    catalog.add_snapshot("r1", SNAPSHOT)
    catalog.add_snapshot("r2", replace(SNAPSHOT, id="ab99" + "0" * 60))
    assert catalog.repositories_with("ab") == {"r1", "r2"}
    assert catalog.repositories_with("ab12") == {"r1"}
    assert catalog.repositories_with("%") == frozenset()


def test_the_level_is_the_strongest_passed_whole(catalog: Catalog) -> None:
    def look(level: Level, minute: int, grade: Grade = Grade.OK, sampled: bool = False) -> None:
        at = NOON + timedelta(minutes=minute)
        catalog.record_verification(Verification("s", level, grade, sampled, at))

    look(Level.STRUCTURE, 1, sampled=True)
    assert catalog.levels() == {}
    look(Level.STRUCTURE, 2)
    look(Level.BYTES, 3)
    assert catalog.levels() == {"s": Level.STRUCTURE}
    look(Level.BYTES, 4, Grade.FAILED)
    assert catalog.levels() == {}
    look(Level.BYTES, 5)
    assert catalog.levels() == {"s": Level.BYTES}


def test_a_verification_keeps_its_problems(catalog: Catalog) -> None:
    first = Verification("s", Level.BYTES, Grade.OK, True, NOON)
    problems = (Problem("packs/ab/abcd", "does not open"),)
    later = Verification("s", Level.BYTES, Grade.FAILED, False, NOON + timedelta(days=1), problems)
    catalog.record_verification(first)
    catalog.record_verification(later)
    assert catalog.verifications("s") == (later, first)
    assert catalog.verifications("t") == ()


def test_pack_checks_keep_the_latest(catalog: Catalog) -> None:
    later = NOON + timedelta(hours=1)
    catalog.record_pack_checks("r1", ["a", "b"], NOON)
    catalog.record_pack_checks("r1", ["b"], later)
    catalog.record_pack_checks("r2", ["c"], later)
    catalog.record_pack_checks("r2", [], later)
    assert catalog.pack_checks("r1") == {"a": NOON, "b": later}


def test_a_run_is_noted_at_its_start_and_at_its_end(catalog: Catalog) -> None:
    run = Run("backup", "lab", "nas", NOON)
    key = catalog.begin_run(run)
    catalog.begin_run(replace(run, kind="verify"))
    ended = replace(
        run, finished=NOON, grade=Grade.FAILED, figures={"bytes": 3}, error="NoSpace(where='/')"
    )
    catalog.end_run(key, ended)
    newest, oldest = catalog.runs()
    assert newest == replace(run, kind="verify")
    assert oldest == ended
    assert catalog.runs(limit=1) == (newest,)


def test_it_is_all_there_after_closing(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    catalog.add_repository(NAS)
    catalog.close()
    again = Catalog(tmp_path)
    assert again.repositories() == (NAS,)
    again.close()
