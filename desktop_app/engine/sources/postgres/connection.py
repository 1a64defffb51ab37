"""Where a PostgreSQL database is, and how to get in.

An address never holds a password; a password is handed over beside it, for one connection or
one child's environment, and shown nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import quote, urlencode

import psycopg
from psycopg import errors as pg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from desktop_app.engine.errors import (
    BadAddress,
    ConnectionLost,
    LabVaultError,
    LoginRefused,
    ServerRefused,
    ServerUnreachable,
    UnknownName,
)

CONNECT_TIMEOUT = "10"
Connection = psycopg.Connection[tuple[object, ...]]

OWN_FIELDS = {"host", "port", "user", "dbname", "password"}


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """What client tools are started with. ``environment`` is the caller's own."""

    environment: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Address:
    """A database. ``host`` may be a socket folder; ``options`` are libpq's (sslmode …)."""

    host: str
    port: int
    user: str
    database: str
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_url(cls, url: str) -> Self:
        """From ``postgresql://user@host:port/database?option=value``, as libpq reads it.

        Raises :class:`BadAddress`, also for a password in it: that belongs into the keyring,
        ``.pgpass``, ``PGPASSWORD`` or a prompt.
        """
        if not url.startswith(("postgresql://", "postgres://")):
            raise BadAddress(url, "does not begin with postgresql://")
        try:
            parts = {k: str(v) for k, v in conninfo_to_dict(url).items() if v is not None}
        except psycopg.ProgrammingError as error:
            raise BadAddress(_without_password(url), _first_line(error)) from None
        if "password" in parts:
            raise BadAddress(_without_password(url), "holds a password")
        if not parts.get("dbname"):
            raise BadAddress(url, "names no database")
        port = parts.get("port", "5432")
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise BadAddress(url, f"has no usable port: {port}")
        options = tuple(sorted((k, v) for k, v in parts.items() if k not in OWN_FIELDS))
        user = parts.get("user", "postgres")
        return cls(parts.get("host", "localhost"), int(port), user, parts["dbname"], options)

    def url(self) -> str:
        """The address for people and for the catalog; :meth:`from_url` reads it back."""
        options = list(self.options)
        host = self.host
        if host.startswith("/"):
            options, host = [("host", host), *options], ""
        elif ":" in host:
            host = f"[{host}]"
        query = f"?{urlencode(options, quote_via=quote)}" if options else ""
        user, database = quote(self.user, safe=""), quote(self.database, safe="")
        return f"postgresql://{user}@{host}:{self.port}/{database}{query}"

    def conninfo(self) -> str:
        """libpq's connection string, without a password: safe on a command line."""
        return make_conninfo(
            "",
            host=self.host,
            port=self.port,
            user=self.user,
            dbname=self.database,
            application_name="labvault",
            **{"connect_timeout": CONNECT_TIMEOUT, **dict(self.options)},
        )

    def with_database(self, database: str) -> Self:
        """The same server and user, another database."""
        return replace(self, database=database)

    @property
    def where(self) -> str:
        """Server and port, for messages."""
        return f"{self.host}:{self.port}"


def connect(address: Address, password: str | None, *, autocommit: bool = True) -> Connection:
    """A connection; raises :class:`ServerUnreachable`, :class:`LoginRefused`,
    :class:`UnknownName` for the database, or :class:`ConnectionLost`."""
    try:
        return psycopg.connect(address.conninfo(), password=password, autocommit=autocommit)
    except psycopg.OperationalError as error:
        raise _connect_fault(error, address) from None


def _connect_fault(error: psycopg.OperationalError, address: Address) -> LabVaultError:
    # A refused login comes without an SQLSTATE (libpq keeps none while connecting), so the
    # server's English words are all there is; other languages end as ServerUnreachable.
    text = str(error)
    if isinstance(error, pg.InvalidCatalogName) or (
        "does not exist" in text and f'database "{address.database}"' in text
    ):
        return UnknownName("database", address.database)
    refused = ("authentication failed", "no password supplied", "pg_hba.conf", "role ")
    if any(words in text for words in refused):
        return LoginRefused(address.where, address.user, _first_line(error))
    return ServerUnreachable(address.where, _first_line(error))


def fault_of(error: psycopg.Error, doing: str, address: Address) -> LabVaultError:
    """An error of an open connection, as one of ours."""
    if isinstance(error, pg.AdminShutdown | pg.CrashShutdown | pg.CannotConnectNow):
        return ConnectionLost(address.where, _first_line(error))
    if isinstance(error, psycopg.OperationalError) and error.sqlstate is None:
        return ConnectionLost(address.where, _first_line(error))
    return ServerRefused(doing, _first_line(error))


def tool_environment(
    settings: ClientSettings, password: str | None, more: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The environment of a client tool: the caller's, in plain English, with the password.

    The password is in the child's environment only, which other users cannot read.
    """
    environment = {**settings.environment, "LC_ALL": "C", "PGCONNECT_TIMEOUT": CONNECT_TIMEOUT}
    environment.pop("PGOPTIONS", None)
    environment.pop("PGSERVICE", None)
    if password is not None:
        environment["PGPASSWORD"] = password
    return {**environment, **(more or {})}


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines and "failed" in lines[0] and len(lines) > 1 else (lines or [""])[0]


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    before, at, after = rest.rpartition("@")
    user = before.split(":")[0]
    after = "&".join(p for p in after.split("&") if not p.startswith("password="))
    return f"{scheme}://{user}{at}{after.replace('?password=', '?…')}"
