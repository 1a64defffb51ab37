"""Opens the catalog's SQLite file, brings it to the newest form, and hands out transactions.

Several programs may use one catalog at once: the file is in WAL mode, a writer asks for the
write lock when it begins (never in the middle, where SQLite would refuse at once), and waits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError

from desktop_app.engine.catalog.schema import VERSION
from desktop_app.engine.errors import ProfileFailed

FILE_NAME = "catalog.sqlite"
WAIT_FOR_LOCK_MS = 30_000


class Database:
    """One open catalog file; may be shared by threads. Errors: :class:`ProfileFailed`."""

    def __init__(self, folder: Path) -> None:
        """Open, or make, the catalog in ``folder``; an older one is upgraded first."""
        self.path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise ProfileFailed(str(folder), error.strerror or str(error)) from error
        self._engine = _engine(self.path)
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment and writes nothing."""
        with self._translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its first moment."""
        with self._translated(), self._engine.connect() as connection:
            connection.execution_options(labvault_writes=True)
            with connection.begin():
                yield connection

    def connect(self) -> Connection:
        """A connection of its own, outside of any transaction; whoever asked for it closes it."""
        with self._translated():
            return self._engine.connect()

    def failed(self, error: Exception) -> ProfileFailed:
        """What to raise for a driver's own error."""
        return ProfileFailed(str(self.path), str(error))

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise ProfileFailed(str(self.path), str(error.orig)) from error

    def _bring_up_to_date(self) -> None:
        if self._version() == VERSION:
            return
        with self.writing() as connection:
            # Another program may have upgraded while this one waited for the lock.
            found = _read_version(connection)
            if found is not None and found > VERSION:
                reason = f"a newer LabVault made it (form {found}, known is {VERSION})"
                raise ProfileFailed(str(self.path), reason)
            if found != VERSION:
                _upgrade(connection)

    def _version(self) -> str | None:
        with self.reading() as connection:
            return _read_version(connection)


def _read_version(connection: Connection) -> str | None:
    """The version of the file; None when it was never made."""
    try:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except OperationalError as error:
        if "no such table" in str(error.orig):
            return None
        raise


def _upgrade(connection: Connection) -> None:
    # Alembic takes a quarter of a second to import, so only an upgrade does.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT_FOR_LOCK_MS / 1000})
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up_connection(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin alone
    cursor = connection.cursor()
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("labvault_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def insert_new(connection: Connection, table: Table) -> Any:
    """An insert that leaves alone what is there already."""
    return _dialect(connection).insert(table).on_conflict_do_nothing()


def insert_or_update(connection: Connection, table: Table) -> Any:
    """An insert that takes the place of a row with the same primary key."""
    add = _dialect(connection).insert(table)
    changed = {c.name: add.excluded[c.name] for c in table.columns if not c.primary_key}
    return add.on_conflict_do_update(index_elements=table.primary_key.columns, set_=changed)


def _dialect(connection: Connection) -> Any:
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.dialect.name]
