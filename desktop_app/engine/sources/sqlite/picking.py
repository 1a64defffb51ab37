"""Single tables of a database, in a new one: rows, rowids, indexes and triggers as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from desktop_app.engine.errors import NotSupported
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.sqlite.connection import (
    connected,
    opened_copy,
    stand_in,
    told,
    uri,
)
from desktop_app.engine.sources.sqlite.tables import Form, Table, list_tables, quoted

COUNTER = "sqlite_sequence"  # where SQLite counts what AUTOINCREMENT has given out


class Picking:
    """Made by :func:`picking`. One thread at a time."""

    def __init__(self, connection: apsw.Connection, unknown: list[str]) -> None:
        self._connection, self._unknown = connection, unknown
        self._tables = _tables_of_whole(connection)

    def take(self, name: str) -> None:
        """Copy one table with all that belongs to it. Raises :class:`NotSupported` where that
        needs a collation or a function that only another program has."""
        table = self._tables[name]
        self._unknown.clear()
        try:
            with self._connection:
                if table.form is Form.VIRTUAL:
                    self._name_virtual(table)
                else:
                    self._copy(table)
        except apsw.SQLError as fault:
            raise NotSupported(f"table {name} alone", f"{fault}; restore the whole file") from None
        if self._unknown:
            reason = f"only its program knows the order {self._unknown[0]}; restore the whole file"
            raise NotSupported(f"table {name} alone", reason)

    def _copy(self, table: Table) -> None:
        name, columns = quoted(table.name), ", ".join(table.values)
        execute = self._connection.execute
        execute(table.sql)
        execute(
            f"INSERT INTO main.{name}({columns}) SELECT {columns} "  # noqa: S608
            f"FROM whole.{name} NOT INDEXED"
        )
        if COUNTER in self._tables and "AUTOINCREMENT" in table.sql.upper():
            execute(f"DELETE FROM main.{COUNTER} WHERE name = ?", (table.name,))  # noqa: S608
            execute(
                f"INSERT INTO main.{COUNTER} SELECT * FROM whole.{COUNTER} "  # noqa: S608
                "WHERE name = ?",
                (table.name,),
            )
        for sql in (*table.indexes.values(), *table.triggers.values()):
            if sql:
                execute(sql)

    def _name_virtual(self, table: Table) -> None:
        self._connection.pragma("writable_schema", True)
        self._connection.execute(
            "INSERT INTO main.sqlite_schema(type, name, tbl_name, rootpage, sql) "
            "VALUES ('table', ?, ?, 0, ?)",
            (table.name, table.name, table.sql),
        )
        self._connection.pragma("writable_schema", "reset")


@contextmanager
def picking(whole: Path, into: Path, cancel: Cancel) -> Iterator[Picking]:
    """Begin a new database at ``into``, of the same page size and encoding as ``whole``, which
    nobody writes to."""
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    with told(into, cancel, into=into.parent), connected(into, flags, cancel) as connection:
        unknown: list[str] = []

        def note(connection: apsw.Connection, name: str) -> None:
            unknown.append(name)
            stand_in(connection, name)

        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
        connection.collation_needed(note)
        # The encoding comes first: databases of two encodings cannot be attached to one another.
        for name, value in _properties(whole, cancel).items():
            connection.pragma(name, value)
        connection.pragma("journal_mode", "truncate")  # a table that fails is rolled back
        connection.execute("ATTACH ? AS whole", (uri(whole, immutable="1"),))
        connection.pragma("synchronous", 0)
        connection.pragma("ignore_check_constraints", True)
        yield Picking(connection, unknown)
        connection.pragma("synchronous", 2)


def _properties(whole: Path, cancel: Cancel) -> dict[str, int | str]:
    with opened_copy(whole, cancel) as original:
        names = ("page_size", "encoding", "auto_vacuum", "application_id", "user_version")
        return {name: original.pragma(name) for name in names}


def _tables_of_whole(connection: apsw.Connection) -> dict[str, Table]:
    return {table.name: table for table in list_tables(connection, "whole")}
