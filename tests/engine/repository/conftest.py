"""What the tests of the repository share: small chunks where many are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from desktop_app.engine.repository import chunker, pack_writer, packs, sweep
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.memory import MemoryStorage
from tests.engine.repository.material import PASSPHRASE


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of 1 to 16 KiB in packs of about 64 KiB: a lot happens in a few hundred KiB."""
    monkeypatch.setattr(chunker, "MIN_SIZE", 1 << 10)
    monkeypatch.setattr(chunker, "AVERAGE_SIZE", 4 << 10)
    monkeypatch.setattr(chunker, "MAX_SIZE", 16 << 10)
    monkeypatch.setattr(chunker, "WINDOW", 64 << 10)
    monkeypatch.setattr(packs, "PACK_SIZE", 64 << 10)
    for module in (packs, pack_writer):
        monkeypatch.setattr(module, "MAX_PACK_SIZE", 96 << 10)
    monkeypatch.setattr(sweep, "SMALL_PACK", 8 << 10)


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage()


@pytest.fixture
def repository(storage: MemoryStorage) -> Iterator[Repository]:
    made, _ = Repository.create(storage, PASSPHRASE)
    with closing(made):
        yield made
