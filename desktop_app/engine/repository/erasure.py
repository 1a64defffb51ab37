"""Destroys a repository for good: its snapshots first, its keys last.

So a stop in the middle leaves a repository without snapshots, which nobody takes for a whole one
and which can still be opened, told from others by its id, and erased to the end.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from desktop_app.engine.errors import Leased, ObjectAbsent
from desktop_app.engine.progress import Progress, Silent
from desktop_app.engine.repository import (
    audit,
    holds,
    index,
    lease,
    manifest,
    marks,
    notes,
    trash,
)
from desktop_app.engine.repository.keys import HEADER_NAME
from desktop_app.engine.repository.recovery_text import RECOVERY_NAME
from desktop_app.engine.repository.repository import Repository

PREFIXES = (
    *(manifest.PREFIX, trash.PREFIX, notes.PREFIX, index.PREFIX, marks.PREFIX, "packs/"),
    *(holds.PREFIX, audit.PREFIX, lease.PREFIX),
)


def must_be_idle(repository: Repository) -> None:
    """Raises :class:`Leased` while a program works on it."""
    now = datetime.now(UTC)
    for held in lease.leases(repository.storage, repository.master):
        if held.alive(now):
            raise Leased(held.owner, held.purpose)


def erase(repository: Repository, progress: Progress | None = None) -> int:
    """Delete every object of the repository, and no file of others; returns how many there were.

    Raises :class:`Leased`, :class:`StorageFailed` kinds, :class:`Cancelled`.
    """
    progress = progress or Silent()
    must_be_idle(repository)
    storage, erased = repository.storage, 0
    names = [found.name for prefix in PREFIXES for found in storage.list(prefix)]
    for name in (*names, RECOVERY_NAME, HEADER_NAME):
        progress.cancel.check()
        with suppress(ObjectAbsent):
            storage.delete(name)
            erased += 1
    return erased
