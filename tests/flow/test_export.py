"""An export is plain SQL that stock psql loads into an equal database."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from desktop_app.engine.export import export
from tests.flow.conftest import WHEEL_17, Zoo
from tests.flow.laboratories import SETTINGS, backed_up, new_repository
from tests.flow.stock import Tools, assert_equal
from tests.servers import Server


@pytest.mark.parametrize("name", ["zoo17", "zoo15"])
def test_export_of_the_zoo_loads_into_an_equal_database(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    zoo: Zoo = request.getfixturevalue(name)
    repository = new_repository()
    snapshot = backed_up(zoo.original, repository).snapshot
    file = tmp_path / "zoo.sql"
    with file.open("wb") as output:
        export(repository, snapshot, output, SETTINGS)
    copy = zoo.server.create_database()
    zoo.tools.load(copy, file)
    zoo.tools.copy_properties(zoo.original, copy)
    zoo.assert_equals_stock(copy)


MAKE = """
CREATE TABLE "große" ("Spaß" text, "line\nfeed" int);
INSERT INTO "große" VALUES ('größer', 1);
CREATE TABLE "line\nfeed" AS TABLE "große";
"""


@pytest.mark.parametrize("encoding", ["UTF8", "LATIN1", "SQL_ASCII"])
def test_names_with_other_letters_are_in_the_encoding_of_the_export(
    pg17: Server, tmp_path: Path, encoding: str
) -> None:
    create = "CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE 'C' LC_CTYPE 'C'"
    tools, file, repository = Tools(WHEEL_17), tmp_path / "export.sql", new_repository()
    names = ["to_export", "exported"]
    for name in names:
        pg17.execute(sql.SQL(create).format(sql.Identifier(name), sql.Literal(encoding)))
    try:
        original, copy = (pg17.address.with_database(name) for name in names)
        with psycopg.connect(original.conninfo(), client_encoding="utf8") as connection:
            connection.execute(MAKE)
        snapshot = backed_up(original, repository).snapshot
        with file.open("wb") as output:
            export(repository, snapshot, output, SETTINGS)
        tools.load(copy, file)
        assert_equal(tools.dump(original, create=False), tools.dump(copy, create=False))
    finally:
        for name in names:
            pg17.drop_database(name)
