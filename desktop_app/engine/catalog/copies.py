"""Copies of the catalog's file, taken before it is changed to a newer form.

For a catalog on a server see :mod:`~desktop_app.engine.catalog.schema_copies`. To go back, with no
program at work: put the copy in the place of the file.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.engine.computer.own_file import failure
from desktop_app.engine.errors import NoSpace, ProfileFailed

FOLDER = "catalog-copies"
KEPT = 3


def take_copy(file: Path, version: str, now: datetime) -> Path:
    """Copy an open catalog of form ``version`` as it is committed; returns where it lies.

    The copy gets its name when it is whole and durable. The last few are kept. Raises
    :class:`ProfileFailed`, :class:`NoSpace`.
    """
    folder = file.parent / FOLDER
    copy = folder / f"catalog-{version}-{now.astimezone(UTC):%Y%m%dT%H%M%S%f}Z.sqlite"
    draft = copy.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True, mode=0o700)
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(draft)) as into:
            source.backup(into)
            into.execute("PRAGMA journal_mode = DELETE")
        _make_durable(draft)
        draft.replace(copy)
        _make_durable(folder)
        for old in copies(file)[:-KEPT]:
            old.unlink()
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        fault = failure(draft, error)
        if isinstance(fault, NoSpace):
            raise fault from error
        reason = f"no copy could be made before it is changed to a newer form: {error}"
        raise ProfileFailed(str(file), reason) from error
    return copy


def copies(file: Path) -> list[Path]:
    """The copies of a catalog that are kept, the oldest first."""
    found = (file.parent / FOLDER).glob("catalog-*.sqlite")
    return sorted(found, key=lambda copy: copy.stem.rpartition("-")[2])


def _make_durable(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot open folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
