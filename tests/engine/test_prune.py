"""Retention and sweep joined: what a prune says it will do, and what it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from desktop_app.engine.errors import Damaged
from desktop_app.engine.keeping.retention import Known, Retention
from desktop_app.engine.model import Snapshot
from desktop_app.engine.prune import preview_prune, prune
from desktop_app.engine.repository import manifest
from desktop_app.engine.repository.packs import list_packs
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from tests.engine.repository.material import PASSPHRASE, back_up, contents, flipped, noise

LAST_TWO = Retention(last=2, trash_days=0)


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage()


@pytest.fixture
def repository(storage: MemoryStorage) -> Iterator[Repository]:
    made, _ = Repository.create(storage, PASSPHRASE)
    with closing(made):
        yield made


@pytest.fixture
def snapshots(repository: Repository) -> list[Snapshot]:
    return [back_up(repository, {"video": noise(30_000, n)}, sequence=n) for n in range(1, 5)]


def test_a_preview_changes_nothing(
    repository: Repository, storage: MemoryStorage, snapshots: list[Snapshot]
) -> None:
    before = [(info, storage.load(info.name)) for info in storage.list()]
    shown = preview_prune(repository, LAST_TWO, Known(frozenset({snapshots[0].id})))

    assert [verdict.keep for verdict in shown.verdicts] == [True, False, True, True]
    assert 30_000 <= shown.unneeded < 32_000
    assert [(info, storage.load(info.name)) for info in storage.list()] == before


def test_what_was_previewed_is_done(
    repository: Repository, storage: MemoryStorage, snapshots: list[Snapshot]
) -> None:
    shown = preview_prune(repository, LAST_TWO)
    done = prune(repository, LAST_TWO, grace=timedelta(0))

    assert done.verdicts == shown.verdicts
    assert repository.snapshots() == snapshots[2:]
    assert done.sweep.freed >= shown.unneeded
    assert sum(list_packs(storage).values()) < 65_000
    for number, snapshot in enumerate(snapshots[2:], 3):
        assert contents(repository, snapshot) == {"video": noise(30_000, number)}


def test_by_default_space_comes_back_a_day_later(
    repository: Repository, storage: MemoryStorage, snapshots: list[Snapshot]
) -> None:
    before = list_packs(storage)
    done = prune(repository, LAST_TWO)
    assert (done.sweep.marked_packs, done.sweep.freed_packs) == (2, 0)
    assert list_packs(storage) == before


def test_a_damaged_manifest_stops_it_before_anything_is_retired(
    repository: Repository, storage: MemoryStorage, snapshots: list[Snapshot]
) -> None:
    name = manifest.PREFIX + snapshots[3].id
    storage.store(name, [flipped(storage.load(name))], replace=True)
    for call in (preview_prune, prune):
        with pytest.raises(Damaged):
            call(repository, LAST_TWO)
    assert repository.snapshots() == snapshots[:3]
