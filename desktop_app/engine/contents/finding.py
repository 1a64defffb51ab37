"""Where a word stands: among the names of tables and files, and in labels and notes, over all
snapshots of one workspace.

Joins the catalog, which knows the snapshots, with the names that were read from repositories
before (:mod:`~desktop_app.engine.repository.name_index`). What was not read yet is read by
:func:`learn`; :func:`find` opens no repository and answers at once from what is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import Damaged, LabVaultError, ObjectAbsent
from desktop_app.engine.model import ItemKind, Snapshot
from desktop_app.engine.repository.name_index import NameIndex, NamePlaces

if TYPE_CHECKING:
    from desktop_app.engine.catalog.catalog import Records
    from desktop_app.engine.catalog.entries import RepositoryEntry
    from desktop_app.engine.progress import Progress
    from desktop_app.engine.workspace import Workspace

MOST_PLACES, MOST_SNAPSHOTS = 300, 500
ENDING = ".names.sqlite"


@dataclass(frozen=True, slots=True)
class Place:
    """A place where the words stand. ``kind`` None: in what was said of a snapshot, then ``name``
    is the label or the note. ``repository`` is the repository's id; ``snapshots`` counts those that
    have it, the ``newest`` of which has the id ``snapshot``, where that is known already."""

    kind: ItemKind | None
    name: str
    target: str
    repository: str
    snapshots: int
    oldest: datetime
    newest: datetime
    snapshot: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """``looked_into`` of ``snapshots`` snapshots; names of the others are not known yet.
    ``more``: there are more places than are told."""

    places: tuple[Place, ...]
    looked_into: int
    snapshots: int
    more: bool = False


def find(records: Records, cache: Path, text: str, limit: int = MOST_PLACES) -> Found:
    """All places where every word of ``text`` stands, whatever their case. ``cache`` is the
    profile's folder of caches."""
    words = text.split()
    there = records.snapshots.places()
    known, places = 0, list(_said(records, words)) if words else []
    more = False
    for entry in records.repositories.list():
        ids = there.get(entry.id, frozenset())
        with _index(cache, entry) as index:
            read = index.known()
            index.forget(read - ids)
            known += len(read & ids)
            found = index.find(words, limit + 1)
        more = more or len({(place.kind, place.name) for place in found}) > limit
        places += [_place(entry, place) for place in found]
    return Found(tuple(places), known, sum(map(len, there.values())), more)


def holding(records: Records, cache: Path, place: Place) -> tuple[Snapshot, ...]:
    """The snapshots that a place is in, the newest first; at most :data:`MOST_SNAPSHOTS`."""
    if place.snapshot:
        return records.snapshots.some([place.snapshot])
    assert place.kind is not None
    entries = [e for e in records.repositories.list() if e.id == place.repository]
    for entry in entries:
        with _index(cache, entry) as index:
            sought = NamePlaces(place.kind, place.name, place.target, 0, place.oldest, place.newest)
            return records.snapshots.some(index.holding(sought, MOST_SNAPSHOTS))
    return ()


def learn(workspace: Workspace, progress: Progress) -> None:
    """Read the names of all snapshots that were not read yet, the newest first, from every
    repository that can be reached; they can be found one by one. Counts snapshots as items. What
    was learned stays when it is cancelled. Raises what the last repository that cannot be opened
    raised, when all others are through."""
    cache = cache_of(workspace)
    there = workspace.catalog.snapshots.places()
    fault: LabVaultError | None = None
    for entry in workspace.catalog.repositories.list():
        with _index(cache, entry) as index:
            ids = there.get(entry.id, frozenset())
            unknown = ids - index.known()
            progress.phase("reading names", items=len(unknown))
            try:
                if unknown:
                    _learn(workspace, entry, index, sorted(unknown), progress)
            except LabVaultError as error:
                progress.cancel.check()
                fault = error
    if fault is not None:
        raise fault


def cache_of(workspace: Workspace) -> Path:
    """The folder of caches of a workspace's profile."""
    return workspace.profile / "cache"


def _learn(
    workspace: Workspace,
    entry: RepositoryEntry,
    index: NameIndex,
    unknown: Sequence[str],
    progress: Progress,
) -> None:
    snapshots = workspace.catalog.snapshots.some(unknown)
    with workspace.reading(entry.name) as repository:
        for snapshot in snapshots:
            progress.cancel.check()
            try:
                names = [(item.kind, item.name) for item in repository.items(snapshot)]
                index.add(snapshot, names)
            except (Damaged, ObjectAbsent):
                pass  # a verification tells of damage; or a prune has just taken it
            progress.advance(items=1)


@contextmanager
def _index(cache: Path, entry: RepositoryEntry) -> Iterator[NameIndex]:
    with NameIndex(cache / f"{entry.id}{ENDING}") as index:
        yield index


def _place(entry: RepositoryEntry, found: NamePlaces) -> Place:
    return Place(
        found.kind,
        found.name,
        found.target,
        entry.id,
        found.snapshots,
        found.oldest,
        found.newest,
    )


def _said(records: Records, words: Sequence[str]) -> Iterator[Place]:
    """Labels and notes in which all words stand, those of the newest snapshots first."""
    folded = [word.casefold() for word in words]
    said: Mapping[str, str] = {
        snapshot: text
        for snapshot, each in records.snapshots.annotations().items()
        if each.trashed is None
        for text in (each.label, each.note)
        if text and all(word in text.casefold() for word in folded)
    }
    for snapshot in records.snapshots.some(said):
        text = said[snapshot.id]
        moment = snapshot.started
        yield Place(None, text, snapshot.target, "", 1, moment, moment, snapshot.id)
