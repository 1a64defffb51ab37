"""A repository is forgotten with what is known of it, and nothing else; and what a quota counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.catalog import Catalog, Records
from desktop_app.engine.catalog.entries import (
    Job,
    JobKind,
    JobState,
    RepositoryEntry,
    TargetEntry,
    Verification,
    WorkspaceEntry,
)
from desktop_app.engine.catalog.quotas import Use
from desktop_app.engine.catalog.removal import Users, forget_repository, users_of
from desktop_app.engine.errors import NotSupported, QuotaReached, UnknownName
from desktop_app.engine.model import Grade, Level
from tests.engine.catalog.test_catalog import SNAPSHOT
from tests.engine.catalog.test_workspaces import NOON, contents

HOUR = timedelta(hours=1)


def fill(records: Records, name: str, state: JobState = JobState.QUEUED) -> None:
    """A repository with a target, its snapshot, that one's verification, and a job."""
    records.repositories.add(RepositoryEntry(name, f"/mnt/{name}", f"id of {name}"))
    records.targets.add(TargetEntry(f"lab of {name}", "postgresql", "postgresql://db/lab", name))
    snapshot = replace(SNAPSHOT, id=name.encode().hex().rjust(64, "0"), target=f"lab of {name}")
    records.snapshots.add(f"id of {name}", snapshot)
    records.verifications.add(Verification(snapshot.id, Level.BYTES, Grade.OK, False, NOON))
    alive = NOON + HOUR if state is JobState.RUNNING else None
    records.jobs.add(
        Job(JobKind.BACKUP, f"lab of {name}", name, NOON, NOON, state=state, alive_until=alive)
    )


def forget(whole: Catalog, name: str, **how: bool) -> Users:
    return forget_repository(whole.database, "default", name, NOON, **({"with_users": False} | how))


def test_what_uses_it_is_named_and_must_go_first(whole: Catalog) -> None:
    fill(whole.of(), "nas")
    before = contents(whole)
    assert users_of(whole.database, "default", "nas") == Users(targets=("lab of nas",))
    with pytest.raises(NotSupported, match="the target lab of nas"):
        forget(whole, "nas")
    assert contents(whole) == before


def test_while_a_job_works_on_it_it_stays(whole: Catalog) -> None:
    fill(whole.of(), "nas", JobState.RUNNING)
    before = contents(whole)
    with pytest.raises(NotSupported, match="is running"):
        forget(whole, "nas", with_users=True)
    assert contents(whole) == before
    later = NOON + 2 * HOUR  # its program died long ago
    forget_repository(whole.database, "default", "nas", later, with_users=True)
    assert whole.of().repositories.list() == ()


def test_all_that_is_known_of_it_goes_and_of_others_nothing(whole: Catalog) -> None:
    fill(whole.of(), "attic")
    alone = contents(whole)
    fill(whole.of(), "nas")
    assert forget(whole, "nas", with_users=True) == Users(targets=("lab of nas",))
    left = contents(whole)
    jobs = whole.of().jobs.list()
    assert [(job.repository, job.state) for job in jobs] == [
        ("nas", JobState.CANCELLED),  # what was done is history
        ("attic", JobState.QUEUED),
    ]
    assert {**left, "jobs": []} == {**alone, "jobs": []}
    assert not users_of(whole.database, "default", "attic").servers


def test_without_users_nobody_need_agree(whole: Catalog) -> None:
    fill(whole.of(), "nas")
    whole.of().targets.delete("lab of nas")
    assert not users_of(whole.database, "default", "nas")
    assert forget(whole, "nas").all == ()
    with whole.database.reading() as connection:
        assert not connection.execute(select(schema.snapshots)).all()


def test_that_of_another_workspace_is_unknown(whole: Catalog) -> None:
    whole.workspaces.add(WorkspaceEntry("genetics", NOON))
    fill(whole.of(), "nas")
    before = contents(whole)
    with pytest.raises(UnknownName):
        users_of(whole.database, "genetics", "nas")
    with pytest.raises(UnknownName):
        forget_repository(whole.database, "genetics", "nas", NOON, with_users=True)
    assert contents(whole) == before


def test_users_in_words() -> None:
    users = Users(("lab",), ("db",))
    assert users.all == ("the target lab", "the followed server db")
    assert users
    assert not Users()


def test_a_quota_that_is_reached_exactly_is_kept(whole: Catalog) -> None:
    fill(whole.of(), "nas")
    quota = {"quota_snapshots": 2, "quota_targets": 1}
    whole.workspaces.alter("default", lambda entry: replace(entry, **quota))
    quotas = whole.of().quotas
    assert quotas.use() == (Use("bytes", 0, None), Use("snapshots", 1, 2), Use("targets", 1, 1))
    quotas.must_fit(size=1 << 50, snapshots=1)
    for more in ({"snapshots": 2}, {"targets": 1}):
        with pytest.raises(QuotaReached):
            quotas.must_fit(**more)
    with pytest.raises(UnknownName):
        whole.of("genetics").quotas.use()


def test_snapshots_are_counted_by_repository_and_written_anew(whole: Catalog) -> None:
    for name in ("attic", "nas"):
        fill(whole.of(), name)
    snapshots = whole.of().snapshots
    assert snapshots.counts() == {"id of attic": 1, "id of nas": 1}
    wrong = snapshots.list(target="lab of nas")[0]
    snapshots.rebuild("id of nas", [replace(wrong, rows=7)])
    assert [each.rows for each in snapshots.list(target="lab of nas")] == [7]
    assert [each.rows for each in snapshots.list(target="lab of attic")] == [SNAPSHOT.rows]
    snapshots.rebuild("id of nas", [])
    assert snapshots.counts() == {"id of attic": 1, "id of nas": 1}
