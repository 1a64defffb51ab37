"""A head start for a run: what takes long is begun while all that the run needs is being loaded.

The repository's key is made of the passphrase, which is slow on purpose, and for a backup the
source is opened. Joins a glance into the catalog's file, a repository's header and a kind of
target; loads nothing but these. Whatever is not as it should be is left for the run to find and
to tell.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop_app.engine.catalog.glance import glance_at_target
from desktop_app.engine.errors import LabVaultError
from desktop_app.engine.kinds.kind import Kind, Place
from desktop_app.engine.kinds.registry import OPENED_BESIDE, kind_of
from desktop_app.engine.repository.keys import (
    HEADER_NAME,
    MAX_HEADER,
    PASSPHRASE,
    decode_header,
)
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.secrets.password import begin_to_stretch

if TYPE_CHECKING:
    from desktop_app.engine.sources.base import Source
    from desktop_app.engine.sources.client import ClientSettings, Login


# Loading a program is computing without a pause; a thread that wants a turn meanwhile gets one
# after so many seconds. Opening a source takes dozens, each fifty times as late by default.
TURN = 0.0001

_Asked = tuple[str, str, "str | None", "ClientSettings"]


class Unasked(Protocol):
    """What of a keyholder's secrets is known without asking anybody."""

    @property
    def client(self) -> ClientSettings: ...

    @property
    def first_passphrase(self) -> str | None:
        """What opens the first repository, if it is known."""

    @property
    def is_alone(self) -> bool:
        """Whether nobody is there who would be asked for a password."""

    def password(self, login: Login, kept: bool) -> str | None: ...


class HeadStart:
    """What was begun for one run; at first nothing. Nothing here waits."""

    def __init__(self) -> None:
        self._begun, self._turns = ExitStack(), ExitStack()
        self._reached: tuple[_Asked, Source] | None = None

    def begin(
        self, profile: Path, workspace: str, target: str, keyholder: Unasked, *, backup: bool
    ) -> None:
        """Begin what can be for a run with the target's snapshots, or a ``backup`` of it."""
        passphrase = keyholder.first_passphrase
        if passphrase is None:
            return
        seen = glance_at_target(profile, workspace, target)
        if seen is None:
            return
        with suppress(LabVaultError):
            _unlock(seen.repository, passphrase)
        if (
            backup
            and seen.kind in OPENED_BESIDE
            and keyholder.is_alone
            and not seen.keeps_passwords
        ):
            with suppress(LabVaultError):
                self._reach(kind_of(seen.kind), seen.url, keyholder)

    def _reach(self, kind: Kind, url: str, keyholder: Unasked) -> None:
        login = kind.login(url)
        password = keyholder.password(login, kept=False) if login else None
        place = Place(url, password, keyholder.client)
        self._turns.callback(sys.setswitchinterval, sys.getswitchinterval())
        sys.setswitchinterval(TURN)
        source = self._begun.enter_context(kind.source(place))
        self._reached = _asked(kind, place), source

    @contextmanager
    def source(self, kind: Kind, place: Place) -> Iterator[Source]:
        """The source that was begun, if it is this one; else it is begun now."""
        self._turns.close()
        reached, self._reached = self._reached, None
        with self._begun.pop_all() as begun:
            if reached and reached[0] == _asked(kind, place):
                yield reached[1]
                return
            begun.close()
            yield begun.enter_context(kind.source(place))

    def close(self) -> None:
        """Let go of what nobody took."""
        self._turns.close()
        self._reached = None
        self._begun.close()


def _unlock(url: str, passphrase: str) -> None:
    """Of a repository in a folder only: an object store's credentials may have to be asked for."""
    if "://" not in url:
        header = decode_header(LocalStorage(Path(url)).load(HEADER_NAME, 0, MAX_HEADER), url)
        for slot in header.slots_of(PASSPHRASE)[:1]:
            begin_to_stretch(passphrase, slot.salt, slot.argon2)


def _asked(kind: Kind, place: Place) -> _Asked:
    return kind.key, place.url, place.password, place.client
