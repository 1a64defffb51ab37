"""An SQLite file as a source: the file as one item, and what each of its tables holds as others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import apsw

from desktop_app.engine.errors import ItemFailed
from desktop_app.engine.model import ItemKind, ItemPlan, Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import ItemReader, Plan
from desktop_app.engine.sources.readers import BytesReader
from desktop_app.engine.sources.sqlite.connection import opened_copy, side, told
from desktop_app.engine.sources.sqlite.copying import WAIT
from desktop_app.engine.sources.sqlite.digest import digest_of
from desktop_app.engine.sources.sqlite.look import look_at
from desktop_app.engine.sources.sqlite.private import private_folder
from desktop_app.engine.sources.sqlite.tables import Form, Table, list_tables
from desktop_app.engine.sources.sqlite.taking import Taken, take_database

DAMAGED = ".damaged"
"""What is appended to the file's name for the item that holds a damaged file as it lay."""


class SqliteSource:
    """One file. ``wait``: seconds for a lock that another program holds; ``parents``: where a
    private folder may be made, if not in the usual places."""

    kind = "sqlite"

    def __init__(self, path: Path, wait: float = WAIT, parents: tuple[Path, ...] = ()) -> None:
        self._path, self._wait, self._parents = path, wait, parents

    @property
    def address(self) -> str:
        return str(self._path)

    @contextmanager
    def open(self, progress: Progress) -> Iterator[SqliteSession]:
        """Copy the file at this moment, and check the copy. It is gone when the block ends."""
        path = self._path.resolve()  # what belongs to a file lies beside it, not beside a link
        look_at(path)
        with private_folder(room(path), self._parents) as folder:
            taken = take_database(path, folder, progress, self._wait)
            mode = path.stat().st_mode & 0o777
            yield SqliteSession(self._path.name, taken, progress, mode)


def room(path: Path) -> int:
    """Bytes that a copy of the file may take, with its log."""
    sizes = [path.stat().st_size]
    for end in ("-wal", "-journal"):
        beside = side(path, end)
        sizes += [beside.stat().st_size] if beside.exists() else []
    return sum(sizes)


class SqliteSession:
    """A copy that holds one moment still. ``read`` may be called from several threads."""

    readers = 2  # the file's bytes, and the rows of its tables

    def __init__(self, name: str, taken: Taken, progress: Progress, mode: int = 0o600) -> None:
        """``mode``: the rights of the live file, which a restored one gets."""
        self._name, self._taken, self._progress, self._mode = name, taken, progress, mode
        with told(taken.file, progress.cancel), opened_copy(taken.file, progress.cancel) as copy:
            tables = list_tables(copy)
            facts = {**taken.facts, **_facts(copy)}
        items = (*self._files(tables), *(_table_plan(name, table) for table in tables))
        self.plan = Plan(items, tuple(self._remarks(taken)), facts)

    def _files(self, tables: tuple[Table, ...]) -> Iterator[ItemPlan]:
        taken = self._taken
        size = taken.file.stat().st_size
        detail = {"database": "sqlite", "tables": str(len(tables)), "mode": f"{self._mode:o}"}
        yield ItemPlan(self._name, ItemKind.FILE, size, detail)
        if taken.damaged:
            size = taken.damaged.stat().st_size
            detail = {"damaged": self._name}
            yield ItemPlan(self._name + DAMAGED, ItemKind.FILE, size, detail)

    def _remarks(self, taken: Taken) -> Iterator[Remark]:
        for remark in taken.remarks:
            yield Remark(remark.item or self._name, remark.what)

    def read(self, item: ItemPlan) -> ItemReader:
        """Raises :class:`ItemFailed` for a table that cannot be read."""
        if item.kind is ItemKind.FILE:
            damaged = "damaged" in item.detail and self._taken.damaged
            return FileReader(damaged or self._taken.file)
        try:
            found = digest_of(self._taken.file, item.name, self._progress)
        except apsw.Error as fault:
            raise ItemFailed(item.name, str(fault)) from fault
        return BytesReader(found.data, found.rows, tells_rows=True)

    def late_remarks(self) -> tuple[Remark, ...]:
        """All was told in the plan."""
        return ()


def _table_plan(file: str, table: Table) -> ItemPlan:
    detail = {"file": file, "form": table.form.value}
    if table.form is Form.TABLE:
        del detail["form"]
    return ItemPlan(table.name, ItemKind.TABLE, 0, detail)


def _facts(copy: apsw.Connection) -> Mapping[str, str]:
    """What the file is, as a person may want to know later."""
    return {
        "sqlite_version": apsw.sqlite_lib_version(),
        "page_size": str(copy.pragma("page_size")),
        "encoding": str(copy.pragma("encoding")),
        "user_version": str(copy.pragma("user_version")),
        "application_id": str(copy.pragma("application_id")),
    }


class FileReader:
    """The bytes of a private file."""

    tells_rows = True
    rows: int | None = None

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)

    def readinto(self, buffer: memoryview) -> int:
        return self._file.readinto(buffer) or 0

    def close(self) -> None:
        self._file.close()
