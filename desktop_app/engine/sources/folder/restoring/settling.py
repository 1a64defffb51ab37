"""Making files durable many at a time, and writing down that they are."""

from __future__ import annotations

import threading
import time

from desktop_app.engine.sources.folder.restoring.journal import Journal
from desktop_app.engine.sources.folder.restoring.tree import Tree, sync_all

MOST_BYTES, MOST_FILES, MOST_SECONDS = 64 << 20, 5_000, 5.0


class Settling:
    """Any thread may call. One of them waits for the disk, while the others go on."""

    def __init__(self, tree: Tree, journal: Journal) -> None:
        self._tree, self._journal = tree, journal
        self._lock, self._syncing = threading.Lock(), threading.Lock()
        self._waiting: list[int] = []
        self._bytes = 0
        self._since = time.monotonic()

    def add(self, number: int, size: int) -> None:
        """A file is written, compared and has its attributes. Raises :class:`OSError`."""
        with self._lock:
            self._waiting.append(number)
            self._bytes += size
            due = self._bytes >= MOST_BYTES or len(self._waiting) >= MOST_FILES
            due = due or time.monotonic() - self._since > MOST_SECONDS
        if due and self._syncing.acquire(blocking=False):
            try:
                self._settle()
            finally:
                self._syncing.release()

    def finish(self) -> None:
        """All that was added is durable when this returns. Raises :class:`OSError`."""
        with self._syncing:
            self._settle()

    def _settle(self) -> None:
        with self._lock:
            settled, self._waiting = self._waiting, []
            self._bytes, self._since = 0, time.monotonic()
        sync_all(self._tree.reach.folder(""))
        self._journal.add(settled)
