"""Running whole commands: how long they take, and how much memory they use at most."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")
MEMORY = 4 << 30  # bytes: more than any of the commands uses, the system's file cache included
IN_LARGE_PAGES = 512 << 20  # bytes of it: a system hands out pages of 2 MiB from others
TAKE = """
import mmap, sys
flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
mmap.mmap(-1, int(sys.argv[1]), flags=flags | mmap.MAP_POPULATE).close()
room = mmap.mmap(-1, int(sys.argv[2]), flags=flags)
room.madvise(mmap.MADV_HUGEPAGE)
for at in range(0, len(room), mmap.PAGESIZE):
    room[at] = 1
"""
PIECE = 8 << 20
EVERY = 0.05  # seconds between two looks at the memory of a process tree


class CommandFailed(Exception):
    """A measured command ended with an error, so its time means nothing."""


@dataclass(frozen=True)
class Pipeline:
    """Commands joined by pipes, as a shell would; the last writes to ``output`` if given."""

    commands: tuple[Sequence[str | Path], ...]
    environment: Mapping[str, str]
    output: Path | None = None


@dataclass(frozen=True)
class Peak:
    """Bytes. ``process``: the resident high-water mark that the kernel keeps, of the largest
    command. ``tree``: the highest sum, looked at every 50 ms, of the proportional set sizes
    (shared pages divided among their users) of all commands and all their descendants."""

    process: int
    tree: int


def settle() -> None:
    """What earlier commands left to be done is not for the next one to wait for: pending writes,
    and memory that a virtual machine has to get from its host before it can be used."""
    os.sync()
    size = min(MEMORY, os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2)
    # In a process of its own: what this one has had counts as had by those that it starts.
    sizes = str(size), str(min(IN_LARGE_PAGES, size))
    subprocess.run([sys.executable, "-c", TAKE, *sizes], check=True)


def warm(folder: Path) -> None:
    """Read every file below a folder. Some programs write past the system's file cache."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                while opened.read(PIECE):
                    pass


def run(pipeline: Pipeline, watch: bool = False) -> tuple[float, Peak | None]:
    """Seconds from the start of the first command to the end of the last; and its memory."""
    since = time.perf_counter()
    processes = _start(pipeline)
    watcher = _Watcher([process.pid for process in processes]) if watch else None
    complaints = [process.communicate()[1] for process in reversed(processes)][::-1]
    seconds = time.perf_counter() - since
    peak = watcher.finish() if watcher else None
    for process, complaint in zip(processes, complaints, strict=True):
        if process.returncode:
            raise CommandFailed(f"{process.args!r}: {complaint.decode().strip()[-600:]}")
    return seconds, peak


def _start(pipeline: Pipeline) -> list[subprocess.Popen[bytes]]:
    processes: list[subprocess.Popen[bytes]] = []
    last = len(pipeline.commands) - 1
    for number, command in enumerate(pipeline.commands):
        target = pipeline.output.open("wb") if pipeline.output and number == last else None
        processes.append(
            subprocess.Popen(
                command,
                env=dict(pipeline.environment),
                stdin=processes[-1].stdout if processes else subprocess.DEVNULL,
                stdout=target or (subprocess.DEVNULL if number == last else subprocess.PIPE),
                stderr=subprocess.PIPE,
            )
        )
        if target:
            target.close()
        if number and (pipe := processes[-2].stdout):
            # Only the next command holds it now; communicate() must not read it.
            pipe.close()
            processes[-2].stdout = None
    return processes


class _Watcher(threading.Thread):
    def __init__(self, pids: Sequence[int]) -> None:
        super().__init__(daemon=True)
        self._pids = pids
        self._process = self._tree = 0
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        while not self._ended.wait(EVERY):
            self._process = max(self._process, *map(_high_water, self._pids))
            self._tree = max(self._tree, sum(map(_proportional, _descendants(self._pids))))

    def finish(self) -> Peak:
        self._ended.set()
        self.join()
        return Peak(self._process, max(self._tree, self._process))


def _descendants(pids: Sequence[int]) -> list[int]:
    """The processes and all below them."""
    found = list(pids)
    for parent in found:
        for task in _read(f"/proc/{parent}/task", os.listdir) or []:
            children = _read(f"/proc/{parent}/task/{task}/children", _text)
            found += map(int, (children or "").split())
    return found


def _high_water(pid: int) -> int:
    return _kibibytes(_read(f"/proc/{pid}/status", _text) or "", "VmHWM:")


def _proportional(pid: int) -> int:
    return _kibibytes(_read(f"/proc/{pid}/smaps_rollup", _text) or "", "Pss:")


def _kibibytes(text: str, name: str) -> int:
    found = [line.split()[1] for line in text.splitlines() if line.startswith(name)]
    return int(found[0]) * 1024 if found else 0


def _text(path: str) -> str:
    return Path(path).read_text()


def _read(path: str, how: Callable[[str], Found]) -> Found | None:
    """What ``how`` reads, or None when the process has ended meanwhile."""
    try:
        return how(path)
    except (FileNotFoundError, ProcessLookupError):
        return None
