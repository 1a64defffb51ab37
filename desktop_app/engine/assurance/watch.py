"""Gathers from a repository what the tripwires look at, while a backup is about to end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice

from desktop_app.engine.assurance.tripwires import HISTORY, Content, Figures, Thresholds, tripped
from desktop_app.engine.backup import Items
from desktop_app.engine.errors import Damaged, ObjectAbsent
from desktop_app.engine.gathering.gathered import Changes
from desktop_app.engine.model import Item, ItemKind, Remark, Snapshot
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.roll import ItemRoll

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

    def __call__(
        self, earlier: Sequence[Snapshot], items: Items, changes: Changes | None = None, /
    ) -> Sequence[Remark]:
        latest = sorted(earlier, key=lambda s: s.place)[-HISTORY:]
        if isinstance(items, ItemRoll) and changes is not None:
            self.found = self._over_tree(latest, items, changes)
        else:
            self.found = self._over_all(latest, items)
        if self.found and self.ring:
            self.ring(self.found)
        return self.found

    def _over_all(self, latest: Sequence[Snapshot], items: Iterable[Item]) -> tuple[Remark, ...]:
        history: list[Figures] = []
        last: Mapping[Key, Item] = {}
        for snapshot in latest:
            # A snapshot that cannot be read is told of by verification, and must not keep a new
            # one from being made.
            with suppress(Damaged, ObjectAbsent):
                last = {(item.kind, item.name): item for item in self.repository.items(snapshot)}
                history.append(figures(last.values(), snapshot.stored))
        changed = [content for item in items if (content := self._content(item, last))]
        return tripped(figures(items), history, changed, self.limits)

    def _over_tree(
        self, latest: Sequence[Snapshot], items: ItemRoll, changes: Changes
    ) -> tuple[Remark, ...]:
        """Of perhaps millions of files. Their names are gone through only when so many are gone
        since the last snapshot that a wire may trip: what is not gone since then, is not lost."""
        names = changes.gone >= max(1, self.limits.least_files)
        now = figures(items) if names else Figures(size=items.size)
        history = []
        for snapshot in latest:
            with suppress(Damaged, ObjectAbsent):
                there = figures(self.repository.items(snapshot)) if names else Figures()
                history.append(replace(there, stored=snapshot.stored))
        return tripped(now, history, list(_contents(items, changes)), self.limits)

    def _content(self, item: Item, last: Mapping[Key, Item]) -> Content | None:
        """What changed in an item since the last snapshot; None where nothing is new."""
        if item.kind not in CONTENT or not item.fresh:
            return None
        before = packed = 0
        earlier = last.get((item.kind, item.name))
        if earlier and (earlier.hash, earlier.size) == (item.hash, item.size):
            return None  # stored again, for what was stored is lost
        # A thousand chunks tell how well a content compresses, however long it is.
        for chunk in islice(earlier.chunk_ids(), MOST_CHUNKS) if earlier else ():
            for place in self.repository.index.places(chunk)[:1]:
                before, packed = before + place.entry.plain, packed + place.entry.stored
        return Content(item.name, item.fresh, item.packed, before, packed)


def _contents(items: ItemRoll, changes: Changes) -> Iterator[Content]:
    """What changed of the items, and as one of them what is new."""
    fresh = packed = 0
    for number, plain, stored in items.fresh():
        if before := changes.before.get(number):
            yield Content(before.name, plain, stored, before.plain, before.packed)
        else:
            fresh, packed = fresh + plain, packed + stored
    if fresh:
        yield Content("", fresh, packed, 0, 0)


def figures(items: Iterable[Item], stored: int = 0) -> Figures:
    """What the items of one snapshot amount to."""
    rows: dict[str, int] = {}
    files: set[str] = set()
    size = 0
    for item in items:
        if item.kind in (ItemKind.ROWS, ItemKind.TABLE) and item.rows is not None:
            rows[item.name] = item.rows
        elif item.kind is ItemKind.FILE:
            files.add(item.name)
        if item.kind in CONTENT:
            size += item.size
    return Figures(rows, frozenset(files), size, stored)
