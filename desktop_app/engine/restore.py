"""One restore: manifest ─► storage ─► open ─► decompress ─► join ─► target, then compared.

Nothing has its final name before every row and file was read back and found equal. Joins a
repository and a destination and knows neither's insides.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.engine.contents.item_list import ItemList
from desktop_app.engine.contents.reading import read_items
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Grade, Item, ItemKind, Problem, Remark, Snapshot
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.restoring.equality import Comparison
from desktop_app.engine.restoring.filling import Filling
from desktop_app.engine.sources.base import (
    Destination,
    Examination,
    Existing,
    Interrupted,
    Met,
    Order,
    Way,
)
from desktop_app.engine.sources.selection import also_meant


@dataclass(frozen=True, slots=True)
class RestoreOptions:
    """What to restore and how. ``only`` holds patterns of item names; empty means all."""

    only: tuple[str, ...] = ()
    way: Way = Way.NEW
    interrupted: Interrupted = Interrupted.REFUSE
    create_roles: bool = False
    disconnect: bool = False
    existing: Existing = Existing.SKIP

    @property
    def takes_away(self) -> bool:
        """Whether something that is there gives way, which is for a manager to order."""
        over = self.way is Way.OVER and self.existing is Existing.REPLACE
        return over or self.way is Way.REPLACE


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What a restore would do; nothing was written to find out. ``size`` in bytes; ``rows`` and
    ``files`` as in :class:`RestoreResult`."""

    examination: Examination
    items: Sequence[Item]
    rows: int
    size: int
    files: int = 0


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What a restore did. With grade *failed* the place kept its unfinished name.

    ``rows``, ``files`` and ``bytes_read`` count what was restored and compared: table rows, files,
    and the plain bytes of both. ``kept``: the name that what was replaced is kept under. ``met``:
    what became of the files that were there, where a restore goes over a folder. ``lacking``: what
    the snapshot was taken without, of what was asked for; the restore is not graded by it.
    """

    grade: Grade
    place: str
    items: int
    rows: int
    bytes_read: int
    seconds: float
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]
    kept: str | None = None
    files: int = 0
    met: Met | None = None
    lacking: tuple[Remark, ...] = ()

    @property
    def warnings(self) -> tuple[Remark, ...]:
        """All that keeps what was restored from being as the source was."""
        return (*self.lacking, *self.remarks)


def preview_restore(
    repository: Repository,
    snapshot: Snapshot,
    destination: Destination,
    options: RestoreOptions | None = None,
    progress: Progress | None = None,
) -> RestorePreview:
    """The dry run: what would happen, and what stands in the way."""
    progress = progress or Silent()
    options = options or RestoreOptions()
    order = _order(repository, snapshot, destination, options, progress)
    progress.phase("looking at the destination")
    examination = destination.examine(order, repository.read)
    remarks = (*lacking(order, options.only), *examination.remarks)
    contents = _Amounts.of(destination.contents(order.items))
    return RestorePreview(
        examination=replace(examination, remarks=remarks),
        items=order.items,
        rows=contents.rows,
        size=sum(item.size for item in order.items),
        files=contents.files,
    )


def restore(
    repository: Repository,
    snapshot: Snapshot,
    destination: Destination,
    options: RestoreOptions | None = None,
    progress: Progress | None = None,
) -> RestoreResult:
    """Restore into an unfinished place, compare all of it, then publish it under its name.

    When something is not equal the grade is *failed* and the place is left unfinished. Faults
    of the environment are raised and leave the place to be resumed or cleaned up.
    """
    progress = progress or Silent()
    since = time.monotonic()
    options = options or RestoreOptions()
    order = _order(repository, snapshot, destination, options, progress)
    missed = lacking(order, options.only)
    with destination.open(order, repository.read, progress) as loading:
        steps = loading.steps
        progress.phase(steps.define)
        loading.define()
        contents = loading.contents
        amounts = _Amounts.of(contents)
        comparison = Comparison(repository.read, loading.read_back, progress.cancel)
        progress.phase(steps.load, items=len(contents), bytes=amounts.size)
        filling = Filling(repository.read, loading, comparison, progress)
        filling.fill(contents)
        progress.phase(steps.complete)
        loading.complete()
        comparison.finish(item for item in order.items if item.kind is ItemKind.DIGEST)
        progress.cancel.check()
        place = "" if comparison.problems else loading.publish()
        remarks = (*filling.left_out, *loading.late_remarks())
    return RestoreResult(
        grade=_grade(comparison.problems, remarks),
        place=place,
        items=len(order.items),
        rows=amounts.rows,
        bytes_read=amounts.size,
        seconds=time.monotonic() - since,
        problems=tuple(comparison.problems),
        remarks=remarks,
        kept=loading.kept,
        files=amounts.files,
        met=loading.met,
        lacking=missed,
    )


def _order(
    repository: Repository,
    snapshot: Snapshot,
    destination: Destination,
    options: RestoreOptions,
    progress: Progress,
) -> Order:
    progress.phase("reading the snapshot", items=snapshot.items)
    items = ItemList(read_items(repository, snapshot, progress))
    return Order(
        snapshot=snapshot,
        items=destination.choose(items, options.only),
        whole=not options.only,
        way=options.way,
        interrupted=options.interrupted,
        create_roles=options.create_roles,
        disconnect=options.disconnect,
        existing=options.existing,
    )


def lacking(order: Order, only: Sequence[str]) -> tuple[Remark, ...]:
    """What the snapshot was taken without, of what is to be restored."""
    warnings = order.snapshot.warnings
    if not warnings:
        return ()
    about = {warning.item for warning in warnings}
    # What roles lack matters to those that are made, and no role is unless that is asked for.
    roles = {item.name for item in order.items if item.kind is ItemKind.ROLES}
    if only:
        chosen = about.intersection(item.name for item in order.items)
        about = chosen.union(also_meant(order.items, about, only))
    return tuple(
        Remark(warning.item, f"in the snapshot: {warning.what}")
        for warning in warnings
        if warning.item in about and (warning.item not in roles or order.create_roles)
    )


@dataclass(frozen=True, slots=True)
class _Amounts:
    rows: int
    files: int
    size: int

    @classmethod
    def of(cls, contents: Sequence[Item]) -> _Amounts:
        """Of perhaps millions of items, which are gone through once."""
        rows = files = size = 0
        for item in contents:
            rows += item.rows or 0
            files += item.kind is ItemKind.FILE
            size += item.size
        return cls(rows, files, size)


def _grade(problems: Sequence[Problem], remarks: Sequence[Remark]) -> Grade:
    if problems:
        return Grade.FAILED
    return Grade.WARNING if remarks else Grade.OK
