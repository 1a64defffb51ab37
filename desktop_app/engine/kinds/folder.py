"""Folders as a kind of target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.engine.kinds.kind import Answered, ItemCheck, MakeScratch, Place, Scratch
from desktop_app.engine.model import Item, Level, Problem, Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Fetch, LiveRows
from desktop_app.engine.sources.folder.index.lister import IndexLister
from desktop_app.engine.sources.folder.index.options import rules_of
from desktop_app.engine.sources.folder.options import quiet_seconds
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.source import FolderSource
from desktop_app.engine.sources.folder.walk import Walk

if TYPE_CHECKING:
    from desktop_app.engine.sources.client import ClientSettings
    from desktop_app.engine.sources.folder.restoring.destination import FolderDestination


class FolderKind:
    """One tree of files. Its address is its absolute path. What a backup does not need is loaded
    by what does."""

    key = "folder"
    levels = frozenset({Level.BYTES, Level.STRUCTURE, Level.RESTORED, Level.SOURCE})

    def login(self, url: str) -> None:
        """There is nothing to log in to."""

    @contextmanager
    def source(self, place: Place) -> Iterator[FolderSource]:
        patterns = Patterns.of_options(place.options)
        rules = rules_of(place.options)
        lister = Walk() if place.index is None else IndexLister(place.index, rules)
        yield FolderSource(Path(place.url), patterns, quiet_seconds(place.options), lister)

    def destination(self, place: Place) -> FolderDestination:
        from desktop_app.engine.sources.folder.restoring.destination import FolderDestination

        return FolderDestination(place.url)

    def check(self, client: ClientSettings) -> ItemCheck:
        from desktop_app.engine.contents.file_meaning import check_file

        return check_file

    def scratches(self, client: ClientSettings) -> Iterable[MakeScratch]:
        return [partial(self._scratch, client)]

    @contextmanager
    def _scratch(self, client: ClientSettings, progress: Progress) -> Iterator[Scratch]:
        """A folder of its own, which nobody else may look into."""
        from desktop_app.engine.restore import RestoreOptions
        from desktop_app.engine.sources.folder.restoring.destination import FolderDestination
        from desktop_app.engine.sources.folder.scratch.asking import ask
        from desktop_app.engine.sources.folder.scratch.folder import scratch_folder

        with scratch_folder() as folder:
            root = str(folder / "restored")

            def asked(items: Sequence[Item], progress: Progress) -> Answered:
                return Answered(len(items), ask(root, items, progress))

            yield Scratch(FolderDestination(root), RestoreOptions(), asked)

    def live(self, place: Place, meter: Progress) -> Mapping[str, LiveRows] | None:
        """Files have no rows."""
        return None

    def differences(
        self, place: Place, snapshot: Snapshot, items: Sequence[Item], fetch: Fetch, meter: Progress
    ) -> Sequence[Problem]:
        """Where sizes, times and inodes are as they were, nothing is read, unless the place says
        so. No index is asked."""
        from desktop_app.engine.sources.folder.differences import differences

        with self.source(replace(place, index=None)) as source:
            return list(differences(source, items, meter, content=place.thorough))
