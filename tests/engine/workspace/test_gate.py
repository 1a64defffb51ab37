"""The manager's password is asked for where it must be, and refused tries are noted."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Never

import pytest

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.errors import AskedTooOften, NotAllowed, SecretNeeded
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository import audit
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.roles import FREE_TRIES, Action
from desktop_app.engine.sources.base import Way
from desktop_app.engine.workspace import Opened, Workspace
from desktop_app.engine.workspace.gate import Gate
from tests.engine.repository.material import back_up
from tests.engine.workspace.people import Person

START = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def guarded(workspace: Workspace) -> Workspace:
    """Its manager's password is "tomato"; nobody has given it yet."""
    workspace.gate.set_password("tomato")
    workspace.gate = gate(workspace)
    return workspace


def gate(workspace: Workspace, moments: list[datetime] | None = None) -> Gate:
    """As another program has it that begins now. ``moments``: the last one is the time it is."""
    clock = moments or [START]
    workspaces = workspace.whole_catalog.workspaces
    return Gate(workspaces, workspace.catalog, workspace.keyholder, lambda: clock[-1])


def refusals(opened: Opened) -> list[str]:
    """The refused actions in the chain of a repository."""
    repository = opened.repository
    entries, problems = audit.read_chain(repository.storage, repository.master)
    assert problems == []
    return [entry.detail["action"] for entry in entries if entry.event == "refused"]


@pytest.mark.parametrize("action", Action)
def test_without_a_password_everybody_may(
    workspace: Workspace, person: Person, action: Action
) -> None:
    workspace.gate.require(action)
    assert person.asked == 0
    assert not workspace.gate.guarded
    assert workspace.catalog.deeds.list() == ()


@pytest.mark.parametrize("action", [Action.BACK_UP, Action.VERIFY, Action.RESTORE_BESIDE])
def test_work_is_never_asked_for(guarded: Workspace, person: Person, action: Action) -> None:
    guarded.gate.require(action)
    assert person.asked == 0


def test_who_knows_it_is_asked_once(guarded: Workspace, person: Person) -> None:
    person.manager = "tomato"
    guarded.gate.require(Action.PRUNE)
    guarded.gate.require(Action.CHANGE_KEYS)
    assert person.asked == 1


def test_a_changed_password_is_asked_for_again(guarded: Workspace, person: Person) -> None:
    person.manager = "tomato"
    guarded.gate.require(Action.PRUNE)
    other = gate(guarded)
    other.set_password("cucumber")
    with pytest.raises(NotAllowed):
        guarded.gate.require(Action.PRUNE)
    other.require(Action.PRUNE)


def test_a_refused_try_is_in_the_log_of_the_workspace(guarded: Workspace, person: Person) -> None:
    person.manager = "wrong"
    with pytest.raises(NotAllowed):
        guarded.gate.require(Action.REMOVE_TARGET)
    last = guarded.catalog.deeds.list()[-1]
    assert (last.what, last.allowed, last.at) == ("refused", False, START)
    assert last.detail == {"action": "remove a target", "reason": "NotAllowed"}
    assert " on " in last.who


@pytest.mark.parametrize(("manager", "fault"), [("wrong", NotAllowed), (None, SecretNeeded)])
def test_a_refused_try_is_in_the_chain_of_the_repository(
    guarded: Workspace,
    opened: Opened,
    person: Person,
    manager: str | None,
    fault: type[Exception],
) -> None:
    person.manager = manager
    with pytest.raises(fault):
        guarded.key_changes(opened)
    assert refusals(opened) == ["change keys"]
    assert guarded.catalog.deeds.list()[-1].detail["repository"] == "nas"


def test_who_is_not_even_asked_does_not_fill_the_chain(
    guarded: Workspace, opened: Opened, person: Person
) -> None:
    person.manager = "wrong"
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(NotAllowed):
            guarded.gate.require(Action.CHANGE_KEYS, opened)
    for _ in range(5):
        with pytest.raises(AskedTooOften):
            guarded.gate.require(Action.CHANGE_KEYS, opened)
    assert person.asked == FREE_TRIES + 1
    assert len(refusals(opened)) == FREE_TRIES + 1
    assert guarded.catalog.deeds.list()[-1].detail["reason"] == "AskedTooOften"


