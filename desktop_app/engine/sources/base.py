"""The contract of a source: plan the items of one moment, then read each as a stream."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from desktop_app.engine.model import ItemPlan, Remark
from desktop_app.engine.progress import Progress


@dataclass(frozen=True, slots=True)
class Plan:
    """What one backup will read: all items see the same moment.

    ``remarks`` name what is left out and why (no right to read it, foreign tables …).
    ``facts`` say what the source is: ``server_version``, ``tool_version``, ``encoding`` …
    """

    items: tuple[ItemPlan, ...]
    remarks: tuple[Remark, ...]
    facts: Mapping[str, str]


class ItemReader(Protocol):
    """The bytes of one item, once, from start to end. Used by one thread at a time."""

    def readinto(self, buffer: memoryview) -> int:
        """Fill a part of ``buffer`` and return how much; 0 at the true end only.

        A source that ended early raises: :class:`ItemChanged` or :class:`ItemFailed` when only
        this item is concerned, another :class:`SourceFailed` when the whole run is.
        """

    def close(self) -> None:
        """Stop reading, also in the middle; ends whatever process or connection served it."""


class Session(Protocol):
    """An open source that holds one moment still. ``read`` may be called from several threads."""

    plan: Plan
    readers: int  # how many items it pays to read at once

    def read(self, item: ItemPlan) -> ItemReader:
        """Begin to read an item of the plan."""

    def late_remarks(self) -> tuple[Remark, ...]:
        """What was noticed while reading (a tool's warnings, say). Ask after all was read."""


class Source(Protocol):
    """Something that can be protected."""

    kind: str  # "postgresql", "sqlite", …
    address: str  # for people; never holds a secret

    def open(self, progress: Progress) -> AbstractContextManager[Session]:
        """Check tools and rights, fix the moment, list the items.

        Cancelling ``progress.cancel`` closes every connection and child of the session.
        """
