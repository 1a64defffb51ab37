"""Workspaces are made, changed in one step, and removed with all that is theirs alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import (
    DEFAULT_WORKSPACE,
    Job,
    JobKind,
    JobState,
    RepositoryEntry,
    TargetEntry,
    WorkspaceEntry,
)
from desktop_app.engine.catalog.removal import may_be_removed, remove_workspace
from desktop_app.engine.catalog.schema import metadata
from desktop_app.engine.errors import NameTaken, NotSupported, UnknownName

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def contents(catalog: Catalog) -> dict[str, list[tuple[object, ...]]]:
    with catalog.database.reading() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table))]
            for name, table in metadata.tables.items()
        }


def fill(catalog: Catalog, workspace: str, **job: object) -> None:
    """A workspace with one of most things; its only job is ``job``."""
    if workspace != DEFAULT_WORKSPACE:
        catalog.workspaces.add(WorkspaceEntry(workspace, NOON))
    records = catalog.of(workspace)
    records.repositories.add(RepositoryEntry("nas", f"/mnt/{workspace}", f"r {workspace}"))
    records.targets.add(TargetEntry("lab", "postgresql", "postgresql://db/lab", "nas"))
    records.jobs.add(
        Job(JobKind.BACKUP, "lab", "nas", NOON, NOON, workspace=workspace, **job)  # type: ignore[arg-type]
    )


def test_a_name_is_taken_once(whole: Catalog) -> None:
    whole.workspaces.add(WorkspaceEntry("genetics", NOON, quota_targets=3))
    with pytest.raises(NameTaken):
        whole.workspaces.add(WorkspaceEntry("genetics", NOON))
    assert whole.workspaces.load("genetics").quota_targets == 3


def test_a_change_that_is_refused_keeps_nothing(whole: Catalog) -> None:
    def refuse(entry: WorkspaceEntry) -> WorkspaceEntry:
        raise NotSupported(f"changing {entry.name}", "it may not be")

    before = contents(whole)
    with pytest.raises(NotSupported):
        whole.workspaces.alter(DEFAULT_WORKSPACE, refuse)
    assert contents(whole) == before
    changed = whole.workspaces.alter(DEFAULT_WORKSPACE, lambda e: replace(e, quota_bytes=1 << 40))
    assert whole.workspaces.load(DEFAULT_WORKSPACE) == changed


def test_an_unknown_one(whole: Catalog) -> None:
    for what in (
        lambda: whole.workspaces.load("genetics"),
        lambda: whole.workspaces.alter("genetics", lambda entry: entry),
        lambda: may_be_removed(whole.database, "genetics", NOON),
        lambda: remove_workspace(whole.database, "genetics", NOON),
    ):
        with pytest.raises(UnknownName):
            what()


def test_the_one_that_is_always_there_stays(whole: Catalog) -> None:
    fill(whole, DEFAULT_WORKSPACE)
    before = contents(whole)
    with pytest.raises(NotSupported):
        remove_workspace(whole.database, DEFAULT_WORKSPACE, NOON)
    assert contents(whole) == before


def test_one_that_a_job_runs_in_stays_until_its_program_is_silent(whole: Catalog) -> None:
    fill(whole, DEFAULT_WORKSPACE, state=JobState.RUNNING, alive_until=NOON + 9 * HOUR)
    alone = contents(whole)
    fill(whole, "genetics", state=JobState.RUNNING, alive_until=NOON + HOUR)
    before = contents(whole)
    for what in (may_be_removed, remove_workspace):
        with pytest.raises(NotSupported, match="is running"):
            what(whole.database, "genetics", NOON)
    assert contents(whole) == before
    remove_workspace(whole.database, "genetics", NOON + 2 * HOUR)  # what ran died long ago
    assert contents(whole) == alone
