"""LabVault's engine as these tests use it: back up into memory, restore, export."""

from __future__ import annotations

import os

from desktop_app.engine.backup import BackupResult, back_up
from desktop_app.engine.model import Snapshot
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from desktop_app.engine.restore import RestoreOptions, RestoreResult, restore
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings
from desktop_app.engine.sources.postgres.restoring.destination import PostgresDestination
from desktop_app.engine.sources.postgres.source import PostgresSource

SETTINGS = ClientSettings({"PATH": os.environ["PATH"]})


def new_repository() -> Repository:
    repository, _ = Repository.create(MemoryStorage(), "a passphrase")
    return repository


def backed_up(database: Address, repository: Repository) -> BackupResult:
    return back_up(PostgresSource(database, None, SETTINGS), database.database, repository)


def restored(
    repository: Repository,
    snapshot: Snapshot,
    database: Address,
    options: RestoreOptions | None = None,
) -> RestoreResult:
    """Restore into ``database``, which need not exist."""
    destination = PostgresDestination(database, None, SETTINGS)
    return restore(repository, snapshot, destination, options)
