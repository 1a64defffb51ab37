"""A clock that is set, jobs in one word, and programs that work through a queue."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop_app.engine.catalog.entries import Job, JobKind

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PATIENCE = 30.0  # seconds until something that must come is given up
ROOT = Path(__file__).parents[3]


@dataclass
class SetClock:
    """A clock that stands still until it is moved; as ``monotonic`` it counts seconds."""

    now: datetime = NOON
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self) -> datetime:
        with self._lock:
            return self.now

    def monotonic(self) -> float:
        return (self() - NOON).total_seconds()

    def move(self, **by: float) -> None:
        with self._lock:
            self.now += timedelta(**by)


def job(target: str = "lab", kind: JobKind = JobKind.BACKUP, **more: Any) -> Job:
    """A job to be queued, made at noon."""
    return Job(kind, target, more.pop("repository", "nas"), NOON, NOON, **more)


@dataclass
class Program:
    """A program of its own that works through the queue of a profile."""

    process: subprocess.Popen[str]

    @classmethod
    def start(cls, profile: Path, notes: Path, count: int = 2) -> Program:
        command = [sys.executable, "-m", "tests.engine.jobs.worker_program"]
        process = subprocess.Popen(
            [*command, str(profile), str(notes), str(count)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        return cls(process)

    def is_ready(self) -> None:
        """Wait until its workers have started."""
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def kill(self) -> None:
        """As the kernel does it."""
        self.process.kill()
        self.process.wait(PATIENCE)
        self._close()

    def stop(self) -> None:
        """Ask for the end, and wait for it."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert self.process.wait(PATIENCE) == 0
        self._close()

    def _close(self) -> None:
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


@dataclass(frozen=True)
class Begun:
    """A run that a program began: which try of which job, where and when; and when it ended,
    by the same clock, if it did."""

    key: int
    attempt: int
    pid: int
    target: str
    began: float
    ended: float | None


def runs_in(notes: Path) -> list[Begun]:
    """What the programs noted, in order."""
    lines = [line.split() for line in notes.read_text().splitlines()] if notes.exists() else []
    ends = {
        (key, attempt, pid): float(at) for what, key, attempt, pid, _, at in lines if what == "end"
    }
    return [
        Begun(int(key), int(attempt), int(pid), target, float(at), ends.get((key, attempt, pid)))
        for what, key, attempt, pid, target, at in lines
        if what == "begin"
    ]
