"""Getting data back from the command line, on a real server."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from desktop_app.engine.sources.postgres.connection import Address
from tests.cli.conftest import CommandLine
from tests.servers import Server


@pytest.fixture
def backed_up(ready: CommandLine) -> CommandLine:
    """A snapshot of the laboratory is there."""
    ready.json("backup", "lab")
    return ready


@pytest.fixture
def place(pg17: Server, laboratory: Address) -> Iterator[Address]:
    """The address of a database that is not there yet."""
    address = laboratory.with_database("cli_restored")
    yield address
    for name in databases(pg17.address):
        if name.startswith("cli_restored"):
            pg17.drop_database(name)


def databases(address: Address) -> list[str]:
    with psycopg.connect(address.conninfo()) as connection:
        rows = connection.execute("SELECT datname FROM pg_database ORDER BY 1").fetchall()
    return [row[0] for row in rows]


def rows_of(address: Address, table: str) -> int:
    with psycopg.connect(address.conninfo()) as connection:
        found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # type: ignore[call-overload]
    return int(found[0])


def test_into_a_new_database(backed_up: CommandLine, place: Address) -> None:
    done = backed_up.json("restore", "latest:lab", "--to", place.url())
    assert done["grade"] == "ok"
    assert done["place"] == place.database
    assert done["rows"] == 602
    assert done["bytes"] > 0
    assert done["problems"] == []
    assert rows_of(place, "lab.molecule") == 500
    again = backed_up("restore", "latest:lab", "--to", place.url())
    assert again.code == 2
    assert "--replace" in again.err


def test_a_dry_run_writes_nothing(backed_up: CommandLine, place: Address) -> None:
    before = databases(place.with_database("postgres"))
    told = backed_up.json("restore", "latest:lab", "--to", place.url(), "--dry-run")
    assert told["possible"]
    assert told["place"] == place.database
    assert told["rows"] == 602
    assert {"lab.molecule", "lab.mixture"} <= {item["item"] for item in told["items"]}
    text = backed_up.text("restore", "latest:lab", "--to", place.url(), "--dry-run")
    assert "nothing was written" in text
    assert databases(place.with_database("postgres")) == before


def test_only_what_was_asked_for(backed_up: CommandLine, place: Address) -> None:
    only = ("--only", "lab.molecule", "--only", "pub*")
    done = backed_up.json("restore", "latest:lab", "--to", place.url(), *only)
    assert done["rows"] == 502
    assert rows_of(place, "lab.molecule") == 500
    nothing = backed_up("restore", "latest:lab", "--to", place.url(), "--only", "no.such")
    assert nothing.code == 2
    assert "no.such" in nothing.err


def test_replace_keeps_the_old_one(backed_up: CommandLine, place: Address, pg17: Server) -> None:
    pg17.create_database(place.database)
    with psycopg.connect(place.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TABLE old (x int)")
    done = backed_up.text("restore", "latest:lab", "--to", place.url(), "--replace")
    assert place.database in done
    assert rows_of(place, "lab.molecule") == 500
    kept = [name for name in databases(pg17.address) if name.startswith(place.database)]
    assert len(kept) == 2


def test_an_address_that_is_none(backed_up: CommandLine) -> None:
    called = backed_up("restore", "latest:lab", "--to", "/some/folder")
    assert called.code == 2
    assert "postgresql://" in called.err


def test_a_replaced_database_is_taken_back_and_let_go(
    backed_up: CommandLine, place: Address, pg17: Server
) -> None:
    pg17.create_database(place.database)
    with psycopg.connect(place.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE TABLE precious AS SELECT 42 AS answer")
    assert backed_up.json("kept", "list", place.url()) == []
    backed_up.json("restore", "latest:lab", "--to", place.url(), "--replace")
    (kept,) = backed_up.json("kept", "list", place.url())
    assert kept["name"] in backed_up.text("kept", "list", place.url())
    assert backed_up("kept", "drop", place.url(), "postgres").code == 2
    swapped = backed_up.json("kept", "swap", place.url(), kept["name"])
    assert rows_of(place, "precious") == 1
    assert rows_of(place.with_database(swapped["aside"]), "lab.molecule") == 500
    backed_up.json("kept", "drop", place.url(), swapped["aside"])
    assert backed_up.json("kept", "list", place.url()) == []


def test_taking_back_is_for_a_manager(
    backed_up: CommandLine, place: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.engine.roles import Action
    from desktop_app.engine.workspace.gate import Gate

    asked: list[Action] = []
    monkeypatch.setattr(Gate, "require", lambda _self, action, *_: asked.append(action))
    assert backed_up("kept", "drop", place.url(), "no_such").code == 2
    assert backed_up("kept", "swap", place.url(), "no_such").code == 2
    assert asked == [Action.RESTORE_OVER] * 2
