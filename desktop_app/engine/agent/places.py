"""Which folders are there just now: drives are plugged in and out, shares come and go."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from desktop_app.engine.catalog.entries import RepositoryEntry, TargetEntry

LOOK_SECONDS = 5.0
HEADER = "labvault.json"
WITH_FILES = {"folder", "ethoscope", "sqlite"}
"""The kinds of targets that are files of this computer."""


class Places:
    """Looks every few seconds at the places that were asked for, in a thread of its own: a share
    that hangs holds up nobody. Any thread may ask."""

    def __init__(self, wake: Callable[[], None]) -> None:
        """``wake`` is called when a place came or went."""
        self._wake, self._lock = wake, threading.Lock()
        self._seen: dict[Path, bool | None] = {}
        self._stop, self._asked = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def is_there(self, path: Path) -> bool | None:
        """As last seen; None when nobody looked yet: then somebody will at once."""
        with self._lock:
            if path not in self._seen:
                self._seen[path] = None
                self._asked.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="places", daemon=True)
                self._thread.start()
            return self._seen[path]

    def look(self, *paths: Path) -> None:
        """Look at these now, and at all that were asked for."""
        with self._lock:
            wanted = {*self._seen, *paths}
        found = {path: _exists(path) for path in wanted}
        with self._lock:
            changed = any(self._seen.get(path) != there for path, there in found.items())
            self._seen.update(found)
        if changed:
            self._wake()

    def close(self) -> None:
        """Look no more. Does not wait for a share that hangs."""
        self._stop.set()
        self._asked.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._asked.clear()
            self.look()
            self._asked.wait(LOOK_SECONDS)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def mark_of(repository: RepositoryEntry) -> Path | None:
    """The file that is there when the repository is; None for one that is no folder here."""
    folder = _folder(repository.url)
    return folder and folder / HEADER


def files_of(target: TargetEntry) -> Path | None:
    """The folder with the target's files; None for a target that is none."""
    if target.kind not in WITH_FILES:
        return None
    path = _folder(target.url)
    return path.parent if path and target.kind == "sqlite" else path


def _folder(url: str) -> Path | None:
    """
    >>> _folder("/mnt/nas"), _folder("file:///mnt/my%20nas"), _folder("s3://bucket/x")
    (PosixPath('/mnt/nas'), PosixPath('/mnt/my nas'), None)
    """
    if url.startswith("file://"):
        return Path(unquote(urlsplit(url).path))
    return None if "://" in url else Path(url)
