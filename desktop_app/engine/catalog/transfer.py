"""Copies a whole catalog into another place, and compares all of it before that counts.

Both sides are one writing transaction: nobody changes what is read, and what was written is there
only after it was found equal, row by row.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import closing
from datetime import datetime
from itertools import islice, zip_longest
from typing import Any

from sqlalchemy import Connection, String, Table, collate, delete, func, insert, select

from desktop_app.engine.catalog import schema
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE, JobState
from desktop_app.engine.errors import Bug, NotSupported
from desktop_app.engine.progress import Progress

AT_ONCE = 1_000  # rows
WHAT = "moving the catalog"


def transfer(
    source: Database, into: Database, now: datetime, progress: Progress
) -> Mapping[str, int]:
    """Copy all rows into an empty catalog, and compare them; returns how many each table has.

    Raises :class:`NotSupported` while a job runs, or where ``into`` holds a catalog already;
    :class:`Bug` where what was written differs: then nothing was.
    """
    with source.writing() as old, into.writing() as new:
        _must_rest(old, now)
        _must_be_empty(new, into.where)
        tables = schema.metadata.sorted_tables
        for table in reversed(tables):
            new.execute(delete(table))  # the workspace that every new catalog has
        progress.phase("copying the catalog", items=len(tables))
        for table in tables:
            progress.cancel.check()
            _copy(old, new, table)
            progress.advance(items=1)
        progress.phase("comparing", items=len(tables))
        found = {}
        for table in tables:
            progress.cancel.check()
            found[table.name] = _compared(old, new, table)
            progress.advance(items=1)
        return found


def _must_rest(old: Connection, now: datetime) -> None:
    jobs = schema.jobs.c
    alive = (jobs.state == JobState.RUNNING) & (jobs.alive_until > now)
    if found := old.execute(select(jobs.key, jobs.workspace).where(alive)).first():
        reason = f"job {found.key} of workspace {found.workspace} is running; wait for its end"
        raise NotSupported(WHAT, reason)


def _must_be_empty(new: Connection, where: str) -> None:
    for table in schema.metadata.sorted_tables:
        rows = select(func.count()).select_from(table)
        if table is schema.workspaces:
            rows = rows.where(table.c.name != DEFAULT_WORKSPACE)
        if count := new.execute(rows).scalar_one():
            reason = f"a catalog is there already, with {count:,} rows in {table.name}"
            raise NotSupported(f"{WHAT} to {where}", reason)


def _copy(old: Connection, new: Connection, table: Table) -> None:
    rows = (dict(row._mapping) for row in _rows(old, table))
    while batch := list(islice(rows, AT_ONCE)):
        new.execute(insert(table), batch)
    counter = table.autoincrement_column
    if new.dialect.name == "postgresql" and counter is not None:
        # Row numbers came with the rows: new ones go on after them.
        highest = select(func.coalesce(func.max(counter), 0) + 1).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, counter.name)
        new.execute(select(func.setval(sequence, highest, False)))


def _compared(old: Connection, new: Connection, table: Table) -> int:
    """How many rows both have. Raises :class:`Bug` where one differs."""
    count = 0
    with closing(_rows(old, table)) as ours, closing(_rows(new, table)) as copied:
        for count, (mine, theirs) in enumerate(zip_longest(ours, copied), start=1):
            if mine is None or theirs is None or tuple(mine) != tuple(theirs):
                raise Bug(f"row {count} of {table.name} is not the same in the new catalog")
    return count


def _rows(connection: Connection, table: Table) -> Generator[Any]:
    """All rows, in an order that both kinds of database agree on."""
    binary = "C" if connection.dialect.name == "postgresql" else "BINARY"
    order = [
        collate(column, binary) if isinstance(column.type, String) else column
        for column in table.primary_key
    ]
    query = select(table).order_by(*order)
    with connection.execute(query, execution_options={"yield_per": AT_ONCE}) as found:
        yield from found
