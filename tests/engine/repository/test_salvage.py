"""What a verification found bad is counted on no more, stored again, saved where it can be read
still, and let go of once nothing depends on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.engine.errors import Cancelled, PruneHeld
from desktop_app.engine.model import Grade, Snapshot
from desktop_app.engine.progress import Meter, Silent
from desktop_app.engine.prune import empty_trash
from desktop_app.engine.repository import trash
from desktop_app.engine.repository.holds import DAMAGE, Hold, set_hold
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.packs import list_packs, pack_name
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.salvage import LEFT_FREE, salvage
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.repository.sweep import sweep
from desktop_app.engine.verify import VerifyResult, verify_bytes
from tests.engine.repository.material import (
    PASSPHRASE,
    back_up,
    contents,
    draft,
    noise,
    store,
    text,
)

pytestmark = pytest.mark.usefixtures("small_chunks")

OLD = {"molecule": text(1_500), "video": noise(50_000)}
NEW = {"molecule": text(1_500), "video": noise(50_000, 1)}
NOW = datetime(2026, 5, 4, tzinfo=UTC)


def place_of_chunk(repository: Repository, snapshot: Snapshot, item: str) -> tuple[str, int]:
    """The pack of the first chunk of an item, and where it lies in it."""
    (found,) = (each for each in repository.items(snapshot) if each.name == item)
    (place,) = repository.index.places(found.chunks[:32])
    return place.pack, place.entry.offset


def rot(storage: MemoryStorage, pack: str, at: int) -> None:
    data = bytearray(storage.load(pack_name(pack)))
    data[at] ^= 1
    storage.store(pack_name(pack), [data], replace=True)


def found_bad(repository: Repository) -> VerifyResult:
    """Verify everything, and hold for what was found, as the program does."""
    result = verify_bytes(repository, None)
    if result.problems:
        hold = Hold(DAMAGE, "rot", NOW, level="bytes", packs=result.packs_bad)
        set_hold(repository, hold)
    return result


def backed_up(repository: Repository, items: Mapping[str, bytes], sequence: int = 2) -> Snapshot:
    with repository.writer() as writer:
        stored = [store(writer, *pair) for pair in items.items()]
        salvage(repository, writer, Silent())
        return writer.commit(draft(sequence=sequence, items=len(stored)), stored)


def known_rot(repository: Repository, storage: MemoryStorage, snapshot: Snapshot, item: str) -> str:
    """Let the first chunk of an item rot, and a verification find it; returns its pack."""
    pack, at = place_of_chunk(repository, snapshot, item)
    rot(storage, pack, at)
    assert found_bad(repository).packs_bad == (pack,)
    return pack


@pytest.fixture
def opened(repository: Repository, storage: MemoryStorage) -> Iterator[Callable[[], Repository]]:
    """Opens the repository again, as another program would."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(Repository.open(storage, Passphrase(PASSPHRASE))))


@pytest.fixture
def old(repository: Repository) -> Snapshot:
    return back_up(repository, OLD)


def test_what_rotted_is_stored_again_once_it_was_found(
    repository: Repository, storage: MemoryStorage, opened: Callable[[], Repository], old: Snapshot
) -> None:
    pack = known_rot(repository, storage, old, "video")

    new = backed_up(opened(), OLD)

    assert contents(opened(), old) == contents(opened(), new) == OLD
    healed = verify_bytes(opened(), None)
    assert (healed.grade, healed.packs_replaced) == (Grade.WARNING, (pack,))
    (remark,) = healed.remarks
    assert remark.item == pack_name(pack)
    assert "nothing is lost" in remark.what


def test_what_only_older_snapshots_have_is_saved_from_a_bad_pack(
    repository: Repository, storage: MemoryStorage, opened: Callable[[], Repository], old: Snapshot
) -> None:
    """The rotten chunk comes from the source again; the old film's lie in the same pack and are
    in no source any more."""
    pack = known_rot(repository, storage, old, "molecule")

    new = backed_up(opened(), NEW)
    storage.delete(pack_name(pack))

    assert contents(opened(), old) == OLD
    assert contents(opened(), new) == NEW


