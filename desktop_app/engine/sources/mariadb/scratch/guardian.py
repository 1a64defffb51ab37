"""The process that stands between LabVault and a scratch server, and outlives LabVault.

Run as a script, with the standard library only. It takes one order, a line of JSON, on its
standard input, makes the system tables, starts the server, and says on its standard output how
that went. When its input ends, because LabVault closed it or died by whatever signal, the server
is killed and all of it removed: nothing of it was to last.

Holding a lock on ``guard`` in the folder tells others that the folder is in use.
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

READY_WITHIN = 120.0  # seconds
READY = "ready for connections"
Server = subprocess.Popen[bytes]


def main() -> int:
    """One life of a server; the exit code is the server's."""
    given = sys.stdin.readline()
    if not given.endswith("\n"):  # LabVault was ended before it could give one
        return 1
    order = json.loads(given)
    folder = Path(order["folder"])
    try:
        with (folder / "guard").open("w") as guard, (folder / "log").open("a") as log:
            _lock(guard.fileno())
            return _serve(order, folder, _manner(order, log))
    except (OSError, subprocess.SubprocessError) as fault:
        _say(failed="guardian", reason=str(fault))
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve(order: dict[str, Any], folder: Path, manner: dict[str, Any]) -> int:
    manner["preexec_fn"] = _dying_with_guardian()
    ending = threading.Event()
    running: list[Server] = []

    def stop_at_end_of_input() -> None:
        while os.read(sys.stdin.fileno(), 1024):  # takes no lock that the end would wait for
            pass
        ending.set()
        for process in running:
            _kill(process)

    threading.Thread(target=stop_at_end_of_input, daemon=True).start()
    for name in ("install", "server"):
        if not order[name]:
            continue
        process = subprocess.Popen(order[name], **manner)
        running.append(process)
        if ending.is_set():
            _kill(process)
        if name == "install" and process.wait():
            return _failed(folder, "mariadb-install-db", process.returncode)
    server = running[-1]
    if not _wait_until_ready(server, folder / "log", ending):
        server.kill()
        server.wait()
        return _failed(folder, "mariadbd", server.returncode)
    _say(pid=server.pid)
    return server.wait()


def _manner(order: dict[str, Any], log: TextIO) -> dict[str, Any]:
    """How the programs are run: as whom, where, with which environment, and logging where."""
    account = order["account"]
    return {
        "cwd": order["folder"],
        "env": order["environment"],
        "stdin": subprocess.DEVNULL,
        "stdout": log,
        "stderr": log,
        # A Ctrl-C in the terminal is LabVault's to act upon; the server must not get it.
        "start_new_session": True,
        **({"user": account[0], "group": account[1], "extra_groups": []} if account else {}),
    }


def _wait_until_ready(server: Server, log: Path, ending: threading.Event) -> bool:
    end = time.monotonic() + READY_WITHIN
    while server.poll() is None and time.monotonic() < end and not ending.is_set():
        if READY in log.read_text(errors="replace"):
            return True
        time.sleep(0.01)
    return False


def _failed(folder: Path, tool: str, code: int) -> int:
    lines = (folder / "log").read_text(errors="replace").splitlines()
    telling = [line for line in lines if "ERROR" in line or "error" in line.lower()]
    reason = (telling or lines or ["it wrote nothing"])[0]
    _say(failed=tool, reason=reason)
    return code or 1


def _say(**what: object) -> None:
    # At once: what lay in a buffer would be tried again at the end, when LabVault is gone.
    with suppress(OSError):
        os.write(sys.stdout.fileno(), (json.dumps(what) + "\n").encode())


def _kill(process: Server) -> None:
    """With all that it started: mariadb-install-db has the server's program work for it."""
    if sys.platform == "win32":
        process.kill()
    elif process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _dying_with_guardian() -> Callable[[], object] | None:
    """Linux: a call by which the server also ends when the guardian itself is killed. It must be
    loaded before the child becomes another user, who may be unable to read Python's modules."""
    if sys.platform != "linux":
        return None
    import ctypes

    set_parent_death_signal = 1
    return partial(ctypes.CDLL(None).prctl, set_parent_death_signal, signal.SIGKILL)


def _lock(descriptor: int) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)


if __name__ == "__main__":
    sys.exit(main())
