"""Verification: what is proven of snapshots, by level, and what was found wrong.

``bytes`` reads packs; ``structure`` reads whole items and looks whether they mean something;
``restored`` is in ``assurance.restored``, which really restores them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import field
from datetime import datetime
from heapq import nlargest

from desktop_app.engine.contents.item_list import ItemList
from desktop_app.engine.contents.item_stream import ItemPieces
from desktop_app.engine.contents.reading import read_items
from desktop_app.engine.crew import work_through
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged
from desktop_app.engine.kinds.kind import Fault, ItemCheck
from desktop_app.engine.model import Grade, Item, Level, Problem, Remark, Snapshot
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository import check, trash
from desktop_app.engine.repository.index import ChunkIndex
from desktop_app.engine.repository.replaced import replaced_packs, spare_packs
from desktop_app.engine.repository.repository import Repository

READERS = 2
GIANTS, GIANT = 100, 16 << 20  # bytes
ATTEMPTS = 3  # a prune at work makes a verification begin again


@dataclass(frozen=True, slots=True)
class Sample:
    """Check only a ``share`` (0 to 1) of the packs, those first that were longest unchecked.

    ``checked`` tells when a pack (by id) was last checked; whoever asks keeps it up to date
    from :attr:`VerifyResult.packs_checked`, so that samples cover everything over time.
    """

    share: float
    checked: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What a verification found. ``packs_total`` counts what a full one would read.

    Packs by their ids: of ``packs_bad`` some snapshot needs something, be it none of those that
    were verified; ``packs_replaced`` are bad as well, but all that any needs lies in other packs.
    ``untried``: the snapshots (by id) that were to be restored and could not be, for reasons that
    are not theirs: nothing is proven of them.
    """

    grade: Grade
    level: Level
    items_checked: int
    problems: tuple[Problem, ...]
    packs_checked: tuple[str, ...]
    packs_total: int
    remarks: tuple[Remark, ...] = ()
    packs_bad: tuple[str, ...] = ()
    packs_replaced: tuple[str, ...] = ()
    untried: frozenset[str] = frozenset()


def verify_bytes(
    repository: Repository,
    snapshots: Sequence[Snapshot] | None,
    progress: Progress | None = None,
    sample: Sample | None = None,
) -> VerifyResult:
    """Prove that every pack and chunk is there, opens, and hashes to what manifests say.

    ``snapshots`` None means everything in the repository, packs included that no snapshot
    needs; the header, the audit chain, all manifests and indexes are always checked whole.
    """
    progress = progress or Silent()
    for _ in range(ATTEMPTS):
        result, pruned = _verify_bytes_once(repository, snapshots, progress, sample)
        if not (result.problems and pruned):
            break
    return result


def _verify_bytes_once(
    repository: Repository,
    snapshots: Sequence[Snapshot] | None,
    progress: Progress,
    sample: Sample | None,
) -> tuple[VerifyResult, bool]:
    """What is wrong, and whether a prune was at work, so that it may be a false alarm."""
    progress.phase("checking manifests and indexes")
    problems = check.check_header(repository)
    listed, found = check.check_history(repository)
    problems += found
    fresh, found = check.check_indexes(repository)
    problems += found
    resting = _resting(repository) if snapshots is None else ()
    with closing(fresh):
        chosen = (*listed.snapshots, *resting) if snapshots is None else snapshots
        packs = _packs(repository, fresh, chosen, everything=snapshots is None)
        asked = _sampled(packs, sample)
        findings = check.check_packs(repository, fresh, asked, progress)
        items, lost = _check_items(repository, fresh, chosen, findings, progress)
        replaced = replaced_packs(repository, fresh, findings, progress)
        spare = set[str]()
        if snapshots is not None:
            spare = spare_packs(repository, fresh, findings, snapshots, progress) - replaced
        bad = {p: each for p, each in sorted(findings.bad.items()) if p not in replaced | spare}
        problems += [*bad.values(), *check.unnamed_packs(findings), *lost]
        emptied = {s.id for s in resting} - {s.id for s in _resting(repository)}
        pruned = bool(emptied) or check.pruned_meanwhile(repository, listed, fresh)
    result = VerifyResult(
        grade=Grade.FAILED if problems else Grade.WARNING if replaced | spare else Grade.OK,
        level=Level.BYTES,
        items_checked=items,
        problems=tuple(problems),
        packs_checked=tuple(findings.checked),
        packs_total=len(packs),
        remarks=tuple(_remarks(findings, replaced, spare)),
        packs_bad=tuple(sorted(findings.bad.keys() - replaced)),
        packs_replaced=tuple(sorted(replaced)),
    )
    return result, pruned


def _remarks(
    findings: check.PackFindings, replaced: Collection[str], spare: Collection[str]
) -> Iterator[Remark]:
    """Of bad packs that cost nothing."""
    for problem in (findings.bad[pack] for pack in sorted(replaced)):
        yield Remark(
            problem.item,
            f"nothing is lost, for all of it lies elsewhere, and prune lets go: {problem.what}",
        )
    for problem in (findings.bad[pack] for pack in sorted(spare)):
        yield Remark(problem.item, f"these snapshots do not need it: {problem.what}")


