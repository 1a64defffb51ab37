"""One agent for a profile: a lock that the operating system lets go of when its holder dies."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path

from desktop_app.engine.computer.own_file import failure
from desktop_app.engine.dataclass import dataclass
from desktop_app.engine.errors import AgentRunning

FILE_NAME = "agent.lock"
# Windows refuses to read what is locked; nothing is ever written so far out.
LOCKED_BYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Holder:
    """The agent that runs: its process number, and since when."""

    process: int
    since: datetime


class AgentLock:
    """Held from its making until :meth:`close` or the end of the process."""

    def __init__(self, profile: Path, now: datetime) -> None:
        """Raises :class:`AgentRunning`, :class:`ProfileFailed`, :class:`NoSpace`."""
        self._handle = _open(profile)
        if not _lock(self._handle):
            os.close(self._handle)
            holder = _read(profile)
            raise AgentRunning(str(profile), str(holder.process) if holder else "?")
        told = json.dumps({"process": os.getpid(), "since": now.isoformat()}).encode()
        os.ftruncate(self._handle, 0)
        os.write(self._handle, told)

    def close(self) -> None:
        os.close(self._handle)


def holder(profile: Path) -> Holder | None:
    """The agent that runs for a profile; None when there is none."""
    if not (profile / FILE_NAME).exists():
        return None
    handle = _open(profile)
    try:
        return None if _lock(handle) else _read(profile)
    finally:
        os.close(handle)


def _open(profile: Path) -> int:
    try:
        profile.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(profile / FILE_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise failure(profile / FILE_NAME, error) from error


def _read(profile: Path) -> Holder | None:
    try:
        told = json.loads((profile / FILE_NAME).read_text())
        return Holder(told["process"], datetime.fromisoformat(told["since"]))
    except (OSError, ValueError, KeyError):
        return None  # it has only just taken the lock


def _lock(handle: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
