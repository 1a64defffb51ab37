"""Readers of COPY statements: of large tables through psql, of small ones through connections."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import psycopg
from psycopg import sql

from desktop_app.engine.computer.passing import passing_file
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import (
    Address,
    ClientSettings,
    Connection,
    connect,
    fault_of,
    tool_environment,
)
from desktop_app.engine.sources.postgres.reading import commands
from desktop_app.engine.sources.postgres.reading.complaints import fault_of_tool, rows_told
from desktop_app.engine.sources.postgres.reading.copy_reader import CopyReader, fault_of_copy
from desktop_app.engine.sources.postgres.reading.early_reader import StoppableReader
from desktop_app.engine.sources.postgres.reading.moment import (
    codec_of,
    settings_script,
    snapshot_script,
)
from desktop_app.engine.sources.postgres.reading.pipe_reader import PipeReader, widely_buffered
from desktop_app.engine.sources.postgres.reading.waived_reader import LockWaived, WaivedReader
from desktop_app.engine.sources.postgres.reading.watch import Watch
from desktop_app.engine.sources.postgres.tools import Tools

# A process costs about 20 ms of a core; a connection reads 1 MiB in that time.
SMALL = 1 << 20

Told = Callable[[str, Sequence[str]], None]


def untold(item: str, lines: Sequence[str]) -> None:
    """For whoever does not ask what the tools said of an item that was read well."""


def _lock(table: str) -> str:
    return f"LOCK TABLE ONLY {table} IN ACCESS SHARE MODE NOWAIT;\n" if table else ""


class RowReaders:
    """Makes readers of COPY statements. Any thread may ask. :meth:`close` ends all connections.

    ``snapshot`` empty means: whatever is there at each read (to read back after a restore,
    when nobody else writes). ``watch`` is asked when a reader comes to its end.
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
        watch: Watch | None = None,
        told: Told = untold,
    ) -> None:
        self._address, self._password = address, password
        self._settings, self._tools = settings, tools
        self._encoding, self._snapshot, self._cancel = encoding, snapshot, cancel
        self._watch, self._told = watch, told
        self._lock = threading.Lock()
        self._idle: list[Connection] = []
        self._all: list[Connection] = []

    def read(
        self, item: str, statement: str, expected_bytes: int, table: str = ""
    ) -> StoppableReader:
        """A reader of what a COPY … TO STDOUT gives.

        ``table``, quoted, is what the watch's coordinator has locked for it, if anything.
        Raises what :func:`connect` raises, :class:`ItemChanged` and :class:`ItemFailed`.
        """
        connection = self._take()
        try:
            text, lock = (part.encode(codec_of(connection)) for part in (statement, _lock(table)))
            begin = self._begin(connection) if expected_bytes > SMALL else b""
        except BaseException:
            connection.close()
            raise
        if expected_bytes > SMALL:
            self._give_back(connection)
            reader = self._through_psql(item, begin + lock, text)
            return WaivedReader(reader, lambda: self._through_coordinator(item, text))
        try:
            return self._through_connection(item, lock, text, connection)
        except LockWaived:
            return self._through_coordinator(item, text)

    def close(self) -> None:
        """Close the connections that stayed open."""
        with self._lock:
            connections, self._all, self._idle = self._all, [], []
        for connection in connections:
            connection.close()

    def _through_connection(
        self, item: str, lock: bytes, statement: bytes, connection: Connection
    ) -> CopyReader:
        def failed(error: psycopg.Error) -> LabVaultError:
            return self._judged(fault_of_copy(item, self._address.where, error))

        heard = self._listen(item, connection)

        def give_back(connection: Connection) -> None:
            connection.remove_notice_handler(heard)
            self._give_back(connection)

        return CopyReader(lock, statement, connection, self._cancel, give_back, self._check, failed)

    def _listen(
        self, item: str, connection: Connection
    ) -> Callable[[psycopg.errors.Diagnostic], None]:
        """What the server warns of goes to ``told``, until the returned handler is removed."""

        def heard(notice: psycopg.errors.Diagnostic) -> None:
            said = " ".join((notice.message_primary or "").split())
            self._told(item, [f"{notice.severity_nonlocalized}:  {said}"])

        connection.add_notice_handler(heard)
        return heard

    def _through_coordinator(self, item: str, statement: bytes) -> CopyReader:
        assert self._watch  # without it no lock is asked for
        watch = self._watch

        def failed(error: psycopg.Error) -> LabVaultError:
            return fault_of_copy(item, self._address.where, error)

        coordinator = watch.borrow()
        heard = self._listen(item, coordinator)

        def give_back(coordinator: Connection) -> None:
            coordinator.remove_notice_handler(heard)
            watch.give_back()

        encoding = sql.SQL("SET client_encoding = {}").format(sql.Literal(self._encoding))
        return CopyReader(
            encoding.as_string(coordinator).encode(),
            statement,
            coordinator,
            self._cancel,
            give_back,
            lambda: None,
            failed,
        )

    def _through_psql(self, item: str, begin: bytes, statement: bytes) -> PipeReader:
        def failed(code: int, lines: Sequence[str]) -> LabVaultError:
            return self._judged(fault_of_tool(item, self._address.where, "psql", code, lines))

        def ended(lines: Sequence[str]) -> None:
            self._check()
            if reader.tells_rows:
                reader.rows = rows_told(answers.read())
            self._told(item, lines)

        more = {"PGCLIENTENCODING": self._encoding}
        environment = tool_environment(self._settings, self._password, more)
        answers = passing_file()
        script, tells_rows = commands.copy_script(statement, answers.fileno())
        command = commands.copy_out(
            self._tools, self._address, begin + script, environment, answers
        )
        reader = PipeReader(widely_buffered(command), self._cancel, ended, failed)
        reader.tells_rows = tells_rows
        return reader

    def _check(self) -> None:
        if self._watch:
            self._watch.glance()

    def _judged(self, fault: LabVaultError) -> LabVaultError:
        return self._watch.judged(fault) if self._watch else fault

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
        connection = connect(self._address, self._password, cancel=self._cancel)
        try:
            connection.execute(self._begin(connection))
        except psycopg.Error as error:
            connection.close()
            self._cancel.check()
            fault = fault_of(error, "joining the snapshot", self._address)
            raise self._judged(fault) from None
        with self._lock:
            self._all.append(connection)
        return connection

    def _begin(self, connection: Connection) -> bytes:
        script = settings_script(connection.info.server_version, self._encoding)
        if self._snapshot:
            script = snapshot_script(self._snapshot) + script
        return script.as_string(connection).encode()
