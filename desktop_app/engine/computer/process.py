"""A process of this computer, told from every other one, also after its number is used again."""

from __future__ import annotations

import json
import os
import platform
import uuid
from dataclasses import asdict
from pathlib import Path

from desktop_app.engine.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ProcessMark:
    """``machine`` says where ``pid`` means anything; ``born`` tells a process from a later one of
    its number; ``part`` tells parts of one process from one another, and may be empty."""

    host: str
    machine: str
    pid: int
    born: str
    part: str = ""

    @classmethod
    def of_this(cls, part: str = "") -> ProcessMark:
        """The mark of the process that calls."""
        pid = os.getpid()
        return cls(platform.node(), machine(), pid, born(pid) or "", part)

    @classmethod
    def from_text(cls, text: str) -> ProcessMark | None:
        """What :meth:`text` gave; None for anything else."""
        try:
            return cls(**json.loads(text))
        except (ValueError, TypeError):
            return None

    def text(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), sort_keys=True)

    def lives(self) -> bool | None:
        """Whether it still runs; None where that cannot be seen from here."""
        if self.machine != machine():
            return None
        found = born(self.pid)
        return None if found is None else found == self.born

    def __str__(self) -> str:
        return f"{self.host}, process {self.pid}"


def machine() -> str:
    """Within what a process number means one process: this start of this computer, and in
    Linux this namespace of numbers too (proc(5), pid_namespaces(7))."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return f"{platform.node()} {uuid.getnode():012x}"


def born(pid: int) -> str | None:
    """When the process began; empty when there is none, None when this system cannot say.

    Linux tells it in field 22 of /proc/PID/stat (proc(5)), in its own count. Other Unix systems
    are asked whether the number is in use. Windows has no harmless question (its os.kill kills).
    """
    if Path("/proc/self/stat").exists():
        return _born_in_linux(Path(f"/proc/{pid}/stat"))
    return _born_in_unix(pid) if os.name == "posix" else None


def _born_in_linux(stat: Path) -> str:
    try:
        fields = stat.read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return "" if fields[0] == "Z" else fields[19]


def _born_in_unix(pid: int) -> str:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        return "running"
    return "running"
