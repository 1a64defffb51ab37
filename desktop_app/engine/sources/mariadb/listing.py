"""What a database holds: its tables, how their rows are told, and what is left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from typing import Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Remark
from desktop_app.engine.sources.mariadb.connection import Connection, quoted
from desktop_app.engine.sources.mariadb.rows import Column, Form, RowForm

# They hold one moment still for whoever began a transaction.
TRANSACTIONAL = frozenset({"innodb", "rocksdb", "tokudb"})
# Their rows lie elsewhere, or nowhere.
ELSEWHERE = frozenset({"federated", "connect", "spider", "mrg_myisam", "oqgraph", "sphinx", "s3"})
NOWHERE = frozenset({"blackhole"})
HISTORY_SINCE = (10, 11)

NUMBERS = frozenset(
    {"tinyint", "smallint", "mediumint", "int", "integer", "bigint", "decimal", "numeric"}
)
PLAIN = NUMBERS | {"double", "real", "year", "date", "time", "datetime", "timestamp"}
OWN_FORMS = frozenset({"uuid", "inet4", "inet6", "json"})
UTF8 = frozenset({"utf8", "utf8mb3", "utf8mb4", "ascii"})
WHOLE_UNICODE = frozenset({"ucs2", "utf16", "utf16le", "utf32"})

TABLES = """
SELECT table_name, table_type, engine, create_time, auto_increment, data_length, table_comment
  FROM information_schema.tables WHERE table_schema = %s ORDER BY table_name
"""
COLUMNS = """
SELECT table_name, column_name, data_type, character_set_name, extra, generation_expression,
       privileges
  FROM information_schema.columns WHERE table_schema = %s ORDER BY table_name, ordinal_position
"""
KEYS = """
SELECT table_name, index_name, column_name, sub_part, nullable
  FROM information_schema.statistics WHERE table_schema = %s AND non_unique = 0
 ORDER BY table_name, index_name, seq_in_index
"""
# What may be made, changed or dropped while others look at it; tables are held fast.
OTHERS = (
    "SELECT 'view', table_name, view_definition FROM information_schema.views"
    " WHERE table_schema = %s",
    "SELECT 'routine', specific_name, last_altered FROM information_schema.routines"
    " WHERE routine_schema = %s",
    "SELECT 'trigger', trigger_name, action_statement FROM information_schema.triggers"
    " WHERE trigger_schema = %s",
    "SELECT 'event', event_name, last_altered FROM information_schema.events"
    " WHERE event_schema = %s",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with rows of its own. ``size`` in bytes, an estimate; ``created`` by the server's
    clock; ``next_id`` what AUTO_INCREMENT gives next."""

    name: str
    engine: str
    form: RowForm
    size: int = 0
    created: datetime | None = None
    next_id: int | None = None

    @property
    def is_transactional(self) -> bool:
        return self.engine.lower() in TRANSACTIONAL


@dataclass(frozen=True, slots=True)
class Listing:
    """A database as it is seen. ``others``: each kind and name of what is no table, with what
    changes when it is changed."""

    tables: tuple[Table, ...]
    remarks: tuple[Remark, ...]
    others: tuple[tuple[str, str, str], ...]

    def same_as(self, other: Listing) -> bool:
        """Whether nothing was made, changed or dropped between the two looks."""
        mine = [(t.name, t.engine, t.form, t.created) for t in self.tables]
        theirs = [(t.name, t.engine, t.form, t.created) for t in other.tables]
        return mine == theirs and self.others == other.others


@dataclass
class _Look:
    """What the server said, by table."""

    columns: Mapping[str, list[tuple[Any, ...]]]
    keys: Mapping[str, dict[str, list[tuple[Any, ...]]]]
    lossless: frozenset[str]
    tells_history: bool
    remarks: list[Remark] = field(default_factory=list)


def list_database(connection: Connection, database: str) -> Listing:
    """Look at it. Raises what the connection does."""
    look = _look(connection, database)
    tables = []
    for name, kind, engine, created, next_id, size, comment in connection.rows(TABLES, database):
        if str(kind).upper() in ("VIEW", "SEQUENCE", "SYSTEM VIEW"):
            continue
        if engine is None:
            look.remarks.append(Remark(name, f"cannot be read: {comment or 'it is broken'}"))
            continue
        form = _form(look, str(name), str(kind), str(engine))
        if form is not None:
            when = created if isinstance(created, datetime) else None
            number = None if next_id is None else int(next_id)
            tables.append(Table(str(name), str(engine), form, int(size or 0), when, number))
    return Listing(tuple(tables), tuple(look.remarks), _others(connection, database))


def _others(connection: Connection, database: str) -> tuple[tuple[str, str, str], ...]:
    found = [row for query in OTHERS for row in connection.rows(query, database)]
    return tuple(sorted((str(kind), str(name), str(what)) for kind, name, what in found))


