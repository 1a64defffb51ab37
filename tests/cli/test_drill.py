"""A drill from the command line: what it checks, what it answers, and what is kept of it."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.sources.postgres.connection import Address
from tests.cli.conftest import CommandLine, add_target
from tests.cli.test_commands import damage


def test_a_drill_proves_and_is_one_job(ready: CommandLine, tmp_path: Path) -> None:
    kept = ready.json("backup", "lab")["snapshot"]
    reports = tmp_path / "reports"
    done = ready.json("drill", "lab", "--report", str(reports))
    assert (done["grade"], done["snapshot"], done["rows"]) == ("ok", kept, 602)
    assert (done["problems"], done["warnings"]) == ([], [])
    assert done["bytes"] > 0
    assert 0 < done["rto_seconds"] <= done["seconds"]
    checks = {check["name"]: check for check in done["checks"]}
    assert list(checks) == ["restores", "equal", "answers", "time", "age"]
    assert {check["ok"] for check in checks.values()} == {True}
    assert checks["equal"]["detail"] == "602 rows, read back and compared"
    assert checks["answers"]["detail"] == "3 tables, counted by queries"
    assert "no limit set" in checks["time"]["detail"]
    assert ready.json("snapshots", "lab")[0]["level"] == "restored"

    jobs = ready.json("jobs", "list")
    assert [job["kind"] for job in jobs] == ["drill", "backup"]
    job = ready.json("jobs", "show", str(jobs[0]["key"]))
    assert (job["state"], job["most_tries"], job["snapshot"]) == ("succeeded", 0, kept)
    assert job["figures"]["rto_seconds"] == done["rto_seconds"]
    assert any("scratch server" in line["line"] for line in job["log"])

    (file,) = reports.glob("verification_*.json")
    (told,) = json.loads(file.read_text())["verified_backups"]
    assert (told["status"], told["checks"]) == ("passed", {"restored": True})
    assert told["drill"]["rto_seconds"] == done["rto_seconds"]
    assert told["drill"]["checks"] == done["checks"]


def test_slower_than_the_limit_is_a_problem_and_people_are_told(
    ready: CommandLine, tmp_path: Path
) -> None:
    ready.json("backup", "lab")
    with closing(Catalog(tmp_path / "profile")) as catalog:
        targets = catalog.of("default").targets
        targets.change(replace(targets.load("lab"), rto_seconds=0))
        text = ready.text("drill", "lab", code=1)
        assert "Drill of lab, snapshot" in text
        assert ": warning, restored in" in text
        assert "▲ time" in text
        assert "limit 0.0 s" in text
        (newest, _) = ready.json("jobs", "list")
        assert (newest["kind"], newest["state"]) == ("drill", "warning")
        log = ready.json("jobs", "show", str(newest["key"]))["log"]
        assert any("may take 0" in line["line"] for line in log)
        faults = catalog.of("default").notices.faults()
        assert [fault.key for fault in faults if fault.cleared is None] == ["warning:drill:lab"]


def test_damage_is_found_and_told_where_it_stands(ready: CommandLine, tmp_path: Path) -> None:
    ready.json("backup", "lab")
    damage(next(file for file in (tmp_path / "nas" / "packs").rglob("*") if file.is_file()))
    done = ready.json("drill", "lab", "--report", str(tmp_path), code=1)
    assert (done["grade"], done["rto_seconds"]) == ("failed", None)
    first = done["checks"][0]
    assert (first["name"], first["ok"]) == ("restores", False)
    assert "cannot be restored: packs/" in first["detail"]
    assert "equal" not in [check["name"] for check in done["checks"]]
    (file,) = tmp_path.glob("verification_*.json")
    assert json.loads(file.read_text())["failed"] == 1
    assert ready.json("jobs", "list")[0]["state"] == "failed"
    assert ready.json("snapshots", "lab")[0]["level"] is None
    with closing(Catalog(tmp_path / "profile")) as catalog:  # so nothing is pruned
        assert catalog.of("default").repositories.load("nas").damaged is not None
    assert "did not restore" in ready.text("drill", "lab", code=1)


def test_an_older_snapshot_is_not_asked_for_its_age(ready: CommandLine) -> None:
    older = ready.json("backup", "lab")["snapshot"]
    ready.json("backup", "lab")
    done = ready.json("drill", "lab", "--snapshot", older[:12])
    assert done["snapshot"] == older
    assert [check["name"] for check in done["checks"]][-1] == "time"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nope",), "nope"),
        (("lab",), "No snapshot is called latest:lab"),
        (("lab", "--snapshot", "other"), "is of other, not lab"),
    ],
)
def test_what_cannot_be(
    ready: CommandLine, database: Address, arguments: tuple[str, ...], words: str
) -> None:
    if "other" in arguments:
        add_target(ready, database, "other")
        snapshot = ready.json("backup", "other")["snapshot"]
        arguments = (*arguments[:-1], snapshot)
    called = ready("drill", *arguments)
    assert called.code == 2
    assert words in called.err
