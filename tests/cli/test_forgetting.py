"""A repository is forgotten, and found again; or destroyed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import JobState
from desktop_app.engine.jobs.rows import update_job
from desktop_app.engine.sources.postgres.connection import Address
from tests.cli.conftest import CommandLine, add_target


@pytest.fixture
def filled(ready: CommandLine) -> CommandLine:
    """With a snapshot of ``lab`` in ``nas``, verified, and a schedule."""
    ready.json("backup", "lab")
    ready.json("verify", "latest:lab")
    ready.json("schedule", "set", "lab", "every day at 01:00")
    return ready


def state(place: Path) -> dict[str, bytes]:
    return {str(p.relative_to(place)): p.read_bytes() for p in place.rglob("*") if p.is_file()}


def test_one_that_is_used_is_not_forgotten(filled: CommandLine) -> None:
    called = filled("repository", "forget", "nas")
    assert (called.code, "used by the target lab" in called.err) == (2, True)
    assert [r["repository"] for r in filled.json("repository", "list")] == ["nas"]
    assert len(filled.json("snapshots")) == 1


def test_one_that_is_forgotten_is_whole_and_found_again(
    filled: CommandLine, laboratory: Address, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    filled.json("repository", "create", "other", str(other))
    filled.json(
        *("target", "add", "postgresql", "too", "--repository", "other"),
        *("--url", laboratory.url()),
    )
    filled.json("backup", "too")
    filled.json("target", "remove", "lab")
    filled.json("jobs", "list")
    before = state(tmp_path / "nas")
    told = filled.text("repository", "forget", "nas")
    assert f"still at {tmp_path / 'nas'}" in told
    assert state(tmp_path / "nas") == before
    assert [r["repository"] for r in filled.json("repository", "list")] == ["other"]
    assert [s["target"] for s in filled.json("snapshots")] == ["too"]  # the other's index stays
    assert filled.json("verify", "latest:too")["grade"] == "ok"
    deeds = [entry["what"] for entry in filled.json("audit")["deeds"]]
    assert "forgot a repository" in deeds
    cache = list((tmp_path / "profile" / "cache").iterdir())
    assert len({found.name[:16] for found in cache}) == 1
    opened = filled.json("repository", "open", "nas", str(tmp_path / "nas"))
    assert (opened["targets"], opened["snapshots"]) == (["lab"], 1)
    assert filled.json("verify", "latest:lab")["grade"] == "ok"


def test_targets_go_with_it_when_the_name_is_typed(filled: CommandLine, tmp_path: Path) -> None:
    command = ("repository", "forget", "nas", "--with-targets")
    for typed in ((), ("--yes", "other")):
        called = filled(*command, *typed)
        assert (called.code, "--yes nas" in called.err) == (2, True)
    filled.json("jobs", "add", "backup", "lab")
    done = filled.json(*command, "--yes", "nas")
    assert (done["targets"], done["deleted"]) == (["lab"], False)
    assert filled.json("target", "list") == filled.json("schedule", "show") == []
    states = [job["state"] for job in filled.json("jobs", "list")]
    assert states == ["cancelled", "succeeded", "succeeded"]  # what waited, and the history
    assert (tmp_path / "nas" / "labvault.json").exists()


def test_its_data_are_destroyed_when_that_is_asked_for(filled: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "nas" / "mine.txt").write_text("of somebody else")
    command = ("repository", "forget", "nas", "--with-targets", "--delete-data")
    assert filled(*command).code == 2
    assert filled.json(*command, "--yes", "nas")["objects"] > 3
    left = [p for p in (tmp_path / "nas").rglob("*") if p.is_file()]
    assert [p.name for p in left] == ["mine.txt"]


def test_it_is_for_a_manager_and_a_refusal_is_logged(filled: CommandLine, tmp_path: Path) -> None:
    assert filled("roles", "set-password", new_manager_password="let me in now").code == 0
    command = ("repository", "forget", "nas", "--with-targets", "--delete-data", "--yes", "nas")
    before = state(tmp_path / "nas" / "packs")
    assert filled(*command, manager_password="wrong").code == 2
    assert state(tmp_path / "nas" / "packs") == before
    assert filled.json("target", "list")
    log = filled.json("audit")["deeds"]
    assert any(not entry["allowed"] for entry in log)
    assert filled(*command, manager_password="let me in now").code == 0


def test_one_that_is_out_of_reach_can_be_forgotten_but_not_destroyed(
    filled: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "nas").rename(tmp_path / "away")
    command = ("repository", "forget", "nas", "--with-targets", "--yes", "nas")
    assert filled(*command, "--delete-data").code == 3
    assert filled.json("target", "list")
    assert filled(*command).code == 0


def test_one_that_is_worked_on_is_left_alone(filled: CommandLine, tmp_path: Path) -> None:
    from dataclasses import replace

    catalog = Catalog(tmp_path / "profile")
    (job, *_) = catalog.of().jobs.list()
    soon = datetime.now(UTC) + timedelta(minutes=5)
    with catalog.database.writing() as connection:
        update_job(connection, replace(job, state=JobState.RUNNING, alive_until=soon))
    called = filled("repository", "forget", "nas", "--with-targets", "--yes", "nas")
    assert (called.code, "is running" in called.err) == (2, True)
    with catalog.database.writing() as connection:
        update_job(connection, job)
    catalog.close()


def test_there_must_be_one(ready: CommandLine) -> None:
    assert ready("repository", "forget", "none").code == 2
    add_target(ready, Address("127.0.0.1", 1, "u", "d"), "later")
