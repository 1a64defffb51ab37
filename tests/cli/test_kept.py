"""What restores replaced, at a terminal: listed, taken back, let go; of each kind that keeps it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine.sources.mariadb.address import Address
from tests.cli.conftest import CommandLine
from tests.mariadb_servers import MariaServer


@pytest.fixture
def nas(labvault: CommandLine, tmp_path: Path) -> CommandLine:
    labvault.json("repository", "create", "nas", str(tmp_path / "store"))
    return labvault


@pytest.fixture
def file(nas: CommandLine, tmp_path: Path) -> Path:
    """A file of which a restore replaced the three rows by two."""
    file = tmp_path / "flies.db"
    run(file, "CREATE TABLE flies (id INTEGER)", "INSERT INTO flies VALUES (1), (2)")
    nas.json("target", "add", "sqlite", "flies", str(file), "--repository", "nas")
    nas.json("backup", "flies")
    run(file, "INSERT INTO flies VALUES (3)")
    nas.json("restore", "latest:flies", "--to", str(file), "--replace")
    assert rows(file) == 2
    return file


def run(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def rows(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM flies").fetchone()[0])


def test_an_sqlite_file(nas: CommandLine, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept,) = nas.json("kept", "list", str(file))
    assert kept["bytes"] == (file.parent / kept["name"]).stat().st_size
    monkeypatch.chdir(file.parent)
    aside = nas.json("kept", "swap", "flies.db", kept["name"])["aside"]
    assert (rows(file), rows(file.parent / aside)) == (3, 2)
    for what in ("swap", "drop"):
        told = nas("kept", what, str(file), "flies.db")
        assert told.code == 2
        assert told.err.endswith("Look at `labvault kept list PATH`.\n")
    nas.json("kept", "drop", str(file), aside)
    assert nas.json("kept", "list", str(file)) == []


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_file_that_is_lost_and_no_target_any_more(
    nas: CommandLine, file: Path, forgotten: bool
) -> None:
    (kept,) = nas.json("kept", "list", str(file))
    file.unlink()
    if forgotten:
        nas.json("target", "remove", "flies")
    done = nas("kept", "swap", str(file), kept["name"])
    assert done.code == 0
    assert f"{kept['name']} has its place back." in done.out
    assert rows(file) == 3


def test_a_database_of_mariadb(
    nas: CommandLine, mariadb: MariaServer, maria_database: Address
) -> None:
    url = maria_database.url()
    table = ("CREATE TABLE flies (id INT)", "INSERT INTO flies VALUES (1), (2)")
    mariadb.run(*table, database=maria_database)
    nas.json("target", "add", "mariadb", "flies", "--url", url, "--repository", "nas")
    nas.json("backup", "flies")
    mariadb.run("INSERT INTO flies VALUES (3)", database=maria_database)
    nas.json("restore", "latest:flies", "--to", url, "--replace")
    (kept,) = nas.json("kept", "list", url)
    assert kept["name"].startswith(f"{maria_database.database}_before_")
    aside = nas.json("kept", "swap", url, kept["name"])["aside"]
    assert mariadb.ask("SELECT count(*) FROM flies", maria_database) == ((3,),)
    assert nas("kept", "drop", url, "mysql").code == 2
    nas.json("kept", "drop", url, aside)
    assert nas.json("kept", "list", url) == []
    assert aside not in mariadb.databases()
