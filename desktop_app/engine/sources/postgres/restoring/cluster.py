"""The server around the database that is restored: made, marked, renamed and dropped from here."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from typing import Self

import psycopg
from psycopg import errors as pg
from psycopg import sql

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    LabVaultError,
    LoginRefused,
    NoSpace,
    TargetInUse,
    UnknownName,
)
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import (
    Address,
    Connection,
    connect,
    fault_of,
    pinned,
)
from desktop_app.engine.sources.postgres.restoring.restorer import in_plain_sessions

LOCKS = 0x4C56  # the class of LabVault's advisory locks
LONG_SESSIONS_SINCE = 14
ENDING = 1.0  # seconds for which a closed session may still be counted

FIND = """
SELECT pg_catalog.shobj_description(d.oid, 'pg_database'), d.datistemplate,
       pg_catalog.pg_get_userbyid(d.datdba), pg_catalog.pg_has_role(d.datdba, 'USAGE'),
       (SELECT count(*) FROM pg_catalog.pg_stat_activity a
         WHERE a.datid = d.oid AND a.backend_type IS DISTINCT FROM 'autovacuum worker')
       + (SELECT count(*) FROM pg_catalog.pg_prepared_xacts x WHERE x.database = d.datname)
  FROM pg_catalog.pg_database d WHERE d.datname = %s
"""

TERMINATE = """
SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
 WHERE datname = %s AND pid <> pg_catalog.pg_backend_pid()
