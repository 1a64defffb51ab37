"""Keyrings of this process, sound and otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked, PasswordDeleteError


class KeyringInMemory(KeyringBackend):
    """One that works."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("no such password")


class Refusing(KeyringBackend):
    """One whose owner does not unlock it."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("Failed to unlock the collection!")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("Failed to unlock the collection!")


class Vanished(KeyringBackend):
    """One whose daemon is gone, as D-Bus libraries tell it."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise ConnectionResetError("Connection reset by peer")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise EOFError


@contextmanager
def using(backend: KeyringBackend) -> Iterator[None]:
    """While the block runs, it is the keyring of this process."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)


@pytest.fixture
def ring() -> Iterator[KeyringInMemory]:
    made = KeyringInMemory()
    with using(made):
        yield made


@pytest.fixture
def no_ring() -> Iterator[None]:
    with using(fail.Keyring()):
        yield
