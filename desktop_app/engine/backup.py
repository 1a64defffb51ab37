"""One backup: source ─ items ─► chunker ─► compress ─► seal ─► pack ─► storage ─► manifest.

Joins a source and a repository and knows neither's insides.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from desktop_app.engine.crew import work_through
from desktop_app.engine.errors import ItemChanged, ItemFailed
from desktop_app.engine.model import Grade, Item, ItemKind, ItemPlan, Remark, Snapshot
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository.chunker import Cut
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.writer import SnapshotWriter
from desktop_app.engine.sources.base import Session, Source

ESSENTIAL = {ItemKind.SCHEMA, ItemKind.DATABASE}


@dataclass(frozen=True, slots=True)
class BackupResult:
    """What a backup did. Sizes in bytes; ``remarks`` name what was left out."""

    snapshot: Snapshot
    grade: Grade
    items: int
    bytes_read: int
    bytes_stored: int
    seconds: float
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading the plan gave: items in the plan's order, and what could not be read."""

    items: tuple[Item, ...]
    left_out: tuple[Remark, ...]


def back_up(
    source: Source, target: str, repository: Repository, progress: Progress | None = None
) -> BackupResult:
    """Take one snapshot of ``source`` under the name ``target``.

    Returns only when every byte is durable and was read back from the storage. An item that
    cannot be read becomes a remark and the grade *warning*; every other fault is raised, and
    then there is no snapshot.
    """
    progress = progress or Silent()
    started, since = datetime.now(UTC), time.monotonic()
    progress.phase("connecting")
    with source.open(progress) as session, repository.writer() as writer:
        read = _read_items(session, writer, progress)
        progress.phase("finishing")
        remarks = (*session.plan.remarks, *read.left_out, *session.late_remarks())
        earlier = [s for s in repository.snapshots() if s.target == target]
        remarks += _clock_remarks(earlier, started)
        draft = _draft(source, target, started, read, remarks, session)
        sequence = 1 + max((s.sequence for s in earlier), default=0)
        finished = started + timedelta(seconds=time.monotonic() - since)
        progress.cancel.check()
        snapshot = writer.commit(replace(draft, sequence=sequence, finished=finished), read.items)
    return BackupResult(
        snapshot=snapshot,
        grade=snapshot.grade,
        items=snapshot.items,
        bytes_read=snapshot.size,
        bytes_stored=snapshot.stored,
        seconds=time.monotonic() - since,
        remarks=snapshot.warnings,
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
    return _Read(in_order, tuple(sorted(left_out, key=lambda remark: remark.item)))


def _read_item(
    session: Session, plan: ItemPlan, writer: SnapshotWriter, progress: Progress
) -> Item:
    progress.item(plan.name)
    rows = 0
    counts_rows = plan.kind in (ItemKind.ROWS, ItemKind.DIGEST)

    def seen(cut: Cut) -> None:
        nonlocal rows
        progress.cancel.check()
        # In COPY's text format each row ends in the only line feed it has.
        new = cut.count(b"\n") if counts_rows else 0
        rows += new
        progress.advance(bytes=len(cut.data), rows=new if plan.kind is ItemKind.ROWS else 0)

    reader = session.read(plan)
    try:
        item = writer.store_item(plan, reader.readinto, seen)
    finally:
        reader.close()
    progress.advance(items=1)
    return replace(item, rows=rows) if counts_rows else item


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
        rows=sum(item.rows or 0 for item in read.items if item.kind is ItemKind.ROWS),
        size=sum(item.size for item in read.items),
        stored=0,
        facts=session.plan.facts,
        item_list=b"",
    )


def _clock_remarks(earlier: Sequence[Snapshot], started: datetime) -> tuple[Remark, ...]:
    newest = max((s.started for s in earlier), default=started)
    if newest <= started:
        return ()
    before = f"{newest:%Y-%m-%d %H:%M} UTC"
    return (Remark("", f"this computer's clock stands before the previous backup of {before}"),)
