from __future__ import annotations

import multiprocessing
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine.errors import Damaged, ObjectAbsent, ProfileFailed
from desktop_app.engine.repository import index as index_module
from desktop_app.engine.repository import index_cache
from desktop_app.engine.repository.index import (
    PREFIX,
    ChunkIndex,
    decode_index,
    encode_index,
    left_packs,
    load_index,
)
from desktop_app.engine.repository.packs import Entry, PackTable
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.seal import Type, seal_object
from desktop_app.engine.repository.storage.base import ObjectInfo
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.storage.memory import MemoryStorage
from tests.engine.repository.faults import FaultyStorage
from tests.engine.repository.material import MASTER, back_up, contents, flipped, noise


def pack(seed: int, chunks: int = 3) -> PackTable:
    chance = random.Random(seed)
    entries = [Entry(chance.randbytes(32), 1, n, 40 + 100 * n, 100, 300 + n) for n in range(chunks)]
    return PackTable(chance.randbytes(32).hex(), chance.randbytes(40), 40 + 100 * chunks, entries)


def names(storage: MemoryStorage) -> list[str]:
    return [info.name for info in storage.list(PREFIX)]


class Blind(FaultyStorage):
    """Lists nothing, as one that listed too early."""

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        return iter(())


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "index.sqlite"


@pytest.fixture
def index(storage: MemoryStorage, cache: Path) -> Iterator[ChunkIndex]:
    with closing(ChunkIndex(storage, MASTER, cache)) as made:
        yield made


def fresh(storage: MemoryStorage, cache: Path | None = None) -> ChunkIndex:
    made = ChunkIndex(storage, MASTER, cache)
    made.refresh()
    return made


def test_records_come_back() -> None:
    packs = [pack(1), pack(2, chunks=0), pack(3, chunks=40)]
    assert list(decode_index(encode_index(packs), "an index")) == packs


@pytest.mark.parametrize("cut", [1, 44, 45, 100, 176, 177, 200])
def test_an_index_that_ends_inside_a_record(cut: int) -> None:
    plain = encode_index([pack(1), pack(2)])
    with pytest.raises(Damaged, match="inside a record"):
        list(decode_index(plain[:-cut], "an index"))


def test_a_chunk_is_found_by_its_id(storage: MemoryStorage, index: ChunkIndex) -> None:
    one, two = pack(1), pack(2)
    index.store([one, two])

    (place,) = index.places(two.entries[1].id)

    assert (place.pack, place.header, place.entry) == (two.id, two.header, two.entries[1])
    assert place.named
    assert index.places(bytes(32)) == []
    assert index.pack(one.id) == one
    assert index.packs() == index.named_packs() == {one.id: one.size, two.id: two.size}
    with pytest.raises(KeyError):
        index.pack("00" * 32)


def test_every_copy_of_a_chunk_is_found(index: ChunkIndex) -> None:
    one = pack(1)
    two = PackTable("cd" * 32, bytes(40), one.size, one.entries)
    index.store([one, two])
    assert {place.pack for place in index.places(one.entries[0].id)} == {one.id, two.id}


def test_another_reader_sees_the_same(storage: MemoryStorage, index: ChunkIndex) -> None:
    index.store([pack(1)])
    with closing(fresh(storage)) as other:
        assert other.pack(pack(1).id) == pack(1)
        index.store([pack(2)])
        other.refresh()
        assert other.packs().keys() == {pack(1).id, pack(2).id}


def test_what_was_seen_is_not_loaded_again(storage: MemoryStorage, cache: Path) -> None:
    with closing(fresh(storage, cache)) as index:
        index.store([pack(1)])
    loads: list[str] = []
    watched = FaultyStorage(storage, lambda verb, name: loads.append(f"{verb} {name}"))
    with closing(ChunkIndex(watched, MASTER, cache)) as index:
        index.refresh()
        assert index.pack(pack(1).id) == pack(1)
    assert loads == [f"list {PREFIX}"]


def test_removed_index_objects_are_forgotten(
    storage: MemoryStorage, index: ChunkIndex, cache: Path
) -> None:
    index.store([pack(1)])
    (old,) = names(storage)
    with closing(fresh(storage)) as other:
        other.store([pack(2)])
    storage.delete(old)

    index.refresh()

    assert index.packs().keys() == {pack(2).id}
    assert index.places(pack(1).entries[0].id) == []


