from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.engine.errors import (
    Bug,
    Damaged,
    Missing,
    NoSpace,
    PrunedMeanwhile,
    StorageUnreachable,
)
from desktop_app.engine.model import Grade, ItemKind, ItemPlan
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository import lease, pack_writer, sweep
from desktop_app.engine.repository.index import ChunkIndex
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.lease import leases
from desktop_app.engine.repository.marks import store_mark
from desktop_app.engine.repository.pack_writer import PackWriter
from desktop_app.engine.repository.packs import RAW, list_packs, pack_name
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.base import Storage
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.verify import verify_bytes
from tests.engine.repository.faults import Cut, FaultyStorage
from tests.engine.repository.material import (
    MASTER,
    PASSPHRASE,
    back_up,
    contents,
    draft,
    noise,
    store,
    text,
)

pytestmark = pytest.mark.usefixtures("small_chunks")
LAB = {"rows": text(20_000), "video": noise(300_000), "empty": b""}


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) == before


@pytest.fixture(params=["without cache", "with cache"])
def opened(
    request: pytest.FixtureRequest, repository: Repository, storage: MemoryStorage, tmp_path: Path
) -> Iterator[Callable[..., Repository]]:
    """Opens the repository again, as another program would, on any storage around it."""
    made: list[Repository] = []
    cache = tmp_path / "cache" if request.param == "with cache" else None

    def again(around: object = None) -> Repository:
        made.append(Repository.open(around or storage, Passphrase(PASSPHRASE), cache))  # type: ignore[arg-type]
        return made[-1]

    yield again
    for each in made:
        each.close()


def reopened(storage: Storage) -> Repository:
    return Repository.open(storage, Passphrase(PASSPHRASE))


def copied(storage: MemoryStorage) -> MemoryStorage:
    copy = MemoryStorage()
    for info in storage.list():
        copy.store(info.name, [storage.load(info.name)])
    return copy


def assert_sound(repository: Repository) -> None:
    assert verify_bytes(repository, None).problems == ()


def sizes(storage: MemoryStorage, prefix: str) -> list[int]:
    return [info.size for info in storage.list(prefix)]


def test_what_was_stored_comes_back(
    repository: Repository, opened: Callable[..., Repository]
) -> None:
    snapshot = back_up(repository, LAB)

    again = opened()
    (found,) = again.snapshots()
    assert found == snapshot
    assert contents(again, found) == LAB
    assert_sound(again)


def test_the_same_again_stores_next_to_nothing(
    repository: Repository, storage: MemoryStorage
) -> None:
    first = back_up(repository, LAB)
    packs = list_packs(storage)
    second = back_up(repository, LAB, sequence=2)

    assert first.stored > 300_000
    assert second.stored == 0
    assert second.item_list == first.item_list
    assert list_packs(storage) == packs
    assert contents(repository, second) == LAB


def test_equal_parts_of_different_items_are_stored_once(repository: Repository) -> None:
    snapshot = back_up(repository, {"a": noise(200_000), "b": b"new" + noise(200_000)})
    assert 200_000 < snapshot.stored < 260_000


def test_stored_bytes_are_those_of_packs_and_indexes(
    repository: Repository, storage: MemoryStorage
) -> None:
    snapshot = back_up(repository, LAB)
    assert snapshot.stored == sum(sizes(storage, "packs/") + sizes(storage, "indexes/"))


def test_nothing_readable_lies_in_the_storage(
    repository: Repository, storage: MemoryStorage
) -> None:
    secret = b"the name of a child"
    back_up(repository, {"secret item": secret * 10}, target="secret target")
    for info in storage.list():
        data = storage.load(info.name)
        for word in (secret, b"secret item", b"secret target", b"bench", PASSPHRASE.encode()):
            assert word not in data


