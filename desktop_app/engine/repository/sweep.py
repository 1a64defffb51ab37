"""Giving space back: packs that no snapshot needs are first marked, and deleted later.

Two phases, because a backup may be counting on a pack at this very moment. Nothing is marked
or deleted while a writer's lease lives. A writer takes its lease before it looks for marks, and
this module looks for leases after it has marked: one of the two sees the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, Leased, ObjectAbsent
from desktop_app.engine.model import Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository import audit, holds, marks
from desktop_app.engine.repository import trash as trash_can
from desktop_app.engine.repository.index import ChunkIndex, left_packs
from desktop_app.engine.repository.lease import Lease, clear_unreadable, leases
from desktop_app.engine.repository.manifest import PREFIX
from desktop_app.engine.repository.needed import Needed
from desktop_app.engine.repository.pack_writer import PackWriter
from desktop_app.engine.repository.packs import Compressor, PackTable, list_packs, pack_name

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

    Sizes in bytes: ``marked`` will be given back by a later sweep, ``freed`` was now: no pack
    counts for both.
    """

    marked_packs: int
    marked: int
    freed_packs: int
    freed: int
    waiting_for: str


def retire(repository: Repository, snapshot: Snapshot, reason: str) -> None:
    """Remove one snapshot's manifest, past the trash. The audit entry comes first: a crash between
    the two leaves a snapshot that is retired once more, not one that seems stolen."""
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

    Raises :class:`Leased` while another sweep is at work, :class:`PruneHeld` while something
    holds, and :class:`Damaged` when a manifest or an index cannot be read: what cannot be read
    might need anything.
    """
    with Lease(repository.storage, repository.master, "prune") as lease:
        _refuse_company(repository, lease)
        holds.must_be_free(repository)
        if writer := _writer_at_work(repository):
            return Sweep(0, 0, 0, 0, writer)
        snapshots = all_snapshots(repository)
        progress.phase("finding what is needed", items=len(snapshots))
        with closing(Needed(repository, snapshots)) as needed:
            return _sweep(repository, needed, grace, progress)


def _sweep(repository: Repository, needed: Needed, grace: timedelta, progress: Progress) -> Sweep:
    with _fresh_index(repository) as index:
        marked = _mark(repository, index, needed, progress)
        # Looked for again after marking: a writer that began meanwhile may not have seen it.
        if writer := _writer_at_work(repository):
            return Sweep(len(marked), sum(marked.values()), 0, 0, writer)
        # Or it found what holds: after marking, which takes nothing away, that is looked for again.
        holds.must_be_free(repository)
        # And one that began and ended meanwhile counts on what it found: so do its snapshots.
        needed.add(all_snapshots(repository))
        index.refresh()
        freed = _delete_marked(repository, index, needed, grace, progress)
        later = {pack: size for pack, size in marked.items() if pack not in freed}
        sizes = len(later), sum(later.values()), len(freed), sum(freed.values())
        return Sweep(*sizes, waiting_for="")


def all_snapshots(repository: Repository) -> tuple[Snapshot, ...]:
    """Those that rest in the trash are among them: what they need stays until it is emptied.
    Raises :class:`Damaged` where one cannot be read: it might need anything.

    The trash is read first and last: a snapshot that is moved meanwhile is seen in one of them.
    """
    before = trash_can.load_trash(repository)
    listed = repository.load_snapshots()
    after = trash_can.load_trash(repository)
    for problem in (*listed.problems, *before.problems, *after.problems):
        raise problem
    resting = (each.snapshot for each in (*before.resting, *after.resting))
    return tuple({s.id: s for s in (*resting, *listed.snapshots)}.values())


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
    clear_unreadable(repository.storage, repository.master)
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


@dataclass(frozen=True, slots=True)
class _Use:
    """How many of a pack's bytes are needed, and how many from it and from no other pack."""

    pack: str
    size: int
    needed: int
    used: int


def _mark(
    repository: Repository, index: ChunkIndex, needed: Needed, progress: Progress
) -> dict[str, int]:
    """Returns the packs that were marked now, with their sizes in bytes."""
    already = marks.marked_packs(repository.storage, repository.master)
    there = list_packs(repository.storage)
    progress.phase("marking packs", items=len(there))
    packs = {p for p in index.packs() if p in there and p not in already}
    cut_off = {pack for pack, size in index.packs().items() if size != there.get(pack)}
    uses = _uses(index, needed, packs, cut_off)
    empty = {use.pack for use in uses if not use.needed}
    empty |= {
        use.pack
        for use in uses
        if use.needed and not use.used
        if _can_go(repository, index, use.pack, packs - {use.pack}, needed)
    }
    poor = _repack(repository, index, _poor(uses), needed, progress)
    unneeded = frozenset(empty | poor)
    if unneeded:
        marks.store_mark(repository.storage, repository.master, unneeded)
    return {pack: there[pack] for pack in unneeded}


def _uses(
    index: ChunkIndex, needed: Needed, packs: Collection[str], cut_off: Collection[str]
) -> list[_Use]:
    """The fullest pack counts for a chunk that lies in several: the others can be emptied. One
    that was cut off counts last, so that it goes when its chunks lie elsewhere again."""
    whole, named = {}, index.named_packs().keys()
    for pack in packs:
        entries = index.pack(pack).entries
        whole[pack] = sum(entry.stored for entry in entries if entry.id in needed)
    uses = []
    order = {pack: (pack in cut_off, pack not in named, -whole[pack], pack) for pack in packs}
    for pack in sorted(packs, key=order.__getitem__):
        table = index.pack(pack)
        used = sum(e.stored for e in table.entries if needed.claim(e.id, pack))
        uses.append(_Use(pack, table.size, whole[pack], used))
    return uses


