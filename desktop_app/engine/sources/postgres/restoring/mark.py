"""What marks a database as LabVault's and unfinished: its name, and its comment.

The comment says which snapshot is being restored and how far that has come. It is kept in the
server's shared catalog: it is durable, it is read without connecting to the database, it leaves
no trace in the database itself, and it goes in the same transaction that renames the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from enum import IntEnum
from hashlib import sha256

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.sources.base import Order
from desktop_app.engine.sources.passing_names import PassingNames

LONGEST_NAME = 63  # bytes; PostgreSQL cuts what is longer
OPENING = "Unfinished: LabVault is restoring into this database. "


class Phase(IntEnum):
    """How far a restore has come; each phase is noted when it is done."""

    CREATED = 0  # there is a database
    DEFINED = 1  # what stands before rows is there
    LOADED = 2  # all rows are there
    FILLED = 3  # sequence positions and large objects too
    FINISHING = 4  # the rest is being made, and not in one piece: it cannot be gone on with
    COMPLETE = 5  # nothing is missing


@dataclass(frozen=True, slots=True)
class Mark:
    """``items`` identifies the snapshot's items that are restored; in ``loaded`` the bit of each
    item is set that is loaded and was found equal."""

    snapshot: str
    items: str
    phase: Phase = Phase.CREATED
    loaded: int = 0

    @classmethod
    def of(cls, order: Order) -> Mark:
        """The mark that a restore of this order begins with."""
        names = json.dumps([item.name for item in rows_of(order.items)])
        return cls(order.snapshot.id, sha256(names.encode()).hexdigest()[:16])

    @classmethod
    def read(cls, comment: str | None) -> Mark | None:
        """From a database's comment; None if that is not LabVault's."""
        if not comment or not comment.startswith(OPENING):
            return None
        try:
            state = json.loads(comment.removeprefix(OPENING))
            phase, loaded = Phase(state["phase"]), int(state["loaded"], 16)
            return cls(state["snapshot"], state["items"], phase, loaded)
        except (ValueError, KeyError, TypeError):
            return None

    def text(self) -> str:
        """The comment; :meth:`read` reads it back."""
        state = {
            "snapshot": self.snapshot,
            "items": self.items,
            "phase": int(self.phase),
            "loaded": f"{self.loaded:x}",
        }
        return OPENING + json.dumps(state)

    def same_work(self, other: Mark) -> bool:
        """Whether both restore the same items of the same snapshot."""
        return (self.snapshot, self.items) == (other.snapshot, other.items)

    def reached(self, phase: Phase) -> Mark:
        return replace(self, phase=max(phase, self.phase))

    def with_loaded(self, number: int) -> Mark:
        return replace(self, loaded=self.loaded | 1 << number)

    def has_loaded(self, number: int) -> bool:
        return bool(self.loaded >> number & 1)


def rows_of(items: Iterable[Item]) -> list[Item]:
    """The items with rows, in the order that a mark numbers them in."""
    return sorted((i for i in items if i.kind is ItemKind.ROWS), key=lambda item: item.name)


def _cut(name: str, ending: str) -> str:
    room = LONGEST_NAME - len(ending)
    return name.encode()[:room].decode(errors="ignore") + ending


NAMES = PassingNames(_cut)
unfinished_name, kept_name = NAMES.unfinished, NAMES.kept
