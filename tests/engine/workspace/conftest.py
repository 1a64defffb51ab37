"""A workspace with one repository in a folder, and cheap passwords."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.engine.repository import keys
from desktop_app.engine.secrets.password import hash_password
from desktop_app.engine.workspace import Opened, Workspace, gate
from tests.engine.workspace.people import PASSPHRASE, Person

CHEAP = {"iterations": 1, "lanes": 1, "memory_kib": 64}


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    # Headers and hashes carry their own parameters, so the real code runs, much faster.
    monkeypatch.setattr(keys, "ARGON2", CHEAP)
    monkeypatch.setattr(gate, "hash_password", lambda text: hash_password(text, CHEAP))


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def workspace(tmp_path: Path, person: Person) -> Iterator[Workspace]:
    with Workspace(tmp_path / "profile", person) as workspace:
        yield workspace


@pytest.fixture
def recovery_key(workspace: Workspace, tmp_path: Path) -> str:
    """That of a repository ``nas``, which this makes."""
    made, recovery_key = workspace.create_repository("nas", str(tmp_path / "nas"), PASSPHRASE)
    made.repository.close()
    return recovery_key


@pytest.fixture
def opened(workspace: Workspace, recovery_key: str) -> Iterator[Opened]:
    with workspace.repository("nas") as opened:
        yield opened
