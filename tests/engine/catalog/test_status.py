"""How targets stand, from what the catalog holds; the same on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desktop_app.engine.catalog.catalog import Catalog, Records
from desktop_app.engine.catalog.entries import (
    Annotation,
    Job,
    JobKind,
    JobState,
    Verification,
    WorkspaceEntry,
)
from desktop_app.engine.catalog.status import State, TargetStatus, target_statuses
from desktop_app.engine.model import Grade, Level
from tests.engine.catalog.test_catalog import LAB, NAS, NOON, SNAPSHOT

HOUR = timedelta(hours=1)
GOOD = replace(SNAPSHOT, grade=Grade.OK, warnings=())


@pytest.fixture
def lab(catalog: Records) -> Records:
    """One target with an RPO of two hours, and no snapshot."""
    catalog.repositories.add(NAS)
    catalog.targets.add(replace(LAB, rpo_seconds=7200, proof_days=7, created=NOON))
    return catalog


def standing(whole: Catalog, now: datetime = NOON + HOUR) -> TargetStatus:
    (found,) = target_statuses(whole.database, "default", now)
    return found


def ended(state: JobState, minute: int, kind: JobKind = JobKind.BACKUP) -> Job:
    at = NOON + timedelta(minutes=minute)
    return Job(kind, "lab", "nas", at, at, state, started=at, finished=at, error={"what": "x"})


def test_a_target_without_a_snapshot(whole: Catalog, lab: Records) -> None:
    found = standing(whole)
    assert (found.state, found.age, found.newest) == (State.NOT_YET, None, None)


def test_a_target_that_was_never_backed_up_is_overdue_in_time(whole: Catalog, lab: Records) -> None:
    assert standing(whole, NOON + 2 * HOUR).state is State.NOT_YET
    assert standing(whole, NOON + 2 * HOUR + timedelta(seconds=1)).state is State.OVERDUE
    lab.targets.change(replace(LAB, rpo_seconds=7200, paused=True))
    assert standing(whole, NOON + 3 * HOUR).state is State.PAUSED


def test_daily_backups_do_not_put_off_the_first_proof(whole: Catalog, lab: Records) -> None:
    now = NOON + timedelta(days=7, seconds=1)
    lab.snapshots.add("r1", replace(GOOD, started=now - HOUR))
    assert standing(whole, now).unproven
    assert not standing(whole, NOON + timedelta(days=7)).unproven


def test_a_snapshot_that_was_found_bad_is_not_the_newest_good_one(
    whole: Catalog, lab: Records
) -> None:
    lab.snapshots.add("r1", GOOD)
    lab.snapshots.add("r1", replace(GOOD, id="b" * 64, sequence=2, started=NOON + HOUR / 2))
    at = NOON + HOUR
    lab.verifications.add(Verification("b" * 64, Level.BYTES, Grade.FAILED, False, at))
    newest = standing(whole).newest
    assert newest is not None
    assert newest.id == GOOD.id
    lab.verifications.add(Verification("b" * 64, Level.BYTES, Grade.OK, False, at + HOUR))
    newest = standing(whole).newest
    assert newest is not None
    assert newest.id == "b" * 64


def test_the_newest_good_snapshot_counts(whole: Catalog, lab: Records) -> None:
    lab.snapshots.add("r1", GOOD)
    lab.snapshots.add("r1", replace(GOOD, id="b" * 64, sequence=2, started=NOON + HOUR / 2))
    lab.snapshots.add("r1", replace(GOOD, id="c" * 64, sequence=3, grade=Grade.FAILED))
    lab.snapshots.add("r1", replace(GOOD, id="d" * 64, sequence=4))
    lab.snapshots.annotate("d" * 64, Annotation(trashed=NOON))
    found = standing(whole)
    assert found.newest is not None
    assert (found.newest.id, found.age, found.state) == ("b" * 64, HOUR / 2, State.PROTECTED)


def test_too_old_is_overdue(whole: Catalog, lab: Records) -> None:
    lab.snapshots.add("r1", GOOD)
    assert standing(whole, NOON + 2 * HOUR).state is State.PROTECTED
    assert standing(whole, NOON + 2 * HOUR + timedelta(seconds=1)).state is State.OVERDUE


def test_a_restore_that_was_not_proven_for_long_is_overdue(whole: Catalog, lab: Records) -> None:
    lab.snapshots.add("r1", GOOD)
    lab.targets.change(replace(LAB, proof_days=7))
    late = NOON + timedelta(days=8)
    assert standing(whole, late).unproven
    proof = Verification(GOOD.id, Level.RESTORED, Grade.OK, False, NOON + timedelta(days=2))
    lab.verifications.add(replace(proof, sampled=True))
    assert standing(whole, late).proven is None
    lab.verifications.add(proof)
    assert standing(whole, late).proven == proof.at
    assert standing(whole, late).state is State.PROTECTED


def test_the_last_look_at_each_level(whole: Catalog, lab: Records) -> None:
    lab.snapshots.add("r1", GOOD)
    for minute, grade in ((1, Grade.FAILED), (2, Grade.OK)):
        at = NOON + timedelta(minutes=minute)
        lab.verifications.add(Verification(GOOD.id, Level.BYTES, grade, False, at))
    found = standing(whole)
    assert {level: look.grade for level, look in found.looks.items()} == {Level.BYTES: Grade.OK}
    at = NOON + timedelta(minutes=3)
    lab.verifications.add(Verification(GOOD.id, Level.STRUCTURE, Grade.FAILED, False, at))
    assert standing(whole).state is State.FAILED


def test_the_jobs_of_a_target(whole: Catalog, lab: Records) -> None:
    lab.snapshots.add("r1", GOOD)
    lab.jobs.add(ended(JobState.FAILED, 1))
    assert standing(whole).state is State.FAILED
    lab.jobs.add(ended(JobState.SUCCEEDED, 2))
    lab.jobs.add(ended(JobState.SUCCEEDED, 3, JobKind.VERIFY))
    assert standing(whole).state is State.PROTECTED
    running = replace(ended(JobState.RUNNING, 4), finished=None)
    lab.jobs.add(running)
    found = standing(whole)
    assert found.state is State.WORKING
    assert (found.running and found.running.at) == running.started
    assert (found.last_backup and found.last_backup.at) == NOON + timedelta(minutes=2)
    assert (found.last_job and found.last_job.kind) is JobKind.VERIFY


def test_what_needs_a_person_stands_first(whole: Catalog, lab: Records) -> None:
    for name in ("a", "b", "c"):
        lab.targets.add(replace(LAB, name=name))
    for number, name in enumerate(("a", "b")):
        lab.snapshots.add("r1", replace(GOOD, id=f"{number:064x}", target=name))
    lab.jobs.add(replace(ended(JobState.DEAD, 1), target="b"))
    found = target_statuses(whole.database, "default", NOON + HOUR)
    assert [each.target for each in found] == ["b", "c", "lab", "a"]


def test_nothing_of_another_workspace_counts(whole: Catalog, lab: Records) -> None:
    lab.snapshots.add("r1", GOOD)
    before = standing(whole)
    whole.workspaces.add(WorkspaceEntry("genetics", NOON))
    theirs = whole.of("genetics")
    theirs.repositories.add(replace(NAS, id="r2"))
    theirs.targets.add(LAB)
    theirs.snapshots.add("r2", replace(GOOD, id="e" * 64, sequence=9, started=NOON + HOUR))
    theirs.verifications.add(Verification("e" * 64, Level.RESTORED, Grade.OK, False, NOON))
    theirs.jobs.add(ended(JobState.FAILED, 1))
    theirs.jobs.add(replace(ended(JobState.RUNNING, 4), finished=None))
    assert standing(whole) == before
    (other,) = target_statuses(whole.database, "genetics", NOON + HOUR)
    assert other.state is State.FAILED
    assert list(other.looks) == [Level.RESTORED]


def test_a_sample_mends_nothing_that_is_known(whole: Catalog, lab: Records) -> None:
    """It passed over what was damaged."""
    lab.snapshots.add("r1", GOOD)
    failed = Verification(GOOD.id, Level.BYTES, Grade.FAILED, True, NOON)
    lab.verifications.add(failed)
    lab.repositories.note_damage("nas", NOON)
    for minute in (1, 2):
        at = NOON + timedelta(minutes=minute)
        lab.verifications.add(Verification(GOOD.id, Level.BYTES, Grade.OK, True, at))
    found = standing(whole)
    assert (found.state, found.newest) == (State.FAILED, None)
    assert found.looks[Level.BYTES].at == failed.at
    assert lab.verifications.found_bad() == {GOOD.id: frozenset({Level.BYTES})}
    lab.verifications.add(replace(failed, grade=Grade.OK, sampled=False, at=NOON + HOUR / 2))
    lab.repositories.note_damage("nas", None)
    found = standing(whole)
    assert (found.state, found.newest and found.newest.id) == (State.PROTECTED, GOOD.id)
    assert not lab.verifications.found_bad()


def test_another_snapshot_that_is_whole_mends_none(whole: Catalog, lab: Records) -> None:
    lab.snapshots.add("r1", GOOD)
    lab.snapshots.add("r1", replace(GOOD, id="b" * 64, sequence=2))
    failed = Verification(GOOD.id, Level.BYTES, Grade.FAILED, False, NOON)
    lab.verifications.add(failed)
    lab.repositories.note_damage("nas", NOON)
    lab.verifications.add(replace(failed, snapshot="b" * 64, grade=Grade.OK, at=NOON + HOUR / 2))
    found = standing(whole)
    assert (found.state, found.looks[Level.BYTES].snapshot) == (State.FAILED, GOOD.id)
    assert found.newest is not None
    # It is gone: what is left passed, and only the repository is not known to be whole yet.
    lab.snapshots.annotate(GOOD.id, Annotation(trashed=NOON))
    assert standing(whole).state is State.WARNING
    lab.repositories.note_damage("nas", None)
    assert standing(whole).state is State.PROTECTED


def test_what_holds_a_repository_is_told_with_its_targets(whole: Catalog, lab: Records) -> None:
    lab.snapshots.add("r1", GOOD)
    lab.repositories.note_damage("nas", NOON)
    lab.repositories.hold("nas", "lab: 90% of all rows are gone")
    found = standing(whole)
    assert (found.damaged, found.held) == (NOON, "lab: 90% of all rows are gone")
    assert found.state is State.WARNING
