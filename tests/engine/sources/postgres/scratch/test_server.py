"""The embedded server: private, durable where asked, and gone with LabVault."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from desktop_app.engine.errors import (
    AccountMissing,
    Cancelled,
    NoPermission,
    ProgramMissing,
    ToolFailed,
)
from desktop_app.engine.progress import Cancel
from desktop_app.engine.sources import unprivileged
from desktop_app.engine.sources.postgres.scratch import account, guardian, server
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
from tests.servers import MAKE, PLACE, Server
from tests.waiting import wait_until


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of this computer can enter; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data folders by initdb and no copies, where people have them."""
    monkeypatch.setattr(server._Plan, "_initdb", MAKE)
    monkeypatch.setattr(server, "_passing_folder", PLACE)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ask(running: ScratchServer, question: str) -> object:
    with psycopg.connect(running.address.conninfo(), password=running.password) as connection:
        cursor = connection.execute(question)
        answer = cursor.fetchone() if cursor.description else None
        return answer[0] if answer else None


@pytest.mark.usefixtures("made_anew")
def test_a_scratch_server_is_private_and_leaves_no_trace() -> None:
    with ScratchServer.start() as running:
        passing = running.data.parent
        assert ask(running, "SELECT current_setting('listen_addresses')") == ""
        for folder in (running.data, Path(running.address.host)):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert Path(running.address.host).is_relative_to(passing)
        assert ask(running, "SELECT current_setting('server_encoding')") == "UTF8"
    assert not passing.exists()
    assert not is_alive(running.postmaster)


def test_closing_twice_is_harmless() -> None:
    running = ScratchServer.start()
    running.close()
    running.close()


def test_two_servers_do_not_meet(pg17: Server) -> None:
    with ScratchServer.start() as other:
        assert other.data != pg17.scratch.data
        assert ask(other, "SELECT count(*) FROM pg_database") == 3


def test_debians_programs_serve_as_well(pg15: Server) -> None:
    version = ask(pg15.scratch, "SELECT current_setting('server_version_num')::int / 10000")
    assert version == 15


@pytest.mark.usefixtures("made_anew")
def test_over_the_network_a_password_is_asked_for() -> None:
    with ScratchServer.start(network=True) as running:
        assert running.password
        assert running.password not in repr(running)
        assert ask(running, "SELECT 1") == 1
        for given in (None, "guess"):
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(running.address.conninfo(), password=given, passfile="/dev/null")


def test_settings_are_those_asked_for() -> None:
    with ScratchServer.start(settings={"work_mem": "7MB", "fsync": "on"}) as running:
        assert ask(running, "SELECT current_setting('work_mem')") == "7MB"
        assert ask(running, "SELECT current_setting('fsync')") == "on"


def test_a_durable_server_starts_again_with_its_data(open_folder: Path) -> None:
    for network, rows in ((False, 1), (True, 2)):
        with ScratchServer.start(open_folder / "lab", network=network) as running:
            assert ask(running, "SELECT current_setting('fsync')") == "on"
            ask(running, "CREATE TABLE IF NOT EXISTS note (n int)")
            assert ask(running, "INSERT INTO note VALUES (1) RETURNING n") == 1
            assert ask(running, "SELECT count(*) FROM note") == rows
        assert (running.data / "PG_VERSION").exists()


