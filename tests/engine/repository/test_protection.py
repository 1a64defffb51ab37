"""A snapshot that is to be kept for ever does not lose that untold."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop_app.engine.errors import Damaged
from desktop_app.engine.model import Problem, Snapshot
from desktop_app.engine.repository import audit, notes, protection, trash
from desktop_app.engine.repository.check import check_history
from desktop_app.engine.repository.notes import Note, load_notes, store_note
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from tests.engine.repository.material import back_up

NOW = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture
def snapshot(repository: Repository) -> Snapshot:
    return back_up(repository, {"a": b"one"})


def told(repository: Repository) -> list[Problem]:
    return check_history(repository)[1]


def test_a_note_that_is_gone_is_missed_until_it_is_said_again(
    repository: Repository, storage: MemoryStorage, snapshot: Snapshot
) -> None:
    store_note(repository, snapshot.id, Note("the paper", keep=True))
    assert told(repository) == []
    storage.delete(notes.PREFIX + snapshot.id)
    (problem,) = told(repository)
    assert problem.item == notes.PREFIX + snapshot.id
    assert problem.what.startswith("is gone; say once more")
    store_note(repository, snapshot.id, Note("the paper", keep=False))
    assert told(repository) == []


def test_an_earlier_note_that_is_put_back_is_not_the_last_word(
    repository: Repository, storage: MemoryStorage, snapshot: Snapshot
) -> None:
    name = notes.PREFIX + snapshot.id
    store_note(repository, snapshot.id, Note("a label"))
    earlier = storage.load(name)
    store_note(repository, snapshot.id, Note("a label", keep=True))
    storage.store(name, [earlier], replace=True)
    (problem,) = told(repository)
    assert problem.what.startswith("is not the last that was said")


@pytest.mark.parametrize("last", [Note("a label"), Note(keep=False)])
def test_what_protects_nothing_may_go(
    repository: Repository, storage: MemoryStorage, snapshot: Snapshot, last: Note
) -> None:
    store_note(repository, snapshot.id, Note(keep=True))
    store_note(repository, snapshot.id, last)
    storage.delete(notes.PREFIX + snapshot.id)
    assert told(repository) == []


def test_a_note_that_cannot_be_read_is_told_once(
    repository: Repository, storage: MemoryStorage, snapshot: Snapshot
) -> None:
    store_note(repository, snapshot.id, Note(keep=True))
    storage.store(notes.PREFIX + snapshot.id, [b"rotten"], replace=True)
    assert len(told(repository)) == 1


def test_a_snapshot_that_rests_or_is_gone(
    repository: Repository, storage: MemoryStorage, snapshot: Snapshot
) -> None:
    store_note(repository, snapshot.id, Note(keep=True))
    with trash.moving(repository):
        trash.remove(repository, snapshot, "by hand", NOW, NOW)
        assert told(repository) == []
        storage.delete(notes.PREFIX + snapshot.id)
        assert len(told(repository)) == 1
        (resting,) = trash.load_trash(repository).resting
        trash.delete_for_good(repository, resting)
    assert told(repository) == []


def test_what_is_said_while_it_is_looked_for_is_no_loss(
    repository: Repository, snapshot: Snapshot
) -> None:
    store_note(repository, snapshot.id, Note(keep=True))
    entries, _ = audit.read_chain(repository.storage, repository.master)
    store_note(repository, snapshot.id, Note(keep=False))
    assert protection.lost_protection(repository, entries, load_notes(repository)) == []


def test_a_loss_is_damage(
    repository: Repository, storage: MemoryStorage, snapshot: Snapshot
) -> None:
    store_note(repository, snapshot.id, Note(keep=True))
    storage.delete(notes.PREFIX + snapshot.id)
    entries, _ = audit.read_chain(repository.storage, repository.master)
    (found,) = protection.lost_protection(repository, entries, load_notes(repository))
    assert isinstance(found, Damaged)
