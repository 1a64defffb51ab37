"""A MariaDB or MySQL database as a source: one moment, held still, read as items."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC

from blake3 import blake3

from desktop_app.engine.errors import ItemChanged, NotSupported
from desktop_app.engine.model import ItemKind, ItemPlan, Remark
from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.sources.base import Plan
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.connection import (
    WIRE_ERRORS,
    Connection,
    connect,
    fault_of,
)
from desktop_app.engine.sources.mariadb.dump import Definitions, Dumper
from desktop_app.engine.sources.mariadb.listing import Table, list_database
from desktop_app.engine.sources.mariadb.moment import LOOKS, Moment, fix_moment
from desktop_app.engine.sources.mariadb.session import MariaSession
from desktop_app.engine.sources.mariadb.tools import Tools, find_tools
from desktop_app.engine.sources.mariadb.users import describe_users

READERS = 2
OLDEST = {True: (10, 3, 0), False: (5, 7, 0)}  # MariaDB, MySQL
SYSTEM = frozenset({"information_schema", "performance_schema", "mysql", "sys"})
ABOUT_DATABASE = """
SELECT default_character_set_name, default_collation_name FROM information_schema.schemata
 WHERE schema_name = %s
"""


class MariaSource:
    """One database. ``password`` None leaves it to ``.my.cnf`` or ``MYSQL_PWD``."""

    kind = "mariadb"

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
    def open(self, progress: Progress) -> Iterator[MariaSession]:
        """Hold the moment still and list its items.

        Raises what :func:`connect` and :func:`find_tools` raise, :class:`NotSupported` for a
        server or database that is not, and :class:`ItemChanged` when tables and definitions come
        and go faster than they can be looked at.
        """
        cancel = progress.cancel
        with _Connections(self._address, self._password, self._settings, cancel) as connections:
            try:
                session = self._fix(connections)
            except WIRE_ERRORS as error:
                cancel.check()
                raise fault_of(error, "listing what to back up", self._address) from None
            yield session

    def _fix(self, connections: _Connections) -> MariaSession:
        coordinator = connections.make(raw=False)
        tools = self._tools(coordinator)
        address, cancel = self._address, connections.cancel
        dumper = Dumper(tools, address, self._password, self._settings, cancel)
        moment, definitions = self._define(coordinator, connections, dumper)
        told = {name: _first_row(moment.readers[0], table) for name, table in _tables(moment)}
        texts = {
            ItemKind.DATABASE: describe(coordinator, address.database),
            ItemKind.SCHEMA: definitions.dump,
        }
        users = describe_users(coordinator)
        if users is not None:
            texts[ItemKind.ROLES] = users
        plan = _plan(moment, definitions, texts, told, _facts(coordinator, tools, address))
        return MariaSession(coordinator, moment, plan, texts, address.where, cancel)

    def _tools(self, coordinator: Connection) -> Tools:
        database, version = self._address.database, coordinator.version
        if database.lower() in SYSTEM:
            raise NotSupported(f"the database {database}", "it is the server's own")
        oldest = OLDEST[coordinator.is_mariadb]
        if version < oldest:
            told = ".".join(map(str, version[:2]))
            needed = ".".join(map(str, oldest[:2]))
            raise NotSupported(f"a server of version {told}", f"{needed} and newer are")
        path = self._settings.environment.get("PATH", "")
        return find_tools(version[:2], coordinator.is_mariadb, path, self._settings.tool_folders)

    def _define(
        self, coordinator: Connection, connections: _Connections, dumper: Dumper
    ) -> tuple[Moment, Definitions]:
        """The moment, and definitions that are of it: nothing was made, changed or dropped
        between."""
        database = self._address.database
        for _ in range(LOOKS):
            with ExitStack() as made:
                moment = fix_moment(coordinator, connections.make, database, self._readers)
                for connection in (*moment.readers, *filter(None, [moment.locked])):
                    made.callback(connection.end)
                definitions = dumper.write(moment.listing, moment.rights)
                if moment.listing.same_as(list_database(coordinator, database)):
                    made.pop_all()
                    return moment, definitions
            coordinator.run("ROLLBACK")
        raise ItemChanged("schema", "definitions are changed faster than they can be read")


@dataclass
class _Connections:
    """Those of one run: cancelling severs them, the end closes them."""

    address: Address
    password: str | None
    settings: ClientSettings
    cancel: Cancel

    def __post_init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> _Connections:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def make(self, raw: bool) -> Connection:
        """Another one; with ``raw`` for rows."""
        environment = self.settings.environment
        connection = connect(self.address, self.password, environment, cancel=self.cancel, raw=raw)
        self._stack.callback(connection.end)
        self._stack.enter_context(self.cancel.closing(connection.sever))
        return connection


def _tables(moment: Moment) -> Iterator[tuple[str, Table]]:
    return ((table.name, table) for table in moment.listing.tables)


def _first_row(reader: Connection, table: Table) -> str:
    """What tells a table that was made anew from one that went on: half a hash of its first row;
    nothing where its rows have no order."""
    if not table.form.key or not table.is_transactional:
        return ""
    lines = list(table.form.lines(reader.packets(table.form.query(table.name) + " LIMIT 1")))
    return blake3(lines[0]).hexdigest(16) if lines else ""


def describe(connection: Connection, database: str) -> bytes:
    """How to create the database itself, as JSON."""
    ((charset, collation),) = connection.rows(ABOUT_DATABASE, database)
    body = {"encoding": str(charset), "collation": str(collation)}
    return json.dumps(body, sort_keys=True).encode()


def _plan(
    moment: Moment,
    definitions: Definitions,
    texts: Mapping[ItemKind, bytes],
    told: Mapping[str, str],
    facts: Mapping[str, str],
) -> Plan:
    names = {ItemKind.ROLES: "users", ItemKind.DATABASE: "database", ItemKind.SCHEMA: "schema"}
    items = [ItemPlan(names[kind], kind, len(texts[kind])) for kind in names if kind in texts]
    items += [
        ItemPlan(table.name, ItemKind.ROWS, table.size, _detail(table, told[table.name]))
        for table in moment.listing.tables
        if table.name not in definitions.undefined
    ]
    remarks = [*moment.listing.remarks, *moment.remarks, *definitions.remarks]
    if ItemKind.ROLES not in texts:
        remarks.append(Remark("users", "left out: the user may not see users and their rights"))
    return Plan(tuple(items), tuple(remarks), facts)


def _detail(table: Table, first: str) -> dict[str, str]:
    """What a restore needs to know of a table besides its rows, and what tells it from another
    one of its name."""
    detail = {"table": table.name, "engine": table.engine} | table.form.detail()
    if table.created is not None:
        detail["created"] = table.created.isoformat(sep=" ")
    if table.next_id is not None:
        detail["next_id"] = str(table.next_id)
    return detail | ({"first": first} if first else {})


def _facts(coordinator: Connection, tools: Tools, address: Address) -> Mapping[str, str]:
    now = coordinator.one("SELECT NOW(6)")  # in UTC, as every session of ours
    return {
        "server": "MariaDB" if coordinator.is_mariadb else "MySQL",
        "server_version": ".".join(map(str, coordinator.version)),
        "tool_version": ".".join(map(str, tools.version)),
        "database": address.database,
        "server_time": now.replace(tzinfo=UTC).isoformat(),
    }
