"""What goes into the catalog comes out of it, and the rules between its tables hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType

import pytest

from desktop_app.engine.catalog.catalog import Catalog, Records
from desktop_app.engine.catalog.entries import (
    Annotation,
    Job,
    JobKind,
    JobState,
    RepositoryEntry,
    TargetEntry,
    Verification,
    WorkspaceEntry,
)
from desktop_app.engine.errors import BelongsElsewhere, NameTaken, UnknownName
from desktop_app.engine.model import Grade, Level, Problem, Remark, Snapshot
from tests.engine.catalog.conftest import Place

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


def test_names_come_back_in_order(catalog: Records) -> None:
    catalog.repositories.add(NAS)
    catalog.repositories.add(RepositoryEntry("attic", "/mnt/attic", "r2"))
    catalog.targets.add(LAB)
    assert [entry.name for entry in catalog.repositories.list()] == ["attic", "nas"]
    assert catalog.repositories.load("nas") == NAS
    assert catalog.targets.list() == (LAB,)
    assert catalog.targets.load("lab") == LAB


def test_a_name_is_taken_once(catalog: Records) -> None:
    catalog.repositories.add(NAS)
    catalog.targets.add(LAB)
    with pytest.raises(NameTaken):
        catalog.repositories.add(replace(NAS, id="r9"))
    with pytest.raises(NameTaken):
        catalog.targets.add(replace(LAB, url="postgresql://other/db"))


def test_a_repository_has_one_name_here(catalog: Records) -> None:
    catalog.repositories.add(NAS)
    with pytest.raises(NameTaken) as caught:
        catalog.repositories.add(replace(NAS, name="again"))
    assert caught.value.name == "nas"


def test_unknown_names(catalog: Records) -> None:
    with pytest.raises(UnknownName):
        catalog.repositories.load("nas")
    with pytest.raises(UnknownName):
        catalog.targets.load("lab")
    with pytest.raises(UnknownName):
        catalog.targets.delete("lab")
    with pytest.raises(UnknownName):
        catalog.targets.add(LAB)


def test_a_removed_target_leaves_its_snapshots(catalog: Records) -> None:
    catalog.repositories.add(NAS)
    catalog.targets.add(LAB)
    catalog.snapshots.add("r1", SNAPSHOT)
    catalog.targets.delete("lab")
    assert catalog.targets.list() == ()
    assert catalog.snapshots.list() == (SNAPSHOT,)


def test_a_snapshot_comes_back_as_it_was(catalog: Records) -> None:
    catalog.snapshots.add("r1", SNAPSHOT)
    catalog.snapshots.add("r1", SNAPSHOT)
    assert catalog.snapshots.list() == (SNAPSHOT,)
    assert catalog.snapshots.list("r1") == (SNAPSHOT,)
    assert catalog.snapshots.list("r2") == ()


def test_moments_of_any_zone_are_the_same_moment(catalog: Records) -> None:
    there = NOON.astimezone(timezone(timedelta(hours=9)))
    catalog.snapshots.add("r1", replace(SNAPSHOT, started=there))
    assert catalog.snapshots.list()[0].started == NOON


def test_the_cache_forgets_what_the_repository_no_longer_has(catalog: Records) -> None:
    other = replace(SNAPSHOT, id="cd" * 32, sequence=2)
    elsewhere = replace(SNAPSHOT, id="ef" * 32)
    catalog.snapshots.add("r1", SNAPSHOT)
    catalog.snapshots.add("r2", elsewhere)
    catalog.snapshots.replace("r1", [other])
    assert catalog.snapshots.list("r1") == (other,)
    assert catalog.snapshots.list("r2") == (elsewhere,)
    catalog.snapshots.replace("r1", [])
    assert catalog.snapshots.list("r1") == ()


def test_where_a_snapshot_lies(catalog: Records) -> None:
    catalog.snapshots.add("r1", SNAPSHOT)
    catalog.snapshots.add("r2", replace(SNAPSHOT, id="ab99" + "0" * 60))
    assert catalog.snapshots.repositories_with("ab") == {"r1", "r2"}
    assert catalog.snapshots.repositories_with("ab12") == {"r1"}
    assert catalog.snapshots.repositories_with("%") == frozenset()


def test_the_level_is_the_strongest_passed_whole(catalog: Records) -> None:
    def look(level: Level, minute: int, grade: Grade = Grade.OK, sampled: bool = False) -> None:
        at = NOON + timedelta(minutes=minute)
        catalog.verifications.add(Verification("s", level, grade, sampled, at))

    look(Level.STRUCTURE, 1, sampled=True)
    assert catalog.verifications.levels() == {}
    look(Level.STRUCTURE, 2)
    look(Level.BYTES, 3)
    assert catalog.verifications.levels() == {"s": Level.STRUCTURE}
    look(Level.BYTES, 4, Grade.FAILED)
    assert catalog.verifications.levels() == {}
    look(Level.BYTES, 5)
    assert catalog.verifications.levels() == {"s": Level.BYTES}


def test_a_verification_keeps_its_problems(catalog: Records) -> None:
    first = Verification("s", Level.BYTES, Grade.OK, True, NOON)
    problems = (Problem("packs/ab/abcd", "does not open"),)
    later = Verification("s", Level.BYTES, Grade.FAILED, False, NOON + timedelta(days=1), problems)
    catalog.verifications.add(first)
    catalog.verifications.add(later)
    assert catalog.verifications.list("s") == (later, first)
    assert catalog.verifications.list("t") == ()


def test_pack_checks_keep_the_latest(catalog: Records) -> None:
    later = NOON + timedelta(hours=1)
    catalog.repositories.add(NAS)
    catalog.verifications.record_packs("r1", ["a", "b"], NOON)
    catalog.verifications.record_packs("r1", ["b"], later)
    catalog.verifications.record_packs("r2", ["c"], later)
    catalog.verifications.record_packs("r2", [], later)
    assert catalog.verifications.packs("r1") == {"a": NOON, "b": later}


def test_a_job_is_noted_at_its_start_and_at_its_end(catalog: Records) -> None:
    begun = Job(JobKind.BACKUP, "lab", "nas", NOON, NOON, JobState.RUNNING, started=NOON)
    begun = replace(begun, key=catalog.jobs.add(begun))
    other = replace(begun, kind=JobKind.VERIFY, key=0)
    other = replace(other, key=catalog.jobs.add(other))
    ended = replace(
        begun,
        state=JobState.FAILED,
        finished=NOON,
        grade=Grade.FAILED,
        figures={"bytes": 3},
        error={"class": "NoSpace", "what": "NoSpace(where='/')"},
    )
    catalog.jobs.change(ended)
    assert catalog.jobs.list() == (other, ended)
    assert catalog.jobs.list(limit=1) == (other,)


def test_no_record_of_one_workspace_appears_in_another(whole: Catalog) -> None:
    whole.workspaces.add(WorkspaceEntry("genetics", NOON, channels=({"name": "mail"},)))
    ours, theirs = whole.of(), whole.of("genetics")
    ours.repositories.add(NAS)
    ours.targets.add(LAB)
    ours.snapshots.add("r1", SNAPSHOT)
    ours.snapshots.annotate(SNAPSHOT.id, Annotation("before the move"))
    ours.verifications.add(Verification(SNAPSHOT.id, Level.BYTES, Grade.OK, False, NOON))
    ours.jobs.add(Job(JobKind.BACKUP, "lab", "nas", NOON, NOON))
    for found in (
        theirs.repositories.list(),
        theirs.targets.list(),
        theirs.snapshots.list(),
        theirs.snapshots.list("r1"),
        theirs.snapshots.repositories_with("ab"),
        theirs.snapshots.annotations(),
        theirs.verifications.list(SNAPSHOT.id),
        theirs.verifications.levels(),
        theirs.jobs.list(),
    ):
        assert not found
    with pytest.raises(UnknownName):
        theirs.targets.delete("lab")
    with pytest.raises(UnknownName):
        theirs.repositories.load("nas")
    with pytest.raises(UnknownName):
        theirs.snapshots.annotate(SNAPSHOT.id, Annotation("ours"))
    with pytest.raises(BelongsElsewhere):
        theirs.repositories.add(NAS)
    theirs.repositories.add(replace(NAS, id="r7"))
    assert ours.repositories.list() == (NAS,)


def test_what_people_said_of_a_snapshot_outlives_a_look_at_the_repository(
    catalog: Records,
) -> None:
    catalog.snapshots.add("r1", SNAPSHOT)
    said = Annotation("before the move", "all freezers full", keep=True)
    catalog.snapshots.annotate(SNAPSHOT.id, said)
    catalog.snapshots.replace("r1", [SNAPSHOT, replace(SNAPSHOT, id="cd" * 32)])
    assert catalog.snapshots.annotations() == {SNAPSHOT.id: said}


def test_what_rests_in_the_trash_is_not_listed(catalog: Records) -> None:
    catalog.snapshots.add("r1", SNAPSHOT)
    catalog.snapshots.annotate(SNAPSHOT.id, Annotation(trashed=NOON))
    assert catalog.snapshots.list() == ()
    assert catalog.snapshots.annotations()[SNAPSHOT.id].trashed == NOON


def test_it_is_all_there_after_closing(place: Place) -> None:
    catalog = place.open()
    catalog.of().repositories.add(NAS)
    catalog.close()
    again = place.open()
    assert again.of().repositories.list() == (NAS,)
    again.close()
