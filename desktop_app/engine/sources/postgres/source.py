"""A PostgreSQL database as a source: one moment, held still, read as items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

import psycopg

from desktop_app.engine.errors import ItemChanged
from desktop_app.engine.model import ItemKind, ItemPlan, Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Plan
from desktop_app.engine.sources.postgres.commands import needed_major
from desktop_app.engine.sources.postgres.connection import (
    Address,
    ClientSettings,
    Connection,
    connect,
    fault_of,
)
from desktop_app.engine.sources.postgres.description import describe_database
from desktop_app.engine.sources.postgres.large_objects import look_at_large_objects
from desktop_app.engine.sources.postgres.listing import Listing, Table, list_relations
from desktop_app.engine.sources.postgres.moment import settings_script
from desktop_app.engine.sources.postgres.session import Moment, PostgresSession
from desktop_app.engine.sources.postgres.tools import Tools, find_tools

OLDEST, NEWEST = 13, 17
LOOKS = 5
READERS = 2


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

    @property
    def address(self) -> str:
        return self._address.url()

    @contextmanager
    def open(self, progress: Progress) -> Iterator[PostgresSession]:
        """Hold the moment still and list its items.

        Raises what :func:`connect` and :func:`find_tools` raise, and :class:`ItemChanged` when
        tables come and go faster than they can be locked.
        """
        with ExitStack() as stack:
            coordinator = stack.enter_context(connect(self._address, self._password))
            stack.enter_context(progress.cancel.closing(coordinator.cancel))
            try:
                moment, plan = self._fix(coordinator)
            except psycopg.Error as error:
                progress.cancel.check()
                raise fault_of(error, "listing what to back up", self._address) from None
            session = PostgresSession(moment, plan, self._readers, progress.cancel)
            stack.callback(session.close)
            yield session

    def _fix(self, coordinator: Connection) -> tuple[Moment, Plan]:
        info = coordinator.info
        encoding = info.parameter_status("server_encoding") or "UTF8"
        begin = settings_script(info.server_version, "UTF8").as_string(coordinator)
        coordinator.execute(begin.encode())
        listing = _lock(coordinator, self._address.user)
        tools = self._tools(listing, info.server_version // 10000)
        row = coordinator.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        moment = Moment(
            address=self._address,
            password=self._password,
            settings=self._settings,
            tools=tools,
            snapshot=str(row[0]),
            server_version=info.server_version,
            encoding=encoding,
            listing=listing,
            description=describe_database(coordinator),
            superuser=info.parameter_status("is_superuser") == "on",
        )
        return moment, _plan(moment, coordinator)

    def _tools(self, listing: Listing, server_major: int) -> Tools:
        search = self._settings.environment.get("PATH", "")
        return find_tools(needed_major(listing, server_major), search)


def _lock(coordinator: Connection, user: str) -> Listing:
    """Lock what is to be read, then fix the moment, then look whether it is still the same.

    pg_dump looks first and locks later; a table emptied in between is then dumped empty. Here
    the locks come before the moment: LOCK TABLE does not yet fix it.
    """
    before = list_relations(coordinator, user)
    for _ in range(LOOKS):
        coordinator.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            _lock_tables(coordinator, before.tables)
            now = list_relations(coordinator, user)
            if before.same_tables(now):
                return now
        except psycopg.errors.UndefinedTable:
            pass  # dropped since the look; the next look will not see it
        coordinator.execute("ROLLBACK")
        before = list_relations(coordinator, user)
    raise ItemChanged("the list of tables", "tables come and go faster than they can be locked")


def _lock_tables(coordinator: Connection, tables: Sequence[Table]) -> None:
    for at in range(0, len(tables), 500):
        names = ", ".join(f"ONLY {table.quoted}" for table in tables[at : at + 500])
        coordinator.execute(f"LOCK TABLE {names} IN ACCESS SHARE MODE".encode())


def _plan(moment: Moment, coordinator: Connection) -> Plan:
    remarks = list(moment.listing.remarks)
    items = [
        ItemPlan("roles", ItemKind.ROLES),
        ItemPlan("database", ItemKind.DATABASE, len(moment.description)),
        ItemPlan("schema", ItemKind.SCHEMA),
    ]
    if not moment.superuser:
        what = (
            f"without their passwords, which only a superuser may read, not {moment.address.user}"
        )
        remarks.append(Remark("roles", what))
    found = look_at_large_objects(coordinator, moment.address.user)
    items += found.items
    remarks += found.remarks
    items += [
        ItemPlan(table.quoted, ItemKind.ROWS, table.size, _detail(table, number))
        for number, table in enumerate(moment.listing.tables)
    ]
    return Plan(tuple(items), tuple(remarks), _facts(moment))


def _detail(table: Table, number: int) -> Mapping[str, str]:
    """What a restore needs to know of a table besides its rows."""
    detail = {
        "schema": table.schema,
        "table": table.name,
        "columns": ", ".join(table.columns),
        "column_count": str(len(table.columns)),
        "copy": table.copy,
        "from": f"{table.quoted}{table.column_list}",
    }
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
