"""What it takes to give the tables of a database to another one: a server has no name for that."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from pymysql.constants import ER

from desktop_app.engine.errors import LabVaultError, TargetInUse
from desktop_app.engine.sources.mariadb.connection import WIRE_ERRORS, fault_of, quoted, told
from desktop_app.engine.sources.mariadb.dump import Dumper
from desktop_app.engine.sources.mariadb.listing import list_database
from desktop_app.engine.sources.mariadb.restoring.maker import drop_rest
from desktop_app.engine.sources.mariadb.restoring.server import Server
from desktop_app.engine.sources.mariadb.rights import look_at_rights
from desktop_app.engine.sources.mariadb.tools import find_tools

if TYPE_CHECKING:
    from desktop_app.engine.sources.mariadb.restoring.loading import Means

PATIENCE = 5  # seconds that others may take to end what they are doing with the tables
ABOUT = """
SELECT default_character_set_name, default_collation_name FROM information_schema.schemata
 WHERE schema_name = %s
"""
SESSIONS = "SELECT id FROM information_schema.processlist WHERE db = %s AND id <> CONNECTION_ID()"
EVENTS = """
SELECT event_name FROM information_schema.events WHERE event_schema = %s AND status LIKE %s
"""
REPLICA_SINCE = (8, 2)  # the version of MySQL that calls them so
HUSHED = "%SIDE%DISABLED"


def definitions_of(server: Server, database: str, means: Means) -> bytes:
    """How to make again what is in a database, and cannot be moved. Raises what asking, and what
    the dump program does."""
    search_path = means.settings.environment.get("PATH", "")
    folders = means.settings.tool_folders
    tools = find_tools(server.version[:2], server.is_mariadb, search_path, folders)
    address = server.address.with_database(database)
    dumper = Dumper(tools, address, means.password, means.settings, means.cancel)
    with server.told("looking at what is replaced"):
        listing = list_database(server.connection, database)
        rights = look_at_rights(server.connection, database)
    return dumper.write(listing, rights).dump


def renaming(move: tuple[str, str, str]) -> str:
    """
    >>> renaming(("a", "t", "b"))
    '`a`.`t` TO `b`.`t`'
    """
    database, name, to = move
    return f"{quoted(database)}.{quoted(name)} TO {quoted(to)}.{quoted(name)}"


def move_tables(
    server: Server,
    inside: str,
    moves: Sequence[tuple[str, str, str]],
    emptied: Sequence[str],
    used: Sequence[str],
    doing: str,
) -> None:
    """Carry out ``moves`` (from a database, a table, to a database) in one statement, so that
    nobody sees half of it, by a connection that is ``inside`` a database. What belongs to the
    tables of those that are ``emptied`` cannot be moved, and goes first. Raises
    :class:`TargetInUse` for the first of those that are ``used`` where somebody keeps their
    tables."""
    if not moves:
        return
    with server.inside(inside) as connection:
        try:
            connection.run(f"SET SESSION lock_wait_timeout = {PATIENCE}")
            connection.run("SET SESSION foreign_key_checks = 0")
            for database in emptied:
                drop_rest(connection, database)
            connection.run(f"RENAME TABLE {', '.join(map(renaming, moves))}")
        except WIRE_ERRORS as error:
            server.cancel.check()
            if told(error)[0] == ER.LOCK_WAIT_TIMEOUT:
                others = sum(len(sessions(server, database)) for database in used)
                raise TargetInUse(used[0], max(1, others)) from None
            raise fault_of(error, doing, server.address) from None


def hush(server: Server, database: str) -> None:
    """What is kept stays as it is: its events do not go on working on it. They are stopped as on
    a replica, so that :func:`wake` knows them from those that somebody had stopped."""
    for (name,) in server.ask(EVENTS, database, "ENABLED"):
        event = f"{quoted(database)}.{quoted(str(name))}"
        new = not server.is_mariadb and server.version[:2] >= REPLICA_SINCE
        where = "REPLICA" if new else "SLAVE"
        server.run(f"stopping the event {name}", f"ALTER EVENT {event} DISABLE ON {where}")


def wake(server: Server, database: str) -> None:
    """Let the events go on that :func:`hush` stopped."""
    for (name,) in server.ask(EVENTS, database, HUSHED):
        event = f"{quoted(database)}.{quoted(str(name))}"
        server.run(f"letting the event {name} go on", f"ALTER EVENT {event} ENABLE")


def sessions(server: Server, database: str) -> Sequence[int]:
    """The numbers of other connections that are in a database."""
    return [int(row[0]) for row in server.ask(SESSIONS, database)]


def end_sessions(server: Server, database: str) -> None:
    """Those that may be ended by this user."""
    for number in sessions(server, database):
        with suppress(LabVaultError):  # it has ended already
            server.run("ending other sessions", f"KILL {number:d}")
