"""Changing the key slots of a repository's header, one program at a time.

The header is one object that is replaced. Of two programs that read it, add a slot each, and
write it back, the later would lose the slot of the earlier. So a change holds a lease of the
purpose ``keys``, and begins with the header as it is then. No two such leases are heeded at
once: whoever sees another one lets go of its own and tries again.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from time import monotonic

from desktop_app.engine.errors import Damaged, Leased, ObjectAbsent
from desktop_app.engine.repository import audit, keys
from desktop_app.engine.repository.echo import CHANGED
from desktop_app.engine.repository.keys import HEADER_NAME, Header, Slot
from desktop_app.engine.repository.lease import Lease, LeaseState, leases
from desktop_app.engine.repository.storage.base import Storage

PURPOSE = "keys"
EVENT = "keys changed"
KEY_EVENTS = (EVENT, "repository created")
PATIENCE = 30.0  # seconds
_held: set[str] = set()  # the names of this process's leases, whatever thread holds them
PAUSES = (0.02, 0.2)  # seconds; by chance, so that two who met do not meet again


def load_header(storage: Storage, master: bytes) -> Header:
    """The header as it is now, checked with the key in hand."""
    data = storage.load(HEADER_NAME, 0, keys.MAX_HEADER)
    header = keys.decode_header(data, storage.url)
    keys.check_mac(data, master)
    return header


def change_slots(storage: Storage, master: bytes, change: Callable[[Header], Header]) -> Header:
    """Replace the header by what ``change`` makes of it, and note it in the audit chain.

    What ``change`` raises goes through, and nothing was changed then. Raises :class:`Leased`
    when another program keeps changing keys, :class:`Damaged` when the new header comes back
    different: then the old one is put back.
    """
    with _alone(storage, master):
        before = load_header(storage, master)
        after = change(before)
        if after == before:
            return before
        _replace(storage, keys.encode_header(before, master), keys.encode_header(after, master))
        audit.append(storage, master, EVENT, after.id, _difference(before, after))
        return after


def told_slots(header: Header) -> str:
    """The slots as the audit chain notes them."""
    return ", ".join(_told(slot) for slot in header.slots)


def unnoted_change(storage: Storage, master: bytes) -> Damaged | None:
    """Whether the header has other slots than the audit chain noted last.

    So an older header that was put back is found, and with it a slot that was revoked. Chains of
    early programs do not tell what the slots were at first.
    """
    for _ in _tries():
        header = load_header(storage, master)
        entries, _problems = audit.read_chain(storage, master)
        noted = [
            e.detail["slots"] for e in entries if "slots" in e.detail and e.event in KEY_EVENTS
        ]
        if not noted or noted[-1] == told_slots(header):
            return None
        if not any(
            e.purpose == PURPOSE and _alive(e) for e in leases(storage, master)
        ):  # else somebody is about to note it
            break
    return Damaged(HEADER_NAME, "its key slots are not those that the audit chain noted last")


def _replace(storage: Storage, before: bytes, after: bytes) -> None:
    storage.store(HEADER_NAME, [after], replace=True)
    if storage.load(HEADER_NAME) != after:
        storage.store(HEADER_NAME, [before], replace=True)
        raise Damaged(HEADER_NAME, CHANGED)


def _difference(before: Header, after: Header) -> dict[str, str]:
    added = [_told(slot) for slot in after.slots if slot not in before.slots]
    revoked = [_told(slot) for slot in before.slots if slot not in after.slots]
    detail = {"added": ", ".join(added), "revoked": ", ".join(revoked)}
    return {what: told for what, told in detail.items() if told} | {"slots": told_slots(after)}


def _told(slot: Slot) -> str:
    return f"{slot.kind} {slot.id}"


@contextmanager
def _alone(storage: Storage, master: bytes) -> Iterator[None]:
    other: LeaseState | None = None
    for _ in _tries():
        with _lease(storage, master) as mine:
            # The lease is written before others are looked for: of two, one sees the other.
            other = next(iter(_others(storage, master, mine)), None)
            if other is None:
                yield
                return
    assert other is not None
    raise Leased(other.owner, "changing keys")


@contextmanager
def _lease(storage: Storage, master: bytes) -> Iterator[str]:
    """The name of a lease that is held while the block runs."""
    lease = Lease(storage, master, PURPOSE)
    _held.add(lease.state.name)
    try:
        with lease:
            yield lease.state.name
    finally:
        _held.discard(lease.state.name)


def _others(storage: Storage, master: bytes, mine: str) -> list[LeaseState]:
    """The leases of others who may be changing keys; what dead ones left is removed."""
    found = [e for e in leases(storage, master) if e.purpose == PURPOSE and e.name != mine]
    living = [lease for lease in found if _alive(lease)]
    for lease in found:
        if lease not in living:
            with suppress(ObjectAbsent):
                storage.delete(lease.name)
    return living


def _alive(lease: LeaseState) -> bool:
    # A storage that failed may have kept a lease that this process let go of.
    return lease.name in _held if lease.is_ours else lease.alive(datetime.now(UTC))


def _tries() -> Iterator[None]:
    """At least one, then more after pauses, until patience ends."""
    end = monotonic() + PATIENCE
    pause = threading.Event()
    yield
    while monotonic() < end:
        pause.wait(random.uniform(*PAUSES))  # noqa: S311 (no secret)
        yield
