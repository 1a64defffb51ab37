"""Where a PostgreSQL database is, and how to get in.

An address never holds a password; a password is handed over beside it, for one connection or
one child's environment, and shown nowhere.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Self
from urllib.parse import quote, unquote, unquote_to_bytes, urlencode

import psycopg
from psycopg import pq
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    BadAddress,
    ConnectionLost,
    LabVaultError,
    ServerRefused,
)
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.client import ClientSettings as ClientSettings
from desktop_app.engine.sources.password_in_url import hidden, holds_password, parted
from desktop_app.engine.sources.postgres.login import log_in

Connection = psycopg.Connection[tuple[object, ...]]

OWN_FIELDS = {"host", "port", "user", "dbname"}
SECRETS = {
    "password",
    "sslpassword",
    "scram_client_key",
    "scram_server_key",
    "oauth_client_secret",
}
OPTIONS = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
DEFAULTS = {
    "application_name": "labvault",
    "connect_timeout": "10",
    # A server that is gone without a word is noticed within a minute.
    "keepalives_idle": "20",
    "keepalives_interval": "10",
    "keepalives_count": "4",
}
SOCKET_FOLDERS = ("/var/run/postgresql", "/tmp")  # noqa: S108 (PostgreSQL's own default)

# What else of the caller's environment a client tool may need: to find .pgpass and
# certificates, to speak to Kerberos, to load its libraries, to run at all on Windows.
PASSED_ON = re.compile(
    r"PG.*|KRB5.*|SSL_CERT_.*|OPENSSL_CONF|(LD|DYLD)_LIBRARY_PATH|HOME|PATH|USER|LOGNAME"
    r"|USERPROFILE|APPDATA|LOCALAPPDATA|SYSTEMROOT|WINDIR|COMSPEC|TMP|TEMP|TMPDIR",
    re.IGNORECASE,
)
# These would change what the tools write, or where they connect to.
KEPT_BACK = {
    *("PGCLIENTENCODING", "PGDATABASE", "PGHOST", "PGHOSTADDR", "PGPORT", "PGUSER"),
    *("PG_COLOR", "PG_COLORS"),
}


@dataclass(frozen=True, slots=True)
class Address:
    """A database. ``host`` may be a socket folder, or empty for this computer's usual one;
    ``options`` are libpq's (sslmode …)."""

    host: str
    port: int
    user: str
    database: str
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_url(cls, url: str, database: str = "") -> Self:
        """From ``postgresql://user@host:port/database?option=value``, as libpq reads it;
        ``database`` is the one that is meant where the URL names none.

        Raises :class:`BadAddress`, also for a password in it: that belongs into the keyring,
        ``.pgpass``, ``PGPASSWORD`` or a prompt.
        """
        shown = without_secrets(url)
        if not url.startswith(("postgresql://", "postgres://")):
            raise BadAddress(shown, "does not begin with postgresql://")
        if _holds_password(url):
            raise BadAddress(shown, "holds a password")
        if not _is_text(url):
            raise BadAddress(shown, "holds characters that no address has")
        try:
            parts = {k: str(v) for k, v in conninfo_to_dict(url).items() if v}
        except psycopg.ProgrammingError as error:
            raise BadAddress(shown, _unquoted(first_line(error))) from None
        database = parts.get("dbname", database)
        if not database:
            raise BadAddress(shown, "names no database")
        options = tuple(sorted((k, v) for k, v in parts.items() if k not in OWN_FIELDS))
        user = parts.get("user") or usual_user()
        return cls(parts.get("host", ""), _port(parts, shown), user, database, options)

    def url(self) -> str:
        """The address for people and for the catalog; :meth:`from_url` reads it back."""
        options = list(self.options)
        hosts = self.host.split(",")
        if any(host.startswith(("/", "@")) for host in hosts):
            options, hosts = [("host", self.host), *options], [""]
        host = ",".join(f"[{host}]" if ":" in host else quote(host, safe="") for host in hosts)
        port = f":{self.port}" if "," not in host else ""
        if "," in host:
            options = [("port", str(self.port)), *options]
        query = f"?{urlencode(options, quote_via=quote)}" if options else ""
        user, database = quote(self.user, safe=""), quote(self.database, safe="")
        return f"postgresql://{user}@{host}{port}/{database}{query}"

    def conninfo(self) -> str:
        """libpq's connection string, without a password: safe on a command line."""
        place = {"host": self.host or _usual_host(self.port), "port": str(self.port)}
        person = {"user": self.user, "dbname": self.database}
        return make_conninfo("", **{**DEFAULTS, **dict(self.options), **place, **person})

    def with_database(self, database: str) -> Self:
        """The same server and user, another database."""
        return replace(self, database=database)

    @property
    def scheme(self) -> str:
        """What a keyring tells logins apart by."""
        return "postgresql"

    @property
    def variable(self) -> str:
        """In which variable the environment may tell the password."""
        return "PGPASSWORD"

    @property
    def where(self) -> str:
        """Server and port, for messages."""
        return f"{self.host or 'localhost'}:{self.port}"

    def knock(self, client: ClientSettings) -> None:
        """Log in as libpq does without our help, and leave. Raises as :func:`connect`."""
        connect(self, None).close()


