"""The nouns that cross every boundary of the engine, as frozen values.

Imports nothing of LabVault. See the glossary in the README for the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from desktop_app.engine.dataclass import dataclass


class Grade(StrEnum):
    """How a run ended. *warning* means: done, with named items left out or remarks to read."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


class Level(StrEnum):
    """What a verification proves; no level is implied by another's name."""

    BYTES = "bytes"
    STRUCTURE = "structure"
    RESTORED = "restored"
    SOURCE = "source"


class ItemKind(StrEnum):
    """What the bytes of an item mean.

    A snapshot of a newer version may hold kinds that this one does not know. They become members
    of their own, which are none of those below, so that all else of the snapshot is of use.

    >>> ItemKind("hologram"), ItemKind("hologram") in set(ItemKind)
    (<ItemKind.hologram: 'hologram'>, False)
    """

    ROLES = "roles"  # SQL text of pg_dumpall --globals-only
    DATABASE = "database"  # JSON: how to create the database itself
    SCHEMA = "schema"  # pg_dump custom archive: definitions and sequence positions, no rows
    ROWS = "rows"  # COPY text: one line a row
    LARGE_OBJECTS = "large objects"  # pg_dump custom archive that holds the large objects
    DIGEST = "digest"  # COPY text of a query that is asked again after a restore, to compare
    FILE = "file"  # the bytes of a regular file; its attributes are details
    FOLDER = "folder"  # no bytes: a folder's attributes are details
    LINK = "link"  # the target of a symbolic link, as it stands there
    TABLE = "table"  # JSON: columns and BLAKE3 of the canonical rows of a table that a FILE holds

    @classmethod
    def _missing_(cls, value: object) -> ItemKind | None:
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = unknown._value_ = value
        return unknown


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """One stream that a source promises to deliver.

    ``name`` is unique within the snapshot and kind, and is what patterns are matched with;
    for tables it is ``schema.table``, each part quoted as PostgreSQL's ``quote_ident`` does.
    ``expected_bytes`` is an estimate for progress only. ``detail`` is what a restore needs
    to know besides the bytes; it is stored in the manifest as it is. ``same_as``: the name of an
    earlier item of the plan that is the same file under another name, so that it is read once.
    """

    name: str
    kind: ItemKind
    expected_bytes: int = 0
    detail: Mapping[str, str] = field(default_factory=dict)
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was left out of a run, or that a person should read. ``item`` may be empty."""

    item: str
    what: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item as a manifest records it.

    ``size`` in plain bytes; ``hash`` is BLAKE3 of the plain bytes, 32 bytes; ``chunks`` are
    the chunk ids in order, 32 bytes each, joined (a million of them must stay small).
    ``rows`` is None where an item has none to count. ``fresh`` and ``packed`` are known while a
    backup runs, and 0 later: plain bytes of the chunks that were new, and what they took.
    """

    name: str
    kind: ItemKind
    rows: int | None
    size: int
    hash: bytes
    chunks: bytes
    detail: Mapping[str, str] = field(default_factory=dict)
    fresh: int = field(default=0, compare=False)
    packed: int = field(default=0, compare=False)

    def chunk_ids(self) -> Iterator[bytes]:
        """The chunk ids one by one."""
        return (self.chunks[at : at + 32] for at in range(0, len(self.chunks), 32))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The header of a manifest: one target at one moment. ``id`` is 64 hexadecimal digits.

    ``sequence`` counts the snapshots of a target upwards, so that "the latest" does not
    depend on a clock; of equal ones, which imports may make, the older comes first. ``facts`` are
    what the source said of itself (server version …).
    ``size`` counts plain bytes, ``stored`` the bytes this snapshot added to the repository.
    ``item_list`` joins the ids of the chunks that hold the list of items.
    """

    id: str
    target: str
    target_kind: str
    target_address: str
    host: str
    sequence: int
    started: datetime
    finished: datetime
    grade: Grade
    warnings: tuple[Remark, ...]
    items: int
    rows: int
    size: int
    stored: int
    facts: Mapping[str, str]
    item_list: bytes

    @property
    def place(self) -> tuple[int, datetime]:
        """Where it stands among the snapshots of its target."""
        return self.sequence, self.started


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found wrong: with which item or object, and what. ``inherited``: the source
    was so when it was backed up, and no repository is damaged."""

    item: str
    what: str
    inherited: bool = False
