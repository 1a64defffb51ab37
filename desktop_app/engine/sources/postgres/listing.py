"""What is in a database: the tables whose rows are to be read, and what must be left out.

The rules are pg_dump's (getTables, makeTableDataInfo and dumpTableData in pg_dump.c).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from desktop_app.engine.model import Remark
from desktop_app.engine.sources.postgres.connection import Connection

# One row for each relation that could hold rows, and for each sequence. "condition" is that of
# an extension's configuration table; null for all other members of extensions.
RELATIONS = """
SELECT c.oid, n.nspname, c.relname, c.relkind::text,
       format('%I.%I', n.nspname, c.relname),
       pg_catalog.has_schema_privilege(n.oid, 'USAGE')
           AND CASE c.relkind WHEN 'S' THEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
               ELSE pg_catalog.has_table_privilege(c.oid, 'SELECT') END,
       pg_catalog.row_security_active(c.oid),
       CASE WHEN c.relkind = 'r' THEN pg_catalog.pg_table_size(c.oid) ELSE 0 END,
       ARRAY(SELECT pg_catalog.quote_ident(a.attname) FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                AND a.attgenerated = '' ORDER BY a.attnum),
       EXISTS (SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
                  AND d.deptype = 'e'),
       (SELECT e.extcondition[array_position(e.extconfig, c.oid)]
          FROM pg_catalog.pg_extension e WHERE c.oid = ANY (e.extconfig)),
       (SELECT format('%I.%I', rn.nspname, r.relname)
          FROM pg_catalog.pg_class r JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
         WHERE c.relispartition AND r.oid = pg_catalog.pg_partition_root(c.oid)
           AND EXISTS (SELECT FROM pg_catalog.pg_partition_ancestors(c.oid) a
                         JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = a.relid
                         JOIN pg_catalog.pg_opclass o ON o.oid = ANY (p.partclass)
                         JOIN pg_catalog.pg_am m ON m.oid = o.opcmethod AND m.amname = 'hash'
                        WHERE p.partstrat = 'h' AND o.opcname = 'enum_ops')),
       ARRAY(SELECT f.confrelid FROM pg_catalog.pg_constraint f
              WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.confrelid <> c.oid)
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'f', 'S') AND c.relpersistence <> 't'
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
 ORDER BY n.nspname, c.relname
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are read. ``quoted`` is schema.table as the server quotes it.

    ``columns`` are quoted, generated ones left out. ``condition`` (``WHERE …``) is that of an
    extension's configuration table, whose other rows the extension makes itself; None for
    ordinary tables. ``load_via`` names the partition root that rows must be loaded through,
    because the partition of a row depends on the OIDs of an enum's values. ``refers_to`` are the
    OIDs of the tables that foreign keys of this one refer to.
    """

    oid: int
    schema: str
    name: str
    quoted: str
    size: int
    columns: tuple[str, ...]
    condition: str | None
    load_via: str | None
    refers_to: tuple[int, ...]

    @property
    def column_list(self) -> str:
        """`` (a, b)``, or nothing for a table without columns to read."""
        return f" ({', '.join(self.columns)})" if self.columns else ""

    @property
    def copy(self) -> str:
        """The statement that reads the rows; every name in it was quoted by the server."""
        if not self.condition:
            return f"COPY {self.quoted}{self.column_list} TO STDOUT"
        columns = ", ".join(self.columns)
        return f"COPY (SELECT {columns} FROM ONLY {self.quoted} {self.condition}) TO STDOUT"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Name:
    """A relation that pg_dump must be told about."""

    schema: str
    name: str

    @property
    def pattern(self) -> str:
        """A pattern that pg_dump matches with this relation only.

        >>> Name("lab", 'odd"name').pattern
        '"lab"."odd""name"'
        """
        return ".".join('"' + part.replace('"', '""') + '"' for part in (self.schema, self.name))


@dataclass(frozen=True, slots=True)
class Listing:
    """All that one look at the catalog gave.

    ``unreadable`` relations are left out whole, of ``unreadable_sequences`` only the position.
    """

    tables: tuple[Table, ...]
    unreadable: tuple[Name, ...]
    unreadable_sequences: tuple[Name, ...]
    remarks: tuple[Remark, ...]

    def same_tables(self, other: Listing) -> bool:
        """Whether the other look saw the same tables of the same shape (sizes may differ)."""
        shape = [(t.oid, t.quoted, t.columns) for t in self.tables]
        return shape == [(t.oid, t.quoted, t.columns) for t in other.tables]


def list_relations(connection: Connection, user: str) -> Listing:
    """Look at the catalog; ``user`` is named in remarks."""
    tables: list[Table] = []
    unreadable: list[Name] = []
    sequences: list[Name] = []
    remarks: list[Remark] = []
    for row in connection.execute(RELATIONS).fetchall():
        relation = _Relation(*row)  # type: ignore[arg-type]  # as RELATIONS lists them
        if relation.kind == "S":
            if not relation.readable and not relation.member:
                sequences.append(relation.pattern_name)
                remarks.append(Remark(relation.quoted, f"{user} may not read its position"))
        elif relation.member and relation.condition is None:
            continue  # the extension makes it, rows and all
        elif relation.kind == "f":
            what = "is a foreign table: its rows are on another server and are not in the backup"
            remarks.append(Remark(relation.quoted, what))
            if not relation.readable:
                unreadable.append(relation.pattern_name)
        elif why := relation.why_unreadable(user):
            unreadable.append(relation.pattern_name)
            remarks.append(Remark(relation.quoted, why))
        else:
            tables.append(relation.table())
    return Listing(in_loading_order(tables), tuple(unreadable), tuple(sequences), tuple(remarks))


def in_loading_order(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Those first that have their foreign keys before they have rows: tables that extensions
    make, each after the tables it refers to. In a circle no order helps; pg_dump has none either.
    """
    members = {table.oid: table for table in tables if table.condition is not None}
    try:
        order = tuple(
            TopologicalSorter({t.oid: t.refers_to for t in members.values()}).static_order()
        )
    except CycleError:
        order = tuple(members)
    others = (table for table in tables if table.condition is None)
    return (*(members[oid] for oid in order if oid in members), *others)


@dataclass(frozen=True, slots=True)
class _Relation:
    """A row of :data:`RELATIONS`."""

    oid: int
    schema: str
    name: str
    kind: str
    quoted: str
    readable: bool
    row_security: bool
    size: int
    columns: Sequence[str]
    member: bool
    condition: str | None
    load_via: str | None
    refers_to: Sequence[int]

    @property
    def pattern_name(self) -> Name:
        return Name(self.schema, self.name)

    def why_unreadable(self, user: str) -> str:
        if not self.readable:
            return f"is left out: {user} may not read it"
        if self.row_security:
            return f"is left out: row security hides rows from {user}"
        return ""

    def table(self) -> Table:
        return Table(
            oid=self.oid,
            schema=self.schema,
            name=self.name,
            quoted=self.quoted,
            size=self.size,
            columns=tuple(self.columns),
            condition=self.condition if self.member else None,
            load_via=self.load_via,
            refers_to=tuple(self.refers_to),
        )
