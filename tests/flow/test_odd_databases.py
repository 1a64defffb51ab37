"""Databases with names, encodings and habits that break careless tools."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.contents.preview import preview_rows
from desktop_app.engine.export import export
from desktop_app.engine.model import Grade, ItemKind
from desktop_app.engine.restore import RestoreOptions
from desktop_app.engine.sources.postgres.connection import Address
from tests.flow.conftest import WHEEL_17
from tests.flow.laboratories import SETTINGS, backed_up, new_repository, restored
from tests.flow.stock import Tools, assert_equal
from tests.servers import Server

TOOLS = Tools(WHEEL_17)
NAMES = [
    'with "quotes" it\'s \\ and=sign',
    "postgresql://user@host:1/db?x=y",
    "🧪🧊🐧 é" + "x" * 47,  # 63 bytes, the most there can be
    " lead.dot;--%s {}\n$1",
]

# Stock tools load tables in the order of their names, which is all that makes this work: the
# checks ask another table, where foreign keys would be the right way.
ASKS_ANOTHER = """
CREATE TABLE a_kinds (kind text PRIMARY KEY);
INSERT INTO a_kinds VALUES ('one'), ('two');
CREATE FUNCTION known(text) RETURNS boolean LANGUAGE sql
    AS 'SELECT EXISTS (SELECT FROM public.a_kinds WHERE kind = $1)';
CREATE TABLE b_things (id integer, kind text CHECK (public.known(kind)));
INSERT INTO b_things SELECT n, 'two' FROM generate_series(1, 500) n;
CREATE FUNCTION there(integer) RETURNS boolean LANGUAGE sql
    AS 'SELECT EXISTS (SELECT FROM public.b_things WHERE id = $1)';
CREATE TABLE c_parts (thing integer CHECK (public.there(thing)), note text);
INSERT INTO c_parts SELECT n, repeat('note', n) FROM generate_series(1, 500) n;
CREATE TABLE d_more_parts (LIKE c_parts INCLUDING ALL);
INSERT INTO d_more_parts SELECT * FROM c_parts;
CREATE TABLE e_most_parts (LIKE c_parts INCLUDING ALL);
INSERT INTO e_most_parts SELECT * FROM c_parts;
"""


def assert_comes_back(
    server: Server, original: Address, name: str, *options: str, create: bool = True
) -> None:
    """Back up, restore beside, compare, and drop both."""
    copy = server.address.with_database(name)
    try:
        repository = new_repository()
        backup = backed_up(original, repository)
        assert backup.grade is Grade.OK, backup.remarks
        result = restored(repository, backup.snapshot, copy)
        assert result.grade is Grade.OK, (result.problems, result.remarks)
        assert result.place == name
        expected = TOOLS.dump(original, *options, create=create)
        assert_equal(expected, TOOLS.dump(copy, *options, create=create))
    finally:
        server.drop_database(copy)
        server.drop_database(original)


@pytest.mark.parametrize("name", NAMES)
def test_odd_names(pg17: Server, name: str) -> None:
    original = pg17.create_database(name)
    with psycopg.connect(original.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TABLE t AS SELECT n FROM generate_series(1, 9) n")
    assert_comes_back(pg17, original, f"{name[:9]}'\" restored", create=False)


# Bytes that are no UTF-8; what SQL_ASCII holds is nobody's encoding at all.
WORDS = [("LATIN1", b"M\xfcnchen"), ("EUC_JP", b"\xc6\xfc\xcb\xdc"), ("KOI8R", b"\xcd\xd9\xdb\xd8")]
ANY_BYTES = ("SQL_ASCII", b"\xff\x80 \xc3")


def in_encoding(server: Server, name: str, encoding: str) -> Address:
    statement = "CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE 'C' LC_CTYPE 'C'"
    server.execute(sql.SQL(statement).format(sql.Identifier(name), sql.Literal(encoding)))
    return server.address.with_database(name)


def with_a_word(server: Server, encoding: str, word: bytes) -> Address:
    """A database with a table, and a row in it, of that name."""
    original = in_encoding(server, f"in_{encoding}", encoding)
    with psycopg.connect(original.conninfo(), autocommit=True) as connection:
        connection.execute(f"SET client_encoding = {encoding}".encode())
        name_of_table = b"odd" if encoding == "SQL_ASCII" else word
        connection.pgconn.exec_(b'CREATE TABLE "' + name_of_table + b'" (word text)')
        connection.pgconn.exec_(b'INSERT INTO "' + name_of_table + b"\" VALUES ('" + word + b"')")
        found = connection.pgconn.exec_(b'SELECT word FROM "' + name_of_table + b'"')
        assert found.get_value(0, 0) == word
    return original


@pytest.mark.parametrize(("encoding", "word"), [*WORDS, ANY_BYTES])
def test_other_encodings(pg17: Server, encoding: str, word: bytes) -> None:
    original = with_a_word(pg17, encoding, word)
    assert_comes_back(pg17, original, f"in_{encoding}_restored", f"--encoding={encoding}")


@pytest.mark.parametrize(("encoding", "word"), [*WORDS, ANY_BYTES])
def test_an_export_in_another_encoding_loads(
    pg17: Server, tmp_path: Path, encoding: str, word: bytes
) -> None:
    original = with_a_word(pg17, encoding, word)
    copy = in_encoding(pg17, f"in_{encoding}_loaded", encoding)
    try:
        repository = new_repository()
        snapshot = backed_up(original, repository).snapshot
        with (tmp_path / "export.sql").open("wb") as output:
            export(repository, snapshot, output, SETTINGS)
        TOOLS.load(copy, tmp_path / "export.sql")
        options = (f"--encoding={encoding}",)
        assert_equal(TOOLS.dump(original, *options), TOOLS.dump(copy, *options))
    finally:
        pg17.drop_database(copy)
        pg17.drop_database(original)


@pytest.mark.parametrize(("encoding", "word"), WORDS)
def test_rows_in_another_encoding_are_shown(pg17: Server, encoding: str, word: bytes) -> None:
    original = with_a_word(pg17, encoding, word)
    try:
        repository = new_repository()
        snapshot = backed_up(original, repository).snapshot
        (item,) = (i for i in repository.items(snapshot) if i.kind is ItemKind.ROWS)
        shown = preview_rows(repository, item)
        assert shown.rows == ((item.detail["table"],),)
        assert item.detail["table"].encode(encoding.replace("KOI8R", "koi8-r")) == word
    finally:
        pg17.drop_database(original)


@pytest.mark.parametrize(("encoding", "word"), WORDS)
def test_a_table_is_selected_in_another_encoding(pg17: Server, encoding: str, word: bytes) -> None:
    original = with_a_word(pg17, encoding, word)
    copy = pg17.address.with_database(f"in_{encoding}_selected")
    try:
        repository = new_repository()
        snapshot = backed_up(original, repository).snapshot
        (item,) = (i for i in repository.items(snapshot) if i.kind is ItemKind.ROWS)
        result = restored(repository, snapshot, copy, RestoreOptions(only=(item.name,)))
        assert (result.grade, result.rows) == (Grade.OK, 1)
    finally:
        pg17.drop_database(copy)
        pg17.drop_database(original)


def test_checks_that_ask_other_tables(pg17: Server) -> None:
    original = pg17.create_database()
    with psycopg.connect(original.conninfo(), autocommit=True) as connection:
        connection.execute(ASKS_ANOTHER)
    assert_comes_back(pg17, original, "asks_another")
