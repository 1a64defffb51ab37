"""The tables of a database, as its schema tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

import apsw

from desktop_app.engine.dataclass import dataclass

ROWID_NAMES = ("rowid", "_rowid_", "oid")
OWN = ("sqlite_schema", "sqlite_temp_schema", "sqlite_master", "sqlite_temp_master")


class Form(StrEnum):
    """What sort of a table it is. Of a virtual one the rows lie in its shadow tables."""

    TABLE = "table"
    SHADOW = "shadow"
    VIRTUAL = "virtual"


@dataclass(frozen=True, slots=True)
class Column:
    """``generated``: its values are computed, and are not compared. ``key``: its place in the
    primary key, from 1; 0 when it is not in it."""

    name: str
    type: str
    not_null: bool
    key: int
    generated: bool


@dataclass(frozen=True, slots=True)
class Table:
    """``rowid``: the name that means it; None where there is none, or columns took all its names.
    ``indexes``, ``triggers``: SQL by name; of indexes that constraints make, empty."""

    name: str
    form: Form
    sql: str
    columns: tuple[Column, ...]
    rowid: str | None
    strict: bool = False
    without_rowid: bool = False
    indexes: Mapping[str, str] = field(default_factory=dict)
    triggers: Mapping[str, str] = field(default_factory=dict)

    @property
    def stored(self) -> tuple[Column, ...]:
        """The columns whose values lie in the file."""
        return tuple(column for column in self.columns if not column.generated)

    @property
    def values(self) -> tuple[str, ...]:
        """What a canonical row has, as SQL: the rowid, then the stored columns."""
        names = tuple(quoted(column.name) for column in self.stored)
        return (self.rowid, *names) if self.rowid else names

    @property
    def order(self) -> tuple[str, ...]:
        """What its rows are kept in the order of, as SQL; empty where that cannot be named, and
        no index can be taken for it either."""
        if self.rowid or not self.without_rowid:
            return (self.rowid,) if self.rowid else ()
        keys = sorted((c for c in self.columns if c.key), key=lambda column: column.key)
        return tuple(quoted(column.name) for column in keys)

    def plain_name(self, value: str) -> str:
        """The column's name, of one of :attr:`values`."""
        names = {quoted(column.name): column.name for column in self.stored}
        return names.get(value, value)


def quoted(name: str) -> str:
    """A name as SQL takes it.

    >>> quoted('odd "name"')
    '"odd ""name\"""'
    """
    return '"' + name.replace('"', '""') + '"'


def list_tables(
    connection: apsw.Connection, schema: str = "main", only: str | None = None
) -> tuple[Table, ...]:
    """All tables by name, or the one of a name; SQLite's own ones with rows too, such as
    ``sqlite_sequence``. ``schema`` is what the connection calls the file. Raises apsw's errors of
    damage."""
    found = connection.execute(
        "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = ?1 "
        "AND type IN ('table', 'shadow', 'virtual') AND (?2 IS NULL OR name = ?2) ORDER BY name",
        (schema, only),
    ).fetchall()
    sql = _definitions(connection, schema, only)
    columns = _Columns(connection, schema)
    return tuple(
        _table(columns, str(name), Form(str(form)), bool(without), bool(strict), sql)
        for name, form, without, strict in found
        if name not in OWN
    )


_Definitions = Mapping[tuple[str, str], Mapping[str, str]]


def _definitions(connection: apsw.Connection, schema: str, only: str | None) -> _Definitions:
    """What each table has, by the sort of it: SQL by name."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    rows = connection.execute(
        f"SELECT type, name, tbl_name, sql FROM {quoted(schema)}.sqlite_schema "  # noqa: S608
        "WHERE ?1 IS NULL OR lower(tbl_name) = lower(?1)",
        (only,),
    )
    for kind, name, table, sql in rows:
        found.setdefault((str(kind), str(table).lower()), {})[str(name)] = sql or ""
    return found


def _table(
    columns_of: _Columns,
    name: str,
    form: Form,
    without_rowid: bool,
    strict: bool,
    sql: _Definitions,
) -> Table:
    columns = columns_of(name) if form is not Form.VIRTUAL else ()
    taken = {column.name.lower() for column in columns}
    free = (each for each in ROWID_NAMES if each not in taken)
    key = name.lower()
    own = sql.get(("table", key), {})
    return Table(
        name=name,
        form=form,
        sql=next(iter(own.values()), ""),
        columns=columns,
        rowid=None if without_rowid or form is Form.VIRTUAL else next(free, None),
        strict=strict,
        without_rowid=without_rowid,
        indexes=sql.get(("index", key), {}),
        triggers=sql.get(("trigger", key), {}),
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    """Asks for the columns of tables."""

    connection: apsw.Connection
    schema: str

    def __call__(self, table: str) -> tuple[Column, ...]:
        rows = self.connection.execute(
            'SELECT name, type, "notnull", pk, hidden FROM pragma_table_xinfo(?, ?)',
            (table, self.schema),
        )
        return tuple(
            Column(str(name), str(kind), bool(not_null), int(key), hidden in (2, 3))
            for name, kind, not_null, key, hidden in rows
        )
