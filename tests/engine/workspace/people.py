"""Somebody who works with a workspace, and what they know."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.errors import SecretNeeded
from desktop_app.engine.repository.keys import Passphrase, Secret
from desktop_app.engine.repository.storage.base import Storage
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.repository.storage.s3_address import S3Credentials
from desktop_app.engine.sources.postgres.connection import Address, ClientSettings

PASSPHRASE = "correct horse"


@dataclass
class Person:
    """``manager``: the manager's password as this person gives it each time; None: nobody is
    there to be asked. ``asked`` counts how often they were."""

    manager: str | None = None
    passphrase: str = PASSPHRASE
    keyring: Secret | None = None
    asked: int = field(default=0)
    remembered: dict[str, Secret] = field(default_factory=dict)

    @property
    def client(self) -> ClientSettings:
        return ClientSettings({})

    def open_storage(self, url: str) -> Storage:
        return LocalStorage(Path(url))

    def use_storage_credentials(self, url: str, credentials: S3Credentials) -> None:
        """A folder has none."""

    def keep_storage_credentials(self, url: str) -> None:
        """A folder has none."""

    def forget_storage_credentials(self, url: str) -> None:
        """A folder has none."""

    def secret(self, entry: RepositoryEntry) -> Secret:
        return self.keyring if self.keyring and entry.keyring_slot else Passphrase(self.passphrase)

    def remember(self, url: str, secret: Secret) -> None:
        self.remembered[url] = secret

    def forget(self, url: str) -> bool:
        return self.remembered.pop(url, None) is not None

    def password(self, address: Address, kept: bool) -> str | None:
        return None

    def manager_password(self, workspace: str) -> str:
        self.asked += 1
        if self.manager is None:
            raise SecretNeeded("manager's password", workspace, "LABVAULT_MANAGER_PASSWORD")
        return self.manager
