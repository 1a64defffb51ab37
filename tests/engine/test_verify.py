"""What a verification says it proved, of which snapshots, and how samples cover everything."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from desktop_app.engine.contents.structure import check_item
from desktop_app.engine.errors import Cancelled, StorageUnreachable, ToolFailed
from desktop_app.engine.kinds.kind import ItemCheck
from desktop_app.engine.model import Grade, Item, ItemKind, ItemPlan, Level, Snapshot
from desktop_app.engine.progress import Meter, Silent
from desktop_app.engine.repository import chunker, keys, pack_writer, packs
from desktop_app.engine.repository.audit import HEAD
from desktop_app.engine.repository.keys import HEADER_NAME, Passphrase
from desktop_app.engine.repository.packs import list_packs, pack_name
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.verify import Sample, verify_bytes, verify_structure
from tests.engine.repository.faults import FaultyStorage
from tests.engine.repository.material import PASSPHRASE, draft, flipped, noise, text

HEADERS = Path(__file__).parents[1] / "vectors" / "v1" / "headers"
NOW = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> MemoryStorage:
    for name, value in (("MIN_SIZE", 1024), ("AVERAGE_SIZE", 4096), ("MAX_SIZE", 16384)):
        monkeypatch.setattr(chunker, name, value)
    monkeypatch.setattr(packs, "PACK_SIZE", 32 << 10)
    for module in (packs, pack_writer):
        monkeypatch.setattr(module, "MAX_PACK_SIZE", 64 << 10)
    return MemoryStorage()


@pytest.fixture
def repository(storage: MemoryStorage) -> Iterator[Repository]:
    made, _ = Repository.create(storage, PASSPHRASE)
    with closing(made):
        yield made


def back_up(repository: Repository, target: str, rows: int = 2_000, claimed: int = 0) -> Snapshot:
    """A snapshot of a table and an archive; ``claimed`` rows more than there are."""
    contents = {
        ("lab.molecule", ItemKind.ROWS): text(rows, len(target)),
        ("schema", ItemKind.SCHEMA): b"PGDMP" + noise(100_000, len(target)),
    }
    with repository.writer() as writer:
        items: list[Item] = []
        for (name, kind), data in contents.items():
            item = writer.store_item(
                ItemPlan(name, kind), io.BytesIO(data).readinto, lambda _: None
            )
            is_rows = kind is ItemKind.ROWS
            items.append(replace(item, rows=rows + claimed) if is_rows else item)
        return writer.commit(draft(target, items=len(items)), items)


def listing(pieces: Iterable[bytes]) -> int:
    """Speaks for pg_restore, which the flow tests ask for real."""
    if not b"".join(pieces).startswith(b"PGDMP"):
        raise ToolFailed("pg_restore", 1, "input file does not appear to be a valid archive")
    return 3


def check_of(_: Snapshot) -> ItemCheck:
    return partial(check_item, listing=listing)


def damage(storage: MemoryStorage, name: str) -> None:
    storage.store(name, [flipped(storage.load(name))], replace=True)


def packs_of(repository: Repository, snapshot: Snapshot) -> set[str]:
    chunks = [c for item in repository.items(snapshot) for c in item.chunk_ids()]
    chunks += [snapshot.item_list[at : at + 32] for at in range(0, len(snapshot.item_list), 32)]
    return {place.pack for chunk in chunks for place in repository.index.places(chunk)}


def test_bytes_of_everything(repository: Repository, storage: MemoryStorage) -> None:
    back_up(repository, "a")
    back_up(repository, "bb")
    meter = Meter()
    result = verify_bytes(repository, None, meter)
    assert (result.grade, result.level, result.problems) == (Grade.OK, Level.BYTES, ())
    assert result.items_checked == 4
    assert set(result.packs_checked) == list_packs(storage).keys()
    assert meter.state().items == 4


def test_bytes_of_one_snapshot_are_read_from_its_packs_only(
    repository: Repository, storage: MemoryStorage
) -> None:
    one, other = back_up(repository, "a"), back_up(repository, "bb")
    mine = packs_of(repository, one)
    for pack in packs_of(repository, other) - mine:
        damage(storage, pack_name(pack))

    result = verify_bytes(repository, [one])
    assert (result.grade, result.items_checked) == (Grade.OK, 2)
    assert set(result.packs_checked) == mine
    assert verify_bytes(repository, [other]).grade is Grade.FAILED


def test_damage_names_the_items_that_it_costs(
    repository: Repository, storage: MemoryStorage
) -> None:
    one, other = back_up(repository, "a"), back_up(repository, "bb")
    (table,) = [i for i in repository.items(one) if i.kind is ItemKind.ROWS]
    (place,) = repository.index.places(table.chunks[:32])
    data = bytearray(storage.load(pack_name(place.pack)))
    data[place.entry.offset] ^= 1
    storage.store(pack_name(place.pack), [data], replace=True)

    problems = verify_bytes(repository, None).problems

    assert [(p.item, p.what) for p in problems] == [
        (pack_name(place.pack), "its content does not match its name"),
        (f"snapshot {one.id[:12]} · lab.molecule", "cannot be restored: 1 of its chunks are lost"),
    ]
    assert verify_bytes(repository, [other]).problems == ()


def test_a_lost_list_of_items(repository: Repository, storage: MemoryStorage) -> None:
    one = back_up(repository, "a")
    for pack in list_packs(storage):
        storage.delete(pack_name(pack))
    for snapshots in (None, [one]):
        what = verify_bytes(repository, snapshots).problems[-1].what
        assert what.startswith("its list of items cannot be read")
    structure = verify_structure(repository, [one], check_of)
    assert structure.grade is Grade.FAILED
    assert structure.problems[0].what.startswith("its list of items cannot be read")


def test_samples_cover_everything_over_time(repository: Repository, storage: MemoryStorage) -> None:
    back_up(repository, "a")
    back_up(repository, "bb")
    total = len(list_packs(storage))
    checked: dict[str, datetime] = {}
    for day in range(4):
        result = verify_bytes(repository, None, None, Sample(0.25, checked))
        assert result.packs_total == total
        assert total / 4 <= len(result.packs_checked) < total
        checked |= dict.fromkeys(result.packs_checked, NOW + timedelta(days=day))
    assert checked.keys() == list_packs(storage).keys()


def test_a_sample_of_almost_nothing_is_one_pack(repository: Repository) -> None:
    back_up(repository, "a")
    assert len(verify_bytes(repository, None, None, Sample(0.0001)).packs_checked) == 1


def test_the_header_of_another_repository(repository: Repository, storage: MemoryStorage) -> None:
    with closing(Repository.create(MemoryStorage(), PASSPHRASE)[0]) as other:
        storage.store(HEADER_NAME, [other.storage.load(HEADER_NAME)], replace=True)
        (problem,) = verify_bytes(repository, None).problems
        assert (problem.item, problem.what) == (
            HEADER_NAME,
            "was changed by someone without the key",
        )
        storage.store(
            HEADER_NAME, [keys.encode_header(other.header, repository.master)], replace=True
        )
        assert [p.what for p in verify_bytes(repository, None).problems] == [
            "belongs to another repository",
        ]


def test_a_header_that_is_none_of_ours(repository: Repository, storage: MemoryStorage) -> None:
    for header in (b"{}", HEADERS.joinpath("newer.json").read_bytes()):
        storage.store(HEADER_NAME, [header], replace=True)
        (problem,) = verify_bytes(repository, None).problems
        assert problem.item == HEADER_NAME
        assert problem.what == "is not the header that this repository had"


def test_a_fault_of_the_storage_is_no_damage(
    repository: Repository, storage: MemoryStorage
) -> None:
    """It must not be taken for a lost pack, nor for a lost index."""
    back_up(repository, "a")
    for where in ("packs/", "indexes/", "snapshots/", "audit/", HEAD, HEADER_NAME):

        def fail(verb: str, name: str, where: str = where) -> None:
            if verb == "load" and name.startswith(where):
                raise StorageUnreachable("the NAS", "was switched off")

        around = FaultyStorage(storage)
        with closing(Repository.open(around, Passphrase(PASSPHRASE))) as other:
            around.before = fail
            with pytest.raises(StorageUnreachable):
                verify_bytes(other, None)


def test_a_stop(repository: Repository) -> None:
    snapshot = back_up(repository, "a")
    progress = Silent()
    progress.cancel.cancel()
    with pytest.raises(Cancelled):
        verify_bytes(repository, None, progress)
    with pytest.raises(Cancelled):
        verify_structure(repository, [snapshot], check_of, progress)


def test_structure_of_what_is_sound(repository: Repository) -> None:
    snapshot = back_up(repository, "a")
    meter = Meter()
    result = verify_structure(repository, [snapshot], check_of, meter)
    assert (result.grade, result.level, result.items_checked) == (Grade.OK, Level.STRUCTURE, 2)
    assert (meter.state().items, meter.state().bytes) == (2, snapshot_size(repository, snapshot))


def snapshot_size(repository: Repository, snapshot: Snapshot) -> int:
    return sum(item.size for item in repository.items(snapshot))


def test_structure_of_what_is_whole_and_means_nothing(repository: Repository) -> None:
    snapshot = back_up(repository, "a", rows=10, claimed=1)
    assert verify_bytes(repository, [snapshot]).grade is Grade.OK
    (problem,) = verify_structure(repository, [snapshot], check_of).problems
    assert problem.item == f"snapshot {snapshot.id[:12]} · lab.molecule"
    assert problem.what == "holds 10 rows, the manifest says 11"


def test_structure_of_what_is_damaged(repository: Repository, storage: MemoryStorage) -> None:
    snapshot = back_up(repository, "a")
    (archive,) = [i for i in repository.items(snapshot) if i.kind is ItemKind.SCHEMA]
    (place,) = repository.index.places(archive.chunks[:32])
    data = bytearray(storage.load(pack_name(place.pack)))
    data[place.entry.offset] ^= 1
    storage.store(pack_name(place.pack), [data], replace=True)
    (problem,) = verify_structure(repository, [snapshot], check_of).problems
    assert problem.item.endswith("· schema")
    assert "does not open" in problem.what
