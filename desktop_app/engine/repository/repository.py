"""The repository as the rest of the engine sees it: snapshots in, snapshots out.

Readers need no lock. All methods may be called from any thread.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from blake3 import blake3

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    AlreadyARepository,
    AnotherRepository,
    Damaged,
    Missing,
    NotARepository,
    ObjectAbsent,
)
from desktop_app.engine.model import Item, Snapshot
from desktop_app.engine.repository import audit, holds, key_slots, keys, manifest
from desktop_app.engine.repository.index import ChunkIndex, left_packs
from desktop_app.engine.repository.index_cache import Place
from desktop_app.engine.repository.keys import HEADER_NAME, Header, Passphrase, RecoveryKey, Secret
from desktop_app.engine.repository.lease import Lease
from desktop_app.engine.repository.packs import open_chunk, pack_name
from desktop_app.engine.repository.recovery_key import new_recovery_key
from desktop_app.engine.repository.recovery_text import RECOVERY_NAME, recovery_text
from desktop_app.engine.repository.seal import Type, derive, object_id, open_object
from desktop_app.engine.repository.storage.base import Storage
from desktop_app.engine.repository.writer import SnapshotWriter

# What a creation stores before the header, which makes it a repository.
BEGUN = re.compile(r"RECOVERY\.txt|audit/head|audit/000000000001-[0-9a-f]{64}")
MOST_BEGUN = 3


@dataclass(frozen=True, slots=True)
class SnapshotList:
    """All snapshots that can be read, oldest first in each target, and what cannot be read."""

    snapshots: tuple[Snapshot, ...]
    problems: tuple[Damaged, ...]


class Repository:
    """An open repository. Make one with :meth:`create` or :meth:`open`; close it after use."""

    def __init__(self, storage: Storage, header: Header, master: bytes, cache: Path | None) -> None:
        self.storage, self.header, self.master = storage, header, master
        self.chunk_key = derive(master, "chunk id")
        self._cache = cache / f"{header.id}.sqlite" if cache else None
        self._index: ChunkIndex | None = None
        self._opening, self._looking = threading.Lock(), threading.Lock()
        self._cache_trusted = cache is None

    @property
    def id(self) -> str:
        """32 hexadecimal digits, made at random when the repository was created."""
        return self.header.id

    @classmethod
    def create(
        cls, storage: Storage, passphrase: str, cache: Path | None = None
    ) -> tuple[Repository, str]:
        """Make a repository in an empty storage. Returns it, and its recovery key to print."""
        _make_place(storage)
        master, recovery = os.urandom(keys.KEY_SIZE), new_recovery_key()
        repository_id = os.urandom(16).hex()
        text = recovery_text(repository_id)
        created = datetime.now(UTC).isoformat(timespec="seconds")
        header = Header(repository_id, created, (), object_id(text))
        for secret in (Passphrase(passphrase), RecoveryKey(recovery)):
            header = header.with_slot(master, secret)
        storage.store(RECOVERY_NAME, [text])
        audit.write_head(storage, master, "")
        slots = {"slots": key_slots.told_slots(header)}
        audit.append(storage, master, "repository created", repository_id, slots)
        # The header comes last: without it there is no repository yet, whatever else is there.
        storage.store(HEADER_NAME, [keys.encode_header(header, master)])
        return cls(storage, header, master, cache), recovery

    @classmethod
    def open(
        cls, storage: Storage, secret: Secret, cache: Path | None = None, expected: str = ""
    ) -> Repository:
        """Open with any secret that a slot knows. ``cache`` is a folder for the local index.

        ``expected`` is the id that it must have, if one is known: else it raises
        :class:`AnotherRepository`, before the secret is tried.
        """
        storage.open()
        try:
            data = storage.load(HEADER_NAME, 0, keys.MAX_HEADER)
        except ObjectAbsent:
            if any(storage.list(manifest.PREFIX)):
                raise Missing(HEADER_NAME, "is gone") from None
            raise NotARepository(storage.url) from None
        header = keys.decode_header(data, storage.url)
        if expected and header.id != expected:
            raise AnotherRepository(storage.url, header.id, expected)
        master = keys.unwrap(header, secret, storage.url)
        keys.check_mac(data, master)
        return cls(storage, header, master, cache)

    def close(self) -> None:
        """Let go of the local index and the storage."""
        if self._index is not None:
            self._index.close()
            self._index = None
        self.storage.close()

    @property
    def index(self) -> ChunkIndex:
        """The index of chunks, filled at first use."""
        with self._opening:
            if self._index is None:
                index = ChunkIndex(self.storage, self.master, self._cache)
                try:
                    index.refresh()
                except BaseException:
                    index.close()
                    raise
                self._index = index
            return self._index

    def change_header(self, change: Callable[[Header], Header]) -> None:
        """Add or revoke key slots, in one step that is noted in the audit chain.

        ``change`` is given the header as it is then, which another program may have changed.
        """
        self.header = key_slots.change_slots(self.storage, self.master, change)

    def snapshots(self, known: Iterable[Snapshot] = ()) -> list[Snapshot]:
        """The snapshots that can be read; :meth:`load_snapshots` also tells what cannot. Those
        that are ``known``, and still there, are not read again: they never change."""
        return list(self.load_snapshots(known).snapshots)

    def load_snapshots(self, known: Iterable[Snapshot] = ()) -> SnapshotList:
        """Read every snapshot's header, but of those that are ``known``."""
        found: list[Snapshot] = []
        problems: list[Damaged] = []
        read = {snapshot.id: snapshot for snapshot in known}
        for info in list(self.storage.list(manifest.PREFIX)):
            snapshot = info.name.removeprefix(manifest.PREFIX)
            try:
                found.append(read.get(snapshot) or self.load_snapshot(snapshot))
            except ObjectAbsent:
                continue  # pruned between listing and loading
            except Damaged as problem:
                problems.append(problem)
        found.sort(key=lambda s: (s.target, s.sequence, s.started, s.id))
        return SnapshotList(tuple(found), tuple(problems))

    def load_snapshot(self, snapshot_id: str) -> Snapshot:
        """Read one snapshot's header; raises :class:`ObjectAbsent` and :class:`Damaged`."""
        name = manifest.PREFIX + snapshot_id
        data = self.storage.load(name)
        if object_id(data) != snapshot_id:
            raise Damaged(name, "its content does not match its name")
        plain = open_object(self.master, Type.SNAPSHOT, data, name)
        return manifest.decode_header(plain, snapshot_id)

    def items(self, snapshot: Snapshot) -> Iterator[Item]:
        """The items of a snapshot, read as they are asked for."""
        return (manifest.decode_item(each, snapshot.id) for each in self.records(snapshot))

    def records(self, snapshot: Snapshot) -> Iterator[bytes]:
        """The same as the records that they are stored as."""
        ids = snapshot.item_list
        chunks = (self.chunk(ids[at : at + 32]) for at in range(0, len(ids), 32))
        return manifest.records(chunks, snapshot.id)

    def read(self, item: Item) -> Iterator[bytes]:
        """The plain bytes of an item in pieces, each checked; after the last, the whole is."""
        whole = blake3()
        for chunk in item.chunk_ids():
            plain = self.chunk(chunk)
            whole.update(plain)
            yield plain
        if whole.digest() != item.hash:
            raise Damaged(item.name, "its content does not match the manifest")

    def chunk(self, chunk: bytes) -> bytes:
        """The plain bytes of one chunk, from any good copy of it."""
        for last in (False, True):
            problem: Damaged | None = None
            for place in self.index.places(chunk):
                try:
                    return self.copy(place)
                except ObjectAbsent:
                    problem = Missing(pack_name(place.pack), "is gone")
                except Damaged as found:
                    problem = found
            if not last:
                self._look_again()
        raise problem or Missing(f"chunk {chunk.hex()[:16]}", "is in no pack")

    def _look_again(self) -> None:
        """A chunk was not found: a prune may have moved it, its index object may be damaged, or
        the cache on this computer, which is made anew once to be sure."""
        with self._looking:
            if self._cache_trusted:
                self.index.refresh()
            else:
                self.index.start_over()
                self._cache_trusted = True
            self.index.learn(left_packs(self.storage, self.master, self.index))

    def copy(self, place: Place) -> bytes:
        """The plain bytes of this copy of a chunk. Raises :class:`ObjectAbsent` and
        :class:`Damaged`."""
        entry, name = place.entry, pack_name(place.pack)
        sealed = self.storage.load(name, entry.offset, entry.stored)
        plain = open_chunk(self.master, place.header, entry, sealed, name)
        if blake3(plain, key=self.chunk_key).digest() != entry.id:
            raise Damaged(name, "a chunk does not match its id")
        return plain

    def is_good(self, place: Place) -> bool:
        """Whether this copy of a chunk can be read and is what it must be."""
        try:
            self.copy(place)
        except (ObjectAbsent, Damaged):
            return False
        return True

    @contextmanager
    def writer(self) -> Iterator[SnapshotWriter]:
        """Write one snapshot; holds a lease meanwhile."""
        with Lease(self.storage, self.master, "write"):
            bad = holds.bad_packs(self)
            writer = SnapshotWriter(self.storage, self.master, self.chunk_key, self.index, bad)
            try:
                yield writer
            finally:
                writer.close()


def _make_place(storage: Storage) -> None:
    """Make the place for a repository, also where an earlier creation was cut off."""
    try:
        storage.create()
    except AlreadyARepository:
        first = list(islice((info.name for info in storage.list()), MOST_BEGUN + 1))
        if not first or not all(BEGUN.fullmatch(name) for name in first):
            raise
        for name in first:
            storage.delete(name)
