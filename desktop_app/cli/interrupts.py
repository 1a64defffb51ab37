"""Ctrl-C and SIGTERM: ask the work to stop, and if it does not, end it.

The first signal cancels. A second one, or :data:`PATIENCE` seconds without an end, kills the
child processes and leaves at once, which a repository and a restore are made to survive.
"""

from __future__ import annotations

import os
import signal
import socket
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
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    hearing = threading.Thread(target=_obey, args=(ours, cancel, ended), name="signals")
    waker = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    before = {number: signal.signal(number, _is_heard_elsewhere) for number in SIGNALS}
    hearing.start()  # what came meanwhile lies in the socket
    try:
        yield
    finally:
        ended.set()
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(waker)
        theirs.close()
        hearing.join()


def _is_heard_elsewhere(_signal: int, _frame: FrameType | None) -> None:
    """Python calls this in the main thread, when that is awake. One that was just about to fall
    asleep when the signal came sleeps on; so a thread of its own hears of it from the system."""


def _obey(heard: socket.socket, cancel: Cancel, ended: threading.Event) -> None:
    """Do what signals ask for, until the other end is closed. Each comes as a byte."""
    asked = False
    with heard:
        while numbers := heard.recv(64):
            for _ in filter(SIGNALS.__contains__, numbers):
                if asked:
                    leave_now()
                asked = True
                # Not here, where a second one must be heard: what is cancelled may take its time.
                threading.Thread(target=cancel.cancel, daemon=True).start()
                threading.Thread(target=_lose_patience, args=(ended,), daemon=True).start()


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
