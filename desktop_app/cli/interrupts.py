"""Ctrl-C and SIGTERM: ask the work to stop, and if it does not, end it.

The first signal cancels. A second one, or :data:`PATIENCE` seconds without an end, kills the
child processes and leaves at once, which a repository and a restore are made to survive.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from desktop_app.cli.answer import CANCELLED
from desktop_app.engine.progress import Cancel

PATIENCE = 1.7
SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def cancelling(cancel: Cancel) -> Iterator[None]:
    """While the block runs, signals cancel in place of raising :class:`KeyboardInterrupt`.
    To be used in the main thread."""
    ended = threading.Event()
    asked = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            leave_now()
        asked = True
        # Not here: the interrupted thread may hold the lock that cancelling needs.
        threading.Thread(target=cancel.cancel, daemon=True).start()
        threading.Thread(target=_lose_patience, args=(ended,), daemon=True).start()

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield
    finally:
        ended.set()
        for number, handler in before.items():
            signal.signal(number, handler)


def _lose_patience(ended: threading.Event) -> None:
    if not ended.wait(PATIENCE):
        leave_now()


def leave_now() -> None:
    """Kill the child processes and end without any clearing up.

    An embedded server's guardian is spared: it notices that LabVault is gone, stops the server
    and clears up after it.
    """
    for child in children(os.getpid()):
        with suppress(OSError):  # it ended by itself
            if b"guardian.py" not in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
    os._exit(CANCELLED)


def children(process: int) -> list[int]:
    """The child processes, where the system tells (Linux); else none."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # that thread ended meanwhile
            found += [int(number) for number in task.read_text().split()]
    return found


@contextmanager
def terminated_like_interrupted() -> Iterator[None]:
    """While the block runs, SIGTERM does what Ctrl-C does."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
