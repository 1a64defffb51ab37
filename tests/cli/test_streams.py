"""Standard output or standard error on a full disk: one line, the right code, nothing lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from tests.cli.conftest import CommandLine

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
FULL = (
    "labvault: The standard output could not be written: No space left on device. Check what "
    "it leads to and the free space there, and run it again.\n"
)
Ended = subprocess.CompletedProcess[str]
Call = Callable[..., Ended]


@pytest.fixture
def call(labvault: CommandLine) -> Call:
    """The program as a process of its own, with what it writes to as given."""
    settings = labvault.settings

    def call(*arguments: str, stdout: IO[Any] | int = -1, stderr: IO[Any] | int = -1) -> Ended:
        return subprocess.run(
            [sys.executable, "-m", "desktop_app", *arguments],
            stdout=stdout,
            stderr=stderr,
            text=True,
            check=False,
            env={"LABVAULT_PROFILE": str(settings.profile), "LABVAULT_PASSPHRASE": "correct horse"},
        )

    return call


@pytest.mark.parametrize(
    "arguments", [["repository", "list"], ["--json", "repository", "list"], ["--help"]]
)
def test_an_answer_that_does_not_get_out_is_told(call: Call, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = call(*arguments, stdout=full)
    assert (ended.returncode, ended.stderr) == (3, FULL)


def test_what_failed_is_told_before(call: Call) -> None:
    with Path("/dev/full").open("w") as full:
        ended = call("--json", "show", "latest:none", stdout=full)
    first, second = ended.stderr.splitlines(keepends=True)
    assert first.startswith("labvault: No snapshot is called latest:none")
    assert (ended.returncode, second) == (3, FULL)


def test_an_export_into_a_full_disk_is_one_that_failed(ready: CommandLine, call: Call) -> None:
    ready.text("backup", "lab")
    with Path("/dev/full").open("w") as full:
        ended = call("export", "latest:lab", "--output", "-", stdout=full)
    assert (ended.returncode, ended.stderr.splitlines(keepends=True)[-1]) == (3, FULL)
    assert "Traceback" not in ended.stderr
    newest = ready.json("jobs", "list")[0]
    assert (newest["kind"], newest["state"]) == ("export", "failed")


def test_who_has_read_enough_is_told_nothing(call: Call) -> None:
    """As ``labvault repository list | head -1``, where head has ended."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        ended = call("repository", "list", stdout=pipe)
    assert (ended.returncode, ended.stderr) == (3, "")


def test_nobody_to_tell_is_no_reason_to_stop(ready: CommandLine, call: Call) -> None:
    with Path("/dev/full").open("w") as full:
        ended = call("--json", "backup", "lab", stderr=full)
        refused = call("show", "latest:none", stderr=full)
    assert (ended.returncode, json.loads(ended.stdout)["grade"]) == (0, "ok")
    assert (refused.returncode, refused.stdout) == (2, "")
