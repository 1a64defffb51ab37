"""An open database: readers for its items, all of one moment."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import psycopg

from desktop_app.engine.errors import Bug
from desktop_app.engine.model import ItemKind, ItemPlan, Remark
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.base import ItemReader, Plan
from desktop_app.engine.sources.postgres import commands
from desktop_app.engine.sources.postgres.commands import Command
from desktop_app.engine.sources.postgres.connection import (
    Address,
    ClientSettings,
    Connection,
    connect,
    fault_of,
    tool_environment,
)
from desktop_app.engine.sources.postgres.listing import Listing
from desktop_app.engine.sources.postgres.moment import settings_script, snapshot_script
from desktop_app.engine.sources.postgres.readers import (
    BytesReader,
    ConnectionReader,
    PipeReader,
    buffered,
)
from desktop_app.engine.sources.postgres.tools import Tools

# A process costs about 20 ms of a core; a connection reads 1 MiB in that time.
SMALL = 1 << 20


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a database, held still by a coordinator's transaction.

    ``snapshot`` is the exported snapshot's name; empty means: whatever is there at each read
    (to read back after a restore, when nobody else writes).
    """

    address: Address
    password: str | None = field(repr=False)
    settings: ClientSettings
    tools: Tools
    snapshot: str
    server_version: int
    encoding: str
    listing: Listing
    description: bytes
    superuser: bool


class RowReaders:
    """Makes readers of COPY statements, small ones through connections that stay open.

    Any thread may ask. :meth:`close` ends all connections.
    """

    def __init__(
        self,
        address: Address,
        password: str | None,
        settings: ClientSettings,
        tools: Tools,
        encoding: str,
        snapshot: str,
        cancel: Cancel,
    ) -> None:
        self._address, self._password = address, password
        self._settings, self._tools = settings, tools
        self._encoding, self._snapshot, self._cancel = encoding, snapshot, cancel
        self._lock = threading.Lock()
        self._idle: list[Connection] = []
        self._all: list[Connection] = []
        self._script = ""

    def read(self, item: str, statement: str, expected_bytes: int) -> ItemReader:
        """A reader of what a COPY … TO STDOUT gives."""
        connection = self._take()
        if expected_bytes <= SMALL:
            return ConnectionReader(item, statement, connection, self._cancel, self._give_back)
        self._give_back(connection)
        command = commands.copy_out(self._tools, self._address, self._script, statement)
        environment = tool_environment(
            self._settings, self._password, {"PGCLIENTENCODING": self._encoding}
        )
        arguments = buffered(command.arguments, environment)
        return PipeReader(item, arguments, environment, self._cancel, lambda _: None)

    def close(self) -> None:
        """Close the connections that stayed open."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._idle.clear()

    def _take(self) -> Connection:
        with self._lock:
            while self._idle:
                connection = self._idle.pop()
                if not connection.closed:
                    return connection
        return self._connect()

    def _give_back(self, connection: Connection) -> None:
        with self._lock:
            self._idle.append(connection)

    def _connect(self) -> Connection:
        connection = connect(self._address, self._password)
        script = settings_script(connection.info.server_version, self._encoding)
        if self._snapshot:
            script = snapshot_script(self._snapshot) + script
        self._script = script.as_string(connection)
        try:
            connection.execute(self._script.encode())
        except psycopg.Error as error:
            connection.close()
            raise fault_of(error, "joining the snapshot", self._address) from None
        with self._lock:
            self._all.append(connection)
        return connection


class PostgresSession:
    """Gives readers for the items of a plan."""

    def __init__(self, moment: Moment, plan: Plan, readers: int, cancel: Cancel) -> None:
        self.plan, self.readers = plan, readers
        self._moment, self._cancel = moment, cancel
        self._lock = threading.Lock()
        self._told: list[Remark] = []
        self._rows = RowReaders(
            moment.address,
            moment.password,
            moment.settings,
            moment.tools,
            moment.encoding,
            moment.snapshot,
            cancel,
        )

    def read(self, item: ItemPlan) -> ItemReader:
        moment = self._moment
        if item.kind in (ItemKind.ROWS, ItemKind.DIGEST):
            return self._rows.read(item.name, item.detail["copy"], item.expected_bytes)
        if item.kind is ItemKind.DATABASE:
            return BytesReader(moment.description)
        return self._run(item.name, self._command(item.kind))

    def _command(self, kind: ItemKind) -> Command:
        moment = self._moment
        if kind is ItemKind.ROLES:
            return commands.dump_roles(moment.tools, moment.address, passwords=moment.superuser)
        if kind in (ItemKind.SCHEMA, ItemKind.LARGE_OBJECTS):
            return commands.dump(
                moment.tools,
                moment.address,
                moment.snapshot,
                moment.listing,
                large_objects=kind is ItemKind.LARGE_OBJECTS,
            )
        raise Bug(f"a database has no item of kind {kind}")

    def _run(self, item: str, command: Command) -> PipeReader:
        def told(lines: Sequence[str]) -> None:
            with self._lock:
                self._told += [Remark(item, line) for line in lines]

        # A database may set another client_encoding for all who connect, one that cannot say
        # every name. Role names are asked in UTF-8, as everything else that is read as text.
        encoding = "UTF8" if item == "roles" else self._moment.encoding
        environment = tool_environment(
            self._moment.settings, self._moment.password, {"PGCLIENTENCODING": encoding}
        )
        return PipeReader(item, command.arguments, environment, self._cancel, told, command.stdin)

    def late_remarks(self) -> tuple[Remark, ...]:
        with self._lock:
            return tuple(self._told)

    def close(self) -> None:
        """End the connections; readers are closed by whoever asked for them."""
        self._rows.close()
