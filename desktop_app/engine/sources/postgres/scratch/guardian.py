"""The process that stands between LabVault and an embedded server, and outlives LabVault.

Run as a script, with the standard library only. It takes one order, a line of JSON, on its
standard input, makes the data folder if there is none, starts the server, and says on its
standard output how that went. When its input ends, because LabVault closed it or died by
whatever signal, what runs is stopped and what was only for the moment is removed: also while the
data folder is still being made.

Holding a lock on ``guard`` in the passing folder tells others that the folder is in use.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TextIO

READY_WITHIN = 300.0  # seconds; a kept server may have to recover first
Server = subprocess.Popen[bytes]
SIGNALS = {"fast": "SIGINT", "immediate": "SIGQUIT"}


def main() -> int:
    """One life of a server; the exit code is the server's."""
    given = sys.stdin.readline()
    if not given.endswith("\n"):  # LabVault was ended before it could give one
        return 1
    order = json.loads(given)
    passing = Path(order["passing"])
    try:
        with (passing / "guard").open("w") as guard, Path(order["log"]).open("a") as log:
            _lock(guard.fileno())
            return _serve(order, _manner(order, log))
    except (OSError, subprocess.SubprocessError) as fault:
        _say(failed="guardian", reason=str(fault))
        return 1
    finally:
        shutil.rmtree(passing, ignore_errors=True)


class _Stage:
    """Where programs run one after another. The end of the input stops the one that runs then, and
    each that follows."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._stop: Callable[[], object] = self._over.is_set  # nothing to stop yet
        threading.Thread(target=self._stop_at_end_of_input, daemon=True).start()

    def start(self, command: list[str], stop: Callable[[Server], None], **manner: Any) -> Server:
        process = subprocess.Popen(command, **manner)
        self._stop = partial(stop, process)
        if self._over.is_set():  # perhaps just before, and then it was not this one that stopped
            stop(process)
        return process

    def _stop_at_end_of_input(self) -> None:
        while os.read(sys.stdin.fileno(), 1024):  # takes no lock that the end would wait for
            pass
        self._over.set()
        self._stop()


def _serve(order: dict[str, Any], manner: dict[str, Any]) -> int:
    stage = _Stage()
    if order["unfinished"]:
        made = stage.start(order["initdb"], _kill, **manner).wait()
        if made:
            return _failed(order, "initdb", made)
        Path(order["unfinished"]).rename(order["data"])
    if order["statement"]:
        # The server's single-user mode sets the password before anybody can connect.
        alone = stage.start(order["alone"], _kill, **manner | {"stdin": subprocess.PIPE})
        alone.communicate((order["statement"] + "\n").encode())
        if alone.returncode:
            return _failed(order, "postgres", alone.returncode)
    stop = partial(_stop, order=order, manner=manner)
    server = stage.start(order["server"], stop, preexec_fn=_dying_with_guardian(), **manner)
    if not _wait_until_ready(server, Path(order["data"]) / "postmaster.pid"):
        stop(server)
        return _failed(order, "postgres", server.returncode)
    _say(pid=server.pid)
    return server.wait()


def _manner(order: dict[str, Any], log: TextIO) -> dict[str, Any]:
    """How the programs are run: as whom, where, with which environment, and logging where."""
    account = order["account"]
    return {
        "cwd": order["passing"],
        "env": order["environment"],
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.DEVNULL,
        "stderr": log,
        # A Ctrl-C in the terminal is LabVault's to act upon; the server must not get it.
        "start_new_session": True,
        **({"user": account[0], "group": account[1], "extra_groups": []} if account else {}),
    }


def _wait_until_ready(server: Server, pid_file: Path) -> bool:
    end = time.monotonic() + READY_WITHIN
    while server.poll() is None and time.monotonic() < end:
        try:
            lines = pid_file.read_text().splitlines()
        except OSError:
            lines = []
        # Line 1 is the process, line 8 its state; a file left by an earlier one has another.
        if len(lines) >= 8 and lines[0] == str(server.pid) and lines[7].strip() == "ready":
            return True
        time.sleep(0.01)
    return False


def _failed(order: dict[str, Any], tool: str, code: int) -> int:
    lines = Path(order["log"]).read_text(errors="replace").splitlines()
    telling = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    reason = (telling or lines or ["it wrote nothing"])[0]
    _say(failed=tool, reason=reason)
    return code


def _say(**what: object) -> None:
    # At once: what lay in a buffer would be tried again at the end, when LabVault is gone.
    with suppress(OSError):
        os.write(sys.stdout.fileno(), (json.dumps(what) + "\n").encode())


def _kill(process: Server) -> None:
    """With all that it started: initdb has the server's programs work for it."""
    if sys.platform == "win32":
        process.kill()
    elif process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _stop(server: Server, order: dict[str, Any], manner: dict[str, Any]) -> None:
    """Stop in the ordered way, and harder where that does not help."""
    for way, seconds in ((order["stop"], 60), ("immediate", 10)):
        if sys.platform == "win32":
            command = [order["pg_ctl"], "stop", "-W", "-D", order["data"], "-m", way]
            subprocess.run(command, check=False, **manner)
        else:
            server.send_signal(getattr(signal, SIGNALS[way]))
        try:
            server.wait(seconds)
            return
        except subprocess.TimeoutExpired:
            continue
    server.kill()
    server.wait()


def _dying_with_guardian() -> Callable[[], object] | None:
    """Linux: a call by which the server also ends when the guardian itself is killed.

    It must be made in the child after it has become the other user, which would undo it; by
    then that user may be unable to read Python's modules, so all is loaded before.
    """
    if sys.platform != "linux":
        return None
    import ctypes

    set_parent_death_signal = 1
    return partial(ctypes.CDLL(None).prctl, set_parent_death_signal, signal.SIGQUIT)


def _lock(descriptor: int) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)


if __name__ == "__main__":
    sys.exit(main())
