"""What is found out about one dump, without any server."""

from __future__ import annotations

from pathlib import Path

import pytest
from psycopg import sql

from desktop_app.engine.progress import Silent
from desktop_app.engine.sources.client import ClientSettings
from desktop_app.engine.sources.postgres.archives.archive import Archives
from desktop_app.engine.takeover.examination import Examined, examine
from desktop_app.engine.takeover.folder import look_through
from tests.cryoprotect import Folder, pg_dump
from tests.servers import Server


@pytest.fixture(scope="module")
def dump(pg17: Server) -> bytes:
    address = pg17.create_database("takeover_examined")
    pg17.execute(sql.SQL("CREATE TABLE molecule (id integer)"), address)
    return pg_dump(address, "--format=custom")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def examined(folder: Folder) -> Examined:
    (found,) = look_through(folder.path).dumps
    return examine(found, Archives(ClientSettings()), Silent())


def test_a_good_one(folder: Folder, dump: bytes) -> None:
    folder.add(dump, ending=".dump.gz")
    found = examined(folder)
    assert (found.fault, found.remarks, found.passed) == ("", (), True)
    assert found.made_by.startswith("17.")


@pytest.mark.parametrize("ending", [".dump.enc", ".dump.gz.enc"])
def test_called_encrypted_and_is_not(folder: Folder, dump: bytes, ending: str) -> None:
    folder.add(dump, ending=ending)
    found = examined(folder)
    assert found.passed
    assert found.remarks == (
        "its name says that it is encrypted; it is not: it is a custom archive of pg_dump",
    )


def test_called_compressed_and_is_not(folder: Folder, dump: bytes) -> None:
    path = folder.add(dump, ending=".dump.gz", side=False)
    path.write_bytes(dump)
    found = examined(folder)
    assert found.fault == ""
    assert "its name says that it is compressed; it is not" in found.remarks


def test_called_incremental(folder: Folder, dump: bytes) -> None:
    folder.add(dump, kind="incremental")
    found = examined(folder)
    assert found.passed
    assert "whole dump" in found.remarks[0]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"size_bytes": 7}, "size_bytes is 7"),
        ({"backup_type": "incremental"}, "backup_type is incremental"),
        ({"backup_file": "C:\\backups\\x.dump"}, "backup_file is C:"),
        ({"timestamp": "2024-01-02T03:04:05"}, "timestamp is 2024"),
        ({"timestamp": ["?"]}, "timestamp is ['?']"),
    ],
)
def test_side_file_that_contradicts(
    folder: Folder, dump: bytes, said: dict[str, object], told: str
) -> None:
    folder.add(dump, **said)  # type: ignore[arg-type]
    found = examined(folder)
    assert (found.fault, found.checks["metadata"], found.passed) == ("", False, False)
    assert told in found.remarks[0]


@pytest.mark.parametrize(
    "said",
    [
        {"timestamp": "2025-01-02T03:04:09.123456"},
        {"timestamp": "2025-01-02T03:05:05+01:00"},
        {"backup_file": "C:\\backups\\cryoprotect_20250102_030405_full.dump"},
        {"backup_file": "/var/backups/cryoprotect_20250102_030405_full.dump"},
    ],
)
def test_side_file_that_says_it_otherwise(
    folder: Folder, dump: bytes, said: dict[str, object]
) -> None:
    folder.add(dump, **said)  # type: ignore[arg-type]
    assert examined(folder).passed


def test_the_size_before_compression_is_no_contradiction(folder: Folder, dump: bytes) -> None:
    folder.add(dump, ending=".dump.gz", size_bytes=len(dump))
    assert examined(folder).passed


def test_an_impossible_date(folder: Folder, dump: bytes) -> None:
    folder.add(dump, "20251399_030405")
    assert "no possible date" in examined(folder).fault


def test_no_right_to_read_it(folder: Folder, dump: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.add(dump, side=False)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        found = examined(folder)
    assert (found.fault, found.checks["file_integrity"]) == ("permission denied", False)


def test_a_dump_of_an_empty_database(folder: Folder, pg17: Server) -> None:
    address = pg17.create_database("takeover_empty")
    folder.add(pg_dump(address, "--format=custom"))
    found = examined(folder)
    assert found.passed
    assert "there is nothing in it" in found.remarks[0]
