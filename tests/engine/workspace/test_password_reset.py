"""A lost manager's password: the recovery key of a repository is the way back, and only that."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.engine.catalog.entries import WorkspaceEntry
from desktop_app.engine.errors import (
    AnotherRepository,
    MistypedKey,
    NotAllowed,
    NotSupported,
    SecretMistyped,
    UnknownName,
    WrongKey,
)
from desktop_app.engine.jobs.rules import utc_now
from desktop_app.engine.repository import audit
from desktop_app.engine.repository.keys import RecoveryKey
from desktop_app.engine.repository.recovery_key import new_recovery_key
from desktop_app.engine.roles import FREE_TRIES, Action
from desktop_app.engine.workspace import Workspace
from desktop_app.engine.workspace.gate import REFUSED
from desktop_app.engine.workspace.password_reset import reset_password
from tests.engine.workspace.people import PASSPHRASE, Person


@pytest.fixture
def key(workspace: Workspace, recovery_key: str) -> RecoveryKey:
    """Of a repository ``nas``, made before the manager's password "tomato" was set."""
    workspace.gate.set_password("tomato")
    return RecoveryKey(recovery_key)


def may(tmp_path: Path, password: str) -> bool:
    """Whether somebody who begins now with this password may prune."""
    with Workspace(tmp_path / "profile", Person(password)) as later:
        try:
            later.gate.require(Action.PRUNE)
        except NotAllowed:
            return False
        return True


def last_deed(workspace: Workspace) -> tuple[str, bool, dict[str, str]]:
    deed = workspace.catalog.deeds.list()[-1]
    return deed.what, deed.allowed, dict(deed.detail)


def test_the_recovery_key_is_the_way_back(
    workspace: Workspace, key: RecoveryKey, tmp_path: Path
) -> None:
    for _ in range(FREE_TRIES):
        assert not may(tmp_path, "forgotten")
    slot = reset_password(workspace, "nas", key, lambda: "cucumber")
    assert may(tmp_path, "cucumber")
    assert not may(tmp_path, "tomato")
    told = [d for d in workspace.catalog.deeds.list() if d.what.startswith("reset")]
    assert [dict(d.detail) for d in told] == [{"repository": "nas", "slot": slot.id}]
    with workspace.repository("nas") as opened:
        entries, problems = audit.read_chain(opened.repository.storage, opened.repository.master)
    assert problems == []
    last = entries[-1]
    assert (last.event, last.detail["slot"]) == ("manager's password reset", slot.id)


def test_a_wrong_key_is_refused_and_noted(
    workspace: Workspace, key: RecoveryKey, tmp_path: Path
) -> None:
    with pytest.raises(WrongKey):
        reset_password(workspace, "nas", RecoveryKey(new_recovery_key()), lambda: "mine")
    assert last_deed(workspace) == (
        "refused",
        False,
        {"action": "reset the manager's password", "reason": "WrongKey", "repository": "nas"},
    )
    with pytest.raises(MistypedKey):
        reset_password(workspace, "nas", RecoveryKey("000G5-40R48"), lambda: "mine")
    assert may(tmp_path, "tomato")


def test_a_revoked_key_is_refused(
    workspace: Workspace, key: RecoveryKey, person: Person, tmp_path: Path
) -> None:
    person.manager = "tomato"
    with workspace.repository("nas") as opened:
        changes = workspace.key_changes(opened)
        _, slot = changes.add_recovery_key(lambda _key, _slot: None)
        changes.confirm_only(slot, utc_now())
    with pytest.raises(WrongKey):
        reset_password(workspace, "nas", key, lambda: "mine")
    assert may(tmp_path, "tomato")


def test_a_repository_that_anybody_made_since_does_not_count(
    workspace: Workspace, key: RecoveryKey, tmp_path: Path
) -> None:
    made, new_key = workspace.create_repository("mine", str(tmp_path / "mine"), PASSPHRASE)
    made.repository.close()
    with pytest.raises(NotSupported, match="made after it was set"):
        reset_password(workspace, "mine", RecoveryKey(new_key), lambda: "mine")
    assert last_deed(workspace)[:2] == ("refused", False)
    assert may(tmp_path, "tomato")
    # A change of the password does not make what is older new.
    with Workspace(tmp_path / "profile", Person("tomato")) as manager:
        manager.gate.set_password("cucumber")
    assert reset_password(workspace, "nas", key, lambda: "radish")


def test_another_repository_in_its_place_does_not_count(
    workspace: Workspace, key: RecoveryKey, tmp_path: Path
) -> None:
    made, other_key = workspace.create_repository("mine", str(tmp_path / "mine"), PASSPHRASE)
    made.repository.close()
    shutil.rmtree(tmp_path / "nas")
    shutil.move(tmp_path / "mine", tmp_path / "nas")
    for each in (RecoveryKey(other_key), key):
        with pytest.raises(AnotherRepository):
            reset_password(workspace, "nas", each, lambda: "mine")
    assert [deed.what for deed in workspace.catalog.deeds.list()].count(REFUSED) == 2


def test_the_repository_of_another_workspace_is_not_known(
    workspace: Workspace, key: RecoveryKey, tmp_path: Path
) -> None:
    workspace.whole_catalog.workspaces.add(WorkspaceEntry("physics", utc_now()))
    with Workspace(tmp_path / "profile", Person(), "physics") as physics:
        physics.gate.set_password("beam")
        with pytest.raises(UnknownName):
            reset_password(physics, "nas", key, lambda: "mine")


def test_nothing_is_reset_where_nothing_is_set(workspace: Workspace, recovery_key: str) -> None:
    with pytest.raises(NotSupported, match="there is none"):
        reset_password(workspace, "nas", RecoveryKey(recovery_key), lambda: "mine")


def test_a_new_password_that_is_not_given_changes_nothing(
    workspace: Workspace, key: RecoveryKey, tmp_path: Path
) -> None:
    def slip() -> str:
        raise SecretMistyped("manager's password")

    with pytest.raises(SecretMistyped):
        reset_password(workspace, "nas", key, slip)
    assert may(tmp_path, "tomato")
