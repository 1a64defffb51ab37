"""A tree to change, its index, and a clock that is told."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.folder.entry import Entry
from desktop_app.engine.sources.folder.index.file import IndexFile
from desktop_app.engine.sources.folder.index.lister import IndexLister
from desktop_app.engine.sources.folder.index.look import Rules
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.walk import Walk

ALL = Patterns.of()
DAY = 86_400


class Tree:
    """A folder with an index beside it. Its clock stands an hour ahead, so that what the tests
    make just now counts as calm, and is set on by hand."""

    def __init__(self, place: Path, rules: Rules | None = None) -> None:
        self.root, self.index = place / "tree", place / "cache" / "tree.index"
        self.root.mkdir(parents=True)
        self.now = datetime.now(UTC) + timedelta(hours=1)
        self.rules = rules or Rules(check=timedelta(days=365))
        self.remarks: list[Remark] = []
        self._probe = place / "probe"

    def lister(self, *, full: bool = False) -> IndexLister:
        return IndexLister(self.index, self.rules, lambda: self.now, full=full)

    def look(
        self, *, full: bool = False, patterns: Patterns = ALL
    ) -> tuple[list[Entry], IndexLister]:
        """What the index tells after a look, and who told it."""
        self.now += timedelta(seconds=1)
        self.remarks.clear()
        lister = self.lister(full=full)
        told = list(lister.entries(str(self.root), patterns, Silent(), self.remarks.append))
        self.tick()
        return told, lister

    def walk(self, patterns: Patterns = ALL) -> list[Entry]:
        """What a bare walk tells."""
        return list(Walk().entries(str(self.root), patterns, Silent(), lambda _: None))

    def tick(self) -> None:
        """Wait until the file system's clock goes on, by which two changes can be told apart."""
        self._probe.write_bytes(b"")
        before = self._probe.stat().st_mtime_ns
        while self._probe.stat().st_mtime_ns == before:
            self._probe.write_bytes(b"")

    def file(self, name: str, content: bytes = b"film", *, days: float = 30) -> Path:
        """Make a file that was changed last so many days ago."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return self.age(path, days)

    def age(self, path: Path, days: float) -> Path:
        then = int((self.now.timestamp() - days * DAY) * 1e9)
        os.utime(path, ns=(then, then))
        return path

    def mark(self, *names: str) -> None:
        """As the feeder does."""
        with self.opened() as file:
            file.mark(names)

    def opened(self) -> IndexFile:
        return IndexFile.open(self.index, {})


def names(entries: list[Entry]) -> list[str]:
    return [entry.name for entry in entries]
