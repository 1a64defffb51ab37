"""Writing one snapshot: chunks, then packs, then the index, then the manifest, in that order.

The order makes a crash harmless: each is durable before the next names it. What a crashed run
left is found by its packs' own tables, and the next run need not store it again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain

from blake3 import blake3

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import PrunedMeanwhile
from desktop_app.engine.model import Item, ItemKind, ItemPlan, Snapshot
from desktop_app.engine.repository import audit, manifest
from desktop_app.engine.repository.chunker import Chunker, Cut, ReadInto
from desktop_app.engine.repository.echo import is_whole, store_small
from desktop_app.engine.repository.index import ChunkIndex, left_packs
from desktop_app.engine.repository.marks import marked_packs
from desktop_app.engine.repository.pack_writer import PackWriter
from desktop_app.engine.repository.packs import Compressor, PackTable, list_packs, pack_name
from desktop_app.engine.repository.roll import ItemRoll
from desktop_app.engine.repository.seal import Type, seal_object
from desktop_app.engine.repository.storage.base import Storage

Seen = Callable[[Cut], None]


@dataclass(frozen=True, slots=True)
class Whole:
    """An item with all its bytes, at most :data:`~.chunker.MIN_SIZE`: no chunk is cut shorter."""

    name: str
    kind: ItemKind
    rows: int | None
    data: bytes
    detail: Mapping[str, str]


class SnapshotWriter:
    """Stores the items of one snapshot, several at once from several threads, then commits.

    Made by :meth:`Repository.writer`, which also holds the lease. ``bad``: packs (ids) that a
    verification found bad.
    """

    def __init__(
        self,
        storage: Storage,
        master: bytes,
        chunk_key: bytes,
        index: ChunkIndex,
        bad: AbstractSet[str] = frozenset(),
    ) -> None:
        self._storage, self._master, self._chunk_key = storage, master, chunk_key
        self._index = index
        self._chunker = Chunker(master)
        self._lock = threading.Lock()
        self._own = threading.local()
        self._claimed: set[bytes] = set()
        index.refresh()
        marked = marked_packs(storage, master)
        there = list_packs(storage)
        adopt_left_packs(storage, master, index, there.keys() - marked - bad)
        # What this run counts on. Not a pack that prune has marked: it may be gone tomorrow. Nor
        # one that an index names and that is lost, is bad as a verification found, or has another
        # size than the index tells, which is cut off: its chunks are stored again, and so mended.
        self.bad = bad & index.packs().keys()
        self._usable = _whole_packs(there, index) - marked - bad
        self._packs = PackWriter(storage, master, index, self._release)

    def close(self) -> None:
        """End the threads; harmless after a commit."""
        self._packs.close()

    @property
    def bytes_stored(self) -> int:
        """Bytes of packs and indexes that this run has added so far."""
        return self._packs.bytes_stored

    def store_item(self, plan: ItemPlan, read: ReadInto, seen: Seen) -> Item:
        """Store one stream to its end. ``seen`` gets every chunk while it is read.

        The item's ``rows`` is None: whoever planned the item knows how to count them.
        """
        whole = blake3()
        chunks = bytearray()
        size = fresh = packed = 0
        compressor = self._compressor()
        for cut in self._chunker.cut(read):
            whole.update(cut.data)
            seen(cut)
            chunk, stored = self._keep(cut.data, compressor)
            chunks += chunk
            size += len(cut.data)
            if stored is not None:
                fresh, packed = fresh + len(cut.data), packed + stored
        digest, ids = whole.digest(), bytes(chunks)
        return Item(plan.name, plan.kind, None, size, digest, ids, plan.detail, fresh, packed)

    def store_small(self, contents: Sequence[Whole]) -> list[Item]:
        """Store several small items at once: the same items as :meth:`store_item` gives, for a
        fraction of the work."""
        key, compressor = self._chunk_key, self._compressor()
        chunks = [blake3(each.data, key=key).digest() if each.data else b"" for each in contents]
        mine = self._claim_all({chunk for chunk in chunks if chunk})
        items = []
        for each, chunk in zip(contents, chunks, strict=True):
            data, fresh, packed = each.data, 0, 0
            if chunk in mine:
                mine.remove(chunk)  # there may be two of the same content
                codec, payload = compressor.compress(data)
                self._packs.add(chunk, codec, payload, len(data))
                fresh, packed = len(data), len(payload)
            digest = blake3(data).digest()
            told = each.name, each.kind, each.rows, len(data), digest, chunk, each.detail
            items.append(Item(*told, fresh, packed))
        return items

    def _claim_all(self, chunks: set[bytes]) -> set[bytes]:
        """Those of the chunks that the caller must store, as :meth:`_claim` says."""
        with self._lock:
            unclaimed = chunks - self._claimed
            found = self._index.packs_of(list(unclaimed))
            mine = unclaimed - {chunk for chunk, pack in found if pack in self._usable}
            self._claimed |= mine
        return mine

    def _compressor(self) -> Compressor:
        """This thread's: making one costs more than a small item."""
        found: Compressor | None = getattr(self._own, "compressor", None)
        if found is None:
            found = self._own.compressor = Compressor()
        return found

    def not_kept(self, items: Sequence[Item]) -> set[int]:
        """Of items of an earlier snapshot those, by their places here, of which a chunk is not in
        the repository any more, so that they must be read again."""
        chunks = [chunk for item in items for chunk in item.chunk_ids()]
        kept = {chunk for chunk, pack in self._index.packs_of(chunks) if pack in self._usable}
        return {
            at
            for at, item in enumerate(items)
            if not all(chunk in kept for chunk in item.chunk_ids())
        }

    def keep(self, plain: bytes) -> None:
        """Store one chunk by itself, unless it is kept: one that earlier snapshots need."""
        self._keep(memoryview(plain), self._compressor())

    def _keep(self, plain: memoryview, compressor: Compressor) -> tuple[bytes, int | None]:
        """The chunk's id, and how many bytes it was compressed to if it was new."""
        chunk = blake3(plain, key=self._chunk_key).digest()
        if not self._claim(chunk):
            return chunk, None
        codec, payload = compressor.compress(plain)
        self._packs.add(chunk, codec, payload, len(plain))
        return chunk, len(payload)

    def _claim(self, chunk: bytes) -> bool:
        """Whether the caller must store this chunk: nobody has, and nobody else is about to."""
        with self._lock:
            if chunk in self._claimed or self._is_kept(chunk):
                return False
            self._claimed.add(chunk)
            return True

    def _is_kept(self, chunk: bytes) -> bool:
        return any(place.pack in self._usable for place in self._index.places(chunk))

    def is_kept(self, chunk: bytes) -> bool:
        """Whether a pack that this run counts on has the chunk."""
        with self._lock:
            return self._is_kept(chunk)

    def _release(self, packs: Sequence[PackTable]) -> None:
        with self._lock:
            self._usable |= {pack.id for pack in packs}
            for pack in packs:
                self._claimed.difference_update(entry.id for entry in pack.entries)

    def commit(self, draft: Snapshot, items: Sequence[Item] | ItemRoll) -> Snapshot:
        """Make the snapshot exist: from its draft (id, item list and stored bytes are filled in).

        Raises :class:`PrunedMeanwhile` when chunks it counts on were taken away meanwhile.
        """
        if isinstance(items, ItemRoll):
            records = items.records()
        else:
            records = (manifest.encode_item(item) for item in items)
        listed = self._store_list(_Joined(records).readinto)
        self._packs.finish()
        self._check_still_there(chain(items, [listed]))
        draft = replace(draft, item_list=listed.chunks, stored=self.bytes_stored)
        plain = manifest.encode_header(draft)
        name, sealed = seal_object(self._master, Type.SNAPSHOT, plain)
        store_small(self._storage, manifest.PREFIX + name, sealed)
        detail = {"target": draft.target, "grade": draft.grade.value}
        audit.append(self._storage, self._master, "snapshot made", name, detail)
        return replace(draft, id=name)

    def _store_list(self, read: ReadInto) -> Item:
        return self.store_item(ItemPlan("item list", ItemKind.FILE), read, lambda _: None)

    def _check_still_there(self, items: Iterable[Item]) -> None:
        """Matters only if this program slept so long that prune took its lease for dead.

        Marks that are newer than the lease do no harm: prune deletes nothing while the lease
        lives, and sees this snapshot's manifest afterwards.
        """
        self._index.refresh()
        there = _whole_packs(list_packs(self._storage), self._index)
        if self._usable <= there:
            return
        self._usable &= there
        gone = {chunk for item in items for chunk in item.chunk_ids() if not self._is_kept(chunk)}
        if gone:
            raise PrunedMeanwhile(len(gone))


def adopt_left_packs(
    storage: Storage, master: bytes, index: ChunkIndex, there: Collection[str]
) -> None:
    """Write index objects for those packs that none names: what an interrupted run stored.

    They are read whole first: that run may have died before it read them back. There are never
    many, for a run names its packs after every few.
    """
    left = [
        pack
        for pack in left_packs(storage, master, index)
        if pack.id in there and is_whole(storage, pack_name(pack.id), pack.size, pack.id)
    ]
    if left:
        index.store(left)


def _whole_packs(there: Mapping[str, int], index: ChunkIndex) -> set[str]:
    """Those of the packs that are ``there``, with their sizes, that an index names as they are."""
    return {pack for pack, _ in there.items() & index.named_packs().items()}


class _Joined:
    """Pieces of bytes, read as one stream."""

    def __init__(self, pieces: Iterator[bytes] | Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")

    def readinto(self, buffer: memoryview) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
