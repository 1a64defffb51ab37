"""What is in a database: the tables whose rows are to be read, and what must be left out.

The rules are pg_dump's (getTables, makeTableDataInfo and dumpTableData in pg_dump.c). Where
pg_dump would fail because the user lacks a right, here the thing is left out and named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from graphlib import CycleError, TopologicalSorter

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Remark
from desktop_app.engine.sources.postgres.connection import Connection

# One row for each relation that could hold rows or is locked by pg_dump, and for each sequence.
# "condition" is that of an extension's configuration table; null for all others.
RELATIONS = """
SELECT c.oid, n.nspname, c.relname, c.relkind::text,
       format('%I.%I', n.nspname, c.relname),
       pg_catalog.has_schema_privilege(n.oid, 'USAGE')
           AND CASE c.relkind WHEN 'S' THEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT')
               ELSE pg_catalog.has_table_privilege(c.oid, 'SELECT') END,
       pg_catalog.row_security_active(c.oid),
       c.relpersistence = 'u' AND pg_catalog.pg_is_in_recovery(),
       CASE WHEN c.relkind = 'r' THEN pg_catalog.pg_table_size(c.oid) ELSE 0 END,
       ARRAY(SELECT pg_catalog.quote_ident(a.attname) FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                AND a.attgenerated = '' ORDER BY a.attnum),
       EXISTS (SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
                  AND d.deptype = 'e'),
       c.relacl IS NOT DISTINCT FROM made.initprivs,
       (SELECT e.extcondition[array_position(e.extconfig, c.oid)]
          FROM pg_catalog.pg_extension e WHERE c.oid = ANY (e.extconfig)),
       (SELECT format('%I.%I', rn.nspname, r.relname)
          FROM pg_catalog.pg_class r JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
         WHERE c.relispartition AND r.oid = pg_catalog.pg_partition_root(c.oid)
           AND EXISTS (SELECT FROM pg_catalog.pg_partition_ancestors(c.oid) a
                         JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = a.relid
                         JOIN pg_catalog.pg_opclass o ON o.oid = ANY (p.partclass)
                         JOIN pg_catalog.pg_am m ON m.oid = o.opcmethod AND m.amname = 'hash'
                        WHERE p.partstrat = 'h' AND o.opcname = 'enum_ops'
                          AND o.opcnamespace = 'pg_catalog'::regnamespace)),
       (SELECT format('%I.%I', pn.nspname, p.relname)
          FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
          JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
         WHERE c.relispartition AND i.inhrelid = c.oid),
       ARRAY(SELECT f.confrelid FROM pg_catalog.pg_constraint f
              WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.confrelid <> c.oid)
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_init_privs made ON made.objoid = c.oid AND made.objsubid = 0
       AND made.classoid = 'pg_catalog.pg_class'::regclass
 WHERE c.relkind IN ('r', 'p', 'f', 'S') AND c.relpersistence <> 't'
   AND (n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        OR EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE c.oid = ANY (e.extconfig)))
 ORDER BY n.nspname, c.relname
"""

# What cannot be made without a table that is left out: its children and partitions, and the
# views over it; again and again.
DEPENDENT = """
WITH RECURSIVE gone(oid) AS (
    SELECT unnest(%s::oid[])
    UNION
    SELECT onto.dependent FROM gone JOIN (
        SELECT i.inhparent AS needed, i.inhrelid AS dependent FROM pg_catalog.pg_inherits i
        UNION ALL
        SELECT d.refobjid, r.ev_class
          FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid
          JOIN pg_catalog.pg_class v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
         WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass
           AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> r.ev_class
    ) onto ON onto.needed = gone.oid)
SELECT c.oid, n.nspname, c.relname, format('%%I.%%I', n.nspname, c.relname)
  FROM gone JOIN pg_catalog.pg_class c ON c.oid = gone.oid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE NOT c.oid = ANY (%s::oid[]) AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
 ORDER BY n.nspname, c.relname
