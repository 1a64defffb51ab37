"""How rows lie in a damaged file, and how they go into a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

import apsw

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.sources.sqlite.pages import Record, Text, Value
from desktop_app.engine.sources.sqlite.tables import ROWID_NAMES, quoted


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the schema."""

    type: str
    name: str
    table: str
    root: int
    sql: str

    @property
    def virtual(self) -> bool:
        return self.sql.upper().startswith("CREATE VIRTUAL")

    @property
    def own(self) -> bool:
        """SQLite makes these itself."""
        return self.name.lower().startswith("sqlite_")


@dataclass(frozen=True, slots=True)
class Columns:
    """``names`` in the order in which a row holds them; ``alias``: the place of the column that is
    the rowid; ``computed``: those of them, quoted, that cannot be written."""

    names: tuple[str, ...]
    alias: int | None
    rowid: str | None
    computed: frozenset[str] = field(default_factory=frozenset)


def columns_of(made: apsw.Connection, table: str) -> Columns:
    """Of a table of the new file."""
    rows = made.execute(
        "SELECT name, upper(type), pk, hidden FROM pragma_table_xinfo(?)", (table,)
    ).fetchall()
    without = made.execute(
        "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?", (table,)
    ).get
    stored = [(str(n), str(t), int(str(k)), h) for n, t, k, h in rows if h != 2]
    taken = {str(row[0]).lower() for row in rows}
    computed = frozenset(quoted(name) for name, _, _, hidden in stored if hidden)
    keys = [each for each in stored if each[2]]
    if without:
        ordered = sorted(keys, key=lambda each: each[2]) + [each for each in stored if not each[2]]
        return Columns(tuple(each[0] for each in ordered), None, None, computed)
    alias = None
    if len(keys) == 1 and keys[0][1] == "INTEGER":
        alias = stored.index(keys[0])
    free = next((name for name in ROWID_NAMES if name not in taken), None)
    return Columns(tuple(each[0] for each in stored), alias, free, computed)


def entry_of(record: Record, encoding: str) -> Entry | None:
    """A line of the schema: type, name, table, root, SQL."""
    if len(record.values) < 5:
        return None
    kind, name, table, sql = (_text(record.values[at], encoding) for at in (0, 1, 2, 4))
    root = record.values[3]
    if kind not in ("table", "index", "trigger", "view") or not name:
        return None
    if not sql and kind == "table":
        return None
    return Entry(kind, name, table, root if isinstance(root, int) else 0, sql)


def _text(value: Value, encoding: str) -> str:
    return value.data.decode(encoding, "replace") if isinstance(value, Text) else ""


def bindings(
    values: Sequence[Value], encoding: str
) -> tuple[str, tuple[int | float | bytes | str | None, ...]]:
    """Values as a statement takes them: text that cannot be told as such goes in as its bytes."""
    shown: list[str] = []
    bound: list[int | float | bytes | str | None] = []
    for value in values:
        if isinstance(value, Text):
            try:
                bound.append(value.data.decode(encoding))
                shown.append("?")
            except UnicodeDecodeError:
                bound.append(value.data)
                shown.append("CAST(? AS TEXT)")
        else:
            bound.append(value)
            shown.append("?")
    return ", ".join(shown), tuple(bound)
