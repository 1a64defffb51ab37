"""Key slots are changed by one program at a time, and every change is noted."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.engine.errors import Damaged, LastKey, Leased, StorageUnreachable, WrongKey
from desktop_app.engine.repository import alone, audit, key_slots
from desktop_app.engine.repository.key_slots import change_slots, load_header, unnoted_change
from desktop_app.engine.repository.keys import (
    HEADER_NAME,
    KEYRING,
    PASSPHRASE,
    Header,
    Passphrase,
    unwrap,
)
from desktop_app.engine.repository.lease import Lease, leases
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.base import Buffer
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.storage.memory import MemoryStorage
from tests.engine.repository import material
from tests.engine.repository.faults import Cut, FaultyStorage


def adding(repository: Repository, passphrase: str) -> Header:
    """One more passphrase, through an open repository."""
    secret = Passphrase(passphrase)
    repository.change_header(lambda header: header.with_slot(repository.master, secret))
    return repository.header


def test_a_change_is_noted(repository: Repository, storage: MemoryStorage) -> None:
    slot = adding(repository, "other").slots[-1]
    repository.change_header(lambda header: header.without_slot(slot.id))
    added, revoked = audit.read_chain(storage, repository.master)[0][-2:]
    assert {added.event, revoked.event} == {"keys changed"}
    assert added.detail["added"] == revoked.detail["revoked"] == f"passphrase {slot.id}"
    assert slot.id in added.detail["slots"]
    assert slot.id not in revoked.detail["slots"]
    assert unnoted_change(storage, repository.master) is None


def test_what_changes_nothing_is_not_noted(repository: Repository, storage: MemoryStorage) -> None:
    before = storage.load(HEADER_NAME)
    repository.change_header(lambda header: header)
    assert storage.load(HEADER_NAME) == before
    assert len(audit.read_chain(storage, repository.master)[0]) == 1


def test_a_refused_change_leaves_all_as_it_was(
    repository: Repository, storage: MemoryStorage
) -> None:
    before = storage.load(HEADER_NAME)

    def revoke_all(header: Header) -> Header:
        for slot in header.slots:
            header = header.without_slot(slot.id)
        return header

    with pytest.raises(LastKey):
        repository.change_header(revoke_all)
    assert storage.load(HEADER_NAME) == before
    assert leases(storage, repository.master) == []


def test_programs_that_change_at_once_lose_no_slot(tmp_path: Path) -> None:
    """Five programs, each with the repository as it was at first, on a real folder."""
    made, _ = Repository.create(LocalStorage(tmp_path / "nas"), material.PASSPHRASE)
    passphrases = [f"passphrase {n}" for n in range(5)]
    faults: list[BaseException] = []
    start = threading.Barrier(len(passphrases))

    def program(passphrase: str) -> None:
        storage = LocalStorage(tmp_path / "nas")
        repository = Repository.open(storage, Passphrase(material.PASSPHRASE))
        try:
            start.wait()
            adding(repository, passphrase)
        except BaseException as fault:  # noqa: BLE001 (the test tells it)
            faults.append(fault)

    threads = [threading.Thread(target=program, args=(each,)) for each in passphrases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    header = load_header(made.storage, made.master)
    assert len(header.slots) == 2 + len(passphrases)
    for passphrase in passphrases:
        assert unwrap(header, Passphrase(passphrase), "here") == made.master
    assert audit.read_chain(made.storage, made.master)[1] == []
    assert unnoted_change(made.storage, made.master) is None


def test_a_change_by_another_program_is_built_upon(
    repository: Repository, storage: MemoryStorage
) -> None:
    other = Repository.open(storage, Passphrase(material.PASSPHRASE))
    adding(other, "theirs")
    adding(repository, "ours")
    for passphrase in ("theirs", "ours"):
        Repository.open(storage, Passphrase(passphrase)).close()


def test_who_changes_keys_for_long_is_named(
    repository: Repository, storage: MemoryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone, "PATIENCE", 0.1)
    theirs = Lease(storage, repository.master, key_slots.PURPOSE)
    theirs.state = replace(theirs.state, machine="another")
    with theirs, pytest.raises(Leased) as caught:
        adding(repository, "ours")
    assert caught.value.owner == theirs.state.owner


@pytest.mark.parametrize("machine", [None, "another"])
def test_a_dead_program_holds_nobody_up(
    repository: Repository,
    storage: MemoryStorage,
    monkeypatch: pytest.MonkeyPatch,
    machine: str | None,
) -> None:
    lease = Lease(storage, repository.master, key_slots.PURPOSE)
    if machine:
        monkeypatch.setattr("desktop_app.engine.repository.lease.SILENCE", timedelta(0))
        lease.state = replace(lease.state, machine=machine)
    lease._write()
    monkeypatch.setattr(alone, "PATIENCE", 0.1)
    adding(repository, "ours")
    assert leases(storage, repository.master) == []


def test_a_cut_before_the_header_changes_nothing(
    repository: Repository, storage: MemoryStorage
) -> None:
    for cut in range(2):  # the lease, the header
        with pytest.raises(StorageUnreachable):
            change_slots(
                FaultyStorage(storage, Cut(cut)),
                repository.master,
                lambda header: header.with_slot(repository.master, Passphrase("ours")),
            )
        assert len(load_header(storage, repository.master).slots) == 2
        # The lease that the cut left does not stand in the way of the next try.
        assert cut == len(leases(storage, repository.master))
        adding(repository, "ours")
        ours = repository.header.slots[-1].id
        repository.change_header(lambda header, ours=ours: header.without_slot(ours))
        Repository.open(storage, Passphrase(material.PASSPHRASE)).close()


def test_a_header_that_comes_back_changed_is_put_back(repository: Repository) -> None:
    class Flipping(MemoryStorage):
        flips = 1

        def store(self, name: str, parts: list[Buffer], *, replace: bool = False) -> None:  # type: ignore[override]
            if name == HEADER_NAME and self.flips:
                self.flips = 0
                parts = [material.flipped(bytes(parts[0]))]
            super().store(name, parts, replace=replace)

    storage = Flipping()
    for info in repository.storage.list():
        MemoryStorage.store(storage, info.name, [repository.storage.load(info.name)])
    with pytest.raises(Damaged, match="came back"):
        change_slots(
            storage,
            repository.master,
            lambda header: header.with_slot(repository.master, Passphrase("ours")),
        )
    Repository.open(storage, Passphrase(material.PASSPHRASE)).close()


def test_an_older_header_that_was_put_back_is_found(
    repository: Repository, storage: MemoryStorage
) -> None:
    """With it, a passphrase that was revoked would open again."""
    old = storage.load(HEADER_NAME)
    first = repository.header.slots_of(PASSPHRASE)[0]
    adding(repository, "new")
    repository.change_header(lambda header: header.without_slot(first.id))
    with pytest.raises(WrongKey):
        Repository.open(storage, Passphrase(material.PASSPHRASE))
    assert unnoted_change(storage, repository.master) is None

    storage.store(HEADER_NAME, [old], replace=True)
    found = unnoted_change(storage, repository.master)
    assert found is not None
    assert found.name == HEADER_NAME


def test_slots_by_kind(repository: Repository) -> None:
    assert repository.header.slots_of(KEYRING) == ()
    assert [slot.kind for slot in repository.header.slots_of(PASSPHRASE)] == [PASSPHRASE]