"""

# Foreign keys that refer to tables that are left out, of tables that are not.
BROKEN = """
SELECT n.nspname, c.relname, f.conname, format('%%I.%%I', n.nspname, c.relname)
  FROM pg_catalog.pg_constraint f JOIN pg_catalog.pg_class c ON c.oid = f.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE f.contype = 'f' AND f.conparentid = 0
   AND f.confrelid = ANY (%s::oid[]) AND NOT f.conrelid = ANY (%s::oid[])
 ORDER BY n.nspname, c.relname, f.conname
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
class Constraint:
    """A foreign key, by the names that an archive lists it under."""

    schema: str
    table: str
    name: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All that one look at the catalog gave.

    ``locks`` are the tables to lock, oid and quoted name. ``left_out`` relations are left out
    whole; of ``without_rows`` only the rows, or a sequence's position. ``broken`` foreign keys
    refer to what is left out. ``partitions`` tells of each partition, one that is left out too,
    which table it is directly of, both as the server quotes them.
    """

    tables: tuple[Table, ...] = ()
    locks: tuple[tuple[int, str], ...] = ()
    left_out: tuple[Name, ...] = ()
    without_rows: tuple[Name, ...] = ()
    broken: tuple[Constraint, ...] = ()
    partitions: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    @property
    def without_data(self) -> Iterable[Name]:
        """All relations whose data pg_dump is not to write."""
        yield from (Name(table.schema, table.name) for table in self.tables)
        yield from self.without_rows


def list_relations(connection: Connection, user: str) -> Listing:
    """Look at the catalog; ``user`` is named in remarks."""
    rows = connection.execute(RELATIONS).fetchall()
    relations = [_Relation(*row) for row in rows]  # type: ignore[arg-type]  # as RELATIONS lists
    sorted_out = _Sorting(user)
    for relation in relations:
        sorted_out.take(relation)
    listing = sorted_out.listing()
    # What an extension makes will be there, readable or not.
    gone = [relation.oid for relation in sorted_out.left_out if not relation.member]
    return _without_dependents(connection, listing, gone) if gone else listing


def _without_dependents(connection: Connection, listing: Listing, gone: list[int]) -> Listing:
    """Leave out what cannot be made without the relations that are left out."""
    remarks = list(listing.remarks)
    names = list(listing.left_out)
    dependent: set[object] = set()
    for oid, schema, name, quoted in connection.execute(DEPENDENT, [gone, gone]).fetchall():
        dependent.add(oid)
        names.append(Name(str(schema), str(name)))
        what = "is left out: it cannot be made without a table that is left out"
        remarks.append(Remark(str(quoted), what))
    all_gone = [*gone, *dependent]
    broken = []
    for schema, table, name, quoted in connection.execute(BROKEN, [all_gone, all_gone]).fetchall():
        broken.append(Constraint(str(schema), str(table), str(name)))
        what = f"its foreign key {name} refers to a table that is left out"
        remarks.append(Remark(str(quoted), what))
    return replace(
        listing,
        tables=tuple(table for table in listing.tables if table.oid not in dependent),
        locks=tuple(lock for lock in listing.locks if lock[0] not in dependent),
        left_out=tuple(names),
        broken=tuple(broken),
        remarks=tuple(remarks),
    )


def in_loading_order(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Those first that have their foreign keys before they have rows: tables that extensions
    make, each after the tables it refers to. In a circle no order helps; pg_dump has none either.
    """
    members = {table.oid: table for table in tables if table.condition is not None}
    order: Collection[int]
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
    unreachable: bool
    size: int
    columns: Sequence[str]
    member: bool
    rights_as_made: bool
    condition: str | None
    load_via: str | None
    partition_of: str | None
    refers_to: Sequence[int]

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


@dataclass(slots=True)
class _Sorting:
    """Sorts relations by what is to be done with them."""

    user: str
    tables: list[Table] = field(default_factory=list)
    locks: list[tuple[int, str]] = field(default_factory=list)
    left_out: list[_Relation] = field(default_factory=list)
    without_rows: list[Name] = field(default_factory=list)
    partitions: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def listing(self) -> Listing:
        return Listing(
            tables=in_loading_order(self.tables),
            locks=tuple(self.locks),
            left_out=tuple(Name(r.schema, r.name) for r in self.left_out),
            without_rows=tuple(self.without_rows),
            partitions=self.partitions,
            remarks=tuple(self.remarks),
        )

    def take(self, relation: _Relation) -> None:
        if relation.partition_of:
            self.partitions[relation.quoted] = relation.partition_of
        if relation.kind == "S":
            self._take_sequence(relation)
        elif relation.kind == "f":
            if not relation.member:
                what = "is a foreign table: its rows are on another server, not in the backup"
                self._remark(relation, what)
        elif not relation.readable:
            self._leave_out(relation)
        else:
            self.locks.append((relation.oid, relation.quoted))
            if relation.kind == "r" and (not relation.member or relation.condition is not None):
                self._take_table(relation)

    def _take_sequence(self, relation: _Relation) -> None:
        if relation.member and relation.condition is None:
            return  # the extension makes it
        if not relation.readable or relation.unreachable:
            self.without_rows.append(Name(relation.schema, relation.name))
            why = f"{self.user} may not read it" if not relation.readable else STANDBY
            self._remark(relation, f"its position is left out: {why}")

    def _leave_out(self, relation: _Relation) -> None:
        # pg_dump locks every table, also those that an extension makes with all their rows.
        self.left_out.append(relation)
        if not relation.member or relation.condition is not None or not relation.rights_as_made:
            self._remark(relation, f"is left out: {self.user} may not read it")

    def _take_table(self, relation: _Relation) -> None:
        if relation.row_security or relation.unreachable:
            self.without_rows.append(Name(relation.schema, relation.name))
            hidden = f"row security hides some from {self.user}"
            why = hidden if relation.row_security else STANDBY
            self._remark(relation, f"its rows are left out: {why}")
        else:
            self.tables.append(relation.table())

    def _remark(self, relation: _Relation, what: str) -> None:
        self.remarks.append(Remark(relation.quoted, what))


STANDBY = "it is unlogged, and the server is a standby"
