"""The items of a snapshot, told of as they are read: there may be millions."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.engine.model import Item, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.repository.repository import Repository


def read_items(repository: Repository, snapshot: Snapshot, progress: Progress) -> Iterator[Item]:
    """In their order, each counted when the next one is asked for; the phase is the caller's.
    Raises :class:`Damaged`, and :class:`Cancelled` between two items."""
    for item in repository.items(snapshot):
        progress.cancel.check()
        yield item
        progress.advance(items=1)
