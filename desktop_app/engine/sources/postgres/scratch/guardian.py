"""The process that stands between LabVault and an embedded server, and outlives LabVault.

Run as a script, with the standard library only. It takes one order, a line of JSON, on its
standard input, makes the data folder if there is none, starts the server, and says on its
standard output how that went. When its input ends, because LabVault closed it or died by
whatever signal, the server is stopped and what was only for the moment is removed.

Holding a lock on ``guard`` in the passing folder tells others that the folder is in use.
"""

from __future__ import annotations

import json
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
    order = json.loads(sys.stdin.readline())
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


def _serve(order: dict[str, Any], manner: dict[str, Any]) -> int:
    if order["unfinished"]:
        made = subprocess.run(order["initdb"], check=False, **manner)
        if made.returncode:
            return _failed(order, "initdb", made.returncode)
        Path(order["unfinished"]).rename(order["data"])
    if order["statement"]:
        # The server's single-user mode sets the password before anybody can connect.
        said = (order["statement"] + "\n").encode()
        manner_alone = {name: how for name, how in manner.items() if name != "stdin"}
        subprocess.run(order["alone"], input=said, check=True, **manner_alone)
    server = subprocess.Popen(order["server"], preexec_fn=_dying_with_guardian(), **manner)

    def stop() -> None:
        _stop(server, order, manner)

    def stop_at_end_of_input() -> None:
        sys.stdin.read()
        stop()

    threading.Thread(target=stop_at_end_of_input, daemon=True).start()
    if not _wait_until_ready(server, Path(order["data"]) / "postmaster.pid"):
        stop()
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
    with suppress(BrokenPipeError):  # LabVault is gone already
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()


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
