"""One backup: source ─ items ─► chunker ─► compress ─► seal ─► pack ─► storage ─► manifest.

Joins a source and a repository and knows neither's insides.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from desktop_app.engine.crew import work_through
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ItemChanged, ItemFailed
from desktop_app.engine.gathering.gathered import Changes
from desktop_app.engine.gathering.gathering import Gathering
from desktop_app.engine.model import Grade, Item, ItemKind, ItemPlan, Remark, Snapshot
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository.chunker import Cut
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.roll import ItemRoll
from desktop_app.engine.repository.salvage import salvage
from desktop_app.engine.repository.writer import SnapshotWriter
from desktop_app.engine.sources.base import ItemReader, Session, Source, StreamingSession

SAMPLED_PART = 16
ESSENTIAL = {ItemKind.SCHEMA, ItemKind.DATABASE}
COUNTED = {ItemKind.ROWS, ItemKind.TABLE}


Items = Sequence[Item] | ItemRoll

Fits = Callable[[int, int | None], None]
"""Is told before anything is stored how many bytes will be read, and about how many of them the
last snapshot did not have (None where only reading tells). Raises what must keep it back."""


class Watch(Protocol):
    """What somebody has to say of what was read, before the snapshot is made."""

    def __call__(
        self, earlier: Sequence[Snapshot], items: Items, changes: Changes | None = None, /
    ) -> Sequence[Remark]:
        """What is told here makes the grade a *warning*. ``earlier``: the target's snapshots;
        ``changes`` where it is known already how ``items`` differ from the newest of these."""


@dataclass(frozen=True, slots=True)
class BackupResult:
    """What a backup did. Sizes in bytes; ``remarks`` name what was left out. ``taken_over``: how
    many items were not read, because the last snapshot has them as they are; ``anew`` gives
    the others, once, where any could be taken over."""

    snapshot: Snapshot
    grade: Grade
    items: int
    bytes_read: int
    bytes_stored: int
    seconds: float
    remarks: tuple[Remark, ...]
    taken_over: int = 0
    anew: Iterable[Item] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading the plan gave: items in the plan's order, and what could not be read.
    ``taken_over``: how many were not read, because the last snapshot has them as they are."""

    items: Items
    left_out: tuple[Remark, ...]
    size: int  # plain bytes of all items
    bytes: int  # that were read
    taken_over: int = 0
    changes: Changes | None = None
    anew: Iterable[Item] = ()

    @property
    def rows(self) -> int:
        if isinstance(self.items, ItemRoll):
            return self.items.rows
        return sum(item.rows or 0 for item in self.items if item.kind in COUNTED)


def back_up(
    source: Source,
    target: str,
    repository: Repository,
    progress: Progress | None = None,
    *,
    moment: datetime | None = None,
    watch: Watch | None = None,
    fits: Fits | None = None,
    reread: bool = False,
    known: Sequence[Snapshot] | None = None,
) -> BackupResult:
    """Take one snapshot of ``source`` under the name ``target``.

    ``moment`` (with a time zone) is for a source that shows how things were before now, like a
    dump: the snapshot bears that date, and stands among the target's others in the order of
    dates. Without it, the snapshot is of now and stands after all others, whatever clocks say.
    ``reread``: also what is as it was when the last snapshot was taken. ``known``: the snapshots
    of the repository, where somebody has just listed them.

    Returns only when every byte is durable and was read back from the storage. An item that
    cannot be read becomes a remark and the grade *warning*; every other fault is raised, and
    then there is no snapshot.
    """
    progress = progress or Silent()
    started, since = moment or datetime.now(UTC), time.monotonic()
    progress.phase("connecting")
    with source.open(progress) as session, repository.writer() as writer:
        if isinstance(session, StreamingSession):
            known = repository.snapshots() if known is None else known
            last = _newest(known, target)
            read = _gather(Gathering(session, repository, writer, progress, last, reread), fits)
        else:
            if fits:
                fits(sum(item.expected_bytes for item in session.plan.items), None)
            read = _read_items(session, writer, progress)
        salvage(repository, writer, progress)
        progress.phase("finishing")
        remarks = (*session.plan.remarks, *read.left_out, *session.late_remarks())
        earlier = [s for s in repository.snapshots(known or ()) if s.target == target]
        remarks += tuple(watch(earlier, read.items, read.changes)) if watch else ()
        finished, sequence = moment, _place_by_date(earlier, started)
        if finished is None:
            sequence = 1 + max((s.sequence for s in earlier), default=0)
            finished = started + timedelta(seconds=time.monotonic() - since)
            remarks += _clock_remarks(earlier, finished)
        draft = _draft(source, target, started, read, remarks, session)
        progress.cancel.check()
        snapshot = writer.commit(replace(draft, sequence=sequence, finished=finished), read.items)
    return BackupResult(
        snapshot=snapshot,
        grade=snapshot.grade,
        items=snapshot.items,
        bytes_read=read.bytes,
        bytes_stored=snapshot.stored,
        seconds=time.monotonic() - since,
        remarks=snapshot.warnings,
        taken_over=read.taken_over,
        anew=read.anew,
    )


