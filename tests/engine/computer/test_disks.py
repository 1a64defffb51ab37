"""What lies on one disk is told from what does not, as Linux tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.engine.computer import disks
from desktop_app.engine.computer.disks import Ground, ground_of, system_ground


def test_a_folder_is_on_the_ground_that_it_is_in(tmp_path: Path) -> None:
    assert ground_of(tmp_path) == ground_of(tmp_path.parent)
    assert ground_of(Path("/")).is_on(system_ground())
    with pytest.raises(FileNotFoundError):
        ground_of(tmp_path / "nothing")


def machine(folder: Path) -> Path:
    """Two disks: ``sda`` with two partitions, the second under an encrypted volume; ``sdb``."""
    devices = folder / "devices"
    for name in ("sda/sda1", "sda/sda2", "sdb/sdb1"):
        (devices / name).mkdir(parents=True)
        (devices / name / "partition").touch()
        (devices / name / "slaves").mkdir()
    (devices / "dm-0" / "slaves").mkdir(parents=True)
    (devices / "dm-0" / "slaves" / "sda2").symlink_to(devices / "sda" / "sda2")
    blocks = folder / "block"
    blocks.mkdir()
    for number, name in (("8:1", "sda/sda1"), ("8:2", "sda/sda2"), ("8:17", "sdb/sdb1")):
        (blocks / number).symlink_to(devices / name)
    (blocks / "253:0").symlink_to(devices / "dm-0")
    return blocks


def test_partitions_and_volumes_are_of_their_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disks, "BLOCKS", machine(tmp_path))
    found = {number: disks._disks(number) for number in ("8:1", "8:2", "253:0", "8:17", "0:40")}
    assert found == {
        "8:1": {"sda"},
        "8:2": {"sda"},
        "253:0": {"sda"},
        "8:17": {"sdb"},
        "0:40": frozenset(),
    }


def test_a_share_is_named_as_it_is_mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts, place = tmp_path / "mountinfo", tmp_path / "my nas"
    place.mkdir()
    written = str(place).replace(" ", "\\040")
    mounts.write_text(
        "24 1 8:1 / / rw,noatime - ext4 /dev/sda1 rw\n"
        f"36 24 0:52 / {written} rw,relatime shared:1 - cifs //nas/lab rw\n"
        "a line that a newer kernel writes\n"
    )
    monkeypatch.setattr(disks, "MOUNTS", mounts)
    assert ground_of(place) == Ground(frozenset({"//nas/lab"}), "//nas/lab")
    assert ground_of(tmp_path).share == ""
