"""Runs of pg_restore: fed from memory or a stream, stopped at the first error, cancelled fast."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from typing import IO, cast

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import (
    ConnectionLost,
    LabVaultError,
    NoSpace,
    ServerRefused,
    ToolFailed,
)
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.postgres.connection import (
    Address,
    ClientSettings,
    tool_environment,
)
from desktop_app.engine.sources.postgres.tools import Tools

STOPS_WITHIN = 1.0  # seconds
TIMEOUT_SINCE = 17
BATCHES_SINCE = 17
BATCH = 500  # statements; each may take some of the server's locks, of which it has about 6000

QUERY = re.compile(r"error: .*?(?:ERROR|FATAL|PANIC): +(.*)")
ENTRY = re.compile(r"from TOC entry \d+; \d+ \d+ (.*)")
GONE = ("connection to server", "server closed the connection", "terminating connection")
IGNORED = "errors ignored on restore"
FULL = "No space left on device"

# What a database or role may have set for all sessions, and a restore must not be bent by.
PLAIN_SESSION = {
    "default_transaction_read_only": "off",
    "default_transaction_isolation": "read committed",
    "default_transaction_deferrable": "off",
    "array_nulls": "on",
    "transform_null_equals": "off",
    "statement_timeout": "0",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    # A crash of the server loses the last moment of a restore; it is then resumed.
    "synchronous_commit": "off",
}


def in_plain_sessions(address: Address, more: Mapping[str, str] | None = None) -> Address:
    """The address with settings that hold from the first moment of every session on."""
    settings = PLAIN_SESSION | dict(more or {})
    words = [f"-c {name}={_escaped(value)}" for name, value in settings.items()]
    options = dict(address.options)
    options["options"] = " ".join([options.get("options", ""), *words]).strip()
    options.setdefault("client_encoding", "UTF8")
    return replace(address, options=tuple(sorted(options.items())))


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace(" ", "\\ ")


@dataclass(frozen=True, slots=True)
class Restorer:
    """pg_restore for one database; any thread may run it. ``server_major`` is the database's."""

    tools: Tools
    address: Address
    password: str | None = field(repr=False)
    settings: ClientSettings
    server_major: int
    cancel: Cancel

    @property
    def tolerates(self) -> bool:
        """Whether one error must be borne with: from version 17 on pg_restore sets a parameter
        that older servers do not know. It can then not work in a single transaction."""
        return self.tools.major >= TIMEOUT_SINCE > self.server_major

    @property
    def in_batches(self) -> tuple[str, ...]:
        """Options to commit many statements at once: four times as fast, for small ones."""
        can = self.tools.major >= BATCHES_SINCE and not self.tolerates
        return (f"--transaction-size={BATCH}",) if can else ()

    def run(
        self,
        doing: str,
        archive: bytes | Iterable[bytes],
        *options: str,
        tuning: Mapping[str, str] | None = None,
    ) -> tuple[str, ...]:
        """Restore from an archive; returns the tool's warnings.

        Raises :class:`ServerRefused`, :class:`ConnectionLost`, :class:`NoSpace`,
        :class:`ToolFailed`, :class:`Cancelled`.
        """
        address = in_plain_sessions(self.address, tuning)
        command = [*_dying_with_us(), self.tools.path("pg_restore"), "--no-password"]
        command += [] if self.tolerates else ["--exit-on-error"]
        command += [f"--dbname={address.conninfo()}", *options]
        if isinstance(archive, bytes):
            with _as_file(archive) as (path, descriptors):
                run = _Run([*command, path], self._environment(), descriptors, self.cancel)
                run.wait()
        else:
            run = _Run(command, self._environment(), (), self.cancel, fed=True)
            run.feed(archive)
            run.wait()
        self.cancel.check()
        if run.failed:
            raise _fault(doing, run.lines, run.code, self.address.where)
        return tuple(line for line in run.lines if "warning:" in line and IGNORED not in line)

    def _environment(self) -> dict[str, str]:
        return tool_environment(self.settings, self.password, {"PGCLIENTENCODING": "UTF8"})


