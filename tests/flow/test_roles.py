"""Roles that a server lacks come with a restore, if the user wants, as they were."""

from __future__ import annotations

import re

from desktop_app.engine.model import Grade
from desktop_app.engine.restore import RestoreOptions, preview_restore
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from tests.flow.conftest import WHEEL_17, Zoo, zoo_server
from tests.flow.laboratories import SETTINGS, backed_up, new_repository, restored
from tests.flow.stock import assert_equal

UNNAMED = b"zoo_replica"  # nothing in the zoo is owned by it or granted to it
GRANTED_BY = re.compile(rb" GRANTED BY \S+;$")
ROLES = {
    "zoo_keeper",
    "Zoo Visitor",
    "zoo_writer",
    'zoo "quoted" 🦓',
    "zoo_owner",
}


def test_missing_roles_are_named_then_created_as_they_were(zoo17: Zoo) -> None:
    repository = new_repository()
    snapshot = backed_up(zoo17.original, repository).snapshot
    with zoo_server(WHEEL_17, 17) as other:
        copy = other.address.with_database("zoo")
        destination = PostgresDestination(copy, None, SETTINGS)
        preview = preview_restore(repository, snapshot, destination)
        assert set(preview.examination.missing_roles) == ROLES
        result = restored(repository, snapshot, copy, RestoreOptions(create_roles=True))
        assert result.problems == ()
        assert result.grade is Grade.WARNING
        assert [remark.item for remark in result.remarks] == ["tablespace zoo space"]
        expected = zoo17.tools.roles_of(zoo17.server.address)
        found = zoo17.tools.roles_of(other.address)
        assert_equal(known(expected), known(found))


def known(roles: list[bytes]) -> list[bytes]:
    """The lines without what a restore does not bring: a role that nothing names, and who
    granted a membership, which is now whoever restored."""
    return sorted(GRANTED_BY.sub(b";", line) for line in roles if UNNAMED not in line)
