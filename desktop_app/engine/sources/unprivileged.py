"""Who runs a scratch server, and what that user can reach.

Database servers do not run as root. Started by root, LabVault runs them as an unprivileged user,
who can neither enter root's folders nor, perhaps, read the installed programs.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import AccountMissing


@dataclass(frozen=True, slots=True)
class Account:
    """An unprivileged user of this computer."""

    name: str
    uid: int
    gid: int

    def own(self, path: Path) -> None:
        """Hand ``path`` itself over to this user; for others it is closed."""
        os.chown(path, self.uid, self.gid)
        path.chmod(0o700)


def server_account(candidates: Sequence[str]) -> Account | None:
    """The user that a scratch server runs as, the first of the candidates that there is; None means
    the user that LabVault runs as. Raises :class:`AccountMissing` where none of them is."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    for name in candidates:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise AccountMissing(", ".join(candidates))


def can_enter(folder: Path, account: Account | None) -> bool:
    """Whether a process of ``account`` gets into ``folder``. The kernel is asked, not mode bits:
    access lists and network mounts have a say too."""
    if account is None:
        return os.access(folder, os.X_OK)
    return succeeds(["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)], account)


def succeeds(command: Sequence[str], account: Account) -> bool:
    """Whether a program does what it is to do when that user runs it."""
    try:
        done = subprocess.run(
            command,
            cwd="/",
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            env={"PATH": "/usr/bin:/bin"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except PermissionError:
        return False
    return done.returncode == 0
