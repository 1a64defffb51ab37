"""The zoo, backed up and restored, is what stock tools make of it: no line differs."""

from __future__ import annotations

import pytest

from desktop_app.engine.model import Grade, ItemKind
from tests.flow.conftest import Zoo
from tests.flow.laboratories import backed_up, new_repository, restored


@pytest.mark.parametrize("name", ["zoo17", "zoo15"])
def test_the_zoo_comes_back_as_stock_tools_bring_it_back(
    name: str, request: pytest.FixtureRequest
) -> None:
    zoo: Zoo = request.getfixturevalue(name)
    repository = new_repository()
    backup = backed_up(zoo.original, repository)
    assert {remark.item for remark in backup.remarks} == {
        "kinds.far_away",
        "kinds.far_child",
        "kinds.far_part",
    }
    copy = zoo.server.address.with_database("zoo_by_labvault")
    result = restored(repository, backup.snapshot, copy)
    assert result.problems == ()
    assert result.grade is Grade.OK, result.remarks
    assert result.place == copy.database
    rows = [i.rows for i in repository.items(backup.snapshot) if i.kind is ItemKind.ROWS]
    assert result.rows == sum(filter(None, rows))
    zoo.assert_equals_stock(copy)
