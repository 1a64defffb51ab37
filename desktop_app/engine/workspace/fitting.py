"""Whether a backup will stay within the workspace's quota, asked before a byte is stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.model import Snapshot
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Session, Source
from desktop_app.engine.workspace.opening import Opened


class Fitting:
    """A source whose backup is refused, when it is opened or when it is known what it will read,
    if it would go over a quota. :meth:`fits` is to be given to the backup.

    What is stored is counted afresh in the open repository. What will come to it is estimated: as
    many bytes as the last snapshot did not have, where the source can compare; else as much as
    the target's last backup added; for the first one of a target, all that the source says it
    will read, as if nothing of it could be compressed.
    """

    def __init__(self, source: Source, target: str, opened: Opened, catalog: Records) -> None:
        self._source, self._opened, self._catalog = source, opened, catalog
        self._earlier = [s for s in opened.snapshots if s.target == target]
        self.kind = source.kind

    @property
    def address(self) -> str:
        return self._source.address

    @contextmanager
    def open(self, progress: Progress) -> Iterator[Session]:
        """Raises :class:`QuotaReached` besides what the source raises."""
        count_stored(self._opened, self._catalog)
        # Asked before the source is, for what is certain; then again with the estimate.
        self._catalog.quotas.must_fit(size=1, snapshots=1)
        with self._source.open(progress) as session:
            yield session

    def fits(self, to_read: int, new: int | None) -> None:
        """Raises :class:`QuotaReached`."""
        if new is None:
            new = self._newest.stored if self._earlier else to_read
        self._catalog.quotas.must_fit(size=max(1, new))

    @property
    def _newest(self) -> Snapshot:
        return max(self._earlier, key=lambda snapshot: snapshot.place)


def count_stored(opened: Opened, catalog: Records) -> None:
    """Remember how many bytes the packs of an open repository have."""
    stored = sum(opened.repository.index.packs().values())
    catalog.repositories.count_stored(opened.entry.name, stored)
