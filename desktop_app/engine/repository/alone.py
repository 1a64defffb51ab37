"""Work that one program at a time may do, with leases alone: no storage knows locks.

No two leases of one purpose are heeded at once: whoever sees another one lets go of its own and
tries again.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from time import monotonic

from desktop_app.engine.errors import Leased, ObjectAbsent
from desktop_app.engine.repository.lease import Lease, LeaseState, leases
from desktop_app.engine.repository.storage.base import Storage

PATIENCE = 30.0  # seconds
PAUSES = (0.02, 0.2)  # seconds; by chance, so that two who met do not meet again
_held: set[str] = set()  # the names of this process's leases, whatever thread holds them


@contextmanager
def alone(storage: Storage, master: bytes, purpose: str, doing: str) -> Iterator[None]:
    """While the block runs nobody else is in one for this purpose. ``doing`` says in words what
    is done. Raises :class:`Leased` when others keep being at it."""
    other: LeaseState | None = None
    for _ in tries():
        with _lease(storage, master, purpose) as mine:
            # The lease is written before others are looked for: of two, one sees the other.
            other = next(iter(_others(storage, master, purpose, mine)), None)
            if other is None:
                yield
                return
    assert other is not None
    raise Leased(other.owner, doing)


def is_anybody_at_it(storage: Storage, master: bytes, purpose: str) -> bool:
    """Whether somebody is in a block for this purpose, or about to be."""
    return any(e.purpose == purpose and _alive(e) for e in leases(storage, master))


def tries() -> Iterator[None]:
    """At least one, then more after pauses, until patience ends."""
    end = monotonic() + PATIENCE
    pause = threading.Event()
    yield
    while monotonic() < end:
        pause.wait(random.uniform(*PAUSES))  # noqa: S311 (no secret)
        yield


@contextmanager
def _lease(storage: Storage, master: bytes, purpose: str) -> Iterator[str]:
    """The name of a lease that is held while the block runs."""
    lease = Lease(storage, master, purpose)
    _held.add(lease.state.name)
    try:
        with lease:
            yield lease.state.name
    finally:
        _held.discard(lease.state.name)


def _others(storage: Storage, master: bytes, purpose: str, mine: str) -> list[LeaseState]:
    """The leases of others who may be at it; what dead ones left is removed."""
    found = [e for e in leases(storage, master) if e.purpose == purpose and e.name != mine]
    living = [lease for lease in found if _alive(lease)]
    for lease in found:
        if lease not in living:
            with suppress(ObjectAbsent):
                storage.delete(lease.name)
    return living


def _alive(lease: LeaseState) -> bool:
    # A storage that failed may have kept a lease that this process let go of.
    return lease.name in _held if lease.is_ours else lease.alive(datetime.now(UTC))
