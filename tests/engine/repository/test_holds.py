from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.engine.errors import Damaged, PruneHeld
from desktop_app.engine.keeping.retention import Retention
from desktop_app.engine.progress import Silent
from desktop_app.engine.prune import prune
from desktop_app.engine.repository import audit, holds
from desktop_app.engine.repository.check import check_history
from desktop_app.engine.repository.erasure import erase
from desktop_app.engine.repository.holds import (
    DAMAGE,
    LIFTED,
    PREFIX,
    TRIPWIRE,
    Hold,
    load_hold,
    load_holds,
    set_hold,
)
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.seal import Type, seal_object
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.repository.sweep import sweep
from tests.engine.repository.faults import FaultyStorage
from tests.engine.repository.material import back_up

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
TRIPPED = Hold(TRIPWIRE, "lab: all rows are gone", NOW, "lab")
AT_ONCE = timedelta(0)


def names(repository: Repository) -> list[str]:
    return [info.name for info in repository.storage.list()]


def test_the_same_is_held_once(repository: Repository) -> None:
    first = set_hold(repository, TRIPPED)
    assert set_hold(repository, TRIPPED) == first
    set_hold(repository, Hold(TRIPWIRE, "other: all rows are gone", NOW, "other"))
    damage = Hold(DAMAGE, "a pack is gone", NOW, level="bytes", snapshots=("a",))
    since = set_hold(repository, damage).at
    again = Hold(DAMAGE, "two are gone", NOW + timedelta(days=1), "", "bytes", ("a",))
    assert set_hold(repository, again).at == since
    assert len(load_holds(repository).standing) == 3


def test_prune_removes_nothing_while_anything_holds(repository: Repository) -> None:
    back_up(repository, {"a": b"one"}, sequence=1)
    back_up(repository, {"a": b"two"}, sequence=2)
    kept = set_hold(repository, TRIPPED)
    before = names(repository)
    with pytest.raises(PruneHeld, match="all rows are gone"):
        prune(repository, Retention(last=1), grace=AT_ONCE)
    assert names(repository) == before
    holds.lift(repository, [kept], "seen")
    assert sum(not v.keep for v in prune(repository, Retention(last=1)).verdicts) == 1


def test_a_hold_that_is_set_while_a_sweep_marks_saves_what_was_marked(
    repository: Repository, storage: MemoryStorage
) -> None:
    snapshot = back_up(repository, {"a": b"one" * 1000})
    storage.delete("snapshots/" + snapshot.id)
    packs = [info.name for info in storage.list("packs/")]
    held: list[Hold] = []

    def hold(verb: str, name: str) -> None:
        if verb == "store" and name.startswith("marks/") and not held:
            held.append(set_hold(repository, TRIPPED))

    repository.storage = FaultyStorage(storage, hold)
    with pytest.raises(PruneHeld):
        sweep(repository, AT_ONCE, Silent())
    assert held
    assert [info.name for info in storage.list("packs/")] == packs
    repository.storage = storage
    holds.lift(repository, held, "seen")
    assert sweep(repository, AT_ONCE, Silent()).freed_packs == len(packs)


@pytest.mark.parametrize(
    "body",
    [b"[]", b"no json", b"{}", b'{"cause": 1}', b'{"at": "now"}', b"null", b'"holds"'],
)
def test_a_hold_of_a_wrong_shape(repository: Repository, body: bytes) -> None:
    identity, sealed = seal_object(repository.master, Type.HOLD, body)
    repository.storage.store(PREFIX + identity, [sealed])
    with pytest.raises(Damaged, match="wrong kind"):
        load_hold(repository, PREFIX + identity)
    with pytest.raises(PruneHeld):
        holds.must_be_free(repository)


def written(repository: Repository, body: dict[str, object]) -> str:
    """The name of a hold with this body, as another program may have written it."""
    identity, sealed = seal_object(repository.master, Type.HOLD, json.dumps(body).encode())
    repository.storage.store(PREFIX + identity, [sealed])
    return PREFIX + identity


BODY = {**dict.fromkeys(holds.TEXTS, "x"), "at": NOW.isoformat(), "snapshots": ["a"], "packs": []}


@pytest.mark.parametrize("field", ["cause", "why", "target", "level", "snapshots", "at", "who"])
def test_each_field_is_checked(repository: Repository, field: str) -> None:
    for wrong in (BODY | {field: 7}, {k: v for k, v in BODY.items() if k != field}):
        with pytest.raises(Damaged, match="wrong kind"):
            load_hold(repository, written(repository, wrong))


