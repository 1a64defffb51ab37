"""The history of jobs as a table that grows as somebody scrolls: 200,000 are never read at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from desktop_app.engine.catalog.entries import Job, JobState
from desktop_app.gui.models.table import Column, Index, Table

PAGE = 200
MOVING = (JobState.QUEUED, JobState.RUNNING, JobState.DEAD)


class History(Table[Job]):
    """The newest first. ``more_wanted``: somebody came near the end of what was read; whoever
    hears it reads what lies before :attr:`oldest` and gives it to :meth:`append`."""

    more_wanted = Signal()

    def __init__(self, columns: Sequence[Column[Job]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._is_whole, self._asked = True, False

    @property
    def oldest(self) -> int | None:
        """The key of the last row; None without rows."""
        return self._rows[-1].key if self._rows else None

    def begin(self, columns: Sequence[Column[Job]], page: Sequence[Job]) -> None:
        """Another search: its first page."""
        self._is_whole, self._asked = len(page) < PAGE, False
        self.show_columns(columns, page)

    def append(self, page: Sequence[Job]) -> None:
        """The next page."""
        self._is_whole, self._asked = len(page) < PAGE, False
        if not page:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
        self._rows += page
        self.endInsertRows()

    def open_keys(self, page: Sequence[Job], chosen: int | None) -> tuple[int, ...]:
        """Of the rows beyond a new first page: those that may have become others meanwhile."""
        known = {job.key for job in page}
        return tuple(
            job.key
            for job in self._rows
            if job.key not in known and (job.state in MOVING or job.key == chosen)
        )

    def renew(self, page: Sequence[Job], others: Mapping[int, Job], asked: Collection[int]) -> bool:
        """The first page anew, and of the rows beyond it those that were ``asked`` for: one that
        is not among the ``others`` does not fit any more. False where rows moved about, so that
        whoever points at one must look for it again."""
        if len(page) < PAGE:
            rows = list(page)
            self._is_whole = True
        else:
            last = page[-1].key
            old = [job for job in self._rows if job.key < last]
            kept = [job for job in old if job.key not in asked or job.key in others]
            rows = [*page, *(others.get(job.key, job) for job in kept)]
        return self._change_to(rows)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 (Qt's name)
        return not parent.isValid() and not self._is_whole and not self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 (Qt's name)
        self._asked = True
        self.more_wanted.emit()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Always the newest first: what was not read yet cannot be sorted."""

    def _change_to(self, rows: list[Job]) -> bool:
        added = len(rows) - len(self._rows)
        before = [job.key for job in self._rows]
        if added < 0 or [job.key for job in rows[added:]] != before:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return False
        if added:
            self.beginInsertRows(QModelIndex(), 0, added - 1)
            self._rows = rows
            self.endInsertRows()
        self._rows = rows
        if rows:
            last = self.index(len(rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        return True