"""

# What people put into a database: objects above the numbers that initdb uses, and public's.
HOLDS = """
SELECT what || ' ' || name FROM (
    SELECT 'schema' AS what, nspname AS name, 1 AS rank FROM pg_catalog.pg_namespace
     WHERE oid >= 16384 AND nspname !~ '^pg_(temp|toast)'
    UNION ALL SELECT 'table', format('%I.%I', n.nspname, c.relname), 0
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
       AND n.nspname !~ '^pg_(temp|toast)'
    UNION ALL SELECT 'function', proname, 2 FROM pg_catalog.pg_proc WHERE oid >= 16384
    UNION ALL SELECT 'type', typname, 2 FROM pg_catalog.pg_type
     WHERE oid >= 16384 AND typrelid = 0 AND typelem = 0
    UNION ALL SELECT 'extension', extname, 1 FROM pg_catalog.pg_extension
     WHERE extname <> 'plpgsql'
    UNION ALL SELECT 'publication', pubname, 2 FROM pg_catalog.pg_publication
    UNION ALL SELECT 'event trigger', evtname, 2 FROM pg_catalog.pg_event_trigger
    UNION ALL SELECT 'server', srvname, 2 FROM pg_catalog.pg_foreign_server
    UNION ALL SELECT 'foreign-data wrapper', fdwname, 2 FROM pg_catalog.pg_foreign_data_wrapper
    UNION ALL SELECT 'language', lanname, 2 FROM pg_catalog.pg_language WHERE oid >= 16384
    UNION ALL SELECT 'access method', amname, 2 FROM pg_catalog.pg_am WHERE oid >= 16384
    UNION ALL SELECT 'collation', collname, 2 FROM pg_catalog.pg_collation
     WHERE oid >= 16384 AND collnamespace <> 'pg_catalog'::regnamespace
    UNION ALL SELECT 'conversion', conname, 2 FROM pg_catalog.pg_conversion WHERE oid >= 16384
    UNION ALL SELECT 'operator', oprname, 2 FROM pg_catalog.pg_operator WHERE oid >= 16384
    UNION ALL SELECT 'operator class', opcname, 2 FROM pg_catalog.pg_opclass WHERE oid >= 16384
    UNION ALL SELECT 'operator family', opfname, 2 FROM pg_catalog.pg_opfamily WHERE oid >= 16384
    UNION ALL SELECT 'text search configuration', cfgname, 2 FROM pg_catalog.pg_ts_config
     WHERE oid >= 16384
    UNION ALL SELECT 'text search dictionary', dictname, 2 FROM pg_catalog.pg_ts_dict
     WHERE oid >= 16384
    UNION ALL SELECT 'text search parser', prsname, 2 FROM pg_catalog.pg_ts_parser
     WHERE oid >= 16384
    UNION ALL SELECT 'text search template', tmplname, 2 FROM pg_catalog.pg_ts_template
     WHERE oid >= 16384
    UNION ALL SELECT 'cast', format('%s as %s', castsource::regtype, casttarget::regtype), 2
      FROM pg_catalog.pg_cast WHERE oid >= 16384
    UNION ALL SELECT 'transform', format('of %s', trftype::regtype), 2
      FROM pg_catalog.pg_transform
    UNION ALL SELECT 'subscription', subname, 2 FROM pg_catalog.pg_subscription
     WHERE subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
    UNION ALL SELECT 'default privileges', pg_catalog.pg_get_userbyid(defaclrole), 2
      FROM pg_catalog.pg_default_acl
    UNION ALL (SELECT 'large object', oid::text, 3
                 FROM pg_catalog.pg_largeobject_metadata LIMIT 1)
) found ORDER BY rank, name LIMIT 4
"""

EVENT_TRIGGERS = "SELECT evtname FROM pg_catalog.pg_event_trigger WHERE evtenabled <> 'D'"
SUBSCRIPTIONS = """
SELECT subname FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
 WHERE d.datname = current_database()
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A database that is there. ``ours``: whether the user has the rights of its owner.
    ``sessions`` counts prepared transactions too."""

    comment: str | None
    is_template: bool
    owner: str
    ours: bool
    sessions: int


class Cluster:
    """A connection to a database that is always there. Any thread may use it."""

    def __init__(
        self, address: Address, password: str | None, cancel: Cancel, connection: Connection
    ) -> None:
        self.address, self._password = address, password
        self._cancel, self._connection = cancel, connection
        self.major = connection.info.server_version // 10000

    @classmethod
    @contextmanager
    def open(cls, address: Address, password: str | None, cancel: Cancel) -> Iterator[Self]:
        """Beside the database of ``address``: in ``postgres``, else in ``template1``.

        Raises what :func:`connect` raises.
        """
        homes = [name for name in ("postgres", "template1") if name != address.database]
        plain = in_plain_sessions(address, {"synchronous_commit": "on"})
        try:
            connection = connect(plain.with_database(homes[0]), password, cancel=cancel)
        except (UnknownName, LoginRefused):
            if len(homes) == 1:
                raise
            connection = connect(plain.with_database(homes[1]), password, cancel=cancel)
        with closing(connection), cancel.closing(lambda: stop(connection)):
            cluster = cls(pinned(address, connection), password, cancel, connection)
            if cluster.major >= LONG_SESSIONS_SINCE:
                cluster.execute(sql.SQL("SET idle_session_timeout = 0"), "setting up")
            yield cluster

    def execute(self, statement: sql.SQL | sql.Composed, doing: str) -> None:
        """One statement; its faults are told as ours."""
        with self.faults(doing):
            self._connection.execute(statement)

    def ask(
        self, query: str, values: Sequence[object] = (), doing: str = "looking at the server"
    ) -> list[tuple[object, ...]]:
        with self.faults(doing):
            return self._connection.execute(query.encode(), values or None).fetchall()

    @contextmanager
    def transaction(self, doing: str) -> Iterator[None]:
        """All statements of the block, or none; a block within a block is a savepoint."""
        with self.faults(doing), self._connection.transaction():
            yield

    @contextmanager
    def faults(self, doing: str) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            raise server_fault(error, doing, self.address) from None

    def names(self, query: str, values: Sequence[object] = ()) -> frozenset[str]:
        """The first column of a query's answer."""
        return frozenset(str(row[0]) for row in self.ask(query, values))

    def find_at_rest(self, database: str) -> Found | None:
        """The same, but sessions that are just ending are given a moment to end."""
        until = time.monotonic() + ENDING
        while (found := self.find(database)) and found.sessions and time.monotonic() < until:
            self._cancel.wait(0.05)
        return found

    def find(self, database: str) -> Found | None:
        rows = self.ask(FIND, [database])
        if not rows:
            return None
        comment, is_template, owner, ours, sessions = rows[0]
        found = None if comment is None else str(comment)
        return Found(found, bool(is_template), str(owner), bool(ours), int(str(sessions)))

    def holds(self, database: str) -> tuple[str, ...]:
        """A few of the things in a database; none if it is empty."""
        with self.inside(database) as connection:
            rows = connection.execute(HOLDS.encode()).fetchall()
        return tuple(str(row[0]) for row in rows)

    @contextmanager
    def inside(self, database: str) -> Iterator[Connection]:
        """A connection to another database of this server."""
        address = in_plain_sessions(self.address).with_database(database)
        with (
            closing(connect(address, self._password, cancel=self._cancel)) as connection,
            self.faults(f"looking into {database}"),
        ):
            yield connection

    def take_hold(self, name: str) -> None:
        """Keep other LabVaults from restoring to the same name; ends with this connection."""
        number = int.from_bytes(sha256(name.encode()).digest()[:4], "big", signed=True)
        until = time.monotonic() + ENDING
        while not self.ask("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, number])[0][0]:
            if time.monotonic() > until:
                raise TargetInUse(name, 1)
            self._cancel.wait(0.05)

    def mark(self, database: str, comment: str | None) -> None:
        statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
        text = sql.Literal(comment) if comment is not None else sql.SQL("NULL")
        self.execute(statement.format(sql.Identifier(database), text), "marking the database")

    def end_sessions(self, database: str) -> None:
        self.ask(TERMINATE, [database])

    def drop(self, database: str) -> None:
        """Drop a database of our own, with whatever sessions an earlier run left in it.

        Subscriptions would keep it; they are cut loose first, so that nothing is told to the
        server they point to, which may still feed the original.
        """
        self.end_sessions(database)
        with self.inside(database) as connection:
            _cut_subscriptions(connection)
        statement = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database))
        self.execute(statement, f"dropping {database}")


