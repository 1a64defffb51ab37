"""Reading batches of a tree's items into a snapshot that is being made.

Most files are small, and then Python's own work is what a backup waits for. So those of a batch
are read one after the other and stored together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop_app.engine.computer.memory import RoomOfThread
from desktop_app.engine.errors import ItemChanged, ItemFailed
from desktop_app.engine.gathering.gathered import Gathered
from desktop_app.engine.model import Item, ItemPlan, Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository.chunker import MIN_SIZE, Cut
from desktop_app.engine.repository.writer import SnapshotWriter, Whole
from desktop_app.engine.sources.base import StreamingSession, TellingReader

TOGETHER = 4 << 20  # bytes that are kept in memory by each thread


class BatchReading:
    """Any thread may read batches; what comes of them goes into ``found``."""

    def __init__(
        self,
        session: StreamingSession,
        writer: SnapshotWriter,
        progress: Progress,
        found: Gathered,
    ) -> None:
        self._session, self._writer = session, writer
        self._progress, self._found = progress, found
        # One byte more than is taken together, to see that there is more.
        self._own = RoomOfThread(MIN_SIZE + 1)

    def read(self, batch: Iterable[tuple[int, ItemPlan]]) -> None:
        """Read these items, given with their numbers. Those that cannot be read are left out."""
        waiting: list[tuple[int, Whole]] = []
        held = 0
        for number, plan in batch:
            self._progress.cancel.check()
            self._progress.item(plan.name)
            try:
                whole = self._whole(plan) if plan.expected_bytes <= MIN_SIZE else None
                if whole is None:
                    self._put(number, self._long(plan))
                    continue
            except (ItemChanged, ItemFailed) as fault:
                self._found.leave_out(Remark(plan.name, fault.reason))
                self._found.items.leave_out(number)
                self._progress.advance(items=1)
                continue
            waiting.append((number, whole))
            held += len(whole.data)
            if held >= TOGETHER:
                self._store(waiting)
                waiting, held = [], 0
        self._store(waiting)

    def _whole(self, plan: ItemPlan) -> Whole | None:
        """An item's bytes, which are few; None where they have become more."""
        reader = self._session.read(plan)
        try:
            room = self._own.view
            filled = 0
            while filled < len(room) and (got := reader.readinto(room[filled:])):
                filled += got
            if filled > MIN_SIZE:
                return None
            data = bytes(room[:filled])
        finally:
            reader.close()
        return Whole(plan.name, plan.kind, _rows(reader), data, reader.detail)

    def _store(self, waiting: Sequence[tuple[int, Whole]]) -> None:
        if not waiting:
            return
        items = self._writer.store_small([whole for _, whole in waiting])
        self._progress.advance(bytes=sum(item.size for item in items))
        for (number, _), item in zip(waiting, items, strict=True):
            self._put(number, item)

    def _long(self, plan: ItemPlan) -> Item:
        reader = self._session.read(plan)
        try:
            item = self._writer.store_item(plan, reader.readinto, self._see)
        finally:
            reader.close()
        return replace(item, rows=_rows(reader), detail=reader.detail)

    def _see(self, cut: Cut) -> None:
        self._progress.cancel.check()
        self._progress.advance(bytes=len(cut.data))

    def _put(self, number: int, item: Item) -> None:
        self._found.put_read(number, item)
        self._progress.advance(items=1)


def _rows(reader: TellingReader) -> int | None:
    return reader.rows if reader.tells_rows else None
