"""A server is followed: a real one, whose databases come and go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from psycopg import sql

from desktop_app.engine.catalog.entries import (
    JobKind,
    Planned,
    RepositoryEntry,
    TargetEntry,
    Template,
)
from desktop_app.engine.errors import (
    BadRule,
    NameTaken,
    NotAllowed,
    QuotaReached,
    SecretNeeded,
    ServerUnreachable,
)
from desktop_app.engine.jobs.fault import error_of
from desktop_app.engine.secrets.password import hash_password
from desktop_app.engine.targets import following
from desktop_app.engine.targets.following import Look, databases_of, follow, look_at, look_at_all
from desktop_app.engine.workspace import Workspace
from tests.engine.workspace.people import Person
from tests.servers import Server, start_17

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAILY = Planned(JobKind.BACKUP, "every day at 01:00", "UTC")
TEMPLATE = Template((DAILY,), rpo_seconds=86_400, rto_seconds=600, proof_days=30)
RETENTION = {"daily": 7}
CHEAP = {"iterations": 1, "lanes": 1, "memory_kib": 64}


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server whose databases nobody else makes or drops."""
    with start_17() as scratch:
        server = Server(scratch, 17)
        server.execute(sql.SQL("CREATE ROLE guest LOGIN"))
        server.create_database("flies")
        yield server


@pytest.fixture
def server(own: Server) -> Iterator[Server]:
    """The same, with ``flies`` and ``postgres`` alone."""
    before = {each.name for each in databases_of(own.address, None)}
    assert before == {"flies", "postgres"}
    yield own
    for each in databases_of(own.address, None):
        if each.name not in before:
            own.drop_database(each.name)


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def workspace(tmp_path: Path, person: Person) -> Iterator[Workspace]:
    with Workspace(tmp_path, person) as workspace:
        workspace.catalog.repositories.add(RepositoryEntry("nas", "/mnt/nas", "r"))
        yield workspace


def begin(
    workspace: Workspace,
    server: Server,
    *,
    user: str = "",
    template: Template = TEMPLATE,
    left_out: tuple[str, ...] = (),
) -> Look:
    address = replace(server.address, user=user or server.address.user)
    listed = databases_of(address, None)
    return follow(
        workspace, "lab", address, "nas", listed, NOON, template=template, left_out=left_out
    )


def names(workspace: Workspace) -> list[str]:
    return [target.name for target in workspace.catalog.targets.list()]


def test_each_database_becomes_a_target_like_the_template(
    workspace: Workspace, server: Server
) -> None:
    look = begin(workspace, server)
    assert [each.name for each in look.added] == ["flies", "postgres"]
    target = workspace.catalog.targets.load("lab-flies")
    assert target == TargetEntry(
        "lab-flies",
        "postgresql",
        server.address.with_database("flies").url(),
        "nas",
        rpo_seconds=86_400,
        rto_seconds=600,
        proof_days=30,
    )
    (schedule,) = workspace.catalog.schedules.list("lab-flies")
    assert (schedule.rule, schedule.due) == (DAILY.rule, datetime(2026, 3, 2, 1, tzinfo=UTC))
    assert workspace.catalog.followed.tell_new(NOON) == ()  # whoever followed it knows


def test_a_database_that_appears_is_protected_and_to_be_told(
    workspace: Workspace, server: Server
) -> None:
    begin(workspace, server)
    server.create_database("Mäuse 2026")
    (look,) = look_at_all(workspace, NOON + MINUTE)
    assert [each.target for each in look.added] == ["lab-Mäuse 2026"]
    made = workspace.catalog.targets.load("lab-Mäuse 2026")
    assert (made.repository, made.rpo_seconds) == ("nas", 86_400)
    assert len(workspace.catalog.schedules.list("lab-Mäuse 2026")) == 1
    again = look_at(workspace, "lab", NOON + 2 * MINUTE)
    assert again == Look("lab")
    assert [each.name for each in workspace.catalog.followed.tell_new(NOON)] == ["Mäuse 2026"]


def test_a_database_that_vanishes_is_noted_and_nothing_is_removed(
    workspace: Workspace, server: Server
) -> None:
    server.create_database("mice")
    begin(workspace, server)
    server.drop_database("mice")
    look = look_at(workspace, "lab", NOON + MINUTE)
    assert [each.name for each in look.gone] == ["mice"]
    assert "lab-mice" in names(workspace)
    gone = {each.name: each.gone for each in workspace.catalog.followed.databases("lab")}
    assert gone == {"flies": None, "mice": NOON + MINUTE, "postgres": None}
    server.create_database("mice")
    assert look_at(workspace, "lab", NOON + 2 * MINUTE) == Look("lab")
    assert all(each.gone is None for each in workspace.catalog.followed.databases("lab"))


def test_what_is_left_out_or_passing_or_was_removed_gets_no_target(
    workspace: Workspace, server: Server
) -> None:
    server.create_database("lab__labvault_a51146d3")
    begin(workspace, server, left_out=("postgres", "later"))
    server.create_database("later")
    assert look_at(workspace, "lab", NOON + MINUTE).added == ()
    assert names(workspace) == ["lab-flies"]
    workspace.remove_target("lab-flies")
    assert look_at(workspace, "lab", NOON + MINUTE).added == ()
    following.leave_out(workspace, "lab", "later", NOON, left_out=False)
    assert [each.name for each in look_at(workspace, "lab", NOON).added] == ["later"]


