"""A database file taken whole: copied at one moment, checked, and salvaged if it is damaged.

For every kind of target that has SQLite files in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import apsw

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import FileBusy, NotADatabase
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.sqlite.connection import SIDES, remove_sides, side
from desktop_app.engine.sources.sqlite.copying import (
    WAIT,
    Copied,
    copy_as_files,
    copy_database,
    copy_raw,
)
from desktop_app.engine.sources.sqlite.health import Health, check_health
from desktop_app.engine.sources.sqlite.look import Form, look_at, network_file_system
from desktop_app.engine.sources.sqlite.salvage import Salvaged, salvage


@dataclass(frozen=True, slots=True)
class Taken:
    """A private copy of a database. ``file``: whole, and of one moment; nobody writes to it, and
    nothing belongs to it beside it. ``damaged``: where the database was damaged, its bytes as they
    lay; then ``file`` holds what could be salvaged. ``remarks`` name what is not as it should be,
    ``facts`` how the copy came about; the items that remarks are about are tables, or empty for
    the file."""

    file: Path
    damaged: Path | None
    remarks: tuple[Remark, ...]
    facts: Mapping[str, str]


def take_database(path: Path, folder: Path, progress: Progress, wait: float = WAIT) -> Taken:
    """Take a database that may be in use into a private folder; nothing of it is changed.

    Raises what :func:`~desktop_app.engine.sources.sqlite.copying.copy_database` does, but for
    damage, and :class:`NotADatabase` where not a single table could be salvaged.
    """
    path = path.resolve()
    remarks = network_remarks(path)
    into = folder / "copy.db"
    if look_at(path).form is Form.SOUND:
        try:
            copied = copy_database(path, into, progress, wait)
            progress.phase("checking the copy")
            health = check_health(into, progress.cancel)
        except (apsw.Error, NotADatabase) as fault:
            copied, health = None, Health(damage=(str(fault) or type(fault).__name__,))
        if copied and not health.damage:
            return _sound(into, copied, health, remarks)
    else:
        copied, health = None, Health(damage=("its head is damaged",))
    if not copied:
        _clear(into)
    return _without_strangers(path, folder, progress, remarks) or _salvaged(
        path, folder, progress, health, remarks
    )


def network_remarks(path: Path) -> tuple[Remark, ...]:
    """What must be known of a file on another computer's disk."""
    kind = network_file_system(path)
    what = (
        f"it lies on a network file system ({kind}), where locks are not reliable: a program on "
        "another computer may have written while it was copied"
    )
    return (Remark("", what),) if kind else ()


def _sound(into: Path, copied: Copied, health: Health, remarks: tuple[Remark, ...]) -> Taken:
    facts = {
        "copied": _way(copied),
        "journal": "write-ahead log" if copied.wal else "rollback journal",
        "integrity": "ok",
    }
    if health.unchecked:
        facts["order not checked"] = ", ".join(health.unchecked)
    if copied.restarts:
        facts["begun again"] = str(copied.restarts)
    if copied.as_files and "-journal" in copied.as_files:
        what = "a program ended in the middle of a change; the change was undone in the copy"
        remarks += (Remark("", what),)
    return Taken(into, None, (*remarks, *health.orphans), facts)


def _way(copied: Copied) -> str:
    if copied.as_files is not None:
        return "as files, at rest"
    return "online, writers held" if copied.held else "online"


def _without_strangers(
    path: Path, folder: Path, progress: Progress, remarks: tuple[Remark, ...]
) -> Taken | None:
    """The file alone, when it is whole but for a journal or a log beside it: these are of another
    file then, one that had its name before, say."""
    strangers = sorted(end for end in SIDES[:2] if _holds(side(path, end)))
    if not strangers:
        return None
    into = folder / "alone.db"
    copy_raw(path, into, progress)
    progress.phase("checking the copy")
    health = check_health(into, progress.cancel)
    if health.damage:
        _clear(into)
        return None
    names = " and ".join(f"{path.name}{end}" for end in strangers)
    what = f"{names} beside it belongs to another database, and was not taken in"
    facts = {"copied": "as files, without what lies beside", "integrity": "ok"}
    return Taken(into, None, (*remarks, Remark("", what), *health.orphans), facts)


def _salvaged(
    path: Path, folder: Path, progress: Progress, health: Health, remarks: tuple[Remark, ...]
) -> Taken:
    """What can be had of a damaged file: as SQLite sees it, with its log, if that can be."""
    damaged, seen, file = folder / "damaged.db", folder / "copy.db", folder / "salvaged.db"
    progress.phase("copying the damaged file")
    copy_raw(path, damaged, progress)
    if not seen.exists():  # else the damage was copied with all the rest, at one moment
        try:
            copy_as_files(path, seen, progress)
        except (apsw.Error, NotADatabase, FileBusy):
            _clear(seen)
            copy_raw(path, seen, progress)
    remove_sides(seen)
    progress.phase("salvaging what is not damaged")
    found = salvage(seen, file, progress)
    _clear(seen)
    if not found.tables:
        raise NotADatabase(str(path), f"it is damaged ({health.damage[0]}), and no table is left")
    first = Remark("", f"it is damaged: {health.damage[0]}; this is what could be salvaged of it")
    after = check_health(file, progress.cancel)
    left = tuple(Remark("", f"after it was salvaged: {line}") for line in after.damage[:3])
    facts = {"copied": "as files", "integrity": "damaged", "salvaged": _told(found)}
    return Taken(file, damaged, (*remarks, first, *found.remarks, *left), facts)


def _told(found: Salvaged) -> str:
    return f"{found.tables:,} tables, {found.rows:,} rows"


def _holds(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _clear(path: Path) -> None:
    path.unlink(missing_ok=True)
    remove_sides(path)
