"""Ctrl-C and SIGTERM end everything within two seconds, and leave no child behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from desktop_app.cli.desk import Desk
from desktop_app.engine.sources.postgres.connection import Address
from tests.cli.conftest import CommandLine, add_target
from tests.waiting import wait_until

# Work that asks whether to stop, or does not; with a child process that would go on for ever.
WORK = """
import subprocess, sys, time
from desktop_app.cli.interrupts import cancelling
from desktop_app.engine.errors import Cancelled
from desktop_app.engine.progress import Cancel
cancel = Cancel()
with cancelling(cancel):
    child = subprocess.Popen(["sleep", "600"], start_new_session=True)
    print(child.pid, flush=True)
    try:
        while True:
            time.sleep(0.01)
            if "cooperates" in sys.argv:
                cancel.check()
    except Cancelled:
        child.kill()
        child.wait()
        sys.exit(7)
"""

# A system may give a signal to any thread, and Python's own handlers wait for the main one.
ASLEEP = """
import signal, threading
from desktop_app.cli.interrupts import cancelling
from desktop_app.engine.progress import Cancel
cancel, woken = Cancel(), threading.Event()
def signalled():
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
with cancelling(cancel), cancel.closing(woken.set):
    threading.Timer(0.2, signalled).start()
    print(woken.wait(5))
"""


STOPPED = {"error": "Stopped: you asked for it.", "code": 130}
TOLD = "labvault: Stopped: you asked for it.\n"


def start(*arguments: str) -> tuple[subprocess.Popen[str], int]:
    process = subprocess.Popen(
        [sys.executable, "-c", WORK, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    child = int(process.stdout.readline())
    return process, child


def lives(process: int) -> bool:
    """Whether it runs; a zombie that its new parent has not yet collected does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_work_that_listens_ends_by_itself(number: signal.Signals) -> None:
    process, child = start("cooperates")
    process.send_signal(number)
    process.communicate(timeout=1.5)
    assert process.returncode == 7
    assert not lives(child)


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="Windows wakes its main thread")
def test_a_main_thread_that_sleeps_through_a_signal_is_woken() -> None:
    process = subprocess.run([sys.executable, "-c", ASLEEP], capture_output=True, text=True)
    assert (process.stdout, process.stderr) == ("True\n", "")


def test_work_that_does_not_listen_is_ended() -> None:
    process, child = start()
    since = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (130, TOLD)
    assert 1 < time.monotonic() - since < 2
    wait_until(lambda: not lives(child), seconds=10)


def test_a_second_signal_ends_it_at_once() -> None:
    process, child = start()
    before = thread_count(process.pid)
    process.send_signal(signal.SIGINT)
    wait_until(lambda: thread_count(process.pid) > before, seconds=10)
    since = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (130, TOLD)
    assert time.monotonic() - since < 1
    wait_until(lambda: not lives(child), seconds=10)


def thread_count(process: int) -> int:
    return len(list(Path(f"/proc/{process}/task").iterdir()))


def test_a_backup_that_waits_for_a_lock_ends_soon(
    ready: CommandLine, database: Address, tmp_path: Path
) -> None:
    add_target(ready, database, "locked")
    command = ["labvault", "--profile", str(tmp_path / "profile"), "backup", "locked"]
    environment = os.environ | {"LABVAULT_PASSPHRASE": "correct horse"}
    with psycopg.connect(database.conninfo()) as holder:
        holder.execute("CREATE TABLE held (x int)")
        holder.commit()
        holder.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE")
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        wait_until(lambda: sessions(database, waiting=True) == 1, seconds=10)
        since = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert time.monotonic() - since < 2
    assert err.splitlines()[-1].startswith("labvault: Stopped")
    wait_until(lambda: sessions(database, waiting=False) == 0, seconds=10)
    assert ready.json("snapshots") == []


