"""Watching over the connection that holds the moment still."""

from __future__ import annotations

import selectors
import threading

import psycopg

from desktop_app.engine.errors import ConnectionLost, LabVaultError
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import Connection, first_line

SLICE = 0.1  # seconds between looks at the cancel token


class Watch:
    """Whether the coordinator is still there: its locks and its snapshot are what makes items
    be of one moment.

    Without its locks a table could be emptied, and a reader that joined the snapshot before
    would find no rows and no error. Any thread may ask.
    """

    def __init__(self, coordinator: Connection, where: str, cancel: Cancel) -> None:
        self._coordinator, self._where, self._cancel = coordinator, where, cancel
        self._lock = threading.Lock()
        self._returned = threading.Condition(self._lock)
        self._lent = False

    def glance(self) -> None:
        """Costs next to nothing; notices a server that said goodbye.

        Raises :class:`ConnectionLost`.
        """
        with self._lock:
            # Whoever borrowed the coordinator notices its end first.
            if not self._lent and (self._coordinator.closed or self._has_news()):
                self._ask()

    def look(self) -> None:
        """Ask the server. Raises :class:`ConnectionLost`."""
        with self._lock:
            if not self._lent:
                self._ask()

    def borrow(self) -> Connection:
        """The coordinator's own connection, for one reader at a time; it must come back by
        :meth:`give_back`. Raises :class:`Cancelled` while others have it."""
        with self._returned:
            while self._lent:
                self._returned.wait(SLICE)
                self._cancel.check()
            self._lent = True
        return self._coordinator

    def give_back(self) -> None:
        """Let others borrow it."""
        with self._returned:
            self._lent = False
            self._returned.notify()

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