def test_many_threads_store_one_snapshot(repository: Repository) -> None:
    lab = {f"item {n}": noise(60_000, n % 5) + b"%d" % n for n in range(20)}
    with repository.writer() as writer:
        with ThreadPoolExecutor(6) as crew:
            items = list(crew.map(lambda pair: store(writer, *pair), lab.items()))
        snapshot = writer.commit(draft(), items)

    assert contents(repository, snapshot) == lab
    assert snapshot.stored < 5 * 60_000 * 1.5
    assert_sound(repository)


def test_two_programs_write_at_once(
    repository: Repository, opened: Callable[..., Repository]
) -> None:
    other = opened()
    ours, theirs = LAB | {"ours": noise(90_000, 1)}, LAB | {"theirs": noise(90_000, 2)}
    with repository.writer() as one, other.writer() as two:
        one_items = [store(one, *pair) for pair in ours.items()]
        two_items = [store(two, *pair) for pair in theirs.items()]
        assert len(leases(other.storage, other.master)) == 2
        first = one.commit(draft("ours"), one_items)
        second = two.commit(draft("theirs"), two_items)

    for reader in (repository, other, opened()):
        assert contents(reader, first) == ours
        assert contents(reader, second) == theirs
        assert_sound(reader)
    assert leases(other.storage, other.master) == []


def test_many_packs_are_named_by_several_indexes(
    repository: Repository, storage: MemoryStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_writer, "PACKS_AN_INDEX", 3)
    snapshot = back_up(repository, {"video": noise(700_000)})
    assert len(list_packs(storage)) > 9
    assert len(sizes(storage, "indexes/")) > 3
    assert len(contents(repository, snapshot)["video"]) == 700_000
    assert_sound(repository)


# What is not the way it should be


def test_a_full_storage_in_the_middle(opened: Callable[..., Repository]) -> None:
    full = MemoryStorage()
    repository, _ = Repository.create(full, PASSPHRASE)
    with closing(repository):
        kept = back_up(repository, {"small": text(100)})
        full.capacity = sum(sizes(full, "")) + 250_000
        with pytest.raises(NoSpace):
            back_up(repository, LAB, sequence=2)
        assert repository.snapshots() == [kept]
        assert contents(repository, kept) == {"small": text(100)}
        assert_sound(repository)

        before = sum(sizes(full, "packs/"))
        full.capacity = None
        later = back_up(repository, LAB, sequence=2)
        assert contents(repository, later) == LAB
        # What the failed run had stored was not stored again.
        assert sum(sizes(full, "packs/")) - before < later.size - 100_000
        assert_sound(repository)


def test_cut_off_at_any_moment(repository: Repository, storage: MemoryStorage) -> None:
    """The power goes before the n-th change, for every n: all finished snapshots stay whole, the
    next run works, and stores again only what had not reached the storage."""
    kept = back_up(repository, {"small": text(100)})
    for calls in range(30):
        copy = copied(storage)
        try:
            with closing(reopened(FaultyStorage(copy, Cut(calls)))) as cut:
                back_up(cut, LAB, sequence=2)
            ended = True
        except StorageUnreachable:
            ended = False
        with closing(reopened(copy)) as again:
            assert_sound(again)
            assert contents(again, kept) == {"small": text(100)}
            later = back_up(again, LAB, sequence=3)
            assert contents(again, later) == LAB
            assert sum(sizes(copy, "packs/")) < 500_000  # LAB once, and what was torn off
            assert_sound(again)
        if ended:
            assert calls > 8
            return
    raise AssertionError("it never ended")


def test_a_killed_runs_packs_are_adopted(
    repository: Repository, storage: MemoryStorage, opened: Callable[..., Repository]
) -> None:
    with repository.writer() as writer:
        store(writer, "video", LAB["video"])  # never committed
    left = list_packs(storage)
    assert left
    assert sizes(storage, "indexes/") == []

    again = opened()
    snapshot = back_up(again, {"video": LAB["video"]})

    assert left.items() <= list_packs(storage).items()
    assert sum(list_packs(storage).values()) < 330_000  # nothing twice
    assert contents(opened(), snapshot) == {"video": LAB["video"]}
    assert_sound(again)


