"""Connections to a MariaDB or MySQL server, and their faults as ours."""

from __future__ import annotations

import errno
import os
import socket
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from pymysql import connections as wire
from pymysql import err
from pymysql.constants import COMMAND, CR, ER

from desktop_app.engine.errors import (
    ConnectionLost,
    LabVaultError,
    LoginRefused,
    ServerRefused,
    ServerUnreachable,
    UnknownName,
)
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.option_file import password_at_hand

PATIENCE = 10.0  # seconds for a server to answer a knock
SLICE = 0.1  # seconds between looks at the cancel token
REFUSED = (ER.ACCESS_DENIED_ERROR, 1698, 1862, 1820, 4151)
"""Access denied, no password used, password expired (twice), account locked."""
LOST = (
    CR.CR_SERVER_GONE_ERROR,
    CR.CR_SERVER_LOST,
    CR.CR_SERVER_LOST_EXTENDED,
    ER.SERVER_SHUTDOWN,
    ER.QUERY_INTERRUPTED,
    1927,  # MariaDB: connection was killed
)
PACKET = 1 << 20

# Every session is in one state, whatever the server's and the user's settings are: a time zone
# of its own, no mode that bends what is read or written, and no limit on how long that takes.
SESSION = (
    "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00',"
    " wait_timeout = 86400, net_read_timeout = 3600, net_write_timeout = 3600"
)
NO_TIME_LIMIT = {
    True: "SET SESSION max_statement_time = 0, sql_select_limit = DEFAULT",  # MariaDB
    False: "SET SESSION max_execution_time = 0, sql_select_limit = DEFAULT",  # MySQL
}


# Rows are read and fed packet by packet, by parts of PyMySQL that its types do not tell of.
_Wire: Any = wire.Connection
_Result: Any = vars(wire)["MySQLResult"]
_LoadLocal: Any = vars(wire)["LoadLocalPacketWrapper"]


