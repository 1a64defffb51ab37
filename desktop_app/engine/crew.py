"""Several threads working through a list, stopping together at the first fault."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TypeVar

from desktop_app.engine.errors import Cancelled
from desktop_app.engine.progress import Cancel

T = TypeVar("T")


def work_through(
    things: Iterable[T], work: Callable[[T], None], threads: int, cancel: Cancel
) -> None:
    """Call ``work`` for each thing, in order of the list, on up to ``threads`` threads.

    After the first fault no thread takes another thing; when all have come to rest the fault is
    raised. A stop asked for through ``cancel`` is always told as :class:`Cancelled`, whatever
    error the closing of pipes and sockets made of it.
    """
    left = iter(things)
    lock = threading.Lock()
    faults: list[BaseException] = []

    def take_on() -> None:
        while True:
            with lock:
                if faults or cancel.cancelled:
                    return
                try:
                    thing = next(left)
                except StopIteration:
                    return
            try:
                work(thing)
            except BaseException as fault:  # noqa: BLE001 (raised again by the calling thread)
                with lock:
                    faults.append(fault)

    crew = [threading.Thread(target=take_on, name=f"crew {n}") for n in range(threads)]
    for member in crew:
        member.start()
    for member in crew:
        member.join()
    if cancel.cancelled:
        raise Cancelled()
    if faults:
        raise faults[0]
