"""Packs: many sealed chunks in one object, with a sealed index of itself at the end.

A pack has its own key (see ``seal``); chunk number *n* uses nonce *n*, its id, codec and plain
length are bound to it. The layout is in FORMAT.md.
"""

from __future__ import annotations

import mmap
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

import zstandard
from blake3 import blake3
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Bug, Damaged, ObjectAbsent
from desktop_app.engine.repository.chunker import AVERAGE_SIZE, MAX_SIZE
from desktop_app.engine.repository.seal import (
    HEADER_SIZE,
    TAG_SIZE,
    Type,
    cipher_of,
    counted_nonce,
    new_header,
    object_id,
    open_sealed,
)
from desktop_app.engine.repository.storage.base import Storage

PACK_SIZE = 32 << 20
MAX_PACK_SIZE = PACK_SIZE + 2 * MAX_SIZE
MAX_ENTRIES = 1 << 16
PACK_ID = re.compile(r"[0-9a-f]{64}")
ENTRY = struct.Struct("<32sBIII")
TRAILER = struct.Struct("<I4s")
TRAILER_MAGIC = b"PACK"
MAX_TABLE = MAX_ENTRIES * ENTRY.size + TAG_SIZE + TRAILER.size
RAW, ZSTD = 0, 1
NOISE = 0.97
"""What zstd leaves of a chunk that is not worth compressing, at least."""
SAMPLE = 8 << 10
WORTH_SAMPLING = 16 * SAMPLE


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a chunk lies in its pack. ``number`` is its nonce; sizes in bytes."""

    id: bytes
    codec: int
    number: int
    offset: int
    stored: int
    plain: int

    @property
    def bound(self) -> bytes:
        """What the chunk's seal is bound to."""
        return ENTRY.pack(self.id, self.codec, 0, 0, self.plain)


@dataclass(frozen=True, slots=True)
class PackTable:
    """One pack: id (64 hex digits), first 40 bytes, size in bytes, its chunks in order."""

    id: str
    header: bytes
    size: int
    entries: Sequence[Entry]


def pack_name(pack_id: str) -> str:
    """The object name of a pack.

    >>> pack_name("abcd")
    'packs/ab/abcd'
    """
    return f"packs/{pack_id[:2]}/{pack_id}"