def _cut_subscriptions(connection: Connection) -> None:
    subscriptions = connection.execute(SUBSCRIPTIONS).fetchall()
    if not subscriptions:
        return
    for (name,) in connection.execute(EVENT_TRIGGERS).fetchall():
        statement = sql.SQL("ALTER EVENT TRIGGER {} DISABLE")
        connection.execute(statement.format(sql.Identifier(str(name))))
    for (name,) in subscriptions:
        subscription = sql.Identifier(str(name))
        for text in (
            "ALTER SUBSCRIPTION {} DISABLE",
            "ALTER SUBSCRIPTION {} SET (slot_name = NONE)",
            "DROP SUBSCRIPTION {}",
        ):
            connection.execute(sql.SQL(text).format(subscription))


def server_fault(error: psycopg.Error, doing: str, address: Address) -> LabVaultError:
    """An error of the server that is restored to, as one of ours."""
    if isinstance(error, pg.DiskFull):
        return NoSpace(f"PostgreSQL server {address.where}")
    return fault_of(error, doing, address)


def stop(connection: Connection) -> None:
    """Stop the statement under way, from another thread; the connection stays."""
    with suppress(psycopg.Error):
        connection.cancel_safe(timeout=1.0)


class Terminator:
    """While the block runs, ends every session of a database as soon as it begins.

    A rename locks the database's name first and then waits up to 5 s for its sessions to go;
    so no lasting change is needed to keep new ones out, and a crash leaves nothing behind.
    """

    def __init__(self, address: Address, password: str | None, databases: Sequence[str]) -> None:
        self._address, self._password, self._databases = address, password, databases
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ending sessions")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        # Faults are not told here: if sessions stay, the rename itself says so.
        try:
            with Cluster.open(self._address, self._password, Cancel()) as cluster:
                while not self._done.is_set():
                    for database in self._databases:
                        cluster.end_sessions(database)
                    self._done.wait(0.05)
        except LabVaultError:
            return
