"""Why a file that LabVault keeps for itself, in a profile, cannot be used."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop_app.engine.computer.refusal import FULL
from desktop_app.engine.errors import NoSpace, ProfileFailed

SQLITE_IOERR, SQLITE_FULL = 10, 13
NEEDED = 64 * 1024
"""SQLite asks for 32 KiB beside a file before it reads it; where they are not to be had it says no
more than that the disk fails."""


def failure(file: Path, error: BaseException | None) -> ProfileFailed | NoSpace:
    """The error for what the system, or SQLite, says of ``file``."""
    if _is_of_full_disk(file, error):
        return NoSpace(str(file.parent))
    return ProfileFailed(str(file), getattr(error, "strerror", None) or str(error))


def _is_of_full_disk(file: Path, error: BaseException | None) -> bool:
    if isinstance(error, OSError):
        return error.errno in FULL
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or code & 0xFF != SQLITE_IOERR:  # the rest of it says at what
        return code == SQLITE_FULL
    try:
        return shutil.disk_usage(file.parent).free < NEEDED
    except OSError:
        return False
