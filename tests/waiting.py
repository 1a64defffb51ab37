"""Waiting for what comes about sooner or later: a condition, and never a length of time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 30.0  # seconds; a busy machine is not a fault
EVERY = 0.002  # a process is to be stopped in the middle of something short, not after it


def wait_until(found: Callable[[], T], what: str = "a change", seconds: float = PATIENCE) -> T:
    """What ``found`` gives as soon as that is something. Fails where it never is."""
    end = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < end, f"waited in vain for: {what}"
        time.sleep(EVERY)
    return value
