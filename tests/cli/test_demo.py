"""The demo keeps its promises, twice."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import CommandLine

STEPS = [
    "laboratory",
    "first backup",
    "second backup",
    "films",
    "compare",
    "verify",
    "damage",
    "restore",
]


def test_the_demo_works_and_can_be_seen_again(labvault: CommandLine, tmp_path: Path) -> None:
    told = labvault.json("demo", "--no-window")
    assert told["grade"] == "ok"
    assert [step["name"] for step in told["steps"]] == STEPS
    assert all(step["ok"] for step in told["steps"])
    steps = {step["name"]: step["figures"] for step in told["steps"]}
    assert steps["second backup"]["bytes_stored"] < steps["first backup"]["bytes_stored"] / 2
    assert "lab.experiments" in steps["compare"]["changed"]
    assert "lab.molecules" not in steps["compare"]["changed"]
    assert steps["films"]["films"] == 18
    assert steps["damage"]["problems"]
    assert not (tmp_path / "profile" / "damaged copy").exists()
    again = labvault.text("demo")
    assert "All of it worked" in again
    assert again.count("✓") == len(STEPS)
    listed = labvault("--json", "snapshots", passphrase="laboratory").document()
    levels = [(s["target"], s["level"]) for s in listed]
    assert levels[:2] == [("flies", "bytes")] * 2
    assert levels[2:] == [("laboratory", "bytes"), ("laboratory", "restored")] * 2
