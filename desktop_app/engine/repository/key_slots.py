"""Changing the key slots of a repository's header, one program at a time.

The header is one object that is replaced. Of two programs that read it, add a slot each, and
write it back, the later would lose the slot of the earlier. So a change holds a lease of the
purpose ``keys``, and begins with the header as it is then.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.engine.errors import Damaged
from desktop_app.engine.repository import audit, keys
from desktop_app.engine.repository.alone import alone, is_anybody_at_it, tries
from desktop_app.engine.repository.echo import CHANGED
from desktop_app.engine.repository.keys import HEADER_NAME, Header, Slot
from desktop_app.engine.repository.storage.base import Storage

PURPOSE = "keys"
EVENT = "keys changed"
KEY_EVENTS = (EVENT, "repository created")


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
    with alone(storage, master, PURPOSE, "changing keys"):
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
    for _ in tries():
        header = load_header(storage, master)
        entries, _problems = audit.read_chain(storage, master)
        noted = [
            e.detail["slots"] for e in entries if "slots" in e.detail and e.event in KEY_EVENTS
        ]
        if not noted or noted[-1] == told_slots(header):
            return None
        if not is_anybody_at_it(storage, master, PURPOSE):  # else they are about to note it
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
