"""Databases that the program in RECOVERY.txt gets out, loaded as it says by stock tools alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.model import Grade
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.sources.postgres.connection import Address
from tests.flow.conftest import DEBIAN_15, WHEEL_17
from tests.flow.laboratories import backed_up
from tests.flow.stock import QUIET, Tools, assert_equal, environment, to
from tests.servers import Server

PASSPHRASE = "correct horse battery staple"
NAMES = [
    "a\nb",
    "a\r\nb\r",
    "\n",
    "in\n\\.\n\\q\n",
    "plain\rreturn",
    "back\\slash\\n",
    "it's \"quoted\" 'twice'",
    '"\n"',
    ":name :'name' $1 $$",
    "a (b, c) from stdin -- \n /* ; */",
    "a\tb",
    "große 🧪",
    "große\n🧪",
]
COLUMNS = ["plain", "line\nfeed", 'quo"ted\r']
# Its partitions are those whose rows a dump of the tests leaves out: they may move.
MOODS = """
CREATE SCHEMA moving;
CREATE TYPE moving.mood AS ENUM ('calm', 'busy');
CREATE TABLE moving."by\nmood" ("m\n" moving.mood, n int) PARTITION BY HASH ("m\n");
CREATE TABLE moving.by_mood_0 PARTITION OF moving."by\nmood"
    FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE moving.by_mood_1 PARTITION OF moving."by\nmood"
    FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO moving."by\nmood" VALUES ('calm', 1), ('busy', 2), ('busy', 3);
CREATE TABLE "no\ncolumns" ();
INSERT INTO "no\ncolumns" DEFAULT VALUES;
INSERT INTO "no\ncolumns" DEFAULT VALUES;
"""


def in_utf8(database: Address) -> psycopg.Connection:
    return psycopg.connect(database.conninfo(), autocommit=True, client_encoding="utf8")


def make(database: Address, names: list[str]) -> None:
    """Tables with those names, two schemas, and odd columns, one of them generated."""
    columns = sql.SQL(
        "{} int GENERATED ALWAYS AS IDENTITY, {} text, {} int GENERATED ALWAYS AS (1) STORED"
    ).format(*map(sql.Identifier, COLUMNS))
    with in_utf8(database) as connection:
        for schema in ("public", "odd\nschema"):
            make_schema = sql.SQL("CREATE SCHEMA IF NOT EXISTS {}")
            connection.execute(make_schema.format(sql.Identifier(schema)))
            for name in names:
                table = sql.Identifier(schema, name)
                connection.execute(sql.SQL("CREATE TABLE {} ({})").format(table, columns))
                insert = sql.SQL("INSERT INTO {} ({}) VALUES (NULL), ('a\tb\n\\.\n\\N'), ('ß')")
                connection.execute(insert.format(table, sql.Identifier(COLUMNS[1])))


def recover(database: Address, folder: Path) -> Path:
    """Back up, then let the program in the repository write what it finds."""
    repository, _ = Repository.create(LocalStorage(folder / "repository"), PASSPHRASE)
    with closing(repository):
        assert backed_up(database, repository).grade is Grade.OK
    done = subprocess.run(
        [sys.executable, "-I", folder / "repository" / "RECOVERY.txt", "repository", "out"],
        env={"PATH": os.environ["PATH"], "LABVAULT_PASSPHRASE": PASSPHRASE},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    (out,) = (folder / "out").iterdir()
    return out


def load(tools: Tools, out: Path, copy: Address) -> None:
    """The steps of RECOVERY.txt."""
    (schema,) = out.glob("*-schema-schema.dump")

    def restore(section: str) -> None:
        tools.run("pg_restore", *to(copy), f"--section={section}", str(schema))

    restore("pre-data")
    subprocess.run(
        [tools.folder / "psql", *to(copy), *QUIET, "--file=LOAD.sql"],
        cwd=out,
        env=environment(),
        check=True,
    )
    restore("data")
    restore("post-data")


@pytest.fixture(params=[17, 15])
def server(request: pytest.FixtureRequest) -> tuple[Server, Tools]:
    tools = Tools({17: WHEEL_17, 15: DEBIAN_15}[request.param])
    return request.getfixturevalue(f"pg{request.param}"), tools


@pytest.fixture(params=["UTF8", "LATIN1", "SQL_ASCII"])
def databases(
    request: pytest.FixtureRequest, server: tuple[Server, Tools]
) -> Iterator[tuple[Address, Address]]:
    """A database to back up and an empty one to load, in an encoding."""
    names = ["recovery", "recovered"]
    statement = "CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE 'C' LC_CTYPE 'C'"
    for name in names:
        made = sql.SQL(statement).format(sql.Identifier(name), sql.Literal(request.param))
        server[0].execute(made)
    original, copy = (server[0].address.with_database(name) for name in names)
    yield original, copy
    for name in names:
        server[0].drop_database(name)


def test_tables_of_odd_names_are_loaded(
    server: tuple[Server, Tools], databases: tuple[Address, Address], tmp_path: Path
) -> None:
    tools, (original, copy) = server[1], databases
    with in_utf8(original) as connection:
        (encoding,) = connection.execute("SHOW server_encoding").fetchone() or ("",)
        connection.execute(MOODS)
    make(original, [n.replace("🧪", "é") if encoding == "LATIN1" else n for n in NAMES])
    load(tools, recover(original, tmp_path), copy)
    assert_equal(tools.dump(original, create=False), tools.dump(copy, create=False))
    for database in databases:
        assert tools.rows_of(database, 'SELECT * FROM moving."by\nmood" ORDER BY n') == (
            b"calm\t1\nbusy\t2\nbusy\t3\n"
        )
