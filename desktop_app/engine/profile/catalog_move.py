"""Moving a catalog between the profile's file and a server: copied, compared, then switched.

The old one is kept: a file gets another name, so that no program goes on with it by mistake; on a
server it stays where it is, as other computers may use it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from desktop_app.engine.agent.lock import AgentLock
from desktop_app.engine.catalog.database import Database
from desktop_app.engine.catalog.file_name import FILE_NAME
from desktop_app.engine.catalog.rescue import put_aside
from desktop_app.engine.catalog.server import CatalogServer
from desktop_app.engine.catalog.transfer import WHAT, transfer
from desktop_app.engine.computer.own_file import failure
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NotSupported
from desktop_app.engine.progress import Progress

UNFINISHED = "catalog-move.part"


@dataclass(frozen=True, slots=True)
class Moved:
    """``rows`` by table; ``kept``: where the old catalog lies from now on; ``aside``: where a
    catalog file lies that was in the way, or nothing."""

    place: str
    rows: Mapping[str, int]
    kept: str
    aside: str = ""


def move_catalog(
    profile: Path,
    source: CatalogServer | None,
    into: CatalogServer | None,
    now: datetime,
    switch: Callable[[], None],
    progress: Progress,
) -> Moved:
    """Copy the catalog, compare all of it, and let ``switch`` change the settings only then. None
    is the profile's file. No agent may run meanwhile, and no job.

    Raises :class:`NotSupported`, :class:`AgentRunning`, and what :class:`Database` raises.
    """
    if (source and source.url) == (into and into.url):
        raise NotSupported(WHAT, "it lies there already")
    with closing(AgentLock(profile, now)):
        if into is not None:
            return _to_server(profile, source, into, now, switch, progress)
        assert source is not None
        return _to_file(profile, source, now, switch, progress)


def _to_server(
    profile: Path,
    source: CatalogServer | None,
    into: CatalogServer,
    now: datetime,
    switch: Callable[[], None],
    progress: Progress,
) -> Moved:
    with closing(Database(profile, source)) as old, closing(Database(profile, into)) as new:
        rows, place = transfer(old, new, now, progress), new.where
    switch()
    kept = source.url if source else str(_moved_aside(profile / FILE_NAME, now))
    return Moved(place, rows, kept)


def _to_file(
    profile: Path,
    source: CatalogServer,
    now: datetime,
    switch: Callable[[], None],
    progress: Progress,
) -> Moved:
    draft, file = profile / UNFINISHED, profile / FILE_NAME
    shutil.rmtree(draft, ignore_errors=True)  # of a move that was killed
    try:
        with closing(Database(profile, source)) as old, closing(Database(draft)) as new:
            rows = transfer(old, new, now, progress)
        # Only now is the file in the way of a catalog that is whole.
        aside = str(_moved_aside(file, now)) if file.exists() else ""
        (draft / FILE_NAME).rename(file)
    except OSError as error:
        raise failure(file, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    switch()
    return Moved(str(file), rows, source.url, aside)


def _moved_aside(file: Path, now: datetime) -> Path:
    return put_aside(file, "catalog-moved", now)
