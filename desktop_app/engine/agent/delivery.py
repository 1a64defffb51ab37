"""Sends what is to be told, in a thread of its own: a mail server may take its time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

from desktop_app.engine.errors import Cancelled, LabVaultError
from desktop_app.engine.jobs.rules import Clock
from desktop_app.engine.notify.notifier import SETTLE, Notifier
from desktop_app.engine.progress import Cancel

AWAKE_SECONDS, AT_REST_SECONDS = 5.0, 60.0
AWAKE_ROUNDS = 8
"""After something was told it is looked more often for a while, until it is settled and sent."""


class Delivery:
    """Any thread may call :meth:`hurry`. The others are for one thread, once each."""

    def __init__(
        self,
        notifiers: Callable[[], Sequence[Notifier]],
        clock: Clock,
        cancel: Cancel,
        tell: Callable[[str], None],
    ) -> None:
        self._notifiers, self._clock, self._tell = notifiers, clock, tell
        self._cancel, self._hurry = cancel, threading.Event()
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def hurry(self) -> None:
        """Something was told."""
        self._hurry.set()

    def stop(self) -> None:
        """After the cancel token was used."""
        self._hurry.set()
        self._thread.join(1.0)

    def once(self) -> None:
        """Send now what there is, also what would wait a little for what belongs to it."""
        self._deliver(SETTLE)

    def _run(self) -> None:
        awake = 0
        while not self._cancel.cancelled:
            if self._hurry.is_set():
                awake = AWAKE_ROUNDS
                self._hurry.clear()
            try:
                self._deliver(timedelta())
            except Cancelled:
                return
            except LabVaultError as fault:
                self._tell(f"messages wait: {fault}")
            # However early the stop was asked for, it is noticed here.
            with self._cancel.closing(self._hurry.set):
                self._hurry.wait(AWAKE_SECONDS if awake else AT_REST_SECONDS)
            awake = max(awake - 1, 0)

    def _deliver(self, ahead: timedelta) -> None:
        for notifier in self._notifiers():
            done = notifier.deliver(self._clock() + ahead, self._cancel)
            for notice in done.sent:
                self._tell(f"told {notice.channel}: {notice.subject}")
            for notice in (*done.failed, *done.given_up):
                self._tell(f"could not tell {notice.channel}: {notice.error}")
