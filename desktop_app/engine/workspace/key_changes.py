"""Changing who can open a repository: passphrases, recovery keys, this computer's keyring.

Every change is one step of the header that leaves a passphrase or a recovery key, is noted in
the audit chain, and never takes away a slot before what replaces it opens.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.catalog.entries import RepositoryEntry
from desktop_app.engine.errors import KeyringFailed, NotSupported, UnknownName
from desktop_app.engine.repository import audit, keys
from desktop_app.engine.repository.keys import (
    Header,
    KeyringSecret,
    Passphrase,
    RecoveryKey,
    Secret,
    Slot,
    find_slot,
)
from desktop_app.engine.repository.recovery_key import new_recovery_key
from desktop_app.engine.secrets import os_keyring
from desktop_app.engine.secrets.keyring_entries import repository_entry
from desktop_app.engine.workspace.keyholder import Keyholder
from desktop_app.engine.workspace.opening import Opened

CONFIRMED = "recovery key confirmed"


class KeyChanges:
    """The keys of one open repository, for somebody who may change them. One thread at a time.

    All methods raise :class:`Leased` while another program changes keys.
    """

    def __init__(self, opened: Opened, catalog: Records, keyholder: Keyholder) -> None:
        self._opened, self._catalog, self._keyholder = opened, catalog, keyholder
        self._repository = opened.repository

    def change_passphrase(self, old: Secret, new: str) -> Slot:
        """Put a new passphrase into the place of the old one; returns its slot.

        ``old`` is the passphrase, or a recovery key when it is forgotten: then there must be no
        more than one passphrase. Raises :class:`WrongKey`, :class:`NotSupported`.
        """
        where = self._opened.entry.url

        def change(header: Header) -> Header:
            slot, _ = find_slot(header, old, where)
            replaced = slot if slot.kind == keys.PASSPHRASE else _the_only_passphrase(header)
            header = header.with_slot(self._repository.master, Passphrase(new))
            return header.without_slot(replaced.id) if replaced else header

        return self._changed(change)

    def add_passphrase(self, passphrase: str) -> Slot:
        """One more passphrase, beside those that there are."""
        return self._add(Passphrase(passphrase))

    def add_keyring(self) -> Slot:
        """Let this computer's keyring open the repository: with the storage's credentials, and
        a key slot whose secret nobody else holds. An earlier slot of this computer goes. Raises
        :class:`KeyringFailed`."""
        secret, entry = os.urandom(32), self._entry
        self._keyholder.keep_storage_credentials(entry.url)
        os_keyring.store(repository_entry(entry.id), secret.hex())

        def change(header: Header) -> Header:
            with suppress(UnknownName):
                header = header.without_slot(entry.keyring_slot)
            return header.with_slot(self._repository.master, KeyringSecret(secret))

        slot = self._changed(change)
        self._catalog.repositories.keep_keyring_slot(entry.name, slot.id)
        return slot

    def add_recovery_key(self, keep: Callable[[str, Slot], None]) -> tuple[str, Slot]:
        """One more recovery key; it is kept nowhere but where ``keep`` puts it, which is given
        the key and its slot. When that fails the key is revoked again. The older ones still
        open, until :meth:`confirm_only` is told that the new one was typed back."""
        recovery_key = new_recovery_key()
        slot = self._add(RecoveryKey(recovery_key))
        try:
            keep(recovery_key, slot)
        except BaseException:
            self._repository.change_header(lambda header: header.without_slot(slot.id))
            raise
        self._catalog.repositories.confirm_key(self._entry.name, None)
        return recovery_key, slot

    def confirm_only(self, slot: Slot, at: datetime) -> tuple[Slot, ...]:
        """The recovery key of this slot was typed back: all other recovery keys are revoked.
        Returns their slots."""
        gone: list[Slot] = []

        def change(header: Header) -> Header:
            gone[:] = [s for s in header.slots_of(keys.RECOVERY_KEY) if s.id != slot.id]
            for each in gone:
                header = header.without_slot(each.id)
            return header

        self._repository.change_header(change)
        self._catalog.repositories.confirm_key(self._entry.name, at)
        return tuple(gone)

    def revoke(self, beginning: str) -> Slot:
        """Take away the slot whose id begins so; returns it. Raises :class:`UnknownName`, and
        :class:`LastKey` when nobody could open the repository any more."""
        found: list[Slot] = []

        def change(header: Header) -> Header:
            found[:] = [s for s in header.slots if beginning and s.id.startswith(beginning)]
            if len(found) != 1:
                raise UnknownName("key slot", beginning)
            return header.without_slot(found[0].id)

        self._repository.change_header(change)
        self._forget(found[0])
        return found[0]

    def _forget(self, slot: Slot) -> None:
        """What this computer knows of a slot that was revoked."""
        entry = self._entry
        if slot.id == entry.keyring_slot:
            self._catalog.repositories.keep_keyring_slot(entry.name, "")
            with suppress(KeyringFailed):  # what it holds opens nothing any more
                os_keyring.delete(repository_entry(entry.id))
        elif slot.kind == keys.RECOVERY_KEY:
            # Nobody knows whether it was this one that was typed back.
            self._catalog.repositories.confirm_key(entry.name, None)

    def _add(self, secret: Secret) -> Slot:
        return self._changed(lambda header: header.with_slot(self._repository.master, secret))

    def _changed(self, change: Callable[[Header], Header]) -> Slot:
        """Carry out a change that puts a new slot at the end; returns that."""
        self._repository.change_header(change)
        return self._repository.header.slots[-1]

    @property
    def _entry(self) -> RepositoryEntry:
        return self._catalog.repositories.load(self._opened.entry.name)


def confirm_recovery_key(
    opened: Opened, catalog: Records, secret: RecoveryKey, at: datetime
) -> Slot:
    """Somebody typed the recovery key: open its slot with it, and remember when that was so.
    Returns the slot. Raises :class:`WrongKey`."""
    repository = opened.repository
    slot, _ = find_slot(repository.header, secret, opened.entry.url)
    audit.append(repository.storage, repository.master, CONFIRMED, repository.id, {"slot": slot.id})
    catalog.repositories.confirm_key(opened.entry.name, at)
    return slot


def _the_only_passphrase(header: Header) -> Slot | None:
    """The one to be replaced by somebody who has forgotten it; None where there is none."""
    slots = header.slots_of(keys.PASSPHRASE)
    if len(slots) > 1:
        reason = "there are several, and the recovery key does not tell which one is meant"
        raise NotSupported("changing a passphrase with the recovery key", reason)
    return slots[0] if slots else None
