"""From compressed chunks to stored packs and index objects.

Chunks are sealed by the threads that bring them; packs are stored beside that, by threads of
the writer's own. What is under way is bounded, so memory is too. Packs are durable before the
index object that names them is written.
"""

from __future__ import annotations

import mmap
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from desktop_app.engine.computer.memory import large_room
from desktop_app.engine.errors import Bug, Damaged
from desktop_app.engine.repository.echo import CHANGED, is_whole
from desktop_app.engine.repository.index import ChunkIndex
from desktop_app.engine.repository.packs import MAX_PACK_SIZE, PackBuilder, PackTable, pack_name
from desktop_app.engine.repository.storage.base import Storage

PACKS_AN_INDEX = 64
PACKS_UNDER_WAY = 3
STORERS = 2  # one writes while the other reads back what it wrote

Indexed = Callable[[Sequence[PackTable]], None]


class PackWriter:
    """Any thread may add chunks. After a fault, every call raises that fault.

    ``indexed`` is told, from a thread of the writer, which packs an index object now names.
    """

    def __init__(
        self, storage: Storage, master: bytes, index: ChunkIndex, indexed: Indexed
    ) -> None:
        self._storage, self._master, self._index = storage, master, index
        self._indexed = indexed
        self._packing = threading.Lock()
        self._builder: PackBuilder | None = None
        self._pack_room = threading.Semaphore(PACKS_UNDER_WAY)
        self._storer = ThreadPoolExecutor(STORERS, "store")
        self._noting = threading.Lock()
        self._stored: list[PackTable] = []
        self._buffers: list[mmap.mmap] = []
        self._failure: BaseException | None = None
        self.bytes_stored = 0

    def add(self, chunk: bytes, codec: int, payload: bytes | memoryview, plain: int) -> None:
        """Take in a chunk that the repository lacks; returns before it is stored."""
        with self._packing:
            self._raise_failure()
            if self._builder is None:
                self._builder = PackBuilder(self._master, self._take_buffer())
            self._builder.add(chunk, codec, payload, plain)
            if self._builder.full:
                self._send_off(self._builder)

    def finish(self) -> None:
        """Return when every pack is durable and an index object names it."""
        with self._packing:
            self._raise_failure()
            if self._builder is not None:
                self._send_off(self._builder)
            for _ in range(PACKS_UNDER_WAY):  # when all of them are free, nothing is under way
                self._pack_room.acquire()
            self._storer.submit(self._try, self._write_index).result()
            self._pack_room.release(PACKS_UNDER_WAY - 1)
            self._raise_failure()

    def close(self) -> None:
        """End the threads. Packs that no index names yet are found by the next run."""
        self._failure = self._failure or Bug("a chunk was brought to a closed writer")
        self._storer.shutdown(cancel_futures=True)
        # Not to wait for the collector: each buffer has 39 MiB.
        self._buffers.clear()
        self._builder = None

    def _take_buffer(self) -> mmap.mmap:
        # Whole pages of memory, so that a storage may write them without copying them first.
        return self._buffers.pop() if self._buffers else large_room(MAX_PACK_SIZE)

    def _send_off(self, builder: PackBuilder) -> None:
        # Waits, holding the packing lock, while enough packs are on their way to the storage:
        # this is what slows reading down to the speed of a slow disk.
        self._pack_room.acquire()
        self._builder = None
        self._storer.submit(self._try, lambda: self._store(builder))

    def _try(self, work: Callable[[], None]) -> None:
        try:
            if self._failure is None:
                work()
        except BaseException as failure:  # noqa: BLE001 (raised by the next call of any thread)
            self._failure = failure
        finally:
            # Also after a failure: a thread that waits for room must wake and learn of it.
            self._pack_room.release()

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _store(self, builder: PackBuilder) -> None:
        pack, parts = builder.finish()
        size = sum(len(part) for part in parts)
        self._storage.store(pack_name(pack), parts)
        # A backup is only called done when its bytes were read from the storage again.
        if not is_whole(self._storage, pack_name(pack), size, pack):
            raise Damaged(pack_name(pack), CHANGED)
        with self._noting:
            self._stored.append(PackTable(pack, builder.header, size, builder.entries))
            self.bytes_stored += size
            enough = len(self._stored) >= PACKS_AN_INDEX
        self._buffers.append(builder.buffer)
        if enough:
            self._write_index()

    def _write_index(self) -> None:
        with self._noting:
            stored, self._stored = self._stored, []
        if stored:
            size = self._index.store(stored)
            self._indexed(stored)
            with self._noting:
                self.bytes_stored += size
