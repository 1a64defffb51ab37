"""What the targets page shows, read from the catalog. For a task's thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from desktop_app.engine.catalog.entries import (
    JobKind,
    Planned,
    RepositoryEntry,
    ScheduleEntry,
    TargetEntry,
)
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.jobs.run import RunningJob
from desktop_app.engine.keeping.retention import Known
from desktop_app.engine.model import Snapshot
from desktop_app.engine.targets.protection import known_here
from desktop_app.gui import glimpses
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.targets import TargetRow


@dataclass(frozen=True, slots=True)
class Detail:
    """One target with all that can be changed of it, and the snapshots that there are."""

    entry: TargetEntry
    repository: RepositoryEntry
    schedules: tuple[ScheduleEntry, ...]
    snapshots: tuple[Snapshot, ...]
    known: Known

    @property
    def plans(self) -> dict[JobKind, Planned]:
        """Its schedules as they can be changed."""
        return {s.kind: Planned(s.kind, s.rule, s.zone, s.arguments) for s in self.schedules}


def look(lab: Lab, running: Iterable[RunningJob] = ()) -> tuple[TargetRow, ...]:
    """All targets, by name."""
    entries = {entry.name: entry for entry in lab.catalog.targets.list()}
    schedules: dict[str, list[ScheduleEntry]] = defaultdict(list)
    for schedule in lab.catalog.schedules.list():
        schedules[schedule.target].append(schedule)
    rows = [
        TargetRow(entries[glimpse.name], tuple(schedules[glimpse.name]), glimpse)
        for glimpse in glimpses.look(lab, running)
        if glimpse.name in entries
    ]
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))


def detail(lab: Lab, name: str) -> Detail:
    """Raises :class:`UnknownName`."""
    entry, catalog = lab.catalog.targets.load(name), lab.catalog
    return Detail(
        entry,
        catalog.repositories.load(entry.repository),
        catalog.schedules.list(name),
        catalog.snapshots.list(target=name),
        known_here(catalog),
    )
