"""Whether a copy of a database is whole: every page, index and constraint."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import apsw

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NotADatabase
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.sqlite.connection import opened_copy, stand_in, told

MOST = 100  # complaints that are read; the first ones tell enough


@dataclass(frozen=True, slots=True)
class Health:
    """``damage``: what the integrity check complains of; empty for a whole database. ``unchecked``:
    collations and functions that only the program knows which made the file, so that the order of
    their indexes could not be checked. ``orphans``: rows that point to rows which are not there."""

    damage: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    orphans: tuple[Remark, ...] = ()


def check_health(path: Path, cancel: Cancel) -> Health:
    """Check a file that nobody writes to. What SQLite finds wrong is told, not raised."""
    try:
        with told(path, cancel), opened_copy(path, cancel) as connection:
            unknown: list[str] = []

            def note(connection: apsw.Connection, name: str) -> None:
                unknown.append(name)
                stand_in(connection, name)

            connection.collation_needed(note)
            connection.pragma("cell_size_check", True)
            damage, unchecked = _damage(connection, unknown)
            return Health(damage, unchecked, () if damage else _orphans(connection))
    except NotADatabase as fault:
        return Health(damage=(fault.reason,))
    except apsw.Error as fault:
        return Health(damage=(_said(fault),))
    except UnicodeDecodeError:
        return Health(damage=("a name in its schema is no text",))


def _damage(
    connection: apsw.Connection, unknown: list[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is wrong, and what stood in the way of looking at all of it."""
    try:
        found = _complaints(connection, "integrity_check")
    except apsw.SQLError as fault:
        # A constraint or an index calls a function that is not known here.
        connection.pragma("ignore_check_constraints", True)
        unknown.append(_said(fault))
        found = _without_functions(connection)
    if found and unknown:
        # An order by a collation that is not known here looks wrong to whoever checks it.
        found = _complaints(connection, "quick_check")
    return found, tuple(dict.fromkeys(unknown))


def _without_functions(connection: apsw.Connection) -> tuple[str, ...]:
    try:
        return _complaints(connection, "integrity_check")
    except apsw.SQLError:
        return _table_by_table(connection)


def _table_by_table(connection: apsw.Connection) -> tuple[str, ...]:
    """Of the tables that can be checked; the others are read row by row later on."""
    found: tuple[str, ...] = ()
    for (name,) in connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
    ).fetchall():
        try:
            found += _complaints(connection, "integrity_check", str(name))
        except apsw.SQLError:
            continue
    return found


def _complaints(connection: apsw.Connection, check: str, table: str = "") -> tuple[str, ...]:
    """``check`` is the name of a pragma."""
    if table:
        rows = connection.execute(f"SELECT * FROM pragma_{check}(?)", (table,))  # noqa: S608
    else:
        rows = connection.execute(f"PRAGMA main.{check}({MOST:d})")
    lines = [line.strip() for row in rows for line in str(row[0]).splitlines()]
    return () if lines == ["ok"] else tuple(line for line in lines if line)


def _orphans(connection: apsw.Connection) -> tuple[Remark, ...]:
    """Violations of foreign keys. SQLite enforces them only for programs that ask for it, so they
    are no damage."""
    try:
        rows = connection.execute('SELECT "table", parent FROM pragma_foreign_key_check')
        counts = Counter((str(table), str(parent)) for table, parent in rows)
    except apsw.SQLError:
        return ()  # a key points to what cannot be a parent: nothing can be said of its rows
    return tuple(
        Remark(table, f"{count:,} of its rows point to rows of {parent} that are not there")
        for (table, parent), count in sorted(counts.items())
    )


def _said(fault: Exception) -> str:
    return str(fault).splitlines()[0] if str(fault) else type(fault).__name__
