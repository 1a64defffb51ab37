"""What of a tree is taken where there are patterns to include. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.engine.sources.folder.entry import Entry, Form
from desktop_app.engine.sources.folder.patterns import Patterns


def wanted(entries: Iterable[Entry], patterns: Patterns) -> Iterator[Entry]:
    """Of a tree, told in order, what is included, and the folders on the way to it."""
    if not patterns.include:
        yield from entries
        return
    waiting: list[Entry] = []  # folders that are taken if anything in them is
    for entry in entries:
        while waiting and not entry.name.startswith(f"{waiting[-1].name}/"):
            waiting.pop()
        folder = entry.form is Form.FOLDER
        if patterns.includes(entry.name, folder=folder):
            yield from waiting
            waiting.clear()
            yield entry
        elif folder:
            waiting.append(entry)
