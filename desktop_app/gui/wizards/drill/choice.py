"""What was chosen so far for a drill, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.engine.catalog.entries import Job, TargetEntry
from desktop_app.engine.model import Snapshot


@dataclass
class DrillChoice:
    """Filled in step by step; each step reads what the earlier ones chose. ``job`` has ended."""

    target: TargetEntry | None = None
    snapshot: Snapshot | None = None
    job: Job | None = None
