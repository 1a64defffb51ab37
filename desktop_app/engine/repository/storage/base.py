"""The contract of a storage: whole objects under ``/``-separated names.

All methods may be called from several threads at once. They raise
:class:`~desktop_app.engine.errors.StorageFailed` kinds only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

Buffer = bytes | bytearray | memoryview


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """One stored object; ``size`` in bytes."""

    name: str
    size: int


class Storage(Protocol):
    """A flat set of immutable objects (only two small names are ever replaced).

    Names match ``[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*``, no part being ``.`` or ``..``.
    """

    piece: int  # how many bytes it pays to load at once

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

        Raises :class:`ObjectAbsent`.
        """

    def store(self, name: str, parts: Sequence[Buffer], *, replace: bool = False) -> None:
        """Write the joined parts as one object. When this returns, the object is durable:
        it is there, whole, also after power is lost. Before that, nobody sees it at all.

        Raises :class:`ObjectExists` unless ``replace``, :class:`NoSpace`, :class:`NoPermission`.
        """

    def delete(self, name: str) -> None:
        """Remove an object. Raises :class:`ObjectAbsent`."""

    def list(self, prefix: str = "") -> Iterator[ObjectInfo]:
        """All objects whose name starts with ``prefix`` (a folder ends in ``/``), in name order.
        Half-written objects and files of other programs are not listed."""

    def free_space(self) -> int | None:
        """Bytes that can still be written, or None where nobody can say."""
