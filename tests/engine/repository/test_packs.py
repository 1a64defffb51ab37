from __future__ import annotations

import mmap
from collections.abc import Sequence

import pytest
from blake3 import blake3
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.engine.errors import Bug, Damaged
from desktop_app.engine.repository import packs
from desktop_app.engine.repository.packs import (
    ENTRY,
    MAX_ENTRIES,
    MAX_PACK_SIZE,
    RAW,
    TRAILER,
    ZSTD,
    Compressor,
    Entry,
    PackBuilder,
    check_pack,
    list_packs,
    load_table,
    load_tables,
    open_chunk,
    pack_name,
)
from desktop_app.engine.repository.seal import HEADER_SIZE, Type, cipher_of, derive, object_id
from desktop_app.engine.repository.storage.memory import MemoryStorage
from tests.engine.repository.material import MASTER, noise, text

CHUNK_KEY = derive(MASTER, "chunk id")


def chunk_id(plain: bytes) -> bytes:
    return blake3(plain, key=CHUNK_KEY).digest()


def packed(*chunks: bytes) -> tuple[str, bytes]:
    """A pack's id and bytes."""
    builder = PackBuilder(MASTER, mmap.mmap(-1, 64 << 10))
    for plain in chunks:
        builder.add(chunk_id(plain), *Compressor().compress(plain), len(plain))
    pack, parts = builder.finish()
    return pack, b"".join(parts)


def forged(entries: Sequence[tuple[bytes, int, int, int, int]], body: bytes) -> tuple[str, bytes]:
    """A pack whose table, well sealed, says what it must not."""
    builder = PackBuilder(MASTER, mmap.mmap(-1, MAX_PACK_SIZE))
    header = builder.header
    cipher = cipher_of(MASTER, header, Type.PACK, "")
    nonce = b"\x80" + len(entries).to_bytes(11, "big")
    table = cipher.encrypt(nonce, b"".join(ENTRY.pack(*entry) for entry in entries), header)
    data = header + body + table + TRAILER.pack(len(table), b"PACK")
    return object_id(data), data


THREE = (text(500), noise(2_000), b"x")


@given(st.lists(st.binary(max_size=3_000), max_size=8))
@settings(max_examples=30, deadline=None)
def test_what_was_packed_comes_out(chunks: list[bytes]) -> None:
    pack, data = packed(*chunks)
    storage = MemoryStorage()
    storage.store(pack_name(pack), [data])

    table = load_table(storage, MASTER, pack, len(data))

    assert table.id == pack == object_id(data)
    assert list(table.entries) == check_pack(MASTER, CHUNK_KEY, pack, data)
    for plain, entry in zip(chunks, table.entries, strict=True):
        sealed = data[entry.offset : entry.offset + entry.stored]
        assert open_chunk(MASTER, table.header, entry, sealed, "a pack") == plain


def test_compressed_or_not_as_it_pays() -> None:
    assert Compressor().compress(text(500))[0] == ZSTD
    assert Compressor().compress(noise(2_000)) == (RAW, noise(2_000))


def test_every_changed_byte_is_found() -> None:
    pack, data = packed(b"one chunk", b"and another")
    for at in range(len(data)):
        wrong = data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]
        with pytest.raises(Damaged):
            check_pack(MASTER, CHUNK_KEY, pack, wrong)
        # Also when the name was made to fit, as a forger would.
        with pytest.raises(Damaged):
            check_pack(MASTER, CHUNK_KEY, object_id(wrong), wrong)


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_a_table_of_other_bytes_does_not_open(data: st.DataObject) -> None:
    _, whole = packed(*THREE)
    keep = data.draw(st.integers(0, len(whole) - 1))
    wrong = whole[:keep] + data.draw(st.binary(max_size=20))
    if wrong == whole:
        return
    storage = MemoryStorage()
    name = object_id(wrong)
    storage.store(pack_name(name), [wrong])
    with pytest.raises(Damaged):
        check_pack(MASTER, CHUNK_KEY, name, wrong)
    with pytest.raises(Damaged):
        load_table(storage, MASTER, name, len(wrong))


def test_chunks_do_not_open_in_each_others_place() -> None:
    pack, data = packed(noise(100, 1), noise(100, 2))
    first, second = check_pack(MASTER, CHUNK_KEY, pack, data)
    sealed = data[second.offset : second.offset + second.stored]
    with pytest.raises(Damaged):
        open_chunk(MASTER, data[:HEADER_SIZE], first, sealed, "a pack")


def test_another_key_reads_nothing() -> None:
    pack, data = packed(*THREE)
    with pytest.raises(Damaged, match="does not open"):
        check_pack(bytes(32), CHUNK_KEY, pack, data)
    with pytest.raises(Damaged, match="does not match its id"):
        check_pack(MASTER, bytes(32), pack, data)


def sealed_chunk(plain: bytes) -> tuple[Entry, bytes]:
    pack, data = packed(plain)
    (entry,) = check_pack(MASTER, CHUNK_KEY, pack, data)
    return entry, data


