"""A backup that is prepared: the server is reached while the repository's key is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from desktop_app.engine.catalog.entries import TargetEntry
from desktop_app.engine.errors import SecretNeeded, UnknownName, WrongKey
from desktop_app.engine.kinds.registry import POSTGRESQL
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.workspace import Opened, Workspace
from tests.engine.sources.postgres.harvest import others
from tests.engine.workspace.people import Person
from tests.waiting import wait_until


@pytest.fixture
def target(workspace: Workspace, opened: Opened, database: Address) -> str:
    entry = TargetEntry("lab", POSTGRESQL, database.url(), opened.entry.name)
    workspace.catalog.targets.add(entry)
    return entry.name


@pytest.fixture
def watcher(database: Address) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.conninfo(), autocommit=True) as connection:
        yield connection


def wait_until_alone(watcher: psycopg.Connection) -> None:
    # The server notices the end of a connection a moment after it.
    wait_until(lambda: not others(watcher))


def test_it_runs_and_leaves_no_connection(
    workspace: Workspace, target: str, watcher: psycopg.Connection
) -> None:
    with workspace.prepared(target) as run:
        wait_until(lambda: others(watcher))
        assert run(Silent()).snapshot.target == target
    wait_until_alone(watcher)


def test_one_that_is_not_run_leaves_no_connection(
    workspace: Workspace, target: str, watcher: psycopg.Connection
) -> None:
    with workspace.prepared(target):
        wait_until(lambda: others(watcher))
    wait_until_alone(watcher)


def test_a_wrong_passphrase_leaves_no_connection(
    workspace: Workspace, person: Person, target: str, watcher: psycopg.Connection
) -> None:
    person.passphrase = "another"
    with pytest.raises(WrongKey), workspace.prepared(target):
        pass
    wait_until_alone(watcher)


def test_a_server_that_does_not_know_the_database_is_told_of_by_the_run(
    workspace: Workspace, target: str, database: Address
) -> None:
    entry = workspace.catalog.targets.load(target)
    workspace.catalog.targets.delete(target)
    nowhere = replace(database, database="nothing like this").url()
    workspace.catalog.targets.add(replace(entry, url=nowhere))
    with workspace.prepared(target) as run, pytest.raises(UnknownName):
        run(Silent())


def test_a_password_that_nobody_gives(
    workspace: Workspace, person: Person, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(address: Address, kept: bool) -> str:
        raise SecretNeeded("password", address.where, "PGPASSWORD")

    monkeypatch.setattr(person, "password", refuse)
    with pytest.raises(SecretNeeded), workspace.prepared(target):
        pass
    with workspace.repository(workspace.repository_of(target).name):
        pass  # it was let go of, and opens again
