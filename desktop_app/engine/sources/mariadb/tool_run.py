"""Runs of the client programs: their password handed over, their output read, ended in time.

The password goes in an option file that lies in memory only and is open in the child alone: not
in its arguments, which everybody can read, nor in its environment, which it hands on and which
other programs of the user show. That file also keeps the child from reading the user's own option
files, whose ``[mysqldump]`` groups may bend what is written. Where there are no such files
(Windows, macOS) the environment has to do, ``MYSQL_PWD``.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.engine.errors import ConnectionLost, LabVaultError, ToolFailed
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.option_file import option_file, password_at_hand

# What else of the caller's environment a program may need: to load its libraries, to run at all.
PASSED_ON = re.compile(
    r"SSL_CERT_.*|OPENSSL_CONF|(LD|DYLD)_LIBRARY_PATH|HOME|PATH|USER|LOGNAME"
    r"|USERPROFILE|SYSTEMROOT|WINDIR|COMSPEC|TMP|TEMP|TMPDIR",
    re.IGNORECASE,
)
# https://mariadb.com/kb/en/mariadb-error-code-reference/: no such server, gone, lost.
LOST = re.compile(r"(?:error:? |\()(?:2002|2003|2006|2013|1053|1927)\b", re.IGNORECASE)
ERROR = re.compile(r"error:? ?\d*", re.IGNORECASE)


def run_tool(
    program: Path,
    arguments: Sequence[str],
    address: Address,
    password: str | None,
    settings: ClientSettings,
    cancel: Cancel,
    *,
    check: bool = True,
) -> tuple[bytes, list[str]]:
    """All that a program writes, and the lines of its stderr; for output that is small. Not
    ``check``: whether it failed, but for a lost server, is for the caller to judge.

    Raises :class:`ToolFailed`, :class:`ConnectionLost`, and
    :class:`Cancelled`, by which the program is gone.
    """
    environment = {k: v for k, v in settings.environment.items() if PASSED_ON.fullmatch(k)}
    environment["LC_ALL"] = "C"
    found = password if password is not None else password_at_hand(settings.environment)
    with _login(address, found, environment) as (first, descriptors):
        try:
            child = subprocess.Popen(
                [program, *first, *arguments],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=descriptors,
                # Ctrl-C in the terminal is LabVault's to act upon.
                start_new_session=sys.platform != "win32",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise ToolFailed(program.name, error.errno or 0, error.strerror or str(error)) from None
        output, complaints = _hear(child, cancel)
    cancel.check()
    lines = complaints.decode(errors="replace").splitlines()
    if child.returncode and (check or child.returncode < 0 or any(map(LOST.search, lines))):
        raise _fault(program.name, child.returncode, lines, address)
    return output, lines


def _hear(child: subprocess.Popen[bytes], cancel: Cancel) -> tuple[bytes, bytes]:
    def kill() -> None:
        with suppress(ProcessLookupError, PermissionError):  # it has ended already
            child.kill()

    try:
        with cancel.closing(kill):
            return child.communicate()
    except BaseException:
        kill()
        child.wait()
        raise


@contextmanager
def _login(
    address: Address, password: str | None, environment: dict[str, str]
) -> Iterator[tuple[list[str], tuple[int, ...]]]:
    """The first arguments of a program, and the files that it gets, open."""
    if not hasattr(os, "memfd_create"):
        yield from _login_by_environment(address, password, environment)
        return
    descriptor = os.memfd_create("login")
    try:
        os.fchmod(descriptor, 0o600)  # programs ignore an option file that all may write to
        os.write(descriptor, option_file(address, password))
        yield [f"--defaults-file=/proc/self/fd/{descriptor}"], (descriptor,)
    finally:
        os.close(descriptor)


def _login_by_environment(
    address: Address, password: str | None, environment: dict[str, str]
) -> Iterator[tuple[list[str], tuple[int, ...]]]:
    if password is not None:
        environment["MYSQL_PWD"] = password
    lines = option_file(address, None).decode(errors="surrogateescape").splitlines()[1:]
    yield ["--no-defaults", *(f"--{line.replace(chr(34), '')}" for line in lines)], ()


def _fault(tool: str, code: int, lines: Sequence[str], address: Address) -> LabVaultError:
    lost = next((line for line in lines if LOST.search(line)), None)
    telling = lost or next((line for line in lines if ERROR.search(line)), "".join(lines[:1]))
    reason = re.sub(rf"^{re.escape(tool)}: |^mysqldump: |^mysql: ", "", telling).strip()
    if lost:
        return ConnectionLost(address.where, reason)
    if not reason:
        gone = f"ended by {signal.Signals(-code).name}" if code < 0 else "it gave no reason"
        return ToolFailed(tool, code, gone)
    return ToolFailed(tool, code, reason)
