"""Runs LabVault against a real GNOME keyring, in a D-Bus session that nothing else uses.

Called by ``test_secret_service.py`` inside ``dbus-run-session``; prints what each call of the
program gave, as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import secretstorage

PASSPHRASE = "correct horse"


def start_keyring() -> subprocess.Popen[bytes]:
    """A daemon whose login keyring is new, and open."""
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--unlock", "--components=secrets", "--foreground"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert daemon.stdin is not None
    assert daemon.stdout is not None
    daemon.stdin.write(b"login\n")
    daemon.stdin.close()
    daemon.stdout.readline()  # it says where it listens when it does
    return daemon


def labvault(*arguments: str, passphrase: str | None = None) -> dict[str, object]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LABVAULT_PASS")}
    if passphrase:
        environment["LABVAULT_PASSPHRASE"] = passphrase
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    return {"code": done.returncode, "out": done.stdout, "err": done.stderr}


def items() -> list[str]:
    """The names of what the keyring holds of LabVault."""
    with closing(secretstorage.dbus_init()) as bus:
        found = secretstorage.search_items(bus, {"service": "labvault"})
        return [item.get_attributes()["username"] for item in found]


def lock() -> None:
    with closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()


def story(nas: Path) -> dict[str, object]:
    daemon = start_keyring()
    try:
        told = while_it_runs(nas)
    finally:
        daemon.kill()
        daemon.wait()
    # The session's bus starts another daemon when it is asked; that one's keyring is locked.
    slots = json.loads(str(told["open"]["out"]))
    told["vanished"] = labvault("key", "list", "nas")
    told["vanished, with a passphrase"] = labvault("key", "list", "nas", passphrase=PASSPHRASE)
    told["vanished, to revoke"] = labvault(
        "key", "revoke", "nas", slots[-1]["id"], passphrase=PASSPHRASE
    )
    told["revoked"] = labvault("key", "list", "nas")
    return told


def while_it_runs(nas: Path) -> dict[str, Any]:
    told: dict[str, Any] = {}
    create = ("repository", "create", "nas", str(nas), "--remember")
    told["create"] = labvault(*create, passphrase=PASSPHRASE)
    told["kept"] = items()
    told["open"] = labvault("--json", "key", "list", "nas")
    lock()
    told["locked"] = labvault("key", "list", "nas")
    told["locked, with a passphrase"] = labvault("key", "list", "nas", passphrase=PASSPHRASE)
    told["locked, to remember"] = labvault("key", "add", "nas", "--keyring", passphrase=PASSPHRASE)
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(story(Path(sys.argv[1]))))
