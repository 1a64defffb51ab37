from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.engine.errors import Cancelled, Damaged, Leased, StorageUnreachable
from desktop_app.engine.model import Snapshot
from desktop_app.engine.progress import Silent
from desktop_app.engine.repository import lease, manifest, marks
from desktop_app.engine.repository.audit import read_chain
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.lease import Lease, leases
from desktop_app.engine.repository.packs import list_packs, pack_name
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.base import Storage
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.repository.sweep import Sweep, retire, sweep, unneeded_bytes
from desktop_app.engine.verify import verify_bytes
from tests.engine.repository.faults import Cut, FaultyStorage
from tests.engine.repository.material import PASSPHRASE, back_up, contents, flipped, noise, text

pytestmark = pytest.mark.usefixtures("small_chunks")
DAY = timedelta(days=1)
AT_ONCE = timedelta(0)
COMMON = noise(100_000, 1)
OLD = {"common": COMMON, "old": noise(250_000, 2)}
NEW = {"common": COMMON, "new": noise(60_000, 3), "rows": text(2_000)}


def opened(storage: Storage) -> Repository:
    return Repository.open(storage, Passphrase(PASSPHRASE))


def run(storage: Storage, grace: timedelta = AT_ONCE) -> Sweep:
    with closing(opened(storage)) as repository:
        return sweep(repository, grace, Silent())


def retired(repository: Repository, snapshot: Snapshot) -> None:
    retire(repository, snapshot, "no rule keeps it")


def assert_sound(storage: Storage, *kept: tuple[Snapshot, dict[str, bytes]]) -> None:
    """Every kept snapshot reads, nothing is wrong, and nobody holds a lease."""
    with closing(opened(storage)) as repository:
        assert repository.snapshots() == [snapshot for snapshot, _ in kept]
        for snapshot, lab in kept:
            assert contents(repository, snapshot) == lab
        assert verify_bytes(repository, None).problems == ()


def size(storage: MemoryStorage) -> int:
    return sum(list_packs(storage).values())


@pytest.fixture
def old(repository: Repository) -> Snapshot:
    return back_up(repository, OLD)


@pytest.fixture
def new(repository: Repository, old: Snapshot) -> Snapshot:
    return back_up(repository, NEW, sequence=2)


def test_what_is_needed_stays(storage: MemoryStorage, old: Snapshot, new: Snapshot) -> None:
    before = list_packs(storage)
    assert run(storage) == Sweep(0, 0, 0, 0, "")
    assert list_packs(storage) == before
    assert_sound(storage, (old, OLD), (new, NEW))


