"""A repository that is out of reach keeps nobody from the others."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine


@pytest.fixture
def two(labvault: CommandLine, tmp_path: Path) -> CommandLine:
    """Two repositories, with a target in each; the first has a snapshot in its trash, too."""
    for name in ("alpha", "usb"):
        labvault.text("repository", "create", name, str(tmp_path / name))
        folder = tmp_path / f"of {name}"
        folder.mkdir()
        (folder / f"mouse {name}.txt").write_text(name)
        labvault.text("target", "add", "folder", f"t-{name}", str(folder), "--repository", name)
        for _ in range(2):
            labvault.text("backup", f"t-{name}")
    oldest = labvault.json("snapshots", "t-usb")[0]["id"]
    labvault.text("trash", "add", oldest)
    return labvault


def unplug(tmp_path: Path, name: str) -> Callable[[], object]:
    """Take a drive away; returns how it is plugged in again."""
    there, away = tmp_path / name, tmp_path / f"{name} in the drawer"
    there.rename(away)

    def plug_in() -> None:
        shutil.rmtree(there, ignore_errors=True)
        away.rename(there)

    return plug_in


@pytest.mark.parametrize(
    ("command", "shows"),
    [
        (["snapshots"], "t-usb"),
        (["search", "mouse"], "mouse usb.txt"),
        (["audit"], "snapshot"),
        (["trash", "list"], "t-usb"),
        (["prune", "--dry-run"], "Repository usb"),
        (["prune"], "Repository usb"),
        (["verify", "--all"], "Verified, level bytes: ok"),
        (["trash", "empty"], "1 snapshot deleted"),
    ],
)
def test_the_others_are_worked_on_and_it_is_named(
    two: CommandLine, tmp_path: Path, command: list[str], shows: str
) -> None:
    unplug(tmp_path, "alpha")
    called = two(*command)
    assert called.code == 3
    assert shows in called.out
    (fault,) = called.faults()
    assert str(tmp_path / "alpha") in fault


def test_an_empty_folder_in_its_place_is_told_as_well(two: CommandLine, tmp_path: Path) -> None:
    unplug(tmp_path, "alpha")
    (tmp_path / "alpha").mkdir()  # the mount point
    assert two.json("trash", "list", code=3)[0]["target"] == "t-usb"


def test_what_may_rest_where_nobody_can_look_is_not_unknown(
    two: CommandLine, tmp_path: Path
) -> None:
    resting = two.json("trash", "list")[0]["id"]
    plug_in = unplug(tmp_path, "usb")
    called = two("trash", "restore", resting)
    assert (called.code, str(tmp_path / "usb") in called.err) == (3, True)
    plug_in()
    unplug(tmp_path, "alpha")
    assert two.json("trash", "restore", resting)["snapshot"] == resting


def test_where_all_are_out_of_reach_there_is_one_error(two: CommandLine, tmp_path: Path) -> None:
    for name in ("alpha", "usb"):
        unplug(tmp_path, name)
    assert two("--json", "prune").document()["code"] == 3
