"""The indexes of a workspace's folder targets: which there are, and a look that a person asks for.

Joins the catalog, which knows the targets, with the indexes of their folders.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.engine.catalog.entries import JobKind
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NotSupported
from desktop_app.engine.kinds.registry import ETHOSCOPE, FOLDER
from desktop_app.engine.model import Grade, Remark
from desktop_app.engine.sources.ethoscope.address import DataRoot
from desktop_app.engine.sources.folder.index.figures import IndexFigures, load_figures
from desktop_app.engine.sources.folder.index.hints import Imported, take_over
from desktop_app.engine.sources.folder.index.lister import IndexLister
from desktop_app.engine.sources.folder.index.old_cache import OldEntry, read_old_cache
from desktop_app.engine.sources.folder.index.options import rules_of
from desktop_app.engine.sources.folder.index.place import index_of
from desktop_app.engine.sources.folder.patterns import Patterns
from desktop_app.engine.sources.folder.walk import reaching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop_app.engine.catalog.catalog import Catalog
    from desktop_app.engine.catalog.entries import TargetEntry
    from desktop_app.engine.progress import Progress
    from desktop_app.engine.sources.folder.index.feeder import Fed, Feeder
    from desktop_app.engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan of a folder found. ``full``: nothing was taken as known. ``note``: why the index
    had to be built anew, as it goes on after "the index"; else empty. ``remarks`` name what could
    not be looked at."""

    figures: IndexFigures
    full: bool
    note: str
    seconds: float
    remarks: tuple[Remark, ...]
    imported: Imported | None = None

    @property
    def grade(self) -> Grade:
        return Grade.WARNING if self.remarks else Grade.OK


def scan(
    workspace: Workspace,
    target: str,
    progress: Progress,
    *,
    full: bool = False,
    old_cache: Path | None = None,
) -> Scanned:
    """Bring the index of a folder target up to date. ``old_cache``: a ``video_cache_{id}.pkl`` to
    compare with what is there. Noted as a job.

    Raises :class:`NotSupported` for a target of another kind, :class:`BadCache` before anything
    else is done, :class:`FolderUnreadable` and :class:`ProfileFailed`.
    """
    entry = workspace.catalog.targets.load(target)
    root, _ = root_of(entry)
    if not root:
        raise NotSupported(f"a scan of {target}", "it is for folders of this computer")
    old = None if old_cache is None else read_old_cache(old_cache)
    with workspace.recorded(JobKind.SCAN, target, entry.repository, progress) as record:
        found = _scan(workspace, entry, root, record.progress, full, old)
        record.grade, record.remarks = found.grade, found.remarks
        figures = found.figures
        record.figures = {
            "items": figures.files + figures.folders + figures.others,
            "bytes": figures.bytes,
            "missed": figures.missed if found.full else 0,
        }
    return found


def _scan(
    workspace: Workspace,
    entry: TargetEntry,
    root: str,
    progress: Progress,
    full: bool,
    old: tuple[OldEntry, ...] | None,
) -> Scanned:
    lister = lister_of(workspace.profile / "cache", workspace.name, entry, full=full)
    remarks: list[Remark] = []
    progress.phase("looking at the folder")
    since = time.monotonic()
    with lister.look(root, patterns_of_target(entry), progress, remarks.append) as file:
        seconds, imported = time.monotonic() - since, None
        assert lister.figures is not None  # the look came to its end
        figures = lister.figures
        if old is not None:
            progress.phase("comparing an old list of films", items=len(old))
            with reaching(root) as reach:
                imported = take_over(file, reach, root, old, progress)
            figures = replace(figures, unconfirmed=len(imported.unconfirmed))
    told = tuple(remarks)
    return Scanned(figures, lister.full, lister.note, seconds, told, imported)


def lister_of(
    cache: Path, workspace: str, entry: TargetEntry, *, full: bool = False
) -> IndexLister:
    """What lists a folder target from its index. ``cache``: the profile's folder of caches."""
    return IndexLister(index_of(cache, workspace, entry.name), rules_of(entry.options), full=full)


def figures_of(cache: Path, workspace: str, target: str) -> IndexFigures | None:
    """The figures of a target's index as of its last look; None when there is none. Opens next to
    nothing, looks at no folder."""
    return load_figures(index_of(cache, workspace, target))


def root_of(entry: TargetEntry) -> tuple[str, str]:
    """The folder that a target's index is of, and what the paths have that belong to the target;
    two empty texts where it has none."""
    if entry.kind == FOLDER:
        return entry.url, ""
    if entry.kind == ETHOSCOPE:
        root = DataRoot.parse(entry.url)
        return ("", "") if root.is_remote else (root.path, root.machine_id)
    return "", ""


def patterns_of_target(entry: TargetEntry) -> Patterns:
    """What of that folder belongs to the target. Whoever looks at it through its index has the
    same: an index that was made with other ones is begun anew."""
    if entry.kind == ETHOSCOPE:
        from desktop_app.engine.sources.ethoscope.source import patterns_of

        return patterns_of(DataRoot.parse(entry.url))
    return Patterns.of_options(entry.options)


def feeder_of(catalog: Catalog, cache: Path, tell: Callable[[str], None]) -> Feeder:
    """What tells the indexes of all workspaces of changes, while a program stays. ``tell`` takes
    lines for a log."""

    from desktop_app.engine.sources.folder.index.feeder import Fed, Feeder  # a backup has no use

    def wanted() -> Iterator[Fed]:
        for workspace in catalog.workspaces.list():
            for entry in catalog.of(workspace.name).targets.list():
                root, only = root_of(entry)
                if root:
                    yield Fed(index_of(cache, workspace.name, entry.name), root, only)

    return Feeder(wanted, tell)
