"""What can be had of a damaged database, in a new one.

A table that SQLite can still read from end to end is copied by SQLite. Of any other, every page
that can be read gives its rows, whatever leads to it or not. Rows in pages that nothing leads to
any more go to a table of their own: nobody can say whose they are, or whether they were deleted.
Definitions that cannot be made again (an index on rows that are not unique any more) are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import apsw

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Cancel, Progress
from desktop_app.engine.sources.sqlite.connection import (
    connected,
    opened_copy,
    remove_sides,
    stand_in,
    told,
)
from desktop_app.engine.sources.sqlite.layout import Columns, Entry, bindings, columns_of, entry_of
from desktop_app.engine.sources.sqlite.pages import Pages, Record, Walk
from desktop_app.engine.sources.sqlite.tables import quoted

LOST = "lost_and_found"
BATCH = 1000  # rows between two looks at the cancel token


@dataclass(frozen=True, slots=True)
class Salvaged:
    """``tables``, ``rows``: that could be had. ``remarks`` name, by table, what could not."""

    tables: int
    rows: int
    remarks: tuple[Remark, ...]


def salvage(damaged: Path, into: Path, progress: Progress) -> Salvaged:
    """Make a new database at ``into`` of what can be read of a private file."""
    cancel = progress.cancel
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    with told(into, cancel, into=into.parent), Pages(damaged) as pages:
        with connected(into, flags, cancel) as made:
            work = _Salvaging(damaged, pages, made, progress)
            found = work.run()
        remove_sides(into)
    return found


class _Salvaging:
    def __init__(
        self, damaged: Path, pages: Pages, made: apsw.Connection, progress: Progress
    ) -> None:
        self._damaged, self._pages, self._made, self._progress = damaged, pages, made, progress
        self._walk = Walk()
        self._remarks: list[Remark] = []
        self._walk_later: list[int] = []  # roots of trees whose pages are not known yet
        self._tables = self._rows = self._led_away = 0

    def run(self) -> Salvaged:
        self._prepare()
        schema = self._schema()
        with self._made:
            tables = [entry for entry in schema if entry.type == "table" and not entry.virtual]
            made = [entry for entry in tables if self._define(entry)]
            for entry in sorted(made, key=lambda each: each.own):
                if entry.own:  # filled by the others' rows, though with other numbers
                    self._made.execute(f"DELETE FROM {quoted(entry.name)}")  # noqa: S608
                if not self._copy_whole(entry):
                    self._fill(entry)
            self._find_lost(schema)
            for entry in schema:
                if entry.type != "table" and not entry.own:
                    self._define(entry)
            self._name_virtual([entry for entry in schema if entry.virtual])
        return Salvaged(self._tables, self._rows, tuple(self._remarks))

    def _prepare(self) -> None:
        names = {"utf-8": "UTF-8", "utf-16-le": "UTF-16le", "utf-16-be": "UTF-16be"}
        made = self._made
        made.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
        made.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        made.collation_needed(self._stand_in)
        made.pragma("page_size", self._pages.page_size)
        made.pragma("encoding", names[self._pages.encoding])
        made.pragma("journal_mode", "truncate")  # a row that is refused is rolled back
        made.pragma("synchronous", 0)
        made.pragma("ignore_check_constraints", True)

    def _stand_in(self, made: apsw.Connection, name: str) -> None:
        what = f"indexes by the order {name} must be made anew by its program (REINDEX {name})"
        self._remarks.append(Remark("", what))
        stand_in(made, name)

    # The schema

    def _schema(self) -> list[Entry]:
        walk = Walk()
        entries = [
            entry
            for record in self._pages.rows(1, walk)
            if (entry := entry_of(record, self._pages.encoding))
        ]
        if walk.bad or walk.cells:
            self._led_away += 1
            what = "a part of the schema is damaged: tables may be missing that are not named here"
            self._remarks.append(Remark("", what))
        self._walk.seen |= walk.seen
        return entries

    def _define(self, entry: Entry) -> bool:
        """Whether what a line of the schema defines is there now."""
        if entry.own:
            return entry.name == "sqlite_sequence" and self._is_there(entry.name)
        try:
            self._made.execute(entry.sql)
        except apsw.Error as fault:
            self._remarks.append(Remark(entry.name, f"this {entry.type} is lost: {fault}"))
            return False
        return True

    def _is_there(self, table: str) -> bool:
        query = "SELECT count(*) FROM sqlite_schema WHERE name = ?"
        return bool(self._made.execute(query, (table,)).get)

    def _name_virtual(self, entries: Sequence[Entry]) -> None:
        """Virtual tables come back as lines of the schema, over their shadow tables, which are
        there: making them would make these again, and needs modules that may not be here."""
        if not entries:
            return
        self._made.pragma("writable_schema", True)
        self._made.executemany(
            "INSERT INTO sqlite_schema(type, name, tbl_name, rootpage, sql) "
            "VALUES ('table', ?, ?, 0, ?)",
            [(entry.name, entry.name, entry.sql) for entry in entries],
        )
        self._made.pragma("writable_schema", False)

    # Rows

    def _copy_whole(self, entry: Entry) -> bool:
        """Whether SQLite could read the table from end to end."""
        columns = columns_of(self._made, entry.name)
        names = [quoted(each) for each in columns.names if quoted(each) not in columns.computed]
        names = [columns.rowid, *names] if columns.rowid else names
        name, listed = quoted(entry.name), ", ".join(names)
        self._progress.item(entry.name)
        marks = ", ".join("?" * len(names))
        insert = f"INSERT INTO {name}({listed}) VALUES ({marks})"  # noqa: S608
        try:
            with opened_copy(self._damaged, self._progress.cancel) as reader, self._made:
                reader.pragma("cell_size_check", True)
                before = self._made.total_changes()
                select = f"SELECT {listed} FROM {name} NOT INDEXED"  # noqa: S608
                self._made.executemany(insert, reader.execute(select))
                rows = self._made.total_changes() - before
        except apsw.InterruptError:
            raise
        except (apsw.Error, UnicodeDecodeError):
            return False
        self._walk_later.append(entry.root)
        self._tables, self._rows = self._tables + 1, self._rows + rows
        self._progress.advance(rows=rows)
        return True

    def _fill(self, entry: Entry) -> None:
        self._progress.item(entry.name)
        self._tables += 1
        columns = columns_of(self._made, entry.name)
        walk = Walk(seen=self._walk.seen)
        rows = refused = 0
        rowid = columns.rowid
        for record in self._pages.rows(entry.root, walk):
            if rows % BATCH == 0:
                self._progress.cancel.check()
            try:
                self._insert(entry.name, columns, rowid, record)
                rows += 1
            except apsw.InterruptError:
                raise
            except (apsw.ConstraintError, apsw.SQLError, apsw.MismatchError, apsw.TooBigError):
                refused += 1
        self._rows += rows
        self._led_away += walk.inner
        self._progress.advance(rows=rows)
        self._tell(entry, rows, refused + walk.cells, walk)

    def _insert(self, table: str, columns: Columns, rowid: str | None, record: Record) -> None:
        names = [quoted(name) for name in columns.names[: len(record.values)]]
        values = list(record.values[: len(names)])
        if columns.alias is not None and columns.alias < len(values) and record.rowid is not None:
            values[columns.alias] = record.rowid
        elif rowid and record.rowid is not None:
            names.insert(0, rowid)
            values.insert(0, record.rowid)
        # Stored generated columns lie in the row, and are computed anew.
        kept = [at for at, name in enumerate(names) if name not in columns.computed]
        shown, bound = bindings([values[at] for at in kept], self._pages.encoding)
        listed = ", ".join(names[at] for at in kept)
        if kept:
            query = f"INSERT INTO {quoted(table)}({listed}) VALUES ({shown})"  # noqa: S608
        else:
            query = f"INSERT INTO {quoted(table)} DEFAULT VALUES"
        self._made.execute(query, bound)

    def _tell(self, entry: Entry, rows: int, refused: int, walk: Walk) -> None:
        if not (walk.bad or refused):
            return
        known = _known_rows(self._damaged, entry.name, self._progress.cancel)
        if known is not None and known > rows:
            what = f"{known - rows:,} of its {known:,} rows are lost, {rows:,} were salvaged"
        elif known == rows:
            return
        else:
            places = f"{walk.bad:,} pages" if walk.bad else f"{refused:,} rows"
            what = f"{rows:,} rows were salvaged; {places} of it cannot be read, and how many "
            what += "rows it had is not known"
        self._remarks.append(Remark(entry.name, what))

    # Rows that nothing leads to

    def _find_lost(self, schema: Sequence[Entry]) -> None:
        """Looked for only where something that leads to pages is damaged."""
        if not self._led_away:
            return
        indexes = [entry.root for entry in schema if entry.type == "index" and entry.root]
        for root in (*self._walk_later, *indexes):
            for _ in self._pages.rows(root, Walk(seen=self._walk.seen)):
                self._progress.cancel.check()
        known = self._walk.seen | self._pages.free_pages()
        rows = 0
        for number in range(2, self._pages.count + 1):
            self._progress.cancel.check()
            if number not in known:
                for record in self._pages.page_rows(number, self._walk):
                    self._keep_lost(record, first=not rows)
                    rows += 1
        if rows:
            what = f"{rows:,} rows of tables that cannot be told any more lie in the table {LOST}"
            self._remarks.append(Remark("", what))
            self._rows += rows
            self._tables += 1

    def _keep_lost(self, record: Record, *, first: bool) -> None:
        if first:
            self._lost = _free_name(self._made, LOST)
            self._made.execute(f"CREATE TABLE {quoted(self._lost)}(page, row_id, number, value)")
        for at, value in enumerate(record.values):
            shown, bound = bindings([value], self._pages.encoding)
            self._made.execute(
                f"INSERT INTO {quoted(self._lost)} VALUES (?, ?, ?, {shown})",  # noqa: S608
                (record.page, record.rowid, at, *bound),
            )


def _free_name(made: apsw.Connection, name: str) -> str:
    taken: Iterator[str] = (
        str(row[0]).lower() for row in made.execute("SELECT name FROM sqlite_schema").fetchall()
    )
    names, number = set(taken), 1
    free = name
    while free in names:
        number += 1
        free = f"{name}_{number}"
    return free


def _known_rows(damaged: Path, table: str, cancel: Cancel) -> int | None:
    """How many rows the table had, by an index of it that is whole; None when none can say."""
    try:
        with connected(damaged, apsw.SQLITE_OPEN_READONLY, cancel, immutable="1") as connection:
            connection.collation_needed(stand_in)
            found: Mapping[str, int] = dict(_counts(connection, table))
    except apsw.InterruptError:
        raise
    except (apsw.Error, UnicodeDecodeError):
        return None
    return max(found.values(), default=None)


def _counts(connection: apsw.Connection, table: str) -> Iterator[tuple[str, int]]:
    indexes = connection.execute(
        "SELECT name FROM pragma_index_list(?) WHERE partial = 0", (table,)
    ).fetchall()
    for (index,) in indexes:
        query = f"SELECT count(*) FROM {quoted(table)} INDEXED BY {quoted(str(index))}"  # noqa: S608
        try:
            yield str(index), int(connection.execute(query).get)
        except apsw.SQLError:
            continue  # such an index cannot be asked for by name
        except apsw.CorruptError:
            continue
