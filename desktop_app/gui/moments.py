"""Parts of the timeline, and what a snapshot holds, as a page or a wizard reads them. For a task's
thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.engine.catalog.snapshots import Place
from desktop_app.engine.contents.preview import RowsPreview, preview_rows
from desktop_app.engine.errors import UnknownName
from desktop_app.engine.model import Grade, Item, Level, Problem, Snapshot
from desktop_app.engine.repository.repository import Repository
from desktop_app.gui.lab import Lab
from desktop_app.gui.models.timeline import Part

AT_ONCE = 300
PREVIEW_ROWS = 50


def part(lab: Lab, target: str = "", before: Place | None = None) -> Part:
    """Some snapshots of a target, or of all where it is empty, after a place in the timeline."""
    found = lab.catalog.snapshots.newest(AT_ONCE + 1, target or None, before)
    snapshots = found[:AT_ONCE]
    ids = {snapshot.id for snapshot in snapshots}
    said = {key: each for key, each in lab.catalog.snapshots.annotations().items() if key in ids}
    levels = lab.catalog.verifications.levels(ids)
    return Part(snapshots, levels, said, whole=len(found) <= AT_ONCE)


@contextmanager
def reading(lab: Lab, snapshot: Snapshot) -> Iterator[Repository]:
    """The open repository that a snapshot lies in. Raises :class:`UnknownName` when it is in none
    that is known here, and what opening raises."""
    ids = lab.catalog.snapshots.repositories_with(snapshot.id)
    names = [entry.name for entry in lab.catalog.repositories.list() if entry.id in ids]
    if not names:
        raise UnknownName("snapshot", snapshot.id[:12])
    with lab.workspace() as workspace, workspace.reading(names[0]) as repository:
        yield repository


def items_of(lab: Lab, snapshot: Snapshot) -> tuple[Item, ...]:
    with reading(lab, snapshot) as repository:
        return tuple(repository.items(snapshot))


def first_rows(lab: Lab, snapshot: Snapshot, item: Item) -> RowsPreview:
    with reading(lab, snapshot) as repository:
        return preview_rows(repository, item, PREVIEW_ROWS, repository.items(snapshot))


def problems_of(lab: Lab, snapshot: Snapshot) -> tuple[Problem, ...]:
    """What the last look at each level found wrong with a snapshot."""
    found: dict[Level, tuple[Problem, ...]] = {}
    for look in lab.catalog.verifications.list(snapshot.id):
        found.setdefault(look.level, look.problems if look.grade is Grade.FAILED else ())
    return tuple(problem for problems in found.values() for problem in problems)
