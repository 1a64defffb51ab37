"""Where the command line finds secrets: the environment, the keyring, a prompt; in this order
for repositories. A server's password comes from the keyring first, then from ``PGPASSWORD`` or
``.pgpass`` (libpq reads these), then from a prompt. Nothing typed is kept unless asked for."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.cli.settings import Settings
from desktop_app.cli.text import shown
from desktop_app.engine.errors import BadInput, LabVaultError, LoginRefused

if TYPE_CHECKING:
    from desktop_app.engine.catalog.entries import RepositoryEntry
    from desktop_app.engine.repository.keys import Secret
    from desktop_app.engine.repository.storage.base import Storage
    from desktop_app.engine.sources.postgres.connection import Address, ClientSettings


@dataclass(eq=False)
class SecretNeeded(BadInput):
    """A secret is needed, none is at hand, and there is no terminal to ask at."""

    what: str
    where: str
    variable: str


@dataclass(eq=False)
class SecretMistyped(BadInput):
    """Nothing was typed, or the second time was not like the first."""

    what: str


class Credentials:
    """The command line's keyholder. Prompts appear on the terminal, never on stdout."""

    def __init__(self, settings: Settings, *, recovery: bool = False) -> None:
        self._settings = settings
        self._recovery = recovery

    @property
    def client(self) -> ClientSettings:
        from desktop_app.engine.sources.postgres.connection import ClientSettings

        return ClientSettings(self._settings.for_tools)

    def open_storage(self, url: str) -> Storage:
        from desktop_app.engine.repository.storage.address import open_storage

        return open_storage(url)

    def secret(self, entry: RepositoryEntry) -> Secret:
        from desktop_app.engine.repository.keys import Passphrase, RecoveryKey

        settings = self._settings
        if settings.recovery_key and (self._recovery or not settings.passphrase):
            return RecoveryKey(settings.recovery_key)
        if self._recovery:
            return RecoveryKey(_ask("recovery key", entry.url, "LABVAULT_RECOVERY_KEY"))
        if settings.passphrase:
            return Passphrase(settings.passphrase)
        kept = _kept_secret(entry) if entry.keyring_slot else None
        return kept or Passphrase(_ask("passphrase", entry.url, "LABVAULT_PASSPHRASE"))

    def new_passphrase(self, url: str) -> str:
        """For a repository that is being made: asked for twice."""
        if self._settings.passphrase:
            return self._settings.passphrase
        first = _ask("new passphrase", url, "LABVAULT_PASSPHRASE")
        if not first or getpass.getpass("The same again: ") != first:
            raise SecretMistyped("passphrase")
        return first

    def password(self, address: Address, kept: bool) -> str | None:
        from desktop_app.engine import os_keyring
        from desktop_app.engine.workspace import login_entry

        if kept and (password := os_keyring.load(login_entry(address))):
            return password
        if self._settings.postgres_password or not sys.stdin.isatty():
            return None
        return self.ask_password(address) if _is_refused(address) else None

    def ask_password(self, address: Address) -> str:
        """Ask at the terminal."""
        return _ask(f"password of {address.user}", address.where, "PGPASSWORD")


def _kept_secret(entry: RepositoryEntry) -> Secret | None:
    from desktop_app.engine import os_keyring
    from desktop_app.engine.repository.keys import KeyringSecret
    from desktop_app.engine.workspace import keyring_entry

    kept = os_keyring.load(keyring_entry(entry.id))
    return KeyringSecret(bytes.fromhex(kept)) if kept else None


def _is_refused(address: Address) -> bool:
    """Whether the server wants a password that libpq does not find. Every other fault will
    show itself in the run, where it is told in full."""
    from desktop_app.engine.sources.postgres.connection import connect

    try:
        connect(address, None).close()
    except LoginRefused:
        return True
    except LabVaultError:
        return False
    return False


def _ask(what: str, where: str, variable: str) -> str:
    if not sys.stdin.isatty():
        raise SecretNeeded(what, where, variable)
    return getpass.getpass(f"{what[0].upper()}{what[1:]} for {shown(where)}: ")
