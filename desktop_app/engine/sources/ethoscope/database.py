"""A look into the database of a run: whether it is one, and how long it goes on.

All in it comes from a device: names of tables are only used if they are of the form that devices
use, values are text, and nothing of its schema is run (see ``sqlite.connection``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

import apsw

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import EnvironmentFailed
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.sqlite.connection import opened_copy, told
from desktop_app.engine.sources.sqlite.health import check_health

NEEDED = ("METADATA", "VAR_MAP")
REGION = re.compile(r"ROI_\d{1,4}\Z")
LONGEST_VALUE = 4_000  # characters that devices themselves allow
LONGEST_RUN = 10 * 365 * 24 * 3600.0  # seconds; more is no time


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """``fault``: why it cannot be read; empty when it can. ``missing``: tables that every run has.
    ``seconds``: how long it goes on after the run began, None where no row says."""

    fault: str = ""
    missing: tuple[str, ...] = ()
    seconds: float | None = None
    metadata: dict[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong, each as a clause that goes on after its name."""
        if self.fault:
            return (f"cannot be read as a database: {self.fault}",)
        return tuple(f"has no {table}" for table in self.missing)


def look_into(path: Path, cancel: Cancel, *, thorough: bool) -> DatabaseFacts:
    """Look into a file that nobody writes to. ``thorough``: every page, index and constraint is
    checked, which reads all of it."""
    if thorough and (damage := check_health(path, cancel).damage):
        return DatabaseFacts(fault=damage[0])
    try:
        with told(path, cancel), opened_copy(path, cancel) as connection:
            return _facts(connection)
    except (apsw.Error, UnicodeDecodeError) as fault:
        cancel.check()
        return DatabaseFacts(fault=str(fault) or type(fault).__name__)
    except EnvironmentFailed as fault:
        return DatabaseFacts(fault=str(getattr(fault, "reason", "")) or type(fault).__name__)


def _facts(connection: apsw.Connection) -> DatabaseFacts:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    tables = {str(name) for (name,) in rows}
    missing = tuple(table for table in NEEDED if table not in tables)
    lasts = list(_last_moments(connection, tables))
    seconds = max(lasts) / 1000 if lasts else None
    if seconds is not None and not 0 <= seconds <= LONGEST_RUN:
        seconds = None
    metadata = {} if "METADATA" in missing else dict(_metadata(connection))
    return DatabaseFacts("", missing, seconds, metadata)


def _last_moments(connection: apsw.Connection, tables: set[str]) -> Iterator[float]:
    """Of each region when its last row was written, in milliseconds after the run began."""
    for table in sorted(tables):
        if REGION.match(table):
            # The form of the name was looked at; it cannot be a parameter.
            query = f'SELECT t FROM "{table}" ORDER BY id DESC LIMIT 1'  # noqa: S608
            try:
                found = connection.execute(query).fetchone()
            except apsw.SQLError:
                continue  # a table of that name with other columns
            if found and isinstance(found[0], int | float):
                yield float(found[0])


def _metadata(connection: apsw.Connection) -> Iterator[tuple[str, str]]:
    try:
        rows = connection.execute("SELECT field, value FROM METADATA LIMIT 200").fetchall()
    except apsw.SQLError:
        return
    for name, value in rows:
        if isinstance(name, str):
            yield name[:100], str(value)[:LONGEST_VALUE]
