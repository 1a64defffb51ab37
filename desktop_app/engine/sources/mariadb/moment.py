"""One moment of a database, held still for several readers.

For an instant all writing stops, by the global read lock or by locks on all tables; in it each
reader begins a transaction that goes on seeing what there was. Tables of engines without
transactions stay locked for writers until they are read. A user who may do neither gets one
reader: its transaction is one moment too, but for tables of such engines, which is remarked.

A coordinator's transaction touches every table, so that none is altered, emptied or dropped
before all is read: whoever wants to waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from pymysql import err
from pymysql.constants import ER

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ItemChanged
from desktop_app.engine.model import Remark
from desktop_app.engine.sources.mariadb.connection import Connection, quoted, told
from desktop_app.engine.sources.mariadb.listing import (
    Listing,
    Table,
    list_database,
    lock_statement,
)
from desktop_app.engine.sources.mariadb.rights import Rights, look_at_rights

LOOKS = 5
PATIENCE = 5  # seconds that everybody's writing may have to wait for somebody's long statement
BEGIN = "START TRANSACTION WITH CONSISTENT SNAPSHOT"
REPEATABLE = "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ"

# What says that the user may not, or that others did not let us in time.
NOT_POSSIBLE = (
    ER.SPECIFIC_ACCESS_DENIED_ERROR,
    ER.DBACCESS_DENIED_ERROR,
    ER.TABLEACCESS_DENIED_ERROR,
    ER.LOCK_WAIT_TIMEOUT,
    1290,  # MySQL: the server runs with an option that forbids it
)
# What says that the database is not any more as it was listed.
CHANGED = (ER.NO_SUCH_TABLE, ER.TABLE_DEF_CHANGED, ER.BAD_TABLE_ERROR, ER.LOCK_DEADLOCK)

Connect = Callable[[bool], Connection]
"""Makes another connection to the database; with True, one for rows."""


@dataclass(frozen=True, slots=True)
class Moment:
    """``readers`` each see it; ``locked`` is the one for tables without transactions, None where
    there are none or they may not be locked. ``frozen``: all writing stopped for it."""

    listing: Listing
    rights: Rights
    readers: tuple[Connection, ...]
    locked: Connection | None
    frozen: bool
    remarks: tuple[Remark, ...]


def fix_moment(coordinator: Connection, connect: Connect, database: str, readers: int) -> Moment:
    """Hold the moment. Raises :class:`ItemChanged` when tables come and go faster than that, and
    what the connections do."""
    rights = look_at_rights(coordinator, database)
    coordinator.run(REPEATABLE)
    reason = "tables come and go faster than they can be looked at"
    for _ in range(LOOKS):
        before = list_database(coordinator, database)
        with ExitStack() as made:
            try:
                moment = _hold(coordinator, connect, before, rights, readers, made)
            except (err.OperationalError, err.ProgrammingError, err.InternalError) as error:
                if told(error)[0] not in CHANGED:
                    raise
                reason = told(error)[1]
            else:
                if before.same_as(list_database(coordinator, database)):
                    made.pop_all()
                    return moment
        coordinator.run("ROLLBACK")
    raise ItemChanged("the list of tables", reason)


def _hold(
    coordinator: Connection,
    connect: Connect,
    listing: Listing,
    rights: Rights,
    readers: int,
    made: ExitStack,
) -> Moment:
    tables = listing.tables
    plain = [table for table in tables if not table.is_transactional]
    with _frozen(connect, rights, tables) as frozen:
        found: list[Connection] = []
        for _ in range(readers if frozen else 1):
            reader = connect(True)
            made.callback(reader.end)
            reader.run(REPEATABLE)
            reader.run(BEGIN)
            found.append(reader)
        coordinator.run(BEGIN)
        for table in tables:
            coordinator.run(f"SELECT 1 FROM {quoted(table.name)} LIMIT 0")  # noqa: S608 (quoted)
        locked = _locked(connect, plain, made) if frozen and plain else None
    loose = [] if locked else plain
    remarks = [Remark(table.name, _later(table)) for table in loose]
    return Moment(listing, rights, tuple(found), locked, frozen, tuple(remarks))


def _later(table: Table) -> str:
    return (
        f"is read a little later than the rest: {table.engine} holds no moment still, "
        "and the user may not lock tables"
    )


@contextmanager
def _frozen(connect: Connect, rights: Rights, tables: Sequence[Table]) -> Iterator[bool]:
    """While the block runs nobody writes to the database, as far as the user may ask for that."""
    ways = []
    if rights.may_all("RELOAD"):
        ways.append("FLUSH TABLES WITH READ LOCK")
    if rights.may("LOCK TABLES") and tables:
        ways.append(lock_statement(tables))
    freezer = connect(False)
    try:
        freezer.run(f"SET SESSION lock_wait_timeout = {PATIENCE}")
        yield any(_succeeds(freezer, way) for way in ways)
    finally:
        freezer.end()


def _locked(connect: Connect, tables: Sequence[Table], made: ExitStack) -> Connection | None:
    """A connection that alone keeps writers from these tables."""
    locked = connect(True)
    made.callback(locked.end)
    locked.run(f"SET SESSION lock_wait_timeout = {PATIENCE}")
    return locked if _succeeds(locked, lock_statement(tables)) else None


def _succeeds(connection: Connection, statement: str) -> bool:
    try:
        connection.run(statement)
    except (err.OperationalError, err.ProgrammingError, err.InternalError) as error:
        if told(error)[0] in NOT_POSSIBLE:
            return False
        raise
    return True
