"""The canonical form of rows."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import apsw
import pytest
from blake3 import blake3
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.engine.progress import Cancel, Silent
from desktop_app.engine.sources.sqlite import rows
from desktop_app.engine.sources.sqlite.connection import opened_copy
from desktop_app.engine.sources.sqlite.digest import digest_of, tables_of
from desktop_app.engine.sources.sqlite.rows import Value, encode_row, encode_value, feed_rows
from desktop_app.engine.sources.sqlite.tables import Table, list_tables
from tests.engine.sources.sqlite.databases import make_zoo

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.none() | st.integers(-(1 << 63), (1 << 63) - 1) | TEXTS | st.binary()
VALUES |= st.floats(allow_nan=False)


def fed(connection: apsw.Connection, table: Table) -> tuple[bytes, int]:
    """The canonical rows, in one piece."""
    pieces: list[bytes] = []
    count = feed_rows(connection, table, lambda piece: pieces.append(bytes(piece)), lambda n: None)
    return b"".join(pieces), count


def canonical(path: Path, name: str) -> tuple[bytes, int]:
    with opened_copy(path, Cancel()) as connection:
        return fed(connection, {t.name: t for t in list_tables(connection)}[name])


def made(given: Sequence[Sequence[Value]]) -> tuple[bytes, int]:
    """The canonical rows of a table with these, whose columns take what they get."""
    with closing(apsw.Connection("")) as connection:
        connection.execute("CREATE TABLE t (a, b)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", given)
        return fed(connection, list_tables(connection)[0])


@given(st.lists(st.tuples(VALUES, VALUES), max_size=20))
def test_what_is_fast_says_the_same_as_plain_words(given: list[tuple[Value, Value]]) -> None:
    wanted = b"".join(encode_row([number, *row]) for number, row in enumerate(given, 1))
    assert made(given) == (wanted, len(given))


@given(st.lists(st.tuples(VALUES, VALUES), max_size=5))
def test_value_by_value_says_the_same(given: list[tuple[Value, Value]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "LONG", 3)  # nearly all is long
        patch.setattr(rows, "PART", 2)
        slowly = made(given)
    assert slowly == made(given)


@given(st.tuples(VALUES, VALUES), st.tuples(VALUES, VALUES))
def test_other_rows_are_other_bytes(one: tuple[Value, Value], other: tuple[Value, Value]) -> None:
    def form(row: tuple[Value, Value]) -> list[tuple[type, Value, float]]:
        return [(type(v), v, math.copysign(1, v) if isinstance(v, float) else 0) for v in row]

    assert (encode_row(one) == encode_row(other)) == (form(one) == form(other))


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (None, "4e"),
        (1, "6901000000"),
        (-(1 << 31), "6900000080"),
        (1 << 31, "6c03000000000000000200"),
        (-(1 << 63), "6cfbffffff00000000000000000800"),
        (1.0, "67000000000000f03f"),
        (math.inf, "67000000000000f07f"),
        (-0.0, "670000000000000080"),
        ("é", "7502000000c3a9"),
        (b"\0", "730100000000"),
    ],
)
def test_the_form_never_changes(value: Value, wanted: str) -> None:
    assert encode_value(value).hex() == wanted


def test_the_hash_of_a_whole_database_never_changes(tmp_path: Path) -> None:
    """Of tables of all kinds, by what canonical rows they have."""
    lab = make_zoo(tmp_path / "lab.db", rows=50)
    whole = blake3()
    for table in tables_of(lab, Cancel()):
        if table.form == "table":
            whole.update(canonical(lab, table.name)[0])
    assert whole.hexdigest() == FROZEN


FROZEN = "101e17565e8381a4fe689c1b24d0092fa923701cac2ca4ef569a35674141e6fe"


def test_a_text_that_is_none_keeps_its_bytes(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "lab.db")) as lab:
        lab.execute("CREATE TABLE t (a)")
        lab.execute("INSERT INTO t VALUES ('good'), (CAST(x'ff00fe' AS TEXT)), (x'ff00fe')")
        lab.commit()
    wanted = b"".join(
        (
            encode_row([1, "good"]),
            b"(" + b"\2\0\0\0" + encode_value(2) + encode_value(b"\xff\0\xfe", text=True),
            encode_row([3, b"\xff\0\xfe"]),
        )
    )
    assert canonical(tmp_path / "lab.db", "t") == (wanted, 3)


@pytest.mark.parametrize("encoding", ["UTF-16le", "UTF-16be"])
def test_texts_of_another_encoding_are_their_bytes(tmp_path: Path, encoding: str) -> None:
    with closing(sqlite3.connect(tmp_path / "lab.db")) as lab:
        lab.execute(f"PRAGMA encoding = '{encoding}'")
        lab.execute("CREATE TABLE t (a)")
        lab.execute("INSERT INTO t VALUES ('é')")
        lab.commit()
    text = encode_value("é".encode(encoding[:6].lower() + "-" + encoding[6:]), text=True)
    wanted = b"(\2\0\0\0" + encode_value(1) + text
    assert canonical(tmp_path / "lab.db", "t") == (wanted, 1)


def test_an_index_does_not_change_the_order(tmp_path: Path) -> None:
    """It covers the table, and SQLite would rather go through it."""
    with closing(sqlite3.connect(tmp_path / "lab.db")) as lab:
        lab.execute("CREATE TABLE t (a, b, k PRIMARY KEY) WITHOUT ROWID")
        lab.executemany("INSERT INTO t VALUES (?, 'x', ?)", [(-n, n) for n in range(500)])
        lab.commit()
        before = canonical(tmp_path / "lab.db", "t")
        lab.execute("CREATE INDEX covering ON t (a, b, k)")
        lab.execute("ANALYZE")
        lab.commit()
    assert canonical(tmp_path / "lab.db", "t") == before


def test_tables_are_told_apart(tmp_path: Path) -> None:
    lab = make_zoo(tmp_path / "lab.db")
    tables = {table.name: table for table in tables_of(lab, Cancel())}
    assert tables["notes"].form == "virtual"
    assert tables["notes_content"].form == "shadow"
    assert tables["hides_rowid"].rowid is None
    assert tables['odd "name, with; all\nof it'].rowid is None
    assert tables["strict_one"].strict
    assert [c.name for c in tables["computed"].stored] == ["a"]
    assert set(tables["flies"].indexes) == {"flies_by_name", "heavy"}
    assert set(tables["flies"].triggers) == {"counted"}
    assert "sqlite_sequence" in tables
    assert digest_of(lab, "notes", Silent()).rows is None
    assert digest_of(lab, "flies", Silent()).rows == 300
