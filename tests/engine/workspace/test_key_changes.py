"""Passphrases, recovery keys and the keyring come and go, and somebody can always open."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from desktop_app.engine.errors import (
    KeyringFailed,
    LastKey,
    NoSpace,
    NotAllowed,
    NotSupported,
    UnknownName,
    WrongKey,
)
from desktop_app.engine.repository import audit, keys
from desktop_app.engine.repository.keys import (
    KeyringSecret,
    Passphrase,
    RecoveryKey,
    Secret,
    Slot,
)
from desktop_app.engine.repository.recovery_key import new_recovery_key
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.secrets.keyring_entries import repository_entry
from desktop_app.engine.workspace import Opened, Workspace
from desktop_app.engine.workspace.key_changes import KeyChanges, confirm_recovery_key
from tests.engine.workspace.people import PASSPHRASE, Person
from tests.keyrings import KeyringInMemory, Refusing, using

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def changes(workspace: Workspace, opened: Opened) -> KeyChanges:
    return workspace.key_changes(opened)


def opens(opened: Opened, secret: Secret) -> bool:
    """Whether somebody on another computer can open the repository with it."""
    try:
        Repository.open(LocalStorage(Path(opened.entry.url)), secret).close()
    except WrongKey:
        return False
    return True


def test_a_passphrase_is_changed(opened: Opened, changes: KeyChanges, recovery_key: str) -> None:
    changes.change_passphrase(Passphrase(PASSPHRASE), "new")
    assert not opens(opened, Passphrase(PASSPHRASE))
    assert opens(opened, Passphrase("new"))
    assert opens(opened, RecoveryKey(recovery_key))


def test_only_the_passphrase_that_is_meant_goes(opened: Opened, changes: KeyChanges) -> None:
    changes.add_passphrase("second")
    changes.change_passphrase(Passphrase("second"), "third")
    assert [opens(opened, Passphrase(each)) for each in (PASSPHRASE, "second", "third")] == [
        True,
        False,
        True,
    ]


def test_a_wrong_passphrase_changes_nothing(opened: Opened, changes: KeyChanges) -> None:
    with pytest.raises(WrongKey):
        changes.change_passphrase(Passphrase("wrong"), "new")
    assert opens(opened, Passphrase(PASSPHRASE))
    assert not opens(opened, Passphrase("new"))


def test_a_forgotten_passphrase_is_changed_with_the_recovery_key(
    opened: Opened, changes: KeyChanges, recovery_key: str
) -> None:
    changes.change_passphrase(RecoveryKey(recovery_key), "new")
    assert not opens(opened, Passphrase(PASSPHRASE))
    assert opens(opened, Passphrase("new"))


def test_of_several_forgotten_passphrases_none_is_guessed(
    opened: Opened, changes: KeyChanges, recovery_key: str
) -> None:
    changes.add_passphrase("second")
    with pytest.raises(NotSupported):
        changes.change_passphrase(RecoveryKey(recovery_key), "new")
    assert opens(opened, Passphrase("second"))


def test_a_new_recovery_key_stands_beside_the_old_until_it_was_typed_back(
    workspace: Workspace, opened: Opened, changes: KeyChanges, recovery_key: str
) -> None:
    workspace.catalog.repositories.confirm_key("nas", NOW)
    kept: list[str] = []
    printed, slot = changes.add_recovery_key(lambda key, _: kept.append(key))
    assert kept == [printed]
    assert workspace.catalog.repositories.load("nas").key_confirmed is None
    assert opens(opened, RecoveryKey(recovery_key))
    assert opens(opened, RecoveryKey(printed))

    gone = changes.confirm_only(slot, NOW)
    assert [each.kind for each in gone] == [keys.RECOVERY_KEY]
    assert workspace.catalog.repositories.load("nas").key_confirmed == NOW
    assert not opens(opened, RecoveryKey(recovery_key))
    assert opens(opened, RecoveryKey(printed))
    assert opens(opened, Passphrase(PASSPHRASE))


def test_a_recovery_key_that_could_not_be_printed_opens_nothing(
    workspace: Workspace, opened: Opened, changes: KeyChanges, recovery_key: str
) -> None:
    workspace.catalog.repositories.confirm_key("nas", NOW)
    printed: list[str] = []

    def jammed(key: str, _: Slot) -> None:
        printed.append(key)
        raise NoSpace("/printer")

    with pytest.raises(NoSpace):
        changes.add_recovery_key(jammed)
    assert not opens(opened, RecoveryKey(printed[0]))
    assert opens(opened, RecoveryKey(recovery_key))
    assert workspace.catalog.repositories.load("nas").key_confirmed == NOW


def test_the_recovery_key_is_confirmed_by_opening_with_it(
    workspace: Workspace, opened: Opened, recovery_key: str
) -> None:
    confirm = partial(confirm_recovery_key, opened, workspace.catalog, at=NOW)
    with pytest.raises(WrongKey):
        confirm(RecoveryKey(new_recovery_key()))
    assert workspace.catalog.repositories.load("nas").key_confirmed is None
    slot = confirm(RecoveryKey(recovery_key.lower().replace("-", " ")))
    assert workspace.catalog.repositories.load("nas").key_confirmed == NOW
    last = audit.read_chain(opened.repository.storage, opened.repository.master)[0][-1]
    assert (last.event, last.detail) == ("recovery key confirmed", {"slot": slot.id})


def test_each_change_is_noted(opened: Opened, changes: KeyChanges) -> None:
    added = changes.add_passphrase("second")
    changes.revoke(added.id[:6])
    entries, problems = audit.read_chain(opened.repository.storage, opened.repository.master)
    assert problems == []
    assert [(e.event, e.detail.get("added", ""), e.detail.get("revoked", "")) for e in entries][
        -2:
    ] == [
        ("keys changed", f"passphrase {added.id}", ""),
        ("keys changed", "", f"passphrase {added.id}"),
    ]


def test_somebody_can_always_open(
    opened: Opened, changes: KeyChanges, ring: KeyringInMemory, recovery_key: str
) -> None:
    """Not this computer's keyring alone."""
    ringed = changes.add_keyring()
    kept = None
    for slot in opened.repository.header.slots:
        try:
            changes.revoke(slot.id)
        except LastKey:
            kept = slot
    assert kept is not None
    assert opened.repository.header.slots == (kept,)
    assert ringed.id != kept.id
    assert opens(opened, RecoveryKey(recovery_key))