@pytest.mark.parametrize("packs", [7, [7], None])
def test_the_packs_are_checked(repository: Repository, packs: object) -> None:
    with pytest.raises(Damaged, match="wrong kind"):
        load_hold(repository, written(repository, BODY | {"packs": packs}))


def test_an_earlier_programs_hold_names_no_packs(repository: Repository) -> None:
    body = {field: value for field, value in BODY.items() if field != "packs"}
    assert load_hold(repository, written(repository, body | {"cause": DAMAGE})).packs == ()
    assert holds.bad_packs(repository) == frozenset()


def test_only_damage_makes_packs_bad(repository: Repository) -> None:
    set_hold(repository, Hold(TRIPWIRE, "tripped", NOW, packs=("a",)))
    first = set_hold(repository, Hold(DAMAGE, "rotten", NOW, level="bytes", packs=("b",)))
    more = Hold(DAMAGE, "rotten", NOW, level="bytes", packs=("b", "c"))
    assert set_hold(repository, more).name != first.name
    assert holds.bad_packs(repository) == {"b", "c"}


def test_another_object_takes_no_holds_place(repository: Repository) -> None:
    identity, sealed = seal_object(repository.master, Type.MARK, b"{}")
    repository.storage.store(PREFIX + identity, [sealed])
    with pytest.raises(Damaged, match="not the kind"):
        load_hold(repository, PREFIX + identity)


def test_a_cause_of_a_newer_program_holds(repository: Repository) -> None:
    set_hold(repository, Hold("a volcano", "nobody knows", NOW))
    with pytest.raises(PruneHeld, match="a volcano, nobody knows"):
        holds.must_be_free(repository)


def test_a_hold_that_goes_while_they_are_read(
    repository: Repository, storage: MemoryStorage
) -> None:
    kept = set_hold(repository, TRIPPED)

    def remove(verb: str, name: str) -> None:
        if verb == "load" and name == kept.name:
            storage.delete(name)

    repository.storage = FaultyStorage(storage, remove)
    assert load_holds(repository).standing == ()


def problems(repository: Repository) -> list[tuple[str, str]]:
    return [(problem.item, problem.what) for problem in check_history(repository)[1]]


def test_a_hold_that_was_taken_away_is_missed(repository: Repository) -> None:
    kept = set_hold(repository, TRIPPED)
    assert problems(repository) == []
    repository.storage.delete(kept.name)
    assert problems(repository) == [(kept.name, "what holds prune is gone, and nobody let go")]
    entries, _ = audit.read_chain(repository.storage, repository.master)
    holds.lift_unreadable(repository, holds.gone_holds(repository, entries), "seen")
    assert problems(repository) == []


def test_one_that_cannot_be_read_is_told_by_verification(repository: Repository) -> None:
    repository.storage.store(PREFIX + "ab" * 32, [b"rubbish"])
    assert problems(repository) == [
        (PREFIX + "ab" * 32, "its content does not match its name"),
    ]


def test_one_that_is_lifted_while_it_is_looked_for_is_not_missed(
    repository: Repository, storage: MemoryStorage
) -> None:
    kept = set_hold(repository, TRIPPED)
    entries, _ = audit.read_chain(storage, repository.master)
    holds.lift(repository, [kept], "seen")
    assert holds.gone_holds(repository, entries) == []


def test_a_crash_while_lifting_leaves_it_standing(
    repository: Repository, storage: MemoryStorage
) -> None:
    kept = set_hold(repository, TRIPPED)

    def fail(verb: str, name: str) -> None:
        if verb == "delete" and name == kept.name:
            raise OSError("power cut")

    repository.storage = FaultyStorage(storage, fail)
    with pytest.raises(OSError, match="power cut"):
        holds.lift(repository, [kept], "seen")
    repository.storage = storage
    assert load_holds(repository).standing == (kept,)
    assert problems(repository) == []
    holds.lift(repository, [kept], "seen")
    entries, _ = audit.read_chain(storage, repository.master)
    assert [e.event for e in entries].count(LIFTED) == 2
    assert load_holds(repository).standing == ()


def test_erasing_takes_holds_too(repository: Repository, storage: MemoryStorage) -> None:
    set_hold(repository, TRIPPED)
    erase(repository)
    assert list(storage.list()) == []
