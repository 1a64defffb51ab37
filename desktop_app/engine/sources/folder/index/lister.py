"""A tree told from its index, after a look that brought the index up to date."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop_app.engine.errors import FolderUnreadable, ProfileFailed
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.folder.entry import Entry
from desktop_app.engine.sources.folder.index.figures import KEY, IndexFigures
from desktop_app.engine.sources.folder.index.file import ABSENT, IndexFile
from desktop_app.engine.sources.folder.index.known import Known, Unusable
from desktop_app.engine.sources.folder.index.listing import Listing
from desktop_app.engine.sources.folder.index.look import Look, Rules, Tally
from desktop_app.engine.sources.folder.index.reading import folder_entry
from desktop_app.engine.sources.folder.index.turn import turn
from desktop_app.engine.sources.folder.lister import Remarked, place_of
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.reach import Reach
from desktop_app.engine.sources.folder.walk import Walk, reaching, reason

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The computer's clock."""
    return datetime.now(UTC)


class IndexLister:
    """See :class:`Lister`. For one thread; a new one for each run.

    An index that cannot be used is built anew; where that is not possible either, the bare walk
    tells the tree. ``note`` says why then, as it goes on after "the index", and nothing else.
    """

    def __init__(
        self, path: Path, rules: Rules | None = None, clock: Clock = utc_now, *, full: bool = False
    ) -> None:
        """``path``: the index's file. ``full``: take nothing as it is known."""
        self._path, self._rules, self._clock = path, rules or Rules(), clock
        self.full = full
        """Also true after a look that had to be a full one."""
        self.figures: IndexFigures | None = None
        """As of this run's look; None before it, and when the bare walk told."""
        self.note = ""

    def entries(
        self, root: str, patterns: Patterns, progress: Progress, remark: Remarked
    ) -> Iterator[Entry]:
        last: Entry | None = None
        said: set[Remark] = set()

        def once(told: Remark) -> None:
            if told not in said:  # the walk may meet it again
                said.add(told)
                remark(told)

        try:
            with self.look(root, patterns, progress, once) as file:
                for last in kept_entries(file):
                    yield last
            return
        except Unusable as fault:
            # It may have begun to tell; what is left is told by the walk, in the same order.
            self._discard(progress)
            self.note = fault.why
        except ProfileFailed as fault:
            self.note = f"cannot be used: {fault.reason}"
        self.figures = None
        told = place_of(last.name) if last else b""
        for entry in Walk().entries(root, patterns, progress, once):
            if place_of(entry.name) > told:
                yield entry

    def facts(self) -> dict[str, str]:
        """What a snapshot says of how its files were listed; ask after the entries."""
        if self.figures is None:
            why = f", for the index {self.note}" if self.note else ""
            return {"listed": f"by a look at everything{why}"}
        found = self.figures
        since = f"{found.last_full:%Y-%m-%d %H:%M:%S} UTC"
        if self.full:
            why = f", for the index {self.note}" if self.note else ""
            return {"listed": f"by a look at everything{why}, kept in the index of {since}"}
        return {
            "listed": f"from the index of {since}",
            "listed_untouched": f"{found.served} of {found.asked}",
        }

    def look(
        self, root: str, patterns: Patterns, progress: Progress, remark: Remarked
    ) -> IndexFile:
        """Bring the index up to date and return it, to be closed. Raises :class:`FolderUnreadable`,
        :class:`ProfileFailed`."""
        about = {"root": root, "set of patterns": repr(patterns.exclude)}
        with turn(self._path, progress.cancel), reaching(root) as reach:
            try:
                return self._opened(about, reach, patterns, progress, remark)
            except Unusable as fault:
                self.note = "" if fault.why == ABSENT else fault.why
            except OSError as fault:
                raise FolderUnreadable(root, reason(fault)) from None
            file = IndexFile.create(self._path, about)
            try:
                return self._looked(file, reach, patterns, progress, remark)
            except OSError as fault:
                raise FolderUnreadable(root, reason(fault)) from None

    def _opened(self, about: dict[str, str], *how: Any) -> IndexFile:
        return self._looked(IndexFile.open(self._path, about), *how)

    def _looked(
        self,
        file: IndexFile,
        reach: Reach,
        patterns: Patterns,
        progress: Progress,
        remark: Remarked,
    ) -> IndexFile:
        try:
            before, now = _figures(file), self._clock()
            self.full = self.full or before is None or self._is_due(before, now) or file.has_lost()
            remarks: list[Remark] = []
            since = time.perf_counter()
            look = Look(
                file,
                reach,
                patterns,
                self._rules,
                lambda: int(self._clock().timestamp() * 1e9),
                progress,
                remarks.append,
                full=self.full,
            )
            tally = look.run()
            seconds = time.perf_counter() - since
            self.figures = self._figures(before, tally, now, seconds)
            file.note({KEY: self.figures.text()})
        except BaseException:
            file.close()
            raise
        for each in remarks:  # once, also where the index has to be built anew in the middle
            remark(each)
        return file

    def _is_due(self, before: IndexFigures, now: datetime) -> bool:
        """Whether all is to be looked at, also where the clock was set back."""
        return not before.last_full <= now < before.last_full + self._rules.check

    def _figures(
        self, before: IndexFigures | None, tally: Tally, now: datetime, seconds: float
    ) -> IndexFigures:
        found = IndexFigures(
            files=tally.files,
            folders=tally.folders - 1,  # the root is not below itself
            others=tally.entries - tally.files,
            bytes=tally.bytes,
            ages=tally.spread(),
            last_look=now,
            last_full=now,
            full_seconds=seconds,
            full_entries=tally.entries,
            missed=tally.missed,
            rebuilt=self.note,
        )
        if before is None:
            return found
        found = replace(found, rebuilt=before.rebuilt, unconfirmed=before.unconfirmed)
        if self.full:
            return replace(
                found,
                asked=before.asked,
                served=before.served,
                quick_seconds=before.quick_seconds,
            )
        return replace(
            found,
            last_full=before.last_full,
            full_seconds=before.full_seconds,
            full_entries=before.full_entries,
            missed=before.missed,
            asked=tally.entries,
            served=tally.served,
            quick_seconds=seconds,
        )

    def _discard(self, progress: Progress) -> None:
        with suppress(ProfileFailed), turn(self._path, progress.cancel):
            IndexFile.discard(self._path)


def _figures(file: IndexFile) -> IndexFigures | None:
    """None before the first look came to its end."""
    text = file.about().get(KEY)
    if text is None:
        return None
    try:
        return IndexFigures.of(text)
    except ValueError as error:
        raise Unusable("is damaged") from error


def kept_entries(file: IndexFile) -> Iterator[Entry]:
    """All that an index holds, in the order of :func:`place_of`."""
    with file.held():
        root = file.folder("")
        levels = [iter(_inside(file, root))] if root else []
        while levels:
            for each in levels[-1]:
                if isinstance(each, Entry):
                    yield each
                else:
                    yield folder_entry(each)
                    levels.append(_inside(file, each))
                    break
            else:
                levels.pop()


def _inside(file: IndexFile, known: Known) -> Iterator[Entry | Known]:
    """What is in a folder, sorted."""
    listing = file.listing(known.number) if known.entries else Listing.of(())
    entries = listing.entries(f"{known.path}/" if known.path else "")
    below = file.below(known.number)
    if not below:
        return entries
    found: list[Entry | Known] = [*entries, *below]
    found.sort(key=lambda each: os.fsencode(each.path if isinstance(each, Known) else each.name))
    return iter(found)