def test_a_left_pack_that_a_reader_learned_is_adopted_too(
    repository: Repository, storage: MemoryStorage, opened: Callable[..., Repository]
) -> None:
    with repository.writer() as writer:
        store(writer, "video", LAB["video"])
    again = opened()
    with pytest.raises(Missing):
        again.chunk(bytes(32))  # looks into every pack that no index names

    back_up(again, {"video": LAB["video"]})

    with closing(ChunkIndex(storage, again.master, None)) as index:
        index.refresh()
        assert index.named_packs() == list_packs(storage)
    assert_sound(again)


def test_a_damaged_left_pack_is_not_adopted(
    repository: Repository, storage: MemoryStorage, opened: Callable[..., Repository]
) -> None:
    with repository.writer() as writer:
        store(writer, "video", LAB["video"])
    left = list_packs(storage)
    for pack in left:
        data = bytearray(storage.load(pack_name(pack)))
        data[100] ^= 1  # in a chunk: its table is sound
        storage.store(pack_name(pack), [data], replace=True)

    again = opened()
    snapshot = back_up(again, {"video": LAB["video"]})
    assert contents(again, snapshot) == {"video": LAB["video"]}
    # The disk did change bytes, so verification tells; nothing needs them, so prune takes them.
    found = verify_bytes(again, None)
    assert {remark.item for remark in found.remarks} == {pack_name(pack) for pack in left}
    assert (found.grade, set(found.packs_replaced)) == (Grade.WARNING, left.keys())
    for _ in range(2):
        sweep.sweep(again, timedelta(0), Silent())
    assert_sound(again)


def test_what_lies_in_a_lost_pack_is_stored_again(
    repository: Repository, storage: MemoryStorage, opened: Callable[..., Repository]
) -> None:
    first = back_up(repository, LAB)
    lost = next(iter(list_packs(storage)))
    storage.delete(pack_name(lost))

    second = back_up(opened(), LAB, sequence=2)

    assert second.stored > 0
    assert contents(opened(), second) == contents(opened(), first) == LAB


@pytest.mark.parametrize("left", [0, 300])
def test_what_lies_in_a_pack_that_was_cut_off_is_stored_again(
    repository: Repository, storage: MemoryStorage, opened: Callable[..., Repository], left: int
) -> None:
    first = back_up(repository, LAB)
    for pack in list_packs(storage):
        storage.store(pack_name(pack), [storage.load(pack_name(pack), 0, left)], replace=True)

    second = back_up(opened(), LAB, sequence=2)

    assert second.stored == pytest.approx(first.stored, rel=0.1)
    assert contents(opened(), second) == contents(opened(), first) == LAB
    assert back_up(opened(), LAB, sequence=3).stored < 2_000


def test_a_pack_that_is_cut_off_while_a_writer_counts_on_it(
    repository: Repository, storage: MemoryStorage, opened: Callable[..., Repository]
) -> None:
    back_up(repository, LAB)
    with opened().writer() as writer:
        items = [store(writer, *pair) for pair in LAB.items()]
        for pack in list_packs(storage):
            storage.store(pack_name(pack), [b""], replace=True)
        with pytest.raises(PrunedMeanwhile):
            writer.commit(draft(sequence=2), items)


def test_marked_packs_are_not_counted_on(
    repository: Repository, storage: MemoryStorage, opened: Callable[..., Repository]
) -> None:
    first = back_up(repository, LAB)
    store_mark(storage, repository.master, frozenset(list_packs(storage)))
    second = back_up(opened(), LAB, sequence=2)
    assert second.stored == pytest.approx(first.stored, rel=0.1)