def _newest(snapshots: Sequence[Snapshot], target: str) -> Snapshot | None:
    earlier = (s for s in snapshots if s.target == target)
    return max(earlier, key=lambda s: s.place, default=None)


def _gather(gathering: Gathering, fits: Fits | None) -> _Read:
    gathering.compare()
    found = gathering.found
    if fits:
        fits(found.expected, found.new)
    gathering.read()
    return _Read(
        found.items,
        found.remarks(),
        found.items.size,
        found.bytes,
        found.taken_over,
        found.changes,
        found.items_read(),
    )


def _read_items(session: Session, writer: SnapshotWriter, progress: Progress) -> _Read:
    plan = session.plan.items
    progress.phase("backing up", items=len(plan), bytes=sum(p.expected_bytes for p in plan))
    items: dict[tuple[ItemKind, str], Item] = {}
    left_out: list[Remark] = []

    def read_one(item: ItemPlan) -> None:
        try:
            items[item.kind, item.name] = _read_item(session, item, writer, progress)
        except (ItemChanged, ItemFailed) as fault:
            if item.kind in ESSENTIAL:
                raise
            left_out.append(Remark(item.name, fault.reason))

    # The longest first, so that no thread is left alone with a giant at the end.
    work_through(
        sorted(plan, key=lambda p: -p.expected_bytes), read_one, session.readers, progress.cancel
    )
    in_order = tuple(items[p.kind, p.name] for p in plan if (p.kind, p.name) in items)
    size = sum(item.size for item in in_order)
    return _Read(in_order, tuple(sorted(left_out, key=lambda remark: remark.item)), size, size)


def _read_item(
    session: Session, plan: ItemPlan, writer: SnapshotWriter, progress: Progress
) -> Item:
    progress.item(plan.name)
    reader = session.read(plan)
    tally = _Tally(plan.kind, reader, progress)
    try:
        item = writer.store_item(plan, reader.readinto, tally.see)
    finally:
        reader.close()
    progress.advance(items=1)
    return replace(item, rows=tally.total())


class _Tally:
    """Counts the rows of one item while it goes by, unless the source counts them itself.

    Then a part of each chunk tells progress enough, and the count is the source's.
    """

    def __init__(self, kind: ItemKind, reader: ItemReader, progress: Progress) -> None:
        self._counts = kind in (ItemKind.ROWS, ItemKind.DIGEST)
        self._shows = kind is ItemKind.ROWS
        self._reader, self._progress = reader, progress
        self._rows = 0

    def see(self, cut: Cut) -> None:
        self._progress.cancel.check()
        rows = self._rows_in(cut) if self._counts else 0
        self._rows += rows
        self._progress.advance(bytes=len(cut.data), rows=rows if self._shows else 0)

    def _rows_in(self, cut: Cut) -> int:
        # In COPY's text format each row ends in the only line feed it has.
        return cut.count(b"\n", SAMPLED_PART if self._reader.tells_rows else 1)

    def total(self) -> int | None:
        """The exact number, after the end; None for an item without rows."""
        if self._reader.tells_rows:
            return self._reader.rows
        return self._rows if self._counts else None


def _draft(
    source: Source,
    target: str,
    started: datetime,
    read: _Read,
    remarks: Sequence[Remark],
    session: Session,
) -> Snapshot:
    return Snapshot(
        id="",
        target=target,
        target_kind=source.kind,
        target_address=source.address,
        host=platform.node(),
        sequence=0,
        started=started,
        finished=started,
        grade=Grade.WARNING if remarks else Grade.OK,
        warnings=tuple(remarks),
        items=len(read.items),
        rows=read.rows,
        size=read.size,
        stored=0,
        facts=session.plan.facts,
        item_list=b"",
    )


def _place_by_date(others: Sequence[Snapshot], moment: datetime) -> int:
    """The number that puts a snapshot of that moment where it belongs.

    Numbers of snapshots that exist cannot be changed, so there may be no free one between two.
    Then it takes that of its predecessor, or if it is the oldest that of its successor: of
    snapshots with the same number, the older one comes first.
    """
    if not others:
        return 1
    last = max(s.sequence for s in others)
    if all(s.started <= moment for s in others if s.sequence == last):
        return last + 1
    before = (s.sequence for s in others if s.started <= moment)
    return max(before, default=min(s.sequence for s in others))


def _clock_remarks(earlier: Sequence[Snapshot], finished: datetime) -> tuple[Remark, ...]:
    newest = max((s.started for s in earlier), default=finished)
    # One that began meanwhile, and was done sooner, is another computer's and blames no clock.
    if newest <= finished:
        return ()
    before = f"{newest:%Y-%m-%d %H:%M} UTC"
    return (Remark("", f"this computer's clock stands before the previous backup of {before}"),)
