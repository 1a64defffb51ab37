"""A real terminal with the program in it, and somebody who reads and types."""

from __future__ import annotations

import os
import pty
import re
import selectors
import subprocess
import sys
from collections.abc import Mapping, Sequence
from time import monotonic

PATIENCE = 60.0  # seconds
CLEARED = "\x1b[H\x1b[2J\x1b[3J"


class Terminal:
    """Runs ``labvault`` in a terminal of its own. Use as a context manager."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        self.seen = ""
        self._read = 0
        self._handle, theirs = pty.openpty()
        self._program = subprocess.Popen(
            [sys.executable, "-m", "desktop_app", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=dict(environment),
            start_new_session=True,  # so that it has no other terminal to ask at
        )
        os.close(theirs)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._handle)

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Read until this is on the screen, after what was waited for before."""
        end = monotonic() + PATIENCE
        while not (found := re.compile(pattern).search(self.seen, self._read)):
            assert monotonic() < end, f"{pattern!r} did not come:\n{self.seen}"
            assert self._more(), f"it ended without {pattern!r}:\n{self.seen}"
        self._read = found.end()
        return found

    def type(self, line: str) -> None:
        os.write(self._handle, f"{line}\n".encode())

    def end(self) -> int:
        """Read to the end; the exit code."""
        while self._more():
            pass
        return self._program.wait(PATIENCE)

    def _more(self) -> bool:
        with selectors.DefaultSelector() as selector:
            selector.register(self._handle, selectors.EVENT_READ)
            assert selector.select(PATIENCE), f"nothing more came:\n{self.seen}"
        try:
            data = os.read(self._handle, 4096)
        except OSError:  # Linux's way of saying that the program closed its side
            return False
        self.seen += data.decode(errors="replace").replace("\r\n", "\n")
        return bool(data)