@pytest.mark.parametrize("name", ["", "nope"])
def test_an_unknown_slot(changes: KeyChanges, name: str) -> None:
    with pytest.raises(UnknownName):
        changes.revoke(name)


def test_the_keyring_opens_and_can_be_revoked(
    workspace: Workspace, opened: Opened, changes: KeyChanges, ring: KeyringInMemory
) -> None:
    first = changes.add_keyring()
    secret = KeyringSecret(bytes.fromhex(ring.kept["labvault", repository_entry(opened.entry.id)]))
    assert opens(opened, secret)
    again = changes.add_keyring()
    assert not opens(opened, secret), "a computer has one slot"
    assert workspace.catalog.repositories.load("nas").keyring_slot == again.id != first.id
    changes.revoke(again.id)
    assert ring.kept == {}
    assert workspace.catalog.repositories.load("nas").keyring_slot == ""


def test_a_keyring_that_refuses_adds_no_slot(opened: Opened, changes: KeyChanges) -> None:
    with using(Refusing()):
        with pytest.raises(KeyringFailed):
            changes.add_keyring()
        changes.revoke(changes.add_passphrase("x").id)
    assert len(opened.repository.header.slots) == 2


def test_a_keyring_slot_revoked_elsewhere_is_asked_around(
    workspace: Workspace, opened: Opened, changes: KeyChanges, ring: KeyringInMemory, person: Person
) -> None:
    slot = changes.add_keyring()
    person.keyring = KeyringSecret(
        bytes.fromhex(str(os_keyring.load(repository_entry(opened.entry.id))))
    )
    with workspace.repository("nas") as by_keyring:
        by_keyring.repository.change_header(lambda header: header.without_slot(slot.id))
    with workspace.repository("nas") as by_passphrase:
        assert by_passphrase.entry.keyring_slot == slot.id
    person.passphrase = "wrong"
    with pytest.raises(WrongKey) as caught, workspace.repository("nas"):
        pass
    assert caught.value.what == "passphrase"


def test_a_technician_changes_no_keys(
    workspace: Workspace, opened: Opened, person: Person, tmp_path: Path
) -> None:
    workspace.gate.set_password("tomato")
    with (
        Workspace(tmp_path / "profile", Person("wrong")) as another,
        another.repository("nas") as theirs,
        pytest.raises(NotAllowed),
    ):
        another.key_changes(theirs)
    assert len(opened.repository.header.slots) == 2