def test_a_listing_older_than_the_shared_cache_forgets_nothing(
    storage: MemoryStorage, cache: Path
) -> None:
    """Another program stores an index object, and tells the cache, while this one lists."""
    with closing(fresh(storage, cache)) as other, closing(fresh(storage, cache)) as index:
        other.store([pack(1)])
        index._storage = Blind(storage)
        index.refresh()
        assert index.packs().keys() == {pack(1).id}


def test_a_prune_between_listing_and_loading(storage: MemoryStorage) -> None:
    with closing(fresh(storage)) as writer:
        writer.store([pack(1)])
        (old,) = names(storage)

        def replace(verb: str, name: str) -> None:
            if verb == "load" and old in names(storage):
                writer.store([pack(2)])
                storage.delete(old)

        with closing(ChunkIndex(FaultyStorage(storage, replace), MASTER, None)) as index:
            index.refresh()
            assert index.packs().keys() == {pack(2).id}


def test_a_storage_that_never_has_what_it_lists(storage: MemoryStorage) -> None:
    def absent(verb: str, name: str) -> None:
        if verb == "load":
            raise ObjectAbsent(name)

    with closing(fresh(storage)) as writer:
        writer.store([pack(1)])
    with (
        closing(ChunkIndex(FaultyStorage(storage, absent), MASTER, None)) as index,
        pytest.raises(ObjectAbsent),
    ):
        index.refresh()


def test_a_damaged_index_object_is_left_out(storage: MemoryStorage, index: ChunkIndex) -> None:
    index.store([pack(1)])
    (good,) = names(storage)
    storage.store(PREFIX + "ab" * 32, [storage.load(good)])

    with closing(fresh(storage)) as other:
        assert other.damaged == {PREFIX + "ab" * 32}
        assert other.packs().keys() == {pack(1).id}
    with pytest.raises(Damaged, match="does not match its name"):
        load_index(storage, MASTER, PREFIX + "ab" * 32)


def test_an_object_of_another_kind_is_no_index(storage: MemoryStorage) -> None:
    name, sealed = seal_object(MASTER, Type.MARK, encode_index([pack(1)]))
    storage.store(PREFIX + name, [sealed])
    with closing(fresh(storage)) as index:
        assert index.damaged == {PREFIX + name}


def test_a_list_too_long_for_one_object_is_parted(
    storage: MemoryStorage, index: ChunkIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "MAX_ENTRIES_AN_INDEX", 7)
    packs = [pack(n) for n in range(5)]  # 3 chunks each

    size = index.store(packs)

    assert len(names(storage)) == 3
    assert size == sum(info.size for info in storage.list(PREFIX))
    with closing(fresh(storage)) as other:
        assert other.packs().keys() == {p.id for p in packs}
    assert index.store([]) == 0


def test_an_index_object_that_comes_back_changed(storage: MemoryStorage) -> None:
    liar = FaultyStorage(storage, twist=lambda name, data: flipped(data))
    with (
        closing(ChunkIndex(liar, MASTER, None)) as index,
        pytest.raises(Damaged, match="came back"),
    ):
        index.store([pack(1)])


def test_a_learned_pack_is_known_and_not_named(storage: MemoryStorage, index: ChunkIndex) -> None:
    index.learn([pack(1)])
    (place,) = index.places(pack(1).entries[0].id)

    assert not place.named
    assert index.packs().keys() == {pack(1).id}
    assert index.named_packs() == {}

    index.store([pack(1)])
    (place,) = index.places(pack(1).entries[0].id)
    assert place.named
    index.learn([pack(1)])
    assert index.named_packs().keys() == {pack(1).id}


# The file on this computer


def fill(storage: MemoryStorage, cache: Path, packs: int = 50) -> None:
    with closing(fresh(storage, cache)) as index:
        index.store([pack(n, chunks=60) for n in range(packs)])


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(5000)])
def test_a_file_that_is_no_cache_is_made_anew(
    storage: MemoryStorage, cache: Path, content: bytes
) -> None:
    fill(storage, cache)
    cache.write_bytes(content)
    with closing(fresh(storage, cache)) as index:
        assert len(index.packs()) == 50