def test_marked_left_packs_are_not_adopted(
    repository: Repository, storage: MemoryStorage, opened: Callable[..., Repository]
) -> None:
    """Prune takes doomed packs from the index first: it must not come back in between."""
    back_up(repository, LAB)
    doomed = frozenset(list_packs(storage))
    store_mark(storage, repository.master, doomed)
    for info in list(storage.list("indexes/")):
        storage.delete(info.name)

    again = opened()
    back_up(again, LAB, sequence=2)

    with closing(ChunkIndex(storage, again.master, None)) as index:
        index.refresh()
        assert not index.named_packs().keys() & doomed


def test_a_writer_that_slept_until_its_chunks_were_pruned(
    repository: Repository,
    storage: MemoryStorage,
    opened: Callable[..., Repository],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The lease looks dead to another computer; two prunes go by; then the writer wakes."""
    old = back_up(repository, LAB)
    sleeper, other = opened(), opened()
    with sleeper.writer() as writer:
        items = [store(writer, *pair) for pair in LAB.items()]
        monkeypatch.setattr(lease.LeaseState, "alive", lambda self, now: False)
        sweep.retire(other, old, "test")
        for _ in range(2):
            sweep.sweep(other, timedelta(0), Silent())
        with pytest.raises(PrunedMeanwhile) as caught:
            writer.commit(draft(sequence=2), items)
    assert caught.value.chunks > 10
    assert sleeper.snapshots() == []
    assert contents(other, back_up(other, LAB, sequence=2)) == LAB
    assert_sound(other)


def test_a_first_backup_that_slept_until_its_own_packs_were_pruned(
    repository: Repository, opened: Callable[..., Repository], monkeypatch: pytest.MonkeyPatch
) -> None:
    sleeper, other = opened(), opened()
    with sleeper.writer() as writer:
        items = [store(writer, *pair) for pair in LAB.items()]
        monkeypatch.setattr(lease.LeaseState, "alive", lambda self, now: False)
        for _ in range(2):
            sweep.sweep(other, timedelta(0), Silent())
        with pytest.raises(PrunedMeanwhile):
            writer.commit(draft(), items)
    assert opened().snapshots() == []


def test_a_prune_that_only_moved_the_chunks_harms_no_writer(
    repository: Repository, opened: Callable[..., Repository], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some packs go, but none that matters."""
    gone = back_up(repository, {"old": noise(150_000, 7)})
    back_up(repository, LAB, sequence=2)
    other = opened()
    with opened().writer() as writer:
        items = [store(writer, *pair) for pair in LAB.items()]
        monkeypatch.setattr(lease.LeaseState, "alive", lambda self, now: False)
        sweep.retire(other, gone, "test")
        for _ in range(2):
            sweep.sweep(other, timedelta(0), Silent())
        snapshot = writer.commit(draft(sequence=3), items)
    assert contents(opened(), snapshot) == LAB
    assert_sound(opened())


KINDS = ["packs/", "indexes/", "snapshots/", "audit/0"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_storage_that_changes_what_it_stores(
    kind: str, storage: MemoryStorage, opened: Callable[..., Repository]
) -> None:
    def flip(name: str, data: bytes) -> bytes:
        at = len(data) // 2
        wrong = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        return wrong if name.startswith(kind) else data

    liar = opened(FaultyStorage(storage, twist=flip))
    with pytest.raises(Damaged, match="came back from the storage changed") as caught:
        back_up(liar, LAB)
    assert caught.value.name.startswith(kind)


class Forgetful(FaultyStorage):
    """Says that it stored, and did not."""

    kind = ""

    def load(self, name: str, offset: int = 0, length: int | None = None) -> bytes:
        if name.startswith(self.kind) and name in self.stored:
            self.inner.delete(name)
            self.stored.remove(name)
        return self.inner.load(name, offset, length)

    def store(self, name: str, parts: object, *, replace: bool = False) -> None:
        self.inner.store(name, parts, replace=replace)  # type: ignore[arg-type]
        self.stored.add(name)

    def __init__(self, inner: MemoryStorage) -> None:
        super().__init__(inner)
        self.stored: set[str] = set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_storage_that_forgets_what_it_stores(
    kind: str, storage: MemoryStorage, opened: Callable[..., Repository]
) -> None:
    forgetful = Forgetful(storage)
    forgetful.kind = kind
    with pytest.raises(Damaged):
        back_up(opened(forgetful), LAB)


def test_a_fault_while_storing_reaches_every_thread(
    storage: MemoryStorage, opened: Callable[..., Repository]
) -> None:
    """Also those that wait for room: none may hang."""

    def fail(verb: str, name: str) -> None:
        if verb == "store" and name.startswith("packs/"):
            raise StorageUnreachable("the NAS", "was switched off")

    repository = opened(FaultyStorage(storage, fail))
    with repository.writer() as writer, ThreadPoolExecutor(5) as crew:
        runs = [crew.submit(store, writer, str(n), noise(400_000, n)) for n in range(5)]
        assert {type(run.exception(timeout=20)) for run in runs} == {StorageUnreachable}
        with pytest.raises(StorageUnreachable):
            writer.commit(draft(), [])
    assert repository.snapshots() == []


def test_a_slow_storage_slows_the_reading(
    storage: MemoryStorage, opened: Callable[..., Repository]
) -> None:
    """What is under way is bounded: a reader stops until packs are gone."""
    go, seen = threading.Event(), threading.Event()

    def wait(verb: str, name: str) -> None:
        if verb == "store" and name.startswith("packs/"):
            seen.set()
            assert go.wait(20)

    read = 0
    source = io.BytesIO(noise(2_000_000))

    def readinto(view: memoryview) -> int:
        nonlocal read
        got = source.readinto(view)
        read += got
        return got

    with opened(FaultyStorage(storage, wait)).writer() as writer, ThreadPoolExecutor(1) as crew:
        plan = ItemPlan("video", ItemKind.FILE)
        run = crew.submit(writer.store_item, plan, readinto, lambda _: None)
        assert seen.wait(20)
        with pytest.raises(TimeoutError):
            run.result(0.2)
        assert read < 600_000
        go.set()
        assert run.result(20).size == 2_000_000


def test_a_source_that_fails_leaves_no_snapshot(repository: Repository) -> None:
    def broken(view: memoryview) -> int:
        raise OSError("the pipe broke")

    with repository.writer() as writer, pytest.raises(OSError, match="pipe"):
        writer.store_item(ItemPlan("a", ItemKind.FILE), broken, lambda _: None)
    assert repository.snapshots() == []


def test_the_order_of_writing(storage: MemoryStorage, opened: Callable[..., Repository]) -> None:
    written: list[str] = []

    def note(verb: str, name: str) -> None:
        if verb == "store":
            written.append(name.split("/")[0])

    back_up(opened(FaultyStorage(storage, note)), {"video": noise(30_000)})
    assert written == ["leases", "packs", "indexes", "snapshots", "audit", "audit"]


def test_a_closed_writer_takes_nothing(repository: Repository) -> None:
    with closing(PackWriter(repository.storage, MASTER, repository.index, print)) as writer:
        pass
    with pytest.raises(Bug):
        writer.add(bytes(32), RAW, b"x", 1)


def test_an_empty_snapshot(repository: Repository) -> None:
    snapshot = back_up(repository, {})
    assert snapshot.item_list == b""
    assert contents(repository, snapshot) == {}
    assert_sound(repository)


def test_progress_sees_every_chunk_while_it_is_read(repository: Repository) -> None:
    seen = []
    with repository.writer() as writer:
        writer.store_item(
            ItemPlan("rows", ItemKind.ROWS),
            io.BytesIO(LAB["rows"]).readinto,
            lambda cut: seen.append((len(cut.data), cut.count(b"\n"))),
        )
    assert [sum(counts) for counts in zip(*seen, strict=True)] == [len(LAB["rows"]), 20_000]
