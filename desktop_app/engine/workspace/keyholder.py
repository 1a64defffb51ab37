"""Where secrets come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop_app.engine.catalog.entries import RepositoryEntry
    from desktop_app.engine.repository.keys import Secret
    from desktop_app.engine.repository.storage.base import Storage
    from desktop_app.engine.repository.storage.s3_address import S3Credentials
    from desktop_app.engine.sources.client import ClientSettings, Login


class Keyholder(Protocol):
    """Where secrets come from: the environment, the keyring, a person."""

    @property
    def client(self) -> ClientSettings:
        """What client tools are started with."""

    def open_storage(self, url: str) -> Storage:
        """The storage at an address, with the credentials it needs."""

    def use_storage_credentials(self, url: str, credentials: S3Credentials) -> None:
        """From now on, as long as this program runs, these are the storage's."""

    def keep_storage_credentials(self, url: str) -> None:
        """Put the credentials of the storage into this computer's keyring, if it needs any."""

    def forget_storage_credentials(self, url: str) -> None:
        """Take them out of the keyring again, if they are in it."""

    def secret(self, entry: RepositoryEntry) -> Secret:
        """What opens a repository."""

    def remember(self, url: str, secret: Secret) -> None:
        """This opened the repository at an address; until the program ends nobody is asked for
        it again. Any thread may call."""

    def forget(self, url: str) -> bool:
        """It opens it no more; whether there was anything to forget."""

    def password(self, login: Login, kept: bool) -> str | None:
        """A server's password; None leaves it to what the server's own programs would
        do (``.pgpass``, option files). ``kept``: the keyring has it."""

    def manager_password(self, workspace: str) -> str:
        """What somebody gives as the manager's password. Raises :class:`SecretNeeded` where
        nobody can be asked."""
