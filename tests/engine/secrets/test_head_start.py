"""A repository's key is begun to be made before the catalog is open, and only where it helps."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE, RepositoryEntry, TargetEntry
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.secrets import head_start
from desktop_app.engine.secrets.head_start import begin_to_unlock

PASSPHRASE = "correct horse"


@pytest.fixture
def storage(tmp_path: Path) -> LocalStorage:
    """A repository, which the catalog in the same folder says is the one of target ``films``."""
    storage = LocalStorage(tmp_path / "store")
    repository, _ = Repository.create(storage, PASSPHRASE)
    with closing(Catalog(tmp_path)) as catalog:
        records = catalog.of(DEFAULT_WORKSPACE)
        records.repositories.add(RepositoryEntry("main", storage.url, repository.id))
        records.targets.add(TargetEntry("films", "folder", "/data", "main"))
    repository.close()
    return storage


def test_the_key_that_was_begun_opens_the_repository(
    tmp_path: Path, storage: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_to_unlock(tmp_path, DEFAULT_WORKSPACE, "films", PASSPHRASE)
    for thread in threading.enumerate():
        if thread.name == "stretch":
            thread.join()
    monkeypatch.setattr(
        "desktop_app.engine.secrets.password.Argon2id", None
    )  # nothing is made anew
    Repository.open(storage, Passphrase(PASSPHRASE)).close()


@pytest.mark.parametrize("fault", ["no target", "no store", "damaged", "object store"])
def test_what_is_not_as_it_should_be_is_left_for_the_run_to_tell(
    tmp_path: Path, storage: LocalStorage, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = storage.root / "labvault.json"
    if fault == "no store":
        header.unlink()
    elif fault == "damaged":
        header.write_bytes(b"{}")
    elif fault == "object store":
        monkeypatch.setattr(head_start, "glance_at_repository", lambda *_: "s3://bucket/x")
    monkeypatch.setattr(head_start, "begin_to_stretch", lambda *_: pytest.fail("was begun"))
    target = "others" if fault == "no target" else "films"
    begin_to_unlock(tmp_path, DEFAULT_WORKSPACE, target, PASSPHRASE)