def test_a_database_that_a_target_protects_already_gets_no_second_one(
    workspace: Workspace, server: Server
) -> None:
    url = server.address.with_database("flies").url()
    workspace.catalog.targets.add(TargetEntry("drosophila", "postgresql", url, "nas"))
    look = begin(workspace, server)
    assert [each.target for each in look.adopted] == ["drosophila"]
    assert names(workspace) == ["drosophila", "lab-postgres"]


def test_what_may_not_be_entered_is_named_and_protected_once_it_may(
    workspace: Workspace, server: Server
) -> None:
    server.create_database("secret")
    server.execute(sql.SQL("REVOKE CONNECT ON DATABASE secret FROM PUBLIC"))
    look = begin(workspace, server, user="guest")
    (refused,) = look.refused
    assert refused.name == "secret"
    assert "no right" in str(error_of(refused.fault or {}))
    server.execute(sql.SQL("GRANT CONNECT ON DATABASE secret TO guest"))
    assert [each.name for each in look_at(workspace, "lab", NOON).added] == ["secret"]
    assert all(each.fault is None for each in workspace.catalog.followed.databases())


def test_a_quota_is_kept_and_said(workspace: Workspace, server: Server) -> None:
    workspaces = workspace.whole_catalog.workspaces
    workspaces.alter("default", lambda entry: replace(entry, quota_targets=1))
    with pytest.raises(QuotaReached):
        begin(workspace, server)
    assert names(workspace) == []
    workspaces.alter("default", lambda entry: replace(entry, quota_targets=2))
    begin(workspace, server)
    server.create_database("mice")
    (refused,) = look_at(workspace, "lab", NOON).refused
    assert isinstance(error_of(refused.fault or {}), QuotaReached)
    workspaces.alter("default", lambda entry: replace(entry, quota_targets=None))
    assert [each.name for each in look_at(workspace, "lab", NOON).added] == ["mice"]


def test_a_server_that_is_away_is_noted_until_it_answers(
    workspace: Workspace, server: Server
) -> None:
    begin(workspace, server)
    away = replace(server.address, host="127.0.0.1", port=1)
    listed = databases_of(server.address, None)
    follow(workspace, "away", away, "nas", listed[:1], NOON)
    found = {look.server: look for look in look_at_all(workspace, NOON + MINUTE)}
    assert isinstance(found["away"].fault, ServerUnreachable)
    assert found["lab"].fault is None  # one does not keep the other from being looked at
    entry = workspace.catalog.followed.load("away")
    assert isinstance(error_of(entry.fault or {}), ServerUnreachable)
    assert entry.looked == NOON
    assert [d.gone for d in workspace.catalog.followed.databases("away")] == [None]


def test_names_are_derived_and_taken_ones_avoided(workspace: Workspace, server: Server) -> None:
    other = TargetEntry("lab-flies", "postgresql", "postgresql://u@other:5432/flies", "nas")
    workspace.catalog.targets.add(other)
    begin(workspace, server)
    assert names(workspace) == ["lab-flies", "lab-flies-2", "lab-postgres"]
    with pytest.raises(NameTaken):
        begin(workspace, server)


def test_what_removes_by_itself_is_for_a_manager(
    workspace: Workspace, server: Server, person: Person
) -> None:
    workspaces, secret = workspace.whole_catalog.workspaces, hash_password("let me", CHEAP)
    workspaces.alter("default", lambda entry: replace(entry, manager_hash=secret))
    prune = Planned(JobKind.PRUNE, "every day at 06:00", "UTC")
    keeping = Template(retention=RETENTION)
    for template in (keeping, Template((prune,))):
        with pytest.raises(SecretNeeded):
            begin(workspace, server, template=template)
    person.manager = "wrong"
    with pytest.raises(NotAllowed):
        begin(workspace, server, template=keeping)
    assert names(workspace) == []
    person.manager = "let me"
    begin(workspace, server, template=keeping)
    assert workspace.catalog.targets.load("lab-flies").retention == RETENTION
    person.manager = None
    with Workspace(workspace.profile, person) as fresh, pytest.raises(SecretNeeded):
        following.unfollow(fresh, "lab")
    following.unfollow(workspace, "lab")  # who gave the password is not asked again
    assert look_at_all(workspace, NOON) == ()
    assert "lab-flies" in names(workspace)


def test_a_template_is_taken_from_a_target_and_changed(
    workspace: Workspace, server: Server
) -> None:
    begin(workspace, server, template=Template())
    assert workspace.catalog.schedules.list() == ()
    following.change_template(workspace, "lab", TEMPLATE)
    server.create_database("mice")
    look_at(workspace, "lab", NOON)
    assert following.template_of(workspace.catalog, "lab-mice") == TEMPLATE
    bad = Template((Planned(JobKind.BACKUP, "whenever", "UTC"),))
    with pytest.raises(BadRule):
        following.change_template(workspace, "lab", bad)