class _Run:
    """One process. A thread reads what it complains about and stops it at the first error."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        descriptors: Sequence[int],
        cancel: Cancel,
        *,
        fed: bool = False,
    ) -> None:
        self.lines: list[str] = []
        self._tolerated = 0
        self._doubtful = False
        self._stopping = threading.Event()
        # A session of its own: Ctrl-C in the terminal is LabVault's to act upon.
        self._process = subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.PIPE if fed else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=descriptors,
            start_new_session=True,
        )
        self._cancel = cancel
        self._killer = threading.Timer(STOPS_WITHIN, self._signal, [signal.SIGKILL])
        self._killer.daemon = True
        self._watch = threading.Thread(target=self._listen, name="pg_restore's complaints")
        self._watch.start()

    @property
    def code(self) -> int:
        return self._process.returncode

    @property
    def failed(self) -> bool:
        """Whether more went wrong than what is tolerated."""
        if self._stopping.is_set():
            return True
        borne = self._tolerated and any(IGNORED in line for line in self.lines)
        return self.code != 0 and not borne

    def feed(self, pieces: Iterable[bytes]) -> None:
        """Write the archive to its standard input; stops early when it does not listen."""
        pipe = cast(IO[bytes], self._process.stdin)
        try:
            with self._cancel.closing(self.stop), suppress(BrokenPipeError):
                for piece in pieces:
                    pipe.write(piece)
        except BaseException:
            self.stop()
            raise
        finally:
            with suppress(BrokenPipeError):
                pipe.close()
            self.wait()

    def wait(self) -> None:
        """Until it has ended, by itself or because the work was cancelled."""
        with self._cancel.closing(self.stop):
            self._process.wait()
        self._watch.join()
        self._killer.cancel()

    def stop(self) -> None:
        """Ask it to end; it cancels what its sessions are doing on the server. If it does not
        end soon, it is killed."""
        self._signal(signal.SIGTERM)
        if not self._stopping.is_set():
            self._stopping.set()
            self._killer.start()

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            if sys.platform == "win32":
                self._process.terminate()
            elif number == signal.SIGKILL:
                os.killpg(self._process.pid, number)
            else:
                self._process.send_signal(number)

    def _listen(self) -> None:
        pipe = cast(IO[bytes], self._process.stderr)
        with pipe:
            for raw in pipe:
                self._hear(raw.decode(errors="replace").rstrip())
        if self._doubtful:
            self.stop()

    def _hear(self, line: str) -> None:
        if line.startswith("Command was: SET transaction_timeout = 0;") and self._doubtful:
            self._doubtful = False
            self._tolerated += 1
            self.lines.pop()
            return
        ends_doubt = line.startswith(("pg_restore:", "Command was:"))
        if self._doubtful and ends_doubt and not self._stopping.is_set():
            self.stop()
        if line:
            self.lines.append(line)
        if "pg_restore: error:" in line:
            self._doubtful = True


def _dying_with_us() -> list[str]:
    """Linux: a program that makes the one after it end when LabVault is killed."""
    setpriv = shutil.which("setpriv", path="/usr/bin:/bin") if sys.platform == "linux" else None
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


@contextmanager
def _as_file(archive: bytes) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The archive under a path. It may hold passwords (of user mappings), so it stays in memory
    where that is possible, and else lies in a file that only this user can read."""
    if sys.platform == "linux":
        descriptor = os.memfd_create("archive")
        try:
            with open(descriptor, "wb", closefd=False) as file:
                file.write(archive)
            yield f"/proc/self/fd/{descriptor}", (descriptor,)
        finally:
            os.close(descriptor)
        return
    file_descriptor, path = tempfile.mkstemp()
    try:
        with open(file_descriptor, "wb") as file:  # noqa: PTH123 (has a descriptor)
            file.write(archive)
        yield path, ()
    finally:
        os.unlink(path)  # noqa: PTH108


def _fault(doing: str, lines: Sequence[str], code: int, where: str) -> LabVaultError:
    """Why it failed, from what it wrote; never with the statement, which may hold a secret."""
    if any(FULL in line for line in lines):
        return NoSpace(f"PostgreSQL server {where}")
    error = next((line for line in lines if "error:" in line), "")
    if any(words in line for words in GONE for line in lines):
        return ConnectionLost(where, error or lines[-1])
    if match := QUERY.search(error):
        entry = next((found[1] for line in lines if (found := ENTRY.search(line))), "")
        return ServerRefused(doing, f"{match[1]} ({entry})" if entry else match[1])
    reason = error.partition("error: ")[2] or (lines[0] if lines else f"it ended with {code}")
    return ToolFailed("pg_restore", code, reason)
