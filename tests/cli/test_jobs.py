"""The queue from the command line: what is said, what is answered, what comes out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.engine.catalog.catalog import Catalog
from desktop_app.engine.catalog.entries import Job, JobKind, JobState
from desktop_app.engine.computer.process import ProcessMark, born, machine
from desktop_app.engine.errors import ServerUnreachable, WrongKey
from desktop_app.engine.jobs.queue import Queue
from desktop_app.engine.jobs.rules import Ending
from tests.cli.conftest import CommandLine
from tests.engine.jobs.material import job

DOWN = ServerUnreachable("db", "refused\x1b[31m")


def fail_one(profile: Path, fault: Exception, most_tries: int = 1) -> int:
    """A job of another program that failed; returns its key."""
    catalog = Catalog(profile)
    queue = Queue(catalog)
    key = queue.add(job(most_tries=most_tries)).key
    held = queue.take(ProcessMark.of_this())
    assert held is not None
    queue.end(held, Ending(1.0, fault=fault))
    catalog.close()
    return key


def profile_of(labvault: CommandLine) -> Path:
    assert labvault.settings.profile is not None
    return labvault.settings.profile


def test_a_queued_backup_is_done(ready: CommandLine) -> None:
    assert "No such job" in ready.text("jobs", "list")
    said = ready.text("jobs", "add", "backup", "lab", "--priority", "3")
    assert said.splitlines()[0] == "Job 1, backup of lab, is queued."
    assert len(said.splitlines()) == 2
    (waiting,) = ready.json("jobs", "list", "--open")
    assert (waiting["state"], waiting["priority"]) == ("queued", 3)
    assert "1 tries made, 0 of them failed" in ready.text("jobs", "run")
    done = ready.json("jobs", "show", "1")
    assert (done["state"], done["grade"], done["tries"]) == ("succeeded", "ok", 1)
    assert done["figures"]["rows"] == 602
    assert done["figures"]["bytes"] > 0
    assert done["snapshot"] == ready.json("snapshots", "lab")[0]["id"]
    assert any(line["line"].startswith("backing up") for line in done["log"])
    assert ready.json("jobs", "list", "--open") == []
    assert "602 rows" in ready.text("jobs", "show", "1")
    assert "succeeded" in ready.text("jobs", "list")


def test_a_verification_and_a_drill(ready: CommandLine) -> None:
    ready.json("backup", "lab")
    ready.text("jobs", "add", "verify", "lab", "--level", "structure")
    ready.text("jobs", "add", "drill", "lab", "--time-limit", "300")
    ended = {done["kind"]: done for done in ready.json("jobs", "run", "--workers", "2")}
    assert {done["state"] for done in ended.values()} == {"succeeded"}
    assert ended["drill"]["figures"]["rto_seconds"] > 0
    assert ready.json("snapshots", "lab")[0]["level"] == "restored"


def test_a_whole_verification_is_of_the_repository(ready: CommandLine) -> None:
    ready.json("backup", "lab")
    ready.json("backup", "lab")
    queued = ready.json("jobs", "add", "verify", "lab", "--all", "--sample", "100")
    assert (queued["target"], queued["repository"]) == ("", "nas")
    (done,) = ready.json("jobs", "run")
    assert (done["state"], done["figures"]["items"]) == ("succeeded", 12)  # of both snapshots
    assert {each["level"] for each in ready.json("snapshots")} == {"bytes"}
    assert ready("jobs", "add", "drill", "lab", "--all").code == 2
    assert "none can say" in ready("jobs", "add", "verify", "lab", "--level", "source").err


def test_a_run_by_hand_is_listed(ready: CommandLine) -> None:
    ready.json("backup", "lab")
    (done,) = ready.json("jobs", "list")
    assert (done["kind"], done["state"], done["most_tries"]) == ("backup", "succeeded", 0)
    assert "run by hand" in ready.text("jobs", "show", "1")
    assert "job 1 is succeeded" in ready("jobs", "retry", "1").err


def test_a_failure_is_told_in_words(labvault: CommandLine) -> None:
    key = str(fail_one(profile_of(labvault), WrongKey("/mnt/nas", "passphrase")))
    found = labvault.json("jobs", "show", key)
    assert found["state"] == "failed"
    assert found["error"]["class"] == "WrongKey"
    assert "the passphrase does not fit" in found["error"]["sentence"]
    assert "the passphrase does not fit" in labvault.text("jobs", "show", key)
    assert "WrongKey" in labvault.text("jobs", "list", "--state", "failed")
    assert labvault.json("jobs", "list", "--state", "dead") == []


def test_a_dead_job_is_retried_or_dismissed(labvault: CommandLine) -> None:
    key = str(fail_one(profile_of(labvault), DOWN))
    assert labvault.json("jobs", "list", "--open")[0]["state"] == "dead"
    assert "\x1b" not in labvault.text("jobs", "show", key)
    assert labvault.text("jobs", "dismiss", key).startswith(f"Job {key}, backup of lab, is dis")
    assert labvault.json("jobs", "list", "--open") == []
    assert "dead, dismissed" in labvault.text("jobs", "list")
    assert labvault.text("jobs", "retry", key).startswith(f"Job {key}, backup of lab, is queued ag")
    assert labvault.text("jobs", "cancel", key).splitlines() == [
        f"Job {key}, backup of lab, is cancelled.",
        "It was not at work.",
    ]
    refused = labvault("jobs", "dismiss", key)
    assert refused.code == 2
    assert f"job {key} is cancelled" in refused.err


def test_a_job_that_waits_for_its_next_try(labvault: CommandLine) -> None:
    fail_one(profile_of(labvault), DOWN, most_tries=3)
    assert "again after" in labvault.text("jobs", "list")
    assert labvault.text("jobs", "run") == "Nothing is due.\n"


def test_what_fails_in_a_run_is_told(ready: CommandLine) -> None:
    ready.text("jobs", "add", "verify", "lab")
    said = ready.text("jobs", "run", code=1)
    assert "▲ Job 1, verify of lab: failed. No snapshot is called latest:lab" in said
    assert "1 of them failed" in said


def test_nobody_is_asked_for_a_passphrase(ready: CommandLine) -> None:
    ready.text("jobs", "add", "backup", "lab")
    ended = ready("--json", "jobs", "run", passphrase=None)
    assert ended.code == 1
    assert ended.document()[0]["error"]["class"] == "SecretNeeded"


def test_a_second_backup_at_once_is_refused_in_one_line(ready: CommandLine) -> None:
    catalog = Catalog(profile_of(ready))
    queue = Queue(catalog)
    queue.add(job())
    assert queue.take(ProcessMark.of_this()) is not None
    called = ready("backup", "lab")
    assert called.code == 3
    assert len(called.err.strip().splitlines()) == 1
    assert "No second backup of lab was begun: job 1 of" in called.err
    assert "by " in ready.text("jobs", "list")
    asked = ready.text("jobs", "cancel", "1")
    assert "was asked to stop" in asked
    assert "is asked to stop" in ready.text("jobs", "list")
    assert "Run by" in ready.text("jobs", "show", "1")
    catalog.close()


def test_what_a_killed_program_left_is_seen_when_looking(labvault: CommandLine) -> None:
    catalog = Catalog(profile_of(labvault))
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        gone = ProcessMark("here", machine(), child.pid, born(child.pid) or "")
        Queue(catalog).begin(job(), gone)
        child.kill()
    catalog.close()
    (found,) = labvault.json("jobs", "list")
    assert (found["state"], found["error"]["class"]) == ("failed", "ProgramEnded")


def test_jobs_of_another_workspace_are_not_there(labvault: CommandLine) -> None:
    catalog = Catalog(profile_of(labvault))
    key = str(Queue(catalog).add(job(workspace="physics")).key)
    catalog.close()
    assert labvault.json("jobs", "list") == []
    for command in ("show", "cancel", "retry", "dismiss"):
        assert labvault("jobs", command, key).code == 2


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (job("lab", JobKind.PRUNE), 2),
        (job("lab", JobKind.RESTORE, arguments={"replace": True}), 2),
        (job("lab", JobKind.RESTORE), 0),
        (job("lab", JobKind.VERIFY), 0),
    ],
)
def test_queueing_again_what_destroys_is_for_a_manager(
    labvault: CommandLine, wanted: Job, code: int
) -> None:
    assert labvault("roles", "set-password", new_manager_password="tomato").code == 0
    catalog = Catalog(profile_of(labvault))
    queue = Queue(catalog)
    key = str(queue.add(wanted).key)
    queue.of("default").cancel(int(key))
    assert labvault("jobs", "retry", key, manager_password="wrong").code == code
    waits = catalog.of("default").jobs.load(int(key)).state is JobState.QUEUED
    assert waits is (code == 0)
    catalog.close()
    assert labvault("jobs", "retry", key, manager_password="tomato").code == 0


def test_unknown_things(ready: CommandLine) -> None:
    assert ready("jobs", "add", "backup", "nope").code == 2
    assert ready("jobs", "add", "prune", "lab").code == 2
    assert ready("jobs", "show", "99").code == 2