def connect(
    address: Address,
    password: str | None,
    *,
    autocommit: bool = True,
    cancel: Cancel | None = None,
) -> Connection:
    """A connection. Without a password libpq looks into ``PGPASSWORD`` and ``.pgpass``.

    Raises :class:`ServerUnreachable`, :class:`LoginRefused`, :class:`UnknownName` for the
    database, and :class:`Cancelled` soon after ``cancel`` was asked for.
    """
    connection: Connection = psycopg.Connection(log_in(address, password, cancel or Cancel()))
    connection.autocommit = autocommit
    return connection


def pinned(address: Address, connection: Connection) -> Address:
    """The very server that a connection reached, where the address leaves a choice (several
    hosts, the usual socket): what a snapshot was exported on, others must not look for elsewhere.
    """
    info = connection.info
    options = {k: v for k, v in address.options if k != "hostaddr"}
    if any(k == "hostaddr" for k, _ in address.options):
        options["hostaddr"] = info.hostaddr
    return replace(address, host=info.host, port=info.port, options=tuple(options.items()))


def sever(connection: Connection) -> None:
    """End a connection from another thread, at once: whoever waits for the server wakes up with
    an error. (Closing it would free what the other thread is using.)"""
    with suppress(OSError, psycopg.OperationalError), socket_of(connection) as copy:
        copy.shutdown(socket.SHUT_RDWR)


def socket_of(connection: Connection) -> socket.socket:
    """A copy of what a connection speaks through; whoever asked closes it."""
    return socket.socket(fileno=socket.dup(connection.fileno()))


def fault_of(error: psycopg.Error, doing: str, address: Address) -> LabVaultError:
    """An error of an open connection, as one of ours."""
    if is_loss(error):
        return ConnectionLost(address.where, first_line(error))
    return ServerRefused(doing, first_line(error))


def is_loss(error: psycopg.Error) -> bool:
    """Whether the error means that the connection is gone."""
    if error.sqlstate is None:
        return isinstance(error, psycopg.OperationalError)
    return error.sqlstate.startswith(("08", "57P"))


def tool_environment(
    settings: ClientSettings, password: str | None, more: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The environment of a client tool: what it needs of the caller's, and the password.

    The tool speaks English. The password is in the child's environment only, which other
    users cannot read.
    """
    environment = {
        name: value
        for name, value in settings.environment.items()
        if PASSED_ON.fullmatch(name) and name.upper() not in KEPT_BACK
    }
    environment["LC_ALL"] = "C"
    if password is not None:
        environment["PGPASSWORD"] = password
    return {**environment, **(more or {})}


def without_secrets(url: str) -> str:
    """The URL with all that is, or may have been meant as, a password replaced by ``…``.

    >>> without_secrets("postgresql://u:p/w@h/d?sslpassword=x&sslmode=require&pwd=y")
    'postgresql://u:…@h/d?sslpassword=…&sslmode=require&pwd=…'
    """
    url = url.encode(errors="replace").decode()
    if not re.match(r"\w+://", url):
        return url if re.fullmatch(r"[\w./-]*", url) else "…"
    place, question, query = parted(url)
    return hidden(place) + question + "&".join(map(_shown_option, query.split("&")))


def _shown_option(option: str) -> str:
    name, equals, _ = option.partition("=")
    if not option or (equals and name in OPTIONS - SECRETS):
        return option
    return f"{name}=…" if equals else "…"


def _holds_password(url: str) -> bool:
    place, _, query = parted(url)
    names = {unquote(option.partition("=")[0]) for option in query.split("&")}
    return holds_password(place) or not names.isdisjoint(SECRETS)


def _is_text(url: str) -> bool:
    """Whether it says the same to libpq, which ends at a zero, as it says to people."""
    try:
        return "\0" not in url and bool(unquote_to_bytes(url).decode())
    except UnicodeError:
        return False


def _unquoted(reason: str) -> str:
    """What libpq found, without its quotation of what may have been meant as a password.

    >>> _unquoted('unexpected spaces found in "a b", use percent-encoded spaces instead')
    'unexpected spaces found in …, use percent-encoded spaces instead'
    """
    return reason if "query parameter" in reason else re.sub(r'".*"', "…", reason)


def first_line(error: Exception) -> str:
    """The telling line of an error."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


def _port(parts: Mapping[str, str], shown: str) -> int:
    ports = {port or "5432" for port in parts.get("port", "5432").split(",")}
    port = ports.pop()
    if ports:
        raise BadAddress(shown, "gives hosts with different ports")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise BadAddress(shown, "has no usable port")
    return int(port)


def usual_user() -> str:
    """Whom libpq takes when no user is named."""
    for option in pq.Conninfo.get_defaults():
        if option.keyword == b"user" and option.val:
            return option.val.decode()
    return "postgres"


def _usual_host(port: int) -> str:
    """The socket's folder of a server on this computer, or else its loopback. libpqs differ in
    this, and all our tools must mean the same server."""
    with_socket = (f for f in SOCKET_FOLDERS if Path(f, f".s.PGSQL.{port}").exists())
    return next(with_socket, "localhost")
