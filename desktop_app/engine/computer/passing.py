"""The system's place for what is needed for a moment only."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO

from desktop_app.engine.computer.refusal import FULL
from desktop_app.engine.errors import NoSpace


def passing_folder() -> Path:
    """Where files for a moment lie. Raises :class:`NoSpace` where no such place takes any."""
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError:  # it tries each of them with a few bytes
        raise NoSpace("the system's folders for temporary files") from None


def passing_file() -> IO[bytes]:
    """A file that has no name, and is gone when it is closed. Raises :class:`NoSpace`."""
    folder = passing_folder()
    try:
        return tempfile.TemporaryFile(dir=folder)
    except OSError as error:
        if error.errno in FULL:
            raise NoSpace(str(folder)) from None
        raise
