"""What a database holds now, to be told before another one takes its place."""

from __future__ import annotations

from collections.abc import Mapping

import psycopg
from psycopg import errors as pg
from psycopg import sql

from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.sources.base import LiveRows
from desktop_app.engine.sources.postgres.connection import Address, Connection
from desktop_app.engine.sources.postgres.restoring.cluster import Cluster

# Tables with rows of their own, named as a backup names their items.
TABLES = """
SELECT format('%I.%I', n.nspname, c.relname), n.nspname, c.relname,
       greatest(c.reltuples, 0)::bigint
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND c.relpersistence <> 't'
   AND n.nspname !~ '^pg_(temp|toast)' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
 ORDER BY 1
"""
LONGEST_MS = 10_000
"""A table that takes longer to count is told by the server's own estimate."""


def live_rows(
    address: Address, password: str | None, progress: Progress
) -> Mapping[str, LiveRows] | None:
    """How many rows each table of a database has at this moment, by the name of its item; None
    where there is no such database. Counts tables as items. Raises what
    :func:`~desktop_app.engine.sources.postgres.connection.connect` raises."""
    with Cluster.open(address, password, progress.cancel) as cluster:
        if cluster.find(address.database) is None:
            return None
        with cluster.inside(address.database) as connection:
            tables = connection.execute(TABLES.encode()).fetchall()
            connection.execute(b"SET row_security = off")  # hidden rows are not left out, but told
            connection.execute(f"SET statement_timeout = {LONGEST_MS}".encode())
            progress.phase("counting rows", items=len(tables))
            found: dict[str, LiveRows] = {}
            for name, schema, table, estimate in tables:
                progress.cancel.check()
                place = sql.Identifier(str(schema), str(table))
                found[str(name)] = _count(connection, place, int(str(estimate)), progress.cancel)
                progress.advance(items=1)
            return found


def _count(
    connection: Connection, table: sql.Identifier, estimate: int, cancel: Cancel
) -> LiveRows:
    # A table whose children inherit from it has only rows of its own in its item.
    query = sql.SQL("SELECT count(*) FROM ONLY {}").format(table)
    try:
        ((rows,),) = connection.execute(query).fetchall()
    except (pg.InsufficientPrivilege, pg.UndefinedTable):
        return LiveRows(None)
    except psycopg.errors.QueryCanceled:
        cancel.check()
        return LiveRows(estimate, exact=False)
    return LiveRows(int(str(rows)))
