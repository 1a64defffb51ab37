"""A folder as a source: a tree of files, each compared with the last snapshot before it is read."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from datetime import datetime
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Item, ItemKind, ItemPlan, Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Plan, TellingReader
from desktop_app.engine.sources.folder.entry import Entry, Form
from desktop_app.engine.sources.folder.lister import Lister, place_of
from desktop_app.engine.sources.folder.opened import CHANGED, INCOMPLETE, INODE, SECOND, Opener
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.taking import wanted
from desktop_app.engine.sources.folder.walk import Walk, root_entry

KINDS = {Form.FILE: ItemKind.FILE, Form.FOLDER: ItemKind.FOLDER, Form.LINK: ItemKind.LINK}
READERS = 2
MOST_REMARKS = 1000
# A clock that tells whole seconds, or two of them, as on FAT, hides a second change for so long.
FINE, COARSE = 50_000_000, 2 * SECOND


@dataclass(frozen=True, slots=True)
class FilePlan(ItemPlan):
    """With what was seen of it."""

    entry: Entry | None = None


class FolderSource:
    """One tree. ``quiet``: a file that was changed less than so many seconds ago is taken as
    incomplete. ``now``: the time in nanoseconds since 1970."""

    kind = "folder"

    def __init__(
        self,
        root: Path,
        patterns: Patterns | None = None,
        quiet: float = 0,
        lister: Lister | None = None,
        now: Callable[[], int] = time.time_ns,
    ) -> None:
        self._root, self._patterns = root, patterns or Patterns()
        self._quiet, self._lister, self._now = quiet, lister or Walk(), now

    @property
    def address(self) -> str:
        return str(self._root)

    @contextmanager
    def open(self, progress: Progress) -> Iterator[FolderSession]:
        """Raises :class:`FolderUnreadable` where the folder is not there, or may not be read."""
        root = os.fspath(self._root)
        entry = root_entry(root)

        def entries(told: Callable[[Remark], None]) -> Iterator[Entry]:
            found = self._lister.entries(root, self._patterns, progress, told)
            yield entry
            yield from wanted(found, self._patterns)

        told = self._lister.facts
        with _closing(FolderSession(root, entries, self._quiet, self._now, told)) as session:
            yield session


Entries = Callable[[Callable[[Remark], None]], Iterator[Entry]]


@dataclass
class FolderSession:
    """See :class:`StreamingSession`. Folders stay open as long as a thread reads among them."""

    root: str
    entries: Entries
    quiet: float
    now: Callable[[], int]
    facts: Callable[[], Mapping[str, str]] = dict  # asked when all entries were given
    plan: Plan = field(default_factory=lambda: Plan((), (), {}))
    readers: int = READERS
    _remarks: list[Remark] = field(default_factory=list)
    _untold: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _openers: list[Opener] = field(default_factory=list)
    _own: threading.local = field(default_factory=threading.local)

    def stream(self) -> Iterator[ItemPlan]:
        linked: dict[tuple[int, int], str] = {}
        for entry in self.entries(self._tell):
            kind = KINDS.get(entry.form)
            if kind is None:
                what = "it is a socket, pipe or device: these are not read"
                self._tell(Remark(entry.name, what))
            elif entry.form is Form.FILE and entry.links > 1:
                first = linked.setdefault((entry.device, entry.inode), entry.name)
                same_as = first if first != entry.name else ""
                detail = {"hard_link": first}
                yield FilePlan(entry.name, kind, entry.size, detail, same_as, entry)
            else:
                size = entry.size if kind is ItemKind.FILE else 0
                yield FilePlan(entry.name, kind, size, {}, "", entry)
        self.plan = Plan((), (), self.facts())

    def place(self, name: str, kind: ItemKind) -> bytes:
        return place_of(name)

    def unchanged(self, plan: ItemPlan, earlier: Item, began: datetime) -> bool:
        """Whether size, times, owner, rights and inode are the same. A file that was changed just
        before the last backup began, or later, may have been changed again unseen."""
        entry = plan.entry if isinstance(plan, FilePlan) else None
        if entry is None or earlier.kind is not plan.kind or INCOMPLETE in earlier.detail:
            return False
        told = earlier.detail
        same = (
            told.get(CHANGED) == str(entry.changed_ns)
            and told.get(INODE) == str(entry.inode)
            and told.get("modified") == str(entry.modified_ns)
            and told.get("hard_link") == plan.detail.get("hard_link")
            and (earlier.size == entry.size or plan.kind is not ItemKind.FILE)
        )
        if not same:
            return False
        fuzzy = FINE if entry.changed_ns % SECOND else COARSE
        return entry.changed_ns + fuzzy < began.timestamp() * SECOND

    def read(self, item: ItemPlan) -> TellingReader:
        opener: Opener | None = getattr(self._own, "opener", None)
        if opener is None:
            opener = self._own.opener = Opener(self.root, self.quiet, self.now, self._note)
            with self._lock:
                self._openers.append(opener)
        return opener.open(item)

    def _note(self, name: str, what: str) -> None:
        self._tell(Remark(name, what))

    def _tell(self, remark: Remark) -> None:
        with self._lock:
            if len(self._remarks) < MOST_REMARKS:
                self._remarks.append(remark)
            else:
                self._untold += 1

    def late_remarks(self) -> tuple[Remark, ...]:
        """What could not be looked at, is none that is read, or was changing."""
        with self._lock:
            found = sorted(self._remarks, key=lambda remark: remark.item)
            if self._untold:
                what = f"{self._untold:,} more remarks of this kind are not told here"
                found.append(Remark("", what))
        return tuple(found)

    def close(self) -> None:
        """Close what the threads have open."""
        for opener in self._openers:
            opener.close()


@contextmanager
def _closing(session: FolderSession) -> Iterator[FolderSession]:
    try:
        yield session
    finally:
        session.close()
