"""A full disk under the profile is told from every other fault of its files."""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from pathlib import Path

import pytest

from desktop_app.engine.computer import own_file
from desktop_app.engine.computer.own_file import failure
from desktop_app.engine.errors import NoSpace, ProfileFailed

Usage = namedtuple("Usage", "total used free")


def of_sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "free", "full"),
    [
        (of_sqlite(sqlite3.SQLITE_FULL), 10**9, True),
        (of_sqlite(sqlite3.SQLITE_IOERR_SHMSIZE), 4096, True),
        (of_sqlite(sqlite3.SQLITE_IOERR_WRITE), 10**9, False),
        (of_sqlite(sqlite3.SQLITE_CANTOPEN), 0, False),
        (OSError(28, "No space left on device"), 10**9, True),
        (PermissionError(13, "Permission denied"), 0, False),
        (ValueError("odd"), 0, False),
    ],
)
def test_a_full_disk(
    error: Exception, free: int, full: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_file.shutil, "disk_usage", lambda _: Usage(10**9, 0, free))
    file = tmp_path / "catalog.sqlite"
    found = failure(file, error)
    assert type(found) is (NoSpace if full else ProfileFailed)
    assert found.where == str(tmp_path if full else file)


def test_the_reason_is_the_systems_without_its_number(tmp_path: Path) -> None:
    found = failure(tmp_path / "a", PermissionError(13, "Permission denied", "a"))
    assert vars(found) == {"where": str(tmp_path / "a"), "reason": "Permission denied"}


def test_a_disk_that_is_gone(tmp_path: Path) -> None:
    found = failure(tmp_path / "gone" / "a", of_sqlite(sqlite3.SQLITE_IOERR))
    assert isinstance(found, ProfileFailed)
