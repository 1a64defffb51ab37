"""Why the system lets nobody write somewhere: no room, no right, or all of it is read-only."""

from __future__ import annotations

import errno
import os

from desktop_app.engine.errors import NoPermission, NoSpace, ReadOnly

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What the system says of a disk, or a quota, that is full."""

NO_ROOM = FULL | {errno.EFBIG}
"""The same, and what it says of a file that may not grow any more."""

REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
"""What the system says of a place that may not be used."""


def refusal(fault: OSError, where: str) -> NoPermission:
    """The error for a fault with one of the numbers in :data:`REFUSED`."""
    return ReadOnly(where) if fault.errno == errno.EROFS else NoPermission(where)


def not_written(fault: OSError, file: str) -> NoSpace | NoPermission | None:
    """The error for a file that there is no room or no right for; None for any other fault."""
    if fault.errno in NO_ROOM:
        return NoSpace(file)
    return refusal(fault, file) if fault.errno in REFUSED else None


def refusal_to_write(folder: str) -> NoPermission:
    """The error for a folder that is there and may not be written to, before anybody tries."""
    try:
        flags = os.statvfs(folder).f_flag
    except (AttributeError, OSError):  # Windows has no such call
        return NoPermission(folder)
    return ReadOnly(folder) if flags & os.ST_RDONLY else NoPermission(folder)
