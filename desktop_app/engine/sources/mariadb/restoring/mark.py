"""What marks a database as LabVault's and unfinished: its name, and one table in it.

The table says which snapshot is being restored and how far that has come. It is the last thing
that goes: as long as it is there, the restore did not end.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from enum import IntEnum
from hashlib import sha256

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.sources.base import Order
from desktop_app.engine.sources.mariadb.connection import WIRE_ERRORS, Connection, quoted
from desktop_app.engine.sources.passing_names import PassingNames

TABLE = "__labvault_restore"
LONGEST_NAME = 64  # characters


class Phase(IntEnum):
    """How far a restore has come; each phase is noted when it is done."""

    CREATED = 0  # there is a database
    DEFINED = 1  # its tables are there
    LOADED = 2  # all rows are there, and the rest was tried
    MOVING = 3  # what was there gives way; how to make it again is kept in the mark
    MOVED = 4  # the tables are in the wanted database


@dataclass(frozen=True, slots=True)
class Mark:
    """``items`` identifies the snapshot's items that are restored; ``loaded`` names those that are
    loaded and were found equal. ``made``: users that were made, and get their rights at the end.
    ``kept``: the name for what is replaced, from moving on."""

    snapshot: str
    items: str
    phase: Phase = Phase.CREATED
    loaded: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()
    kept: str = ""

    @classmethod
    def of(cls, order: Order) -> Mark:
        """The mark that a restore of this order begins with."""
        names = json.dumps(sorted(item.name for item in rows_of(order.items)))
        return cls(order.snapshot.id, sha256(names.encode()).hexdigest()[:16])

    @classmethod
    def read(cls, text: str) -> Mark | None:
        """From what stands in the table; None if that is not LabVault's."""
        try:
            state = json.loads(text)
            phase, loaded = Phase(state["phase"]), frozenset(state["loaded"])
            made = frozenset(state["made"])
            return cls(state["snapshot"], state["items"], phase, loaded, made, state["kept"])
        except (ValueError, KeyError, TypeError):
            return None

    def text(self) -> str:
        """:meth:`read` reads it back."""
        state = {
            "snapshot": self.snapshot,
            "items": self.items,
            "phase": int(self.phase),
            "loaded": sorted(self.loaded),
            "made": sorted(self.made),
            "kept": self.kept,
        }
        return json.dumps(state)

    def same_work(self, other: Mark) -> bool:
        """Whether both restore the same items of the same snapshot."""
        return (self.snapshot, self.items) == (other.snapshot, other.items)

    def reached(self, phase: Phase) -> Mark:
        return replace(self, phase=max(phase, self.phase))

    def with_loaded(self, name: str) -> Mark:
        return replace(self, loaded=self.loaded | {name})


def rows_of(items: Collection[Item]) -> list[Item]:
    """The items with rows."""
    return [item for item in items if item.kind is ItemKind.ROWS]


def create_mark(connection: Connection, place: str, mark: Mark) -> None:
    """Mark a database that was just made. ``old`` is room for how to make what gives way."""
    table = f"{quoted(place)}.{quoted(TABLE)}"
    connection.run(
        f"CREATE TABLE {table} (one INT PRIMARY KEY, state LONGTEXT CHARACTER SET utf8mb4,"
        " old LONGBLOB) ENGINE = InnoDB"
    )
    insert = f"INSERT INTO {table} VALUES (1, %s, NULL)"  # noqa: S608 (quoted)
    connection.run(insert, mark.text())


def load_mark(connection: Connection, place: str) -> Mark | None:
    """The mark of a database; None if it has none."""
    try:
        query = f"SELECT state FROM {quoted(place)}.{quoted(TABLE)}"  # noqa: S608 (quoted)
        return Mark.read(str(connection.one(query)))
    except WIRE_ERRORS:
        if connection.is_gone:
            raise
        return None


def store_mark(connection: Connection, place: str, mark: Mark) -> None:
    """Note how far it has come; durable when this returns."""
    table = f"{quoted(place)}.{quoted(TABLE)}"
    connection.run(f"UPDATE {table} SET state = %s", mark.text())  # noqa: S608 (quoted)


def store_old(connection: Connection, place: str, dump: bytes) -> None:
    """Keep how to make again what gives way."""
    table = f"{quoted(place)}.{quoted(TABLE)}"
    connection.run(f"UPDATE {table} SET old = %s", dump)  # noqa: S608 (quoted)


def load_old(connection: Connection, place: str) -> bytes:
    """What :func:`store_old` kept."""
    query = f"SELECT old FROM {quoted(place)}.{quoted(TABLE)}"  # noqa: S608 (quoted)
    return bytes(connection.one(query) or b"")


def _cut(name: str, ending: str) -> str:
    return name[: LONGEST_NAME - len(ending)] + ending


NAMES = PassingNames(_cut)
unfinished_name, kept_name = NAMES.unfinished, NAMES.kept
