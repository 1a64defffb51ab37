"""What was chosen so far when something is protected."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from desktop_app.engine.catalog.entries import JobKind, Planned
from desktop_app.engine.dataclass import dataclass

if TYPE_CHECKING:
    from desktop_app.engine.repository.storage.s3_address import S3Credentials
    from desktop_app.engine.secrets.recovery_kit import RecoveryKit
    from desktop_app.engine.workspace import Workspace
    from desktop_app.gui.kinds.kind import TargetKind


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for all that is added at once. ``plans`` without those that say *never*."""

    repository: str
    plans: tuple[Planned, ...]
    rpo_seconds: int | None
    now: datetime


class Addition(Protocol):
    """What a kind's step wants to be protected, ready to be added."""

    @property
    def words(self) -> str:
        """In a few words, for people."""

    @property
    def size(self) -> int | None:
        """Bytes that the first backup will read; None where nobody knows."""

    @property
    def secrets(self) -> Mapping[str, str]:
        """What goes into the keyring, by its name there."""

    def commands(self, taken: Collection[str], terms: Terms) -> tuple[tuple[str, ...], ...]:
        """The same for a terminal, as words; ``taken`` are the names that are in use."""

    def add(self, workspace: Workspace, terms: Terms) -> tuple[str, ...]:
        """Add the targets, all or none; returns their names. In a task's thread. Raises what
        the engine raises."""


@dataclass
class ProtectChoice:
    """Filled in step by step. Secrets live as long as the wizard and are kept nowhere else.

    ``place`` is the address of a repository that is to be made, empty for one that is known;
    ``storage_keys`` are those of its object store, ``keep_keys`` whether the keyring gets them.
    ``remember``: this computer's keyring is to open the new repository. ``added``: the names of
    the targets, once they are there.
    """

    kind: TargetKind | None = None
    addition: Addition | None = None
    repository: str = ""
    place: str = ""
    storage_keys: S3Credentials | None = None
    keep_keys: bool = True
    passphrase: str = field(default="", repr=False)
    remember: bool = False
    kit: RecoveryKit | None = field(default=None, repr=False)
    made: bool = False
    plans: Mapping[JobKind, Planned] = field(default_factory=dict)
    rpo_seconds: int | None = None
    added: tuple[str, ...] = ()

    def terms(self, now: datetime) -> Terms:
        """What was chosen for all that is added."""
        return Terms(self.repository, tuple(self.plans.values()), self.rpo_seconds, now)

    @property
    def is_new_repository(self) -> bool:
        return bool(self.place)
