"""What a backup is reading, for other programs of this computer to tell while it runs.

The catalog says that a backup runs; the item that it is at changes many times a second, and would
be news for nobody once it ended. So it stands in a small file of the profile, written at most once
a second and gone with the run. One that a killed program left is older than any run after it.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from blake3 import blake3

from desktop_app.engine.progress import Progress

SECONDS = 1.0
FOLDER = "at-work"


@contextmanager
def telling(profile: Path, workspace: str, target: str, progress: Progress) -> Iterator[Progress]:
    """A progress that passes all on to another one, and tells the items of the run of a target."""
    file = _file(profile, workspace, target)
    told = _Telling(progress, file)
    try:
        yield told
    finally:
        if told.wrote:  # else it may be that of a run that goes on
            with suppress(OSError):
                file.unlink()


def item_at_work(profile: Path, workspace: str, target: str, since: datetime) -> str | None:
    """The item that the run that began at ``since`` was at within the last second or so; None
    where it told of none, as one on another computer does."""
    file = _file(profile, workspace, target)
    try:
        changed = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        told = json.loads(file.read_text()) if changed >= since else None
    except (OSError, ValueError):
        return None
    return told if isinstance(told, str) else None


class _Telling:
    """See :func:`telling`. Any thread."""

    def __init__(self, progress: Progress, file: Path) -> None:
        self.cancel, self.phase, self.advance = progress.cancel, progress.phase, progress.advance
        self._item, self._file = progress.item, file
        self._lock, self._next = threading.Lock(), 0.0
        self.wrote = False

    def item(self, name: str) -> None:
        self._item(name)
        if time.monotonic() >= self._next and self._lock.acquire(blocking=False):
            try:
                # A profile that cannot be written to is told of by what must be written there.
                with suppress(OSError):
                    self._tell(name)
                self._next = time.monotonic() + SECONDS
            finally:
                self._lock.release()

    def _tell(self, name: str) -> None:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = self._file.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
            json.dump(name, stream)
        new.replace(self._file)
        self.wrote = True


def _file(profile: Path, workspace: str, target: str) -> Path:
    name = blake3(f"{workspace}\0{target}".encode()).hexdigest()[:32]
    return profile / FOLDER / f"{name}.json"
