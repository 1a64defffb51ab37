"""Random schemas and rows come back as they were."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import psycopg
import pytest
from hypothesis import HealthCheck, given, note, settings

from desktop_app.engine.model import Grade
from desktop_app.engine.repository.repository import Repository
from tests.flow.conftest import WHEEL_17
from tests.flow.generated import databases
from tests.flow.laboratories import backed_up, new_repository, restored
from tests.flow.stock import Tools, assert_equal
from tests.servers import Server

EXAMPLES = 12
numbers = count()


@pytest.fixture(scope="module")
def repository() -> Iterator[Repository]:
    """One for all examples: what a snapshot reads must be its own, whatever else is there."""
    repository = new_repository()
    yield repository
    repository.close()


@given(statements=databases())
@settings(
    max_examples=EXAMPLES,
    deadline=None,  # a busy machine is not a fault
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_generated_databases_come_back_as_they_were(
    pg17: Server, repository: Repository, statements: list[str]
) -> None:
    tools = Tools(WHEEL_17)
    original = pg17.create_database(f"generated_{next(numbers)}")
    copy = pg17.address.with_database(f"{original.database}_restored")
    try:
        with psycopg.connect(original.conninfo(), autocommit=True) as connection:
            for statement in statements:
                note(statement)
                connection.execute(statement.encode())
        backup = backed_up(original, repository)
        assert backup.grade is Grade.OK, backup.remarks
        result = restored(repository, backup.snapshot, copy)
        assert result.grade is Grade.OK, (result.problems, result.remarks)
        assert_equal(tools.dump(original), tools.dump(copy))
    finally:
        pg17.drop_database(original)
        pg17.drop_database(copy)
