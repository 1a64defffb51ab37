"""Tells indexes of changes while LabVault runs, through what the system tells of files.

It only adds to what a look does by itself: it marks files that were changed in place, which no
folder tells of, and folders whose names changed. What happens while nobody watches, what another
computer does on a share, and further names that a file gets elsewhere are found by the full look
that is due from time to time. Where the system lost events, the next look is a full one.

Two threads of watchdog's, one more for each folder, and one of its own all wait without a time
limit: while nothing happens it costs nothing.
"""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import EnvironmentFailed, ProfileFailed
from desktop_app.engine.sources.folder.index.file import LOST, IndexFile
from desktop_app.engine.sources.folder.index.known import Unusable

IN_PLACE = (FileModifiedEvent, FileAttribEvent)
OF_NAMES = (
    FileCreatedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
)
MOST_PENDING = 20_000
"""More changes at once are dearer to mark than to find by a full look."""

GATHER_SECONDS = 2.0
AGAIN_SECONDS = 30.0
WATCHDOG = "watchdog.observers"


@dataclass(frozen=True, slots=True)
class Fed:
    """An index, and the root of the tree that it is of. ``only``: paths without this part are of no
    interest to whoever uses it."""

    index: Path
    root: str
    only: str = ""


class _Feed(FileSystemEventHandler):
    """What happened below one root and is not in its index yet."""

    def __init__(self, fed: Fed, wake: Callable[[], None]) -> None:
        self.fed, self._wake = fed, wake
        self._lock, self._pending = threading.Lock(), set[str]()
        # The profile may lie in the folder: what an index writes must not be told to it.
        self._ignored = f"{fed.index.parent}{os.sep}"

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer, in its thread."""
        if event.is_synthetic:  # of a folder that was moved: its new folder tells
            return
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        names = isinstance(event, OF_NAMES)
        for path in paths:
            name = self._name(path)
            if name is not None:
                self.add(f"{name.rpartition('/')[0]}/" if names else name)

    def add(self, mark: str) -> None:
        """Any thread."""
        with self._lock:
            if mark in self._pending or LOST in self._pending:
                return
            self._pending.add(mark)
            if mark == LOST or len(self._pending) > MOST_PENDING:
                self._pending = {LOST}
        self._wake()

    def put_back(self) -> None:
        """What was taken could not be written: it counts as lost, until a later try."""
        with self._lock:
            self._pending = {LOST}

    def take(self) -> set[str]:
        """What is pending, which it is no longer then."""
        with self._lock:
            taken, self._pending = self._pending, set()
        return taken

    def _name(self, path: str) -> str | None:
        root = self.fed.root.rstrip("/")
        if path.startswith(self._ignored) or not path.startswith(f"{root}/"):
            return None
        name = path[len(root) + 1 :].replace(os.sep, "/")
        return name if self.fed.only in name else None


@dataclass(frozen=True, slots=True)
class _Watched:
    """A root that is watched; ``identity`` is the folder that stood there."""

    feed: _Feed
    watch: ObservedWatch
    identity: tuple[int, int]


class _Complaints(logging.Handler):
    """Takes what watchdog says went wrong: it means that events were lost."""

    def __init__(self, lost: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._lost = lost

    def emit(self, _: logging.LogRecord) -> None:
        self._lost()


class Feeder:
    """Feeds any number of indexes. Any thread may call."""

    def __init__(
        self,
        wanted: Callable[[], Iterable[Fed]],
        tell: Callable[[str], None],
        gather: float = GATHER_SECONDS,
    ) -> None:
        """``wanted`` says which indexes are to be fed, or raises :class:`EnvironmentFailed` when
        that cannot be known just now; ``tell`` takes lines for a log. Both are called in the
        feeder's thread. ``gather``: for so many seconds changes are collected before they are
        written."""
        self._ask, self._tell, self._gather = wanted, tell, gather
        self._awake, self._ended = threading.Event(), threading.Event()
        self._lock, self._wanted = threading.Lock(), tuple[Fed, ...]()
        self._asked = False
        self._watched: dict[Fed, _Watched] = {}
        self._away, self._told = set[Fed](), dict[str, str]()
        self._observer: BaseObserver | None = None
        self._thread: threading.Thread | None = None
        self._complaints = _Complaints(self._on_lost)

    def look(self) -> None:
        """Feed what is wanted now, and nothing else. To be called from time to time, also because
        folders come and go with their drives. Returns at once."""
        with self._lock:
            self._asked = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="index feeder", daemon=True)
                self._thread.start()
        self._awake.set()

    def watched(self) -> frozenset[str]:
        """The roots that are watched just now."""
        with self._lock:
            return frozenset(fed.root for fed in self._watched)

    def close(self) -> None:
        """Write what is pending, and watch no more. Does not wait for a share that hangs."""
        self._ended.set()
        self._awake.set()
        if self._thread is not None:
            self._thread.join(5.0)

    def _run(self) -> None:
        # A folder that comes just as it is being registered is registered twice, which is harmless.
        # Where warnings are errors, this one would end the thread that takes the system's events.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        logging.getLogger(WATCHDOG).addHandler(self._complaints)
        again: float | None = None
        try:
            while not self._ended.is_set():
                self._awake.wait(again)
                self._awake.clear()
                self._adjust()
                self._ended.wait(self._gather if self._watched else 0)
                again = None if self._write() else AGAIN_SECONDS
        finally:
            logging.getLogger(WATCHDOG).removeHandler(self._complaints)
            if self._observer is not None:
                self._observer.stop()
                self._observer.join(1.0)
            self._write()

    def _adjust(self) -> None:
        """Watch what is wanted and there, and nothing else."""
        with self._lock:
            asked, self._asked = self._asked, False
        if asked:
            with suppress(EnvironmentFailed):  # then it stays as it was, until the next look
                self._wanted = tuple(self._ask())
        wanted = self._wanted
        for fed, watched in list(self._watched.items()):
            there = _identity(fed.root)
            if fed not in wanted or there != watched.identity:
                self._leave(fed, watched)
                if fed in wanted:
                    self._away.add(fed)
        for fed in wanted:
            there = _identity(fed.root)
            if there is None:
                self._away.add(fed)
            elif fed not in self._watched:
                self._watch(fed, there)

    def _watch(self, fed: Fed, identity: tuple[int, int]) -> None:
        feed = _Feed(fed, self._awake.set)
        try:
            watch = self._schedule(feed, fed)
        except OSError as error:
            self._say(fed, f"changes in {fed.root} are not watched: {error.strerror or error}")
            return
        with self._lock:
            self._watched[fed] = _Watched(feed, watch, identity)
        self._check_limit(fed)
        if fed in self._away:  # nobody knows what happened to it elsewhere
            self._away.discard(fed)
            feed.add(LOST)

    def _schedule(self, feed: _Feed, fed: Fed) -> ObservedWatch:
        if self._observer is None:
            self._observer = Observer()
            self._observer.daemon = True
            self._observer.start()
        kinds = [*IN_PLACE, *OF_NAMES]
        return self._observer.schedule(feed, fed.root, recursive=True, event_filter=kinds)

    def _check_limit(self, fed: Fed) -> None:
        """Watchdog passes over a folder in the middle that the system does not watch because it
        watches too many already: then it does not watch one more either."""
        assert self._observer is not None
        try:
            probe = self._observer.schedule(
                FileSystemEventHandler(), str(fed.index.parent), event_filter=[DirDeletedEvent]
            )
        except FileNotFoundError:
            return  # there is no index yet
        except OSError as error:
            part = f"only a part of {fed.root} is watched for changes"
            self._say(fed, f"{part}: {error.strerror or error}; raise fs.inotify.max_user_watches")
            return
        self._observer.unschedule(probe)
        self._told.pop(fed.root, None)

    def _leave(self, fed: Fed, watched: _Watched) -> None:
        with self._lock:
            del self._watched[fed]
        assert self._observer is not None
        shared = any(other.watch == watched.watch for other in self._watched.values())
        with suppress(KeyError):  # the observer gave it up when the folder went away
            if shared:
                self._observer.remove_handler_for_watch(watched.feed, watched.watch)
            else:
                self._observer.unschedule(watched.watch)

    def _write(self) -> bool:
        """Whether all is written that was pending."""
        whole = True
        for fed, watched in self._watched.items():
            pending = watched.feed.take()
            if not pending:
                continue
            try:
                with IndexFile.open(fed.index, {"root": fed.root}) as file:
                    file.mark(pending)
            except Unusable:
                pass  # a look will read everything then
            except ProfileFailed as fault:
                self._say(fed, f"changes in {fed.root} cannot be noted: {fault.reason}")
                watched.feed.put_back()
                whole = False
        return whole

    def _on_lost(self) -> None:
        with self._lock:
            feeds = [watched.feed for watched in self._watched.values()]
        for feed in feeds:
            feed.add(LOST)

    def _say(self, fed: Fed, line: str) -> None:
        if self._told.get(fed.root) != line:
            self._told[fed.root] = line
            self._tell(line)


def _identity(root: str) -> tuple[int, int] | None:
    try:
        found = Path(root).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
