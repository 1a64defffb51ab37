"""Giving space back: packs that no snapshot needs are first marked, and deleted later.

Two phases, because a backup may be counting on a pack at this very moment. Nothing is marked
or deleted while a writer's lease lives. A writer takes its lease before it looks for marks, and
this module looks for leases after it has marked: one of the two sees the other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desktop_app.engine.errors import Damaged, Leased, ObjectAbsent
from desktop_app.engine.model import Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository import audit, marks
from desktop_app.engine.repository.index import ChunkIndex, left_packs
from desktop_app.engine.repository.lease import Lease, leases
from desktop_app.engine.repository.manifest import PREFIX
from desktop_app.engine.repository.pack_writer import PackWriter
from desktop_app.engine.repository.packs import Compressor, PackTable, pack_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.engine.repository.repository import Repository

WASTE = 0.3
SMALL_PACK = 4 << 20
MANY_SMALL = 16
PACKS_AN_INDEX = 256


@dataclass(frozen=True, slots=True)
class Sweep:
    """What a sweep did. ``waiting_for`` names a writer that it had to leave alone, or is empty.

    Sizes in bytes: ``marked`` will be given back by a later sweep, ``freed`` was now.
    """

    marked_packs: int
    marked: int
    freed_packs: int
    freed: int
    waiting_for: str


class Needed:
    """The chunks that snapshots need, in a temporary database: any number fits."""

    def __init__(self, repository: Repository, snapshots: Iterable[Snapshot]) -> None:
        self._database = sqlite3.connect("", check_same_thread=False)
        self._database.execute("CREATE TABLE needed(id BLOB PRIMARY KEY) WITHOUT ROWID")
        for snapshot in snapshots:
            self._add(snapshot.item_list)
            for item in repository.items(snapshot):
                self._add(item.chunks)

    def _add(self, ids: bytes) -> None:
        rows = ((ids[at : at + 32],) for at in range(0, len(ids), 32))
        self._database.executemany("INSERT OR IGNORE INTO needed VALUES (?)", rows)

    def __contains__(self, chunk: bytes) -> bool:
        found = self._database.execute("SELECT 1 FROM needed WHERE id = ?", (chunk,))
        return found.fetchone() is not None

    def close(self) -> None:
        """Drop the temporary database."""
        self._database.close()


def retire(repository: Repository, snapshot: Snapshot, reason: str) -> None:
    """Remove one snapshot's manifest. The audit entry comes first: a crash between the two
    leaves a snapshot that is retired once more, not one that seems to have been stolen."""
    detail = {"target": snapshot.target, "reason": reason}
    audit.append(repository.storage, repository.master, "snapshot retired", snapshot.id, detail)
    with suppress(ObjectAbsent):
        repository.storage.delete(PREFIX + snapshot.id)


def unneeded_bytes(repository: Repository, kept: Sequence[Snapshot]) -> int:
    """How many stored bytes no kept snapshot would need: the dry run of :func:`sweep`."""
    with closing(Needed(repository, kept)) as needed, _fresh_index(repository) as index:
        tables = (index.pack(pack) for pack in index.packs())
        return sum(e.stored for t in tables for e in t.entries if e.id not in needed)


def sweep(repository: Repository, grace: timedelta, progress: Progress) -> Sweep:
    """Delete what was marked at least ``grace`` ago, and mark what is unneeded now.

    Raises :class:`Leased` while another sweep is at work and :class:`Damaged` when a manifest
    or an index cannot be read: what cannot be read might need anything.
    """
    with Lease(repository.storage, repository.master, "prune") as lease:
        _refuse_company(repository, lease)
        if writer := _writer_at_work(repository):
            return Sweep(0, 0, 0, 0, writer)
        listed = repository.load_snapshots()
        if listed.problems:
            raise listed.problems[0]
        progress.phase("finding what is needed", items=len(listed.snapshots))
        with closing(Needed(repository, listed.snapshots)) as needed:
            return _sweep(repository, needed, grace, progress)


def _sweep(repository: Repository, needed: Needed, grace: timedelta, progress: Progress) -> Sweep:
    with _fresh_index(repository) as index:
        marked_packs, marked = _mark(repository, index, needed, progress)
        # Looked for again after marking: a writer that began meanwhile may not have seen it.
        if writer := _writer_at_work(repository):
            return Sweep(marked_packs, marked, 0, 0, writer)
        index.refresh()
        freed_packs, freed = _delete_marked(repository, index, needed, grace, progress)
        return Sweep(marked_packs, marked, freed_packs, freed, "")


def _refuse_company(repository: Repository, mine: Lease) -> None:
    now = datetime.now(UTC)
    for state in leases(repository.storage, repository.master):
        if state.purpose == "prune" and state.name != mine.state.name:
            if state.alive(now):
                raise Leased(state.owner, state.purpose)
            with suppress(ObjectAbsent):
                repository.storage.delete(state.name)


def _writer_at_work(repository: Repository) -> str:
    now = datetime.now(UTC)
    found = leases(repository.storage, repository.master)
    owners = [s.owner for s in found if s.purpose == "write" and s.alive(now)]
    for state in found:
        if state.purpose == "write" and not state.alive(now):
            with suppress(ObjectAbsent):
                repository.storage.delete(state.name)
    return owners[0] if owners else ""


@contextmanager
def _fresh_index(repository: Repository) -> Iterator[ChunkIndex]:
    """An index of the storage as it is now, left packs included; damage is refused."""
    with closing(ChunkIndex(repository.storage, repository.master, None)) as index:
        index.refresh()
        if index.damaged:
            raise Damaged(min(index.damaged), "is damaged, so nothing can be called unneeded")
        index.learn(left_packs(repository.storage, repository.master, index))
        yield index


def _mark(
    repository: Repository, index: ChunkIndex, needed: Needed, progress: Progress
) -> tuple[int, int]:
    already = marks.marked_packs(repository.storage, repository.master)
    sizes = {pack: size for pack, size in index.packs().items() if pack not in already}
    progress.phase("marking packs", items=len(sizes))
    tables = {pack: index.pack(pack) for pack in sizes}
    empty = {pack for pack, table in tables.items() if not _used(table, needed)}
    poor = _poor(tables.values(), needed, empty)
    _repack(repository, index, [tables[pack] for pack in sorted(poor)], needed, progress)
    unneeded = frozenset(empty | poor)
    if unneeded:
        marks.store_mark(repository.storage, repository.master, unneeded)
    return len(unneeded), sum(sizes[pack] for pack in unneeded)


def _used(table: PackTable, needed: Needed) -> int:
    return sum(entry.stored for entry in table.entries if entry.id in needed)


def _poor(tables: Iterable[PackTable], needed: Needed, empty: set[str]) -> set[str]:
    """Packs worth writing anew: much waste in them, or many that are small."""
    left = [table for table in tables if table.id not in empty]
    wasteful = {t.id for t in left if _used(t, needed) < (1 - WASTE) * t.size}
    small = {t.id for t in left if t.size < SMALL_PACK}
    # A wasteful pack alone that is tiny anyway would be written anew at every sweep for nothing.
    return wasteful | small if len(small) >= MANY_SMALL else wasteful - small


def _repack(
    repository: Repository,
    index: ChunkIndex,
    tables: Sequence[PackTable],
    needed: Needed,
    progress: Progress,
) -> None:
    """Store the needed chunks of these packs once more, in new packs."""
    if not tables:
        return
    progress.phase("moving chunks", bytes=sum(table.size for table in tables))
    writer = PackWriter(repository.storage, repository.master, index, lambda _: None)
    done: set[bytes] = set()
    compressor = Compressor()
    with closing(writer):
        for table in tables:
            for entry in table.entries:
                progress.cancel.check()
                if entry.id in needed and entry.id not in done:
                    done.add(entry.id)
                    plain = repository.chunk(entry.id)
                    writer.add(entry.id, *compressor.compress(plain), len(plain))
            progress.advance(bytes=table.size)
        writer.finish()


def _delete_marked(
    repository: Repository,
    index: ChunkIndex,
    needed: Needed,
    grace: timedelta,
    progress: Progress,
) -> tuple[int, int]:
    now = datetime.now(UTC)
    all_marks = marks.load_marks(repository.storage, repository.master)
    # A mark from the future (a clock went back) has not aged at all.
    ripe = [mark for mark in all_marks if now - mark.at >= grace]
    doomed = frozenset().union(*(mark.packs for mark in ripe))
    sizes = index.packs()
    doomed = frozenset(
        pack for pack in doomed & sizes.keys() if _safe_to_delete(index, pack, doomed, needed)
    )
    if doomed:
        _rewrite_indexes(repository, index, doomed)
        progress.phase("deleting packs", items=len(doomed))
        for pack in sorted(doomed):
            with suppress(ObjectAbsent):
                repository.storage.delete(pack_name(pack))
            progress.advance(items=1)
        detail = {"packs": str(len(doomed))}
        audit.append(repository.storage, repository.master, "packs deleted", repository.id, detail)
    for mark in ripe:
        with suppress(ObjectAbsent):
            repository.storage.delete(mark.name)
    return len(doomed), sum(sizes[pack] for pack in doomed)


def _safe_to_delete(index: ChunkIndex, pack: str, doomed: frozenset[str], needed: Needed) -> bool:
    """Whether every needed chunk of the pack has a copy in a pack that stays."""
    return all(
        entry.id not in needed or any(p.pack not in doomed for p in index.places(entry.id))
        for entry in index.pack(pack).entries
    )


def _rewrite_indexes(repository: Repository, index: ChunkIndex, doomed: frozenset[str]) -> None:
    """Replace all index objects by new ones that do not name the doomed packs."""
    old = index.objects()
    staying = [pack for pack in sorted(index.packs()) if pack not in doomed]
    for at in range(0, len(staying), PACKS_AN_INDEX):
        index.store([index.pack(pack) for pack in staying[at : at + PACKS_AN_INDEX]])
    for name in old:
        with suppress(ObjectAbsent):
            repository.storage.delete(name)
