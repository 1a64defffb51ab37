"""The keyring of a real desktop: it opens, is locked, refuses, vanishes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.secret_service import PASSPHRASE

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the program gave, call by call. The home folder is new, so no real keyring is met."""
    home = tmp_path_factory.mktemp("home")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "LABVAULT_PROFILE": str(home / "profile"),
    }
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.secret_service", str(home / "nas")],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=ROOT,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    given: dict[str, Any] = json.loads(done.stdout)
    given["profile"] = home / "profile"
    return given


def test_the_keyring_opens_the_repository(told: dict[str, Any]) -> None:
    assert told["create"]["code"] == 0, told["create"]
    assert len(told["kept"]) == 1
    assert told["kept"][0].startswith("repository:")
    assert told["open"]["code"] == 0, told["open"]
    assert [slot["kind"] for slot in json.loads(told["open"]["out"])][-1] == "keyring"


@pytest.mark.parametrize("call", ["locked", "locked, to remember", "vanished"])
def test_a_keyring_that_does_not_open_is_told_in_one_line(told: dict[str, Any], call: str) -> None:
    given = told[call]
    assert given["code"] == 3, given
    assert given["err"].count("\n") == 1
    assert "keyring cannot be used" in given["err"]


def test_a_slot_that_was_revoked_is_asked_for_no_more(told: dict[str, Any]) -> None:
    """A person is needed then, and none is there."""
    given = told["revoked"]
    assert given["code"] == 2, given
    assert "LABVAULT_PASSPHRASE" in given["err"]


@pytest.mark.parametrize(
    "call",
    ["locked, with a passphrase", "vanished, with a passphrase", "vanished, to revoke"],
)
def test_a_passphrase_needs_no_keyring(told: dict[str, Any], call: str) -> None:
    assert told[call]["code"] == 0, told[call]


def test_the_passphrase_is_nowhere_in_the_profile(told: dict[str, Any]) -> None:
    held = b"".join(f.read_bytes() for f in told["profile"].rglob("*") if f.is_file())
    assert held
    assert PASSPHRASE.encode() not in held
