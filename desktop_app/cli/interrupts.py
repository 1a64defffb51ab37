"""Ctrl-C and SIGTERM: ask the work to stop, and if it does not, end it.

The first signal cancels. A second one, or :data:`PATIENCE` seconds without an end, kills the
child processes and leaves at once, which a repository and a restore are made to survive.

Once the program is about to end, because it was stopped or its answer is being told, a signal only
sees to it that it does end within :data:`PATIENCE` seconds.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from desktop_app.cli.ending import ending
from desktop_app.engine.progress import Cancel

PATIENCE = 1.7
SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def cancelling(cancel: Cancel) -> Iterator[None]:
    """While the block runs, signals cancel in place of raising :class:`KeyboardInterrupt`.
    To be used in the main thread."""
    asked, ended = threading.Event(), threading.Event()
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    hearing = threading.Thread(target=_obey, args=(ours, cancel, asked, ended), name="signals")
    waker = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
    before = {number: signal.signal(number, _is_heard_elsewhere) for number in SIGNALS}
    hearing.start()  # what came meanwhile lies in the socket
    try:
        yield
    finally:
        ended.set()
        for number, handler in before.items():
            # What was asked to stop cleans up now, and is not to be torn from that.
            signal.signal(number, _hurry if asked.is_set() else handler)
        signal.set_wakeup_fd(waker)
        theirs.close()
        hearing.join()


def _is_heard_elsewhere(_signal: int, _frame: FrameType | None) -> None:
    """Python calls this in the main thread, when that is awake. One that was just about to fall
    asleep when the signal came sleeps on; so a thread of its own hears of it from the system."""


def _obey(
    heard: socket.socket, cancel: Cancel, asked: threading.Event, ended: threading.Event
) -> None:
    """Do what signals ask for, until the other end is closed. Each comes as a byte."""
    with heard:
        while numbers := heard.recv(64):
            for _ in filter(SIGNALS.__contains__, numbers):
                if asked.is_set():
                    leave_now()
                asked.set()
                # Not here, where a second one must be heard: what is cancelled may take its time.
                threading.Thread(target=cancel.cancel, daemon=True).start()
                threading.Thread(target=_lose_patience, args=(ended,), daemon=True).start()


def _lose_patience(ended: threading.Event) -> None:
    if not ended.wait(PATIENCE):
        leave_now()


def leave_now() -> None:
    """Tell that the program was stopped, kill the child processes, and end without any clearing
    up; unless the main thread has come to telling its answer, which is left to it.

    An embedded server's guardian is spared: it notices that LabVault is gone, stops the server
    and clears up after it.
    """
    if not ending.tell_stopped():
        return
    for child in children(os.getpid()):
        with suppress(OSError):  # it ended by itself
            if b"guardian.py" not in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
    os._exit(ending.code)


def children(process: int) -> list[int]:
    """The child processes, where the system tells (Linux); else none."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # that thread ended meanwhile
            found += [int(number) for number in task.read_text().split()]
    return found


def interrupt_once() -> None:
    """From here on the first signal, be it SIGTERM, raises :class:`KeyboardInterrupt`, and those
    after it only hurry. Stays until the process ends: there is no moment between this and its end
    that a signal could tear apart."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under a shell's ``&``
            signal.signal(number, _interrupt)


def tell_in_peace() -> None:
    """From here on signals only hurry, and only the calling thread tells how the call ended."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _hurry)
    ending.take()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    for number in SIGNALS:
        signal.signal(number, _hurry)
    raise KeyboardInterrupt


def _hurry(_signal: int, _frame: FrameType | None) -> None:
    threading.Thread(target=_leave_soon, daemon=True).start()


def _leave_soon() -> None:
    time.sleep(PATIENCE)
    leave_now()
    os._exit(ending.code)
