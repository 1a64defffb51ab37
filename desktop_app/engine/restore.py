"""One restore: manifest ─► storage ─► open ─► decompress ─► join ─► target, then compared.

Nothing has its final name before every row was read back and found equal. Joins a repository
and a destination and knows neither's insides.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from desktop_app.engine.equality import Comparison
from desktop_app.engine.errors import NothingMatches
from desktop_app.engine.filling import Filling
from desktop_app.engine.model import Grade, Item, ItemKind, Problem, Remark, Snapshot
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.sources.base import (
    Destination,
    Examination,
    Interrupted,
    Order,
    Way,
)


@dataclass(frozen=True, slots=True)
class RestoreOptions:
    """What to restore and how. ``only`` holds patterns of item names; empty means all."""

    only: tuple[str, ...] = ()
    way: Way = Way.NEW
    interrupted: Interrupted = Interrupted.REFUSE
    create_roles: bool = False
    disconnect: bool = False


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What a restore would do; nothing was written to find out. ``size`` in bytes."""

    examination: Examination
    items: tuple[Item, ...]
    rows: int
    size: int


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What a restore did. With grade *failed* the place kept its unfinished name.

    ``rows`` and ``bytes_read`` count the table rows that were restored and compared. ``kept``: the
    name that what was replaced is kept under.
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


def choose(items: Sequence[Item], only: Sequence[str]) -> tuple[Item, ...]:
    """The items that a selection asks for: matching rows, and all that is not rows.

    Patterns are shell-style, matched with ``schema.table``; a name without a dot is a schema.
    Raises :class:`NothingMatches` for a pattern that matches no table.
    """
    if not only:
        return tuple(items)
    names = [item.name for item in items if item.kind is ItemKind.ROWS]
    wanted: set[str] = set()
    for pattern in only:
        found = {name for name in names if matches(name, pattern)}
        if not found:
            raise NothingMatches(pattern)
        wanted |= found
    # Rows that go in through a common root may come to lie in another partition than before.
    roots = {item.detail["load_via"] for item in items if item.name in wanted and _goes_via(item)}
    wanted |= {i.name for i in items if _goes_via(i) and i.detail["load_via"] in roots}
    return tuple(item for item in items if item.kind is not ItemKind.ROWS or item.name in wanted)


def _goes_via(item: Item) -> bool:
    return "load_via" in item.detail


def matches(name: str, pattern: str) -> bool:
    """Whether an item's name is meant by a pattern.

    >>> matches("lab.mixture", "lab.*"), matches("lab.mixture", "lab"), matches("a.b", "b")
    (True, True, False)
    """
    return name == pattern or fnmatchcase(name, pattern) or name.startswith(f"{pattern}.")


def preview_restore(
    repository: Repository,
    snapshot: Snapshot,
    destination: Destination,
    options: RestoreOptions | None = None,
) -> RestorePreview:
    """The dry run: what would happen, and what stands in the way."""
    order = _order(repository, snapshot, options or RestoreOptions())
    rows = [item for item in order.items if item.kind is ItemKind.ROWS]
    return RestorePreview(
        examination=destination.examine(order, repository.read),
        items=tuple(order.items),
        rows=sum(item.rows or 0 for item in rows),
        size=sum(item.size for item in order.items),
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
    progress.phase("reading the snapshot")
    order = _order(repository, snapshot, options or RestoreOptions())
    rows = [item for item in order.items if item.kind is ItemKind.ROWS]
    with destination.open(order, repository.read, progress) as loading:
        progress.phase("making definitions")
        loading.define()
        comparison = Comparison(repository.read, loading.read_back, progress.cancel)
        progress.phase("loading rows", items=len(rows), bytes=sum(item.size for item in rows))
        Filling(repository.read, loading, comparison, progress).fill(rows)
        progress.phase("building indexes and constraints")
        loading.complete()
        comparison.finish(item for item in order.items if item.kind is ItemKind.DIGEST)
        progress.cancel.check()
        place = "" if comparison.problems else loading.publish()
        remarks = loading.late_remarks()
    return RestoreResult(
        grade=_grade(comparison.problems, remarks),
        place=place,
        items=len(order.items),
        rows=sum(item.rows or 0 for item in rows),
        bytes_read=sum(item.size for item in rows),
        seconds=time.monotonic() - since,
        problems=tuple(comparison.problems),
        remarks=remarks,
        kept=loading.kept,
    )


def _order(repository: Repository, snapshot: Snapshot, options: RestoreOptions) -> Order:
    return Order(
        snapshot=snapshot,
        items=choose(list(repository.items(snapshot)), options.only),
        whole=not options.only,
        way=options.way,
        interrupted=options.interrupted,
        create_roles=options.create_roles,
        disconnect=options.disconnect,
    )


def _grade(problems: Sequence[Problem], remarks: Sequence[Remark]) -> Grade:
    if problems:
        return Grade.FAILED
    return Grade.WARNING if remarks else Grade.OK
