"""Random schemas and rows, as SQL: names and values at the edges of what PostgreSQL allows.

A strategy gives the statements themselves, so that a failing example can be read and rerun.
"""

from __future__ import annotations

import json
import string
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st
from psycopg import sql

# Names that PostgreSQL or this module uses itself.
TAKEN = {"tableoid", "cmin", "cmax", "xmin", "xmax", "ctid", "id", "going", "made", "refers"}
TAKEN_STARTS = ("pg_", "part ")

letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ODD = [
    '"',
    "'",
    "\\",
    ".",
    " ",
    "\n",
    "\t",
    "\r",
    "\\N",
    "\\.",
    "🧪",
    "%s",
    "$1",
    ";--",
    "é",
    "*",
    "{}",
]
pieces = st.one_of(st.sampled_from(ODD), st.text(letters, max_size=6), st.sampled_from(["a", "B"]))
texts = st.lists(pieces, max_size=6).map("".join)
names = (
    st.lists(pieces, min_size=1, max_size=5)
    .map(lambda parts: "".join(parts).encode()[:63].decode(errors="ignore"))
    .filter(lambda name: name and name not in TAKEN and not name.startswith(TAKEN_STARTS))
)


def quoted(name: str) -> str:
    return sql.Identifier(name).as_string()


def literal(text: str) -> str:
    return sql.Literal(text).as_string()


@dataclass(frozen=True)
class Type:
    """A column type and its values as PostgreSQL reads them. ``key``: can be in a btree index."""

    name: str
    values: st.SearchStrategy[str]
    key: bool = True
    array: bool = True


def floats(width: int) -> st.SearchStrategy[str]:
    return st.floats(width=width).map(repr)  # type: ignore[arg-type]


def integers(bits: int) -> st.SearchStrategy[str]:
    low, high = -(1 << bits - 1), (1 << bits - 1) - 1
    return st.one_of(st.integers(low, high), st.sampled_from([low, high, 0])).map(str)


def json_text(ascii_only: bool) -> st.SearchStrategy[str]:
    leaves = (
        st.none()
        | st.booleans()
        | st.integers()
        | texts
        | st.floats(allow_nan=False).filter(lambda number: abs(number) < 1e300)
    )
    values = st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    )
    return values.map(lambda value: json.dumps(value, ensure_ascii=ascii_only))


days = st.dates().map(str) | st.sampled_from(
    ["infinity", "-infinity", "4713-01-01 BC", "5874897-12-31", "0001-02-29 BC", "2024-02-29"]
)
moments = st.datetimes().map(str) | st.sampled_from(
    ["infinity", "-infinity", "4713-01-01 00:00:00 BC", "294276-12-31 23:59:59.999999"]
)
numerics = st.decimals(allow_nan=True, allow_infinity=True).map(
    lambda number: "NaN" if number.is_nan() else str(number)
) | st.sampled_from(["9" * 900, "-0." + "0" * 500 + "1", "0.000", "Infinity"])
words = st.text(string.ascii_letters, max_size=9)
addresses = st.ip_addresses().map(str) | st.sampled_from(["0.0.0.0/0", "::/0", "fe80::1/64"])
ranges = st.sampled_from(["empty", "(,)"]) | st.tuples(
    st.integers(-1000, 1000), st.integers(0, 1000)
).map(lambda pair: f"[{pair[0]},{pair[0] + pair[1]}]")

TYPES = [
    Type("smallint", integers(16)),
    Type("integer", integers(32)),
    Type("bigint", integers(64)),
    Type("numeric", numerics),
    Type("real", floats(32)),
    Type("double precision", floats(64)),
    Type("boolean", st.sampled_from(["t", "f"])),
    Type("text", texts),
    Type('text COLLATE "C"', texts, array=False),
    Type("varchar(40)", texts.map(lambda text: text[:40])),
    Type("char(7)", words.map(lambda word: word[:7])),
    Type('"char"', st.sampled_from(["", "a", "\\", '"', " ", "\t"])),
    Type("bytea", st.binary(max_size=40).map(lambda data: "\\x" + data.hex())),
    Type("date", days),
    Type("timestamp", moments),
    Type("timestamptz", moments),
    Type("time", st.times().map(str) | st.just("24:00:00")),
    Type(
        "interval",
        st.timedeltas().map(lambda d: f"{d.days} days {d.seconds} s {d.microseconds} us"),
    ),
    Type("uuid", st.uuids().map(str)),
    Type("json", json_text(False).filter(lambda text: "\\u0000" not in text), key=False),
    Type("jsonb", json_text(True).filter(lambda text: "\\u0000" not in text), key=False),
    Type("inet", addresses),
    Type("macaddr", st.integers(0, (1 << 48) - 1).map(lambda number: f"{number:012x}")),
    Type("bit varying", st.text("01", max_size=20)),
    Type("int4range", ranges),
    Type("int4multirange", st.lists(ranges, max_size=3).map(lambda all: "{" + ",".join(all) + "}")),
    Type(
        "point", st.tuples(floats(64), floats(64)).map(lambda at: f"({at[0]},{at[1]})"), key=False
    ),
    Type("tsvector", st.lists(words.filter(bool), max_size=4).map(" ".join), key=False),
    Type("money", st.integers(-(10**15), 10**15).map(str)),
    Type("xml", words.map(lambda word: f"<a>{word}</a>"), key=False),
    Type("pg_lsn", st.integers(0, (1 << 32) - 1).map(lambda number: f"{number:X}/{number:X}")),
]


