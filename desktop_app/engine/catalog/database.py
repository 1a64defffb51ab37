"""Opens the catalog, brings it to the newest form, and hands out transactions.

Several programs may use one catalog at once, also on several computers when it lies on a
PostgreSQL server; see :mod:`~desktop_app.engine.catalog.engines` for what they are promised.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import DBAPIError

from desktop_app.engine.catalog.copies import take_copy
from desktop_app.engine.catalog.engines import (
    for_reading,
    for_writing,
    postgres_engine,
    prepare,
    sqlite_engine,
)
from desktop_app.engine.catalog.file_name import FILE_NAME
from desktop_app.engine.catalog.schema import VERSION, metadata
from desktop_app.engine.catalog.schema_copies import copy_schema
from desktop_app.engine.catalog.server import CatalogServer
from desktop_app.engine.catalog.upgrade import known_version, make, upgrade, version_of
from desktop_app.engine.computer.own_file import failure
from desktop_app.engine.errors import CatalogUnreachable, EnvironmentFailed, NewerCatalog


def utc_now() -> datetime:
    return datetime.now(UTC)


class Database:
    """One open catalog; may be shared by threads.

    ``path`` is its file, None when it lies on a server. Errors: :class:`ProfileFailed` for the
    file, :class:`NoSpace` where its disk is full, :class:`CatalogUnreachable` for the server,
    :class:`NewerCatalog` when a newer program has changed it; the latter also in the middle of the
    work.
    """

    def __init__(
        self,
        folder: Path,
        server: CatalogServer | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Open, or make, the catalog in ``folder`` or on ``server``; an older one is upgraded
        first."""
        self._clock = clock
        self.path = None if server else folder / FILE_NAME
        self.where = server.url if server else str(self.path)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise failure(folder, error) from error
        self._engine = postgres_engine(server) if server else sqlite_engine(folder / FILE_NAME)
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
        with self._transaction(for_reading) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is the only one to write, from its first moment to its last."""
        with self._transaction(for_writing) as connection:
            # This program may have been open for days while a newer one was started.
            self._refuse_newer(known_version(connection))
            yield connection

    @property
    def version(self) -> str:
        """The form of the catalog."""
        return VERSION

    def counts(self, tables: Sequence[str]) -> Mapping[str, int]:
        """How many rows the tables have, over all workspaces."""
        with self.reading() as connection:
            return {
                name: connection.execute(
                    select(func.count()).select_from(metadata.tables[name])
                ).scalar_one()
                for name in tables
            }

    def connect(self) -> Connection:
        """A connection of its own, outside of any transaction; whoever asked for it closes it."""
        with self._translated():
            return self._engine.connect()

    def failed(self, error: Exception) -> EnvironmentFailed:
        """What to raise for a driver's own error."""
        cause = error.orig if isinstance(error, DBAPIError) else error
        if self.path:
            return failure(self.path, cause)
        return CatalogUnreachable(self.where, str(cause).strip())

    @contextmanager
    def _transaction(self, prepared: Callable[[Connection], Connection]) -> Iterator[Connection]:
        with (
            self._translated(),
            self._engine.connect() as connection,
            prepared(connection).begin(),
        ):
            yield connection

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self.failed(error) from error

    def _bring_up_to_date(self) -> None:
        with self._transaction(for_reading) as connection:
            found = version_of(connection)
        self._refuse_newer(found)
        if found == VERSION:
            return
        with self._transaction(for_writing) as connection:
            prepare(connection)
            # Another program may have upgraded while this one waited for the lock.
            found = version_of(connection)
            self._refuse_newer(found)
            if found is None:
                make(connection, self._clock())
            elif found != VERSION:
                if self.path:
                    take_copy(self.path, found, self._clock())
                else:
                    copy_schema(connection, found, self._clock(), self.where)
                upgrade(connection)

    def _refuse_newer(self, found: str | None) -> None:
        if found is not None and found > VERSION:
            raise NewerCatalog(self.where, found, VERSION)


def batched(values: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    """In parts: databases limit how many values a statement may hold."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


def insert_new(connection: Connection, table: Table) -> Any:
    """An insert that leaves alone what is there already."""
    return _dialect(connection).insert(table).on_conflict_do_nothing()


def insert_or_update(connection: Connection, table: Table, leaving: Collection[str] = ()) -> Any:
    """An insert that takes the place of a row with the same primary key, except for the columns
    that are to be left as they are there."""
    add = _dialect(connection).insert(table)
    columns = [c for c in table.columns if not c.primary_key and c.name not in leaving]
    changed = {column.name: add.excluded[column.name] for column in columns}
    return add.on_conflict_do_update(index_elements=table.primary_key.columns, set_=changed)


def _dialect(connection: Connection) -> Any:
    # Imported already by the engine; the other one would be a tenth of a short command's time.
    return import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
