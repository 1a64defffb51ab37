"""``labvault workspace``: made, chosen, limited, forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.engine.sources.postgres.connection import Address
from tests.cli.conftest import CommandLine, add_target


def make(labvault: CommandLine, name: str, tmp_path: Path, *quotas: str) -> None:
    assert labvault("workspace", "create", name, *quotas).code == 0
    place = str(tmp_path / f"{name} nas")
    assert labvault("--workspace", name, "repository", "create", "nas", place).code == 0


def test_a_workspace_is_made_listed_and_shown(labvault: CommandLine) -> None:
    made = labvault.json("workspace", "create", "genetics", "--quota-bytes", "1.5GB")
    assert made["quotas"]["bytes"] == {"used": 0, "limit": 1_500_000_000}
    names = [entry["workspace"] for entry in labvault.json("workspace", "list")]
    assert names == ["default", "genetics"]
    assert "1.4 GiB" in labvault.text("workspace", "show", "genetics")
    assert labvault.json("workspace", "show")["workspace"] == "default"
    assert labvault("workspace", "create", "genetics").code == 2
    assert labvault("--workspace", "nobody", "target", "list").code == 2


def test_the_call_goes_before_the_environment_before_the_settings(labvault: CommandLine) -> None:
    for name in ("a", "b", "c"):
        labvault.json("workspace", "create", name)
    labvault.json("settings", "set", "workspace", "a")
    shown = ("workspace", "show")
    assert labvault.json(*shown)["workspace"] == "a"
    from_environment = labvault("--json", *shown, workspace="b")
    assert from_environment.document()["workspace"] == "b"
    called = labvault("--json", "--workspace", "c", *shown, workspace="b")
    assert called.document()["workspace"] == "c"


def test_a_repository_belongs_to_one_workspace(labvault: CommandLine, tmp_path: Path) -> None:
    make(labvault, "genetics", tmp_path)
    labvault.json("workspace", "create", "physics")
    place = str(tmp_path / "genetics nas")
    refused = labvault("--workspace", "physics", "repository", "open", "other", place)
    assert refused.code == 2
    assert "belongs to another workspace" in refused.err
    assert "genetics nas" in refused.err  # the place that was typed, and no name of theirs
    assert labvault.json("--workspace", "physics", "repository", "list") == []


@pytest.mark.parametrize(
    ("quota", "limit"),
    [("--quota-targets", "1"), ("--quota-snapshots", "1"), ("--quota-bytes", "4000")],
)
def test_a_quota_stops_work_before_it_starts(
    labvault: CommandLine, laboratory: Address, tmp_path: Path, quota: str, limit: str
) -> None:
    make(labvault, "genetics", tmp_path)
    genetics = CommandLine(labvault.capture, labvault.settings, ("--workspace", "genetics"))
    add_target(genetics, laboratory)
    genetics.json("backup", "lab")
    labvault.json("workspace", "change", "genetics", quota, limit)
    if quota == "--quota-targets":
        refused = genetics(
            *("target", "add", "postgresql", "two", "--url", laboratory.url()),
            *("--repository", "nas"),
        )
    else:
        refused = genetics("backup", "lab")
    assert refused.code == 2
    assert "of the workspace genetics is" in refused.err
    assert "labvault workspace change genetics" in refused.err
    assert len(genetics.json("snapshots")) == 1
    assert len(genetics.json("target", "list")) == 1
    labvault.json("workspace", "change", "genetics", quota, "none")
    genetics.json("backup", "lab")


def test_a_first_backup_is_estimated_by_what_it_will_read(
    labvault: CommandLine, laboratory: Address, tmp_path: Path
) -> None:
    make(labvault, "genetics", tmp_path, "--quota-bytes", "20KB")
    genetics = CommandLine(labvault.capture, labvault.settings, ("--workspace", "genetics"))
    add_target(genetics, laboratory)
    refused = genetics("backup", "lab")
    assert refused.code == 2
    assert "is 19.5 KiB, it has 0 B" in refused.err
    assert not any((tmp_path / "genetics nas" / "packs").rglob("*/*"))


def test_a_repository_that_does_not_fit_is_not_taken_in(ready: CommandLine, tmp_path: Path) -> None:
    ready.json("backup", "lab")
    profile = ("--profile", str(tmp_path / "another"))
    ready.json(*profile, "workspace", "create", "small", "--quota-targets", "0")
    small = (*profile, "--workspace", "small")
    refused = ready(*small, "repository", "open", "nas", str(tmp_path / "nas"))
    assert refused.code == 2
    assert ready.json(*small, "repository", "list") == []
    ready.json(*profile, "workspace", "change", "small", "--quota-targets", "1")
    ready.json(*small, "repository", "open", "nas", str(tmp_path / "nas"))
    used = ready.json(*small, "workspace", "show")["quotas"]
    assert used["targets"] == {"used": 1, "limit": 1}
    assert used["bytes"]["used"] > 1000


def test_what_a_workspace_stores_is_what_its_packs_have(ready: CommandLine, tmp_path: Path) -> None:
    for _ in range(2):
        ready.json("backup", "lab")
    packs = sum(file.stat().st_size for file in (tmp_path / "nas" / "packs").rglob("*/*"))
    assert ready.json("workspace", "show")["quotas"]["bytes"]["used"] == packs


def test_deleting_is_confirmed(labvault: CommandLine, tmp_path: Path) -> None:
    make(labvault, "genetics", tmp_path)
    for confirm in ((), ("--confirm", "genetic")):
        refused = labvault("workspace", "delete", "genetics", *confirm)
        assert refused.code == 2
        assert "--confirm genetics" in refused.err
    assert labvault("workspace", "delete", "default", "--confirm", "default").code == 2
    assert len(labvault.json("workspace", "list")) == 2


def test_a_deleted_workspace_leaves_its_data_unless_they_are_meant_too(
    labvault: CommandLine, laboratory: Address, tmp_path: Path
) -> None:
    make(labvault, "genetics", tmp_path)
    genetics = CommandLine(labvault.capture, labvault.settings, ("--workspace", "genetics"))
    add_target(genetics, laboratory)
    snapshot = genetics.json("backup", "lab")["snapshot"]
    place = tmp_path / "genetics nas"
    (place / "a stranger's file").write_text("mine")
    gone = labvault.json("workspace", "delete", "genetics", "--confirm", "genetics")
    assert gone["left"] == [{"repository": "nas", "url": str(place)}]
    assert genetics("target", "list").code == 2

    labvault.json("workspace", "create", "genetics")
    assert genetics.json("repository", "list") == []
    genetics.json("repository", "open", "nas", str(place))
    assert [found["id"] for found in genetics.json("snapshots")] == [snapshot]

    confirmed = ("--confirm", "genetics", "--with-data")
    gone = labvault.json("workspace", "delete", "genetics", *confirmed)
    assert gone["left"] == []
    assert [file.name for file in place.rglob("*") if file.is_file()] == ["a stranger's file"]


def test_data_are_not_destroyed_where_another_repository_lies_now(
    labvault: CommandLine, tmp_path: Path
) -> None:
    make(labvault, "genetics", tmp_path)
    make(labvault, "physics", tmp_path)
    (tmp_path / "genetics nas").rename(tmp_path / "aside")
    (tmp_path / "physics nas").rename(tmp_path / "genetics nas")
    confirmed = ("--confirm", "genetics", "--with-data")
    refused = labvault("workspace", "delete", "genetics", *confirmed)
    assert refused.code == 3
    assert "Another repository lies at" in refused.err
    assert (tmp_path / "genetics nas" / "labvault.json").exists()
    assert len(labvault.json("workspace", "list")) == 3
