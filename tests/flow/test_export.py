"""An export is plain SQL that stock psql loads into an equal database."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.engine.export import export
from tests.flow.conftest import Zoo
from tests.flow.laboratories import SETTINGS, backed_up, new_repository


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
