"""Scratch servers: private, and gone however LabVault ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from desktop_app.engine.errors import Cancelled, NotSupported, ToolFailed
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources.mariadb.connection import connect
from desktop_app.engine.sources.mariadb.scratch import server
from desktop_app.engine.sources.mariadb.scratch.server import ScratchServer
from tests.mariadb_servers import start_mariadb, template
from tests.waiting import wait_until

PROGRAM = """
import sys, time
from pathlib import Path
from desktop_app.engine.sources.mariadb.scratch.server import ScratchServer
running = ScratchServer.start(template=Path(sys.argv[1]))
print(running.process, running.folder, flush=True)
time.sleep(600)
"""


def is_gone(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"


def test_nobody_else_gets_at_it_and_nothing_stays() -> None:
    with start_mariadb() as running:
        assert connect(running.address, "", {}).rows("SELECT @@skip_networking") == ((1,),)
        folder = running.folder
        assert (folder / "s").stat().st_mode & 0o077 == 0
        assert (folder / "data").stat().st_mode & 0o077 == 0
        if os.geteuid() == 0:
            owner = Path(f"/proc/{running.process}").stat().st_uid
            assert owner != 0
    assert is_gone(running.process)
    assert not folder.exists()
    running.close()  # harmless


@pytest.mark.parametrize("whom", ["LabVault", "its guardian"])
def test_it_ends_with_a_killed_labvault(whom: str) -> None:
    start_mariadb().close()  # skips where there is no server
    command = [sys.executable, "-c", PROGRAM, str(template())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as labvault:
        assert labvault.stdout is not None
        number, folder = labvault.stdout.readline().split()
        process = int(number)
        if whom == "LabVault":
            labvault.kill()
        else:
            stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            os.kill(int(stat[1]), signal.SIGKILL)
        wait_until(lambda: is_gone(process), seconds=60)
        labvault.kill()
    if whom == "LabVault":
        wait_until(lambda: not Path(folder).exists(), seconds=60)
    else:
        os.utime(Path(folder) / "guard", (0, 0))
        server.remove_left_over()
        assert not Path(folder).exists()


def test_where_it_is_not_installed_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "USUAL", ())
    with pytest.raises(NotSupported) as missing:
        ScratchServer.start("/nowhere")
    assert "install mariadb-server" in missing.value.reason


def test_a_server_that_does_not_come_up_says_why() -> None:
    with pytest.raises(ToolFailed) as failed:
        ScratchServer.start(settings={"no-such-setting": "1"}, template=template())
    assert failed.value.tool == "mariadbd"
    assert "no-such-setting" in failed.value.reason


def test_a_start_that_is_cancelled_ends_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    start_mariadb().close()  # skips where there is no server
    monkeypatch.setattr(server, "_install", endless)
    cancel, found = Cancel(), list[int]()
    with tempfile.TemporaryDirectory() as folder:
        parent = Path(folder)
        parent.chmod(0o711)
        stopping = threading.Thread(target=stop_when_made, args=(parent, cancel, found))
        stopping.start()
        with pytest.raises(Cancelled):
            ScratchServer.start(parent=parent, cancel=cancel)
        stopping.join()
        wait_until(lambda: is_gone(found[0]), "the end of what the installing program started")
        assert list(parent.iterdir()) == []


def endless(_programs: object, _data: Path, own: Path) -> list[str]:
    """An installing program that is never done, with a program of its own."""
    script = f"sleep 600 & echo $! > '{own}/part' && mv '{own}/part' '{own}/child'"
    return ["/bin/sh", "-c", f"{script}; wait"]


def stop_when_made(parent: Path, cancel: Cancel, found: list[int]) -> None:
    """In a thread: cancel as soon as the program of :func:`endless` runs."""
    try:
        (child,) = wait_until(lambda: list(parent.glob("*/s/child")))
        found.append(int(child.read_text()))
    finally:
        cancel.cancel()
