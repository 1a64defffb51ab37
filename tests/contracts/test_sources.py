"""What every source must do, whatever it reads: one suite over all of them.

A source joins by a :class:`Case` in ``tests/contracts/sources.py``, named there and in the
``conftest.py``.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop_app.engine.backup import back_up
from desktop_app.engine.errors import Cancelled, EnvironmentFailed, UnknownName
from desktop_app.engine.kinds.registry import kind_of
from desktop_app.engine.model import Grade, Item, ItemPlan, Level
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.sources.base import ItemReader, Session, StreamingSession
from desktop_app.engine.verify import verify_structure
from tests.contracts.sources import CASES, SECRET, Case

LARGE, SMALL = 1 << 20, 7


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    made: Case = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def repository() -> Iterator[Repository]:
    made, _ = Repository.create(MemoryStorage(), "correct horse")
    with closing(made):
        yield made


def plans(session: Session) -> list[ItemPlan]:
    found = session.stream() if isinstance(session, StreamingSession) else session.plan.items
    return list(found)


def read(reader: ItemReader, size: int = LARGE) -> bytes:
    found, buffer = bytearray(), memoryview(bytearray(size))
    try:
        while got := reader.readinto(buffer):
            found += buffer[:got]
        assert reader.readinto(buffer) == 0, "goes on after its end"
    finally:
        reader.close()
    return bytes(found)


def named(case: Case, repository: Repository, items: list[Item]) -> dict[tuple[str, str], bytes]:
    """The content of the items that a case names: others, as archives, may hold the time."""
    chosen = [item for item in items if item.name in case.names]
    return {(item.kind.value, item.name): b"".join(repository.read(item)) for item in chosen}


def test_it_says_what_it_is_without_a_secret(case: Case) -> None:
    with case.source() as source:
        assert kind_of(source.kind).key == source.kind
        assert source.address
        assert SECRET not in source.address
        with source.open(Silent()) as session:
            assert SECRET not in repr(session.plan)
            assert session.readers >= 1
            assert all(isinstance(text, str) for text in session.plan.facts.values())


def test_its_items_have_names_of_their_own(case: Case) -> None:
    with case.source() as source, source.open(Silent()) as session:
        found = plans(session)
        names = Counter((plan.kind, plan.name) for plan in found)
        assert {name for _, name in names} >= set(case.names)
        assert max(names.values()) == 1
        assert all(plan.expected_bytes >= 0 for plan in found)


def test_an_item_gives_the_same_in_large_and_small_pieces(case: Case) -> None:
    with case.source() as source, source.open(Silent()) as session:
        for plan in plans(session):
            if plan.name in case.names:
                assert read(session.read(plan)) == read(session.read(plan), SMALL), plan.name


def test_several_threads_read_at_once(case: Case) -> None:
    with case.source() as source, source.open(Silent()) as session:
        found = [plan for plan in plans(session) if plan.name in case.names]
        alone = {(plan.kind, plan.name): read(session.read(plan)) for plan in found}
        together: list[dict[object, bytes]] = [{} for _ in range(3)]

        def work(into: dict[object, bytes]) -> None:
            for plan in found:
                into[plan.kind, plan.name] = read(session.read(plan), 4096)

        threads = [threading.Thread(target=work, args=[into]) for into in together]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert all(into == alone for into in together)


def test_reading_can_end_in_the_middle(case: Case) -> None:
    with case.source() as source, source.open(Silent()) as session:
        for plan in plans(session):
            reader = session.read(plan)
            reader.readinto(memoryview(bytearray(1)))
            reader.close()
        for plan in plans(session) if not isinstance(session, StreamingSession) else ():
            read(session.read(plan))


def test_a_stop_that_was_asked_for_ends_a_backup(case: Case, repository: Repository) -> None:
    progress = Silent()
    progress.cancel.cancel()
    with case.source() as source, pytest.raises(Cancelled):
        back_up(source, "lab", repository, progress)
    assert repository.snapshots() == []


def test_a_source_that_is_not_there_is_told(case: Case, repository: Repository) -> None:
    with pytest.raises((EnvironmentFailed, UnknownName)), case.nowhere() as source:
        back_up(source, "lab", repository)
    assert repository.snapshots() == []


def test_a_backup_is_whole_and_means_something(case: Case, repository: Repository) -> None:
    with case.source() as source:
        result = back_up(source, "lab", repository)
        items = list(repository.items(result.snapshot))
        again = list(repository.items(back_up(source, "lab", repository).snapshot))
    assert (result.grade, result.remarks) == (Grade.OK, ())
    assert {item.name for item in items} >= set(case.names)
    assert named(case, repository, items) == named(case, repository, again)
    kind = kind_of(result.snapshot.target_kind)
    assert {Level.BYTES, Level.STRUCTURE} <= kind.levels
    found = verify_structure(repository, [result.snapshot], lambda _: kind.check(case.place.client))
    assert (found.grade, found.problems) == (Grade.OK, ())


def test_it_knows_whether_it_is_still_so(case: Case, repository: Repository) -> None:
    with case.source() as source:
        snapshot = back_up(source, "lab", repository).snapshot
    kind = kind_of(snapshot.target_kind)
    if Level.SOURCE not in kind.levels:
        pytest.skip("this kind cannot say what it was")
    items = list(repository.items(snapshot))

    def differences() -> list[str]:
        found = kind.differences(case.place, snapshot, items, repository.read, Silent())
        return [problem.item for problem in found]

    assert differences() == []
    case.change()
    assert set(differences()) >= {case.changed}
