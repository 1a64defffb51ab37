"""Prune's marks: sealed lists of packs that nothing needs and that will be deleted later.

Between marking and deleting lies a grace period. Writers that begin after the mark do not count
on marked packs; prune waits for those that began before. A mark that goes missing is harmless:
the packs are found to be unneeded again.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, ObjectAbsent
from desktop_app.engine.repository.seal import Type, object_id, open_object, seal_object
from desktop_app.engine.repository.storage.base import Storage

PREFIX = "marks/"


@dataclass(frozen=True, slots=True)
class Mark:
    """Packs (by id) that were found unneeded ``at`` a moment."""

    name: str
    at: datetime
    packs: frozenset[str]


def store_mark(storage: Storage, master: bytes, packs: frozenset[str]) -> int:
    """Write a mark; returns its size in bytes."""
    body = {"at": datetime.now(UTC).isoformat(), "packs": sorted(packs)}
    name, sealed = seal_object(master, Type.MARK, json.dumps(body).encode())
    storage.store(PREFIX + name, [sealed])
    return len(sealed)


def load_mark(storage: Storage, master: bytes, name: str) -> Mark:
    """Load and check one mark."""
    data = storage.load(name)
    if object_id(data) != name.removeprefix(PREFIX):
        raise Damaged(name, "its content does not match its name")
    try:
        body = json.loads(open_object(master, Type.MARK, data, name))
        return Mark(name, datetime.fromisoformat(body["at"]), frozenset(body["packs"]))
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(name, f"has a field of a wrong kind: {error}") from None


def load_marks(storage: Storage, master: bytes) -> list[Mark]:
    """All marks, by name; one that another program removes meanwhile is left out.

    So is a damaged one: it is as harmless as a missing one, and must not stop a backup.
    """
    marks = []
    for info in list(storage.list(PREFIX)):
        try:
            marks.append(load_mark(storage, master, info.name))
        except (ObjectAbsent, Damaged):
            continue
    return marks


def marked_packs(storage: Storage, master: bytes) -> frozenset[str]:
    """The ids of all marked packs."""
    return frozenset().union(*(mark.packs for mark in load_marks(storage, master)))
