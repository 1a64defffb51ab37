"""The part of the catalog that is a cache of the repositories, made again from them alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop_app.engine.catalog.rescue import KnownRepository
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged
from desktop_app.engine.progress import Progress
from desktop_app.engine.workspace.fitting import count_stored

if TYPE_CHECKING:
    from desktop_app.engine.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What the catalog now knows of one repository. ``problems``: what could not be read."""

    repository: str
    snapshots: int
    targets: int
    problems: tuple[Damaged, ...]


def rebuild(
    workspace: Workspace, lost: Iterable[KnownRepository], progress: Progress
) -> tuple[Rebuilt, ...]:
    """Read every repository of the workspace, and make what the catalog knows of its snapshots
    again. Jobs, schedules, verifications and targets are left as they are.

    ``lost`` are repositories that a damaged catalog named: those of this workspace are taken
    in again, with the targets that their snapshots tell of.
    """
    catalog = workspace.catalog
    known = {entry.name for entry in catalog.repositories.list()}
    for each in lost:
        if each.workspace == workspace.name and each.name not in known:
            progress.phase(f"opening {each.name}")
            workspace.open_repository(each.name, each.url).repository.close()
    return tuple(_rebuilt(workspace, entry.name, progress) for entry in catalog.repositories.list())


def _rebuilt(workspace: Workspace, name: str, progress: Progress) -> Rebuilt:
    progress.phase(f"reading {name}")
    progress.cancel.check()
    with workspace.repository(name) as opened:
        resting = (each.snapshot for each in opened.trash)
        workspace.catalog.snapshots.rebuild(opened.entry.id, (*opened.snapshots, *resting))
        count_stored(opened, workspace.catalog)
        targets = {snapshot.target for snapshot in opened.snapshots}
        return Rebuilt(name, len(opened.snapshots), len(targets), opened.problems)
