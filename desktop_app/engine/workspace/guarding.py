"""What is noted of a repository after a run: how full its place is."""

from __future__ import annotations

from datetime import datetime

from desktop_app.engine.catalog.catalog import Records
from desktop_app.engine.catalog.history import Measure
from desktop_app.engine.errors import StorageFailed
from desktop_app.engine.workspace.fitting import count_stored
from desktop_app.engine.workspace.opening import Opened


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
