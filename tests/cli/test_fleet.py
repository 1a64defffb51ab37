"""Ethoscopes at a terminal: protect, look, restore one run, ask what may be deleted."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.demo.ethoscopes.root import make_root
from desktop_app.demo.ethoscopes.wish import SampleRun, Wish
from tests.cli.conftest import CommandLine


@pytest.fixture
def fleet(labvault: CommandLine, tmp_path: Path) -> tuple[CommandLine, tuple[SampleRun, ...]]:
    """Two devices with two runs each, each device a target."""
    now = datetime.now(UTC) - timedelta(hours=3)
    runs = make_root(tmp_path / "data", Wish(devices=2, runs=2, chunks=1, now=now))
    assert labvault("repository", "create", "nas", str(tmp_path / "nas")).code == 0
    added = labvault.json(
        *("target", "add", "ethoscope", "flies", str(tmp_path / "data")),
        *("--repository", "nas", "--zone", "Europe/London"),
    )
    assert [each["target"] for each in added["targets"]] == ["flies-001", "flies-002"]
    return labvault, runs


def test_each_device_is_a_target_and_is_told_in_the_fields_of_the_old_services(
    fleet: tuple[CommandLine, tuple[SampleRun, ...]],
) -> None:
    labvault, runs = fleet
    before = labvault.json("fleet", code=1)
    assert {d["overall_status"] for d in before["devices"].values()} == {"no_backups"}
    assert "2 of 2 devices need you." in labvault.text("fleet", code=1)
    for name in ("flies-001", "flies-002"):
        assert labvault("backup", name).code == 0
    document = json.loads(labvault("fleet", "--json").out)
    assert document.keys() >= {"services", "summary", "devices", "processing_devices", "timestamp"}
    assert document["services"]["rsync_backup"].keys() == {
        *("available", "current_device", "current_file")
    }
    device = document["devices"][runs[0].machine_id]
    assert (device["name"], device["overall_status"], device["runs"]) == (
        *("ETHOSCOPE_001", "success", 2),
    )
    text = labvault.text("fleet")
    assert text.startswith("All is well with 2 devices.")
    assert "not verified" in text
    one = labvault.json("fleet", "show", "001")
    assert one["device_id"] == runs[0].machine_id
    assert one["recommended_backup_type"] == "rsync"
    assert "ETHOSCOPE_001" in labvault.text("fleet", "show", "ETHOSCOPE_001")
    assert labvault("fleet", "show", "999").code == 2


def test_a_run_is_restored_by_one_choice_rows_and_films(
    fleet: tuple[CommandLine, tuple[SampleRun, ...]], tmp_path: Path
) -> None:
    labvault, runs = fleet
    assert labvault("backup", "flies-002").code == 0
    run = runs[2]
    chosen = f"run:{run.started:%Y-%m-%d}@002"
    done = labvault.json(
        *("restore", "latest:flies-002", "--to", str(tmp_path / "back"), "--only", chosen)
    )
    assert done["grade"] == "ok"
    for name in (*run.films, str(run.database)):
        assert (tmp_path / "back" / name).read_bytes() == (tmp_path / "data" / name).read_bytes()
    assert not (tmp_path / "back" / str(runs[3].database)).exists()
    missing = labvault(
        *("restore", "latest:flies-002", "--to", str(tmp_path / "b"), "--only", "run:1999@002")
    )
    assert missing.code == 2


def test_what_may_be_deleted_is_certified_and_checked_again(
    fleet: tuple[CommandLine, tuple[SampleRun, ...]], tmp_path: Path
) -> None:
    labvault, runs = fleet
    assert labvault("backup", "flies-001").code == 0
    assert "No run may be deleted yet." in labvault.text("fleet", "advice")
    assert labvault("verify", "latest:flies-001").code == 0
    # All repositories of a test lie on one disk, which is that of the data.
    refused = labvault.json("fleet", "advice", "--copies", "1", "--places", "1")
    assert refused["deletable"] == []
    assert any("does not count" in why for why in refused["not_deletable"][0]["reasons"])
    run = f"{runs[0].started:%Y-%m-%d}@001"
    output = tmp_path / "certificate.json"
    kept = labvault("fleet", "certificate", run, "--output", str(output))
    assert kept.code == 1
    assert "keep it" in kept.out
    assert not output.exists()
    assert labvault("fleet", "certificate", "1999@001").code == 2
    output.write_text(json.dumps([{"form": "LabVault certificate 1", "run": "x", "blake3": "y"}]))
    checked = labvault.json("fleet", "check", str(output), code=1)
    assert checked[0]["intact"] is False
    output.write_text("no JSON")
    assert labvault("fleet", "check", str(output)).code == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("/nowhere",), 3),
        (("ssh://u:secret@host/data",), 2),
        (("DATA", "--device", "999"), 2),
        (("DATA", "--zone", "Mars/Olympus"), 2),
        (("DATA", "--together", "--device", "001"), 2),
    ],
)
def test_what_cannot_be_protected_is_refused(
    fleet: tuple[CommandLine, tuple[SampleRun, ...]],
    tmp_path: Path,
    arguments: tuple[str, ...],
    code: int,
) -> None:
    labvault, _ = fleet
    given = [str(tmp_path / "data") if each == "DATA" else each for each in arguments]
    called = labvault("target", "add", "ethoscope", "more", *given, "--repository", "nas")
    assert called.code == code
    assert "secret" not in called.err


def test_one_target_may_hold_all_devices(
    fleet: tuple[CommandLine, tuple[SampleRun, ...]], tmp_path: Path
) -> None:
    labvault, runs = fleet
    data = str(tmp_path / "data")
    added = labvault.json(
        *("target", "add", "ethoscope", "all", data, "--repository", "nas", "--together")
    )
    assert [each["url"] for each in added["targets"]] == [data]
    assert labvault("backup", "all").code == 0
    document = labvault.json("fleet")
    assert {run.machine_id for run in runs} == document["devices"].keys()
