"""The contract of a storage: whole objects under ``/``-separated names.

All methods may be called from several threads at once. They raise
:class:`~desktop_app.engine.errors.StorageFailed` kinds only, and
:class:`~desktop_app.engine.errors.Damaged` for an object that is too long to be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Bug, Damaged, ObjectAbsent

PART = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
Buffer = bytes | bytearray | memoryview
# What is read whole is a small object: 256 MiB at most, what zstd adds to bytes that do not
# compress (a 256th), and what the seal adds. Who has no key must not make a reader run out of
# memory with a longer one.
LONGEST_WHOLE = (256 << 20) + (1 << 20) + 56


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """One stored object; ``size`` in bytes."""

    name: str
    size: int


class Storage(Protocol):
    """A flat set of immutable objects (only two small names are ever replaced).

    Names are ``/``-separated parts of letters, digits, ``.``, ``_`` and ``-``; no part begins
    with a dot, and no name lies below another one. A name that breaks this is a :class:`Bug`.
    """

    @property
    def url(self) -> str:
        """The address for people; never holds a secret."""

    def create(self) -> None:
        """Make the place itself (folder, prefix). It may exist, but must hold no object:
        else :class:`AlreadyARepository`."""

    def open(self) -> None:
        """Check that the place is there; :class:`StorageUnreachable` if not."""

    def close(self) -> None:
        """Let go of handles. Harmless when called twice."""

    def load(self, name: str, offset: int = 0, length: int | None = None) -> bytes:
        """The object's bytes, or a part of them; reading past the end gives fewer bytes.

        Raises :class:`ObjectAbsent`, and without a ``length`` :class:`Damaged`, before anything
        is read, where that were more than :data:`LONGEST_WHOLE` bytes.
        """

    def read_back(self, name: str) -> Iterator[Buffer]:
        """The whole object in pieces, from where it is durable rather than from what the system
        remembers of writing it, as far as it can be asked to. A piece holds until the next one
        is asked for. Raises :class:`ObjectAbsent`."""

    def store(self, name: str, parts: Sequence[Buffer], *, replace: bool = False) -> None:
        """Write the joined parts as one object. When this returns, the object is durable:
        it is there, whole, also after power is lost. Before that, nobody sees it at all.
        Of several writers of one name without ``replace`` exactly one wins, where the storage
        can promise it (see each storage); content is never mixed.

        Raises :class:`ObjectExists` unless ``replace``, :class:`NoSpace`, :class:`NoPermission`.
        """

    def delete(self, name: str) -> None:
        """Remove an object. Raises :class:`ObjectAbsent`."""

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        """All objects whose name starts with ``prefix`` (a folder ends in ``/``), in name order.
        Half-written objects and files of other programs are not listed."""

    def free_space(self) -> int | None:
        """Bytes that can still be written, or None where nobody can say."""


def is_there(storage: Storage, name: str) -> bool:
    """Whether an object is stored."""
    try:
        storage.load(name, 0, 1)
    except ObjectAbsent:
        return False
    return True


def check_name(name: str) -> None:
    """Raise :class:`Bug` unless ``name`` may name an object."""
    if not all(PART.fullmatch(part) for part in name.split("/")):
        raise Bug(f"not an object name: {name!r}")


def check_size(name: str, size: int) -> None:
    """Raise :class:`Damaged` unless so many bytes may be read at once."""
    if size > LONGEST_WHOLE:
        raise Damaged(name, f"is longer than the {LONGEST_WHOLE:,} bytes that it may have")


def check_prefix(prefix: str) -> None:
    """Raise :class:`Bug` unless ``prefix`` is empty or may begin an object's name."""
    if prefix:
        check_name(prefix.removesuffix("/"))