def test_a_durable_server_runs_once_only(open_folder: Path) -> None:
    with ScratchServer.start(open_folder), pytest.raises(ToolFailed, match=r"postmaster\.pid"):
        ScratchServer.start(open_folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user run the server")
def test_data_lies_elsewhere_where_the_servers_user_cannot_go(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = open_folder / "kept"
    monkeypatch.setattr(server, "KEPT", kept)
    monkeypatch.setattr(server, "can_enter", lambda folder, _: "home" not in str(folder))
    for _ in range(2):
        with ScratchServer.start(open_folder / "home" / "lab") as running:
            assert running.data.is_relative_to(kept)
    assert len(list(kept.iterdir())) == 1


CHILD = """
import sys
from desktop_app.engine.sources.postgres.scratch.server import ScratchServer
running = ScratchServer.start()
print(running.postmaster, running._guardian.pid, running.data.parent, flush=True)
sys.stdin.read()
"""


def start_in_another_process() -> tuple[subprocess.Popen[str], int, int, Path]:
    labvault = subprocess.Popen(
        [sys.executable, "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert labvault.stdout
    postmaster, guardian, passing = labvault.stdout.readline().split()
    return labvault, int(postmaster), int(guardian), Path(passing)


def test_killing_labvault_ends_the_server_and_removes_it() -> None:
    labvault, postmaster, guardian, passing = start_in_another_process()
    assert passing.exists()
    labvault.kill()
    labvault.communicate()
    wait_until(lambda: not is_alive(postmaster) and not is_alive(guardian), seconds=20)
    assert not passing.exists()


def test_killing_the_guardian_too_ends_the_server_and_the_next_start_removes_it() -> None:
    labvault, postmaster, guardian, passing = start_in_another_process()
    server.remove_left_over()
    assert passing.exists(), "a server that runs must be left alone"
    os.kill(guardian, signal.SIGKILL)
    labvault.kill()
    labvault.communicate()
    wait_until(lambda: not is_alive(postmaster), seconds=20)
    os.utime(passing / "guard", (0, 0))
    with ScratchServer.start():
        assert not passing.exists()


def test_folders_without_a_guardians_mark_are_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / f"{server.PREFIX}mine"
    precious.mkdir()
    os.utime(precious, (0, 0))
    server.remove_left_over(tmp_path)
    assert precious.exists()


def test_a_half_made_data_folder_is_made_anew(open_folder: Path) -> None:
    (open_folder / "data.unfinished").mkdir()
    (open_folder / "data.unfinished" / "PG_VERSION").write_text("17\n")
    with ScratchServer.start(open_folder) as running:
        assert ask(running, "SELECT 1") == 1


@pytest.mark.usefixtures("made_anew")
def test_what_initdb_says_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SUPERUSER", "pg_king")
    with pytest.raises(ToolFailed, match="pg_king") as caught:
        ScratchServer.start()
    assert caught.value.tool == "initdb"


def test_a_wrong_setting_is_told() -> None:
    with pytest.raises(ToolFailed, match="no_such_setting"):
        ScratchServer.start(settings={"no_such_setting": "1"})


def test_missing_programs_are_told(tmp_path: Path) -> None:
    with pytest.raises(ProgramMissing) as missing:
        ScratchServer.start(binaries=tmp_path)
    assert missing.value.where == str(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user run the server")
def test_no_user_to_run_it_as_is_told() -> None:
    with pytest.raises(AccountMissing, match="nobody1, root"):
        unprivileged.server_account(("nobody1", "root"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user run the server")
def test_programs_that_the_user_cannot_reach_are_copied_once(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account, "PROGRAMS", open_folder / "open")
    bin_folder = open_folder / "closed" / "bin"
    (open_folder / "closed" / "share").mkdir(parents=True)
    (open_folder / "closed" / "share" / "data").touch(mode=0o600)
    bin_folder.mkdir()
    (bin_folder / "postgres").symlink_to("/bin/true")
    (open_folder / "closed").chmod(0o700)
    user = account.server_account()
    copies = {account.runnable_programs(bin_folder, user) for _ in range(2)}
    (copy,) = copies
    assert copy.is_relative_to(open_folder / "open")
    assert stat.S_IMODE((copy.parent / "share" / "data").stat().st_mode) == 0o644
    (open_folder / "closed").chmod(0o755)
    assert account.runnable_programs(bin_folder, user) == bin_folder


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user run the server")
def test_a_place_that_cannot_hold_a_socket_is_not_used(open_folder: Path) -> None:
    deep = open_folder / ("d" * 100)
    deep.mkdir()
    with ScratchServer.start(parent=deep) as running:
        assert not running.data.is_relative_to(deep)


def test_without_any_place_the_permission_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "can_enter", lambda *_: False)
    with pytest.raises(NoPermission):
        ScratchServer.start(parent=tmp_path)


def test_ctrl_c_in_the_terminal_does_not_reach_the_server() -> None:
    with ScratchServer.start() as running:
        assert os.getpgid(running.postmaster) != os.getpgid(0)
        assert os.getpgid(running._guardian.pid) != os.getpgid(0)


ENDLESS = ["/bin/sh", "-c", "sleep 600 & echo $! > child.part && mv child.part child; wait"]
"""An initdb that is never done, in the folder that it should make, with a program of its own."""


def endless(plan: server._Plan) -> list[str]:
    shell, option, script = ENDLESS
    return [shell, option, f"cd '{plan.unfinished}'; {script}"]


def stop_when_made(parent: Path, cancel: Cancel, found: list[int]) -> None:
    """In a thread: cancel as soon as the program of :data:`ENDLESS` runs."""
    try:
        (child,) = wait_until(lambda: list(parent.glob("*/data.unfinished/child")))
        found.append(int(child.read_text()))
    finally:
        cancel.cancel()


def test_a_start_that_is_cancelled_ends_initdb_and_all_that_it_started(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server._Plan, "_initdb", endless)
    cancel, found = Cancel(), list[int]()
    stopping = threading.Thread(target=stop_when_made, args=(open_folder, cancel, found))
    stopping.start()
    with pytest.raises(Cancelled):
        ScratchServer.start(parent=open_folder, cancel=cancel)
    stopping.join()
    wait_until(lambda: not is_alive(found[0]), "the end of what initdb started")
    assert list(open_folder.iterdir()) == []


def test_what_was_cancelled_before_does_not_start(open_folder: Path) -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        ScratchServer.start(parent=open_folder, cancel=cancel)
    assert list(open_folder.iterdir()) == []


def test_a_guardian_has_nothing_to_say_to_one_that_has_gone(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server._Plan, "_initdb", lambda _: ["/bin/false"])
    plan = server._Plan.make(None, open_folder, Path("/nowhere"), None, {}, False)
    for order in (json.dumps(plan.order()) + "\n", ""):
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "w") as nobody:
            ended = subprocess.run(
                [sys.executable, "-I", "-S", guardian.__file__],
                input=order,
                stdout=nobody,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert ended.returncode
        assert ended.stderr == ""
    assert list(open_folder.iterdir()) == []
