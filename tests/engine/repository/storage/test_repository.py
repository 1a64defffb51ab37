"""A whole repository's life in an object store: create, write, read, check, prune, damage."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.engine.errors import AlreadyARepository, NotARepository, WrongKey
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository import check
from desktop_app.engine.repository.keys import Passphrase, RecoveryKey
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.base import Storage
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.repository.storage.s3 import S3Storage
from desktop_app.engine.repository.sweep import retire, sweep
from tests.engine.repository.material import PASSPHRASE, back_up, contents, noise, text
from tests.object_stores import ObjectStore, gateway


@pytest.fixture(params=["rclone", "as Amazon"])
def place(request: pytest.FixtureRequest, object_store: ObjectStore) -> Iterator[ObjectStore]:
    if request.param == "rclone":
        yield object_store
        return
    with gateway(object_store) as (store, _):
        yield store


@pytest.fixture(params=["local", "memory", "s3"])
def a_storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "s3":
        store: ObjectStore = request.getfixturevalue("object_store")
        return store.storage(uuid.uuid4().hex)
    return MemoryStorage() if request.param == "memory" else LocalStorage(tmp_path / "store")


def problems_of(repository: Repository) -> list[str]:
    found = check.check_header(repository)
    fresh, problems = check.check_indexes(repository)
    with closing(fresh):
        found += problems
        found += check.check_history(repository)[1]
        bad = check.check_packs(repository, fresh, fresh.packs(), Silent()).bad
    return [problem.item for problem in (*found, *(bad[pack] for pack in sorted(bad)))]


def test_the_whole_way_through_an_object_store(place: ObjectStore, tmp_path: Path) -> None:
    prefix = uuid.uuid4().hex
    first = {"rows": text(20_000), "video": noise(5 << 20, 1), "empty": b""}
    second = {**first, "rows": text(20_000) + b"one more\n", "new": noise(100_000, 2)}

    made, recovery = Repository.create(place.storage(prefix), PASSPHRASE)
    with closing(made):
        back_up(made, first, sequence=1)
        with pytest.raises(AlreadyARepository):
            Repository.create(place.storage(prefix), PASSPHRASE)

    with closing(Repository.open(place.storage(prefix), RecoveryKey(recovery))) as again:
        snapshot = back_up(again, second, sequence=2)
        assert snapshot.stored < 1 << 20  # the rest was there already

    opened = Repository.open(place.storage(prefix), Passphrase(PASSPHRASE), cache=tmp_path)
    with closing(opened):
        old, new = opened.snapshots()
        assert contents(opened, old) == first
        assert contents(opened, new) == second
        assert problems_of(opened) == []

        retire(opened, old, "test")
        for _ in range(2):
            swept = sweep(opened, timedelta(0), Silent())
        assert not swept.waiting_for
        assert [s.id for s in opened.snapshots()] == [new.id]
        assert contents(opened, new) == second
        assert problems_of(opened) == []


def test_damage_in_an_object_store_is_found(object_store: ObjectStore, small_chunks: None) -> None:
    prefix = uuid.uuid4().hex
    storage = object_store.storage(prefix)
    made, _ = Repository.create(storage, PASSPHRASE)
    with closing(made):
        back_up(made, {"video": noise(300_000)})
        packs = [info.name for info in storage.list("packs/")]
        flipped = bytearray(storage.load(packs[0]))
        flipped[len(flipped) // 2] ^= 1
        storage.store(packs[0], [flipped], replace=True)
        storage.store(packs[1], [storage.load(packs[1])[:-1]], replace=True)
        storage.delete(packs[2])
        assert problems_of(made) == packs[:3]


@pytest.mark.parametrize("left", [0, 300])
def test_what_was_cut_off_is_stored_again(
    a_storage: Storage, small_chunks: None, left: int
) -> None:
    lab = {"video": noise(300_000)}
    made, _ = Repository.create(a_storage, PASSPHRASE)
    with closing(made):
        old = back_up(made, lab)
        for name in [info.name for info in a_storage.list("packs/")]:
            a_storage.store(name, [a_storage.load(name, 0, left)], replace=True)
        new = back_up(made, lab, sequence=2)
        assert contents(made, new) == contents(made, old) == lab


def test_what_is_no_repository_is_told(object_store: ObjectStore) -> None:
    storage: S3Storage = object_store.storage(uuid.uuid4().hex)
    with pytest.raises(NotARepository):
        Repository.open(storage, Passphrase(PASSPHRASE))
    made, _ = Repository.create(storage, PASSPHRASE)
    made.close()
    with pytest.raises(WrongKey):
        Repository.open(storage, Passphrase("wrong"))
