"""The form of rows: any value goes out and comes in as it was."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.engine.contents.preview import split_names
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.rows import Column, Form, RowForm, escape, unescape
from tests.mariadb_servers import MariaServer, destination, source
from tests.snapshots import take

NASTY = st.sampled_from([b"\\N", b"\\", b"\t", b"\n", b"\r", b"\0", b"\\n", b"N", b"\x1a", b"\b"])
BYTES = st.lists(st.one_of(NASTY, st.binary(max_size=5)), max_size=6).map(b"".join)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LATIN = st.text(st.characters(codec="cp1252"), max_size=12)
NUMBERS = st.integers(-(2**63), 2**63 - 1)
DOUBLES = st.floats(allow_nan=False, allow_infinity=False)
FLOATS = st.floats(allow_nan=False, allow_infinity=False, width=32)
ROWS = st.lists(
    st.tuples(*(st.none() | each for each in (BYTES, TEXT, LATIN, NUMBERS, DOUBLES, FLOATS))),
    max_size=40,
)
TABLE = (
    "CREATE OR REPLACE TABLE t (id INT PRIMARY KEY, b LONGBLOB, t LONGTEXT CHARACTER SET utf8mb4,"
    " l LONGTEXT CHARACTER SET latin1, n BIGINT, d DOUBLE, f FLOAT)"
)
ALL = "SELECT b, t, l, n, d, CAST(f AS DOUBLE) FROM t ORDER BY id"


@given(BYTES)
def test_a_value_comes_back(value: bytes) -> None:
    written = escape(value)
    assert unescape(written) == value
    assert not {b"\t", b"\n"} & {written[at : at + 1] for at in range(len(written))}


def test_null_is_no_text() -> None:
    assert unescape(b"\\N") is None
    assert unescape(escape(b"\\N")) == b"\\N"


def packet(values: Sequence[bytes | None]) -> bytes:
    """A row as a server sends it.
    https://mariadb.com/kb/en/protocol-data-types/#length-encoded-strings"""
    told = b""
    for value in values:
        if value is None:
            told += b"\xfb"
        elif len(value) < 251:
            told += bytes([len(value)]) + value
        elif len(value) < 1 << 16:
            told += b"\xfc" + len(value).to_bytes(2, "little") + value
        elif len(value) < 1 << 24:
            told += b"\xfd" + len(value).to_bytes(3, "little") + value
        else:
            told += b"\xfe" + len(value).to_bytes(8, "little") + value
    return told


@given(st.lists(st.none() | BYTES, min_size=1, max_size=5), st.sampled_from([0, 251, 1 << 16]))
def test_a_line_tells_each_value(values: list[bytes | None], more: int) -> None:
    values = [*values, b"x" * more]
    form = RowForm(tuple(Column(f"c{n}", Form.BYTES) for n in range(len(values))))
    (line,) = form.lines([packet(values)])
    assert [unescape(field) for field in line.removesuffix(b"\n").split(b"\t")] == values


def test_very_long_values() -> None:
    form = RowForm((Column("a", Form.BYTES), Column("b", Form.PLAIN)))
    (line,) = form.lines([packet([b"\t" * (1 << 24), b"7"])])
    assert line == b"\\t" * (1 << 24) + b"\t7\n"


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)


@given(st.lists(st.tuples(NAMES, st.sampled_from(Form)), unique_by=lambda c: c[0]), st.booleans())
def test_a_form_is_kept_in_the_manifest(columns: list[tuple[str, Form]], history: bool) -> None:
    key = tuple(name for name, _ in columns[:2])
    form = RowForm(tuple(Column(*each) for each in columns), key, "PRIMARY", history=history)
    detail = form.detail()
    assert RowForm.read(detail) == form
    assert split_names(detail["columns"]) == tuple(name for name, _ in columns)


def test_a_form_that_is_damaged_is_refused() -> None:
    detail = RowForm((Column("a", Form.BIT),)).detail()
    with pytest.raises(ValueError, match="longer"):
        RowForm.read(detail | {"forms": "bit bit"})
    with pytest.raises(ValueError, match="hologram"):
        RowForm.read(detail | {"forms": "hologram"})


@given(rows=ROWS)
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_server_gives_and_takes_any_value(
    mariadb: MariaServer, maria_database: Address, rows: list[tuple[object, ...]]
) -> None:
    insert = "INSERT INTO t VALUES (%s, %s, %s, %s, %s, %s, %s)"
    with mariadb.inside(maria_database) as connection:
        connection.run(TABLE)
        for number, row in enumerate(rows):
            binary = bytearray(row[0]) if isinstance(row[0], bytes) else row[0]
            connection.rows(insert, number, binary, *row[1:])
        told = connection.rows(ALL)
    assert [row[:5] for row in told] == [row[:5] for row in rows]
    copy = maria_database.with_database(f"{maria_database.database}_copy")
    mariadb.drop_database(copy.database)
    try:
        result = take(source(maria_database)).restore(destination(copy))
        assert (result.problems, result.remarks) == ((), ())
        assert mariadb.ask(ALL, copy) == told
    finally:
        mariadb.drop_database(copy.database)
