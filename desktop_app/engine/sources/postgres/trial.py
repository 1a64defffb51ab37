"""Trying an address before anything counts on it: does the server answer, may this user read,
are there tools that fit."""

from __future__ import annotations

from contextlib import closing

import psycopg

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import (
    Address,
    ClientSettings,
    connect,
    fault_of,
)
from desktop_app.engine.sources.postgres.tools import find_tools

SIZE = "SELECT pg_catalog.pg_database_size(pg_catalog.current_database())"


@dataclass(frozen=True, slots=True)
class Trial:
    """What a server said. ``version`` as it names itself, ``size`` of the database in bytes;
    ``encrypted``: the connection goes through TLS."""

    version: str
    size: int
    encrypted: bool


def try_out(
    address: Address, password: str | None, client: ClientSettings, cancel: Cancel | None = None
) -> Trial:
    """Connect to a database as a backup would, and look for tools that can read its server.

    Raises what :func:`connect` and :func:`find_tools` raise, :class:`ServerRefused` and
    :class:`ConnectionLost`. Any thread may call.
    """
    with closing(connect(address, password, cancel=cancel)) as connection:
        info = connection.info
        version, encrypted = info.parameter_status("server_version"), connection.pgconn.ssl_in_use
        try:
            row = connection.execute(SIZE).fetchone()
        except psycopg.Error as error:
            raise fault_of(error, "asking for its size", address) from error
        major = info.server_version // 10000
    find_tools(major, client.environment.get("PATH", ""), client.tool_folders)
    return Trial(version or str(major), int(str(row[0])) if row else 0, encrypted)
