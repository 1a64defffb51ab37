"""Readers of one item: from a child's pipe, from an open connection, or from memory."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from typing import TypeVar

import psycopg

from desktop_app.engine.errors import (
    Cancelled,
    ConnectionLost,
    ItemChanged,
    ItemFailed,
    LabVaultError,
    ToolFailed,
)
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import Connection

PIPE_SIZE = 1 << 20
LOST = {"57P01", "57P02", "57P03", "08006", "08003"}
CHANGED = {"42P01", "42703", "3F000"}
VERBOSE = re.compile(r"(?:ERROR|FATAL|PANIC): +([0-9A-Z]{5}): (.*)")
TELLING = re.compile(r"error: |ERROR: |FATAL: |PANIC: |could not |failed")

T = TypeVar("T")


class BytesReader:
    """An item that is already in memory."""

    def __init__(self, data: bytes) -> None:
        self._rest = memoryview(data)

    def readinto(self, buffer: memoryview) -> int:
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def close(self) -> None:
        pass


class PipeReader:
    """What a child process writes. The child's exit code and every line of its stderr count.

    ``told`` is handed the lines of stderr of a child that ended well.
    """

    def __init__(
        self,
        item: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        cancel: Cancel,
        told: Callable[[Sequence[str]], None],
        stdin: bytes = b"",
    ) -> None:
        self._item, self._cancel, self._told = item, cancel, told
        self._tool = os.path.basename(command[0])  # noqa: PTH119 (may be a program's bare name)
        self._ended = False
        # A file, not a pipe: a child with much to complain about must not wait for a reader.
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the reader)
        self._child = _start(command, environment, self._complaints.fileno(), stdin)
        assert self._child.stdout is not None
        self._pipe = self._child.stdout.fileno()
        _widen(self._pipe)
        self._stack = ExitStack()
        self._stack.enter_context(cancel.closing(self._kill))

    def readinto(self, buffer: memoryview) -> int:
        got = os.readv(self._pipe, [buffer])
        if not got and not self._ended:
            self._finish()
        return got

    def close(self) -> None:
        if not self._ended:
            self._kill()
        self._child.wait()
        self._stack.close()
        if self._child.stdout is not None:
            self._child.stdout.close()
        self._complaints.close()

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            self._child.kill()

    def _finish(self) -> None:
        """The pipe is empty for good: was that the true end?"""
        code = self._child.wait()
        self._ended = True
        self._complaints.seek(0)
        text = self._complaints.read().decode(errors="replace")
        lines = [line for line in text.splitlines() if line.strip()]
        self._cancel.check()
        if code != 0:
            raise _fault_of(self._item, self._tool, code, lines)
        self._told(lines)


def _start(
    command: Sequence[str], environment: Mapping[str, str], stderr: int, stdin: bytes
) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C in the terminal is LabVault's to handle. If LabVault is
    # killed, the child meets a broken pipe and ends.
    child = subprocess.Popen(
        command,
        env=dict(environment),
        stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=stderr,
        start_new_session=True,
        bufsize=0,
    )
    if stdin and child.stdin is not None:
        with suppress(BrokenPipeError):  # it ended before it listened; its exit code tells why
            child.stdin.write(stdin)
        child.stdin.close()
    return child


def _widen(pipe: int) -> None:
    # Linux only, and only as far as the system's limit: a narrow pipe is slow, not wrong.
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_SIZE)


def _fault_of(item: str, tool: str, code: int, lines: Sequence[str]) -> LabVaultError:
    """Why a child failed, from what it wrote."""
    for line in lines:
        if match := VERBOSE.search(line):
            return fault_of_state(item, match[1], match[2])
    reason = next((line for line in lines if TELLING.search(line)), "")
    reason = reason or (lines[0] if lines else _ending(code))
    gone = ("connection to server", "server closed the connection", "terminating connection")
    if any(words in line for words in gone for line in lines):
        return ConnectionLost(item, reason)
    return ToolFailed(tool, code, reason)


def _ending(code: int) -> str:
    if code < 0:
        return f"ended by signal {signal.Signals(-code).name}"
    return "it gave no reason"


def fault_of_state(item: str, state: str, reason: str) -> LabVaultError:
    """A server's error while one item was read: of this item only, or of the whole run."""
    if state in LOST:
        return ConnectionLost(item, reason)
    if state in CHANGED:
        return ItemChanged(item, reason)
    return ItemFailed(item, reason)


class ConnectionReader:
    """The rows of a small table, through a connection that stays open.

    ``give_back`` gets the connection after a clean end; after any other end it is closed.
    """

    def __init__(
        self,
        item: str,
        statement: str,
        connection: Connection,
        cancel: Cancel,
        give_back: Callable[[Connection], None],
    ) -> None:
        self._item, self._cancel = item, cancel
        self._connection, self._give_back = connection, give_back
        self._rest = memoryview(b"")
        self._ended = False
        self._stack = ExitStack()
        self._stack.enter_context(cancel.closing(connection.cancel))
        self._copy = self._guarded(lambda: self._begin(statement))

    def _begin(self, statement: str) -> psycopg.Copy:
        cursor = self._stack.enter_context(self._connection.cursor())
        return self._stack.enter_context(cursor.copy(statement.encode()))

    def readinto(self, buffer: memoryview) -> int:
        filled = 0
        while filled < len(buffer) and not self._ended:
            if not self._rest:
                self._rest = memoryview(self._guarded(self._copy.read))
                self._ended = not self._rest
            size = min(len(buffer) - filled, len(self._rest))
            buffer[filled : filled + size] = self._rest[:size]
            self._rest = self._rest[size:]
            filled += size
        return filled

    def close(self) -> None:
        if self._ended:
            self._guarded(self._stack.close)
            self._give_back(self._connection)
        else:
            self._connection.close()
            with suppress(psycopg.Error):
                self._stack.close()

    def _guarded(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except psycopg.Error as error:
            self._connection.close()
            if self._cancel.cancelled:
                raise Cancelled() from None
            reason = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
            if error.sqlstate is None:
                raise ConnectionLost(self._item, reason) from None
            raise fault_of_state(self._item, error.sqlstate, reason) from None


def buffered(command: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    """The same command with a stdout buffer of 1 MiB instead of psql's 4 KiB.

    A write call for every four kilobytes costs psql a third of its time; ``stdbuf`` of
    coreutils mends that where it is there.
    """
    stdbuf = shutil.which("stdbuf", path=environment.get("PATH", os.defpath))
    return [stdbuf, "-o1M", *command] if stdbuf else list(command)
