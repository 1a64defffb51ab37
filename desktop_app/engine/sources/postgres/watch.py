"""Watching over the connection that holds the moment still."""

from __future__ import annotations

import selectors
import threading

import psycopg

from desktop_app.engine.errors import ConnectionLost, LabVaultError
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import Connection, first_line


class Watch:
    """Whether the coordinator is still there: its locks and its snapshot are what makes items
    be of one moment.

    Without its locks a table could be emptied, and a reader that joined the snapshot before
    would find no rows and no error. Any thread may ask.
    """

    def __init__(self, coordinator: Connection, where: str, cancel: Cancel) -> None:
        self._coordinator, self._where, self._cancel = coordinator, where, cancel
        self._lock = threading.Lock()

    def glance(self) -> None:
        """Costs next to nothing; notices a server that said goodbye.

        Raises :class:`ConnectionLost`.
        """
        with self._lock:
            if self._coordinator.closed or self._has_news():
                self._ask()

    def look(self) -> None:
        """Ask the server. Raises :class:`ConnectionLost`."""
        with self._lock:
            self._ask()

    def judged(self, fault: LabVaultError) -> LabVaultError:
        """What an item's fault really means: when the moment is lost, no item is to blame."""
        try:
            self.look()
        except ConnectionLost as loss:
            return loss
        return fault

    def _has_news(self) -> bool:
        with selectors.DefaultSelector() as selector:
            selector.register(self._coordinator.fileno(), selectors.EVENT_READ)
            return bool(selector.select(0))

    def _ask(self) -> None:
        try:
            self._coordinator.execute("SELECT 1")
        except psycopg.Error as error:
            self._cancel.check()
            raise ConnectionLost(self._where, first_line(error)) from None
