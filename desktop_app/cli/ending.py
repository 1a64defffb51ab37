"""The end of a call: how it ended is told once, by whoever comes first to tell it.

Usually that is the main thread. Where the work hears no stop, another thread ends the program in
its place, and tells that. Both must not write at once, nor one after the other.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from typing import TextIO

from desktop_app.cli.answer import CANCELLED, STOPPED, failure

WRITING = 0.1  # seconds; perhaps nobody reads what is written


class Ending:
    """``as_json``: stdout gets a document. ``code``: the exit code of what was told; that of a stop
    as long as nothing was, not to its end."""

    def __init__(self) -> None:
        self.begin(as_json=False)

    def begin(self, *, as_json: bool) -> None:
        """A call begins; nothing is told yet."""
        self._teller = threading.RLock()
        self.as_json, self.code = as_json, CANCELLED

    def take(self) -> None:
        """Only the calling thread tells from now on. Does not return where another one is telling
        of the stop already, and ends the program."""
        self._teller.acquire()

    def tell_stopped(self) -> bool:
        """Tell of the stop within a moment, also where nothing can be written; False, and nothing
        is told, where another thread has taken the telling."""
        if not self._teller.acquire(blocking=False):
            return False
        told = [(sys.stderr, f"labvault: {STOPPED}\n")]
        if self.as_json:
            told.append((sys.stdout, failure(STOPPED, CANCELLED) + "\n"))
        writing = [threading.Thread(target=_write, args=each, daemon=True) for each in told]
        for thread in writing:
            thread.start()
        for thread in writing:
            thread.join(WRITING)
        return True


def _write(stream: TextIO | None, words: str) -> None:
    """Past the stream's buffer, whose lock may be held by one who waits for a reader. A stream that
    was closed from the beginning is None; its number may be another file's by now."""
    with suppress(OSError, ValueError):
        if stream is not None:
            os.write(stream.fileno(), words.encode())


ending = Ending()
"""That of this process's call."""
