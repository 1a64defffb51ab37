"""What one thread sleeps by until another rings."""

from __future__ import annotations

import threading
from contextlib import suppress


class Bell:
    """Any thread may ring; one waits. A ring that nobody waits for yet is heard by the next wait,
    and so are many as one.

    A plain lock that is held between rings: it wakes at half the price of a condition or an
    event, and whoever looks fourteen times a second pays that price all day.
    """

    def __init__(self) -> None:
        self._silence = threading.Lock()
        self._silence.acquire()

    def ring(self) -> None:
        # It rings already: who waits has not heard it yet.
        with suppress(RuntimeError):
            self._silence.release()

    def wait(self, seconds: float) -> bool:
        """Until it rings, for so many seconds at most; whether it rang."""
        return self._silence.acquire(timeout=max(seconds, 0.0))
