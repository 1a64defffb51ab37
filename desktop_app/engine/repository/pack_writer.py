"""From new chunks to stored packs and index objects, on threads of its own.

Compressing runs beside reading, storing beside both; what is under way is bounded, so memory
is too. Packs are durable before the index object that names them is written.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from blake3 import blake3

from desktop_app.engine.errors import Damaged
from desktop_app.engine.repository.index import ChunkIndex
from desktop_app.engine.repository.packs import PackBuilder, PackTable, compress, pack_name
from desktop_app.engine.repository.storage.base import Storage

PACKS_AN_INDEX = 64
COMPRESSORS = 2
CHUNKS_UNDER_WAY = 6
PACKS_UNDER_WAY = 2
READ_BACK = 8 << 20

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
        self._change = threading.Condition()
        self._under_way = 0
        self._failure: BaseException | None = None
        self._packing = threading.Lock()
        self._builder: PackBuilder | None = None
        self._pack_room = threading.Semaphore(PACKS_UNDER_WAY)
        self._stored: list[PackTable] = []
        self._compressors = ThreadPoolExecutor(COMPRESSORS, "compress")
        self._storers = ThreadPoolExecutor(1, "store")
        self.bytes_stored = 0

    def add(self, chunk: bytes, plain: bytes) -> None:
        """Take in a chunk that the repository lacks; returns before it is stored."""
        with self._change:
            self._change.wait_for(lambda: self._failure or self._under_way < CHUNKS_UNDER_WAY)
            self._raise_failure()
        self._submit(self._compressors, self._seal, chunk, plain)

    def finish(self) -> None:
        """Return when every pack is durable and an index object names it."""
        self._wait_for_all()
        with self._packing:
            if self._builder is not None:
                self._send_off(self._builder)
        self._wait_for_all()
        self._write_index()

    def close(self) -> None:
        """End the threads. Packs that no index names yet are found by the next run."""
        with self._change:
            self._failure = self._failure or RuntimeError("the writer was closed")
            self._change.notify_all()
        self._compressors.shutdown(cancel_futures=True)
        self._storers.shutdown(cancel_futures=True)

    def _submit(self, pool: ThreadPoolExecutor, work: Callable[..., None], *args: object) -> None:
        with self._change:
            self._under_way += 1
        pool.submit(self._run, work, *args)

    def _run(self, work: Callable[..., None], *args: object) -> None:
        try:
            if self._failure is None:
                work(*args)
        except BaseException as failure:  # noqa: BLE001 (handed to the thread that adds)
            with self._change:
                self._failure = self._failure or failure
        finally:
            with self._change:
                self._under_way -= 1
                self._change.notify_all()

    def _wait_for_all(self) -> None:
        with self._change:
            self._change.wait_for(lambda: self._under_way == 0)
            self._raise_failure()

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _seal(self, chunk: bytes, plain: bytes) -> None:
        codec, payload = compress(plain)
        with self._packing:
            if self._builder is None:
                self._builder = PackBuilder(self._master)
            self._builder.add(chunk, codec, payload, len(plain))
            if self._builder.full:
                self._send_off(self._builder)

    def _send_off(self, builder: PackBuilder) -> None:
        # Waits, holding the packing lock, while enough packs are on their way to the storage:
        # this is what slows reading down to the speed of a slow disk.
        self._pack_room.acquire()
        self._builder = None
        self._submit(self._storers, self._store, builder)

    def _store(self, builder: PackBuilder) -> None:
        try:
            pack, parts = builder.finish()
            size = sum(len(part) for part in parts)
            self._storage.store(pack_name(pack), parts)
            self._read_back(pack, size)
            self._stored.append(PackTable(pack, builder.header, size, builder.entries))
            self.bytes_stored += size
            if len(self._stored) >= PACKS_AN_INDEX:
                self._write_index()
        finally:
            self._pack_room.release()

    def _read_back(self, pack: str, size: int) -> None:
        # A backup is only called done when its bytes were read from the storage again.
        whole = blake3()
        for at in range(0, size, READ_BACK):
            whole.update(self._storage.load(pack_name(pack), at, READ_BACK))
        if whole.hexdigest() != pack:
            raise Damaged(pack_name(pack), "came back from the storage changed")

    def _write_index(self) -> None:
        # Runs in the one storing thread, or when that thread has nothing to do.
        if self._stored:
            stored, self._stored = self._stored, []
            self.bytes_stored += self._index.store(stored)
            self._indexed(stored)