def test_a_stop_that_became_another_error_is_still_one(
    labvault: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        try:
            raise KeyboardInterrupt
        finally:
            raise RuntimeError("generator didn't stop")

    monkeypatch.setattr(Desk, "workspace", interrupted)
    called = labvault("snapshots")
    assert (called.code, called.err) == (130, "labvault: Stopped: you asked for it.\n")


INTERRUPTED_AT = """
import os, signal, sys
from desktop_app.__main__ import main

class Interrupting:
    def find_spec(self, name, path, target=None):
        if name == MODULE:
            os.kill(os.getpid(), signal.SIGINT)

MODULE, sys.argv = sys.argv[1], ["labvault", *sys.argv[2:]]
sys.meta_path.insert(0, Interrupting())
main()
"""


@pytest.mark.parametrize(
    "module",
    ["desktop_app.cli.app", "typer", "desktop_app.cli.backup", "psycopg", "sqlalchemy"],
)
def test_a_stop_while_loading_is_one_line(
    ready: CommandLine, database: Address, tmp_path: Path, module: str
) -> None:
    add_target(ready, database, "early")
    command = [sys.executable, "-c", INTERRUPTED_AT, module]
    done = subprocess.run(
        [*command, "--json", "--profile", str(tmp_path / "profile"), "backup", "early"],
        env=os.environ | {"LABVAULT_PASSPHRASE": "correct horse"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 130
    assert json.loads(done.stdout) == {"error": "Stopped: you asked for it.", "code": 130}
    assert done.stderr.split("\n")[-2:] == ["labvault: Stopped: you asked for it.", ""]
    assert "Traceback" not in done.stderr
    wait_until(lambda: sessions(database, waiting=False) == 0, seconds=10)


def sessions(database: Address, *, waiting: bool) -> int:
    """Client sessions in the database besides those of this test."""
    with psycopg.connect(database.with_database("postgres").conninfo()) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
            " AND application_name = 'labvault' AND (NOT %s OR wait_event_type = 'Lock')",
            (database.database, waiting),
        ).fetchone()
    assert found is not None
    return int(found[0])


# A drill that hears no stop and never ends, a server's data that are never made, or a thread that
# the program waits for when it leaves.
NEVER_DONE = """
import sys, threading
from pathlib import Path
from desktop_app.__main__ import main
what, begun, sys.argv = sys.argv[1], sys.argv[2], ["labvault", *sys.argv[3:]]
if what == "deaf":
    from desktop_app.engine.assurance import drill
    def never(*_):
        Path(begun).touch()
        threading.Event().wait()
    drill.run_drill = never
if what == "initdb":
    from desktop_app.engine.sources.postgres.scratch.server import _Plan
    script = "cd '{}' && touch begun && sleep 600"
    _Plan._initdb = lambda plan: ["/bin/sh", "-c", script.format(plan.unfinished)]
if what == "leaving":
    threading.Thread(target=sys.stdin.read).start()
main()
"""


def begin(what: str, begun: Path, *arguments: str, **otherwise: Any) -> subprocess.Popen[str]:
    """The program, in a process of its own, on the profile of ``ready``."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    given = {"env": environment_in(tempfile.gettempdir()), **pipes}
    profile = ["--json", "--profile", str(begun.parent / "profile")]
    return subprocess.Popen(
        [sys.executable, "-c", NEVER_DONE, what, str(begun), *profile, *arguments],
        text=True,
        **given | otherwise,
    )


@pytest.fixture
def begun(ready: CommandLine, tmp_path: Path) -> Path:
    """A file that tells that work goes on; there is a snapshot for it."""
    ready.json("backup", "lab")
    return tmp_path / "begun"


@pytest.mark.parametrize("signals", [1, 3])
def test_a_program_that_is_ended_says_so(begun: Path, signals: int) -> None:
    process = begin("deaf", begun, "drill", "lab")
    wait_until(begun.exists)
    for _ in range(signals):
        process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, json.loads(out)) == (130, STOPPED)
    assert err == TOLD


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
@pytest.mark.parametrize("kind", ["full disk", "full pipe", "nobody reads"])
def test_a_program_that_cannot_say_so_is_ended_too(begun: Path, kind: str) -> None:
    reading, writing = os.pipe()
    if kind == "full disk":
        os.close(writing)
        writing = os.open("/dev/full", os.O_WRONLY)
    elif kind == "full pipe":
        fill(writing)
    else:
        os.close(reading)
    process = begin("deaf", begun, "drill", "lab", stdout=writing)
    wait_until(begun.exists)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (130, TOLD)
    for each in {writing, reading} if kind != "nobody reads" else {writing}:
        os.close(each)


def fill(pipe: int) -> None:
    os.set_blocking(pipe, False)
    with suppress(BlockingIOError):
        while True:
            os.write(pipe, b" " * 65536)
    os.set_blocking(pipe, True)


@pytest.mark.parametrize(
    "command", [["drill", "lab"], ["verify", "latest:lab", "--level", "restored"]]
)
def test_a_scratch_server_that_is_being_made_hears_the_stop(
    ready: CommandLine, begun: Path, command: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:  # which a server's own user can enter
        Path(folder).chmod(0o711)
        process = begin("initdb", begun, *command, env=environment_in(folder))
        wait_until(lambda: list(Path(folder).glob("*/data.unfinished/begun")))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
        told = json.loads(out)
        assert (process.returncode, told["code"]) == (130, 130)
        assert err.splitlines()[-1] == f"labvault: {told['error']}"
        assert "Traceback" not in err
        assert "Exception ignored" not in err
        assert not list(Path(folder).glob("labvault-pg-*"))
    assert ready.json("jobs", "list")[0]["state"] == "cancelled"


def environment_in(folder: str) -> dict[str, str]:
    return os.environ | {"LABVAULT_PASSPHRASE": "correct horse", "TMPDIR": folder}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(("command", "code"), [(["list"], 0), (["check", "none"], 2)])
def test_a_signal_while_it_leaves_does_no_harm(
    ready: CommandLine, tmp_path: Path, number: signal.Signals, command: list[str], code: int
) -> None:
    process = begin("leaving", tmp_path / "begun", "repository", *command)
    assert process.stdout
    answer = json.loads(process.stdout.readline())
    before = thread_count(process.pid)
    process.send_signal(number)
    wait_until(lambda: process.poll() is not None or thread_count(process.pid) > before)
    process.send_signal(signal.SIGINT)
    more, err = process.communicate(timeout=10)  # which ends what it waits for
    assert (process.returncode, more) == (code, "")
    assert "Traceback" not in err
    assert "Stopped" not in err + str(answer)


def test_who_waits_for_nothing_while_it_leaves_is_ended(ready: CommandLine, tmp_path: Path) -> None:
    process = begin("leaving", tmp_path / "begun", "repository", "list")
    assert process.stdout
    json.loads(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0  # its own, though the thread would wait for ever
    process.communicate()
