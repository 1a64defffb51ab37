"""What can be done with films from their page by others than the page itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.engine.model import Level, Snapshot


@dataclass(frozen=True)
class VideoActions:
    """``restore`` opens the wizard for some files of a snapshot, by their names; ``verify`` queues
    one of a snapshot at a level; ``back_up`` one of a target. Called on the main thread."""

    restore: Callable[[Snapshot, tuple[str, ...]], None]
    verify: Callable[[Snapshot, Level], None]
    back_up: Callable[[str], None]
    protect: Callable[[], None]
