"""The databases of a server: what there is to protect."""

from __future__ import annotations

from contextlib import closing

import psycopg

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.passing_names import is_passing
from desktop_app.engine.sources.postgres.connection import (
    Address,
    Connection,
    connect,
    fault_of,
)

HOME = "postgres"
"""The database that every server has, unless somebody dropped it."""

OTHER_HOME = "template1"

# Its size may be asked by whoever may connect to it, or may read all statistics.
DATABASES = """
SELECT d.datname, pg_catalog.pg_get_userbyid(d.datdba), may.enter,
       CASE WHEN may.enter OR pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE')
            THEN pg_catalog.pg_database_size(d.oid) END
  FROM pg_catalog.pg_database d,
       LATERAL (SELECT d.datallowconn
                       AND pg_catalog.has_database_privilege(d.oid, 'CONNECT') AS enter) may
 WHERE NOT d.datistemplate ORDER BY d.datname
"""


@dataclass(frozen=True, slots=True)
class DatabaseEntry:
    """One database of a server. ``size`` in bytes; None where we may not know. ``may_connect``:
    it lets connections in, and the user has the right to. ``passing``: a restore made it, and it
    is not there to stay."""

    name: str
    owner: str
    size: int | None
    may_connect: bool
    passing: bool = False


def server_address(url: str) -> Address:
    """The address of a server, ``postgresql://user@host:port``; it may name the database through
    which the others are listed. Raises :class:`BadAddress`."""
    return Address.from_url(url, HOME)


def databases_of(
    address: Address, password: str | None, cancel: Cancel | None = None
) -> tuple[DatabaseEntry, ...]:
    """All databases of the server that are no templates, by name.

    They are listed through the database of the address. Raises what :func:`connect` raises,
    :class:`ServerRefused` and :class:`ConnectionLost`. Any thread may call.
    """
    with closing(_enter(address, password, cancel)) as connection:
        try:
            rows = connection.execute(DATABASES).fetchall()
        except psycopg.Error as error:
            raise fault_of(error, "listing its databases", address) from error
    return tuple(_entry(*row) for row in rows)


def _enter(address: Address, password: str | None, cancel: Cancel | None) -> Connection:
    try:
        return connect(address, password, cancel=cancel)
    except UnknownName:
        if address.database != HOME:
            raise
    return connect(address.with_database(OTHER_HOME), password, cancel=cancel)


def _entry(name: object, owner: object, may_connect: object, size: object) -> DatabaseEntry:
    known = size if isinstance(size, int) else None
    return DatabaseEntry(str(name), str(owner), known, bool(may_connect), is_passing(str(name)))
