"""Ordinary questions to a database, as a user's program would put them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import apsw

from desktop_app.engine.errors import NoSuchFile, NotADatabase
from desktop_app.engine.model import Item, Problem
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import LiveRows
from desktop_app.engine.sources.sqlite.connection import connected, stand_in, told
from desktop_app.engine.sources.sqlite.copying import WAIT, begin_moment, opened_live
from desktop_app.engine.sources.sqlite.look import look_at
from desktop_app.engine.sources.sqlite.tables import Form, Table, list_tables, quoted


def ask_tables(file: Path, items: Sequence[Item], progress: Progress) -> Iterator[Problem]:
    """Ask each table of a file how many rows it has, and for one of them. Tells those that answer
    otherwise than the snapshot says."""
    progress.phase("asking the tables", items=len(items))
    with told(file, progress.cancel), _reading(file, progress) as connection:
        for item in items:
            progress.item(item.name)
            if what := _asked(connection, item):
                yield Problem(item.name, what)
            progress.advance(items=1)


def _asked(connection: apsw.Connection, item: Item) -> str:
    name = quoted(item.name)
    try:
        rows = connection.execute(f"SELECT count(*) FROM {name}").get  # noqa: S608
        connection.execute(f"SELECT * FROM {name} LIMIT 1").fetchall()  # noqa: S608
    except UnicodeDecodeError:
        pass  # a text that is none, which the snapshot has as well
    except apsw.InterruptError:
        raise
    except apsw.Error as fault:
        if item.rows is None and "no such module" in str(fault):
            return ""  # a virtual table that only its own program can ask
        return f"does not answer a query: {fault}"
    if item.rows is not None and rows != item.rows:
        return f"a query tells {rows:,} rows, the snapshot has {item.rows:,}"
    return ""


def live_rows(path: Path, progress: Progress, wait: float = WAIT) -> Mapping[str, LiveRows] | None:
    """How many rows each table of a file in use has; None where there is no such file. Raises what
    :func:`look_at` does, and :class:`FileBusy`."""
    path = path.resolve()
    try:
        look_at(path)
    except NoSuchFile:
        return None
    try:
        with told(path, progress.cancel, wait=wait), opened_live(path, progress, wait) as live:
            live.collation_needed(stand_in)
            begin_moment(live)
            return {table.name: _count(live, table) for table in list_tables(live)}
    except (apsw.CorruptError, apsw.ReadOnlyError, NotADatabase, UnicodeDecodeError):
        return {}  # nothing can be said of it before it is salvaged, or its journal rolled back


def _count(connection: apsw.Connection, table: Table) -> LiveRows:
    if table.form is Form.VIRTUAL:
        return LiveRows(None)
    try:
        found = connection.execute(f"SELECT count(*) FROM {quoted(table.name)}").get  # noqa: S608
    except apsw.CorruptError:
        return LiveRows(None)
    return LiveRows(int(found))


@contextmanager
def _reading(path: Path, progress: Progress) -> Iterator[apsw.Connection]:
    with connected(path, apsw.SQLITE_OPEN_READONLY, progress.cancel) as connection:
        connection.collation_needed(stand_in)
        yield connection
