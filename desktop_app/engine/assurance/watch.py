"""Gathers from a repository what the tripwires look at, while a backup is about to end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from desktop_app.engine.assurance.tripwires import HISTORY, Content, Figures, Thresholds, tripped
from desktop_app.engine.errors import Damaged, ObjectAbsent
from desktop_app.engine.model import Item, ItemKind, Remark, Snapshot
from desktop_app.engine.repository.repository import Repository

Key = tuple[ItemKind, str]
MOST_CHUNKS = 1000
CONTENT = (ItemKind.ROWS, ItemKind.FILE, ItemKind.LARGE_OBJECTS)


@dataclass
class Watch:
    """To be given to one backup; ``found`` is what tripped in it. ``ring`` is called with it before
    the snapshot is made, so that none that tripped ever stands there without a word."""

    repository: Repository
    limits: Thresholds
    ring: Callable[[Sequence[Remark]], None] | None = None
    found: tuple[Remark, ...] = ()

    def __call__(self, earlier: Sequence[Snapshot], items: Sequence[Item]) -> Sequence[Remark]:
        history: list[Figures] = []
        last: Mapping[Key, Item] = {}
        for snapshot in sorted(earlier, key=lambda s: s.place)[-HISTORY:]:
            # A snapshot that cannot be read is told of by verification, and must not keep a new
            # one from being made.
            with suppress(Damaged, ObjectAbsent):
                last = {(item.kind, item.name): item for item in self.repository.items(snapshot)}
                history.append(figures(last.values(), snapshot.stored))
        changed = [content for item in items if (content := self._content(item, last))]
        self.found = tripped(figures(items), history, changed, self.limits)
        if self.found and self.ring:
            self.ring(self.found)
        return self.found

    def _content(self, item: Item, last: Mapping[Key, Item]) -> Content | None:
        """What changed in an item since the last snapshot; None where nothing is new."""
        if item.kind not in CONTENT or not item.fresh:
            return None
        before = packed = 0
        earlier = last.get((item.kind, item.name))
        # A thousand chunks tell how well a content compresses, however long it is.
        for chunk in islice(earlier.chunk_ids(), MOST_CHUNKS) if earlier else ():
            for place in self.repository.index.places(chunk)[:1]:
                before, packed = before + place.entry.plain, packed + place.entry.stored
        return Content(item.name, item.fresh, item.packed, before, packed)


def figures(items: Iterable[Item], stored: int = 0) -> Figures:
    """What the items of one snapshot amount to."""
    rows: dict[str, int] = {}
    files: set[str] = set()
    size = 0
    for item in items:
        if item.kind is ItemKind.ROWS and item.rows is not None:
            rows[item.name] = item.rows
        elif item.kind is ItemKind.FILE:
            files.add(item.name)
        if item.kind in CONTENT:
            size += item.size
    return Figures(rows, frozenset(files), size, stored)