def test_a_cache_damaged_inside_is_made_anew(storage: MemoryStorage, cache: Path) -> None:
    fill(storage, cache)
    data = bytearray(cache.read_bytes())
    data[8192:] = noise(len(data) - 8192)
    cache.write_bytes(data)
    with closing(fresh(storage, cache)) as index:
        for n in range(50):
            wanted = pack(n, chunks=60)
            assert index.places(wanted.entries[7].id)
            assert index.pack(wanted.id) == wanted


def test_a_cache_without_its_tables_is_made_anew(storage: MemoryStorage, cache: Path) -> None:
    fill(storage, cache)
    with closing(fresh(storage, cache)) as index:
        with closing(sqlite3.connect(cache)) as other:
            other.execute("DROP TABLE chunks")
        assert index.places(pack(3, chunks=60).entries[0].id)


def test_a_cache_of_another_layout_is_made_anew(storage: MemoryStorage, cache: Path) -> None:
    cache.parent.mkdir()
    with closing(sqlite3.connect(cache)) as other:
        other.executescript("CREATE TABLE objects(what); PRAGMA user_version = 1;")
    fill(storage, cache)
    with closing(fresh(storage, cache)) as index:
        assert len(index.packs()) == 50


def test_a_cache_that_tells_lies_is_made_anew_by_the_repository(tmp_path: Path) -> None:
    storage = MemoryStorage()
    repository, _ = Repository.create(storage, "secret", tmp_path)
    with closing(repository):
        wanted = {"a": noise(100_000)}
        snapshot = back_up(repository, wanted)
        with closing(sqlite3.connect(tmp_path / f"{repository.id}.sqlite")) as other, other:
            other.execute("UPDATE chunks SET offset = offset + 1")
        assert contents(repository, snapshot) == wanted


def test_a_cache_that_cannot_be_made(storage: MemoryStorage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProfileFailed):
        ChunkIndex(storage, MASTER, tmp_path / "file" / "index.sqlite")


def test_a_cache_in_use_for_too_long(
    storage: MemoryStorage, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_cache, "WAIT_SECONDS", 0.01)
    with closing(fresh(storage, cache)) as index, closing(sqlite3.connect(cache)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ProfileFailed, match="locked"):
            index.store([pack(1)])


def test_a_disk_that_damages_every_cache(
    storage: MemoryStorage, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(fresh(storage, cache)) as index:
        monkeypatch.setattr(index_cache, "SCHEMA", "CREATE TABLE objects(name);")
        with closing(sqlite3.connect(cache)) as other:
            other.execute("DROP TABLE chunks")
        with pytest.raises(ProfileFailed, match="no such table"):
            index.places(bytes(32))


def test_a_repository_without_a_cache_folder_uses_a_temporary_one(storage: MemoryStorage) -> None:
    with closing(fresh(storage)) as index:
        index._cache._database.execute("DROP TABLE chunks")
        with pytest.raises(ProfileFailed, match="temporary"):
            index.places(bytes(32))


def _take_in(folder: Path, cache: Path, first: int) -> None:
    with closing(ChunkIndex(LocalStorage(folder), MASTER, cache)) as index:
        for n in range(first, first + 10):
            index.refresh()
            index.store([pack(n)])
        index.refresh()


def test_two_processes_share_one_cache(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "store"
    LocalStorage(folder).create()
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_take_in, args=(folder, cache, n)) for n in (0, 10)]
    for process in both:
        process.start()
    for process in both:
        process.join()
        assert process.exitcode == 0
    loads: list[str] = []
    watched = FaultyStorage(LocalStorage(folder), lambda verb, name: loads.append(verb))
    with closing(ChunkIndex(watched, MASTER, cache)) as index:
        index.refresh()
        assert index.packs().keys() == {pack(n).id for n in range(20)}
    assert loads.count("load") == 0


def test_left_packs(repository: Repository, storage: MemoryStorage) -> None:
    snapshot = back_up(repository, {"a": noise(50_000)})
    for name in names(storage):
        storage.delete(name)
    with closing(ChunkIndex(storage, repository.master, None)) as index:
        index.refresh()
        (left,) = left_packs(storage, repository.master, index)
        assert {e.id for e in left.entries} >= set(next(repository.items(snapshot)).chunk_ids())
        index.store([left])
        assert left_packs(storage, repository.master, index) == []
