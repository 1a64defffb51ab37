"""Makes way for a new index where something else stands: its own kind is removed, any other thing
moved aside."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

PROGRAM = 0x4C564958  # "LVIX", in SQLite's header


def forget(path: Path) -> None:
    """Remove the index of a target that is no more, and what lies beside it. What the system does
    not let go stays: it is of no use to anybody."""
    for suffix in ("-wal", "-shm", "", ".lock", ".set-aside"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def make_way(path: Path) -> None:
    """Whatever stands at ``path`` may be another program's, unless it says that it is an index."""
    if path.is_symlink() or not path.exists():
        path.unlink(missing_ok=True)
    elif not _is_ours(path):
        aside = path.with_name(f"{path.name}.set-aside")
        if aside.is_dir() and not aside.is_symlink():
            shutil.rmtree(aside)
        path.replace(aside)
    # The log first: a log without its database would be played back into the next one.
    for suffix in ("-wal", "-shm", ""):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _is_ours(path: Path) -> bool:
    """By the program's number in SQLite's header; an empty file is nobody's loss."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        header = file.read(72)
    return not header or header[68:72] == PROGRAM.to_bytes(4, "big")
