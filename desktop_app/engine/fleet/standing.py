"""How every device stands, from the catalog alone: a few statements, however many files there are,
since each snapshot's facts tell what there was of each device."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.snapshots import Told
from desktop_app.engine.catalog.status import JobBrief, TargetStatus, target_statuses
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import BadAddress
from desktop_app.engine.fleet.states import (
    NOTHING,
    Backup,
    Recommended,
    State,
    Summary,
    is_recent,
    overall,
    recommended,
    state_of,
    summary,
)
from desktop_app.engine.kinds.registry import ETHOSCOPE, MARIADB
from desktop_app.engine.model import Level
from desktop_app.engine.sources.ethoscope import census
from desktop_app.engine.sources.ethoscope.address import DataRoot, is_remote
from desktop_app.engine.sources.ethoscope.layout import number_of_device
from desktop_app.engine.telling.at_work import item_at_work

DATABASE = re.compile(r"(ETHOSCOPE_\d{3})_db\Z")
"""What a device's MariaDB database is called."""


@dataclass(frozen=True, slots=True)
class Device:
    """``machine_id`` empty: only its MariaDB database is known. ``protected`` false: a device that
    was seen beside others, and that no target protects."""

    machine_id: str
    name: str
    mysql: Backup = NOTHING
    sqlite: Backup = NOTHING
    video: Backup = NOTHING
    runs: int = 0
    faulty: int = 0
    oldest: str = ""
    newest: str = ""
    protected: bool = True

    @property
    def id(self) -> str:
        """The machine id; of a device of which none is known, its name."""
        return self.machine_id or self.name

    @property
    def backups(self) -> tuple[Backup, ...]:
        return self.mysql, self.sqlite, self.video

    @property
    def state(self) -> State:
        return overall(self.backups) if self.protected else State.NO_BACKUPS

    @property
    def summary(self) -> Summary:
        return summary(self.backups) if self.protected else Summary.NONE

    @property
    def recommended(self) -> Recommended:
        return recommended(self.sqlite, self.mysql)


