"""The definitions of a snapshot, cut into the steps of a restore.

pg_restore decides the order within a step and does the work; each step gets an archive with
just its entries. What must be there before rows is one step, sequence positions one, then
indexes and keys, which take long and may be resumed, and then the rest, all of it at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from psycopg import sql

from desktop_app.engine.model import ItemKind, Remark
from desktop_app.engine.sources.base import Order
from desktop_app.engine.sources.postgres.archives.contents import (
    Archive,
    Entry,
    Section,
    read_table,
)
from desktop_app.engine.sources.postgres.archives.stamps import without_stamps
from desktop_app.engine.sources.postgres.connection import Connection
from desktop_app.engine.sources.postgres.restoring.mark import rows_of
from desktop_app.engine.sources.postgres.restoring.selection import select
from desktop_app.engine.sources.postgres.restoring.tailoring import Lacking, tailor

SPECIAL = ("ENCODING", "STDSTRINGS", "SEARCHPATH")
FILLED = "MATERIALIZED VIEW DATA"
BUILT = ("INDEX", "CONSTRAINT", "FK CONSTRAINT", "INDEX ATTACH")
LARGE_OBJECTS = ("BLOB", "BLOB METADATA", "BLOBS")
ABOUT_LARGE_OBJECTS = ("ACL", "COMMENT", "SECURITY LABEL")

# An attached index is attached again without complaint; the others are found by their names.
INDEXES = """
SELECT n.nspname, c.relname FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('i', 'I')
"""
CONSTRAINTS = """
SELECT n.nspname, c.relname || ' ' || o.conname FROM pg_catalog.pg_constraint o
  JOIN pg_catalog.pg_class c ON c.oid = o.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE o.contype IN ('p', 'u', 'x', 'f')
"""

Name = tuple[str, str]


@dataclass(frozen=True)
class Definitions:
    """What an order restores besides rows and large objects, fitted to a server. ``whole``: whether
    nothing was left out by choice. ``unmet``: extensions that the server lacks, and without which
    the order cannot be carried out."""

    archive: Archive
    remarks: tuple[Remark, ...]
    whole: bool
    unmet: frozenset[str]

    @classmethod
    def prepare(cls, data: bytes, order: Order, lacking: Lacking) -> Definitions:
        """From the bytes of the item *schema*. Raises :class:`NotSupported`."""
        archive = without_stamps(Archive.read(data))
        archive = archive.with_entries(_with_sections(archive.entries))
        archive, remarks = _without_broken_keys(archive, order)
        unmet = lacking.extensions
        if not order.whole:
            rows = [item.detail for item in rows_of(order.items)]
            tables = {(d["schema"], d["table"]) for d in rows}
            selected = select(archive, tables, lacking.extensions)
            archive, remarks = selected.archive, (*remarks, *selected.remarks)
            # Rows of a table that an extension makes do not tell which one it is.
            unmet = unmet if any("extension" in d for d in rows) else selected.unmet
        tailored = tailor(archive, lacking)
        return cls(tailored.archive, (*remarks, *tailored.remarks), order.whole, unmet)

    def before_rows(self) -> bytes:
        """Schemas, types, functions, tables, views."""
        return self._step(lambda entry: entry.section is Section.PRE_DATA)

    def positions(self) -> bytes | None:
        """Where the sequences stand; None where there are none."""
        if not any(entry.kind == "SEQUENCE SET" for entry in self.archive.entries):
            return None
        return self._step(lambda entry: entry.kind == "SEQUENCE SET")

    def indexes_and_keys(self, there: Collection[int]) -> bytes | None:
        """What takes long, but for what is there already; None where that is all."""
        missing = self._built.difference(there)
        if not missing:
            return None
        return self._step(lambda entry: entry.number in missing, self._stand_ins())

    def standing(self, connection: Connection) -> frozenset[int]:
        """The numbers of the indexes and keys that are in a database already."""
        indexes, constraints = (
            {(str(schema), str(name)) for schema, name in connection.execute(query.encode())}
            for query in (INDEXES, CONSTRAINTS)
        )
        places = {"INDEX": indexes, "INDEX ATTACH": frozenset[Name]()}
        return frozenset(
            entry.number
            for entry, name in self.built_entries()
            if name in places.get(entry.kind, constraints)
        )

    def one(self, number: int) -> Entry:
        """A single index or key, or the contents of a materialized view."""
        return self._entries[number]

    def session_script(self) -> bytes:
        """What makes a session understand the definitions as they are meant."""
        kept = (e.definition or b"" for e in self.archive.entries if e.kind in SPECIAL)
        return b"".join(kept)

    @cached_property
    def _entries(self) -> Mapping[int, Entry]:
        return {entry.number: entry for entry in self.archive.entries}

    def built_entries(self) -> Iterator[tuple[Entry, Name]]:
        """Indexes and keys, with the names that they are found by once they are there."""
        for entry in self.archive.entries:
            if entry.number in self._built:
                yield entry, (self.archive.text(entry.schema), self.archive.text(entry.tag))

    def tables(self) -> Iterator[tuple[int, Name]]:
        """Numbers and names of the tables."""
        for entry in self.archive.entries:
            if entry.kind == "TABLE":
                yield entry.number, (self.archive.text(entry.schema), self.archive.text(entry.tag))

    def filled_apart(self) -> Iterator[tuple[int, str]]:
        """Numbers of the contents of materialized views that each come alone after all else, with
        their names, in the order in which they are filled.

        In a selection one may ask for what did not come, by a function, whose body is a mere text
        to the server. Nothing but the try can tell.
        """
        for entry in self.archive.entries:
            if self._is_apart(entry):
                text = self.archive.text
                yield entry.number, f"{text(entry.schema)}.{text(entry.tag)}"

    def rest(self) -> bytes:
        """All other things, to be made one after the other."""
        return self._step(self._is_rest)

    def rest_with_mark(self, database: str, mark: str) -> bytes:
        """The same, and a mark on the database: to be restored in one transaction."""
        comment = sql.SQL("COMMENT ON DATABASE {} IS {};\n").format(
            sql.Identifier(database), sql.Literal(mark)
        )
        entry = self._made(1, "COMMENT", Section.POST_DATA, (), "labvault")
        marking = replace(entry, definition=self.archive.encoded(comment.as_string(None)))
        return self._step(self._is_rest, [marking])

    def rest_count(self) -> int:
        return sum(map(self._is_rest, self.archive.entries))

    def _is_rest(self, entry: Entry) -> bool:
        late = entry.section is Section.POST_DATA and entry.number not in self._built
        return late and not self._is_apart(entry)

    def _is_apart(self, entry: Entry) -> bool:
        return entry.kind == FILLED and not self.whole

    @cached_property
    def _built(self) -> frozenset[int]:
        """Indexes and keys that need nothing of the rest (as one on a view that comes late)."""
        after = {e.number: e for e in self.archive.entries if e.section is Section.POST_DATA}
        built = {number for number, entry in after.items() if entry.kind in BUILT}
        while True:
            early = {n for n in built if built.issuperset(after.keys() & set(after[n].needs))}
            if early == built:
                return frozenset(built)
            built = early

    @cached_property
    def _top(self) -> int:
        return max(entry.number for entry in self.archive.entries)

    def _step(self, belongs: Callable[[Entry], bool], more: Iterable[Entry] = ()) -> bytes:
        kept = (e for e in self.archive.entries if e.kind in SPECIAL or belongs(e))
        # An event trigger may forbid all that comes after it. pg_dump lists it before the
        # contents of materialized views; here it is the last.
        return self.archive.with_entries(sorted(chain(kept, more), key=self._comes_last)).table()

    def _comes_last(self, entry: Entry) -> bool:
        return entry.number in self._watching or bool(self._watching.intersection(entry.needs))

    @cached_property
    def _watching(self) -> frozenset[int]:
        return frozenset(e.number for e in self.archive.entries if e.kind == "EVENT TRIGGER")

    def _stand_ins(self) -> Iterator[Entry]:
        """An empty entry for the rows of each table. By these pg_restore tells which entries
        would wait for one another's locks, or catch each other in a deadlock."""
        tables = [entry for entry in self.archive.entries if entry.kind == "TABLE"]
        for place, table in enumerate(tables, start=1):
            yield self._made(place, "TABLE DATA", Section.DATA, (table.number,), "rows")

    def _made(
        self, place: int, kind: str, section: Section, needs: tuple[int, ...], tag: str
    ) -> Entry:
        """An entry of our own, with a number that is not taken."""
        return replace(
            self.archive.entries[0],
            number=self._top + place,
            has_data=0,
            table_oid=b"0",
            oid=b"0",
            tag=tag.encode(),
            kind=kind,
            section=section,
            definition=b"",
            drop=b"",
            copy=b"",
            schema=b"",
            owner=b"",
            needs=needs,
            position=3,
        )


