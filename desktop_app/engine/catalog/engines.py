"""How the catalog's two databases are reached: a SQLite file, or a PostgreSQL server.

Both promise the same: a reading transaction sees one moment, and there is one writer at a time,
who waits for the others before anything is read. So no query needs to think of which it is.

In PostgreSQL the one writer is who holds an advisory lock, at READ COMMITTED: what was read
after the lock was got is what is there. The tables lie in a schema of their own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

from desktop_app.engine.catalog.server import CatalogServer

if TYPE_CHECKING:
    import psycopg

WAIT_FOR_LOCK_MS = 30_000
SCHEMA = "labvault"
WRITER_LOCK = 0x1ABCA7A1
WRITES = "labvault_writes"

# A client that hangs in the middle of a transaction must not keep all others from writing.
SET_UP = f"""
SELECT set_config('search_path', '{SCHEMA}', false),
       set_config('lock_timeout', '{WAIT_FOR_LOCK_MS}', false),
       set_config('idle_in_transaction_session_timeout', '{4 * WAIT_FOR_LOCK_MS}', false)
"""
# A server that is gone without a word is noticed within a minute.
CONNECTION = {
    "application_name": "labvault catalog",
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 4,
}


def sqlite_engine(path: Path) -> Engine:
    """The file is in WAL mode, so that readers and the writer do not wait for one another."""
    # Not written as an address: in one, a folder's "?" would begin the options.
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": WAIT_FOR_LOCK_MS / 1000})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite alone
    cursor = connection.cursor()
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # The lock is asked for at once: in the middle SQLite would refuse it and not wait.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def postgres_engine(server: CatalogServer) -> Engine:
    """Connections that died while nobody used them are made anew."""
    # Whose catalog is a file does not wait for another database's driver.
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    parts: dict[str, Any] = {**CONNECTION, **conninfo_to_dict(server.url)}
    if server.password is not None:
        parts["password"] = server.password

    def connect() -> psycopg.Connection[Any]:
        return psycopg.connect(**parts)

    engine = create_engine("postgresql+psycopg://", creator=connect, pool_pre_ping=True)
    event.listen(engine, "connect", _set_up_postgres)
    event.listen(engine, "begin", _begin_postgres)
    return engine


def _set_up_postgres(connection: psycopg.Connection[Any], _record: object) -> None:
    connection.execute(SET_UP)
    connection.commit()


def _begin_postgres(connection: Connection) -> None:
    if _writes(connection):
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK})


def prepare(connection: Connection) -> None:
    """Make the place of the tables, in a writing transaction."""
    if connection.dialect.name == "postgresql":
        there = text("SELECT to_regnamespace(:schema) IS NOT NULL")
        # Asked first: who may use the schema need not have the right to make it.
        if not connection.execute(there, {"schema": SCHEMA}).scalar():
            connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")


def for_reading(connection: Connection) -> Connection:
    """A connection whose next transaction sees one moment."""
    if connection.dialect.name == "postgresql":
        return connection.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    return connection


def for_writing(connection: Connection) -> Connection:
    """A connection whose next transaction is the only one that writes."""
    return connection.execution_options(**{WRITES: True})


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(WRITES))
