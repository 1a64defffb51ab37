"""Which snapshot a person means, and in which repositories to look for it."""

from __future__ import annotations

from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.contents.reference import choose_snapshot, id_prefix, target_of
from desktop_app.engine.errors import Damaged, UnknownName
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
    :class:`Damaged` is raised.
    """
    target = target_of(reference)
    for problem in opened.problems:
        if _may_be_meant(catalog, opened, problem, reference, target):
            raise problem
    return choose_snapshot(opened.snapshots, reference)


def _may_be_meant(
    catalog: Records, opened: Opened, problem: Damaged, reference: str, target: str | None
) -> bool:
    damaged = id_of(problem)
    if target is None:
        return damaged.startswith(id_prefix(reference))
    known = [s for s in catalog.snapshots.list(opened.entry.id) if s.id == damaged]
    if not known:
        return True
    seen = [s.place for s in opened.snapshots if s.target == target]
    return known[0].target == target and all(known[0].place > place for place in seen)
