"""Schedules are set, shown, paused and removed by people."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.cli.conftest import CommandLine

DAY = timedelta(days=1)


def test_setting_and_showing(ready: CommandLine) -> None:
    made = ready.json("schedule", "set", "lab", "Every day at 1 am", "--zone", "Asia/Tokyo")
    assert made["rule"] == "every day at 01:00"
    assert made["zone"] == "Asia/Tokyo"
    runs = [datetime.fromisoformat(run) for run in made["next"]]
    assert [f"{run:%H:%M %z}" for run in runs] == ["01:00 +0900"] * 5
    assert {later - earlier for earlier, later in pairwise(runs)} == {DAY}
    assert datetime.fromisoformat(made["due"]) == runs[0]
    assert ready.json("schedule", "show") == [made]
    text = ready.text("schedule", "show", "lab")
    assert f"{runs[4]:%Y-%m-%d} 01:00" in text


def test_kinds_with_their_options(ready: CommandLine) -> None:
    ready.json("schedule", "set", "lab", "30 2 * * 0", "--kind", "verify", "--level", "bytes",
               "--sample", "5")  # fmt: skip
    ready.json("schedule", "set", "lab", "on the 1st of every month at 4", "--kind", "drill")
    shown = ready.json("schedule", "show", "lab")
    assert [entry["kind"] for entry in shown] == ["drill", "verify"]
    assert shown[1]["arguments"] == {"level": "bytes", "percent": 5}
    assert ready("schedule", "set", "lab", "every 5 minutes", "--sample", "5").code == 2
    assert "verify bytes 5 %  30 2 * * 0" in ready.text("schedule", "show", "lab")


def test_a_whole_verification_by_schedule(ready: CommandLine) -> None:
    made = ready.json("schedule", "set", "lab", "every sunday at 03:00", "--kind", "verify",
                      "--all", "--level", "structure")  # fmt: skip
    assert made["arguments"] == {"level": "structure", "all": True}
    assert "verify structure whole repository" in ready.text("schedule", "show")


def test_a_schedule_that_prunes_is_for_a_manager(ready: CommandLine) -> None:
    assert ready("roles", "set-password", new_manager_password="tomato").code == 0
    wanted = ("schedule", "set", "lab", "every day at 03:00", "--kind", "prune")
    called = ready(*wanted, manager_password="wrong")
    assert called.code == 2
    assert "manager's password" in called.err
    assert ready.json("schedule", "show") == []
    assert ready(*wanted, manager_password="tomato").code == 0
    assert [entry["kind"] for entry in ready.json("schedule", "show")] == ["prune"]


def test_pausing_and_resuming(ready: CommandLine) -> None:
    ready.json("schedule", "set", "lab", "every day at 01:00")
    ready.json("schedule", "set", "lab", "every sunday at 01:00", "--kind", "drill")
    ready.json("schedule", "pause", "lab", "--kind", "drill")
    assert [entry["paused"] for entry in ready.json("schedule", "show")] == [False, True]
    ready.json("schedule", "pause", "lab")
    assert [entry["paused"] for entry in ready.json("schedule", "show")] == [True, True]
    ready.json("schedule", "resume", "lab")
    assert [entry["paused"] for entry in ready.json("schedule", "show")] == [False, False]


def test_removing(ready: CommandLine) -> None:
    ready.json("schedule", "set", "lab", "every day at 01:00")
    assert ready.json("schedule", "remove", "lab")["removed"] == 1
    assert ready.json("schedule", "show") == []
    assert ready("schedule", "remove", "lab").code == 2
    ready.json("schedule", "set", "lab", "every day at 01:00")
    assert ready.json("schedule", "set", "lab", "never")["rule"] == "never"
    assert ready.json("schedule", "show") == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lab", "every blue moon at 3"), "“blue moon” is no day of the week"),
        (("lab", "after files stop changing"), "database"),
        (("lab", "every day at 1", "--zone", "Mars/Base"), "no such time zone"),
        (("nobody", "every day at 1"), "nobody"),
        (("lab", "every day at 1", "--all"), "--kind verify"),
        (("lab", "hourly", "--kind", "verify", "--level", "source"), "none can say"),
        (("lab", "hourly", "--kind", "verify", "--level", "restored", "--sample", "5"), "packs"),
    ],
)
def test_what_cannot_be(ready: CommandLine, arguments: tuple[str, ...], words: str) -> None:
    called = ready("schedule", "set", *arguments)
    assert called.code == 2
    assert words in called.err
    assert len(called.err.splitlines()) == 1
    assert ready.json("schedule", "show") == []


def test_what_a_target_must_keep(ready: CommandLine) -> None:
    changed = ready.json("target", "change", "lab", "--rpo", "1d 12h", "--proof-days", "30")
    assert changed == {
        "target": "lab", "rpo_seconds": 129_600, "rto_seconds": None, "proof_days": 30,
        "tripwires": {},
    }  # fmt: skip
    again = ready.json("target", "change", "lab", "--rto", "30m", "--rpo", "none")
    assert (again["rpo_seconds"], again["rto_seconds"], again["proof_days"]) == (None, 1800, 30)
    assert ready("target", "change", "lab", "--rpo", "soon").code == 2
    assert ready("target", "change", "nobody", "--rpo", "1h").code == 2
