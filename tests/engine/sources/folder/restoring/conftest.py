"""A repository in memory that folders are backed up into and restored from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.engine.backup import back_up
from desktop_app.engine.model import Grade, Item, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.restore import (
    RestoreOptions,
    RestorePreview,
    RestoreResult,
    preview_restore,
    restore,
)
from desktop_app.engine.sources.base import Destination, Existing, Interrupted, Order, Way
from desktop_app.engine.sources.folder.restoring.destination import FolderDestination
from desktop_app.engine.sources.folder.source import FolderSource

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

RESUME = RestoreOptions(interrupted=Interrupted.RESUME)
CLEAN_UP = RestoreOptions(interrupted=Interrupted.CLEAN_UP)
BESIDE = RestoreOptions(way=Way.BESIDE)
SWAP = RestoreOptions(way=Way.REPLACE)
SKIP, REPLACE, BOTH = (RestoreOptions(way=Way.OVER, existing=existing) for existing in Existing)


@dataclass
class Shelf:
    """What is kept, and how it is got back."""

    repository: Repository
    storage: MemoryStorage

    def keep(self, root: Path) -> Snapshot:
        """Back up a folder of which nothing may be left out."""
        result = back_up(FolderSource(root), "films", self.repository)
        assert (result.grade, result.remarks) == (Grade.OK, ())
        return result.snapshot

    def items(self, snapshot: Snapshot) -> list[Item]:
        return list(self.repository.items(snapshot))

    def order(self, snapshot: Snapshot, **options: object) -> Order:
        items = tuple(self.items(snapshot))
        return Order(snapshot=snapshot, items=items, whole=True, **options)  # type: ignore[arg-type]

    def restore(
        self,
        snapshot: Snapshot,
        to: Path | Destination,
        options: RestoreOptions | None = None,
        progress: Progress | None = None,
    ) -> RestoreResult:
        return restore(self.repository, snapshot, place(to), options, progress)

    def preview(
        self, snapshot: Snapshot, to: Path, options: RestoreOptions | None = None
    ) -> RestorePreview:
        return preview_restore(self.repository, snapshot, place(to), options)


def place(to: Path | Destination) -> Destination:
    return FolderDestination(str(to), clock=lambda: NOON) if isinstance(to, Path) else to


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    storage = MemoryStorage()
    made, _ = Repository.create(storage, "correct horse")
    with closing(made):
        yield Shelf(made, storage)
