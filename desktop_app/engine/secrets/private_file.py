"""A file that only its owner may read, whole or not there at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from desktop_app.engine.computer.refusal import not_written
from desktop_app.engine.errors import NameTaken, StorageUnreachable


def store_private(path: Path, data: bytes) -> None:
    """Write a new file, flushed to the disk, with mode 0600 from its first moment.

    Raises :class:`NameTaken` when there is one, :class:`NoSpace`, :class:`NoPermission`,
    :class:`StorageUnreachable`.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise NameTaken("file", str(path)) from None
    except OSError as error:
        raise _fault(error, path) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException as error:
        with suppress(OSError):
            path.unlink()
        if isinstance(error, OSError):
            raise _fault(error, path) from error
        raise


def _fault(error: OSError, path: Path) -> Exception:
    reason = error.strerror or str(error)
    return not_written(error, str(path)) or StorageUnreachable(str(path), reason)
