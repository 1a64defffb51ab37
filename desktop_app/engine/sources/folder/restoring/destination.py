"""A folder to restore into.

The tree is built under an unfinished name, beside whatever has the wanted name, and takes its
place by rename when it is whole. A journal in the unfinished place says how far it has come, so a
restore that died at any moment can be gone on with, or removed:

- files that were written, compared and made durable are compared once more, and stay;
- all others are written anew;
- over a folder that is there, files are brought over only when all were compared. What was brought
  over before an interruption is found there as it should be, and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from desktop_app.engine.contents.item_list import Picked
from desktop_app.engine.model import Item, ItemKind
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.base import Examination, Fetch, Order
from desktop_app.engine.sources.folder.restoring import undoing
from desktop_app.engine.sources.folder.restoring.faults import told
from desktop_app.engine.sources.folder.restoring.journal import Work
from desktop_app.engine.sources.folder.restoring.keeping import KeptFolder
from desktop_app.engine.sources.folder.restoring.layout import lay_out
from desktop_app.engine.sources.folder.restoring.loading import Clock, FolderLoading, Job
from desktop_app.engine.sources.folder.restoring.staging import Staging, sweep
from desktop_app.engine.sources.folder.restoring.survey import Survey, real_root, umask
from desktop_app.engine.sources.selection import choose_paths


def utc_now() -> datetime:
    """The moment it is."""
    return datetime.now(UTC)


class FolderDestination:
    """The folder at an absolute path. Raises :class:`BadAddress` for another one."""

    def __init__(self, path: str, clock: Clock = utc_now) -> None:
        self._root, self._clock = real_root(path), clock

    @property
    def address(self) -> str:
        return self._root

    def choose(self, items: Sequence[Item], only: Sequence[str]) -> Sequence[Item]:
        """The matching files, folders with all that is in them, and links."""
        return choose_paths(items, only)

    def contents(self, items: Sequence[Item]) -> Sequence[Item]:
        return Picked.those(items, lambda item: item.kind in (ItemKind.FILE, ItemKind.LINK))

    def examine(self, order: Order, fetch: Fetch) -> Examination:
        """What a restore would meet. A file that is there and was last changed at the moment that
        the snapshot says is taken for the same; others of its size are read. Raises
        :class:`Damaged` for a list of items that is not to be trusted, and what :func:`told`
        does."""
        with told(self._root):
            return self._survey(order).examination()

    @contextmanager
    def open(self, order: Order, fetch: Fetch, progress: Progress) -> Iterator[FolderLoading]:
        """Make the unfinished folder, or go on with one.

        Raises :class:`TargetNotEmpty`, :class:`RestoreInterrupted`, :class:`NotSupported`,
        :class:`NoSpace`, :class:`NoPermission`, :class:`PlaceFailed`, and what :meth:`examine`
        raises.
        """
        survey = self._survey(order)
        sweep(survey.staging)
        with told(self._root):
            for conflict in survey.conflicts():
                raise conflict.fault
            staging = self._stage(survey, progress)
        job = Job(self._root, order, survey.layout, survey.over, umask(), self._clock)
        loading = FolderLoading(job, staging, progress)
        try:
            yield loading
        finally:
            loading.close()

    def _survey(self, order: Order) -> Survey:
        return Survey(self._root, order, lay_out(order.snapshot, order.items), self._clock())

    def _stage(self, survey: Survey, progress: Progress) -> Staging:
        order, layout = survey.order, survey.layout
        work = Work.of(order, layout.contents)
        cancel, interrupted = progress.cancel, order.interrupted
        staging = Staging.open(self._root, survey.staging, work, interrupted, cancel)
        # What an earlier run wrote and did not mark is written anew in its own place.
        already = staging.taken() if staging.resumed else 0
        if full := survey.space_conflict(already):
            if not staging.resumed:
                staging.remove()
            staging.journal.close()
            raise full.fault
        return staging

    def kept(self) -> tuple[KeptFolder, ...]:
        """What restores have replaced here; see :func:`undoing.kept`."""
        return undoing.kept(self._root)

    def swap_back(self, kept: str, *, disconnect: bool = False) -> str:
        """See :func:`undoing.swap_back`. Nobody is connected to a folder."""
        return undoing.swap_back(self._root, kept, self._clock())

    def drop_kept(self, kept: str, *, disconnect: bool = False) -> None:
        """See :func:`undoing.drop_kept`."""
        undoing.drop_kept(self._root, kept)
