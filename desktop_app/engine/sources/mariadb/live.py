"""What a database holds now, to be told before another one takes its place, or compared."""

from __future__ import annotations

from collections.abc import Mapping

from pymysql import err

from desktop_app.engine.errors import UnknownName
from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.sources.base import LiveRows
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.connection import (
    WIRE_ERRORS,
    Connection,
    connect,
    fault_of,
    is_loss,
    quoted,
    told,
)

# Tables with rows of their own, named as a backup names their items.
TABLES = """
SELECT table_name, table_type, COALESCE(table_rows, 0) FROM information_schema.tables
 WHERE table_schema = %s AND table_type NOT IN ('VIEW', 'SYSTEM VIEW', 'SEQUENCE')
 ORDER BY table_name
"""
LONGEST = 10  # seconds; a table that takes longer to count is told by the server's own estimate
TOO_LONG = (1969, 3024)  # MariaDB, MySQL


def live_rows(
    address: Address, password: str | None, settings: ClientSettings, progress: Progress
) -> Mapping[str, LiveRows] | None:
    """How many rows each table of a database has at this moment, by the name of its item; None
    where there is no such database. Counts tables as items. Raises what :func:`connect` raises,
    but for that."""
    cancel = progress.cancel
    try:
        connection = connect(address, password, settings.environment, cancel=cancel)
    except UnknownName:
        return None
    with cancel.closing(connection.sever):
        try:
            return _count_all(connection, address.database, progress)
        except WIRE_ERRORS as error:
            cancel.check()
            raise fault_of(error, "counting rows", address) from None
        finally:
            connection.end()


def _count_all(connection: Connection, database: str, progress: Progress) -> Mapping[str, LiveRows]:
    tables = connection.rows(TABLES, database)
    limit = f"max_statement_time = {LONGEST}"
    if not connection.is_mariadb:
        limit = f"max_execution_time = {LONGEST * 1000}"
    connection.run(f"SET SESSION {limit}")
    progress.phase("counting rows", items=len(tables))
    found: dict[str, LiveRows] = {}
    for name, kind, estimate in tables:
        progress.cancel.check()
        history = " FOR SYSTEM_TIME ALL" if str(kind) == "SYSTEM VERSIONED" else ""
        query = f"SELECT COUNT(*) FROM {quoted(str(name))}{history}"  # noqa: S608 (quoted)
        found[str(name)] = _count(connection, query, int(estimate), progress.cancel)
        progress.advance(items=1)
    return found


def _count(connection: Connection, query: str, estimate: int, cancel: Cancel) -> LiveRows:
    try:
        return LiveRows(int(connection.one(query)))
    except err.Error as error:
        cancel.check()
        if is_loss(error):
            raise
        return LiveRows(estimate, exact=False) if told(error)[0] in TOO_LONG else LiveRows(None)
