"""Which snapshot a person means, and in which repositories to look for it."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.contents.reference import choose_snapshot, id_prefix, target_of
from desktop_app.engine.errors import Damaged, LatestUnknown, UnknownName
from desktop_app.engine.model import Snapshot
from desktop_app.engine.workspace.opening import Opened, id_of


def candidates(catalog: Records, reference: str) -> list[str]:
    """Names of the repositories to look in, the likeliest first. At least one; else raises
    :class:`UnknownName`."""
    entries = catalog.repositories.list()
    target = target_of(reference)
    if target is not None:
        owners = [t.repository for t in catalog.targets.list() if t.name == target]
        names = owners or [entry.name for entry in entries]
    else:
        likely = catalog.snapshots.repositories_with(id_prefix(reference))
        names = [e.name for e in sorted(entries, key=lambda e: e.id not in likely)]
    if not names:
        raise UnknownName("snapshot", reference)
    return names


def choose(catalog: Records, opened: Opened, reference: str) -> Snapshot:
    """The snapshot of an open repository that is meant. Raises :class:`UnknownName`.

    A snapshot that cannot be read may be the one meant: then that is the answer, and its
    :class:`Damaged` is raised, or for the latest :class:`LatestUnknown`. What rests in the trash
    is nobody's latest, and an id there means it only where no snapshot has that id.
    """
    target = target_of(reference)
    resting = opened.unread_trash
    for problem in opened.problems:
        if problem in resting:
            continue
        if target is None and id_of(problem).startswith(id_prefix(reference)):
            raise problem
        if target is not None and _may_be_latest(catalog, opened, problem, target):
            raise LatestUnknown(problem.name, problem.how, target) from problem
    try:
        return choose_snapshot(opened.snapshots, reference)
    except UnknownName:
        must_not_rest(resting, reference)
        raise


def must_not_rest(unread: Iterable[Damaged], reference: str) -> None:
    """What an id means may lie in a trash, ``unread`` for it is damaged: then that is raised."""
    if target_of(reference) is not None:
        return
    for problem in unread:
        if id_of(problem).startswith(id_prefix(reference)):
            raise problem


def _may_be_latest(catalog: Records, opened: Opened, problem: Damaged, target: str) -> bool:
    damaged = id_of(problem)
    known = [s for s in catalog.snapshots.list(opened.entry.id) if s.id == damaged]
    if not known:
        return True
    seen = [s.place for s in opened.snapshots if s.target == target]
    return known[0].target == target and all(known[0].place > place for place in seen)
