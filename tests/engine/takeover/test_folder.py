"""Looking through folders of backups."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.engine.errors import BadAddress
from desktop_app.engine.takeover.folder import look_through
from tests.cryoprotect import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "backups")


def test_dumps_come_by_date_wherever_they_lie(folder: Folder) -> None:
    folder.add(b"2", "20250102_000000")
    Folder(folder.path / "below" / "deeper").add(b"1", "20250101_000000")
    folder.add_folder("daily_backup_20250103_000000", {"cryo.sql": b"3"})
    found = look_through(folder.path)
    assert [dump.shown for dump in found.dumps] == [
        "below/deeper/cryoprotect_20250101_000000_full.dump",
        "cryoprotect_20250102_000000_full.dump",
        "daily_backup_20250103_000000/cryo.sql",
    ]
    assert found.others == ()


def test_what_is_no_dump_is_named(folder: Folder) -> None:
    folder.add(b"1")
    (folder.path / "README.txt").write_text("hello")
    folder.add_folder("config_backup_20250103_000000", {"settings.yaml": b"a: 1"})
    names = [remark.item for remark in look_through(folder.path).others]
    assert names == ["README.txt", "config_backup_20250103_000000/settings.yaml"]


def test_a_side_file_without_its_dump(folder: Folder) -> None:
    folder.add(b"1").unlink()
    (dump,) = look_through(folder.path).dumps
    assert not dump.path.exists()


def test_a_single_dump_may_be_named(folder: Folder) -> None:
    path = folder.add(b"1")
    folder.add(b"2", "20250103_000000")
    (dump,) = look_through(path).dumps
    assert (dump.path, dump.said is not None) == (path, True)


@pytest.mark.parametrize(
    ("side", "fault"),
    [
        (b"{", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[1]", "is not a JSON object"),
    ],
    ids=["cut", "binary", "deep", "list"],
)
def test_a_bad_side_file_is_a_fault_of_its_own(folder: Folder, side: bytes, fault: str) -> None:
    path = folder.add(b"1")
    Path(f"{path}.meta.json").write_bytes(side)
    (dump,) = look_through(folder.path).dumps
    assert dump.said is None
    assert fault in dump.said_fault


@pytest.mark.parametrize(
    "listed",
    [
        {"cryo.sql": "A" * 32},
        {"files": {"cryo.sql": f"sha256:{'b' * 64}"}},
        {"files": {"/data/daily/cryo.sql": {"size": 1, "sha256": "c" * 64}}},
    ],
)
def test_checksums_are_found_however_they_are_nested(folder: Folder, listed: object) -> None:
    place = folder.add_folder("daily_backup_20250103_000000", {"cryo.sql": b"3"})
    (place / "checksums.json").write_text(json.dumps(listed))
    (dump,) = look_through(folder.path).dumps
    assert len(set(dump.checksum)) == 1
    assert dump.checksum[0] in "abc"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadAddress):
        look_through(tmp_path / "gone")


def test_links_to_folders_are_not_followed(folder: Folder) -> None:
    folder.add(b"1")
    (folder.path / "round").symlink_to(folder.path)
    assert len(look_through(folder.path).dumps) == 1
