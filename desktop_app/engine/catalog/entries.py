"""The values that go into the catalog and come out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from desktop_app.engine.model import Grade, Level, Problem

Figures = Mapping[str, int | float | str]
NO_FIGURES: Figures = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RepositoryEntry:
    """A repository as this machine calls it. ``id`` is what the repository calls itself.

    ``keyring_slot`` is the id of the key slot whose secret this machine's keyring holds, or
    empty: without it the keyring, which may be slow or ask, is not asked.
    """

    name: str
    url: str
    id: str
    keyring_slot: str = ""


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A thing to protect. ``url`` never holds a password; ``repository`` is a name.
    ``password_kept``: this machine's keyring holds the password."""

    name: str
    kind: str
    url: str
    repository: str
    password_kept: bool = False


@dataclass(frozen=True, slots=True)
class Verification:
    """One look at one snapshot. ``sampled``: not every pack of it was read this time."""

    snapshot: str
    level: Level
    grade: Grade
    sampled: bool
    at: datetime
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Something that was done, for the history. ``grade`` is None while it goes on, and for
    ever when its program was killed. ``error`` is the class and the data of what ended it."""

    kind: str
    target: str
    repository: str
    started: datetime
    snapshot: str = ""
    finished: datetime | None = None
    grade: Grade | None = None
    figures: Figures = field(default_factory=lambda: NO_FIGURES)
    error: str = ""
