"""Notices that files of a folder changed, and that they have stopped changing since."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CLOSED_NO_WRITE,
    EVENT_TYPE_OPENED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

# Reading changes nothing; a backup reads all.
HARMLESS = (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE)


def _nothing() -> None:
    pass


class Folder(FileSystemEventHandler):
    """One watched folder. At first it counts as changed: nobody knows what happened before.
    ``wake`` is called, by the observer's thread, when the first file changes after a rest."""

    def __init__(
        self,
        ignored: tuple[Path, ...],
        monotonic: Callable[[], float],
        wake: Callable[[], None] = _nothing,
    ) -> None:
        self._ignored, self._monotonic, self._wake = ignored, monotonic, wake
        self._lock = threading.Lock()
        self._last: float | None = monotonic()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer, in its thread."""
        if event.event_type in HARMLESS or self._is_ignored(str(event.src_path)):
            return
        with self._lock:
            rested, self._last = self._last is None, self._monotonic()
        if rested:
            self._wake()

    def rest_left(self, quiet: float) -> float | None:
        """Seconds until it was quiet for so long, 0 when it was; None when nothing changed."""
        with self._lock:
            if self._last is None:
                return None
            return max(0.0, self._last + quiet - self._monotonic())

    def settle(self, quiet: float) -> None:
        """What changed is dealt with, unless more has changed just now."""
        with self._lock:
            if self._last is not None and self._last + quiet <= self._monotonic():
                self._last = None

    def _is_ignored(self, path: str) -> bool:
        return any(Path(path).is_relative_to(folder) for folder in self._ignored)


class Changes:
    """The watched folders of an agent; for one thread. ``wake``: as of a :class:`Folder`."""

    def __init__(
        self,
        monotonic: Callable[[], float] = time.monotonic,
        wake: Callable[[], None] = _nothing,
    ) -> None:
        self._monotonic, self._wake = monotonic, wake
        self._observer: BaseObserver | None = None
        self._folders: dict[Path, tuple[Folder, ObservedWatch]] = {}

    def watch(self, path: Path, ignored: Iterable[Path] = ()) -> Folder:
        """Watch a folder with all below it. Raises :class:`OSError` when the system cannot, for
        example because it watches too many already."""
        if path in self._folders:
            return self._folders[path][0]
        if self._observer is None:
            self._observer = Observer()
            self._observer.daemon = True
            self._observer.start()
        folder = Folder(tuple(ignored), self._monotonic, self._wake)
        watch = self._observer.schedule(folder, str(path), recursive=True)
        self._folders[path] = (folder, watch)
        return folder

    def keep(self, paths: Iterable[Path]) -> None:
        """Watch none but these any longer."""
        for path in self._folders.keys() - set(paths):
            _, watch = self._folders.pop(path)
            if self._observer is not None:
                with suppress(KeyError):  # the observer gave it up when the folder went away
                    self._observer.unschedule(watch)

    def close(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(1.0)
