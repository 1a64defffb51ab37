"""A database that is being opened on a thread of its own, while who wants it is still busy."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager

from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.reading.session import PostgresSession

Opened = Callable[[Cancel], AbstractContextManager[PostgresSession]]


class Opening:
    """Begins at once, on a thread. For one user, who calls :meth:`session` or :meth:`close`."""

    def __init__(self, opened: Opened) -> None:
        self._cancel, self._stack = Cancel(), ExitStack()
        self._session: Future[PostgresSession] = Future()
        # A daemon: whoever forgets to close it does not keep the program from ending.
        self._thread = threading.Thread(
            target=self._open, args=[opened], name="opening", daemon=True
        )
        self._thread.start()

    @contextmanager
    def session(self, cancel: Cancel) -> Iterator[PostgresSession]:
        """The session once it is there, to be used in the block, which ``cancel`` ends from now
        on. Raises what opening it raised."""
        with closing(self), cancel.closing(self._cancel.cancel):
            yield self._session.result()

    def close(self) -> None:
        """End the session, or the attempt. Harmless when called twice."""
        if not self._session.done():
            self._cancel.cancel()
        self._thread.join()
        self._stack.close()

    def _open(self, opened: Opened) -> None:
        try:
            session = self._stack.enter_context(opened(self._cancel))
            session.read_ahead()
            self._session.set_result(session)
        except BaseException as fault:  # noqa: BLE001 (raised by whoever wants the session)
            self._session.set_exception(fault)