def _resting(repository: Repository) -> tuple[Snapshot, ...]:
    """What rests in the trash must be whole as well: it can be put back."""
    return tuple(each.snapshot for each in trash.load_trash(repository).resting)


def _packs(
    repository: Repository, fresh: ChunkIndex, chosen: Sequence[Snapshot], *, everything: bool
) -> list[str]:
    if everything:
        return sorted(fresh.packs())
    packs: set[str] = set()
    for snapshot in chosen:
        packs |= check.packs_of(check.item_list_chunks(snapshot), fresh)
        for item in _readable_items(repository, snapshot):
            packs |= check.packs_of(item.chunk_ids(), fresh)
    return sorted(packs)


def _readable_items(repository: Repository, snapshot: Snapshot) -> Iterator[Item]:
    """The items up to where the list breaks; that it breaks is told by :func:`_check_items`."""
    try:
        yield from repository.items(snapshot)
    except Damaged:
        return


def _sampled(packs: Sequence[str], sample: Sample | None) -> list[str]:
    if sample is None:
        return list(packs)
    never = datetime.min
    by_age = sorted(packs, key=lambda p: (_naive(sample.checked.get(p, never)), p))
    return by_age[: math.ceil(len(packs) * sample.share)]


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _check_items(
    repository: Repository,
    fresh: ChunkIndex,
    chosen: Sequence[Snapshot],
    findings: check.PackFindings,
    progress: Progress,
) -> tuple[int, list[Problem]]:
    """How many items were looked at, and which of them cannot be restored."""
    progress.phase("checking items", items=sum(s.items for s in chosen))
    count, problems = 0, []
    for snapshot in chosen:
        try:
            for item in read_items(repository, snapshot, progress):
                count += 1
                if lost := check.lost_of(item.chunk_ids(), fresh, findings):
                    what = f"cannot be restored: {lost} of its chunks are lost"
                    problems.append(Problem(place_of(snapshot, item), what))
        except Damaged as damage:
            what = f"its list of items cannot be read: {damage.name} {damage.how}"
            problems.append(Problem(f"snapshot {snapshot.id[:12]}", what))
    return count, problems


def place_of(snapshot: Snapshot, item: Item) -> str:
    """How a problem names an item of a snapshot."""
    return f"snapshot {snapshot.id[:12]} · {item.name}"


def verify_structure(
    repository: Repository,
    snapshots: Sequence[Snapshot],
    check_of: Callable[[Snapshot], ItemCheck],
    progress: Progress | None = None,
) -> VerifyResult:
    """Prove that items mean something: archives list, rows count, texts parse.

    Every byte of the items is read and hashed on the way. ``check_of`` tells what the items of a
    snapshot must mean.
    """
    progress = progress or Silent()
    problems: list[Problem] = []
    remarks: list[Remark] = []
    count = 0
    for snapshot in snapshots:
        try:
            items = ItemList(repository.items(snapshot))
        except Damaged as damage:
            what = f"its list of items cannot be read: {damage.name} {damage.how}"
            problems.append(Problem(f"snapshot {snapshot.id[:12]}", what))
            continue
        count += len(items)
        found = _check_meaning(repository, snapshot, items, check_of(snapshot), progress)
        problems += sorted(found.problems, key=lambda problem: problem.item)
        remarks += sorted(found.remarks, key=lambda remark: remark.item)
    return VerifyResult(
        grade=Grade.FAILED if problems else Grade.WARNING if remarks else Grade.OK,
        level=Level.STRUCTURE,
        items_checked=count,
        problems=tuple(problems),
        packs_checked=(),
        packs_total=0,
        remarks=tuple(remarks),
    )


@dataclass(frozen=True, slots=True)
class _Findings:
    """Filled by several threads."""

    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def take(self, place: str, what: str | Fault) -> None:
        if isinstance(what, str):
            self.problems.append(Problem(place, what))
        elif what.mild:
            self.remarks.append(Remark(place, what.what))
        else:
            self.problems.append(Problem(place, what.what, inherited=True))


def _biggest_first(items: Sequence[Item]) -> Iterator[Item]:
    """The few giants before all others, so that no thread is left alone with one at the end."""
    sizes = enumerate(item.size for item in items)
    giants = nlargest(GIANTS, ((size, -number) for number, size in sizes if size > GIANT))
    first = {-number for _, number in giants}
    yield from (items[-number] for _, number in giants)
    yield from (item for number, item in enumerate(items) if number not in first)


def _check_meaning(
    repository: Repository,
    snapshot: Snapshot,
    items: Sequence[Item],
    meaning: ItemCheck,
    progress: Progress,
) -> _Findings:
    findings = _Findings()

    def look(item: Item) -> None:
        progress.item(item.name)
        what: str | Fault
        try:
            what = meaning(item, ItemPieces(repository, item, progress))
        except Damaged as damage:
            what = f"{damage.name} {damage.how}"
        if what:
            findings.take(place_of(snapshot, item), what)
        progress.advance(items=1)

    progress.phase("reading items", items=len(items), bytes=sum(i.size for i in items))
    work_through(_biggest_first(items), look, READERS, progress.cancel)
    return findings
