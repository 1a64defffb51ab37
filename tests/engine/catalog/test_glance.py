"""A glance into a catalog's file tells where a target's repository is, or nothing."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE, RepositoryEntry, TargetEntry
from desktop_app.engine.catalog.file_name import FILE_NAME
from desktop_app.engine.catalog.glance import glance_at_repository


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


def test_it_finds_the_repository_of_each(profile: Path) -> None:
    assert glance_at_repository(profile, DEFAULT_WORKSPACE, "of one") == "/stores/one"
    assert glance_at_repository(profile, DEFAULT_WORKSPACE, "of two") == "/stores/two"


def test_while_another_program_writes(profile: Path) -> None:
    with closing(Catalog(profile)) as catalog, catalog.database.writing():
        assert glance_at_repository(profile, DEFAULT_WORKSPACE, "of one") == "/stores/one"


@pytest.mark.parametrize(
    ("workspace", "target"),
    [(DEFAULT_WORKSPACE, "of nobody"), ("others", "of one"), ("", ""), (DEFAULT_WORKSPACE, "' --")],
)
def test_of_what_is_not_known_nothing_is_told(profile: Path, workspace: str, target: str) -> None:
    assert glance_at_repository(profile, workspace, target) is None


@pytest.mark.parametrize("content", [None, b"", b"no database" * 400])
def test_what_is_no_catalog_tells_nothing_and_stays(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / FILE_NAME
    if content is not None:
        file.write_bytes(content)
    assert glance_at_repository(tmp_path, DEFAULT_WORKSPACE, "of one") is None
    assert (file.read_bytes() if file.exists() else None) == content
