"""Rows going into a database: COPY through connections that stay open."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress

from psycopg import sql

from desktop_app.engine.errors import Bug
from desktop_app.engine.model import Item
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import Address, Connection, socket_of
from desktop_app.engine.sources.postgres.reading.moment import codec_of, settings_script
from desktop_app.engine.sources.postgres.reading.pipe_reader import ON_THE_WAY
from desktop_app.engine.sources.postgres.restoring.sessions import Sessions

EXTENSION_CONDITION = """
SELECT e.extcondition[array_position(e.extconfig, c.oid)] FROM pg_catalog.pg_extension e,
       pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = %s AND c.relname = %s AND c.oid = ANY (e.extconfig)
"""


class RowLoader:
    """Loads items into the tables of one database. Any thread may load; each takes a connection."""

    def __init__(
        self, address: Address, password: str | None, encoding: str, superuser: bool, cancel: Cancel
    ) -> None:
        def script(connection: Connection) -> bytes:
            widen(connection)
            settings = settings_script(connection.info.server_version, encoding)
            return settings.as_string(connection).encode()

        self._superuser = superuser
        self._sessions = Sessions(address, password, cancel, script)
        self._lock = threading.Lock()
        self._emptied: set[str] = set()

    def load(self, item: Item, pieces: Iterable[bytes]) -> None:
        """Empty the item's table and fill it, in one transaction.

        Raises :class:`ServerRefused`, :class:`NoSpace`, :class:`ConnectionLost`.
        """
        with self._sessions.one(f"loading {item.name}") as connection:
            self._load(connection, item, pieces)

    def _load(self, connection: Connection, item: Item, pieces: Iterable[bytes]) -> None:
        """Begin and commit are plain statements: after any fault the connection is closed, so
        there is nothing to roll back on it."""
        codec = codec_of(connection)
        if root := item.detail.get("load_via"):
            self._empty_once(connection, root)
        with connection.cursor() as cursor:
            cursor.execute(b"BEGIN")
            for statement in self._preparing(connection, item):
                cursor.execute(statement.encode(codec))
            with cursor.copy(_copy_statement(item).encode(codec)) as copy:
                for piece in pieces:
                    copy.write(memoryview(piece))  # of which it takes parts, without copies
            cursor.execute(b"COMMIT")

    def close(self) -> None:
        """Close the connections that stayed open."""
        self._sessions.close()

    def _empty_once(self, connection: Connection, root: str) -> None:
        """Rows of several items may go into one partition: the whole tree is emptied, once."""
        with self._lock:
            if root not in self._emptied:
                connection.execute(f"TRUNCATE {root}".encode(codec_of(connection)))
                self._emptied.add(root)

    def _preparing(self, connection: Connection, item: Item) -> Iterator[str]:
        """What empties the item's table, so that loading twice is as good as once.

        The names in statements were quoted by the server they came from.
        """
        if "extension" in item.detail:
            # The table came with the extension, its keys and triggers too. It is filled as if
            # it had none: the rows are those of a moment at which all keys held.
            if self._superuser:
                yield "SET LOCAL session_replication_role = replica"
            # Beside ours it holds rows that the extension made, told apart by its condition.
            yield f"DELETE FROM ONLY {item.name} {_condition(connection, item)}"  # noqa: S608
        elif "load_via" not in item.detail:
            yield f"TRUNCATE ONLY {item.name}"


def widen(connection: Connection) -> None:
    """A socket on this computer tells that it has room only when three quarters of it are free:
    until we are back the server has eaten up the rest, and waits a twelfth of its time. Networks
    find their own measure."""
    with suppress(OSError), socket_of(connection) as copy:
        if copy.family == getattr(socket, "AF_UNIX", None):
            copy.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ON_THE_WAY)


def _condition(connection: Connection, item: Item) -> str:
    names = [item.detail["schema"], item.detail["table"]]
    row = connection.execute(EXTENSION_CONDITION.encode(), names).fetchone()
    if row is None:
        raise Bug(f"{item.name} is no extension's table here")
    return str(row[0] or "")


def _copy_statement(item: Item) -> str:
    """A table emptied in the same transaction may take its rows frozen: nobody has to write them
    again later. Rows that go through a partition root, or beside an extension's, may not."""
    if root := item.detail.get("load_via"):
        columns = item.detail["columns"]
        return f"COPY {root}{f' ({columns})' if columns else ''} FROM STDIN"
    frozen = "" if "extension" in item.detail else " WITH (FREEZE)"
    return f"COPY {item.detail['from']} FROM STDIN{frozen}"


def remove_large_objects(connection: Connection) -> None:
    """Those that an interrupted run left, some at a time: each removal holds a lock."""
    batch = sql.SQL(
        "SELECT count(pg_catalog.lo_unlink(oid)) FROM"
        " (SELECT oid FROM pg_catalog.pg_largeobject_metadata LIMIT 1000) batch"
    )
    while (row := connection.execute(batch).fetchone()) and row[0]:
        pass
