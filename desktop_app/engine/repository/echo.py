"""Reading back what was just stored: nothing counts as stored that did not come back equal.

Any thread.
"""

from __future__ import annotations

from blake3 import blake3

from desktop_app.engine.errors import Damaged, Missing, ObjectAbsent
from desktop_app.engine.repository.storage.base import Buffer, Storage

CHANGED = "came back from the storage changed"


def store_small(storage: Storage, name: str, data: Buffer, *, replace: bool = False) -> None:
    """Store a small object and compare it with what the storage then holds.

    Raises :class:`Damaged` where it differs, besides what the storage raises.
    """
    storage.store(name, [data], replace=replace)
    try:
        back = storage.load(name)
    except ObjectAbsent:
        raise Missing(name, "is gone as soon as it was stored") from None
    if back != data:
        raise Damaged(name, CHANGED)


def is_whole(storage: Storage, name: str, size: int, digest: str) -> bool:
    """Whether an object of ``size`` bytes is there and has this BLAKE3; read piece by piece."""
    whole = blake3()
    try:
        for piece in storage.read_back(name):
            whole.update(piece)
            size -= len(piece)
    except (ObjectAbsent, Damaged):
        return False
    return size == 0 and whole.hexdigest() == digest
