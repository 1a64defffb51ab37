"""A damaged catalog file: told from a good one, put aside, and read for what it still says."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.engine.catalog.file_name import FILE_NAME
from desktop_app.engine.computer.own_file import failure
from desktop_app.engine.dataclass import dataclass

PARTS = ("", "-wal", "-shm")
DEFAULT = "'default'"


@dataclass(frozen=True, slots=True)
class KnownRepository:
    """Where a repository of a workspace was, as a damaged catalog still says."""

    workspace: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Rescue:
    """``aside``: where the damaged file lies now."""

    aside: Path
    repositories: tuple[KnownRepository, ...]


def rescue(folder: Path, now: datetime) -> Rescue | None:
    """Put the catalog file of a profile aside if it is damaged. None when it is whole or is not
    there. Raises :class:`ProfileFailed`, :class:`NoSpace`. No program may have it open."""
    file = folder / FILE_NAME
    if not file.exists() or _is_whole(file):
        return None
    found = _repositories(file)
    return Rescue(put_aside(file, "catalog-damaged", now), found)


def put_aside(file: Path, name: str, now: datetime) -> Path:
    """Give a catalog file a name with this beginning, beside it; returns where it lies now. Raises
    :class:`ProfileFailed`, :class:`NoSpace`. No program may have it open."""
    aside = file.with_name(f"{name}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.sqlite")
    try:
        for part in PARTS:
            if (there := Path(f"{file}{part}")).exists():
                there.rename(f"{aside}{part}")
    except OSError as error:
        raise failure(file, error) from error
    return aside


def _is_whole(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        # Locked, or no right to read: that is no damage, and nothing is put aside for it.
        raise failure(file, error) from error
    except sqlite3.DatabaseError:
        return False
    return found is not None and found[0] == "ok"


def _repositories(file: Path) -> tuple[KnownRepository, ...]:
    """As many as can be read."""
    found: list[KnownRepository] = []
    for workspace in ("workspace", DEFAULT):  # the first form has no workspaces
        query = f"SELECT {workspace}, name, url FROM repositories"  # noqa: S608 (constants)
        try:
            with closing(sqlite3.connect(file)) as connection:
                for row in connection.execute(query):
                    found.append(KnownRepository(*(str(part) for part in row)))
        except sqlite3.DatabaseError:
            pass  # what was read up to here is what there is
        if found:
            break
    return tuple(found)
