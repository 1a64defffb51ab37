"""The contents of a restore: loaded, read back and compared, and built upon, many at once.

What has the longest way before it goes first, all that waits for it counted: the biggest table is
loaded from the start, and as soon as its rows are there it is compared while its indexes are built,
whatever else is loading; and a table that another one's key waits for is not left for the end.
Where nothing is built upon them, as with files, each is compared while it is at hand.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial

from desktop_app.engine.crew import Agenda, work_through
from desktop_app.engine.errors import ItemFailed, ServerRefused
from desktop_app.engine.model import Item, Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.restoring.equality import Comparison
from desktop_app.engine.restoring.read_ahead import read_ahead
from desktop_app.engine.sources.base import Build, Fetch, Loading

# A row costs a server about as much as so many bytes of its text.
BYTES_A_ROW = 100

# What is smaller comes in a piece or two.
AT_ONCE = 1 << 20  # bytes

# Reading rows back takes about half as long as loading them.
COMPARE = 0.5


class Filling:
    """Fills a place that is defined. Used once. ``left_out``: what the place cannot hold."""

    def __init__(
        self, fetch: Fetch, loading: Loading, comparison: Comparison, progress: Progress
    ) -> None:
        self._fetch, self._loading = fetch, loading
        self._comparison, self._progress = comparison, progress
        self._agenda = Agenda()
        self._put_off: dict[str, ServerRefused] = {}
        self._lock = threading.Lock()
        self.left_out: list[Remark] = []

    def fill(self, contents: Sequence[Item]) -> None:
        """Load and compare all that an earlier run did not, and build what becomes possible."""
        if self._loading.in_turn:
            work_through(contents, self._take, self._loading.loaders, self._progress.cancel)
        else:
            self._fill_by_urgency(contents)

    def _take(self, item: Item) -> None:
        self._progress.cancel.check()
        self._progress.item(item.name)
        earlier = item.name in self._loading.loaded
        if earlier and self._comparison.is_equal(item):
            self._progress.advance(bytes=item.size, rows=item.rows or 0)
        else:
            self._load_at_hand(item)
        self._progress.advance(items=1)

    def _load_at_hand(self, item: Item) -> None:
        told = _Told(self._fetch(item), item, self._progress)
        try:
            self._loading.load(item, told)
        except ItemFailed as fault:
            with self._lock:
                self.left_out.append(Remark(fault.item, f"left out: {fault.reason}"))
            return
        finally:
            told.rest()
        if self._comparison.compare(item):
            self._loading.mark_loaded(item)

    def _fill_by_urgency(self, rows: Sequence[Item]) -> None:
        # Items with an order depend on one another; they come first, one by one.
        for item in sorted((r for r in rows if "order" in r.detail), key=_place_in_order):
            self._load_and_compare(item)
        for item in sorted((r for r in rows if "order" not in r.detail), key=lambda r: -r.size):
            waiting = max(self._loading.later(item).loaded, self._urgency_of_comparison(item))
            self._agenda.add(_cost(item) + waiting, partial(self._load_or_put_off, item))
        self._work_off()
        # A table's checks may ask other tables, which were not filled yet. So what was refused
        # gets another turn, one by one in the plan's order, for as long as that helps.
        while self._put_off:
            refused = dict(self._put_off)
            self._put_off.clear()
            for item in (row for row in rows if row.name in refused):
                self._load_or_put_off(item)
                self._work_off()
            if len(self._put_off) == len(refused):
                raise next(iter(self._put_off.values()))

    def _work_off(self) -> None:
        self._agenda.work_off(self._loading.loaders, self._progress.cancel)

    def _load_and_compare(self, item: Item) -> None:
        self._progress.cancel.check()
        if self._load(item):
            self._compare(item)

    def _load_or_put_off(self, item: Item) -> None:
        try:
            waits = self._load(item)
        except ServerRefused as fault:
            self._put_off[item.name] = fault
            return
        if waits:
            self._agenda.add(self._urgency_of_comparison(item), partial(self._compare, item))
        self._add_builds()

    def _urgency_of_comparison(self, item: Item) -> float:
        return COMPARE * _cost(item) + self._loading.later(item).compared

    def _load(self, item: Item) -> bool:
        """Whether there is something to compare now."""
        self._progress.item(item.name)
        if item.name in self._loading.loaded:
            self._progress.advance(bytes=item.size, rows=item.rows or 0, items=1)
            return False
        pieces = self._fetch(item)
        if item.size < AT_ONCE:
            self._loading.load(item, _Told(pieces, item, self._progress))
            return True
        with closing(read_ahead(pieces)) as ready:
            self._loading.load(item, _Told(ready, item, self._progress))
        return True

    def _compare(self, item: Item) -> None:
        if self._comparison.compare(item):
            self._loading.mark_loaded(item)
        self._progress.advance(items=1)
        self._add_builds()

    def _add_builds(self) -> None:
        for build in self._loading.next_builds():
            self._agenda.add(build.cost, partial(self._build, build))

    def _build(self, build: Build) -> None:
        self._progress.item(build.name)
        self._loading.build(build)
        self._add_builds()


def _cost(item: Item) -> int:
    return item.size + BYTES_A_ROW * (item.rows or 0)


def _place_in_order(item: Item) -> int:
    return int(item.detail["order"])


class _Told:
    """The same pieces, counted as they go by."""

    def __init__(self, pieces: Iterable[bytes], item: Item, progress: Progress) -> None:
        self._pieces, self._progress = pieces, progress
        self._size, self._rows = item.size, item.rows or 0
        self._seen = self._told = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._progress.cancel.check()
            yield piece
            self._tell(len(piece))

    def _tell(self, size: int) -> None:
        self._seen += size
        rows = self._rows * self._seen // self._size - self._told if self._size else 0
        self._told += rows
        self._progress.advance(bytes=size, rows=rows)

    def rest(self) -> None:
        """Count what was not asked for, because it was not needed."""
        if self._seen < self._size:
            self._tell(self._size - self._seen)
