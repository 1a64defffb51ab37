"""Followed servers in the catalog, in both of its homes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.engine.catalog.catalog import Catalog, Records
from desktop_app.engine.catalog.entries import (
    FollowedDatabase,
    FollowedServer,
    JobKind,
    Planned,
    RepositoryEntry,
    ScheduleEntry,
    TargetEntry,
    Template,
    WorkspaceEntry,
)
from desktop_app.engine.catalog.removal import remove_workspace
from desktop_app.engine.errors import NameTaken, QuotaReached, UnknownName

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEMPLATE = Template(
    (Planned(JobKind.VERIFY, "every day at 03:00", "Europe/Berlin", {"level": "bytes"}),),
    rpo_seconds=3600,
    proof_days=30,
    retention={"daily": 7},
    options={"tripwires": {"rows_percent": 10}},
)
LAB = FollowedServer("lab", "postgresql://u@db:5432/postgres", "nas", NOON, True, TEMPLATE)


def target(name: str) -> TargetEntry:
    return TargetEntry(name, "postgresql", f"postgresql://u@db:5432/{name}", "nas")


def schedule(name: str) -> ScheduleEntry:
    return ScheduleEntry(name, JobKind.BACKUP, "every day at 01:00", "UTC", NOON)


def seen(name: str, protected: str = "") -> FollowedDatabase:
    return FollowedDatabase("lab", name, NOON, protected)


@pytest.fixture
def records(catalog: Records) -> Records:
    catalog.repositories.add(RepositoryEntry("nas", "/mnt/nas", "r"))
    return catalog


def test_a_followed_server_comes_back_as_it_went_in(records: Records) -> None:
    database = seen("flies", "lab-flies")
    records.followed.add(LAB, [(database, target("lab-flies"), [schedule("lab-flies")])])
    assert records.followed.list() == (LAB,)
    assert records.followed.load("lab") == LAB
    assert records.followed.databases("lab") == (database,)
    assert records.targets.load("lab-flies").repository == "nas"
    assert [s.rule for s in records.schedules.list("lab-flies")] == ["every day at 01:00"]
    with pytest.raises(NameTaken):
        records.followed.add(LAB, [])
    with pytest.raises(UnknownName):
        records.followed.add(replace(LAB, name="b", repository="none"), [])


def test_nothing_is_followed_when_one_target_cannot_be_made(
    whole: Catalog, records: Records
) -> None:
    whole.workspaces.alter("default", lambda entry: replace(entry, quota_targets=1))
    two = [(seen(name, name), target(name), ()) for name in ("a", "b")]
    with pytest.raises(QuotaReached):
        records.followed.add(LAB, two)
    assert (records.followed.list(), records.targets.list()) == ((), ())


def test_of_two_programs_one_protects_a_new_database(records: Records) -> None:
    records.followed.add(LAB, [])
    new = seen("flies", "lab-flies")
    assert records.followed.protect(new, target("lab-flies"), [schedule("lab-flies")])
    assert not records.followed.protect(new, target("lab-flies-2"), ())
    assert [t.name for t in records.targets.list()] == ["lab-flies"]


def test_what_could_not_be_protected_can_be_later_and_what_is_left_out_cannot(
    records: Records,
) -> None:
    records.followed.add(LAB, [])
    refused = replace(seen("flies"), fault={"class": "LoginRefused"})
    assert records.followed.protect(refused, None, ())
    assert records.followed.databases() == (refused,)
    records.followed.leave_out("lab", "flies", True, NOON)
    (left,) = records.followed.databases()
    assert (left.left_out, left.fault) == (True, None)
    assert not records.followed.protect(seen("flies", "f"), target("f"), ())
    records.followed.leave_out("lab", "flies", False, NOON)
    assert records.followed.protect(seen("flies", "f"), target("f"), ())


def test_a_server_that_is_followed_no_longer_gets_no_more_targets(records: Records) -> None:
    records.followed.add(LAB, [(seen("a", "lab-a"), target("lab-a"), ())])
    records.followed.delete("lab")
    assert (records.followed.list(), records.followed.databases()) == ((), ())
    assert [t.name for t in records.targets.list()] == ["lab-a"]  # its targets stay
    assert not records.followed.protect(seen("b", "lab-b"), target("lab-b"), ())
    with pytest.raises(UnknownName):
        records.followed.delete("lab")


def test_each_new_database_is_told_once(records: Records) -> None:
    known = replace(seen("a", "lab-a"), told=NOON)
    records.followed.add(LAB, [(known, target("lab-a"), ()), (seen("odd"), None, ())])
    assert records.followed.tell_new(NOON) == ()
    records.followed.protect(seen("b", "lab-b"), target("lab-b"), ())
    assert [each.name for each in records.followed.tell_new(NOON)] == ["b"]
    assert records.followed.tell_new(NOON) == ()


def test_a_look_notes_who_is_gone_and_who_came_back(records: Records) -> None:
    made = [(seen(name, name), target(name), ()) for name in ("a", "b")]
    records.followed.add(LAB, made)
    records.followed.note_fault("lab", {"class": "ServerUnreachable"})
    assert records.followed.load("lab").fault == {"class": "ServerUnreachable"}
    for minute, gone, since in (
        (1, ["a"], {"a": 1}),
        (2, ["a", "b"], {"a": 1, "b": 2}),
        (3, [], {}),
    ):
        at = NOON + timedelta(minutes=minute)
        records.followed.note_look("lab", at, gone)
        server, databases = records.followed.load("lab"), records.followed.databases("lab")
        assert (server.looked, server.fault) == (at, None)
        assert {d.name: d.gone for d in databases if d.gone} == {
            name: NOON + timedelta(minutes=minutes) for name, minutes in since.items()
        }


def test_another_workspace_follows_its_own_and_goes_with_them(
    whole: Catalog, records: Records
) -> None:
    whole.workspaces.add(WorkspaceEntry("other", NOON))
    other = whole.of("other")
    other.repositories.add(RepositoryEntry("nas", "/mnt/other", "r2"))
    records.followed.add(LAB, [(seen("a", "lab-a"), target("lab-a"), ())])
    other.followed.add(LAB, [(seen("z", "lab-z"), target("lab-z"), ())])
    other.followed.change_template("lab", Template())
    assert [d.name for d in records.followed.databases()] == ["a"]
    assert records.followed.load("lab").template == TEMPLATE
    remove_workspace(whole.database, "other", NOON)
    assert (other.followed.list(), other.followed.databases()) == ((), ())
    assert len(records.followed.databases()) == 1
