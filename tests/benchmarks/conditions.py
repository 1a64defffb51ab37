"""What the machine's host left to it while a benchmark ran."""

from __future__ import annotations

import os
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")  # a second, in the kernel's figures
STEAL = 8  # the figure of its lines: a virtual processor had work, and did not get to run


class Conditions:
    """Looks at a Linux machine from when it is made."""

    def __init__(self) -> None:
        self._since, self._before = time.monotonic(), _taken()

    def sentence(self) -> str:
        """For the page, so that a slow hour is told from slow code."""
        passed = time.monotonic() - self._since
        share = (_taken() - self._before) / (passed * (os.cpu_count() or 1))
        return f"Meanwhile the machine's host took away {share:.1%} of its processors' time."


def _taken() -> float:
    """Seconds of all processors together, since the system's start."""
    whole = Path("/proc/stat").read_text().splitlines()[0].split()
    return int(whole[STEAL]) / TICKS
