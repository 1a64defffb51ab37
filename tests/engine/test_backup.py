"""When a snapshot was taken, where it stands among the others of its target, and what of the
source it names as left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.backup import back_up
from desktop_app.engine.contents.reference import choose_snapshot
from desktop_app.engine.errors import EnvironmentFailed, ItemChanged, ItemFailed
from desktop_app.engine.model import Grade, ItemKind, ItemPlan, Remark, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository.holds import DAMAGE, Hold, set_hold
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.packs import list_packs, pack_name
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.sources.base import ItemReader, Plan, Session
from tests.engine.repository import material
from tests.engine.repository.material import PASSPHRASE

DAY = timedelta(days=1)
THEN = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)


class Bytes(io.BytesIO):
    """An item's bytes in memory."""

    tells_rows = False
    rows: int | None = None


class Small:
    """A source of one small item; its own session."""

    kind = "postgresql"
    address = "postgresql://somebody@somewhere:5432/lab"
    readers = 1
    plan = Plan((ItemPlan("lab.molecule", ItemKind.ROWS),), (), {"database": "lab"})

    @contextmanager
    def open(self, progress: Progress) -> Iterator[Session]:
        yield self

    def read(self, item: ItemPlan) -> ItemReader:
        return Bytes(b"1\tglycerol\n")

    def late_remarks(self) -> tuple[Remark, ...]:
        return ()


class Changing(Small):
    """A source of definitions and three tables, some of which change while it is read."""

    plan = Plan(
        (
            ItemPlan("schema", ItemKind.SCHEMA),
            *(ItemPlan(f"lab.{name}", ItemKind.ROWS) for name in ("a", "b", "c")),
        ),
        (Remark("lab.d", "no right to read it"),),
        {"database": "lab"},
    )

    def __init__(self, **faults: EnvironmentFailed) -> None:
        self.faults = faults

    def read(self, item: ItemPlan) -> ItemReader:
        if fault := self.faults.get(item.name.rpartition(".")[2]):
            raise fault
        return super().read(item)


@pytest.fixture
def repository() -> Iterator[Repository]:
    made, _ = Repository.create(MemoryStorage(), PASSPHRASE)
    with closing(made):
        yield made


def take(repository: Repository, moment: datetime | None, target: str = "lab") -> Snapshot:
    return back_up(Small(), target, repository, moment=moment).snapshot


def test_a_snapshot_of_now_has_no_other_moment(repository: Repository) -> None:
    before = datetime.now(UTC)
    snapshot = take(repository, None)
    assert before <= snapshot.started <= snapshot.finished <= datetime.now(UTC)


def test_what_bad_packs_still_give_is_saved(repository: Repository) -> None:
    """Of an earlier snapshot, so that it is in no source any more."""
    storage = repository.storage
    old = material.back_up(repository, {"film": b"of last year"}, "films")
    (pack,) = list_packs(storage)
    set_hold(repository, Hold(DAMAGE, "a part of it is rotten", THEN, packs=(pack,)))

    back_up(Small(), "lab", repository)

    storage.delete(pack_name(pack))
    assert material.contents(repository, old) == {"film": b"of last year"}


def test_a_given_moment_is_the_snapshots_date(repository: Repository) -> None:
    snapshot = take(repository, THEN)
    assert (snapshot.started, snapshot.finished) == (THEN, THEN)
    assert snapshot.sequence == 1
    assert repository.snapshots() == [snapshot]


def test_an_older_one_taken_in_later_is_not_the_latest(repository: Repository) -> None:
    of_now = take(repository, None)
    older = take(repository, THEN)
    oldest = take(repository, THEN - DAY)
    between = take(repository, THEN + DAY)
    assert repository.snapshots() == [oldest, older, between, of_now]
    assert choose_snapshot(repository.snapshots(), "latest:lab") == of_now


def test_what_comes_after_an_import_is_the_latest(repository: Repository) -> None:
    take(repository, THEN)
    of_now = take(repository, None)
    assert of_now.sequence == 2
    assert of_now.grade is Grade.OK


def test_other_targets_do_not_count(repository: Repository) -> None:
    take(repository, None, "other")
    assert take(repository, THEN).sequence == 1


def test_a_dump_of_the_past_blames_no_clock(repository: Repository) -> None:
    take(repository, None)
    assert take(repository, THEN).warnings == ()


def test_a_clock_that_was_put_back_is_named(repository: Repository) -> None:
    ahead = take(repository, datetime.now(UTC) + DAY)
    (remark,) = take(repository, None).warnings
    assert f"{ahead.started:%Y-%m-%d %H:%M} UTC" in remark.what
    assert choose_snapshot(repository.snapshots(), "latest:lab").sequence == 2


def test_another_computers_backup_meanwhile_blames_no_clock() -> None:
    storage = MemoryStorage()
    made, _ = Repository.create(storage, PASSPHRASE)
    other = Repository.open(storage, Passphrase(PASSPHRASE))

    class Meanwhile(Small):
        def read(self, item: ItemPlan) -> ItemReader:
            assert take(other, None).sequence == 1
            return super().read(item)

    with closing(made), closing(other):
        result = back_up(Meanwhile(), "lab", made)
        first, second = made.snapshots()
        assert first.started > second.started
        assert (result.snapshot, result.grade) == (second, Grade.OK)


def test_items_that_change_meanwhile_are_named_and_the_others_kept(repository: Repository) -> None:
    changing = Changing(
        c=ItemChanged("lab.c", "it was dropped meanwhile"),
        a=ItemFailed("lab.a", "no right to read it"),
    )
    result = back_up(changing, "lab", repository)
    assert result.grade is Grade.WARNING
    assert [(remark.item, remark.what) for remark in result.snapshot.warnings] == [
        ("lab.d", "no right to read it"),
        ("lab.a", "no right to read it"),
        ("lab.c", "it was dropped meanwhile"),
    ]
    assert [item.name for item in repository.items(result.snapshot)] == ["schema", "lab.b"]


def test_without_its_definitions_there_is_no_snapshot(repository: Repository) -> None:
    with pytest.raises(ItemFailed):
        back_up(Changing(schema=ItemFailed("schema", "pg_dump ended")), "lab", repository)
    assert repository.snapshots() == []


@settings(max_examples=40)
@given(days=st.lists(st.integers(-1000, 1000), min_size=1, max_size=9, unique=True))
def test_whatever_the_order_of_import_dates_are_in_order(days: list[int]) -> None:
    repository, _ = Repository.create(MemoryStorage(), PASSPHRASE)
    with closing(repository):
        take(repository, THEN, "another")
        for day in days:
            take(repository, THEN + day * DAY)
        found = [s.started for s in repository.snapshots() if s.target == "lab"]
    assert found == sorted(found)
    assert len(found) == len(days)
