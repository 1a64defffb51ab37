"""Looks at the followed servers, and for databases that were lost, every minute, in a thread of its
own: a server that does not answer holds up nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.progress import Cancel
from desktop_app.engine.targets.losses import may_lose

LOOK_SECONDS = 60.0

Look = Callable[[str, Cancel], bool]
"""Looks at the servers of a workspace; returns whether there is anything to tell. What
is wrong with a server is remembered, not raised."""


class Servers:
    """:meth:`start` and :meth:`stop` are for one thread, once each; or :meth:`look` alone."""

    def __init__(
        self,
        catalog: Catalog,
        look: Look,
        cancel: Cancel,
        found: Callable[[], None],
        tell: Callable[[str], None],
    ) -> None:
        """``found`` is called when there is something to tell people; ``tell`` takes lines for
        the agent's log."""
        self._catalog, self._look, self._cancel = catalog, look, cancel
        self._found, self._tell = found, tell
        self._stop = threading.Event()
        self._fault = ""
        self._thread = threading.Thread(target=self._run, name="servers", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """After the cancel token was used."""
        self._stop.set()
        self._thread.join(1.0)

    def look(self) -> None:
        """At all, once. Raises :class:`Cancelled`."""
        try:
            for entry in self._catalog.workspaces.list():
                if self._has_servers(entry.name) and self._look(entry.name, self._cancel):
                    self._found()
        except Cancelled:
            raise
        except LabVaultError as fault:
            if str(fault) != self._fault:
                self._tell(f"the followed servers cannot be looked at: {fault}")
            self._fault = str(fault)
        else:
            self._fault = ""

    def _has_servers(self, workspace: str) -> bool:
        records = self._catalog.of(workspace)
        return bool(records.followed.list()) or may_lose(records)

    def _run(self) -> None:
        with self._cancel.closing(self._stop.set):
            while not self._stop.is_set():
                try:
                    self.look()
                except Cancelled:
                    return
                self._stop.wait(LOOK_SECONDS)
