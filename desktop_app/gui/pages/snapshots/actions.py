"""What can be done with a snapshot from its page by others than the page itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.engine.model import Level, Snapshot


@dataclass(frozen=True)
class SnapshotActions:
    """``verify`` at a level; ``protect`` begins with a first target. Called on the main thread."""

    restore: Callable[[Snapshot], None]
    verify: Callable[[Snapshot, Level], None]
    protect: Callable[[], None]
