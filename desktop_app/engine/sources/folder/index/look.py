"""One look at a tree: brings its index up to date, touching as little as it may.

A folder whose own entry tells that nothing was added, removed or renamed in it is not read again.
Of its files those that had rested for :attr:`Rules.age` when they were last looked at are taken as
they are known, the others are looked at one by one. All folders are looked at, which is cheap:
there are few of them.

The blind spot: what changes a file without changing its folder (written in place, times, rights,
further names elsewhere) is not seen in a file that is taken as known. The feeder tells of it while
LabVault runs; a full look, which :attr:`Rules.check` demands from time to time, finds what it
missed, and counts it. A verification of level *source* never asks an index.
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import timedelta
from typing import NamedTuple

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.folder.index.figures import EDGES, AgeSpread
from desktop_app.engine.sources.folder.index.file import IndexFile
from desktop_app.engine.sources.folder.index.known import Known
from desktop_app.engine.sources.folder.index.listing import MODIFIED, Listing
from desktop_app.engine.sources.folder.index.reading import (
    Read,
    last_change,
    look_again,
    read_folder,
    stamp_of,
    summed,
    with_states_of,
)
from desktop_app.engine.sources.folder.lister import Remarked
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.reach import GONE, Reach
from desktop_app.engine.sources.folder.walk import reason

SECOND_NS = 1_000_000_000
TICK_NS = 3 * SECOND_NS
"""So coarse may the times of a folder be: one that changed so shortly before it was read may have
changed once more after that without its time telling."""

KEPT_ENTRIES = 50_000  # are written at once
MOST_AT_ONCE = 20_000  # folders that are read at once, half a kilobyte each
NANOSECONDS = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Rules:
    """``age``: how long a file must have rested to be taken as it is known. ``check``: after that
    time a look is a full one, because changes may have gone unseen."""

    age: timedelta = timedelta(days=7)
    check: timedelta = timedelta(days=1)

    @property
    def age_ns(self) -> int:
        return self.age // timedelta(microseconds=1) * 1000


@dataclass
class Tally:
    """What a look counted. ``served``: entries that were not touched."""

    entries: int = 0
    folders: int = 0
    files: int = 0
    bytes: int = 0
    served: int = 0
    missed: int = 0
    ages: list[int] = field(default_factory=lambda: [0] * (len(EDGES) + 1))

    def spread(self) -> AgeSpread:
        """The age of all files."""
        return AgeSpread(*self.ages)


class Task(NamedTuple):
    """A folder that is to be looked at. ``stamp``: what its own entry tells now; ``below``: the
    folders below it that are known."""

    known: Known
    stamp: bytes
    below: Sequence[Known] = ()


class Look:
    """For one thread, once, with the index's turn."""

    def __init__(
        self,
        file: IndexFile,
        reach: Reach,
        patterns: Patterns,
        rules: Rules,
        clock: NANOSECONDS,
        progress: Progress,
        remark: Remarked,
        *,
        full: bool,
    ) -> None:
        self._file, self._reach, self._patterns, self._rules = file, reach, patterns, rules
        self._clock, self._progress, self._remark, self._full = clock, progress, remark, full
        self.tally = Tally()
        now = clock()
        self._edges = [now - edge // timedelta(microseconds=1) * 1000 for edge in EDGES]
        self._upwards = sorted(self._edges)
        self._age_ns = rules.age_ns
        self._marks, self._last_mark = file.marks()
        self._next_number = file.next_number()
        self._changed: dict[int, tuple[Known, Listing | None]] = {}
        self._gone: list[str] = []
        self._unwritten = 0
        self._all_below: dict[int, list[Known]] | None = None

    def run(self) -> Tally:
        """Look at all. Raises :class:`Unusable`, :class:`ProfileFailed`, and :class:`OSError` when
        the root cannot be read."""
        self._all_below = self._file.all_below(MOST_AT_ONCE)
        stamp = stamp_of(os.fstat(self._reach.folder("")))
        known = self._file.folder("")
        below = [] if known is None else self._file.below(known.number)
        tasks = [Task(known or self._new("", 0, stamp), stamp, below)]
        while tasks:
            self._progress.cancel.check()
            tasks += self._not_calm(self._visit(tasks.pop()))
            if self._unwritten > KEPT_ENTRIES:
                self._write()
        self._write(self._last_mark)
        return self.tally

    def _visit(self, task: Task) -> list[Task]:
        """Look at one folder; returns those below it."""
        known = task.known
        if not self._full and self._is_unchanged(task):
            below = self._below(task)
            if below is not None and self._look_at_files(known):
                return below
        started = self._clock()
        try:
            read = read_folder(self._reach, known.path, self._patterns, self._remark)
        except OSError as fault:
            if not known.path:
                raise
            self._unreadable(task, fault)
            return []
        return self._take_in(task, read, started)

    def _not_calm(self, tasks: Sequence[Task]) -> Sequence[Task]:
        """All but folders without others in them, of which nothing is to be looked at: these, which
        are most, are counted here and now."""
        if self._full or self._marks:
            return tasks
        rest, age = [], self._age_ns
        for task in tasks:
            known = task.known
            rested = not known.entries or known.youngest <= known.looked_ns - age
            if rested and not task.below and self._is_unchanged(task):
                self._count(known, None, known.entries)
            else:
                rest.append(task)
        return rest

    def _is_unchanged(self, task: Task) -> bool:
        """Whether what is known of a folder's names is true."""
        known = task.known
        if not known.read_ns or known.stamp != task.stamp:
            return False
        if last_change(task.stamp) >= known.read_ns - TICK_NS:
            return False
        return not self._marks or "" not in self._marks.get(known.path, ())

    def _limit(self, known: Known) -> int:
        """Files that changed after that were not at rest when they were looked at."""
        return known.looked_ns - self._age_ns

    def _look_at_files(self, known: Known) -> bool:
        """At those that were not at rest, or are marked; False when names turn out to have
        changed."""
        marked, limit = self._marks.get(known.path, ()), self._limit(known)
        if not known.entries or not (marked or known.youngest > limit):
            self._count(known, None, known.entries)
            return True
        listing, started = self._file.listing(known.number), self._clock()
        which = [
            at
            for at, modified in enumerate(listing.modified)
            if modified > limit or listing.names[at] in marked
        ]
        after = look_again(self._reach, known.path, listing, which)
        if after is None:
            return False
        if which:
            changed = None if after is listing else after
            known = known if changed is None else summed(known, changed)
            known = known._replace(looked_ns=started)
            self._keep(known, changed)
        self._count(known, after, known.entries - len(which))
        return True

    def _below(self, task: Task) -> list[Task] | None:
        """The folders below one whose names did not change; None when one is not there: then it
        was changed just now."""
        if not task.below:
            return []
        further, tasks = self._further(task.known), []
        try:
            folder = self._reach.folder(task.known.path)
            start = len(task.known.path) + 1 if task.known.path else 0
            for child in task.below:
                found = os.stat(child.path[start:], dir_fd=folder, follow_symlinks=False)
                tasks.append(Task(child, stamp_of(found), further.get(child.number, ())))
        except OSError:
            return None
        return tasks

    def _further(self, known: Known) -> Mapping[int, Sequence[Known]]:
        """The folders below each one that is below a folder, and perhaps those below others."""
        if self._all_below is None:
            return self._file.below_those_below(known.number)
        return self._all_below

    def _take_in(self, task: Task, read: Read, started: int) -> list[Task]:
        """Keep what a folder was found to hold; returns those below it."""
        known = task.known
        old = None
        if known.entries and (self._full or any(known.sums[2:])):
            old = self._file.listing(known.number)
        if old is not None and self._full and self._is_unchanged(task):
            self.tally.missed += self._missed(known, old, read)
        listing = with_states_of(old, read.listing) if old else read.listing
        before = {child.path: child for child in task.below}
        further = self._further(known) if before else {}
        prefix = f"{known.path}/" if known.path else ""
        tasks = []
        for name, stamp in read.folders.items():
            child = before.pop(prefix + name, None) or self._new(prefix + name, known.number, stamp)
            tasks.append(Task(child, stamp, further.get(child.number, ())))
        self._gone += before
        moment = started if read.whole else 0
        known = known._replace(stamp=task.stamp, read_ns=moment, looked_ns=started)
        known = summed(known, listing)
        self._keep(known, None if listing == old else listing)
        self._count(known, listing, 0)
        return tasks

    def _missed(self, known: Known, old: Listing, read: Read) -> int:
        """How many entries a quick look would have told otherwise than they are."""
        marked, limit = self._marks.get(known.path, ()), self._limit(known)
        before, after = (
            {row[0]: row for row in rows} for rows in (old.rows(), read.listing.rows())
        )
        wrong = [
            name
            for name in before.keys() | after.keys()
            if before.get(name) != after.get(name)
            and name not in marked
            and (name not in before or before[name][MODIFIED] <= limit)
        ]
        return len(wrong)

    def _unreadable(self, task: Task, fault: OSError) -> None:
        """A folder that stays a name, and is tried again at each look."""
        path = task.known.path
        what = "vanished" if fault.errno in GONE else f"the folder cannot be read: {reason(fault)}"
        self._remark(Remark(path, what))
        self._gone += [child.path for child in task.below]
        known = Known(task.known.number, task.known.parent, path, task.stamp)
        self._keep(known, Listing.of(()))
        self._count(known, None, 0)

    def _new(self, path: str, parent: int, stamp: bytes) -> Known:
        """A folder that was not known: its row must be there once its parent's is."""
        known = Known(self._next_number, parent, path, stamp)
        self._next_number += 1
        self._keep(known, None)
        return known

    def _keep(self, known: Known, listing: Listing | None) -> None:
        self._changed[known.number] = known, listing
        self._unwritten += 1 if listing is None else 1 + len(listing)

    def _write(self, marks: int = 0) -> None:
        self._file.store(self._changed.values(), self._gone, marks)
        self._changed, self._gone, self._unwritten = {}, [], 0

    def _count(self, known: Known, listing: Listing | None, served: int) -> None:
        tally = self.tally
        tally.folders += 1
        tally.entries += known.entries
        counts = known.sums
        tally.files += counts[0] + counts[2] + counts[4]
        tally.bytes += counts[1] + counts[3] + counts[5]
        tally.served += served
        if not known.entries:
            return
        edges = self._upwards
        young = bisect_right(edges, known.youngest)
        if young == bisect_right(edges, known.oldest):
            tally.ages[len(edges) - young] += known.entries
            return
        listing = self._file.listing(known.number) if listing is None else listing
        times, before = sorted(listing.modified), len(listing)
        for band, edge in enumerate(self._edges):
            first = bisect_left(times, edge)
            tally.ages[band] += before - first
            before = first
        tally.ages[-1] += before