class Compressor:
    """Compresses chunks in one thread; kept, because making one costs more than a chunk."""

    def __init__(self) -> None:
        # A hash table of 8 KiB stays in the first cache: a seventh faster, and as small.
        parameters = zstandard.ZstdCompressionParameters.from_level(
            1, source_size=AVERAGE_SIZE, hash_log=11, write_content_size=True
        )
        self._zstd = zstandard.ZstdCompressor(compression_params=parameters)

    def compress(self, plain: bytes | memoryview) -> tuple[int, bytes | memoryview]:
        """(codec, payload): zstd, or the bytes as they are where zstd gains under 3 %."""
        if len(plain) >= WORTH_SAMPLING and self._looks_like_noise(memoryview(plain)):
            return RAW, plain
        packed = self._zstd.compress(plain)
        if len(packed) < len(plain) * NOISE:
            return ZSTD, packed
        return RAW, plain

    def _looks_like_noise(self, plain: memoryview) -> bool:
        """Whether nothing is gained in samples from all over it, as in films. Trying all of it
        costs as much as sealing it."""
        last = len(plain) - SAMPLE
        samples = (plain[at : at + SAMPLE] for at in (0, last // 3, last * 2 // 3, last))
        return all(len(self._zstd.compress(sample)) >= SAMPLE * NOISE for sample in samples)


class PackBuilder:
    """Collects sealed chunks in one buffer. Not for several threads at once.

    The buffer, of :data:`MAX_PACK_SIZE` bytes, is the caller's, who may use it again when the
    pack is stored: fresh memory for every pack costs as much as sealing it.
    """

    def __init__(self, master: bytes, buffer: mmap.mmap) -> None:
        header = new_header(Type.PACK)
        self._cipher = cipher_of(master, header, Type.PACK, "new pack")
        self.header = header
        self.buffer = buffer
        self.buffer[:HEADER_SIZE] = header
        self._digest = blake3(header)
        self._end = HEADER_SIZE
        self.entries: list[Entry] = []

    @property
    def full(self) -> bool:
        return self._end >= PACK_SIZE or len(self.entries) >= MAX_ENTRIES

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._end

    def add(self, chunk: bytes, codec: int, payload: bytes | memoryview, plain: int) -> None:
        """Seal one chunk at the end."""
        stored = len(payload) + TAG_SIZE
        if self.full or self._end + stored > MAX_PACK_SIZE:
            raise Bug("a chunk was added to a full pack")
        entry = Entry(chunk, codec, len(self.entries), self._end, stored, plain)
        room = memoryview(self.buffer)[self._end : self._end + stored]
        self._cipher.encrypt_into(counted_nonce(entry.number), payload, entry.bound, room)
        self._digest.update(room)  # now, while it is near
        self._end += stored
        self.entries.append(entry)

    def finish(self) -> tuple[str, list[bytes | memoryview]]:
        """(id, parts) of the finished pack; the builder is done with."""
        table = _seal_table(self._cipher, self.header, self.entries)
        body = memoryview(self.buffer)[: self._end]
        self._digest.update(table)
        return self._digest.hexdigest(), [body, table]


def _seal_table(cipher: ChaCha20Poly1305, header: bytes, entries: Sequence[Entry]) -> bytes:
    plain = b"".join(ENTRY.pack(e.id, e.codec, e.offset, e.stored, e.plain) for e in entries)
    sealed = cipher.encrypt(counted_nonce(len(entries), closing=True), plain, header)
    return sealed + TRAILER.pack(len(sealed), TRAILER_MAGIC)


def open_chunk(
    master: bytes, header: bytes, entry: Entry, sealed: bytes | memoryview, name: str
) -> bytes:
    """The plain bytes of one chunk; the caller compares their id."""
    return _open_entry(cipher_of(master, header, Type.PACK, name), entry, sealed, name)


def _open_entry(
    cipher: ChaCha20Poly1305, entry: Entry, sealed: bytes | memoryview, name: str
) -> bytes:
    payload = open_sealed(cipher, counted_nonce(entry.number), sealed, entry.bound, name)
    if entry.codec == ZSTD:
        try:
            plain = zstandard.ZstdDecompressor().decompress(payload, max_output_size=entry.plain)
        except zstandard.ZstdError as error:
            raise Damaged(name, f"a chunk does not decompress: {error}") from None
    else:
        plain = payload
    if len(plain) != entry.plain:
        raise Damaged(name, "a chunk has another length than it declares")
    return plain


def read_table(master: bytes, header: bytes, tail: bytes, pack_size: int, name: str) -> list[Entry]:
    """The entries of a pack from its first 40 bytes and a tail that holds the whole table.

    Entries must lie side by side from the header to the table, so nothing hides in between.
    """
    cipher = cipher_of(master, header, Type.PACK, name)
    length = table_length(tail, name)
    if length + TRAILER.size > len(tail):
        raise Damaged(name, "its table is longer than the pack")
    sealed = tail[-TRAILER.size - length : -TRAILER.size]
    count, rest = divmod(length - TAG_SIZE, ENTRY.size)
    if rest or not 0 <= count <= MAX_ENTRIES:
        raise Damaged(name, "its table has a broken length")
    plain = open_sealed(cipher, counted_nonce(count, closing=True), sealed, header, name)
    entries = list(_entries(plain))
    end = HEADER_SIZE
    for entry in entries:
        if entry.offset != end or entry.plain > MAX_SIZE or entry.codec not in (RAW, ZSTD):
            raise Damaged(name, "its table does not fit its chunks")
        end += entry.stored
    if end + length + TRAILER.size != pack_size:
        raise Damaged(name, "is not as long as its table says")
    return entries


def table_length(tail: bytes, name: str) -> int:
    """Bytes of the sealed table, read from the trailer at the very end."""
    if len(tail) < TRAILER.size:
        raise Damaged(name, "is too short to be a pack")
    length, magic = TRAILER.unpack(tail[-TRAILER.size :])
    if magic != TRAILER_MAGIC:
        raise Damaged(name, "does not end like a pack")
    return int(length)


def _entries(plain: bytes) -> Iterator[Entry]:
    for number, (chunk, codec, offset, stored, size) in enumerate(ENTRY.iter_unpack(plain)):
        yield Entry(chunk, codec, number, offset, stored, size)


def load_table(storage: Storage, master: bytes, pack_id: str, size: int) -> PackTable:
    """Read a pack's table from the pack itself, without its chunks."""
    name = pack_name(pack_id)
    header = storage.load(name, 0, HEADER_SIZE)
    trailer = storage.load(name, max(0, size - TRAILER.size), TRAILER.size)
    length = table_length(trailer, name) + TRAILER.size
    if length > min(size, MAX_TABLE):
        raise Damaged(name, "its table is longer than the pack")
    tail = storage.load(name, size - length, length)
    return PackTable(pack_id, header, size, read_table(master, header, tail, size, name))


def load_tables(storage: Storage, master: bytes, sizes: Mapping[str, int]) -> list[PackTable]:
    """The tables of these packs, but of those that are damaged or gone."""
    tables = []
    for pack, size in sizes.items():
        with suppress(Damaged, ObjectAbsent):
            tables.append(load_table(storage, master, pack, size))
    return tables


def list_packs(storage: Storage) -> dict[str, int]:
    """The packs that are there, with their sizes in bytes."""
    packs = {}
    for info in storage.list("packs/"):
        pack = info.name.rpartition("/")[2]
        if PACK_ID.fullmatch(pack) and info.name == pack_name(pack):
            packs[pack] = info.size
    return packs


def check_pack(master: bytes, chunk_key: bytes, pack_id: str, data: bytes) -> list[Entry]:
    """Check a whole pack: name, table, and every chunk down to its id. Returns its entries."""
    name = pack_name(pack_id)
    if object_id(data) != pack_id:
        raise Damaged(name, "its content does not match its name")
    entries = read_table(master, data[:HEADER_SIZE], data, len(data), name)
    cipher = cipher_of(master, data[:HEADER_SIZE], Type.PACK, name)
    view = memoryview(data)
    for entry in entries:
        sealed = view[entry.offset : entry.offset + entry.stored]
        plain = _open_entry(cipher, entry, sealed, name)
        if blake3(plain, key=chunk_key).digest() != entry.id:
            raise Damaged(name, "a chunk does not match its id")
    return entries
