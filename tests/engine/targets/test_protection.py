"""Targets are made and changed in one step: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.engine.catalog.entries import Annotation, JobKind, Planned, TargetEntry
from desktop_app.engine.errors import (
    BadRule,
    KeyringFailed,
    NameTaken,
    NotAllowed,
    NotSupported,
    UnknownName,
)
from desktop_app.engine.keeping.retention import Retention
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.targets.protection import (
    change_target,
    duplicate,
    known_here,
    protect,
    rest,
    scheduled,
)
from desktop_app.engine.workspace import Workspace
from tests.engine.keeping.test_retention import snapshot
from tests.engine.workspace.people import PASSPHRASE, Person
from tests.keyrings import Refusing, using

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
URL = "postgresql://reader@db:5432/cryo"
CRYO, FLIES = (TargetEntry(name, "postgresql", URL, "nas") for name in ("cryo", "flies"))
DAILY = Planned(JobKind.BACKUP, "every day at 20:00", "Europe/Berlin")
PRUNE = Planned(JobKind.PRUNE, "every sunday at 3:00", "UTC")
MANAGER = "the boss says"


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def workspace(tmp_path: Path, person: Person) -> Iterator[Workspace]:
    with Workspace(tmp_path / "profile", person) as workspace:
        workspace.create_repository("nas", str(tmp_path / "nas"), PASSPHRASE)[0].repository.close()
        yield workspace


def guard(workspace: Workspace, person: Person) -> None:
    """From now on there is a manager, whom this person is not."""
    workspace.gate.set_password(MANAGER)
    workspace.gate._passed = ""
    person.manager = "a guess"


def test_a_schedule_knows_its_next_run(workspace: Workspace) -> None:
    repository = workspace.catalog.repositories.load("nas")
    made = scheduled(CRYO, repository, replace(DAILY, rule="Daily at 8 pm"), NOW)
    assert made is not None
    assert (made.rule, made.zone) == ("every day at 20:00", "Europe/Berlin")
    assert made.due == datetime(2026, 5, 4, 18, tzinfo=UTC)
    assert scheduled(CRYO, repository, replace(DAILY, rule="never"), NOW) is None


@pytest.mark.usefixtures("ring")
def test_all_targets_with_their_schedules(workspace: Workspace) -> None:
    protect(workspace, (CRYO, FLIES), (DAILY,), {"login": "secret"}, NOW)
    assert [t.name for t in workspace.catalog.targets.list()] == ["cryo", "flies"]
    assert [s.rule for s in workspace.catalog.schedules.list()] == ["every day at 20:00"] * 2
    assert os_keyring.load("login") == "secret"


@pytest.mark.parametrize(
    ("targets", "rule", "refusal"),
    [
        ((CRYO, replace(FLIES, name="there")), "never", NameTaken),
        ((CRYO,), "every blue moon", BadRule),
        ((CRYO,), "after files stop changing", NotSupported),
        ((CRYO, replace(FLIES, repository="nowhere")), "every hour", UnknownName),
    ],
)
def test_all_or_none(
    workspace: Workspace, targets: tuple[TargetEntry, ...], rule: str, refusal: type[Exception]
) -> None:
    there = replace(FLIES, name="there")
    workspace.catalog.targets.add(there)
    with pytest.raises(refusal):
        protect(workspace, targets, (replace(DAILY, rule=rule),), {}, NOW)
    assert workspace.catalog.targets.list() == (there,)
    assert workspace.catalog.schedules.list() == ()


def test_nothing_is_added_when_the_keyring_refuses(workspace: Workspace) -> None:
    refusing = Refusing()  # type: ignore[no-untyped-call]
    with using(refusing), pytest.raises(KeyringFailed):
        protect(workspace, (CRYO,), (DAILY,), {"login": "secret"}, NOW)
    assert workspace.catalog.targets.list() == ()


def test_a_change_leaves_what_others_changed(workspace: Workspace) -> None:
    protect(workspace, (CRYO,), (DAILY,), {}, NOW)
    rest(workspace.catalog, "cryo", paused=True)  # while somebody types
    moved = replace(CRYO, url=URL.replace("db", "new-db"), rpo_seconds=3600)
    hourly = replace(DAILY, rule="hourly")
    change_target(workspace, CRYO, moved, (hourly,), {}, NOW)
    there = workspace.catalog.targets.load("cryo")
    assert there == replace(moved, paused=True)
    assert [s.rule for s in workspace.catalog.schedules.list()] == ["every hour"]
    change_target(workspace, there, there, (replace(DAILY, rule="never"),), {}, NOW)
    assert workspace.catalog.schedules.list() == ()


def test_options_change_one_by_one(workspace: Workspace) -> None:
    protect(workspace, [CRYO], (), {}, NOW)
    targets = workspace.catalog.targets
    seen = replace(CRYO, options={"exclude": ["*.tmp"], "quiet_seconds": 60})
    targets.change(replace(seen, options={**seen.options, "tripwires": {"rows": 0.5}}))
    wanted = replace(seen, options={"exclude": ["cache/"]})
    change_target(workspace, seen, wanted, (), {}, NOW)
    assert targets.load("cryo").options == {"exclude": ["cache/"], "tripwires": {"rows": 0.5}}


@pytest.mark.parametrize("what", ["retention", "prune"])
def test_what_removes_is_for_a_manager_and_all_is_refused(
    workspace: Workspace, person: Person, what: str
) -> None:
    protect(workspace, (CRYO,), (), {}, NOW)
    guard(workspace, person)
    after = replace(CRYO, rpo_seconds=60)
    plans = (DAILY, PRUNE) if what == "prune" else (DAILY,)
    if what == "retention":
        after = replace(after, retention=Retention(daily=7).to_store())
    with pytest.raises(NotAllowed):
        change_target(workspace, CRYO, after, plans, {}, NOW)
    assert workspace.catalog.targets.load("cryo") == CRYO
    assert workspace.catalog.schedules.list() == ()
    workspace.gate._clock = lambda: datetime.now(UTC).replace(year=2999)
    person.manager = MANAGER
    change_target(workspace, CRYO, after, plans, {}, NOW)
    assert workspace.catalog.targets.load("cryo").retention == after.retention
    assert len(workspace.catalog.schedules.list()) == len(plans)


def test_a_copy_rests_and_has_the_same_schedules(workspace: Workspace) -> None:
    kept = replace(CRYO, rpo_seconds=60, retention=Retention(daily=7).to_store())
    protect(workspace, (kept,), (DAILY, PRUNE), {}, NOW)
    assert duplicate(workspace, "cryo", "cryo 2", NOW) == replace(kept, name="cryo 2", paused=True)
    copied = workspace.catalog.schedules.list("cryo 2")
    assert [s.rule for s in copied] == [s.rule for s in workspace.catalog.schedules.list("cryo")]
    with pytest.raises(NameTaken):
        duplicate(workspace, "cryo", "cryo 2", NOW)


def test_what_is_kept_for_ever_is_known_without_the_repository(workspace: Workspace) -> None:
    repository = workspace.catalog.repositories.load("nas")
    made = snapshot(1, NOW)
    workspace.catalog.snapshots.add(repository.id, made)
    workspace.catalog.snapshots.annotate(made.id, Annotation("the good one", keep=True))
    assert dict(known_here(workspace.catalog).kept) == {made.id: "kept for ever (the good one)"}
