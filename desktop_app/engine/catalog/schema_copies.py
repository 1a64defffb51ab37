"""Copies of a catalog on a server, taken before it is changed to a newer form.

A copy is a schema of its own beside the catalog's, ``labvault_copy_<form>_<moment>``, with the
tables as the migrations make them and all rows. It is made in the transaction that changes the
form: neither is there without the other. The last few are kept. To go back, with no program at work
(an older LabVault then finds its own form again)::

    ALTER SCHEMA labvault RENAME TO labvault_newer;
    ALTER SCHEMA labvault_copy_0003_20261121t120000z RENAME TO labvault;
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Connection,
    MetaData,
    Table,
    column,
    delete,
    func,
    insert,
    select,
    text,
)
from sqlalchemy import table as sql_table
from sqlalchemy.exc import DBAPIError

from desktop_app.engine.catalog.engines import SCHEMA
from desktop_app.engine.catalog.upgrade import upgrade
from desktop_app.engine.errors import CatalogUnreachable

KEPT = 3
PREFIX = f"{SCHEMA}_copy_"
COPIES = text(
    "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, :prefix) "
    "ORDER BY split_part(nspname, '_', 4), nspname"
)


def copy_schema(connection: Connection, version: str, now: datetime, where: str) -> str:
    """Copy a catalog of form ``version`` on the server ``where``; returns the copy's schema. In a
    writing transaction. Raises :class:`CatalogUnreachable` when it cannot be made."""
    copy = f"{PREFIX}{version}_{now.astimezone(UTC):%Y%m%dt%H%M%Sz}"
    try:
        connection.exec_driver_sql(f'CREATE SCHEMA "{copy}"')
        _use(connection, copy)
        upgrade(connection, version)
        _copy_rows(connection)
        _use(connection, SCHEMA)
        for old in schema_copies(connection)[:-KEPT]:
            connection.exec_driver_sql(f'DROP SCHEMA "{old}" CASCADE')
    except DBAPIError as error:
        reason = str(error.orig).strip()
        raise CatalogUnreachable(
            where, f"no copy could be made before it is changed to a newer form: {reason}"
        ) from error
    return copy


def schema_copies(connection: Connection) -> list[str]:
    """The schemas of the copies that are kept, the oldest first."""
    return list(connection.execute(COPIES, {"prefix": PREFIX}).scalars())


def _copy_rows(connection: Connection) -> None:
    form = MetaData()
    form.reflect(connection)  # what is in the copy, in the order in which rows need one another
    for table in reversed(form.sorted_tables):
        connection.execute(delete(table))  # what the migrations put there themselves
    for each in form.sorted_tables:
        names = [part.name for part in each.columns]
        source = sql_table(each.name, *[column(name) for name in names], schema=SCHEMA)
        connection.execute(insert(each).from_select(names, select(source)))
        for part in each.columns:
            if "nextval" in str(getattr(part.server_default, "arg", "")):
                _count_on(connection, each, part.name)


def _count_on(connection: Connection, counted: Table, key: str) -> None:
    """Row numbers came with the rows: new ones go on after them."""
    highest = select(func.coalesce(func.max(counted.c[key]), 0) + 1).scalar_subquery()
    sequence = func.pg_get_serial_sequence(counted.name, key)
    connection.execute(select(func.setval(sequence, highest, False)))


def _use(connection: Connection, schema: str) -> None:
    """What follows means this schema, until the transaction ends."""
    assert schema.replace("_", "").isalnum()
    connection.exec_driver_sql(f"SET LOCAL search_path TO {schema}")
