"""Snapshots by day, the newest first: a tree of two levels for a view, filled as it is scrolled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_app.engine.catalog.entries import Annotation
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.model import Grade, Level, Snapshot
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import clock, day_name, shown, tr

Index = QModelIndex | QPersistentModelIndex
TONES = {Grade.OK: Tone.OK, Grade.WARNING: Tone.WARNING, Grade.FAILED: Tone.BAD}
ROOT = 0  # the internal id of a day; a snapshot's is its day's place + 1


@dataclass(frozen=True, slots=True)
class Part:
    """Some snapshots, the newest first, with their levels and what was said of them. ``whole``:
    there are no older ones."""

    snapshots: tuple[Snapshot, ...]
    levels: Mapping[str, Level] = field(default_factory=dict)
    said: Mapping[str, Annotation] = field(default_factory=dict)
    whole: bool = True


@dataclass(slots=True)
class Day:
    """One day of this computer's zone, with its snapshots, the newest first."""

    date: date
    snapshots: list[Snapshot]


def days_of(snapshots: Sequence[Snapshot]) -> list[Day]:
    """Snapshots that are in order, by day."""
    by_day = groupby(snapshots, key=lambda s: s.started.astimezone().date())
    return [Day(day, list(found)) for day, found in by_day]


class Timeline(QAbstractItemModel):
    """Days, and under each its snapshots. ``UserRole`` of a snapshot's row is the snapshot.
    ``wanted`` asks for the part that comes after :attr:`last`; it is given to :meth:`add_part`."""

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days: list[Day] = []
        self._levels: dict[str, Level] = {}
        self._said: dict[str, Annotation] = {}
        self._now = datetime.now().astimezone()
        self._whole, self._asked = True, False

    @property
    def last(self) -> Snapshot | None:
        """The oldest that is here."""
        return self._days[-1].snapshots[-1] if self._days else None

    def show_part(self, part: Part, now: datetime) -> None:
        """Only these, from now on."""
        self.beginResetModel()
        self._now, self._whole, self._asked = now, part.whole, False
        self._levels, self._said = dict(part.levels), dict(part.said)
        self._days = days_of(part.snapshots)
        self.endResetModel()

    def add_part(self, part: Part) -> None:
        """The next older ones; the first of them may be of the last day."""
        self._whole, self._asked = part.whole, False
        self._levels |= part.levels
        self._said |= part.said
        days = days_of(part.snapshots)
        if days and self._days and days[0].date == self._days[-1].date:
            at, more = len(self._days) - 1, days.pop(0).snapshots
            known = self._days[at].snapshots
            self.beginInsertRows(self.index(at, 0), len(known), len(known) + len(more) - 1)
            known += more
            self.endInsertRows()
        if days:
            first = len(self._days)
            self.beginInsertRows(QModelIndex(), first, first + len(days) - 1)
            self._days += days
            self.endInsertRows()

    def ask_again(self) -> None:
        """What was asked for last does not come."""
        self._asked = False

    def begins_like(self, part: Part) -> bool:
        """Whether a part that was read anew says what stands here already."""
        ids = [snapshot.id for snapshot in part.snapshots]
        every = (snapshot.id for day in self._days for snapshot in day.snapshots)
        here = list(islice(every, len(ids) + 1))
        return (
            here[: len(ids)] == ids
            and not (part.whole and len(here) > len(ids))
            and all(self._levels.get(key) == part.levels.get(key) for key in ids)
            and all(self._said.get(key) == part.said.get(key) for key in ids)
        )

    def level(self, snapshot: Snapshot) -> Level | None:
        return self._levels.get(snapshot.id)

    def said(self, snapshot: Snapshot) -> Annotation:
        return self._said.get(snapshot.id, Annotation())

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008, N802
        return not parent.isValid() and not self._whole and not self._asked

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008, N802
        if self.canFetchMore(parent):
            self._asked = True
            self.wanted.emit()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        # Not by hasIndex, which asks back through Qt: a view asks for thousands at once.
        if not parent.isValid():
            inside = 0 <= row < len(self._days)
            return self.createIndex(row, column, ROOT) if inside and column == 0 else QModelIndex()
        at = parent.row()
        if parent.internalId() != ROOT or not 0 <= row < len(self._days[at].snapshots) or column:
            return QModelIndex()
        return self.createIndex(row, column, at + 1)

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        if not index.isValid() or index.internalId() == ROOT:
            return QModelIndex()
        return self.createIndex(int(index.internalId()) - 1, 0, ROOT)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        if not parent.isValid():
            return len(self._days)
        return len(self._days[parent.row()].snapshots) if parent.internalId() == ROOT else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if index.internalId() == ROOT:
            return self._day(self._days[index.row()], role)
        return self._snapshot(self.snapshot(index), role)

    def snapshot(self, index: Index) -> Snapshot | None:
        """The snapshot of a row, None for a day."""
        if not index.isValid() or index.internalId() == ROOT:
            return None
        return self._days[int(index.internalId()) - 1].snapshots[index.row()]

    def place_of(self, snapshot_id: str) -> QModelIndex:
        """Where a snapshot stands; invalid when it does not, or is not read yet."""
        for at, day in enumerate(self._days):
            for row, snapshot in enumerate(day.snapshots):
                if snapshot.id == snapshot_id:
                    return self.createIndex(row, 0, at + 1)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """The newest."""
        return self.index(0, 0, self.index(0, 0))

    def _day(self, day: Day, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return day_name(day.date, self._now)
        return None

    def _snapshot(self, snapshot: Snapshot | None, role: int) -> Any:
        if snapshot is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            tone, label = TONES[snapshot.grade], label_of(self.said(snapshot))
            words = f"{tone.shape}  {clock(snapshot.started)}   {shown(snapshot.target)}"
            return f"{words}  ·  {label}" if label else words
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._told(snapshot)
        return snapshot if role == Qt.ItemDataRole.UserRole else None

    def _told(self, snapshot: Snapshot) -> str:
        level, said = self.level(snapshot), self.said(snapshot)
        proof = tr("verified: {level}").format(level=tr(level)) if level else tr("not verified yet")
        parts = [clock(snapshot.started), shown(snapshot.target), tr(snapshot.grade), proof]
        parts += [tr("kept for ever")] if said.keep else []
        parts += [shown(text) for text in (said.label, said.note) if text]
        return ", ".join(parts)


def label_of(said: Annotation) -> str:
    """What stands beside a snapshot in a list: its label, or that it is kept."""
    return shown(said.label) or (tr("kept for ever") if said.keep else "")
