"""A restore under way: an unfinished database, filled step by step."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Bug, ServerRefused
from desktop_app.engine.model import Item, Remark
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.base import Build, ItemReader, Later, Met, Steps
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.mariadb.connection import (
    WIRE_ERRORS,
    Connection,
    connect,
    fault_of,
    quoted,
)
from desktop_app.engine.sources.mariadb.definitions import Making, Statement
from desktop_app.engine.sources.mariadb.readers import RowReader
from desktop_app.engine.sources.mariadb.restoring.maker import Maker, drop_rest
from desktop_app.engine.sources.mariadb.restoring.mark import Mark, Phase, rows_of, store_mark
from desktop_app.engine.sources.mariadb.restoring.publication import Publication
from desktop_app.engine.sources.mariadb.restoring.server import Server
from desktop_app.engine.sources.mariadb.restoring.survey import Survey
from desktop_app.engine.sources.mariadb.rows import RowForm
from desktop_app.engine.sources.mariadb.users import Account

LOADERS = 2
NOTED_EVERY = 1.0  # seconds; a note that comes late costs a table loaded again, nothing else
STEPS = Steps(complete="trying views, triggers and routines")

# Rows are taken as they were: zero dates, the 30th of February, ids of 0, rows that a check or a
# foreign key of today would refuse. They are read back and compared.
LOADS = (
    "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES',"
    " foreign_key_checks = 0, unique_checks = 0"
)
LOADS_OF_MARIADB = "SET SESSION check_constraint_checks = 0"
TAKES_HISTORY = "SET SESSION system_versioning_insert_history = 1"
FOREIGN_KEYS = """
SELECT k.table_name, k.constraint_name, k.referenced_table_name
  FROM information_schema.key_column_usage k
 WHERE k.table_schema = %s AND k.referenced_table_name IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM information_schema.tables t
        WHERE t.table_schema = k.referenced_table_schema AND t.table_name = k.referenced_table_name)
 GROUP BY 1, 2, 3
