"""A PostgreSQL database as a source: one moment, held still, read as items."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import astuple
from typing import LiteralString

import psycopg
from psycopg import errors as pg
from psycopg import sql

from desktop_app.engine.errors import ItemChanged, NotSupported
from desktop_app.engine.model import ItemKind, ItemPlan, Remark
from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.sources.base import Plan
from desktop_app.engine.sources.postgres.connection import (
    Address,
    ClientSettings,
    Connection,
    connect,
    fault_of,
    first_line,
    pinned,
    sever,
)
from desktop_app.engine.sources.postgres.description import describe_database
from desktop_app.engine.sources.postgres.large_objects import look_at_large_objects
from desktop_app.engine.sources.postgres.opening import Opening
from desktop_app.engine.sources.postgres.reading.commands import needed_major
from desktop_app.engine.sources.postgres.reading.listing import Listing, Table, list_relations
from desktop_app.engine.sources.postgres.reading.moment import codec_of, settings_script
from desktop_app.engine.sources.postgres.reading.session import Moment, PostgresSession
from desktop_app.engine.sources.postgres.reading.user_mappings import unseen_user_mappings
from desktop_app.engine.sources.postgres.reading.watch import Watch
from desktop_app.engine.sources.postgres.tools import Tools, find_tools

OLDEST, NEWEST = 13, 17
LOOKS = 5
READERS = 2
BYTES_OF_DEFINITIONS = 1500  # of a table, roughly, in an archive; for progress only

# What a lock says when the world changed since the look: dropped, renamed, rights withdrawn.
CHANGED = (
    pg.UndefinedTable,
    pg.InvalidSchemaName,
    pg.InsufficientPrivilege,
    pg.WrongObjectType,
    pg.DeadlockDetected,
)

# SQL_ASCII takes any bytes for a name, and other encodings know characters that UTF-8 does not.
UNTOLD = (pg.CharacterNotInRepertoire, pg.UntranslatableCharacter)

SEES_PASSWORDS = "SELECT has_table_privilege('pg_catalog.pg_authid', 'SELECT')"


class PostgresSource:
    """One database. ``password`` None leaves it to .pgpass, the environment, or trust."""

    kind = "postgresql"

    def __init__(
        self,
        address: Address,
        password: str | None,
        settings: ClientSettings,
        readers: int = READERS,
    ) -> None:
        self._address, self._password = address, password
        self._settings, self._readers = settings, readers
        self._opening: Opening | None = None

    @property
    def address(self) -> str:
        return self._address.url()

    def prepare(self) -> None:
        """Begin to open it already, on a thread: for who is busy with something else before
        :meth:`open`, which then tells of any fault. Call :meth:`close` afterwards."""
        self.close()
        self._opening = Opening(self._opened)

    def close(self) -> None:
        """Let go of what :meth:`prepare` began and :meth:`open` did not take."""
        opening, self._opening = self._opening, None
        if opening is not None:
            opening.close()

    def open(self, progress: Progress) -> AbstractContextManager[PostgresSession]:
        """Hold the moment still and list its items; or take the moment that is held already.

        Raises what :func:`connect` and :func:`find_tools` raise, :class:`NotSupported` for a
        server or encoding that is not, and :class:`ItemChanged` when tables come and go faster
        than they can be locked.
        """
        opening, self._opening = self._opening, None
        if opening is None:
            return self._opened(progress.cancel)
        return opening.session(progress.cancel)

    @contextmanager
    def _opened(self, cancel: Cancel) -> Iterator[PostgresSession]:
        with ExitStack() as stack:
            coordinator = connect(self._address, self._password, cancel=cancel)
            stack.callback(coordinator.close)
            stack.enter_context(cancel.closing(lambda: sever(coordinator)))
            try:
                moment, plan = self._fix(coordinator)
            except UNTOLD as error:
                what = "a database with names that UTF-8 cannot say"
                raise NotSupported(what, first_line(error)) from None
            except psycopg.Error as error:
                cancel.check()
                raise fault_of(error, "listing what to back up", self._address) from None
            watch = Watch(coordinator, moment.address.where, cancel)
            session = PostgresSession(moment, plan, self._readers, cancel, watch)
            stack.callback(session.close)
            session.start()
            yield session

    def _fix(self, coordinator: Connection) -> tuple[Moment, Plan]:
        version = coordinator.info.server_version
        # Not through psycopg's info, which wants to know the encoding to tell its name.
        encoding = (coordinator.pgconn.parameter_status(b"server_encoding") or b"UTF8").decode()
        if not OLDEST <= version // 10000 <= NEWEST:
            raise NotSupported(f"PostgreSQL {version // 10000}", f"{OLDEST} to {NEWEST} are")
        codec = _codec(coordinator, encoding)
        coordinator.execute(settings_script(version, "UTF8").as_string(coordinator).encode())
        listing = _lock(coordinator, self._address.user)
        moment = Moment(
            address=pinned(self._address, coordinator),
            password=self._password,
            settings=self._settings,
            tools=self._tools(listing, version // 10000),
            snapshot=str(_one(coordinator, "SELECT pg_export_snapshot()")),
            server_version=version,
            encoding=encoding,
            codec=codec,
            listing=listing,
            description=describe_database(coordinator),
            sees_passwords=bool(_one(coordinator, SEES_PASSWORDS)),
        )
        return moment, _plan(moment, coordinator)

    def _tools(self, listing: Listing, server_major: int) -> Tools:
        search_path = self._settings.environment.get("PATH", "")
        major = needed_major(listing, server_major)
        by = "the server" if major == server_major else "so long a list of tables"
        return find_tools(major, search_path, self._settings.tool_folders, by)


def _one(connection: Connection, query: LiteralString) -> object:
    row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def _codec(coordinator: Connection, encoding: str) -> str:
    """The name of the database's own encoding in Python."""
    set_encoding = sql.SQL("SET client_encoding = {}").format(sql.Literal(encoding))
    try:
        coordinator.execute(set_encoding)
        return codec_of(coordinator)
    except psycopg.NotSupportedError:
        raise NotSupported(f"a database in {encoding}", "Python does not know it") from None


