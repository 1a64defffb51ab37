"""A fleet in the fields of the services that LabVault takes the place of, and its own.

``GET /backup/status`` is :func:`fleet_document`, ``GET /device/<id>/backup``
:func:`device_document`. What those services had no word for (*recent*, *verified* …) stands beside.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from os import defpath, pathsep
from typing import Any

from desktop_app.engine.fleet.standing import AtWork, Device, Fleet
from desktop_app.engine.fleet.states import Backup, State, Summary
from desktop_app.engine.sources.client import ClientSettings

RSYNC, DUMPS = (("rsync",), ("ssh",)), (("mariadb-dump", "mysqldump"),)
UNITS = ("B", "KB", "MB", "GB", "TB", "PB")


def fleet_document(fleet: Fleet, client: ClientSettings) -> dict[str, Any]:
    """The whole fleet."""
    processing = [device.id for device in fleet.devices if device.state is State.PROCESSING]
    words = Counter(device.summary for device in fleet.devices)
    return {
        "services": {
            "mysql_backup": _service(DUMPS, client, fleet.mysql_job),
            "rsync_backup": _service(RSYNC, client, fleet.rsync_job),
        },
        "summary": {
            "total_devices": len(fleet.devices),
            "processing": len(processing),
            **{word.value: words[word] for word in Summary},
        },
        "devices": {device.id: _device(device) for device in fleet.devices},
        "processing_devices": processing,
        "timestamp": fleet.at.timestamp(),
    }


def device_document(device: Device) -> dict[str, Any]:
    """One device."""
    present = [b for b in device.backups if b.state is not State.NOT_AVAILABLE]
    return {
        "device_id": device.id,
        "databases": {
            "SQLite": {"files": device.sqlite.files, "size": device.sqlite.size},
            "MariaDB": {"records": device.mysql.records, "size": device.mysql.size},
            "Video": {"files": device.video.files, "size": device.video.size},
        },
        "backup_status": {
            "mysql": _backup(device.mysql, records=True),
            "sqlite": _backup(device.sqlite),
            "video": _backup(device.video, human=True),
            "total_databases": len(present),
        },
        "recommended_backup_type": device.recommended.value,
        "supports_video_backup": device.video.state is not State.NOT_AVAILABLE,
        **_of_ours(device),
    }


def _device(device: Device) -> dict[str, Any]:
    return {
        "name": device.name,
        "backup_types": {
            "mysql": _backup(device.mysql, records=True),
            "sqlite": _backup(device.sqlite),
            "video": _backup(device.video, human=True),
        },
        "overall_status": device.state.value,
        "recommended_backup_type": device.recommended.value,
        **_of_ours(device),
    }


def _of_ours(device: Device) -> dict[str, Any]:
    return {
        "summary": device.summary.value,
        "protected": device.protected,
        "runs": device.runs,
        "faulty_runs": device.faulty,
        "oldest_run": device.oldest or None,
        "newest_run": device.newest or None,
    }


def _backup(backup: Backup, *, records: bool = False, human: bool = False) -> dict[str, Any]:
    more: dict[str, Any] = {"files": backup.files}
    if records:
        more = {"records": backup.records}
    if human:
        more["size_human"] = in_units(backup.size)
    return {
        "available": backup.available,
        "status": backup.state.value,
        "processing": backup.processing,
        "size": backup.size,
        "last_backup": backup.last.isoformat() if backup.last else None,
        "directory": backup.directory,
        "message": backup.message,
        "recent": backup.recent,
        "verified": backup.verified,
        "verified_level": backup.level.value if backup.level else None,
        "target": backup.target,
        **more,
    }


def _service(
    wanted: tuple[tuple[str, ...], ...], client: ClientSettings, job: AtWork | None
) -> Mapping[str, Any]:
    return {
        "available": all(any(map(_is_there(client), names)) for names in wanted),
        "current_device": job.target if job else None,
        "current_file": job.file if job else None,
    }


def _is_there(client: ClientSettings) -> Any:
    folders = [str(folder) for folder in client.tool_folders]
    path = pathsep.join([*folders, client.environment.get("PATH", defpath)])
    return lambda name: shutil.which(name, path=path) is not None


def in_units(size: float) -> str:
    """
    >>> in_units(43_000_000), in_units(512)
    ('41.0 MB', '512 B')
    """
    for unit in UNITS:
        if size < 1024 or unit == UNITS[-1]:
            return f"{size:.0f} B" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    raise AssertionError