def _without_broken_keys(archive: Archive, order: Order) -> tuple[Archive, tuple[Remark, ...]]:
    """Without the foreign keys to tables that the backup had to leave out."""
    detail = next(item.detail for item in order.items if item.kind is ItemKind.SCHEMA)
    broken = {
        (archive.encoded(schema), archive.encoded(f"{table} {name}"))
        for schema, table, name in json.loads(detail.get("broken", "[]"))
    }
    away = {
        entry.number: entry
        for entry in archive.entries
        if entry.kind == "FK CONSTRAINT" and (entry.schema, entry.tag) in broken
    }
    kept = [e for e in archive.entries if e.number not in away and not away.keys() & set(e.needs)]
    what = "foreign key left out: it refers to a table that is not in the backup"
    remarks = (
        Remark(f"{archive.text(entry.schema)}.{archive.text(entry.tag)}", what)
        for entry in away.values()
    )
    return archive.with_entries(kept), tuple(remarks)


def _with_sections(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Each with a section of its own: grants and comments follow what they are about, and
    without it beside them pg_restore would not know where they belong."""
    current = Section.PRE_DATA
    for entry in entries:
        if entry.section is Section.NONE:
            yield replace(entry, section=current)
        else:
            current = entry.section
            yield entry


def only_large_objects(
    pieces: Iterable[bytes], lacking: Lacking, tell: Callable[[Iterable[Remark]], None]
) -> Iterator[bytes]:
    """An archive as it streams by, with nothing but the large objects in its table of contents.

    The data blocks follow as they are; pg_restore passes over those it has no entry for.
    """
    stream = iter(pieces)
    archive, begun = read_table(stream)
    kept = [entry for entry in archive.entries if _is_large_object(entry)]
    tailored = tailor(archive.with_entries(kept), lacking)
    tell(tailored.remarks)
    yield tailored.archive.table()
    yield begun[archive.size :]
    yield from stream


def _is_large_object(entry: Entry) -> bool:
    if entry.kind in ABOUT_LARGE_OBJECTS:
        return (entry.tag or b"").startswith((b"LARGE OBJECT ", b"LARGE OBJECTS "))
    return entry.kind in (*SPECIAL, *LARGE_OBJECTS)