@dataclass(frozen=True, slots=True)
class AtWork:
    """A backup under way. ``file``: what it reads just now, where the program that runs it could
    be asked, which is one of this computer."""

    target: str
    job: JobBrief
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Fleet:
    """``mysql_job``, ``rsync_job``: what is being backed up in that way now."""

    devices: tuple[Device, ...]
    at: datetime
    mysql_job: AtWork | None = None
    rsync_job: AtWork | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the catalog knows of one target."""

    url: str
    status: TargetStatus
    told: Told | None  # of its newest good snapshot
    level: Level | None
    directory: str


def fleet(catalog: Catalog, workspace: str, now: datetime, profile: Path | None = None) -> Fleet:
    """All devices of a workspace, those that need a person first. ``profile``: of the programs
    that may be backing them up."""
    known = _known(catalog, workspace, now)
    roots = [each for each in known if each.status.kind == ETHOSCOPE]
    servers = [each for each in known if each.status.kind == MARIADB and _database(each)]
    devices = {device.machine_id: device for each in roots for device in _devices(each)}
    for machine_id in _seen_beside(roots) - devices.keys():
        name = f"ETHOSCOPE_{number_of_device(machine_id)}"
        devices[machine_id] = Device(machine_id, name, protected=False)
    found = _with_servers(list(devices.values()), servers)
    found.sort(key=lambda device: (ORDER.index(device.state), device.name, device.machine_id))

    def at_work(known: Sequence[_Known]) -> AtWork | None:
        running = _running(known)
        if running is None or profile is None:
            return running
        file = item_at_work(profile, workspace, running.target, running.job.at)
        return replace(running, file=file)

    remote = [each for each in roots if is_remote(each.url)]
    return Fleet(tuple(found), now, at_work(servers), at_work(remote))


ORDER = (
    State.ERROR,
    State.OFFLINE,
    State.NO_BACKUPS,
    State.PARTIAL,
    State.UNKNOWN,
    State.PROCESSING,
    State.SUCCESS,
    State.NOT_AVAILABLE,
)


def _known(catalog: Catalog, workspace: str, now: datetime) -> list[_Known]:
    records = catalog.of(workspace)
    urls = {entry.name: entry.url for entry in records.repositories.list()}
    addresses = records.targets.addresses()
    statuses = [
        status
        for status in target_statuses(catalog.database, workspace, now)
        if status.kind in (ETHOSCOPE, MARIADB)
    ]
    ids = [status.newest.id for status in statuses if status.newest]
    told, levels = records.snapshots.told(ids), records.verifications.levels(ids)
    return [
        _Known(
            addresses.get(status.target, ""),
            status,
            told.get(status.newest.id) if status.newest else None,
            levels.get(status.newest.id) if status.newest else None,
            urls.get(status.repository, ""),
        )
        for status in statuses
    ]


def _devices(known: _Known) -> Iterable[Device]:
    facts: Mapping[str, str] = known.told.facts if known.told else {}
    censuses = census.read(facts)
    if not censuses:
        yield _unseen(known)
    for each in censuses:
        yield Device(
            each.machine_id,
            each.name,
            sqlite=_backup(known, each.sqlite_files, each.sqlite_bytes),
            video=_backup(known, each.video_files, each.video_bytes),
            runs=each.runs,
            faulty=each.faulty,
            oldest=each.oldest,
            newest=each.newest,
        )


def _unseen(known: _Known) -> Device:
    """A target that was never backed up, or was when there was nothing."""
    machine_id = _machine_id(known.url)
    name = f"ETHOSCOPE_{number_of_device(machine_id)}" if machine_id else known.status.target
    state = state_of(known.status)
    there = known.told is None
    backup = Backup(
        available=False,
        recent=is_recent(known.status) and not there,
        level=known.level,
        state=(State.UNKNOWN if state is State.NO_BACKUPS and not machine_id else state)
        if there
        else State.NOT_AVAILABLE,
        target=known.status.target,
        directory=known.directory,
        message=_why(known.status),
    )
    return Device(machine_id or known.status.target, name, sqlite=backup)


def _backup(known: _Known, files: int, size: int) -> Backup:
    status, state = known.status, state_of(known.status)
    if not files:
        return NOTHING
    return Backup(
        available=state is not State.OFFLINE,
        recent=is_recent(status),
        level=known.level,
        state=state,
        target=known.status.target,
        size=size,
        files=files,
        last=status.newest.started if status.newest else None,
        directory=known.directory,
        message=_why(status),
    )


def _of_server(known: _Known) -> Backup:
    status, newest = known.status, known.status.newest
    state = state_of(status)
    return Backup(
        available=state is not State.OFFLINE,
        recent=is_recent(status),
        level=known.level,
        state=state,
        target=status.target,
        size=newest.size if newest else 0,
        records=known.told.rows if known.told else 0,
        last=newest.started if newest else None,
        directory=known.directory,
        message=_why(status),
    )


def _why(status: TargetStatus) -> str:
    """What the last backup failed with, as data for people."""
    if status.last_backup is None or not status.last_backup.error:
        return ""
    return str(status.last_backup.error.get("what", ""))


def _with_servers(devices: list[Device], servers: Sequence[_Known]) -> list[Device]:
    """Devices whose MariaDB database is protected, by the name that both bear."""
    left = {_database(each): each for each in servers}
    found = []
    for device in devices:
        server = left.pop(device.name, None)
        found.append(device if server is None else _with_mysql(device, server))
    return found + [_with_mysql(Device("", name), each) for name, each in left.items()]


def _with_mysql(device: Device, server: _Known) -> Device:
    return replace(device, mysql=_of_server(server), protected=True)


def _database(known: _Known) -> str:
    """The name of the device whose database a target is; empty for any other database."""
    try:
        name = unquote(urlsplit(known.url).path.lstrip("/"))
    except ValueError:
        return ""
    found = DATABASE.match(name)
    return found[1] if found else ""


def _machine_id(url: str) -> str:
    try:
        return DataRoot.parse(url).machine_id
    except BadAddress:
        return ""


def _seen_beside(roots: Sequence[_Known]) -> set[str]:
    facts = [each.told.facts for each in roots if each.told]
    return {machine_id for fact in facts for machine_id in fact.get(census.OTHERS, "").split()}


def _running(known: Sequence[_Known]) -> AtWork | None:
    for each in known:
        if each.status.running and state_of(each.status) is State.PROCESSING:
            return AtWork(each.status.target, each.status.running)
    return None
