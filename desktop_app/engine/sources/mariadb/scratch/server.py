"""A scratch MariaDB server: private, on a socket that nobody else can reach.

Its programs are the computer's own: LabVault brings none. It ends with LabVault, however LabVault
ends, and leaves nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop_app.engine.computer.passing import passing_folder
from desktop_app.engine.errors import NoPermission, NotSupported
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources import left_over
from desktop_app.engine.sources.guarded_server import start_guarded
from desktop_app.engine.sources.mariadb.address import Address
from desktop_app.engine.sources.mariadb.scratch import guardian
from desktop_app.engine.sources.unprivileged import Account, can_enter, server_account

PREFIX = "labvault-maria-"
ACCOUNTS = ("mysql", "nobody")
USUAL = ("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/usr/libexec")
LONGEST_SOCKET = 107  # bytes, of a path; the kernel's limit less the closing zero
SUPERUSER = "root"

# Nothing of a scratch server outlives it, so nothing has to reach the disk.
SETTINGS = {
    "skip-networking": "ON",
    "skip-log-bin": "",
    "skip-name-resolve": "ON",
    "local-infile": "ON",
    "innodb-flush-log-at-trx-commit": "0",
    "innodb-flush-method": "nosync",
    "innodb-doublewrite": "OFF",
    "innodb-buffer-pool-size": "128M",
    "innodb-log-file-size": "64M",
    "max-allowed-packet": "1G",
    "performance-schema": "OFF",
    "event-scheduler": "OFF",
    "log-warnings": "1",
    "lower-case-table-names": "0",
}


@dataclass
class ScratchServer:
    """A running server; a context manager that stops it. ``address`` is the superuser's, who
    needs no password on a private socket. Everything may be used from any thread."""

    address: Address
    process: int
    folder: Path
    _guardian: subprocess.Popen[str] = field(repr=False)

    @classmethod
    def start(
        cls,
        search_path: str = "",
        *,
        settings: Mapping[str, str] | None = None,
        parent: Path | None = None,
        template: Path | None = None,
        cancel: Cancel | None = None,
    ) -> Self:
        """Start one in ``parent`` (default: the folder for temporary files). ``search_path``: where
        programs are looked for, besides the usual folders; ``settings`` are those of ``mariadbd``;
        ``template``: a data folder to begin with, instead of making one; ``cancel`` gives it up,
        also while the data folder is still being made.

        Raises :class:`NotSupported` where MariaDB's server is not installed, :class:`ToolFailed`,
        :class:`NoPermission`, :class:`Cancelled`.
        """
        cancel = cancel or Cancel()
        remove_left_over(parent)
        if sys.platform == "win32":
            raise NotSupported("a drill of a MariaDB database", "not on Windows yet")
        programs = _programs(search_path)
        account = server_account(ACCOUNTS)
        folder = _folder(parent, account)
        order = _order(programs, folder, account, SETTINGS | dict(settings or {}), template)
        process, server = start_guarded(guardian.__file__, order, cancel)
        options = (("socket", str(folder / "s" / "s")),)
        address = Address("localhost", 3306, SUPERUSER, "mysql", options)
        return cls(address, server, folder, process)

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


def _programs(search_path: str) -> dict[str, str]:
    path = os.pathsep.join([*filter(None, [search_path]), *USUAL])
    found = {name: shutil.which(name, path=path) for name in ("mariadbd", "mariadb-install-db")}
    missing = [name for name, program in found.items() if program is None]
    if missing:
        reason = f"{missing[0]} is not installed here: install mariadb-server for a scratch server"
        raise NotSupported("a drill of a MariaDB database", reason)
    return {name: str(program) for name, program in found.items()}


def _folder(parent: Path | None, account: Account | None) -> Path:
    """A new folder that the account can enter, with a path short enough for a socket."""
    usual = parent or passing_folder()
    for place in (usual, Path("/tmp"), Path("/var/tmp")):  # noqa: S108 (mkdtemp is safe there)
        if not place.is_dir() or not can_enter(place, account):
            continue
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place)).resolve()
        if len(os.fsencode(folder / "s" / "s")) > LONGEST_SOCKET:
            folder.rmdir()
            continue
        if account:
            # The account passes through, but only LabVault writes here.
            folder.chmod(0o711)
        return folder
    raise NoPermission(str(usual))


def _order(
    programs: Mapping[str, str],
    folder: Path,
    account: Account | None,
    settings: Mapping[str, str],
    template: Path | None,
) -> dict[str, object]:
    """The order that the guardian takes."""
    data, own = folder / "data", folder / "s"
    if template is not None:
        shutil.copytree(template, data)
    for each in (data, own):
        each.mkdir(mode=0o700, exist_ok=True)
        for path in (each, *each.rglob("*")):
            if account:
                os.chown(path, account.uid, account.gid)
    return {
        "folder": str(folder),
        "account": account and [account.uid, account.gid],
        "environment": {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"},
        "install": [] if template is not None else _install(programs, data, own),
        "server": _server(programs, data, own, settings),
    }


def _install(programs: Mapping[str, str], data: Path, own: Path) -> Sequence[str]:
    return [
        programs["mariadb-install-db"],
        "--no-defaults",
        f"--datadir={data}",
        f"--tmpdir={own}",
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
        "--skip-name-resolve",
        "--skip-log-bin",
        "--innodb-flush-method=nosync",
        "--innodb-buffer-pool-size=16M",
        "--innodb-log-file-size=8M",
    ]


def _server(
    programs: Mapping[str, str], data: Path, own: Path, settings: Mapping[str, str]
) -> Sequence[str]:
    told = [f"--{name}={value}" if value else f"--{name}" for name, value in settings.items()]
    return [
        programs["mariadbd"],
        "--no-defaults",
        f"--datadir={data}",
        f"--tmpdir={own}",
        f"--socket={own / 's'}",
        f"--pid-file={own / 'pid'}",
        *told,
    ]


def remove_left_over(parent: Path | None = None) -> None:
    """Remove what a scratch server left when even its guardian was killed, or the power failed."""
    left_over.remove_left_over(parent or passing_folder(), PREFIX)