def in_array(element: str) -> str:
    return '"' + element.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_array(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Array literals of one or two dimensions, also empty, with nulls in them."""

    def row(elements: list[str | None]) -> str:
        return "{" + ",".join("NULL" if e is None else in_array(e) for e in elements) + "}"

    flat = st.lists(st.none() | values, max_size=4)
    equally_long = st.integers(1, 3).map(
        lambda n: st.lists(st.none() | values, min_size=n, max_size=n)
    )
    square = equally_long.flatmap(lambda each: st.lists(each, min_size=1, max_size=3))
    return flat.map(row) | square.map(lambda rows: "{" + ",".join(map(row, rows)) + "}")


@st.composite
def types(draw: st.DrawFn) -> Type:
    chosen = draw(st.sampled_from(TYPES))
    if chosen.array and draw(st.integers(0, 4)) == 0:
        return Type(f"{chosen.name}[]", as_array(chosen.values), key=False)
    return chosen


@dataclass(frozen=True)
class Column:
    name: str
    type: Type


@st.composite
def columns(draw: st.DrawFn) -> list[Column]:
    named = draw(st.lists(names, max_size=6, unique=True))
    return [Column(name, draw(types())) for name in named]


Makes = Callable[[str, str], str]
KINDS: dict[str, Makes] = {
    "plain": lambda table, body: f"CREATE TABLE {table} ({body})",
    "unlogged": lambda table, body: f"CREATE UNLOGGED TABLE {table} ({body})",
    "filled": lambda table, body: f"CREATE TABLE {table} ({body}) WITH (fillfactor = 40)",
    "partitioned": lambda table, body: f"CREATE TABLE {table} ({body}) PARTITION BY HASH (id)",
}


@st.composite
def tables(draw: st.DrawFn, table: str, kind: str, part: str, above: list[str]) -> list[str]:
    """The statements for one table; ``above`` are the tables that it may refer to, ``part`` is
    how the names of its partitions begin, should it have them."""
    own = draw(columns())
    parts = ["id integer PRIMARY KEY", *(f"{quoted(c.name)} {c.type.name}" for c in own)]
    if kind in ("plain", "filled") and draw(st.booleans()):
        parts.insert(draw(st.integers(0, len(parts))), "going integer DEFAULT 7")
    if draw(st.booleans()):
        parts.append("made integer GENERATED ALWAYS AS (id * 2) STORED")
    if above and kind != "unlogged" and draw(st.booleans()):
        parts.append(f"refers integer REFERENCES {draw(st.sampled_from(above))}")
    statements = [KINDS[kind](table, ", ".join(parts))]
    if kind == "partitioned":
        statements += [
            f'CREATE TABLE {part} {number}" PARTITION OF {table}'
            f" FOR VALUES WITH (MODULUS 2, REMAINDER {number})"
            for number in range(2)
        ]
    statements += draw(rows(table, own))
    statements += draw(indexes(table, own))
    if "going integer DEFAULT 7" in parts:
        statements.append(f"ALTER TABLE {table} DROP COLUMN going")
    statements.append(f"COMMENT ON TABLE {table} IS {literal(draw(texts))}")
    return statements


@st.composite
def rows(draw: st.DrawFn, table: str, own: list[Column]) -> list[str]:
    count = draw(st.integers(0, 6))
    if not count:
        return []
    listed = ", ".join(["id", *(quoted(column.name) for column in own)])
    lines = []
    for number in range(count):
        values = [draw(st.none() | column.type.values) for column in own]
        shown = ["NULL" if value is None else literal(value) for value in values]
        lines.append("(" + ", ".join([str(number), *shown]) + ")")
    return [f"INSERT INTO {table} ({listed}) VALUES {', '.join(lines)}"]


@st.composite
def indexes(draw: st.DrawFn, table: str, own: list[Column]) -> list[str]:
    return [
        f"CREATE INDEX ON {table} ({quoted(column.name)} DESC) WHERE id > 0"
        for column in own
        if column.type.key and draw(st.integers(0, 3)) == 0
    ]


@st.composite
def databases(draw: st.DrawFn) -> list[str]:
    """The statements that fill a database: a few tables in one or two schemas."""
    statements: list[str] = []
    above: list[str] = []
    for schema in draw(st.lists(names, min_size=1, max_size=2, unique=True)):
        statements.append(f"CREATE SCHEMA {quoted(schema)}" if schema != "public" else "SELECT 1")
        for name in draw(st.lists(names, min_size=1, max_size=3, unique=True)):
            table, kind = f"{quoted(schema)}.{quoted(name)}", draw(st.sampled_from(sorted(KINDS)))
            part = f'{quoted(schema)}."part {len(statements)}'
            statements += draw(tables(table, kind, part, above))
            above += [table] if kind != "unlogged" else []
    return statements
