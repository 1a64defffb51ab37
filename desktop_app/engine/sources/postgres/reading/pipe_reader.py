"""Reading what a client tool writes on stdout."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import field, replace
from pathlib import PurePath
from typing import IO

from desktop_app.engine.computer.passing import passing_file, passing_folder
from desktop_app.engine.computer.refusal import FULL
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import LabVaultError, NoSpace, ToolFailed
from desktop_app.engine.progress import Cancel

BUFFER = 256 << 10  # bytes: what fits into a processor's own memory
ON_THE_WAY = 1 << 20  # bytes, or as many as the system allows


@dataclass(frozen=True, slots=True)
class Command:
    """A client tool to be run. ``arguments`` begin with the program and hold no secret;
    ``environment`` is all that the child sees, and may hold a password. ``answers`` is a file
    that the child may write into besides; whoever runs the command closes it."""

    arguments: tuple[str | bytes, ...]
    environment: Mapping[str, str] = field(repr=False)
    stdin: bytes = field(default=b"", repr=False)
    answers: IO[bytes] | None = None

    @property
    def tool(self) -> str:
        """The program's name."""
        return PurePath(os.fsdecode(self.arguments[0])).name


def widely_buffered(command: Command) -> Command:
    """The same command with a stdout buffer of 256 KiB, where coreutils' ``stdbuf`` is there.

    psql's own 4 KiB cost it a third of its time in write calls.
    """
    stdbuf = shutil.which("stdbuf", path=command.environment.get("PATH", os.defpath))
    if stdbuf is None or not sys.platform.startswith("linux"):
        return command
    arguments = (stdbuf, f"-o{BUFFER}", *command.arguments)
    return replace(command, arguments=arguments)


class PipeReader:
    """The output of one child process, as an item's bytes.

    The end is true only when the child's exit code is 0. ``ended`` is then called with the
    lines it wrote on stderr, and may raise. Cancelling kills the child.
    """

    tells_rows = False
    rows: int | None = None

    def __init__(
        self,
        command: Command,
        cancel: Cancel,
        ended: Callable[[Sequence[str]], None],
        failed: Callable[[int, Sequence[str]], LabVaultError],
    ) -> None:
        self._cancel, self._called_at_end, self._fault = cancel, ended, failed
        self._ended = self._closed = False
        self._stack = ExitStack()
        # Files, not pipes: a child with much to say or to hear must not wait for us.
        self._stderr = passing_file()
        self._stack.callback(self._stderr.close)
        if command.answers:
            self._stack.callback(command.answers.close)
        try:
            self._child, self._pipe = _start(command, self._stderr)
        except BaseException as error:
            self._stack.close()
            if isinstance(error, OSError):
                raise _not_started(command.tool, error) from None
            raise
        _hold_back(self._child.pid)
        self._stack.enter_context(cancel.closing(self.stop))

    def readinto(self, buffer: memoryview) -> int:
        got = self._pipe.readinto(buffer) or 0
        if not got and not self._ended:
            self._finish()
        return got

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        if not self._ended:
            self.stop()
        self._child.wait()
        self._pipe.close()
        self._stack.close()

    def stop(self) -> None:
        """Kill the child: whoever waits for it wakes with an error."""
        with suppress(ProcessLookupError, PermissionError):  # Windows: it has ended already
            self._child.kill()

    def _finish(self) -> None:
        """The pipe is empty for good: was that the true end?"""
        code = self._child.wait()
        self._ended = True
        self._cancel.check()
        self._stderr.seek(0)
        lines = self._stderr.read().decode(errors="replace").splitlines()
        if code:
            raise self._fault(code, lines)
        self._called_at_end(lines)


def _not_started(tool: str, error: OSError) -> LabVaultError:
    if error.errno in FULL:  # by what the tool is to read
        return NoSpace(str(passing_folder()))
    return ToolFailed(tool, error.errno or 0, error.strerror or str(error))


def _start(command: Command, stderr: IO[bytes]) -> tuple[subprocess.Popen[bytes], io.FileIO]:
    """The child, and the end of its standard output that is ours."""
    # Windows has another way for this, which nobody needs there.
    besides = command.answers if sys.platform != "win32" else None
    ours, theirs = _channel()
    try:
        with passing_file() as stdin:
            stdin.write(command.stdin)
            stdin.seek(0)
            # A session of its own: Ctrl-C in the terminal is LabVault's to act upon. Should
            # LabVault be killed, the child ends at its next write, for nobody holds our end.
            child = subprocess.Popen(
                command.arguments,
                env=dict(command.environment),
                stdin=stdin,
                stdout=theirs,
                stderr=stderr,
                pass_fds=(besides.fileno(),) if besides else (),
                start_new_session=sys.platform != "win32",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()  # the child's alone: it ends with the child
    return child, ours


def _channel() -> tuple[io.FileIO, io.FileIO]:
    """Two ends, to read from and to write to. A socket, where a child can write to one: it takes
    32 KiB at a time, a pipe each 4 KiB by itself, at three times the cost."""
    if sys.platform == "win32":
        read, write = os.pipe()
    else:
        reading, writing = socket.socketpair()
        with suppress(OSError):  # a system that allows less says no: slower, not wrong
            reading.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ON_THE_WAY)
            writing.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ON_THE_WAY)
        read, write = reading.detach(), writing.detach()
    return io.FileIO(read, "rb"), io.FileIO(write, "wb")


def _hold_back(child: int) -> None:
    """Linux only: a batch process does not push aside the server each time it hears from it.

    Woken for every 8 KiB, a client tool costs both of them a tenth of their time.
    """
    if sys.platform == "linux":
        with suppress(OSError):  # it has ended already, or a sandbox forbids it: slower, not wrong
            os.sched_setscheduler(child, os.SCHED_BATCH, os.sched_param(0))