def _look(connection: Connection, database: str) -> _Look:
    columns: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for table, *rest in connection.rows(COLUMNS, database):
        columns[str(table)].append(tuple(rest))
    keys: dict[str, dict[str, list[tuple[Any, ...]]]] = defaultdict(lambda: defaultdict(list))
    for table, index, *rest in connection.rows(KEYS, database):
        keys[str(table)][str(index)].append(tuple(rest))
    sets = {str(row[2]) for rows in columns.values() for row in rows if row[2]}
    tells_history = connection.is_mariadb and connection.version[:2] >= HISTORY_SINCE
    return _Look(columns, keys, lossless(connection, sets), tells_history)


def lossless(connection: Connection, sets: set[str]) -> frozenset[str]:
    """Of these character sets, those whose every text can be told in UTF-8 and back."""
    found = set(WHOLE_UNICODE & sets)
    every = "".join(f"{byte:02X}" for byte in range(256))
    query = "SELECT maxlen FROM information_schema.character_sets WHERE character_set_name = %s"
    for name in sorted(sets - UTF8 - WHOLE_UNICODE):
        if not re.fullmatch(r"\w+", name) or connection.one(query, name) != 1:
            continue
        there = f"CONVERT(_{name} 0x{every} USING utf8mb4)"
        if connection.one(f"SELECT HEX(CONVERT({there} USING {name}))") == every:
            found.add(name)
    return frozenset(found)


def _form(look: _Look, name: str, kind: str, engine: str) -> RowForm | None:
    """How the rows are told; None where they are left out, which is remarked."""
    if engine.lower() in NOWHERE:
        return None
    if engine.lower() in ELSEWHERE:
        what = f"its rows are not in the snapshot: engine {engine} keeps them elsewhere"
        look.remarks.append(Remark(name, what))
        return None
    rows = look.columns.get(name, [])
    hidden = [str(row[0]) for row in rows if "select" not in str(row[5]).lower()]
    if hidden or not rows:
        which = f"column {', '.join(hidden)}" if hidden else "it"
        look.remarks.append(Remark(name, f"is left out: {which} may not be read"))
        return None
    columns = [Column(str(row[0]), _form_of(row, look)) for row in rows if not _is_made(row)]
    key, index = _key(look.keys.get(name, {}))
    history: list[str] = []
    if kind.upper() == "SYSTEM VERSIONED":
        history = _history(look, name, rows)
        columns += [Column(each, Form.PLAIN) for each in history]
    order = (*key, *history[1:]) if key else ()
    return RowForm(tuple(columns), order, index, history=bool(history))


def _history(look: _Look, name: str, rows: Sequence[tuple[Any, ...]]) -> list[str]:
    """The two columns that say from when to when a row was valid; none where the past is left
    out, which is remarked."""
    named = {_bound(row): str(row[0]) for row in rows if _bound(row)}
    stamps = all(str(row[1]) == "timestamp" for row in rows if _bound(row))
    if look.tells_history and stamps:
        return [named.get("START", "row_start"), named.get("END", "row_end")]
    what = "without its history: "
    what += "it counts transactions" if not stamps else "this server cannot take one back"
    look.remarks.append(Remark(name, what))
    return []


def _bound(row: tuple[Any, ...]) -> str:
    """
    >>> _bound(("valid_from", "timestamp", None, "", "ROW START", ""))
    'START'
    """
    found = re.fullmatch(r"ROW (START|END)", str(row[4] or "").strip(), re.IGNORECASE)
    return found[1].upper() if found else ""


def _is_made(row: tuple[Any, ...]) -> bool:
    """Whether the server makes the column's values itself."""
    generated = "GENERATED" in str(row[3]).upper() and "DEFAULT_GENERATED" not in str(row[3])
    return bool(row[4]) or generated


def _form_of(row: tuple[Any, ...], look: _Look) -> Form:
    kind, charset = str(row[1]).lower(), str(row[2] or "")
    if kind in PLAIN:
        return Form.PLAIN
    if kind in ("float", "bit"):
        return Form(kind)
    if kind in OWN_FORMS or charset in look.lossless:
        return Form.TEXT
    return Form.BYTES


def _key(keys: Mapping[str, Sequence[tuple[Any, ...]]]) -> tuple[tuple[str, ...], str]:
    """What tells rows apart: the primary key, or else the first other whole key; with the index
    to go along where that is sure to be possible."""
    for name in sorted(keys, key=lambda name: (name != "PRIMARY", name)):
        columns = keys[name]
        if all(col and sub is None and not nullable for col, sub, nullable in columns):
            return tuple(str(col) for col, _, _ in columns), "PRIMARY" if name == "PRIMARY" else ""
    return (), ""


def next_ids(tables: Sequence[Table]) -> Mapping[str, int]:
    """What AUTO_INCREMENT gives next, by table."""
    return {table.name: table.next_id for table in tables if table.next_id is not None}


def lock_statement(tables: Sequence[Table]) -> str:
    """The statement that keeps others from writing to the tables."""
    return "LOCK TABLES " + ", ".join(f"{quoted(table.name)} READ" for table in tables)
