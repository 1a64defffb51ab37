from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.engine.errors import (
    AlreadyARepository,
    Damaged,
    Missing,
    NotARepository,
    ObjectAbsent,
    StorageUnreachable,
    WrongKey,
)
from desktop_app.engine.repository import audit, manifest
from desktop_app.engine.repository.keys import HEADER_NAME, KeyringSecret, Passphrase, RecoveryKey
from desktop_app.engine.repository.packs import list_packs, pack_name
from desktop_app.engine.repository.recovery_text import RECOVERY_NAME
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.verify import verify_bytes
from tests.engine.repository.faults import Cut, FaultyStorage
from tests.engine.repository.material import PASSPHRASE, back_up, contents, flipped, noise, text

LAB = {"rows": text(3_000), "video": noise(50_000)}


def test_a_new_repository_opens_with_both_its_keys(storage: MemoryStorage) -> None:
    made, recovery = Repository.create(storage, PASSPHRASE)
    snapshot = back_up(made, LAB)
    made.close()
    for secret in (Passphrase(PASSPHRASE), RecoveryKey(recovery), RecoveryKey(recovery.lower())):
        with closing(Repository.open(storage, secret)) as opened:
            assert opened.id == made.id
            assert contents(opened, snapshot) == LAB


def test_a_wrong_passphrase(repository: Repository, storage: MemoryStorage) -> None:
    with pytest.raises(WrongKey):
        Repository.open(storage, Passphrase("guess"))


def test_a_place_that_holds_something(repository: Repository, storage: MemoryStorage) -> None:
    with pytest.raises(AlreadyARepository):
        Repository.create(storage, PASSPHRASE)


def test_a_place_that_is_no_repository(tmp_path: Path) -> None:
    with pytest.raises(NotARepository):
        Repository.open(LocalStorage(tmp_path), Passphrase(PASSPHRASE))
    with pytest.raises(StorageUnreachable):
        Repository.open(LocalStorage(tmp_path / "gone"), Passphrase(PASSPHRASE))


def test_a_repository_whose_header_is_gone(repository: Repository, storage: MemoryStorage) -> None:
    back_up(repository, LAB)
    storage.delete(HEADER_NAME)
    with pytest.raises(Missing) as caught:
        Repository.open(storage, Passphrase(PASSPHRASE))
    assert caught.value.name == HEADER_NAME


def test_a_header_without_end(storage: MemoryStorage) -> None:
    storage.store(HEADER_NAME, [b" " * (3 << 20)])
    with pytest.raises(Damaged):
        Repository.open(storage, Passphrase(PASSPHRASE))


@pytest.mark.parametrize("calls", range(5))
def test_cut_off_while_it_is_made(tmp_path: Path, calls: int) -> None:
    """The header comes last: before it, there is no repository, and it can be made again."""
    storage = LocalStorage(tmp_path / "repository")
    with pytest.raises(StorageUnreachable):
        Repository.create(FaultyStorage(storage, Cut(calls)), PASSPHRASE)
    with pytest.raises(NotARepository):
        Repository.open(storage, Passphrase(PASSPHRASE))

    repository, _ = Repository.create(storage, PASSPHRASE)
    with closing(repository):
        back_up(repository, LAB)
        assert verify_bytes(repository, None).problems == ()


def test_what_only_begins_like_a_repository_is_left_alone(storage: MemoryStorage) -> None:
    names = ["RECOVERY.txt", "audit/head", "thesis.txt"]
    for name in names:
        storage.store(name, [b"mine"])
    with pytest.raises(AlreadyARepository):
        Repository.create(storage, PASSPHRASE)
    assert [info.name for info in storage.list()] == names


def test_keys_are_added_and_revoked(repository: Repository, storage: MemoryStorage) -> None:
    keyring = KeyringSecret(bytes(range(32)))
    repository.change_header(lambda header: header.with_slot(repository.master, keyring))
    Repository.open(storage, keyring).close()

    first = repository.header.slots[0].id
    repository.change_header(lambda header: header.without_slot(first))
    with pytest.raises(WrongKey):
        Repository.open(storage, Passphrase(PASSPHRASE))
    Repository.open(storage, keyring).close()

    entries, problems = audit.read_chain(storage, repository.master)
    assert problems == []
    assert [entry.event for entry in entries] == [
        "repository created",
        "keys changed",
        "keys changed",
    ]
    assert first in entries[1].detail["slots"]
    assert first not in entries[2].detail["slots"]


def test_snapshots_are_told_by_target_and_order(repository: Repository) -> None:
    made = [
        back_up(repository, LAB, target, sequence)
        for target, sequence in (("b", 2), ("a", 1), ("b", 1))
    ]
    assert repository.snapshots() == [made[1], made[2], made[0]]
    assert repository.load_snapshot(made[0].id) == made[0]
    with pytest.raises(ObjectAbsent):
        repository.load_snapshot("00" * 32)


