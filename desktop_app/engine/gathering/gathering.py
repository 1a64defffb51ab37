"""The middle of a backup of perhaps millions of items: what is as it was is taken over, the rest
is read.

First the items of the source and of the last snapshot, both in one order, are gone through side
by side; nothing is read then, and what is to be read is known in bytes. Then several threads read
that, a batch of neighbours each. Memory: two packed lists, of about 150 bytes an item in the
snapshot and 50 an item to be read (see :mod:`~desktop_app.engine.repository.roll`); and for the
tripwires about 200 bytes for each item that changed since.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

import zstandard

from desktop_app.engine.crew import work_through
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, ObjectAbsent
from desktop_app.engine.gathering.batch_reading import BatchReading
from desktop_app.engine.gathering.gathered import Before, Gathered
from desktop_app.engine.model import Item, ItemKind, ItemPlan, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository.manifest import decode_item
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.writer import SnapshotWriter
from desktop_app.engine.sources.base import StreamingSession

BATCH_ITEMS, BATCH_BYTES = 64, 4 << 20
ASKED_AT_ONCE = 512
MOST_CHUNKS = 1000
NEVER = datetime.max.replace(tzinfo=UTC)


class Gathering:
    """One backup's. ``earlier``: the target's last snapshot; None where there is none, or where
    everything is to be read again."""

    def __init__(
        self,
        session: StreamingSession,
        repository: Repository,
        writer: SnapshotWriter,
        progress: Progress,
        earlier: Snapshot | None,
        reread: bool = False,
    ) -> None:
        self._session, self._repository, self._writer = session, repository, writer
        self._progress, self._earlier, self._reread = progress, earlier, reread
        self._batches: list[bytes] = []
        self._batch: list[tuple[int, ItemPlan]] = []
        self._room = BATCH_BYTES
        self._links: list[tuple[int, ItemPlan]] = []
        self._first: dict[str, int] = {}
        self._to_read = 0
        self.found = Gathered()

    def compare(self) -> None:
        """Go through what is there, and tell what must be read in ``found``; reads nothing."""
        self._progress.phase("looking for changes")
        pairs = self._pairs()
        while some := list(islice(pairs, ASKED_AT_ONCE)):
            self._progress.cancel.check()
            self._settle(some)
        self._close_batch()

    def _pairs(self) -> Iterator[_Pair]:
        """Each item of the source with the one at its place in the last snapshot."""
        session, began = self._session, self._earlier.started if self._earlier else NEVER
        past = _Past(self._earlier_items(), session.place)
        for plan in session.stream():
            old = past.at(session.place(plan.name, plan.kind))
            same = bool(old and not self._reread and session.unchanged(plan, old.item, began))
            yield _Pair(plan, old, same)
        self.found.changes.gone = past.finish()

    def _earlier_items(self) -> Iterator[_Old]:
        """Of the last snapshot, as far as they can be read: damage is for verification to tell,
        and must not keep a new snapshot from being made."""
        if self._earlier is not None:
            with suppress(Damaged, ObjectAbsent):
                for record in self._repository.records(self._earlier):
                    yield _Old(decode_item(record, self._earlier.id), record)

    def _settle(self, pairs: Sequence[_Pair]) -> None:
        """Take over what is unchanged and still in the repository; note the rest to be read."""
        lost = self._writer.not_kept([p.old.item for p in pairs if p.old and p.same])
        at = -1
        for pair in pairs:
            plan, old = pair.plan, pair.old
            number = self.found.items.number()
            if "hard_link" in plan.detail and not plan.same_as:
                self._first[plan.name] = number
            at += pair.same
            if old is not None and pair.same and at not in lost:
                self.found.items.put(number, old.item, old.record)
                self.found.taken_over += 1
                self.found.kept += old.item.size
            else:
                self._note(number, plan, old.item if old else None)

    def _note(self, number: int, plan: ItemPlan, old: Item | None) -> None:
        if plan.same_as:
            self._links.append((number, plan))
            return
        known = old.size if old is not None and old.kind is plan.kind else 0
        self.found.expected += plan.expected_bytes
        self.found.new += max(0, plan.expected_bytes - known)
        if old is not None and old.kind is ItemKind.FILE:
            self.found.changes.before[number] = self._before(old)
        self._add(number, plan)

    def _before(self, old: Item) -> Before:
        plain = packed = 0
        # A thousand chunks tell how well a content compresses, however long it is.
        for chunk in islice(old.chunk_ids(), MOST_CHUNKS):
            for place in self._repository.index.places(chunk)[:1]:
                plain, packed = plain + place.entry.plain, packed + place.entry.stored
        return Before(old.name, plain, packed)

    def _add(self, number: int, plan: ItemPlan) -> None:
        self._to_read += 1
        self._batch.append((number, plan))
        self._room -= plan.expected_bytes
        if len(self._batch) >= BATCH_ITEMS or self._room <= 0:
            self._close_batch()

    def _close_batch(self) -> None:
        if self._batch:
            self._batches.append(_packed(self._batch))
        self._batch, self._room = [], BATCH_BYTES

    def read(self) -> Gathered:
        """Read what was noted, several batches at once."""
        progress = self._progress
        count = self._to_read + len(self._links)
        progress.phase("backing up", items=count, bytes=self.found.expected)
        reading = BatchReading(self._session, self._writer, progress, self.found)

        def read_batch(batch: bytes) -> None:
            reading.read(_unpacked(batch))

        work_through(self._batches, read_batch, self._session.readers, progress.cancel)
        for number, plan in self._links:
            self._link(reading, number, plan)
        return self.found

    def _link(self, reading: BatchReading, number: int, plan: ItemPlan) -> None:
        """One more name of a file that was read. Where that failed this name is tried."""
        first = self._first.get(plan.same_as)
        item = None if first is None else self.found.items.item(first)
        if item is None:
            reading.read([(number, plan)])
        else:
            self.found.put_read(number, replace(item, name=plan.name))
            self._progress.advance(items=1)


@dataclass(frozen=True, slots=True)
class _Old:
    """An item of the last snapshot, and its record there."""

    item: Item
    record: bytes


@dataclass(frozen=True, slots=True)
class _Pair:
    """An item of the source, the one at its place in the last snapshot, and whether it is as that
    says."""

    plan: ItemPlan
    old: _Old | None
    same: bool


class _Past:
    """The items of the last snapshot, to be asked for by their places, in order."""

    def __init__(self, items: Iterator[_Old], place: Callable[[str, ItemKind], bytes]) -> None:
        self._items, self._place = items, place
        self._gone = 0
        self._next()

    def _next(self) -> None:
        self._old = next(self._items, None)
        if self._old is not None:
            self._at = self._place(self._old.item.name, self._old.item.kind)

    def at(self, place: bytes) -> _Old | None:
        """What stands there."""
        while self._old is not None and self._at < place:
            self._gone += self._old.item.kind is ItemKind.FILE
            self._next()
        found = self._old
        if found is None or self._at != place:
            return None
        self._next()
        return found

    def finish(self) -> int:
        """How many files nobody asked for."""
        while self._old is not None:
            self._gone += self._old.item.kind is ItemKind.FILE
            self._next()
        return self._gone


def _packed(batch: Sequence[tuple[int, ItemPlan]]) -> bytes:
    rows = [(n, p.name, p.kind.value, p.expected_bytes, dict(p.detail)) for n, p in batch]
    return zstandard.compress(marshal.dumps(rows), 1)


def _unpacked(batch: bytes) -> Iterator[tuple[int, ItemPlan]]:
    for number, name, kind, size, detail in marshal.loads(zstandard.decompress(batch)):  # noqa: S302
        yield number, ItemPlan(name, ItemKind(kind), size, detail)