def test_the_wait_outlives_the_program_and_ends(guarded: Workspace, person: Person) -> None:
    person.manager = "wrong"
    moments = [START]
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(NotAllowed):
            gate(guarded, moments).require(Action.PRUNE)
    person.manager = "tomato"
    with pytest.raises(AskedTooOften) as caught:
        gate(guarded, moments).require(Action.PRUNE)
    moments.append(START + timedelta(seconds=caught.value.seconds))
    gate(guarded, moments).require(Action.PRUNE)
    entry = guarded.whole_catalog.workspaces.load(guarded.name)
    assert (entry.refused_tries, entry.asked_again_after) == (0, None)


def test_tries_at_once_are_each_counted(guarded: Workspace, tmp_path: Path) -> None:
    """However many guess at once, no more are looked at than one after the other."""
    faults: list[type[BaseException]] = []
    start = threading.Barrier(8)

    def guess() -> None:
        with Workspace(tmp_path / "profile", Person("wrong")) as mine:
            start.wait()
            try:
                gate(mine).require(Action.PRUNE)
            except (NotAllowed, AskedTooOften) as refusal:
                faults.append(type(refusal))

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(faults) == 8
    assert faults.count(NotAllowed) == FREE_TRIES + 1


def test_only_who_knows_the_password_changes_or_removes_it(
    guarded: Workspace, person: Person
) -> None:
    person.manager = "wrong"
    with pytest.raises(NotAllowed):
        guarded.gate.set_password("mine")
    with pytest.raises(NotAllowed):
        guarded.gate.remove_password()
    person.manager = "tomato"
    guarded.gate.remove_password()
    assert not guarded.gate.guarded
    told = [deed.what for deed in guarded.catalog.deeds.list() if deed.allowed]
    assert told == ["set the manager's password", "removed the manager's password"]


def test_the_password_is_kept_as_a_hash_alone(guarded: Workspace, tmp_path: Path) -> None:
    guarded.close()
    held = b"".join(f.read_bytes() for f in (tmp_path / "profile").rglob("*") if f.is_file())
    assert b"$argon2id$" in held
    assert b"tomato" not in held


class Untouched:
    """A place to restore to that no refused restore may look at."""

    def __getattr__(self, name: str) -> Never:
        raise AssertionError(f"{name} was asked for")


def test_a_technician_restores_over_nothing(
    guarded: Workspace, opened: Opened, person: Person
) -> None:
    person.manager = "wrong"
    snapshot = back_up(opened.repository, {"a": b"x"})
    over = RestoreOptions(way=Way.REPLACE)
    with pytest.raises(NotAllowed):
        guarded.restore(opened, snapshot, Untouched(), over, Silent())  # type: ignore[arg-type]
    assert refusals(opened) == ["restore over what is there"]
    assert guarded.catalog.jobs.list() == ()


def test_a_technician_prunes_nothing(guarded: Workspace, opened: Opened, person: Person) -> None:
    person.manager = "wrong"
    with pytest.raises(NotAllowed):
        guarded.recorded("prune", "", opened.entry.name)
    assert guarded.catalog.jobs.list() == ()


def test_a_technician_removes_no_target(guarded: Workspace, opened: Opened, person: Person) -> None:
    person.manager = "wrong"
    guarded.catalog.targets.add(TargetEntry("lab", "postgresql", "postgresql://u@h/lab", "nas"))
    with pytest.raises(NotAllowed):
        guarded.remove_target("lab")
    assert guarded.catalog.targets.load("lab").repository == opened.entry.name
    person.manager = "tomato"
    guarded.remove_target("lab")
    assert guarded.catalog.targets.list() == ()
    last = guarded.catalog.deeds.list()[-1]
    assert (last.what, last.allowed, last.detail) == ("removed a target", True, {"name": "lab"})