def test_space_comes_back(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    before = size(storage)
    promised = unneeded_bytes(repository, [new])
    assert 240_000 < promised < 270_000

    retired(repository, old)
    first = run(storage, DAY)
    assert first.marked >= 240_000
    assert first.freed_packs == 0
    assert size(storage) >= before
    assert_sound(storage, (new, NEW))

    second = run(storage, AT_ONCE)
    assert second.freed == first.marked
    assert second.freed_packs == first.marked_packs
    assert size(storage) < before - 0.9 * promised
    assert_sound(storage, (new, NEW))
    assert run(storage) == Sweep(0, 0, 0, 0, "")
    assert list(storage.list("marks/")) == []
    assert list(storage.list("leases/")) == []


def test_with_no_snapshot_left_everything_goes(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    retired(repository, old)
    retired(repository, new)
    run(storage)
    run(storage)
    assert size(storage) == 0
    assert list(storage.list("indexes/")) == []
    assert_sound(storage)


def test_the_grace_period_is_kept(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    retired(repository, old)
    run(storage, DAY)
    before = list_packs(storage)
    for _ in range(3):
        assert run(storage, DAY).freed == 0
    assert list_packs(storage) == before


class _Clock(datetime):
    shift = timedelta(0)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return datetime.now(UTC) + cls.shift


def test_a_clock_that_goes_backwards_shortens_no_grace(
    repository: Repository,
    storage: MemoryStorage,
    old: Snapshot,
    new: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    retired(repository, old)
    with monkeypatch.context() as wrong:
        wrong.setattr(_Clock, "shift", timedelta(days=400))
        wrong.setattr(marks, "datetime", _Clock)
        run(storage, DAY)
    assert run(storage, DAY).freed == 0
    assert_sound(storage, (new, NEW))


def test_a_killed_backup_is_swept(repository: Repository, storage: MemoryStorage) -> None:
    kept = back_up(repository, NEW)
    with pytest.raises(StorageUnreachable):
        back_up(opened(FaultyStorage(storage, Cut(4))), OLD, sequence=2)
    before = size(storage)
    for info in list(storage.list("leases/")):
        storage.delete(info.name)  # its owner, this process, is not dead

    run(storage)
    run(storage)

    assert size(storage) < before - 100_000
    assert_sound(storage, (kept, NEW))


# Cut off at any moment


def sweeps_until_done(storage: MemoryStorage) -> None:
    for _ in range(4):
        if run(storage) == Sweep(0, 0, 0, 0, ""):
            return
    raise AssertionError("there is always something left")


@pytest.mark.parametrize("round_", [1, 2])
def test_cut_off_at_any_step(
    repository: Repository,
    storage: MemoryStorage,
    old: Snapshot,
    new: Snapshot,
    round_: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Before every single change in the first, and then in the second sweep, which deletes."""
    retired(repository, old)
    if round_ == 2:
        run(storage, DAY)
    # A cut-off run cannot take its lease away. In truth its process would be dead.
    monkeypatch.setattr(lease.LeaseState, "alive", lambda self, now: False)
    for calls in range(200):
        copy = MemoryStorage()
        for info in storage.list():
            copy.store(info.name, [storage.load(info.name)])
        try:
            run(FaultyStorage(copy, Cut(calls)))
            ended = True
        except StorageUnreachable:
            ended = False
        assert_sound(copy, (new, NEW))
        with closing(opened(copy)) as again:
            later = back_up(again, NEW | {"more": noise(20_000, calls)}, sequence=3)
        sweeps_until_done(copy)
        assert_sound(copy, (new, NEW), (later, NEW | {"more": noise(20_000, calls)}))
        assert size(copy) < 250_000
        if ended:
            assert calls > 5
            return
    raise AssertionError("it never ended")


def test_cut_off_while_a_snapshot_is_retired(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    for calls in range(3):
        cut = opened(FaultyStorage(storage, Cut(calls)))
        with closing(cut), pytest.raises(StorageUnreachable):
            retired(cut, old)
        assert_sound(storage, (old, OLD), (new, NEW))
    retired(repository, old)
    assert_sound(storage, (new, NEW))
    retired(repository, old)  # twice is harmless
    assert_sound(storage, (new, NEW))


# Others at work


def test_a_writer_at_work_is_left_alone(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    retired(repository, old)
    before = list_packs(storage)
    with Lease(storage, repository.master, "write") as held:
        assert run(storage) == Sweep(0, 0, 0, 0, held.state.owner)
        assert list_packs(storage) == before


def test_a_writer_that_begins_while_packs_are_marked(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    """It may have looked for marks before there were any."""
    retired(repository, old)
    run(storage, DAY)
    held = Lease(storage, repository.master, "write")

    def begin(verb: str, name: str) -> None:
        if (verb, name) == ("list", marks.PREFIX) and not leases_of(storage, repository, "write"):
            held.__enter__()

    before = list_packs(storage)
    try:
        result = run(FaultyStorage(storage, begin))
    finally:
        held.__exit__()
    assert result.waiting_for
    assert before.items() <= list_packs(storage).items()


def leases_of(storage: Storage, repository: Repository, purpose: str) -> list[str]:
    return [s.name for s in leases(storage, repository.master) if s.purpose == purpose]


def at_first(verb: str, prefix: str, act: object) -> object:
    """Calls ``act`` once, ahead of the first call of that verb with such a name."""
    done: list[str] = []

    def before(called: str, name: str) -> None:
        if called == verb and name.startswith(prefix) and not done:
            done.append(name)
            act()  # type: ignore[operator]

    return before


@pytest.mark.parametrize("moment", [("store", "marks/"), ("list", "marks/"), ("list", "packs/")])
def test_a_whole_backup_between_looking_and_marking(
    repository: Repository,
    storage: MemoryStorage,
    old: Snapshot,
    new: Snapshot,
    moment: tuple[str, str],
) -> None:
    """It began and ended after the snapshots were listed, and counts on what nobody needed."""
    retired(repository, old)
    made: list[Snapshot] = []

    def backup() -> None:
        made.append(back_up(repository, OLD, sequence=3))

    run(FaultyStorage(storage, at_first(*moment, backup)))  # type: ignore[arg-type]
    assert_sound(storage, (new, NEW), (made[0], OLD))
    run(storage)
    assert_sound(storage, (new, NEW), (made[0], OLD))


@pytest.mark.parametrize(
    "moment", [("delete", "indexes/"), ("delete", "packs/"), ("store", "indexes/")]
)
def test_a_whole_backup_between_deletions(
    repository: Repository,
    storage: MemoryStorage,
    old: Snapshot,
    new: Snapshot,
    moment: tuple[str, str],
) -> None:
    """It begins after the last look for writers: it sees the marks."""
    retired(repository, old)
    run(storage, DAY)
    made: list[Snapshot] = []

    def backup() -> None:
        with closing(opened(storage)) as other:
            made.append(back_up(other, OLD, sequence=3))

    run(FaultyStorage(storage, at_first(*moment, backup)))  # type: ignore[arg-type]
    assert_sound(storage, (new, NEW), (made[0], OLD))


def test_readers_need_no_lock(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    """One that opened before sees the packs move away, and finds them."""
    with closing(opened(storage)) as reader:
        (snapshot,) = [s for s in reader.snapshots() if s.id == new.id]
        items = list(reader.items(snapshot))
        pieces = reader.read(items[0])
        first = next(pieces)
        retired(repository, old)
        run(storage)
        run(storage)
        assert first + b"".join(pieces) == NEW[items[0].name]
        assert contents(reader, snapshot) == NEW


@pytest.mark.parametrize(
    "moment",
    [
        ("load", "packs/"),
        ("load", "indexes/"),
        ("load", "audit/"),
        ("list", "snapshots/"),
        ("list", "indexes/"),
    ],
)
def test_a_verification_during_a_prune_is_no_false_alarm(
    repository: Repository,
    storage: MemoryStorage,
    old: Snapshot,
    new: Snapshot,
    moment: tuple[str, str],
) -> None:
    def prune() -> None:
        retired(repository, old)
        run(storage)
        run(storage)

    around = FaultyStorage(storage)
    with closing(opened(around)) as reader:
        around.before = at_first(*moment, prune)  # type: ignore[assignment]
        assert verify_bytes(reader, None).problems == ()
        assert len(reader.snapshots()) == 1


@pytest.mark.parametrize(
    "moment",
    [
        ("load", "packs/"),
        ("load", "indexes/"),
        ("load", "audit/"),
        ("list", "snapshots/"),
        ("list", "indexes/"),
        ("list", "audit/"),
        ("load", "snapshots/"),
    ],
)
def test_a_verification_during_a_backup_is_no_false_alarm(
    repository: Repository,
    storage: MemoryStorage,
    old: Snapshot,
    moment: tuple[str, str],
) -> None:
    around = FaultyStorage(storage)
    with closing(opened(around)) as reader:
        around.before = at_first(*moment, lambda: back_up(repository, NEW, sequence=2))  # type: ignore[assignment]
        assert verify_bytes(reader, None).problems == ()
        assert len(reader.snapshots()) == 2


def test_two_sweeps_do_not_meet(repository: Repository, storage: MemoryStorage) -> None:
    with Lease(storage, repository.master, "prune") as held:
        with pytest.raises(Leased) as caught:
            run(storage)
        assert caught.value.owner == held.state.owner
    run(storage)


def test_dead_owners_hold_nothing(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    retired(repository, old)
    for purpose in ("prune", "write"):
        dead = Lease(storage, repository.master, purpose)
        dead.state = replace(dead.state, born="long ago")
        dead._write()
    storage.store("leases/torn", [b"half a lease"])
    assert run(storage, DAY).waiting_for == ""
    assert run(storage).freed > 200_000
    assert list(storage.list("leases/")) == []


def test_a_stop_in_the_middle(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    retired(repository, old)
    progress = Silent()
    around = FaultyStorage(storage, at_first("store", "packs/", progress.cancel.cancel))  # type: ignore[arg-type]
    with closing(opened(around)) as other, pytest.raises(Cancelled):
        sweep(other, AT_ONCE, progress)
    assert_sound(storage, (new, NEW))
    sweeps_until_done(storage)
    assert_sound(storage, (new, NEW))


# What is not the way it should be


def damage(storage: MemoryStorage, name: str) -> None:
    storage.store(name, [flipped(storage.load(name))], replace=True)


def test_nothing_is_unneeded_while_a_manifest_cannot_be_read(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    retired(repository, old)
    damage(storage, manifest.PREFIX + new.id)
    before = list_packs(storage)
    with pytest.raises(Damaged):
        run(storage)
    assert list_packs(storage) == before


def test_nothing_is_unneeded_while_an_index_cannot_be_read(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    retired(repository, old)
    damage(storage, next(storage.list("indexes/")).name)
    before = list_packs(storage)
    with pytest.raises(Damaged, match="nothing can be called unneeded"):
        run(storage)
    assert list_packs(storage) == before


def test_damaged_marks_are_swept_away(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    retired(repository, old)
    run(storage, DAY)
    (mark,) = storage.list("marks/")
    damage(storage, mark.name)
    sweeps_until_done(storage)
    assert_sound(storage, (new, NEW))
    assert list(storage.list("marks/")) == []


def test_a_lost_mark_costs_no_space_for_good(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    """The chunks that were moved lie twice then."""
    retired(repository, old)
    run(storage, DAY)
    (mark,) = storage.list("marks/")
    storage.delete(mark.name)
    sweeps_until_done(storage)
    assert_sound(storage, (new, NEW))
    assert size(storage) < 210_000


def test_a_pack_that_needs_no_other_copy_is_kept(
    repository: Repository, storage: MemoryStorage, old: Snapshot
) -> None:
    """A marked pack is needed again, and the other copy of its chunks is lost."""
    marks.store_mark(storage, repository.master, frozenset(list_packs(storage)))
    with closing(opened(storage)) as other:
        marked = list_packs(storage).keys()
        back_up(other, OLD, sequence=2)  # counts on no marked pack
    for pack in list_packs(storage).keys() - marked:
        storage.delete(pack_name(pack))

    run(storage)

    assert marked <= list_packs(storage).keys()
    with closing(opened(storage)) as other:
        assert contents(other, old) == OLD


def doubled(repository: Repository, storage: MemoryStorage) -> tuple[list[str], list[str]]:
    """The same chunks in two generations of packs: two backups that did not see each other."""
    first = list(list_packs(storage))
    mark = frozenset(first)
    marks.store_mark(storage, repository.master, mark)
    with closing(opened(storage)) as other:
        back_up(other, OLD, sequence=2)
    for info in list(storage.list(marks.PREFIX)):
        storage.delete(info.name)
    return first, [pack for pack in list_packs(storage) if pack not in first]


def test_second_copies_are_swept(
    repository: Repository, storage: MemoryStorage, old: Snapshot
) -> None:
    one = size(storage)
    doubled(repository, storage)
    assert size(storage) > 1.9 * one
    sweeps_until_done(storage)
    assert size(storage) < 1.1 * one


@pytest.mark.parametrize("generation", [0, 1])
@pytest.mark.parametrize("when", ["before marking", "before deleting"])
def test_the_last_good_copy_is_never_deleted(
    repository: Repository, storage: MemoryStorage, old: Snapshot, generation: int, when: str
) -> None:
    damaged = doubled(repository, storage)[generation]
    if when == "before deleting":
        run(storage, DAY)
    for pack in damaged:
        data = bytearray(storage.load(pack_name(pack)))
        for at in range(50, len(data) - 500, 900):
            data[at] ^= 1
        storage.store(pack_name(pack), [data], replace=True)
    for _ in range(3):
        run(storage)
    with closing(opened(storage)) as other:
        assert contents(other, old) == OLD


def test_a_damaged_pack_stops_no_sweep(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    """What else is unneeded still goes; what can be read of the damaged pack stays."""
    retired(repository, old)
    (with_both,) = {
        place.pack
        for item in repository.items(new)
        if item.name == "common"
        for place in repository.index.places(item.chunks[-32:])
    }
    data = bytearray(storage.load(pack_name(with_both)))
    data[50] ^= 1
    storage.store(pack_name(with_both), [data], replace=True)
    run(storage)
    assert run(storage).waiting_for == ""
    assert with_both in list_packs(storage)
    assert size(storage) < 300_000


def test_what_goes_at_once_is_not_marked_for_later(
    repository: Repository, storage: MemoryStorage, old: Snapshot
) -> None:
    packs = list_packs(storage)
    retire(repository, old, "test")
    done = sweep(repository, AT_ONCE, Silent())
    assert (done.marked_packs, done.marked) == (0, 0)
    assert (done.freed_packs, done.freed) == (len(packs), sum(packs.values()))


def test_lost_packs_are_forgotten_once_nothing_needs_them(
    repository: Repository, storage: MemoryStorage, old: Snapshot
) -> None:
    """A backup has stored their chunks again; then the alarm must end."""
    for pack in list(list_packs(storage)):
        storage.delete(pack_name(pack))
    with closing(opened(storage)) as other:
        again = back_up(other, OLD, sequence=2)
        assert verify_bytes(other, None).packs_replaced
    run(storage)
    run(storage)
    assert_sound(storage, (old, OLD), (again, OLD))


@pytest.mark.parametrize("left", [0, 300])
def test_packs_that_were_cut_off_go_once_their_chunks_lie_elsewhere(
    repository: Repository, storage: MemoryStorage, old: Snapshot, left: int
) -> None:
    cut_off = list_packs(storage).keys()
    for name in map(pack_name, cut_off):
        storage.store(name, [storage.load(name, 0, left)], replace=True)
    with closing(opened(storage)) as other:
        again = back_up(other, OLD, sequence=2)
    assert run(storage).freed_packs == len(cut_off)
    assert cut_off.isdisjoint(list_packs(storage))
    assert_sound(storage, (old, OLD), (again, OLD))


def test_packs_that_are_needed_and_lost_stay_known(
    repository: Repository, storage: MemoryStorage, old: Snapshot
) -> None:
    lost = max(list_packs(storage).items(), key=lambda pack: pack[1])[0]
    storage.delete(pack_name(lost))
    run(storage)
    with closing(opened(storage)) as other:
        assert any(lost in p.item for p in verify_bytes(other, None).problems)


def test_many_small_packs_become_few(repository: Repository, storage: MemoryStorage) -> None:
    labs = [{"item": noise(3_000, n)} for n in range(20)]
    made = [back_up(repository, lab, sequence=n) for n, lab in enumerate(labs)]
    before = len(list_packs(storage))
    assert before >= 20
    run(storage)
    run(storage)
    assert len(list_packs(storage)) <= 3
    assert_sound(storage, *zip(made, labs, strict=True))
    assert run(storage) == Sweep(0, 0, 0, 0, "")


def test_all_is_written_down(
    repository: Repository, storage: MemoryStorage, old: Snapshot, new: Snapshot
) -> None:
    retired(repository, old)
    run(storage)
    run(storage)
    entries, problems = read_chain(storage, repository.master)
    assert problems == []
    assert [(e.event, e.subject) for e in entries][-2:] == [
        ("snapshot retired", old.id),
        ("packs deleted", repository.id),
    ]
