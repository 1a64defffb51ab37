"""What a server is and which databases it has, for choosing one to protect."""

from __future__ import annotations

import psycopg

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.postgres.connection import Address, connect, fault_of
from desktop_app.engine.sources.postgres.reading.moment import settings_script

FACTS = """
SELECT current_setting('server_version'), current_setting('is_superuser') = 'on',
       pg_is_in_recovery(), current_user::text
"""

DATABASES = """
SELECT datname, pg_get_userbyid(datdba)::text, pg_encoding_to_char(encoding)::text,
       CASE WHEN has_database_privilege(oid, 'CONNECT') THEN pg_database_size(oid) END
  FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname
"""


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """A server as its user sees it. ``version`` as people write it, ``major`` to compare;
    a ``standby`` follows another server and cannot be written to."""

    version: str
    major: int
    superuser: bool
    standby: bool
    user: str


@dataclass(frozen=True, slots=True)
class Database:
    """A database of a server; ``size`` in bytes, None where the user may not connect."""

    name: str
    owner: str
    encoding: str
    size: int | None


def describe_server(address: Address, password: str | None) -> ServerFacts:
    """Raises what :func:`connect` raises, and :class:`ServerRefused`."""
    with connect(address, password) as connection:
        try:
            version, superuser, standby, user = connection.execute(FACTS).fetchall()[0]
        except psycopg.Error as error:
            raise fault_of(error, "asking the server what it is", address) from None
        major = connection.info.server_version // 10000
    return ServerFacts(str(version), major, bool(superuser), bool(standby), str(user))


def list_databases(address: Address, password: str | None) -> tuple[Database, ...]:
    """The databases that can be protected, by name. Raises what :func:`connect` raises, and
    :class:`ServerRefused`."""
    with connect(address, password) as connection:
        settings = settings_script(connection.info.server_version, "UTF8")
        try:
            connection.execute(settings.as_string(connection).encode())
            rows = connection.execute(DATABASES).fetchall()
        except psycopg.Error as error:
            raise fault_of(error, "listing the databases", address) from None
    return tuple(
        Database(str(name), str(owner), str(encoding), None if size is None else int(str(size)))
        for name, owner, encoding, size in rows
    )
