"""A glance into a catalog's file tells where a target and its repository are, or nothing."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import (
    DEFAULT_WORKSPACE,
    RepositoryEntry,
    TargetEntry,
    WorkspaceEntry,
)
from desktop_app.engine.catalog.file_name import FILE_NAME
from desktop_app.engine.catalog.glance import Glimpse, glance_at_target


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """With a target in each of two repositories. Its folder has a name that no address has."""
    profile = tmp_path / "a profile? 100 %#"
    with closing(Catalog(profile)) as catalog:
        records = catalog.of(DEFAULT_WORKSPACE)
        for name in ("one", "two"):
            records.repositories.add(RepositoryEntry(name, f"/stores/{name}", name * 8))
            records.targets.add(TargetEntry(f"of {name}", "folder", f"/data/{name}", name))
    return profile


ONE = Glimpse("/stores/one", "folder", "/data/one", keeps_passwords=False)
TWO = Glimpse("/stores/two", "folder", "/data/two", keeps_passwords=False)


def test_it_finds_each_and_its_repository(profile: Path) -> None:
    assert glance_at_target(profile, DEFAULT_WORKSPACE, "of one") == ONE
    assert glance_at_target(profile, DEFAULT_WORKSPACE, "of two") == TWO


def test_a_password_that_is_kept_for_any_target_of_the_workspace_is_told(profile: Path) -> None:
    with closing(Catalog(profile)) as catalog:
        catalog.workspaces.add(WorkspaceEntry("others", datetime.now(UTC)))
        for workspace, kept in (("others", True), (DEFAULT_WORKSPACE, False)):
            records = catalog.of(workspace)
            if workspace == "others":
                records.repositories.add(RepositoryEntry("one", "/stores/three", "three" * 8))
            records.targets.add(
                TargetEntry("db", "postgresql", "postgresql:///x", "one", password_kept=kept)
            )
    found = [glance_at_target(profile, w, "db") for w in (DEFAULT_WORKSPACE, "others")]
    assert [each and each.keeps_passwords for each in found] == [False, True]


def test_while_another_program_writes(profile: Path) -> None:
    with closing(Catalog(profile)) as catalog, catalog.database.writing():
        assert glance_at_target(profile, DEFAULT_WORKSPACE, "of one") == ONE


@pytest.mark.parametrize(
    ("workspace", "target"),
    [(DEFAULT_WORKSPACE, "of nobody"), ("others", "of one"), ("", ""), (DEFAULT_WORKSPACE, "' --")],
)
def test_of_what_is_not_known_nothing_is_told(profile: Path, workspace: str, target: str) -> None:
    assert glance_at_target(profile, workspace, target) is None


@pytest.mark.parametrize("content", [None, b"", b"no database" * 400])
def test_what_is_no_catalog_tells_nothing_and_stays(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / FILE_NAME
    if content is not None:
        file.write_bytes(content)
    assert glance_at_target(tmp_path, DEFAULT_WORKSPACE, "of one") is None
    assert (file.read_bytes() if file.exists() else None) == content