def test_what_is_lost_for_good_stays_told(
    repository: Repository, storage: MemoryStorage, opened: Callable[[], Repository], old: Snapshot
) -> None:
    pack = known_rot(repository, storage, old, "video")

    new = backed_up(opened(), NEW)

    found = verify_bytes(opened(), None)
    assert (found.grade, found.packs_bad, found.remarks) == (Grade.FAILED, (pack,), ())
    assert [p.item for p in found.problems][1:] == [f"snapshot {old.id[:12]} · video"]
    # The new one needs nothing of it; that another does is not forgotten.
    alone = verify_bytes(opened(), [new])
    assert (alone.grade, alone.packs_bad) == (Grade.WARNING, (pack,))
    assert [remark.what.partition(":")[0] for remark in alone.remarks] == [
        "these snapshots do not need it"
    ]


def test_a_bad_pack_is_let_go_once_its_last_snapshot_went(
    repository: Repository, storage: MemoryStorage, opened: Callable[[], Repository], old: Snapshot
) -> None:
    pack = known_rot(repository, storage, old, "video")
    backed_up(opened(), NEW)
    again = opened()
    trash.remove(again, old, "its film is lost", NOW, NOW)
    # What rests can be put back, so it must be whole, too.
    assert verify_bytes(again, None).packs_bad == (pack,)
    empty_trash(again)
    assert verify_bytes(again, None).packs_replaced == (pack,)


def test_a_copy_that_rotted_as_well_is_none(
    repository: Repository, storage: MemoryStorage, opened: Callable[[], Repository], old: Snapshot
) -> None:
    pack = known_rot(repository, storage, old, "video")
    new = backed_up(opened(), OLD)
    places = opened().index.places(next(iter(new_chunks(opened(), new, "video"))))
    (copy,) = (place for place in places if place.pack != pack)
    rot(storage, copy.pack, copy.entry.offset)

    assert set(verify_bytes(opened(), None).packs_bad) == {pack, copy.pack}


def new_chunks(repository: Repository, snapshot: Snapshot, item: str) -> Iterator[bytes]:
    return (c for i in repository.items(snapshot) if i.name == item for c in i.chunk_ids())


def test_a_damaged_list_of_items_lets_go_of_nothing(
    repository: Repository, storage: MemoryStorage, opened: Callable[[], Repository], old: Snapshot
) -> None:
    back_up(repository, {"other": noise(30_000, 9)}, "other")
    (lost,) = repository.index.places(old.item_list[:32])
    unneeded = set(list_packs(storage))
    with repository.writer() as writer:
        store(writer, "never committed", noise(100_000, 7))
    spare = min(list_packs(storage).keys() - unneeded)
    for pack in (lost.pack, spare):
        data = bytearray(storage.load(pack_name(pack)))
        data[60:-60] = bytes(len(data) - 120)
        storage.store(pack_name(pack), [data], replace=True)
    assert verify_bytes(opened(), None).packs_replaced == ()


def test_a_prune_waits_for_the_proof(
    repository: Repository, storage: MemoryStorage, opened: Callable[[], Repository], old: Snapshot
) -> None:
    pack = known_rot(repository, storage, old, "video")
    backed_up(opened(), OLD)
    with pytest.raises(PruneHeld):
        sweep(opened(), timedelta(0), Silent())
    assert pack in list_packs(storage)


@pytest.mark.parametrize(("free", "saved"), [(LEFT_FREE - 1, False), (LEFT_FREE, True)])
def test_a_backup_does_not_fail_for_want_of_room_for_what_is_saved(
    repository: Repository,
    storage: MemoryStorage,
    opened: Callable[[], Repository],
    old: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
    free: int,
    saved: bool,
) -> None:
    pack = known_rot(repository, storage, old, "molecule")
    monkeypatch.setattr(storage, "free_space", lambda: free)

    new = backed_up(opened(), NEW)

    assert contents(opened(), new) == NEW
    assert (pack in verify_bytes(opened(), None).packs_replaced) is saved


def test_a_stop_while_saving(
    repository: Repository, storage: MemoryStorage, opened: Callable[[], Repository], old: Snapshot
) -> None:
    known_rot(repository, storage, old, "video")
    meter = Meter()
    meter.cancel.cancel()
    with opened().writer() as writer, pytest.raises(Cancelled):
        salvage(repository, writer, meter)
