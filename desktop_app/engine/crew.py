"""Several threads working through what there is to do, stopping together at the first fault."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count, islice
from typing import TypeVar

from desktop_app.engine.errors import Cancelled
from desktop_app.engine.progress import Cancel

T = TypeVar("T")


def work_through(
    things: Iterable[T], work: Callable[[T], None], threads: int, cancel: Cancel
) -> None:
    """Call ``work`` for each thing, in order of the list, on up to ``threads`` threads. A thing is
    taken from ``things`` when its turn comes, by one thread at a time.

    After the first fault no thread takes another thing; when all have come to rest the fault is
    raised. A stop asked for through ``cancel`` is always told as :class:`Cancelled`, whatever
    error the closing of pipes and sockets made of it.
    """
    agenda, rest, turn = Agenda(), iter(things), threading.Lock()

    def go_on() -> None:
        with turn:
            taken = list(islice(rest, 1))
        for thing in taken:
            agenda.add(0, go_on)
            work(thing)

    for _ in range(threads):
        agenda.add(0, go_on)
    agenda.work_off(threads, cancel)


@dataclass
class Agenda:
    """Work to be done, the most urgent first. Work that is done may bring more: any thread may
    add. Of equal urgency, what was added first comes first."""

    _waiting: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)
    _faults: list[BaseException] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _working: int = 0

    def add(self, urgency: float, work: Callable[[], None]) -> None:
        with self._changed:
            heapq.heappush(self._waiting, (-urgency, next(self._numbers), work))
            self._changed.notify()

    def work_off(self, threads: int, cancel: Cancel) -> None:
        """Return when nothing is left; faults and stops as in :func:`work_through`."""
        names = (f"crew {number}" for number in range(threads))
        crew = [threading.Thread(target=self._take_on, args=[cancel], name=name) for name in names]
        for member in crew:
            member.start()
        for member in crew:
            member.join()
        if cancel.cancelled:
            raise Cancelled()
        if self._faults:
            raise self._faults[0]

    def _take_on(self, cancel: Cancel) -> None:
        while work := self._take(cancel):
            fault = None
            try:
                work()
            except BaseException as raised:  # noqa: BLE001 (raised again by the calling thread)
                fault = raised
            with self._changed:
                self._working -= 1
                self._faults += [fault] if fault else []
                self._changed.notify_all()

    def _take(self, cancel: Cancel) -> Callable[[], None] | None:
        """The next work, once there is some; None when there will be none."""
        with self._changed:
            # Those at work may add to it, so whoever finds nothing waits for them.
            self._changed.wait_for(lambda: self._waiting or self._faults or not self._working)
            if self._faults or cancel.cancelled or not self._waiting:
                return None
            self._working += 1
            return heapq.heappop(self._waiting)[2]
