"""Verification of level ``source``: snapshots compared with what is live now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop_app.engine.contents.item_list import ItemList
from desktop_app.engine.errors import Damaged
from desktop_app.engine.kinds.kind import Place
from desktop_app.engine.kinds.registry import kind_of
from desktop_app.engine.model import Grade, Item, Level, Problem, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.verify import VerifyResult


def verify_source(
    repository: Repository,
    snapshots: Sequence[Snapshot],
    place_of: Callable[[str], Place],
    progress: Progress,
) -> VerifyResult:
    """Tell what the sources have otherwise than the snapshots. ``place_of`` says where a target
    is. Raises what reaching a source does."""
    problems: list[Problem] = []
    count = 0
    for snapshot in snapshots:
        items: Sequence[Item] = ()
        where = f"snapshot {snapshot.id[:12]}"
        try:
            items = ItemList(repository.items(snapshot))
            place, kind = place_of(snapshot.target), kind_of(snapshot.target_kind)
            found = kind.differences(place, snapshot, items, repository.read, progress)
            # A source that went on is no damage of the repository.
            found = [replace(problem, inherited=True) for problem in found]
        except Damaged as damage:
            found = [Problem("", f"cannot be read: {damage.name} {damage.how}")]
        count += len(items)
        problems += [replace(p, item=f"{where} · {p.item}".rstrip(" ·")) for p in found]
    return VerifyResult(
        grade=Grade.FAILED if problems else Grade.OK,
        level=Level.SOURCE,
        items_checked=count,
        problems=tuple(problems),
        packs_checked=(),
        packs_total=0,
    )