def test_a_damaged_manifest_hides_no_other(repository: Repository, storage: MemoryStorage) -> None:
    good, bad = back_up(repository, LAB), back_up(repository, LAB, sequence=2)
    name = manifest.PREFIX + bad.id
    storage.store(name, [storage.load(name)[:-1]], replace=True)

    listed = repository.load_snapshots()
    assert listed.snapshots == (good,)
    assert [problem.name for problem in listed.problems] == [name]


def test_exchanged_manifests_are_damage(repository: Repository, storage: MemoryStorage) -> None:
    one, two = (manifest.PREFIX + back_up(repository, LAB, t).id for t in ("a", "b"))
    data = storage.load(one)
    storage.store(one, [storage.load(two)], replace=True)
    storage.store(two, [data], replace=True)
    assert {p.name for p in repository.load_snapshots().problems} == {one, two}


def test_a_manifest_that_goes_while_they_are_listed(
    repository: Repository, storage: MemoryStorage
) -> None:
    gone = manifest.PREFIX + back_up(repository, LAB).id
    kept = back_up(repository, LAB, sequence=2)

    def retire(verb: str, name: str) -> None:
        if verb == "load" and name == gone:
            storage.delete(gone)

    with closing(Repository.open(FaultyStorage(storage, retire), Passphrase(PASSPHRASE))) as other:
        listed = other.load_snapshots()
    assert (listed.snapshots, listed.problems) == ((kept,), ())


def test_an_item_that_is_not_what_was_backed_up(repository: Repository) -> None:
    """Its chunks are all good, but it is put together wrongly."""
    item = next(iter(repository.items(back_up(repository, LAB))))
    with pytest.raises(Damaged, match="does not match the manifest"):
        list(repository.read(replace(item, hash=bytes(32))))


def test_a_chunk_from_any_good_copy(repository: Repository, storage: MemoryStorage) -> None:
    snapshot = back_up(repository, LAB)
    (good,) = list_packs(storage)
    table = repository.index.pack(good)
    # The same chunks in a second pack, which is then damaged, and in a third, which is gone.
    damaged = bytearray(storage.load(pack_name(good)))
    for entry in table.entries:
        damaged[entry.offset] ^= 1
    for other in ("00" * 32, "ff" * 32):
        repository.index.store([replace(table, id=other)])
    storage.store(pack_name("00" * 32), [damaged])
    assert contents(repository, snapshot) == LAB

    storage.delete(pack_name(good))
    with pytest.raises(Damaged):
        contents(repository, snapshot)


def test_a_lost_chunk(repository: Repository) -> None:
    with pytest.raises(Missing, match="is in no pack"):
        repository.chunk(bytes(32))


def test_a_lost_pack(repository: Repository, storage: MemoryStorage) -> None:
    snapshot = back_up(repository, LAB)
    (pack,) = list_packs(storage)
    storage.delete(pack_name(pack))
    with pytest.raises(Missing) as caught:
        contents(repository, snapshot)
    assert caught.value.name == pack_name(pack)


def lose(storage: MemoryStorage) -> None:
    for info in list(storage.list("indexes/")):
        storage.delete(info.name)


def damage(storage: MemoryStorage) -> None:
    for info in list(storage.list("indexes/")):
        storage.store(info.name, [flipped(storage.load(info.name))], replace=True)


@pytest.mark.parametrize("harm", [lose, damage])
def test_without_its_indexes_everything_can_still_be_read(
    repository: Repository, storage: MemoryStorage, harm: Callable[[MemoryStorage], None]
) -> None:
    snapshot = back_up(repository, LAB)
    harm(storage)
    with closing(Repository.open(storage, Passphrase(PASSPHRASE))) as other:
        assert contents(other, snapshot) == LAB
    # And a reader that was open already.
    assert contents(repository, snapshot) == LAB


def test_an_index_is_opened_once_by_many_threads(
    repository: Repository, storage: MemoryStorage, tmp_path: Path
) -> None:
    snapshot = back_up(repository, LAB)
    barrier = threading.Barrier(4)
    with closing(Repository.open(storage, Passphrase(PASSPHRASE), tmp_path)) as other:

        def read(_: int) -> bool:
            barrier.wait(10)
            return contents(other, snapshot) == LAB and bool(other.index)

        with ThreadPoolExecutor(4) as crew:
            assert all(crew.map(read, range(4)))


def test_a_storage_that_fails_at_first_use(repository: Repository, storage: MemoryStorage) -> None:
    away = FaultyStorage(storage)
    with closing(Repository.open(away, Passphrase(PASSPHRASE))) as other:

        def fail(verb: str, name: str) -> None:
            if verb == "list":
                raise StorageUnreachable("the NAS", "is switched off")

        away.before = fail
        with pytest.raises(StorageUnreachable):
            _ = other.index
        away.before = lambda verb, name: None
        assert other.index.packs() == {}


def test_a_local_repository_is_what_the_format_says(tmp_path: Path) -> None:
    repository, _ = Repository.create(LocalStorage(tmp_path), PASSPHRASE)
    with closing(repository):
        back_up(repository, LAB)
    assert {path.name for path in tmp_path.iterdir()} == {
        HEADER_NAME,
        RECOVERY_NAME,
        "packs",
        "indexes",
        "snapshots",
        "audit",
        "leases",
    }
