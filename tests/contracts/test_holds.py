"""What holds prune is kept by every kind of storage, and seen by everybody who opens it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.engine.errors import PruneHeld
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository import audit, holds, keys
from desktop_app.engine.repository.holds import DAMAGE, PREFIX, TRIPWIRE, Hold, Holds
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.sweep import sweep
from tests.contracts.conftest import Kind
from tests.engine.repository.material import PASSPHRASE, flipped

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
TRIPPED = Hold(TRIPWIRE, "lab: all rows are gone", NOW, "lab")


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "ARGON2", {"iterations": 1, "lanes": 1, "memory_kib": 64})


def test_a_hold_is_seen_by_whoever_opens_the_repository_next(kind: Kind) -> None:
    repository, _ = Repository.create(kind.storage, PASSPHRASE)
    assert holds.load_holds(repository) == Holds()
    kept = holds.set_hold(repository, TRIPPED)
    other = Repository.open(kind.again(), Passphrase(PASSPHRASE))
    assert holds.load_holds(other) == Holds((kept,))
    assert (kept.why, kept.at, bool(kept.who), bool(kept.host)) == (TRIPPED.why, NOW, True, True)
    with pytest.raises(PruneHeld, match="all rows are gone"):
        sweep(other, timedelta(0), Silent())

    holds.lift(other, [kept], "a manager looked at it")
    assert holds.load_holds(repository) == Holds()
    sweep(repository, timedelta(0), Silent())
    entries, problems = audit.read_chain(other.storage, other.master)
    told = [(e.event, PREFIX + e.subject, e.detail.get("reason")) for e in entries[1:]]
    assert told == [
        ("prune held", kept.name, None),
        ("prune let go", kept.name, "a manager looked at it"),
    ]
    assert problems == []
    repository.close()
    other.close()


def test_a_hostile_hold_holds(kind: Kind) -> None:
    repository, _ = Repository.create(kind.storage, PASSPHRASE)
    kept = holds.set_hold(repository, Hold(DAMAGE, "a pack is gone", NOW))
    good = repository.storage.load(kept.name)
    for bad in (flipped(good), good[:50], b"", b"\xff" * 4096):
        repository.storage.store(kept.name, [bad], replace=True)
        found = holds.load_holds(repository)
        assert (found.standing, [p.name for p in found.problems]) == ((), [kept.name])
        with pytest.raises(PruneHeld, match="does not match its name"):
            holds.must_be_free(repository)
    holds.lift_unreadable(repository, found.problems, "a manager looked at it")
    holds.must_be_free(repository)
    repository.close()