def _poor(uses: Iterable[_Use]) -> list[str]:
    """Packs worth writing anew: much waste in them, or many that are small."""
    left = [use for use in uses if use.used]
    wasteful = {use.pack for use in left if use.used < (1 - WASTE) * use.size}
    small = {use.pack for use in left if use.size < SMALL_PACK}
    # A wasteful pack alone that is tiny anyway would be written anew at every sweep for nothing.
    return sorted(wasteful | small if len(small) >= MANY_SMALL else wasteful - small)


def _repack(
    repository: Repository,
    index: ChunkIndex,
    packs: Sequence[str],
    needed: Needed,
    progress: Progress,
) -> set[str]:
    """Store the needed chunks of these packs once more, in new packs; returns which were moved.

    One that is damaged is left as it is: what can still be read of it may be all there is.
    """
    if not packs:
        return set()
    progress.phase("moving chunks", items=len(packs))
    writer = PackWriter(repository.storage, repository.master, index, lambda _: None)
    moved: set[str] = set()
    with closing(writer):
        for pack in packs:
            with suppress(Damaged):
                _move(repository, index.pack(pack), needed, writer, progress)
                moved.add(pack)
            progress.advance(items=1)
        writer.finish()
    return moved


def _move(
    repository: Repository,
    table: PackTable,
    needed: Needed,
    writer: PackWriter,
    progress: Progress,
) -> None:
    compressor = Compressor()
    for entry in table.entries:
        progress.cancel.check()
        if needed.claim(entry.id, table.id):
            plain = repository.chunk(entry.id)
            writer.add(entry.id, *compressor.compress(plain), len(plain))


def _delete_marked(
    repository: Repository,
    index: ChunkIndex,
    needed: Needed,
    grace: timedelta,
    progress: Progress,
) -> dict[str, int]:
    """Returns the packs that went, with their sizes in bytes."""
    ripe = _ripe_marks(repository, grace)
    there, known = list_packs(repository.storage), index.packs().keys()
    marked = frozenset().union(*(mark.packs for mark in ripe)) & there.keys() & known
    staying = there.keys() - marked
    doomed = {pack for pack in marked if _can_go(repository, index, pack, staying, needed)}
    # Packs that an index names and that are not there: once all that is needed of them lies
    # elsewhere again, nobody has to be alarmed by them any more.
    gone = known - there.keys()
    lost = {pack for pack in gone if _can_go(repository, index, pack, staying, needed)}
    if doomed or lost:
        _rewrite_indexes(repository, index, doomed | lost)
    _delete_packs(repository, doomed, progress)
    if lost:
        _note(repository, "lost packs forgotten", lost)
    for name in [mark.name for mark in ripe] + _damaged_marks(repository):
        with suppress(ObjectAbsent):
            repository.storage.delete(name)
    return {pack: there[pack] for pack in doomed}


def _ripe_marks(repository: Repository, grace: timedelta) -> list[marks.Mark]:
    now = datetime.now(UTC)
    all_marks = marks.load_marks(repository.storage, repository.master)
    # A mark from the future (a clock went back) has not aged at all.
    return [mark for mark in all_marks if now - mark.at >= grace]


def _damaged_marks(repository: Repository) -> list[str]:
    damaged = []
    for info in repository.storage.list(marks.PREFIX):
        try:
            marks.load_mark(repository.storage, repository.master, info.name)
        except Damaged as problem:
            damaged.append(problem.name)
    return damaged


def _can_go(
    repository: Repository, index: ChunkIndex, pack: str, staying: Collection[str], needed: Needed
) -> bool:
    """Whether every needed chunk of the pack has a copy in a pack that stays. The copy is read:
    what was moved, and has rotted since, must not cost the last good one."""
    return all(
        entry.id not in needed
        or any(p.pack in staying and repository.is_good(p) for p in index.places(entry.id))
        for entry in index.pack(pack).entries
    )


def _delete_packs(repository: Repository, doomed: Collection[str], progress: Progress) -> None:
    if not doomed:
        return
    progress.phase("deleting packs", items=len(doomed))
    for pack in sorted(doomed):
        progress.cancel.check()
        with suppress(ObjectAbsent):
            repository.storage.delete(pack_name(pack))
        progress.advance(items=1)
    _note(repository, "packs deleted", doomed)


def _note(repository: Repository, event: str, packs: Collection[str]) -> None:
    detail = {"packs": str(len(packs))}
    audit.append(repository.storage, repository.master, event, repository.id, detail)


def _rewrite_indexes(repository: Repository, index: ChunkIndex, doomed: AbstractSet[str]) -> None:
    """Replace all index objects by new ones that do not name the doomed packs, nor, if none
    named them so far, marked ones."""
    old, named = index.objects(), index.named_packs().keys()
    unnamed = marks.marked_packs(repository.storage, repository.master) - named
    staying = [pack for pack in sorted(index.packs()) if pack not in doomed | unnamed]
    for at in range(0, len(staying), PACKS_AN_INDEX):
        index.store([index.pack(pack) for pack in staying[at : at + PACKS_AN_INDEX]])
    for name in old:
        with suppress(ObjectAbsent):
            repository.storage.delete(name)
