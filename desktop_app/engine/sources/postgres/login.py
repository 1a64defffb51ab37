"""Logging in to a server, in a way that can be stopped at any moment."""

from __future__ import annotations

import re
import selectors
import time
from typing import TYPE_CHECKING

from psycopg import pq
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from desktop_app.engine.errors import (
    LabVaultError,
    LoginRefused,
    OptionsRefused,
    ServerUnreachable,
    TlsFailed,
    UnknownName,
)
from desktop_app.engine.progress import Cancel

if TYPE_CHECKING:
    from desktop_app.engine.sources.postgres.connection import Address

SLICE = 0.1  # seconds between looks at the cancel token

# Said by libpq itself, in English, before it looks for a server: an option cannot be used.
UNUSABLE = re.compile(
    r"invalid |weak sslmode|definition of service|syntax error in service file|service file|"
    r'could not match|.*\bvalue "[^"]*" invalid'
)
TLS = re.compile(r"\bSSL\b|certificate|private key file")
ALWAYS_SENT = ("TimeZone", "DateStyle", "geqo")  # where the environment tells them (PGTZ …)

# The server answered, but it is not the login that it refuses.
NOT_NOW = ("starting up", "shutting down", "recovery mode", "too many", "connection slots")


def log_in(address: Address, password: str | None, cancel: Cancel) -> pq.abc.PGconn:
    """A connection, the first of the address's hosts that lets us in.

    Raises :class:`ServerUnreachable`, :class:`LoginRefused`, :class:`OptionsRefused`,
    :class:`UnknownName`, :class:`Cancelled`.
    """
    attempts = _attempts(address, password)
    for attempt in attempts[:-1]:
        try:
            return _attempt(attempt, address, cancel)
        except LabVaultError:
            cancel.check()
    return _attempt(attempts[-1], address, cancel)


def _attempts(address: Address, password: str | None) -> list[dict[str, str]]:
    """One set of options for each host. libpq would go through them itself, but would wait for
    a silent one for ever: without blocking, the time limit is the caller's business."""
    options = {k: str(v) for k, v in conninfo_to_dict(address.conninfo()).items()}
    if password is not None:
        options["password"] = password
    hosts = options["host"].split(",")
    numbers = options.get("hostaddr", "").split(",")
    if len(numbers) != len(hosts):
        return [{**options, "host": host} for host in hosts]
    return [{**options, "host": h, "hostaddr": n} for h, n in zip(hosts, numbers, strict=True)]


def _attempt(options: dict[str, str], address: Address, cancel: Cancel) -> pq.abc.PGconn:
    cancel.check()
    given = options["connect_timeout"]
    seconds = float(given) if given.isdecimal() and int(given) > 0 else 3600.0
    until = time.monotonic() + seconds
    connection = pq.PGconn.connect_start(make_conninfo("", **options).encode())
    try:
        while (state := _poll(connection)) not in (pq.PollingStatus.OK, pq.PollingStatus.FAILED):
            if time.monotonic() > until:
                raise ServerUnreachable(address.where, f"no answer within {seconds:.0f} seconds")
            _wait(connection, state)
            cancel.check()
        if state is pq.PollingStatus.FAILED:
            raise _fault(connection, address)
    except BaseException:
        connection.finish()
        raise
    connection.nonblocking = 1  # as psycopg wants it
    return connection


def _poll(connection: pq.abc.PGconn) -> pq.PollingStatus:
    if connection.status == pq.ConnStatus.BAD:
        return pq.PollingStatus.FAILED
    return pq.PollingStatus(connection.connect_poll())


def _wait(connection: pq.abc.PGconn, state: pq.PollingStatus) -> None:
    writing = state is pq.PollingStatus.WRITING
    with selectors.DefaultSelector() as selector:
        selector.register(
            connection.socket, selectors.EVENT_WRITE if writing else selectors.EVENT_READ
        )
        selector.select(SLICE)


def _fault(connection: pq.abc.PGconn, address: Address) -> LabVaultError:
    """libpq keeps no SQLSTATE of a failed login. What the server said is told from what libpq
    says by its severity and two blanks; which database is missing, by its name in quotes."""
    text = connection.error_message.decode(errors="replace").strip()
    last = [line for line in text.splitlines() if line.strip()][-1:] or ["no reason given"]
    answer = re.search(r"\b[^\W\d_]+:  (.*)", text)
    if connection.needs_password:
        return LoginRefused(address.where, address.user, "no password supplied")
    if answer is None:
        return _fault_of_ours(text.splitlines()[0] if text else last[0], address)
    reason = answer[1]
    if any(words in reason for words in NOT_NOW):
        return ServerUnreachable(address.where, reason)
    if f'database "{address.database}"' in reason and "does not exist" in reason:
        return UnknownName("database", address.database)
    # A role is called by its name in quotes, too.
    if _is_of_options(reason.replace(f'"{address.user}"', ""), connection.options.decode()):
        return OptionsRefused(address.where, reason)
    if "client certificate" in reason:
        return TlsFailed(address.where, reason)
    return LoginRefused(address.where, address.user, reason)


def _fault_of_ours(said: str, address: Address) -> LabVaultError:
    """What libpq tells where no server has answered."""
    reason = said.partition(" failed: ")[2] or said
    if UNUSABLE.match(said):
        return OptionsRefused(address.where, reason)
    kind = TlsFailed if TLS.search(reason) else ServerUnreachable
    return kind(address.where, reason)


def _is_of_options(reason: str, options: str) -> bool:
    """Whether a server's answer, in whatever language, names one of the settings that it was given
    on the way in (``-c name=value --other-name=value``)."""
    found = re.findall(r"(?:-c\s*|--)([\w.-]+)", options)
    names = {name.replace("-", "_") for name in found} | {*ALWAYS_SENT}
    switches = [re.escape(word) for word in options.split() if word.startswith("-")]
    said = any(re.search(rf"(?<!\S){word}(?!\S)", reason) for word in switches)
    return said or any(f'"{name}"' in reason for name in names)
