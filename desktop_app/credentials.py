"""Where the command line and the window find secrets: the environment, the keyring, a person;
in this order for repositories. A server's password comes from the keyring first, then from
``PGPASSWORD`` or ``.pgpass`` (libpq reads these), of MariaDB from ``.my.cnf`` or ``MYSQL_PWD``,
then from a person. Nothing typed is kept beyond the end of the program unless asked for."""

from __future__ import annotations

import getpass
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from desktop_app.engine.catalog.entries import DEFAULT_WORKSPACE
from desktop_app.engine.errors import (
    KeyringFailed,
    LabVaultError,
    LoginRefused,
    SecretMistyped,
    SecretNeeded,
)
from desktop_app.plain_text import shown
from desktop_app.settings import Settings

if TYPE_CHECKING:
    from desktop_app.engine.catalog.entries import RepositoryEntry
    from desktop_app.engine.repository.keys import Passphrase, RecoveryKey, Secret
    from desktop_app.engine.repository.storage.base import Storage
    from desktop_app.engine.repository.storage.s3_address import S3Credentials
    from desktop_app.engine.sources.client import ClientSettings, Login


class Asker(Protocol):
    """Somebody who can be asked for a secret: a terminal, a window."""

    def present(self) -> bool:
        """Whether anybody is there to answer."""

    def ask(self, what: str, where: str, *, twice: bool = False) -> str:
        """``what`` is to be typed for ``where``. Raises :class:`SecretMistyped` when it was to be
        typed twice and was not typed alike, or nothing was."""

    def tell(self, line: str) -> None:
        """Something that whoever is asked should know."""


class Terminal:
    """Prompts appear on the terminal, never on stdout."""

    def present(self) -> bool:
        return sys.stdin.isatty()

    def ask(self, what: str, where: str, *, twice: bool = False) -> str:
        new = "new " if twice else ""
        prompt = f"{new}{what}"
        first = getpass.getpass(f"{prompt[0].upper()}{prompt[1:]} for {shown(where)}: ")
        if twice and (not first or getpass.getpass("The same again: ") != first):
            raise SecretMistyped(what)
        return first

    def tell(self, line: str) -> None:
        sys.stderr.write(f"{line}\n")


