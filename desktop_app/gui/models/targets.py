"""The targets as a table: what each is, where it is kept, when it runs, what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt

from desktop_app.engine.catalog.entries import JobKind, ScheduleEntry, TargetEntry
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.keeping.retention import Retention
from desktop_app.gui import text
from desktop_app.gui.models import overview, retention, schedule
from desktop_app.gui.models.overview import KINDS, Glimpse
from desktop_app.gui.models.state import State, Tone
from desktop_app.gui.models.table import Column, Index, Table
from desktop_app.gui.text import shown, tr


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target with its schedules and how it stands. Next runs in UTC."""

    entry: TargetEntry
    schedules: tuple[ScheduleEntry, ...]
    glimpse: Glimpse

    @property
    def name(self) -> str:
        return self.entry.name

    def schedule_of(self, kind: JobKind) -> ScheduleEntry | None:
        return next((each for each in self.schedules if each.kind is kind), None)

    @property
    def kind(self) -> str:
        key = self.entry.kind
        return tr(KINDS[key]) if key in KINDS else shown(key)

    @property
    def place(self) -> str:
        """Where what it protects is."""
        return shown(overview.place_of(self.entry.url))

    @property
    def rhythm(self) -> str:
        """When it is backed up, in words."""
        backup = self.schedule_of(JobKind.BACKUP)
        return schedule.said(backup.rule) if backup else tr("by hand")

    @property
    def next_run(self) -> datetime | None:
        """Of its backup; None where nobody can say, or it rests."""
        backup = self.schedule_of(JobKind.BACKUP)
        return backup.due if backup and backup.enabled and not self.entry.paused else None

    def found_by(self, words: str) -> bool:
        """Whether what is typed to filter stands in it; case aside."""
        there = (self.name, self.place, self.entry.repository, self.kind)
        return all(any(word in each.casefold() for each in there) for word in words.split())


class TargetTable(Table[TargetRow]):
    """Cells are narrow: the whole of one is told where the mouse rests."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole:
            role = Qt.ItemDataRole.DisplayRole
        return super().data(index, role)


def columns(now: datetime) -> tuple[Column[TargetRow], ...]:
    def state(row: TargetRow) -> State:
        return overview.state(row.glimpse, now)

    return (
        Column(tr("Target"), lambda row: shown(row.name), key=lambda row: row.name.casefold()),
        Column(
            tr("State"),
            lambda row: f"{state(row).tone.shape}  {state(row).word}",
            key=lambda row: (list(Tone).index(state(row).tone), state(row).word),
            tone=lambda row: state(row).tone,
        ),
        Column(tr("Kind"), lambda row: row.kind),
        Column(tr("Where"), lambda row: row.place),
        Column(tr("Kept in"), lambda row: shown(row.entry.repository)),
        Column(tr("Schedule"), lambda row: row.rhythm),
        Column(tr("Next run"), lambda row: _next(row, now), key=_next_key),
        Column(
            tr("Limit"),
            lambda row: _limit(row.entry.rpo_seconds),
            number=True,
            key=lambda row: row.entry.rpo_seconds or 0,
        ),
        Column(tr("Kept"), lambda row: retention.words(Retention.of(row.entry.retention))),
    )


def heading(rows: Sequence[TargetRow], shown_rows: int) -> tuple[str, str]:
    """The answer, and the facts."""
    if not rows:
        return tr("No target yet"), tr("A target is a thing to protect, such as a database.")
    by_itself = sum(row.schedule_of(JobKind.BACKUP) is not None for row in rows)
    resting = sum(row.entry.paused for row in rows)
    parts = [
        tr("{n} backed up by themselves").format(n=text.number(by_itself)),
        tr("{n} paused").format(n=text.number(resting)),
    ]
    if shown_rows < len(rows):
        parts.append(tr("{n} shown").format(n=text.number(shown_rows)))
    return text.count(len(rows), "target", "targets"), " · ".join(parts)


def free_name(name: str, taken: Sequence[str]) -> str:
    """A name for a copy that no target has."""
    wanted, number = tr("{name} copy").format(name=name), 1
    free = wanted
    while free in taken:
        number += 1
        free = f"{wanted} {number}"
    return free


def _next(row: TargetRow, now: datetime) -> str:
    if row.entry.paused:
        return tr("paused")
    due = row.next_run
    if due is None:
        return "–" if row.schedule_of(JobKind.BACKUP) is None else tr("waits")
    return text.moment(due, now) if due > now else tr("now")


def _next_key(row: TargetRow) -> tuple[bool, float]:
    due = row.next_run
    return due is None, due.timestamp() if due else 0.0


def _limit(seconds: int | None) -> str:
    return "–" if seconds is None else text.duration(seconds)
