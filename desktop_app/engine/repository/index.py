"""Which chunk lies where: the sealed index objects, and what the local cache has seen of them.

The cache (``index_cache``) is filled from those index objects only that it has not seen.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from desktop_app.engine.errors import Damaged, ObjectAbsent
from desktop_app.engine.repository.echo import store_small
from desktop_app.engine.repository.index_cache import CacheLost, IndexCache, Place
from desktop_app.engine.repository.packs import (
    ENTRY,
    MAX_ENTRIES,
    Entry,
    PackTable,
    list_packs,
    load_tables,
)
from desktop_app.engine.repository.seal import Type, object_id, open_object, seal_object
from desktop_app.engine.repository.storage.base import Storage, is_there

PREFIX = "indexes/"
PACK_RECORD = struct.Struct("<32s40sQI")
MAX_ENTRIES_AN_INDEX = 1 << 20  # 45 MiB; readers take objects of up to 256 MiB

T = TypeVar("T")


def encode_index(packs: Iterable[PackTable]) -> bytes:
    """The plain bytes of an index object."""
    parts = []
    for pack in packs:
        entries = pack.entries
        parts.append(PACK_RECORD.pack(bytes.fromhex(pack.id), pack.header, pack.size, len(entries)))
        parts += [ENTRY.pack(e.id, e.codec, e.offset, e.stored, e.plain) for e in entries]
    return b"".join(parts)


def decode_index(plain: bytes, name: str) -> Iterator[PackTable]:
    """The packs of an index object, one by one."""
    at = 0
    while at < len(plain):
        if at + PACK_RECORD.size > len(plain):
            raise Damaged(name, "ends inside a record")
        pack, header, size, count = PACK_RECORD.unpack_from(plain, at)
        at += PACK_RECORD.size
        end = at + count * ENTRY.size
        if end > len(plain) or count > MAX_ENTRIES:
            raise Damaged(name, "ends inside a record")
        rows = enumerate(ENTRY.iter_unpack(plain[at:end]))
        entries = [Entry(c, codec, n, off, st, pl) for n, (c, codec, off, st, pl) in rows]
        yield PackTable(pack.hex(), header, size, entries)
        at = end


class ChunkIndex:
    """Looks chunks up. Every method may be called from any thread."""

    def __init__(self, storage: Storage, master: bytes, cache: Path | None) -> None:
        self._storage, self._master = storage, master
        self._cache = IndexCache(cache)
        self.damaged: set[str] = set()  # index objects that could not be taken in

    def close(self) -> None:
        self._cache.close()

    def refresh(self) -> None:
        """Take in what was written since; start over when an index object was removed."""
        for attempt in range(3):
            try:
                return self._refresh()
            except (ObjectAbsent, CacheLost):
                # A prune replaced index objects between listing and loading: look again.
                if attempt == 2:
                    raise

    def _refresh(self) -> None:
        names = {info.name for info in self._storage.list(PREFIX)}
        seen = set(self._cache.objects())
        if any(self._is_gone(name) for name in seen - names):
            self._cache.forget()
            seen = set()
        for name in sorted(names - seen - self.damaged):
            self._try_to_take_in(name)

    def _is_gone(self, name: str) -> bool:
        # Another program may have written, and told the shared cache of, an index object since
        # this one listed them.
        return not is_there(self._storage, name)

    def _try_to_take_in(self, name: str) -> None:
        # A damaged index object must not stand between a lab and its data: its packs tell
        # themselves what they hold (see Repository.chunk), and verify tells of the damage.
        try:
            packs = load_index(self._storage, self._master, name)
        except Damaged:
            self.damaged.add(name)
        else:
            self._cache.take_in(name, packs)

    def _ask(self, question: Callable[[], T]) -> T:
        try:
            return question()
        except CacheLost:
            self.refresh()
            return question()

    def learn(self, packs: Sequence[PackTable]) -> None:
        """Take in packs that no index object names, in this cache only."""
        self._ask(lambda: self._cache.learn(packs))

    def store(self, packs: Sequence[PackTable]) -> int:
        """Write index objects for new packs and take them in; returns their size in bytes."""
        return sum(self._store(group) for group in _groups(packs))

    def _store(self, packs: Sequence[PackTable]) -> int:
        name, sealed = seal_object(self._master, Type.INDEX, encode_index(packs))
        store_small(self._storage, PREFIX + name, sealed)
        self._ask(lambda: self._cache.take_in(PREFIX + name, packs))
        return len(sealed)

    def places(self, chunk: bytes) -> list[Place]:
        """All copies of a chunk; usually one, none when it is unknown."""
        return self._ask(lambda: self._cache.places(chunk))

    def packs_of(self, chunks: Sequence[bytes]) -> list[tuple[bytes, str]]:
        """(chunk, pack) for each copy of each of the chunks."""
        return self._ask(lambda: self._cache.packs_of(chunks))

    def packs(self) -> dict[str, int]:
        """All packs that are known, with their sizes in bytes."""
        return self._ask(lambda: self._cache.packs())

    def named_packs(self) -> dict[str, int]:
        """The packs that some index object names, with their sizes in bytes."""
        return self._ask(lambda: self._cache.packs(named=True))

    def pack(self, pack_id: str) -> PackTable:
        """One pack with its chunks."""
        return self._ask(lambda: self._cache.pack(pack_id))

    def objects(self) -> list[str]:
        """The names of the index objects taken in."""
        return self._ask(lambda: self._cache.objects())

    def start_over(self) -> None:
        """Empty the cache and fill it again, in case it tells what is not so."""
        self._ask(self._cache.forget)
        self.damaged.clear()
        self.refresh()


def _groups(packs: Sequence[PackTable]) -> Iterator[Sequence[PackTable]]:
    """Parts of a list of packs, each fit for one index object."""
    start = entries = 0
    for at, pack in enumerate(packs):
        if at > start and entries + len(pack.entries) > MAX_ENTRIES_AN_INDEX:
            yield packs[start:at]
            start, entries = at, 0
        entries += len(pack.entries)
    if start < len(packs):
        yield packs[start:]


def load_index(storage: Storage, master: bytes, name: str) -> list[PackTable]:
    """Load and check one index object."""
    data = storage.load(name)
    if object_id(data) != name.removeprefix(PREFIX):
        raise Damaged(name, "its content does not match its name")
    return list(decode_index(open_object(master, Type.INDEX, data, name), name))


def left_packs(storage: Storage, master: bytes, index: ChunkIndex) -> list[PackTable]:
    """The packs that no index object names, read from their own tables.

    One that is damaged or goes meanwhile is left out: no snapshot can count on it.
    """
    named = index.named_packs()
    sizes = {pack: size for pack, size in list_packs(storage).items() if pack not in named}
    return load_tables(storage, master, sizes)
