"""What is noted of a repository after a run: how full its place is, and why prune must rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.catalog.history import Measure
from desktop_app.engine.errors import StorageFailed
from desktop_app.engine.model import Remark
from desktop_app.engine.workspace.fitting import count_stored
from desktop_app.engine.workspace.opening import Opened

MOST_HELD = 500  # characters of a reason


def measure(opened: Opened, catalog: Records, now: datetime) -> Measure:
    """Remember how many bytes the repository's packs have, and how many its place has left.

    The work itself is done by then: a place that cannot say has no figure, and no more.
    """
    count_stored(opened, catalog)
    used = sum(opened.repository.index.packs().values())
    try:
        free = opened.repository.storage.free_space()
    except StorageFailed:
        free = None
    found = Measure(now, used, free)
    catalog.measures.add(opened.entry.id, found)
    return found


def hold(catalog: Records, repository: str, target: str, found: Sequence[Remark]) -> None:
    """Nothing is removed from the repository any more until a person lets go. A reason that is
    there already stays in front: it is what everything began with."""
    told = [f"{each.item}: {each.what}" if each.item else each.what for each in found]
    why = f"{target}: {'; '.join(told)}".replace("tripwire: ", "")
    before = catalog.repositories.load(repository).held
    if why not in before:
        both = f"{before} | {why}" if before else why
        catalog.repositories.hold(repository, both[:MOST_HELD])
