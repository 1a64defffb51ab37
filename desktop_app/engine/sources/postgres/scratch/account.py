"""Who runs an embedded PostgreSQL, and how that user gets at its programs.

PostgreSQL refuses to run as root. Started by root, LabVault runs it as an unprivileged user
that can neither enter root's folders nor, perhaps, read the installed programs.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from desktop_app.engine.errors import NoPermission, ProgramMissing
from desktop_app.engine.sources import unprivileged
from desktop_app.engine.sources.unprivileged import Account as Account
from desktop_app.engine.sources.unprivileged import can_enter as can_enter
from desktop_app.engine.sources.unprivileged import succeeds

PROGRAMS = Path("/var/cache/labvault")
"""Where copies of programs lie that an unprivileged user must be able to read."""

# "postgres" comes first: where it exists it is already trusted with the laboratory's data,
# while "nobody" is shared by daemons that are trusted with nothing.
CANDIDATES = ("postgres", "nobody")


def server_account() -> Account | None:
    """The user that an embedded server runs as; None means the user that LabVault runs as."""
    return unprivileged.server_account(CANDIDATES)


def runnable_programs(binaries: Path, account: Account | None) -> Path:
    """A folder with the programs of ``binaries`` that ``account`` can run: the same one, or ``bin``
    in a copy of its install tree, made once for each version. Raises :class:`ProgramMissing`,
    :class:`NoPermission`."""
    program = binaries / ("postgres.exe" if sys.platform == "win32" else "postgres")
    if not program.is_file():
        raise ProgramMissing(program.name, str(binaries))
    if account is None or succeeds([str(program), "--version"], account):
        return binaries
    return _copy_of(binaries.parent, program) / binaries.name


def _copy_of(tree: Path, program: Path) -> Path:
    """The copy of an install tree; two LabVaults may make it at once, one of them wins."""
    facts = program.stat()
    mark = f"{program}:{facts.st_size}:{facts.st_mtime_ns}"
    copy = PROGRAMS / f"postgres-{hashlib.sha256(mark.encode()).hexdigest()[:16]}"
    if copy.is_dir():
        return copy
    try:
        PROGRAMS.mkdir(mode=0o755, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=PROGRAMS, ignore_cleanup_errors=True) as unfinished:
            made = Path(unfinished) / "tree"
            shutil.copytree(tree, made)
            _open_to_all(made)
            if not copy.is_dir():
                made.rename(copy)
    except OSError as fault:
        if copy.is_dir():
            return copy
        raise NoPermission(str(PROGRAMS)) from fault
    return copy


def _open_to_all(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
