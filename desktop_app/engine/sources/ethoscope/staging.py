"""The folder here into which a device's data root is fetched, kept between runs.

Incremental: what did not change on the device is not sent again. It is a mirror of the device, no
backup: what is gone there goes here, snapshots keep it.
"""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import ItemFailed
from desktop_app.engine.model import Remark
from desktop_app.engine.progress import Progress
from desktop_app.engine.sources.ethoscope.line import Line, held
from desktop_app.engine.sources.ethoscope.program import only_owner
from desktop_app.engine.sources.ethoscope.remote import (
    LiveDatabase,
    databases_on,
    fetch_database,
)
from desktop_app.engine.sources.ethoscope.transfer import fetch_root


@dataclass(frozen=True, slots=True)
class Staged:
    """What was fetched into ``folder``. ``copied``: how databases that are being written were
    copied, by name. ``left_out``: names of what is there only as it was once before."""

    folder: Path
    remarks: tuple[Remark, ...]
    copied: dict[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()


def bring_up_to_date(
    line: Line, folder: Path, progress: Progress, *, checksum: bool = False
) -> Staged:
    """Make the folder hold what the device holds now, each database as of one moment.
    ``checksum``: what seems to be the same by size and time is compared by its bytes, too.

    Raises what :func:`~desktop_app.engine.sources.ethoscope.ssh.failure` gives,
    :class:`ToolFailed` where this computer has no rsync or ssh, :class:`Cancelled`.
    """
    # rsync gives the folder that it fills the rights of the device's: not the outer one.
    data = only_owner(folder) / "data"
    data.mkdir(exist_ok=True)
    progress.phase("looking at the device")
    with held(line, progress.cancel) as line:
        before = databases_on(line, progress)
        written = {name for name, database in before.items() if database.is_written}
        progress.phase("fetching from the device")
        done = fetch_root(line, data, written, progress, checksum=checksum)
        # One that was written while rsync read it may have been torn, whatever rsync says.
        after = databases_on(line, progress)
        moved = {name for name, now in after.items() if before.get(name) != now}
        progress.phase("copying databases on the device")
        databases = [after[name] for name in sorted((written | moved) & after.keys())]
        return _fetch_databases(line, data, databases, done.remarks, progress)


def _fetch_databases(
    line: Line,
    folder: Path,
    databases: list[LiveDatabase],
    remarks: tuple[Remark, ...],
    progress: Progress,
) -> Staged:
    copied: dict[str, str] = {}
    left_out: set[str] = set()
    found = [remark for remark in remarks if not _is_retried(remark, databases)]
    for database in databases:
        progress.item(database.name)
        try:
            into = inside(folder, database.name)
            copied[database.name], damage = fetch_database(line, database, into, progress)
        except ItemFailed as fault:
            found.append(Remark(fault.item, fault.reason))
            left_out.add(database.name)
            continue
        if damage:
            found.append(Remark(database.name, f"the database is damaged: {damage}"))
    return Staged(folder, tuple(found), copied, frozenset(left_out))


def inside(folder: Path, name: str) -> Path:
    """Where a file of the device lies in the folder; never elsewhere, also where the device has put
    a link in the place of a folder. Raises :class:`ItemFailed`."""
    parts = name.split("/")
    if any(part in ("", ".", "..") for part in parts):
        raise ItemFailed(name, "its name leads out of the data root")
    at = folder
    for part in parts[:-1]:
        at = at / part
        if at.is_symlink():
            raise ItemFailed(name, f"{part} is a link on the device")
    return at / parts[-1]


def _is_retried(remark: Remark, databases: list[LiveDatabase]) -> bool:
    return remark.item in {database.name for database in databases}