"""


@dataclass(frozen=True, slots=True)
class Means:
    """What a restore works with."""

    password: str | None = field(repr=False)
    settings: ClientSettings
    cancel: Cancel


class MariaLoading:
    """The unfinished database of one order. ``load`` and ``read_back`` may be called from several
    threads at once."""

    def __init__(self, server: Server, survey: Survey, mark: Mark, means: Means) -> None:
        self._server, self._survey, self._means, self._mark = server, survey, means, mark
        self._lock = threading.Lock()
        self._noted = time.monotonic()
        self._idle: dict[bool, list[Connection]] = {False: [], True: []}
        self._all: list[Connection] = []
        self._warned: dict[str, str] = {}
        self._remarks: list[Remark] = []
        self._address = server.address.with_database(survey.place)
        self._maker = Maker(survey.dump, self._address, means.cancel)
        self._tables = frozenset(item.name for item in rows_of(survey.order.items))
        self._all_tables = survey.order.whole
        self._is_noted = False
        self._resumed = mark.phase >= Phase.DEFINED
        self.steps, self.loaders, self.in_turn = STEPS, LOADERS, False
        self.contents: Sequence[Item] = rows_of(survey.order.items)
        self.loaded = mark.loaded
        self.kept: str | None = None
        self.met: Met | None = None
        if survey.is_moving:
            self.loaded = frozenset(self._tables)

    def define(self) -> None:
        if self._resumed:
            return
        self._create_users()
        with self._server.inside(self._survey.place) as connection:
            self._maker.make_tables(connection, self._is_wanted)
        self._reach(Phase.DEFINED)

    def _is_wanted(self, statement: Statement) -> bool:
        """Of a selection: its tables, and what is of use without others. Events work on the whole
        database, and stay away."""
        if self._all_tables:
            return True
        match statement.making:
            case Making.TABLE:
                return statement.name in self._tables
            case Making.TRIGGER:
                return statement.drops or statement.table in self._tables
            case Making.EVENT:
                return False
        return True

    def _create_users(self) -> None:
        survey = self._survey
        if not survey.missing:
            return
        if not survey.order.create_roles:
            self._tell(
                Remark(f"user {each}", "is not on this server; what it defines works only with it")
                for each in survey.missing
            )
            return
        wanted = frozenset(survey.missing)
        self._mark = replace(self._mark, made=frozenset(map(str, wanted)))
        for account, statement in survey.users.making(wanted):
            self._attempt(account, statement)
        for account in sorted(wanted - survey.users.known(), key=str):
            self._tell([Remark(f"user {account}", "is not in the snapshot, and not created")])
        for account in survey.users.wide(wanted):
            what = "its rights on the whole server were not given"
            self._tell([Remark(f"user {account}", what)])

    def _give_rights(self) -> None:
        survey, made = self._survey, self._mark.made
        wanted = {account for account in survey.users.known() if str(account) in made}
        source, place = survey.source_database, survey.wanted
        for account, statement in survey.users.granting(wanted, source, place):
            self._attempt(account, statement)

    def _attempt(self, account: Account, statement: str) -> None:
        try:
            self._server.run(f"creating the user {account}", statement)
        except ServerRefused as fault:
            self._tell([Remark(f"user {account}", f"not as it was: {fault.reason}")])

    def load(self, item: Item, pieces: Iterable[bytes]) -> None:
        form, table = RowForm.read(item.detail), item.detail["table"]
        connection = self._take(raw=False)
        try:
            self._prepare(connection, table, form)
            warnings = connection.feed(form.load_statement(table), pieces)
            if warnings:
                self._note_warning(connection, item.name)
        except WIRE_ERRORS as error:
            self._means.cancel.check()
            raise fault_of(error, f"loading {item.name}", self._address) from None
        finally:
            self._give_back(connection, raw=False)

    def _prepare(self, connection: Connection, table: str, form: RowForm) -> None:
        """Empty the table, so that loading twice is as good as once."""
        name = quoted(table)
        if form.history:
            connection.run(TAKES_HISTORY)
        if not self._resumed or not connection.rows(f"SELECT 1 FROM {name} LIMIT 1"):  # noqa: S608
            return
        connection.run(f"DELETE FROM {name}")  # noqa: S608 (quoted)
        if form.history:
            connection.run(f"DELETE HISTORY FROM {name}")

    def _note_warning(self, connection: Connection, name: str) -> None:
        rows = connection.rows("SHOW WARNINGS LIMIT 1")
        with self._lock:
            self._warned[name] = str(rows[0][2]) if rows else ""

    def read_back(self, item: Item) -> ItemReader:
        if self._survey.is_moving:
            raise ServerRefused("comparing", "the tables were moved already")
        connection = self._take(raw=True)
        form, where = RowForm.read(item.detail), self._address.where
        return RowReader(
            connection,
            item.detail["table"],
            form,
            where,
            self._means.cancel,
            lambda given: self._give_back(given, raw=True),
        )

    def mark_loaded(self, item: Item) -> None:
        with self._lock:
            self._warned.pop(item.name, None)
            self._mark = self._mark.with_loaded(item.name)
            if time.monotonic() - self._noted > NOTED_EVERY:
                self._note()

    def later(self, item: Item) -> Later:
        return Later()

    def next_builds(self) -> Sequence[Build]:
        return ()

    def build(self, build: Build) -> None:
        raise Bug(f"{build.name} was never offered to be built")

    def complete(self) -> None:
        if self._survey.is_moving:
            return
        place = self._survey.place
        with self._server.inside(place) as connection:
            with self._server.told("leaving foreign keys out"):
                self._leave_loose_ends(connection)
            # Events would begin to work here; they are not tried.
            self._maker.make_rest(connection, self._is_tried)
            with self._server.told("taking what was tried away"):
                drop_rest(connection, place)
        self._reach(Phase.LOADED)

    def _is_tried(self, statement: Statement) -> bool:
        return statement.making is not Making.EVENT and self._is_wanted(statement)

    def _leave_loose_ends(self, connection: Connection) -> None:
        """Foreign keys to tables that were not selected."""
        if self._all_tables:
            return
        for table, name, other in connection.rows(FOREIGN_KEYS, self._survey.place):
            statement = f"ALTER TABLE {quoted(table)} DROP FOREIGN KEY {quoted(name)}"
            connection.run(statement)
            what = f"foreign key {name} left out: it needs {other}, which was not selected"
            self._tell([Remark(str(table), what)])

    def publish(self) -> str:
        self.close()
        publication = Publication(
            self._server, self._survey, self._mark, self._maker, self._is_wanted, self._means
        )
        # From here on it is for the publication to note how far it has come.
        self._is_noted = True
        self.kept = publication.publish()
        self._give_rights()
        self._tell(publication.remarks)
        return self._survey.wanted

    def abandon(self) -> None:
        self.close()
        self._server.drop(self._survey.place)

    def late_remarks(self) -> tuple[Remark, ...]:
        with self._lock:
            warned = [
                Remark(name, f"the server says: {what}") for name, what in self._warned.items()
            ]
            found = [*self._remarks, *self._maker.remarks(), *warned]
        return tuple(dict.fromkeys(found))

    def close(self) -> None:
        """End all connections to the unfinished database. Harmless when called twice."""
        with self._lock:
            for connection in self._all:
                connection.end()
            self._all.clear()
            self._idle = {False: [], True: []}

    def note(self) -> None:
        """Write down what was loaded since the last note."""
        with self._lock:
            self._note()

    def _note(self) -> None:
        if self._is_noted:
            return
        with self._server.told("noting how far it has come"):
            store_mark(self._server.connection, self._survey.place, self._mark)
        self._noted = time.monotonic()

    def _reach(self, phase: Phase) -> None:
        with self._lock:
            self._mark = self._mark.reached(phase)
            self._note()

    def _tell(self, remarks: Iterable[Remark]) -> None:
        with self._lock:
            self._remarks += remarks

    def _take(self, *, raw: bool) -> Connection:
        with self._lock:
            if self._idle[raw]:
                return self._idle[raw].pop()
        cancel, environment = self._means.cancel, self._means.settings.environment
        connection = connect(
            self._address, self._means.password, environment, cancel=cancel, raw=raw
        )
        with self._lock:
            self._all.append(connection)
        if not raw:
            with self._server.told("preparing to load"):
                connection.run(LOADS)
                if connection.is_mariadb:
                    connection.run(LOADS_OF_MARIADB)
        return connection

    def _give_back(self, connection: Connection, *, raw: bool) -> None:
        with self._lock:
            if not connection.is_gone and connection in self._all:
                self._idle[raw].append(connection)

    def sever(self) -> None:
        """Wake whoever waits for the server; for cancelling."""
        with self._lock:
            connections = list(self._all)
        for connection in connections:
            connection.sever()
