"""Programs that reach a device: started in a process group of their own, and really ended.

rsync starts ssh; both are in the group, so that a stop ends both. The other end notices: rsync
there reads from, or writes to, a connection that is closed, and ends itself. Where Linux can be
told so, what was started is also ended when LabVault is killed (``PR_SET_PDEATHSIG``, prctl(2);
set by a program between, since a fork that runs Python is not safe beside threads).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NotSupported, ToolFailed
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.client import ClientSettings

NOT_FOUND = 127  # what a shell says of a program that is not there
GRACE = 5.0  # seconds between asking a program to end and ending it
PAUSE = 0.02
KEPT_LINES = 200

Line = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Ended:
    """``complaints``: the last lines that it wrote to its standard error, as text."""

    code: int
    complaints: tuple[str, ...]

    @property
    def reason(self) -> str:
        """The first telling line."""
        return next((line for line in self.complaints if line), f"it ended with code {self.code}")


def find_tool(name: str, client: ClientSettings) -> str:
    """Where a program is. Raises :class:`ToolFailed`."""
    folders = [str(folder) for folder in client.tool_folders]
    path = os.pathsep.join([*folders, client.environment.get("PATH", os.defpath)])
    found = shutil.which(name, path=path)
    if found is None:
        raise ToolFailed(name, NOT_FOUND, "it is not installed on this computer")
    return found


def tied(client: ClientSettings) -> tuple[str, ...]:
    """What a command is put behind, to be ended with the thread that started it."""
    path = client.environment.get("PATH", "") + os.pathsep + os.defpath
    found = shutil.which("setpriv", path=path) if sys.platform == "linux" else None
    return (found, "--pdeathsig", "TERM") if found else ()


class Program:
    """A program at work. ``ask`` writes to it, ``lines`` reads from it. One thread at a time, but
    :meth:`end` may be called by any."""

    def __init__(self, command: Sequence[str], client: ClientSettings) -> None:
        if sys.platform == "win32":
            raise NotSupported("a device over ssh on this system", "it needs Linux or macOS")
        environment: Mapping[str, str] = {**client.environment, "LC_ALL": "C"}
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        self._lock = threading.Lock()
        self._complaints: deque[str] = deque(maxlen=KEPT_LINES)
        self._listener = threading.Thread(target=self._listen, name="complaints", daemon=True)
        self._listener.start()

    def lines(self) -> Iterator[bytes]:
        """What it writes, line by line, without their ends."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            yield line.rstrip(b"\n")

    def read(self) -> bytes:
        """All that it writes."""
        assert self._process.stdout is not None
        return self._process.stdout.read()

    def hang_up(self) -> None:
        """Close its standard input."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()

    def has_ended(self) -> bool:
        """Whether it has, without taking note: until then its number stays its own."""
        if self._process.returncode is not None:
            return True
        how = os.WEXITED | os.WNOWAIT | os.WNOHANG
        return os.waitid(os.P_PID, self._process.pid, how) is not None

    def wait(self) -> Ended:
        """Wait until it ended; what is left of its group is ended, too."""
        if self._process.returncode is None:
            os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)
        self._bury()
        self._listener.join()
        return Ended(self._process.returncode, tuple(self._complaints))

    def end(self) -> None:
        """End it, and what it started; harmless when it has ended. Returns at once."""
        self._signal(signal.SIGTERM)

    def close(self) -> None:
        """End it if it has not ended, wait for that, and let go of its pipes."""
        if self._process.returncode is None:
            self.hang_up()
            self.end()
            until = time.monotonic() + GRACE
            while not self.has_ended() and time.monotonic() < until:
                time.sleep(PAUSE)
        self._bury()
        self._listener.join(GRACE)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _bury(self) -> None:
        self._signal(signal.SIGKILL)
        with self._lock:
            self._process.wait()

    def _signal(self, number: int) -> None:
        with self._lock:
            if self._process.returncode is None:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, number)

    def _listen(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._complaints.append(line.decode(errors="replace").strip())


@contextmanager
def running(command: Sequence[str], client: ClientSettings, cancel: Cancel) -> Iterator[Program]:
    """A program that a stop ends, and that has ended when the block is left."""
    cancel.check()
    tool = find_tool(command[0], client)
    program = Program([*tied(client), tool, *command[1:]], client)
    try:
        with cancel.closing(program.end):
            yield program
        cancel.check()
    finally:
        program.close()


def only_owner(folder: Path) -> Path:
    """Make a folder that nobody else may enter, if it is not there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return folder