class Connection(_Wire):  # type: ignore[misc]
    """A session. One thread at a time, but for :meth:`sever`."""

    server_version: str
    _feed: Iterable[bytes] | None = None

    @property
    def is_mariadb(self) -> bool:
        return "mariadb" in self.server_version.lower()

    @property
    def version(self) -> tuple[int, int, int]:
        """As the server says it; MariaDB may say 5.5.5- before its own.

        >>> version_of("5.5.5-10.11.6-MariaDB-1:10.11.6+maria~deb12")
        (10, 11, 6)
        """
        return version_of(self.server_version)

    def rows(self, query: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """All rows of a small answer."""
        with self.cursor() as cursor:
            cursor.execute(query, values or None)
            return cursor.fetchall() or ()

    def one(self, query: str, *values: object) -> Any:
        """The first column of the first row, or None."""
        rows = self.rows(query, *values)
        return rows[0][0] if rows else None

    def run(self, statement: str, *values: object) -> None:
        """A statement without an answer."""
        self.rows(statement, *values)

    def packets(self, query: str) -> Iterator[bytes]:
        """The rows of a query as they come over the wire, one by one; nothing is held back.

        Whoever does not read to the end must :meth:`sever`.
        """
        self._execute_command(COMMAND.COM_QUERY, query)
        result = _Result(self)
        result.init_unbuffered_query()
        # What is left unread of it is nobody's business but ours.
        result.unbuffered_active = False
        while True:
            packet = self._read_packet()
            if packet.is_eof_packet():
                return
            yield packet.get_all_data()

    def feed(self, statement: str, pieces: Iterable[bytes]) -> int:
        """Send a ``LOAD DATA LOCAL``, with ``pieces`` as the file's content; returns how many
        warnings the server has. No file is opened, whatever the server asks for."""
        self._feed = pieces
        try:
            self._execute_command(COMMAND.COM_QUERY, statement)
            result = _FedResult(self)
            result.read()
            return int(result.warning_count)
        finally:
            self._feed = None

    def send_feed(self) -> None:
        """The answer to a server that asks for the file. Faults of where the pieces come from
        end the connection: else the server would take what came so far for all."""
        try:
            for piece in self._feed or ():
                for at in range(0, len(piece), PACKET):
                    self.write_packet(piece[at : at + PACKET])
        except BaseException:
            self.sever()
            self._force_close()
            raise
        self.write_packet(b"")

    def sever(self) -> None:
        """End it at once, from any thread: whoever waits for the server wakes up."""
        sock = self._sock
        if sock is not None:
            with suppress(OSError, ValueError):
                sock.shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """Close it, in whatever state. Harmless when called twice."""
        with suppress(err.Error, OSError):
            self._force_close()

    def no_limit(self) -> None:
        """From now on the server may take its time to say something."""
        self._read_timeout = self._write_timeout = None

    @property
    def is_gone(self) -> bool:
        return self._sock is None


class _FedResult(_Result):  # type: ignore[misc]
    """The answer to a statement that reads a file of the client's: it gets what is fed."""

    connection: Connection

    def _read_load_local_packet(self, first_packet: Any) -> None:
        _LoadLocal(first_packet)  # raises for a packet that is something else
        connection = self.connection
        connection.send_feed()
        self._read_ok_packet(connection._read_packet())


def version_of(text: str) -> tuple[int, int, int]:
    """
    >>> version_of("8.0.36-0ubuntu0.22.04.1"), version_of("10.11.6-MariaDB")
    ((8, 0, 36), (10, 11, 6))
    """
    first = text.removeprefix("5.5.5-").partition("-")[0]
    numbers = [int(part) if part.isdecimal() else 0 for part in first.split(".")]
    major, minor, patch = [*numbers, 0, 0, 0][:3]
    return major, minor, patch


def connect(
    address: Address,
    password: str | None,
    environment: Mapping[str, str],
    *,
    cancel: Cancel | None = None,
    raw: bool = False,
    database: str | None = "",
) -> Connection:
    """A connection, in the state that every session of ours is in. Without a password that of
    ``.my.cnf`` or ``MYSQL_PWD`` is taken. ``raw``: text comes as the bytes it is stored in.
    ``database``: by default the address's; None for none.

    Raises :class:`ServerUnreachable`, :class:`LoginRefused`, :class:`UnknownName` for the
    database, and :class:`Cancelled` soon after ``cancel`` was asked for.
    """
    cancel = cancel or Cancel()
    found = password if password is not None else password_at_hand(environment)
    connection = _unconnected(address, found, address.database if database == "" else database)
    sock = _reach(address, cancel)
    with cancel.closing(lambda: _shut(sock)):
        try:
            connection.connect(sock)
            connection.no_limit()
            _settle(connection, raw=raw)
        except (err.Error, OSError, RuntimeError) as error:
            connection.end()
            sock.close()
            cancel.check()
            raise _refusal(error, address) from None
    return connection


def _unconnected(address: Address, password: str | None, database: str | None) -> Connection:
    tls = _tls(address)
    off = address.option("ssl") == "off" or (address.option("socket") and tls is None)
    return Connection(
        host=address.host,
        user=address.user,
        password=(password or "").encode(errors="surrogateescape"),
        database=database,
        charset="utf8mb4",
        autocommit=True,
        defer_connect=True,
        local_infile=True,
        program_name="labvault",
        read_timeout=PATIENCE,
        write_timeout=PATIENCE,
        ssl=tls,
        ssl_disabled=True if off else None,
    )


def _tls(address: Address) -> ssl.SSLContext | None:
    """What must be of the way to the server; None leaves it to what the server offers."""
    way, ca = address.option("ssl"), address.option("ssl_ca")
    cert, key = address.option("ssl_cert"), address.option("ssl_key")
    if way == "off" or not (way or ca or cert):
        return None
    try:
        context = ssl.create_default_context(cafile=ca or None)
        # Certificates that servers make for themselves are not as strict rules want them.
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
        if way != "verify":
            context.check_hostname = False
            context.verify_mode = ssl.CERT_REQUIRED if ca else ssl.CERT_NONE
        if cert:
            context.load_cert_chain(cert, key or None)
    except OSError as error:
        raise ServerUnreachable(address.where, f"a certificate cannot be used: {error}") from None
    return context


def _reach(address: Address, cancel: Cancel) -> socket.socket:
    """A socket that leads there; the wait for it can be cancelled."""
    cancel.check()
    end, reason = time.monotonic() + PATIENCE, "it has no address"
    for family, kind, place in _places(address):
        sock = socket.socket(family, kind)
        sock.settimeout(SLICE)
        try:
            while True:
                code = sock.connect_ex(place)
                if code in (0, errno.EISCONN):
                    sock.settimeout(PATIENCE)
                    if family != getattr(socket, "AF_UNIX", None):
                        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
                    return sock
                waits = code in (errno.EAGAIN, errno.EALREADY, errno.EINPROGRESS)
                cancel.check()
                if not waits or time.monotonic() > end:
                    reason = "it does not answer" if waits else os.strerror(code)
                    break
        except BaseException:
            sock.close()
            raise
        sock.close()
    raise ServerUnreachable(address.where, reason)


def _places(address: Address) -> Iterator[tuple[int, int, Any]]:
    if path := address.option("socket"):
        if not hasattr(socket, "AF_UNIX"):
            raise ServerUnreachable(address.where, "this system has no such sockets")
        yield socket.AF_UNIX, socket.SOCK_STREAM, path
        return
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ServerUnreachable(address.where, str(error)) from None
    for family, kind, _, _, place in found:
        yield family, kind, place


def _shut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _settle(connection: Connection, *, raw: bool) -> None:
    connection.run(SESSION)
    with suppress(err.OperationalError, err.InternalError):  # older servers know no such limit
        connection.run(NO_TIME_LIMIT[connection.is_mariadb])
    if raw:
        connection.run("SET SESSION character_set_results = NULL")


def _refusal(error: Exception, address: Address) -> LabVaultError:
    """Why a connection did not come about."""
    code, reason = told(error)
    if code in REFUSED:
        return LoginRefused(address.where, address.user, reason)
    if code in (ER.BAD_DB_ERROR, ER.DBACCESS_DENIED_ERROR):
        return UnknownName("database", address.database)
    # Without a number it is our end that did not understand the other one.
    if not code or isinstance(error, (err.OperationalError, err.InterfaceError, OSError)):
        return ServerUnreachable(address.where, reason)
    return ServerRefused("logging in", reason)


def told(error: Exception) -> tuple[int, str]:
    """The number and the words of an error; 0 where it has no number."""
    arguments = error.args
    if arguments and isinstance(arguments[0], int):
        words = str(arguments[1]) if len(arguments) > 1 else ""
        return arguments[0], _first_line(words or type(error).__name__)
    return 0, _first_line(str(error) or type(error).__name__)


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0] if lines else text


def is_loss(error: Exception) -> bool:
    """Whether the error means that the connection is gone."""
    return isinstance(error, (err.InterfaceError, OSError)) or told(error)[0] in LOST


def fault_of(error: Exception, doing: str, address: Address) -> LabVaultError:
    """An error of an open connection, as one of ours."""
    if is_loss(error):
        return ConnectionLost(address.where, told(error)[1])
    return ServerRefused(doing, told(error)[1])


WIRE_ERRORS = (err.Error, OSError)
"""What a connection raises; everything else is a bug."""


def quoted(name: str) -> str:
    """A name as SQL wants it.

    >>> quoted("odd`name")
    '`odd``name`'
    """
    return "`" + name.replace("`", "``") + "`"