class Credentials:
    """A keyholder that asks the environment's settings, the keyring, and then a person."""

    def __init__(
        self,
        settings: Settings,
        workspace: str = DEFAULT_WORKSPACE,
        *,
        recovery: bool = False,
        asker: Asker | None = None,
    ) -> None:
        self._settings, self._workspace = settings, workspace
        self._asker = asker or Terminal()
        self._recovery = recovery
        self._typed_s3: dict[str, S3Credentials] = {}  # by their names in the keyring
        self._in_use: Secret | None = None
        self._opened: dict[str, Secret] = {}

    @property
    def client(self) -> ClientSettings:
        from desktop_app.engine.sources.client import ClientSettings

        return ClientSettings(self._settings.for_tools)

    def open_storage(self, url: str) -> Storage:
        from desktop_app.engine.repository.storage.address import open_storage

        return open_storage(url, self._s3(url))

    def use_storage_credentials(self, url: str, credentials: S3Credentials) -> None:
        """What a person typed for this very place comes before all else."""
        self._typed_s3[self._s3_entry(url)] = credentials

    def keep_storage_credentials(self, url: str) -> None:
        """Put an object store's credentials into the keyring; a folder has none."""
        from desktop_app.engine.secrets import os_keyring

        found = self._s3(url)
        if found is not None:
            parts = (found.access_key, found.secret_key, found.session_token or "")
            os_keyring.store(self._s3_entry(url), "\n".join(parts))

    def forget_storage_credentials(self, url: str) -> None:
        from desktop_app.engine.secrets import os_keyring

        if _is_s3(url):
            os_keyring.delete(self._s3_entry(url))

    def _s3_entry(self, url: str) -> str:
        from desktop_app.engine.repository.storage.s3_address import S3Address
        from desktop_app.engine.secrets.keyring_entries import of_workspace

        address = S3Address.parse(url)
        return of_workspace(f"s3:{address.endpoint}/{address.bucket}", self._workspace)

    def _s3(self, url: str) -> S3Credentials | None:
        if not _is_s3(url):
            return None
        from desktop_app.engine.repository.storage.s3_address import S3Credentials

        settings, entry = self._settings, self._s3_entry(url)
        if entry in self._typed_s3:
            return self._typed_s3[entry]
        if settings.s3_key_id and settings.s3_secret:
            return S3Credentials(settings.s3_key_id, settings.s3_secret, settings.s3_token)
        kept = self._kept(entry)
        if kept:
            key_id, secret, token = kept.split("\n")
            return S3Credentials(key_id, secret, token or None)
        key_id = self._ask("access key id", url, "AWS_ACCESS_KEY_ID")
        secret = self._ask("secret access key", url, "AWS_SECRET_ACCESS_KEY")
        self._typed_s3[entry] = S3Credentials(key_id, secret)
        return self._typed_s3[entry]

    @property
    def first_passphrase(self) -> str | None:
        """The passphrase that :meth:`secret` gives for whatever repository comes first, if that
        is known without asking."""
        settings = self._settings
        other = self._recovery or settings.recovery_key or self._in_use is not None
        return None if other else settings.passphrase

    def secret(self, entry: RepositoryEntry) -> Secret:
        from desktop_app.engine.repository.keys import Passphrase, RecoveryKey

        settings = self._settings
        if self._in_use is not None:
            return self._in_use
        if entry.url in self._opened:
            return self._opened[entry.url]
        if settings.recovery_key and (self._recovery or not settings.passphrase):
            return RecoveryKey(settings.recovery_key)
        if self._recovery:
            return self.recovery_key(entry.url)
        if settings.passphrase:
            return Passphrase(settings.passphrase)
        kept = self._kept_secret(entry) if entry.keyring_slot else None
        return kept or Passphrase(self._ask("passphrase", entry.url, "LABVAULT_PASSPHRASE"))

    def remember(self, url: str, secret: Secret) -> None:
        self._opened[url] = secret

    def forget(self, url: str) -> bool:
        return self._opened.pop(url, None) is not None

    @property
    def asks(self) -> bool:
        """Whether the recovery key is asked for, and somebody is there."""
        return self._asker.present() and not self._settings.recovery_key

    @property
    def is_alone(self) -> bool:
        """Whether nobody is there to be asked for anything."""
        return not self._asker.present()

    def use(self, secret: Secret) -> None:
        """From now on repositories are opened with this and nothing else."""
        self._in_use = secret

    def recovery_key(self, url: str) -> RecoveryKey:
        """What a person types from paper."""
        from desktop_app.engine.repository.keys import RecoveryKey

        given = self._settings.recovery_key
        return RecoveryKey(given or self._ask("recovery key", url, "LABVAULT_RECOVERY_KEY"))

    def passphrase(self, url: str) -> Passphrase:
        """What a person types, whatever the keyring holds: to change keys."""
        from desktop_app.engine.repository.keys import Passphrase

        given = self._settings.passphrase
        return Passphrase(given or self._ask("passphrase", url, "LABVAULT_PASSPHRASE"))

    def new_passphrase(self, url: str) -> str:
        """For a repository that is being made: asked for twice."""
        return self._settings.passphrase or self._ask(
            "passphrase", url, "LABVAULT_PASSPHRASE", twice=True
        )

    def next_passphrase(self, url: str) -> str:
        """The passphrase that is added, or takes the place of another: asked for twice."""
        given = self._settings.new_passphrase
        return given or self._ask("passphrase", url, "LABVAULT_NEW_PASSPHRASE", twice=True)

    def manager_password(self, workspace: str) -> str:
        given = self._settings.manager_password
        return given or self._ask("manager's password", workspace, "LABVAULT_MANAGER_PASSWORD")

    def new_manager_password(self, workspace: str) -> str:
        """Asked for twice."""
        given = self._settings.new_manager_password
        variable = "LABVAULT_NEW_MANAGER_PASSWORD"
        return given or self._ask("manager's password", workspace, variable, twice=True)

    def password(self, login: Login, kept: bool) -> str | None:
        from desktop_app.engine.secrets.keyring_entries import login_entry

        if kept and (password := self._kept(login_entry(login, self._workspace))):
            return password
        # What else the environment tells of servers is found by whoever connects.
        known = {"PGPASSWORD": self._settings.postgres_password}.get(login.variable)
        if known or not self._asker.present():
            return known
        return self.ask_password(login) if _is_refused(login, self.client) else None

    def ask_password(self, login: Login) -> str:
        """Ask, whatever is known already."""
        return self._ask(f"password of {login.user}", login.where, login.variable)

    def _ask(self, what: str, where: str, variable: str, *, twice: bool = False) -> str:
        if not self._asker.present():
            raise SecretNeeded(f"new {what}" if twice else what, where, variable)
        return self._asker.ask(what, where, twice=twice)

    def _kept_secret(self, entry: RepositoryEntry) -> Secret | None:
        from desktop_app.engine.repository.keys import KeyringSecret
        from desktop_app.engine.secrets.keyring_entries import repository_entry

        kept = self._kept(repository_entry(entry.id))
        with suppress(ValueError):  # what somebody else put there opens nothing
            return KeyringSecret(bytes.fromhex(kept)) if kept else None
        return None

    def _kept(self, entry: str) -> str | None:
        """What the keyring holds. One that is locked or broken is told of where somebody can be
        asked instead, else it raises :class:`KeyringFailed`."""
        from desktop_app.engine.secrets import os_keyring

        try:
            return os_keyring.load(entry)
        except KeyringFailed as fault:
            if not self._asker.present():
                raise
            self._asker.tell(f"The keyring cannot be used: {shown(fault.reason)}.")
            return None


def _is_s3(url: str) -> bool:
    return url.lower().startswith("s3://")


def _is_refused(login: Login, client: ClientSettings) -> bool:
    """Whether the server wants a password that it is not given without us. Every other fault will
    show itself in the run, where it is told in full."""
    try:
        login.knock(client)
    except LoginRefused:
        return True
    except LabVaultError:
        return False
    return False
