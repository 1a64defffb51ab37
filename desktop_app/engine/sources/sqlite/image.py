"""A database whose bytes lie somewhere else, read page by page without taking it out of there.

SQLite asks a file layer of ours for the pages that it needs; nothing is written, and no file is
made. The bytes must not change meanwhile.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, cast

import apsw

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import LabVaultError, NotSupported
from desktop_app.engine.sources.sqlite.connection import stand_in
from desktop_app.engine.sources.sqlite.tables import Form, Table, list_tables, quoted

LONGEST = 4096  # characters of a text that are shown
BLOB = 32  # bytes of a blob that are shown
_numbers = itertools.count()


class Seekable(Protocol):
    """Bytes that can be read from any place; any binary file is so."""

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...


@dataclass(frozen=True, slots=True)
class FirstRows:
    """Some rows as text; None is NULL, blobs are as SQL writes them, long values are cut."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def first_rows(stream: Seekable, size: int, table: str, count: int) -> FirstRows:
    """The first rows of a table of a database of ``size`` bytes. Raises :class:`NotSupported` for
    what no query here can read, and whatever reading ``stream`` raises."""
    with opened_image(stream, size) as connection:
        found = {each.name: each for each in list_tables(connection, only=table)}.get(table)
        if found is None:
            raise NotSupported(f"a preview of {table}", "the database has no such table")
        names = _shown_names(connection, found)
        shapes = ", ".join(_shape(quoted(name)) for name in names) or "NULL"
        order = f" ORDER BY {found.rowid}" if found.rowid else ""
        query = f"SELECT {shapes} FROM main.{quoted(table)}{order} LIMIT ?"  # noqa: S608
        encoding = str(connection.pragma("encoding")).replace("le", "-le").replace("be", "-be")
        try:
            rows = connection.execute(query, (count,)).fetchall()
        except apsw.SQLError as fault:
            raise NotSupported(f"a preview of {table}", str(fault)) from fault
    return FirstRows(names, tuple(_row(row, len(names), encoding) for row in rows))


def _shown_names(connection: apsw.Connection, table: Table) -> tuple[str, ...]:
    """Generated columns may need functions of another program; a virtual table tells its own."""
    if table.form is not Form.VIRTUAL:
        return tuple(column.name for column in table.stored)
    try:
        rows = connection.execute(
            "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", (table.name,)
        )
        return tuple(str(name) for (name,) in rows)
    except apsw.SQLError as fault:
        raise NotSupported(f"a preview of {table.name}", str(fault)) from fault


def _shape(name: str) -> str:
    """Three columns: its type, how long it is, and as much of it as is shown."""
    return (
        f"typeof({name}), octet_length({name}), CASE typeof({name})"
        f" WHEN 'text' THEN CAST(substr({name}, 1, {LONGEST}) AS BLOB)"
        f" WHEN 'blob' THEN substr({name}, 1, {BLOB}) ELSE {name} END"
    )


def _row(row: tuple[object, ...], columns: int, encoding: str) -> tuple[str | None, ...]:
    return tuple(_cell(row[3 * at : 3 * at + 3], encoding) for at in range(columns))


def _cell(shape: tuple[object, ...], encoding: str) -> str | None:
    kind, size, value = shape
    if kind == "null":
        return None
    if value is None:  # of an empty blob SQLite takes no part
        return "x''"
    if kind == "text" and isinstance(value, bytes):
        return value.decode(encoding, "replace")
    if isinstance(value, bytes):
        more = "…" if isinstance(size, int) and size > len(value) else ""
        return f"x'{value.hex()}{more}'"
    return str(value)


@contextmanager
def opened_image(stream: Seekable, size: int) -> Iterator[apsw.Connection]:
    """A connection that reads a database through ``stream``. One thread at a time. What reading
    the stream raises comes out of the statement that needed it."""
    files = _Files(stream, size)
    try:
        connection = apsw.Connection(
            "file:image?immutable=1",
            flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI,
            vfs=files.name,
        )
        try:
            connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
            connection.collation_needed(stand_in)
            connection.pragma("temp_store", "memory")
            yield connection
        finally:
            connection.close()
    except Exception:
        if files.fault is not None:
            raise files.fault from None
        raise
    finally:
        files.unregister()


class _Files(apsw.VFS):
    """A file layer with one file."""

    def __init__(self, stream: Seekable, size: int) -> None:
        self._stream, self._size = stream, size
        self.name = f"labvault-{next(_numbers)}"
        self.fault: LabVaultError | None = None
        super().__init__(self.name, "")

    def xOpen(  # noqa: N802 (SQLite's name)
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        flags[1] = flags[0]
        return cast(apsw.VFSFile, _Image(self))

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802
        return False  # nothing lies beside it

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name

    def read(self, offset: int, amount: int) -> bytes:
        try:
            self._stream.seek(offset)
            return self._stream.read(max(0, min(amount, self._size - offset)))
        except LabVaultError as fault:
            self.fault = fault
            raise

    @property
    def size(self) -> int:
        return self._size


class _Image:
    """The file. It is asked for its bytes, its size, and what sort of a file it is."""

    def __init__(self, files: _Files) -> None:
        self._files = files

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return self._files.read(offset, amount)

    def xFileSize(self) -> int:  # noqa: N802
        return self._files.size

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return apsw.SQLITE_IOCAP_IMMUTABLE

    def xSectorSize(self) -> int:  # noqa: N802
        return 4096

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: N802
        return False

    def xLock(self, level: int) -> None:  # noqa: N802
        """Nobody writes."""

    def xUnlock(self, level: int) -> None:  # noqa: N802
        """Nobody waits."""

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xClose(self) -> None:  # noqa: N802
        """The stream is its owner's."""
