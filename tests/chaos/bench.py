"""LabVault as its own process, watched from outside: started, stopped, killed, looked after."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.cli.app import run
from desktop_app.engine.model import Grade, Snapshot
from desktop_app.engine.repository.keys import Passphrase
from desktop_app.engine.repository.repository import Repository
from desktop_app.engine.repository.storage.local import LocalStorage
from desktop_app.engine.sources.postgres.connection import Address
from desktop_app.engine.verify import verify_bytes
from desktop_app.settings import read_settings
from tests.cli.conftest import signals_as_they_were

PASSPHRASE = "a passphrase for chaos"
PATIENCE = 30.0  # seconds until a condition that must come is given up
MARK = "CHAOS_MARK"


@dataclass
class Run:
    """A LabVault process under way. ``mark`` is in the environment of it and all it starts."""

    process: subprocess.Popen[str]
    mark: str

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def stop(self, number: signal.Signals) -> None:
        """Send a signal to the one process, as a user or the kernel does."""
        if not self.ended:
            self.process.send_signal(number)

    def finish(self) -> Ended:
        out, err = self.process.communicate(timeout=PATIENCE)
        return Ended(self.process.returncode, out, err)

    def children(self) -> list[int]:
        """All processes that carry the mark, whoever is their parent now."""
        return [pid for pid in _processes() if pid != self.process.pid and _carries(pid, self.mark)]


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    out: str
    err: str

    def document(self) -> Any:
        return json.loads(self.out)

    def complaint(self) -> str:
        """The one line that is not progress; fails when there are more, or a traceback."""
        assert "Traceback" not in self.err
        lines = [line for line in self.err.splitlines() if line and not line.startswith("{")]
        assert len(lines) == 1, self.err
        return lines[0]


@dataclass
class Bench:
    """A profile and a repository in a folder, used through the command line only; in processes of
    their own, but for what is only prepared."""

    folder: Path
    store: Path
    passphrase: str = PASSPHRASE

    @property
    def profile(self) -> Path:
        return self.folder / "profile"

    def start(self, *arguments: str) -> Run:
        mark = uuid.uuid4().hex
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LABVAULT_PASSPHRASE": self.passphrase,
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            MARK: mark,
        }
        command = [sys.executable, "-m", "desktop_app", "--profile", str(self.profile), "--json"]
        process = subprocess.Popen(
            [*command, *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        return Run(process, mark)

    def call(self, *arguments: str, code: int = 0) -> Ended:
        ended = self.start(*arguments).finish()
        assert ended.code == code, ended
        return ended

    def prepare(self, *arguments: str) -> None:
        """Call in this process, where nothing is to be watched: without the time that a start
        takes, and with secrets that are cheap to guess (see tests/conftest.py)."""
        environment = {
            "LABVAULT_PROFILE": str(self.profile),
            "LABVAULT_PASSPHRASE": self.passphrase,
        }
        with signals_as_they_were():
            assert run(arguments, read_settings(environment)) == 0, arguments

    def set_up(self, **targets: Address) -> None:
        """Make the repository and name the targets."""
        self.prepare("repository", "create", "store", str(self.store))
        for name, address in targets.items():
            self.add(name, address)

    def add(self, name: str, address: Address) -> None:
        arguments = ("target", "add", "postgresql", name, "--url", address.url())
        self.prepare(*arguments, "--repository", "store")

    def stored(self, *kinds: str) -> int:
        """Bytes in the store now, half-written files too; or in some of its folders."""
        places = [self.store / kind for kind in kinds] or [self.store]
        return sum(_size(entry) for place in places for entry in _files(place))

    def sound(self) -> list[Snapshot]:
        """The snapshots; fails unless every byte of all of them is as it must be."""
        repository = Repository.open(LocalStorage(self.store), Passphrase(self.passphrase))
        try:
            result = verify_bytes(repository, None)
            assert result.grade is Grade.OK, result.problems
            return repository.snapshots()
        finally:
            repository.close()


def _files(place: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(place):
        yield from (Path(folder, name) for name in names)


def _size(file: Path) -> int:
    with suppress(FileNotFoundError):
        return file.stat().st_size
    return 0


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]


def _carries(pid: int, mark: str) -> bool:
    # A process that ended and was not yet waited for has an empty environment.
    with suppress(OSError):
        return f"{MARK}={mark}".encode() in Path(f"/proc/{pid}/environ").read_bytes()
    return False
