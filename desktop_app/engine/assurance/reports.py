"""Reports of verifications and restores as JSON files, with the fields that a laboratory's scripts
know from CryoProtect, and more. They are written also when what was asked for failed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import NoPermission, NoSpace, ProfileFailed


@dataclass(frozen=True, slots=True)
class VerifiedBackup:
    """One backup in a verification report. ``hash``: hexadecimal, or empty where none was taken.

    ``more`` are fields besides those of CryoProtect.
    """

    file: str
    path: str
    moment: datetime | None
    checks: Mapping[str, bool]
    hash: str
    passed: bool
    more: Mapping[str, Any] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        return {
            "file": self.file,
            "path": self.path,
            "timestamp": self.moment and self.moment.isoformat(),
            "checks": dict(self.checks),
            "hash": self.hash or None,
            "status": "passed" if self.passed else "failed",
            **self.more,
        }


@dataclass(frozen=True, slots=True)
class RestoreRequest:
    """What was asked of a restore, in CryoProtect's words. ``only`` holds patterns of items."""

    clean: bool = False
    create: bool = True
    no_owner: bool = False
    no_privileges: bool = False
    only: tuple[str, ...] = ()
    test_mode: bool = False

    def document(self) -> dict[str, Any]:
        """
        >>> RestoreRequest(only=("lab", "lab.mixture")).document()["schema"]
        ['lab']
        """
        return {
            "clean": self.clean,
            "create": self.create,
            "no_owner": self.no_owner,
            "no_privileges": self.no_privileges,
            "schema": [each for each in self.only if "." not in each] or None,
            "table": [each for each in self.only if "." in each] or None,
            "test_mode": self.test_mode,
        }


def write_verification(
    folder: Path, now: datetime, backups: Sequence[VerifiedBackup], error: str = ""
) -> Path:
    """Write ``verification_{now}.json``; returns where. ``error``: why nothing could be looked at.

    Raises :class:`NoPermission`, :class:`NoSpace`, :class:`ProfileFailed`.
    """
    passed = sum(backup.passed for backup in backups)
    document = {
        "timestamp": now.isoformat(),
        "verified_backups": [backup.document() for backup in backups],
        "total_backups": len(backups),
        "passed": passed,
        "failed": len(backups) - passed,
        **({"error": error} if error else {}),
    }
    return _write(folder, f"verification_{now:%Y%m%d_%H%M%S}", document)


def write_restore(
    folder: Path,
    now: datetime,
    backup_file: str,
    request: RestoreRequest,
    error: str = "",
    more: Mapping[str, Any] | None = None,
) -> Path:
    """Write ``restore_{now}.json``; returns where. Without ``error`` it was a success. Raises as
    :func:`write_verification`."""
    document = {
        "timestamp": now.isoformat(),
        "backup_file": backup_file,
        "restore_options": request.document(),
        "success": not error,
        **({"error": error} if error else {}),
        **(more or {}),
    }
    return _write(folder, f"restore_{now:%Y%m%d_%H%M%S}", document)


def _write(folder: Path, name: str, document: Mapping[str, Any]) -> Path:
    """Under a name that is free: two reports may be of the same second."""
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    number = 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            path = folder / (f"{name}.json" if number == 1 else f"{name}_{number}.json")
            try:
                # Names of data and of computers are not for everybody who can log in.
                file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                number += 1
                continue
            with os.fdopen(file, "w", encoding="utf-8", errors="replace") as writing:
                writing.write(text)
            return path
    except PermissionError:
        raise NoPermission(str(folder)) from None
    except OSError as error:
        if error.errno == 28:
            raise NoSpace(str(folder)) from None
        raise ProfileFailed(str(folder), error.strerror or "it cannot be written") from None
