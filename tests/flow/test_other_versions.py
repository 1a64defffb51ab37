"""A server 15 on a computer that has the tools of 17 only: the embedded server's."""

from __future__ import annotations

from pathlib import Path

import pytest
from psycopg import sql

from desktop_app.engine.export import export
from desktop_app.engine.model import Grade, Snapshot
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.sources.postgres import tools
from desktop_app.engine.sources.postgres.connection import Address
from tests.flow.conftest import Zoo
from tests.flow.laboratories import SETTINGS, backed_up, new_repository, restored
from tests.flow.stock import Tools, assert_equal

# What is in it looks different after any restore.
BUT = "--exclude-schema=moving"


@pytest.fixture
def only_17(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "USUAL", ())
    assert tools.find_tools(15, SETTINGS.environment["PATH"]).major == 17


@pytest.fixture(scope="module")
def leaving(zoo15: Zoo) -> Address:
    """The zoo on a server 15, without the two collations that the embedded server cannot have."""
    address = zoo15.server.copy_database(zoo15.original.database, "leaving")
    for name in ("german_phonebook", "ignore_case"):
        zoo15.server.execute(
            sql.SQL("DROP COLLATION kinds.{}").format(sql.Identifier(name)), address
        )
    return address


@pytest.fixture
def saved(leaving: Address, only_17: None) -> tuple[Repository, Snapshot]:
    repository = new_repository()
    snapshot = backed_up(leaving, repository).snapshot
    assert snapshot.facts["tool_version"].startswith("17.")
    return repository, snapshot


def test_back_to_a_server_15(
    zoo15: Zoo, leaving: Address, saved: tuple[Repository, Snapshot]
) -> None:
    copy = zoo15.server.address.with_database("back_to_15")
    result = restored(*saved, copy)
    assert result.grade is Grade.OK, (result.problems, result.remarks)
    assert_equal(zoo15.tools.dump(leaving, BUT), zoo15.tools.dump(copy, BUT))


def test_on_to_a_server_17(
    leaving: Address, zoo17: Zoo, debian_15: Path, saved: tuple[Repository, Snapshot]
) -> None:
    # Stock tools of 17 cannot do this when the server stamps columns: 17 refuses the stamps.
    stock = zoo17.server.create_database("on_to_17_by_stock")
    Tools(debian_15).copy(leaving, stock)
    copy = zoo17.server.address.with_database("on_to_17")
    result = restored(*saved, copy)
    assert result.grade is Grade.OK, (result.problems, result.remarks)
    # "All" rights of 15 are one fewer than those of 17, and the two pg_dumps say so differently.
    dumps = (zoo17.tools.dump(address, "--no-privileges") for address in (stock, copy))
    assert_equal(*dumps)


@pytest.mark.parametrize("name", ["zoo15", "zoo17"])
def test_export_loads_into_either(
    name: str,
    request: pytest.FixtureRequest,
    leaving: Address,
    saved: tuple[Repository, Snapshot],
    tmp_path: Path,
) -> None:
    zoo: Zoo = request.getfixturevalue(name)
    file = tmp_path / "zoo.sql"
    with file.open("wb") as output:
        export(*saved, output, SETTINGS)
    copy = zoo.server.create_database()
    zoo.tools.load(copy, file)
    rows = (zoo.tools.rows_of(a, "SELECT * FROM vals.texts") for a in (leaving, copy))
    assert len(set(rows)) == 1
