"""Folders as a kind of target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from desktop_app.engine.errors import NotSupported
from desktop_app.engine.file_meaning import check_file
from desktop_app.engine.kinds.kind import ItemCheck, Place, Scratch
from desktop_app.engine.model import Item, Level, Problem, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Destination, Fetch, LiveRows
from desktop_app.engine.sources.folder.options import quiet_seconds
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.source import FolderSource
from desktop_app.engine.sources.postgres.connection import ClientSettings


class FolderKind:
    """One tree of files. Its address is its absolute path."""

    key = "folder"
    levels = frozenset({Level.BYTES, Level.STRUCTURE})

    def login(self, url: str) -> None:
        """There is nothing to log in to."""

    @contextmanager
    def source(self, place: Place) -> Iterator[FolderSource]:
        patterns = Patterns.of_options(place.options)
        yield FolderSource(Path(place.url), patterns, quiet_seconds(place.options))

    def destination(self, place: Place) -> Destination:
        raise NotSupported("a restore of a folder", "this version cannot do it yet")

    def check(self, client: ClientSettings) -> ItemCheck:
        return check_file

    def scratch(
        self, client: ClientSettings, progress: Progress
    ) -> AbstractContextManager[Scratch]:
        raise NotSupported("a drill of a folder", "this version cannot do it yet")

    def live(self, place: Place, meter: Progress) -> Mapping[str, LiveRows] | None:
        """Files have no rows."""
        return None

    def differences(
        self, place: Place, snapshot: Snapshot, items: Sequence[Item], fetch: Fetch, meter: Progress
    ) -> Sequence[Problem]:
        raise NotSupported("level source of a folder", "this version cannot do it yet")
