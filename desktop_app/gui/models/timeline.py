"""Snapshots by day, the newest first: a tree of two levels for a view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.engine.model import Grade, Level, Snapshot
from desktop_app.gui.models.state import Tone
from desktop_app.gui.text import clock, day_name, shown, tr

Index = QModelIndex | QPersistentModelIndex
TONES = {Grade.OK: Tone.OK, Grade.WARNING: Tone.WARNING, Grade.FAILED: Tone.BAD}
ROOT = 0  # the internal id of a day; a snapshot's is its day's place + 1


@dataclass(frozen=True, slots=True)
class Day:
    """One day of this computer's zone, with its snapshots, the newest first."""

    date: date
    snapshots: tuple[Snapshot, ...]


def days_of(snapshots: Sequence[Snapshot], target: str = "", words: str = "") -> tuple[Day, ...]:
    """By day, the newest first; of one target, and only those that the words are found in."""
    sought = words.casefold().split()
    chosen = [s for s in snapshots if (not target or s.target == target) and _has(s, sought)]
    chosen.sort(key=lambda s: s.started, reverse=True)
    by_day = groupby(chosen, key=lambda s: s.started.astimezone().date())
    return tuple(Day(day, tuple(found)) for day, found in by_day)


def _has(snapshot: Snapshot, words: Sequence[str]) -> bool:
    if not words:
        return True
    text = f"{snapshot.target} {snapshot.id} {snapshot.started.astimezone():%Y-%m-%d}".casefold()
    return all(word in text for word in words)


class Timeline(QAbstractItemModel):
    """Days, and under each its snapshots. ``UserRole`` of a snapshot's row is the snapshot."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[Day, ...] = ()
        self._levels: Mapping[str, Level] = {}
        self._now = datetime.now().astimezone()

    def show_days(self, days: tuple[Day, ...], levels: Mapping[str, Level], now: datetime) -> None:
        self.beginResetModel()
        self._days, self._levels, self._now = days, levels, now
        self.endResetModel()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else ROOT)

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
        """Where a snapshot stands; invalid when it does not."""
        for at, day in enumerate(self._days):
            for row, snapshot in enumerate(day.snapshots):
                if snapshot.id == snapshot_id:
                    return self.createIndex(row, 0, at + 1)
        return QModelIndex()

    def _day(self, day: Day, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return day_name(day.date, self._now)
        return None

    def _snapshot(self, snapshot: Snapshot | None, role: int) -> Any:
        if snapshot is None:
            return None
        tone = TONES[snapshot.grade]
        level = self._levels.get(snapshot.id)
        proof = tr("verified: {level}").format(level=level) if level else tr("not verified yet")
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{tone.shape}  {clock(snapshot.started)}   {shown(snapshot.target)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{shown(snapshot.target)}, {snapshot.grade}, {proof}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{clock(snapshot.started)}, {shown(snapshot.target)}, {snapshot.grade}, {proof}"
        return snapshot if role == Qt.ItemDataRole.UserRole else None
