"""Connections to SQLite files, and what their errors mean to us."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import apsw

from desktop_app.engine.errors import (
    Bug,
    FileBusy,
    ItemFailed,
    NoPermission,
    NoSpace,
    NotADatabase,
)
from desktop_app.engine.progress import Cancel

STEPS = 20_000  # of SQLite's machine, between two looks at the cancel token
PAUSE = 0.02  # seconds between two tries to get a lock


def uri(path: Path, **parameters: str) -> str:
    """The address of a file in SQLite's form, which also takes names that are no text.

    >>> uri(Path("/lab/day 1?.db"), immutable="1")
    'file:/lab/day%201%3F.db?immutable=1'
    """
    name = quote(os.fsencode(path.absolute()), safe="/")
    if os.name == "nt":
        name = "/" + quote(str(path.absolute()).replace("\\", "/"), safe="/:")
    told = "&".join(f"{key}={value}" for key, value in parameters.items())
    return f"file:{name}" + (f"?{told}" if told else "")


@contextmanager
def connected(
    path: Path, flags: int, cancel: Cancel, **parameters: str
) -> Iterator[apsw.Connection]:
    """A connection that a stop interrupts, also in the middle of a statement. Nothing that the
    schema of the file says is run with more trust than it deserves."""
    connection = apsw.Connection(uri(path, **parameters), flags=flags | apsw.SQLITE_OPEN_URI)
    try:
        connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        connection.set_progress_handler(lambda: cancel.cancelled, STEPS)
        yield connection
    finally:
        connection.close()


@contextmanager
def opened_copy(path: Path, cancel: Cancel) -> Iterator[apsw.Connection]:
    """Read a file that nobody writes to; no side files are looked at, and none are made."""
    with connected(path, apsw.SQLITE_OPEN_READONLY, cancel, immutable="1") as connection:
        connection.collation_needed(stand_in)
        yield connection


def stand_in(connection: apsw.Connection, name: str) -> None:
    """A collation that only the program knows which made the file. To read rows in the order in
    which they lie, one that is never asked will do."""
    connection.create_collation(name, _compare)


def _compare(one: str, other: str) -> int:
    return (one > other) - (one < other)


def waiting(cancel: Cancel, seconds: float) -> Callable[[int], bool]:
    """A busy handler that tries again for so long. A stop ends it at once."""
    began: list[float] = []

    def again(tries: int) -> bool:
        if tries == 0:
            began[:] = [time.monotonic()]
        cancel.wait(PAUSE)
        return time.monotonic() - began[0] < seconds

    return again


@contextmanager
def told(
    path: Path, cancel: Cancel, *, wait: float = 0, into: Path | None = None
) -> Iterator[None]:
    """Turn SQLite's errors about ``path`` into ours; those of damage go through, for whoever
    salvages. ``into``: the folder that is written to."""
    try:
        yield
    except apsw.InterruptError:
        cancel.check()
        raise
    except (apsw.BusyError, apsw.LockedError) as fault:
        raise FileBusy(str(path), round(wait)) from fault
    except apsw.NotADBError as fault:
        raise NotADatabase(str(path), "SQLite does not know its form") from fault
    except apsw.FullError as fault:
        raise NoSpace(str(into or path.parent)) from fault
    except (apsw.PermissionsError, apsw.AuthError, apsw.CantOpenError) as fault:
        raise NoPermission(str(path)) from fault
    except apsw.IOError as fault:
        if getattr(fault, "extendedresult", 0) == apsw.SQLITE_IOERR_SHORT_READ:
            raise  # the file is cut off
        raise ItemFailed(str(path), f"its disk fails: {fault}") from fault
    except apsw.MisuseError as fault:
        raise Bug(f"SQLite was used wrongly: {fault}") from fault


def remove_sides(path: Path) -> None:
    """Remove a private database's journal, log and index of the log."""
    for end in SIDES:
        with suppress(FileNotFoundError):
            side(path, end).unlink()


SIDES = ("-journal", "-wal", "-shm")


def side(path: Path, end: str) -> Path:
    """The file that SQLite keeps beside a database.

    >>> side(Path("/lab/a.db"), "-wal").name
    'a.db-wal'
    """
    return path.with_name(path.name + end)