def _lock(coordinator: Connection, user: str) -> Listing:
    """Lock what is to be read, then fix the moment, then look whether it is still the same.

    pg_dump looks first and locks later; a table emptied in between is then dumped empty. Here
    the locks come before the moment: LOCK TABLE does not yet fix it.
    """
    before = list_relations(coordinator, user)
    reason = "tables come and go faster than they can be locked"
    for _ in range(LOOKS):
        coordinator.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            _lock_tables(coordinator, [quoted for _, quoted in before.locks])
            now = list_relations(coordinator, user)
            if before.locks == now.locks:
                return now
        except CHANGED as error:
            reason = first_line(error)
        coordinator.execute("ROLLBACK")
        before = list_relations(coordinator, user)
    raise ItemChanged("the list of tables", reason)


def _lock_tables(coordinator: Connection, names: Sequence[str]) -> None:
    for at in range(0, len(names), 500):
        some = ", ".join(f"ONLY {name}" for name in names[at : at + 500])
        coordinator.execute(f"LOCK TABLE {some} IN ACCESS SHARE MODE".encode())


def _plan(moment: Moment, coordinator: Connection) -> Plan:
    listing, user = moment.listing, moment.address.user
    remarks = list(listing.remarks)
    items = [
        ItemPlan("roles", ItemKind.ROLES),
        ItemPlan("database", ItemKind.DATABASE, len(moment.description)),
        ItemPlan(
            "schema",
            ItemKind.SCHEMA,
            BYTES_OF_DEFINITIONS * len(listing.tables),
            _detail_of_schema(listing),
        ),
    ]
    if not moment.sees_passwords:
        remarks.append(Remark("roles", f"without their passwords, which {user} may not read"))
    remarks += unseen_user_mappings(coordinator, user)
    found = look_at_large_objects(coordinator, user)
    items += found.items
    remarks += found.remarks
    items += [
        ItemPlan(table.quoted, ItemKind.ROWS, table.size, _detail(table, number, moment.codec))
        for number, table in enumerate(listing.tables)
    ]
    return Plan(tuple(items), tuple(remarks), _facts(moment))


def _detail_of_schema(listing: Listing) -> Mapping[str, str]:
    """What a restore needs to know of the definitions as a whole."""
    detail = {}
    if listing.broken:
        detail["broken"] = json.dumps([astuple(key) for key in listing.broken])
    if listing.partitions:
        detail["partitions"] = json.dumps(listing.partitions)
    return detail


def _detail(table: Table, number: int, codec: str) -> Mapping[str, str]:
    """What a restore needs to know of a table besides its rows, and a preview of them."""
    detail = {
        "schema": table.schema,
        "table": table.name,
        "columns": ", ".join(table.columns),
        "column_count": str(len(table.columns)),
        "copy": table.copy,
        "from": f"{table.quoted}{table.column_list}",
    }
    if codec != "utf-8":
        detail["python_encoding"] = codec
    if table.condition is not None:
        detail["extension"] = "yes"  # the extension makes the table and its own rows
        detail["order"] = str(number)
    if table.load_via:
        detail["load_via"] = table.load_via
    return detail


def _facts(moment: Moment) -> Mapping[str, str]:
    major, minor = divmod(moment.server_version, 10000)
    return {
        "server_version": f"{major}.{minor}",
        "tool_version": ".".join(map(str, moment.tools.version)),
        "encoding": moment.encoding,
        "database": moment.address.database,
    }
