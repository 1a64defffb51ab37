"""A device on this computer: a real sshd on a free port of loopback, with keys made for it."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.engine.sources.client import ClientSettings

SSHD = "/usr/sbin/sshd"
ORDINARY_TOOLS = ("sh", "find", "rsync", "cat", "rm", "mktemp", "kill", "sleep")


@dataclass(frozen=True, slots=True)
class Device:
    """``root``: the data root as the device has it, reached by ``url`` with ``options``."""

    root: Path
    port: int
    folder: Path

    @property
    def url(self) -> str:
        return f"ssh://{getpass.getuser()}@127.0.0.1:{self.port}{self.root}"

    @property
    def options(self) -> dict[str, Any]:
        return {
            "identity": str(self.folder / "key"),
            "known_hosts": str(self.folder / "known hosts"),
            "staging": str(self.folder / "staging"),
            "zone": "Europe/London",
        }

    @property
    def client(self) -> ClientSettings:
        """No key or agent of whoever runs the tests."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("SSH_")}
        return ClientSettings({**environment, "HOME": str(self.folder)})


@contextmanager
def device(root: Path, folder: Path, tools: Sequence[str] | None = None) -> Iterator[Device]:
    """A device whose data lie in ``root``. ``tools``: it has only these programs."""
    folder.mkdir()
    for name in ("host", "key"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    port = free_port()
    settings = [
        f"Port {port}",
        "ListenAddress 127.0.0.1",
        f"HostKey {folder / 'host'}",
        f"AuthorizedKeysFile {folder / 'key.pub'}",
        "StrictModes no",
        "PasswordAuthentication no",
        "KbdInteractiveAuthentication no",
        "PermitRootLogin prohibit-password",
        "PidFile none",
        "UsePAM no",
    ]
    if tools is not None:
        settings.append(f"SetEnv PATH={_only(tools, folder / 'bin')}")
    (folder / "sshd_config").write_text("\n".join(settings) + "\n")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    with (folder / "log").open("wb") as log:
        command = [SSHD, "-D", "-e", "-f", str(folder / "sshd_config")]
        process = subprocess.Popen(command, stderr=log)
        try:
            wait_for_port(port, process, folder / "log")
            yield Device(root, port, folder)
        finally:
            process.terminate()
            process.wait()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.01)


def _only(tools: Sequence[str], folder: Path) -> Path:
    folder.mkdir()
    for tool in tools:
        found = shutil.which(tool)
        assert found is not None, tool
        (folder / tool).symlink_to(found)
    return folder
