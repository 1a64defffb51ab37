"""An open database: readers for its items, all of one moment."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import field
from heapq import nlargest

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Bug, ItemChanged, ItemFailed, LabVaultError
from desktop_app.engine.model import ItemKind, ItemPlan, Remark
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.base import ItemReader, Plan
from desktop_app.engine.sources.postgres.connection import (
    Address,
    ClientSettings,
    tool_environment,
)
from desktop_app.engine.sources.postgres.reading import commands
from desktop_app.engine.sources.postgres.reading.complaints import fault_of_tool, warnings_in
from desktop_app.engine.sources.postgres.reading.early_reader import EarlyReader, StoppableReader
from desktop_app.engine.sources.postgres.reading.listing import Listing
from desktop_app.engine.sources.postgres.reading.pipe_reader import Command, PipeReader
from desktop_app.engine.sources.postgres.reading.row_readers import SMALL, RowReaders
from desktop_app.engine.sources.postgres.reading.watch import Watch
from desktop_app.engine.sources.postgres.tools import Tools
from desktop_app.engine.sources.readers import BytesReader, pieces_of

MOST_REMARKS = 100  # a function may warn of every row


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a database, held still by a coordinator's transaction.

    ``snapshot`` is the exported snapshot's name; ``encoding`` the database's, ``codec`` what
    Python calls it. ``sees_passwords``: whether the user may read the hashes of passwords.
    """

    address: Address
    password: str | None = field(repr=False)
    settings: ClientSettings
    tools: Tools
    snapshot: str
    server_version: int
    encoding: str
    codec: str
    listing: Listing
    description: bytes
    sees_passwords: bool


class PostgresSession:
    """Gives readers for the items of a plan. Any thread may ask."""

    def __init__(
        self, moment: Moment, plan: Plan, readers: int, cancel: Cancel, watch: Watch
    ) -> None:
        self.plan, self.readers = plan, readers
        self._moment, self._cancel, self._watch = moment, cancel, watch
        self._lock = threading.Lock()
        self._locked = frozenset(quoted for _, quoted in moment.listing.locks)
        self._told: dict[Remark, None] = {}
        self._more = 0
        self._started: dict[tuple[ItemKind, str], ItemReader] = {}
        self._rows = RowReaders(
            moment.address,
            moment.password,
            moment.settings,
            moment.tools,
            moment.encoding,
            moment.snapshot,
            cancel,
            watch,
            self._tell,
        )

    def read(self, item: ItemPlan) -> ItemReader:
        with self._lock:
            started = self._started.pop((item.kind, item.name), None)
        reader = started or self._begin(item)
        if item.kind is not ItemKind.ROLES:
            return reader
        roles = b"".join(pieces_of(reader, self._cancel))
        return BytesReader(commands.without_random_key(roles))

    def late_remarks(self) -> tuple[Remark, ...]:
        """Raises :class:`ConnectionLost` when the moment was lost while items were read."""
        self._watch.look()
        with self._lock:
            more = (Remark("", f"{self._more} more warnings"),) if self._more else ()
            return (*self._told, *more)

    def close(self) -> None:
        """End the connections; readers are closed by whoever asked for them."""
        for reader in self._started.values():
            reader.close()
        self._rows.close()

    def start(self) -> None:
        """Begin to read the schema now: pg_dump locks its tables at its start, and later a
        session that waits to alter one of them may stand before it in the queue. And the roles,
        which are not of the moment: so they are of as near to it as can be."""
        for item in self.plan.items:
            if item.kind in (ItemKind.SCHEMA, ItemKind.ROLES):
                self._started[item.kind, item.name] = self._begin_dump(item)

    def read_ahead(self) -> None:
        """Begin to read the rows that a backup asks for first."""
        rows = (item for item in self.plan.items if item.kind is ItemKind.ROWS)
        for item in nlargest(self.readers, rows, key=lambda item: item.expected_bytes):
            with suppress(ItemChanged, ItemFailed):  # which whoever asks for it will be told
                if item.expected_bytes > SMALL:
                    self._started[item.kind, item.name] = EarlyReader(self._begin_rows(item))

    def _begin(self, item: ItemPlan) -> ItemReader:
        if item.kind in (ItemKind.ROWS, ItemKind.DIGEST):
            return self._begin_rows(item)
        if item.kind is ItemKind.DATABASE:
            return BytesReader(self._moment.description)
        return self._begin_dump(item)

    def _begin_rows(self, item: ItemPlan) -> StoppableReader:
        table = item.name if item.name in self._locked else ""
        return self._rows.read(item.name, item.detail["copy"], item.expected_bytes, table)

    def _begin_dump(self, item: ItemPlan) -> PipeReader:
        command = self._dump(item.kind)

        def failed(code: int, lines: Sequence[str]) -> LabVaultError:
            where = self._moment.address.where
            return self._watch.judged(fault_of_tool(item.name, where, command.tool, code, lines))

        def ended(lines: Sequence[str]) -> None:
            self._watch.glance()
            self._tell(item.name, lines)

        return PipeReader(command, self._cancel, ended, failed)

    def _dump(self, kind: ItemKind) -> Command:
        m = self._moment
        if kind is ItemKind.ROLES:
            # A database may set another client_encoding for all who connect, one that cannot say
            # every name, or dates that only it understands (a role's VALID UNTIL). Roles are
            # asked in UTF-8, as everything else that is read as text, and in ISO dates.
            environment = {**self._environment("UTF8"), "PGDATESTYLE": "ISO", "PGTZ": "UTC"}
            return commands.dump_roles(m.tools, m.address, environment, passwords=m.sees_passwords)
        environment = self._environment(m.encoding)
        if kind is ItemKind.SCHEMA:
            return commands.dump_schema(
                m.tools, m.address, m.snapshot, m.listing, m.codec, environment
            )
        if kind is ItemKind.LARGE_OBJECTS:
            return commands.dump_large_objects(m.tools, m.address, m.snapshot, environment)
        raise Bug(f"a database has no item of kind {kind}")

    def _environment(self, encoding: str) -> dict[str, str]:
        moment = self._moment
        more = {"PGCLIENTENCODING": encoding}
        return tool_environment(moment.settings, moment.password, more)

    def _tell(self, item: str, lines: Sequence[str]) -> None:
        """Note a tool's warnings. What several say alike (of the whole database) is noted once."""
        with self._lock:
            for line in warnings_in(lines):
                if len(self._told) == MOST_REMARKS:
                    self._more += 1
                elif not any(remark.what == line for remark in self._told):
                    self._told[Remark(item, line)] = None
