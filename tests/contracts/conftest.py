"""Every kind of storage, empty and fresh for each test; and every kind of source."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.engine.repository.storage.base import Storage
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.storage.memory import MemoryStorage
from tests.contracts.sources import ethoscope_case as ethoscope_case
from tests.contracts.sources import folder_case as folder_case
from tests.contracts.sources import indexed_folder_case as indexed_folder_case
from tests.contracts.sources import mariadb_case as mariadb_case
from tests.contracts.sources import postgres_case as postgres_case
from tests.contracts.sources import sqlite_case as sqlite_case
from tests.object_stores import ObjectStore, gateway


@dataclass(frozen=True)
class Kind:
    """A kind of storage. ``again`` opens the same place anew, as another program would.

    ``one_wins``: of two who create one name at the same moment, exactly one is told so.
    """

    name: str
    storage: Storage
    again: Callable[[], Storage]
    one_wins: bool = True


@pytest.fixture(params=["memory", "local", "s3 of rclone", "s3 as of Amazon"])
def kind(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kind]:
    name = request.param
    if name == "memory":
        memory = MemoryStorage()
        yield Kind(name, memory, lambda: memory)
    elif name == "local":
        root = tmp_path / "repository"
        yield Kind(name, LocalStorage(root), lambda: LocalStorage(root))
    else:
        store: ObjectStore = request.getfixturevalue("object_store")
        prefix = f"{uuid.uuid4().hex}/repository"
        if name == "s3 of rclone":  # ignores If-None-Match
            yield Kind(name, store.storage(prefix), lambda: store.storage(prefix), one_wins=False)
        else:
            with gateway(store) as (amazon, _):
                yield Kind(name, amazon.storage(prefix), lambda: amazon.storage(prefix))


@pytest.fixture
def storage(kind: Kind) -> Iterator[Storage]:
    """A storage that has been created."""
    kind.storage.create()
    yield kind.storage
    kind.storage.close()