@pytest.mark.parametrize(
    ("entry", "how"),
    [
        ((b"i" * 32, RAW, HEADER_SIZE + 1, 19, 3), "fit"),  # a gap, where something could hide
        ((b"i" * 32, RAW, HEADER_SIZE, 18, 2), "not as long"),  # ends before the table begins
        ((b"i" * 32, RAW, HEADER_SIZE, 19, 5 << 20), "fit"),  # longer than any chunk
        ((b"i" * 32, 7, HEADER_SIZE, 19, 3), "fit"),  # packed in an unknown way
    ],
)
def test_a_table_that_does_not_fit(entry: tuple[bytes, int, int, int, int], how: str) -> None:
    pack, data = forged([entry], bytes(19))
    storage = MemoryStorage()
    storage.store(pack_name(pack), [data])
    with pytest.raises(Damaged, match=how):
        check_pack(MASTER, CHUNK_KEY, pack, data)
    with pytest.raises(Damaged, match=how):
        load_table(storage, MASTER, pack, len(data))


@pytest.mark.parametrize(
    ("plain", "claimed", "codec", "how"),
    [
        (b"abc", 4, RAW, "another length"),
        (b"abc", 3, ZSTD, "does not decompress"),
    ],
)
def test_a_chunk_that_is_not_what_its_entry_says(
    plain: bytes, claimed: int, codec: int, how: str
) -> None:
    builder = PackBuilder(MASTER, mmap.mmap(-1, MAX_PACK_SIZE))
    builder.add(chunk_id(plain), codec, plain, claimed)
    pack, parts = builder.finish()
    with pytest.raises(Damaged, match=how):
        check_pack(MASTER, CHUNK_KEY, pack, b"".join(parts))


@pytest.mark.parametrize("size", [0, 7, 8, 39, 40, 47, 48, 60])
def test_stumps(size: int) -> None:
    _, data = packed(*THREE)
    storage = MemoryStorage()
    stump = data[:size]
    storage.store(pack_name(object_id(stump)), [stump])
    with pytest.raises(Damaged):
        load_table(storage, MASTER, object_id(stump), size)


def test_a_trailer_that_asks_for_too_much() -> None:
    _, data = packed(*THREE)
    for length in (len(data), packs.MAX_TABLE, 2**32 - 1):
        wrong = data[: -TRAILER.size] + TRAILER.pack(length, b"PACK")
        storage = MemoryStorage()
        storage.store(pack_name(object_id(wrong)), [wrong])
        with pytest.raises(Damaged, match="longer than the pack"):
            load_table(storage, MASTER, object_id(wrong), len(wrong))
        with pytest.raises(Damaged):
            check_pack(MASTER, CHUNK_KEY, object_id(wrong), wrong)


def test_a_table_shorter_than_a_seal() -> None:
    _, data = packed(*THREE)
    for length in (0, 15, 17):
        wrong = data[: -TRAILER.size] + TRAILER.pack(length, b"PACK")
        with pytest.raises(Damaged, match="broken length"):
            check_pack(MASTER, CHUNK_KEY, object_id(wrong), wrong)


def test_a_full_pack_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "PACK_SIZE", 1_000)
    builder = PackBuilder(MASTER, mmap.mmap(-1, MAX_PACK_SIZE))
    builder.add(b"a" * 32, RAW, bytes(1_000), 1_000)
    assert builder.full
    with pytest.raises(Bug):
        builder.add(b"b" * 32, RAW, b"x", 1)


def test_a_chunk_too_large_for_the_buffer() -> None:
    with pytest.raises(Bug):
        PackBuilder(MASTER, mmap.mmap(-1, MAX_PACK_SIZE)).add(
            b"a" * 32, RAW, bytes(MAX_PACK_SIZE), MAX_PACK_SIZE
        )


def test_tiny_chunks_fill_a_pack_too() -> None:
    builder = PackBuilder(MASTER, mmap.mmap(-1, MAX_PACK_SIZE))
    added = 0
    while not builder.full:
        builder.add(added.to_bytes(32, "big"), RAW, b"x", 1)
        added += 1
    assert added == MAX_ENTRIES
    pack, parts = builder.finish()
    data = b"".join(parts)
    storage = MemoryStorage()
    storage.store(pack_name(pack), [data])
    assert len(load_table(storage, MASTER, pack, len(data)).entries) == MAX_ENTRIES


def test_listing_leaves_out_what_is_no_pack() -> None:
    pack, data = packed(*THREE)
    storage = MemoryStorage()
    storage.store(pack_name(pack), [data])
    storage.store(pack_name(pack) + ".bak", [data])
    storage.store(f"packs/zz/{pack}", [data])
    storage.store("packs/notes.txt", [b"mine"])
    assert list_packs(storage) == {pack: len(data)}


def test_tables_of_packs_that_are_damaged_or_gone_are_left_out() -> None:
    pack, data = packed(*THREE)
    storage = MemoryStorage()
    storage.store(pack_name(pack), [data])
    storage.store(pack_name("ff" * 32), [data[:-1]])
    sizes = {**list_packs(storage), "ee" * 32: 100}
    assert [table.id for table in load_tables(storage, MASTER, sizes)] == [pack]
