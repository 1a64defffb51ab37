"""Where a word stands, over all snapshots of a workspace and of no other."""

from __future__ import annotations

from pathlib import Path

from desktop_app.engine.sources.postgres.connection import Address
from tests.cli.conftest import CommandLine, add_target


def test_tables_labels_and_notes_are_found(ready: CommandLine) -> None:
    ready.json("backup", "lab")
    ready.json("backup", "lab")
    ready.json("label", "latest:lab", "--label", "mixtures were right")
    assert ready.json("search", "MIX", "--cached")["looked_into"] == 0
    found = ready.json("search", "MIX")
    assert (found["looked_into"], found["snapshots"], found["more"]) == (2, 2, False)
    assert [(p["name"], p["kind"], p["snapshots"]) for p in found["places"]] == [
        ("mixtures were right", "said", 1),
        ("lab.mixture", "rows", 2),
    ]
    assert "lab.mixture" in ready.text("search", "mix", "--cached")
    assert "Nothing is called %." in ready.text("search", "%")


def test_a_search_stays_in_its_workspace(
    ready: CommandLine, laboratory: Address, tmp_path: Path
) -> None:
    ready.json("backup", "lab")
    ready.json("search", "mixture")
    ready.json("workspace", "create", "other")
    other = CommandLine(ready.capture, ready.settings, ("--workspace", "other"))
    found = other.json("search", "mixture")
    assert (found["places"], found["snapshots"]) == ([], 0)
    assert other("repository", "create", "nas", str(tmp_path / "other nas")).code == 0
    add_target(other, laboratory)
    other.json("backup", "lab")
    assert other.json("search", "mixture")["places"][0]["snapshots"] == 1
